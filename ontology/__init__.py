"""The ontology (claims.ttl) and its shapes (shapes.ttl), as package data."""
