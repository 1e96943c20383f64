"""Records and triples: the only place that says which field is which predicate.

Triples are written as N-Triples terms and read as plain strings (an IRI without brackets, a
literal's lexical form), so nothing here needs a store or a parser. A reading lives in a named
graph of its own IRI, what spans articles in `Iris.links_graph`, users' decisions in
`Iris.decisions_graph`.
"""

from kg.graph.links import linked
from kg.graph.read import UNREAD, decisions, entries, reading
from kg.graph.terms import DEFAULT_BASE, Iris, Triple
from kg.graph.write import decision_triples, entry_triples, linked_triples, reading_triples

__all__ = [
    "DEFAULT_BASE",
    "UNREAD",
    "Iris",
    "Triple",
    "decision_triples",
    "decisions",
    "entries",
    "entry_triples",
    "linked",
    "linked_triples",
    "reading",
    "reading_triples",
]
