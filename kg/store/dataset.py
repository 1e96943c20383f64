"""Which graphs of a store a query sees."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from kg.store.value import iri_term


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs by their IRIs: those whose union a plain pattern sees, and those that GRAPH sees.

    It takes the place of what the query itself says by FROM. None of either is an empty graph,
    or no graph, as the SPARQL protocol has it. Raises QueryError for what is not an IRI.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*self.default, *self.named):
            iri_term(name)

    def parameters(self) -> str:
        """The dataset as parameters of a request to another endpoint."""
        default = [("default-graph-uri", name) for name in self.default]
        return urlencode(default + [("named-graph-uri", name) for name in self.named])
