"""The named queries, one .rq file a question, as package data."""
