"""Where things are on this server: the inverse of the routes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request

from kg.store import Value

# The columns of named queries that hold ids.
_IDS = {
    "statement": "statement",
    "rebuttal": "statement",
    "first_statement": "statement",
    "later_statement": "statement",
    "claim": "claim",
    "claim_id": "claim",
    "article": "article",
}


class Paths:
    """Paths below the one at which the application is mounted."""

    def __init__(self, root: str) -> None:
        self.root = root

    def __call__(self, place: str, **query: object) -> str:
        """A path of this application, with the parameters that are given."""
        given = {name: value for name, value in query.items() if value not in (None, "", False)}
        return f"{self.root}{place}{f'?{urlencode(given)}' if given else ''}"

    def node(self, kind: str, identifier: str) -> str:
        """The page of a statement, claim, agent, article, ...; ids are quoted as in the graph."""
        return f"{self.root}/{kind}/{quote(identifier, safe='/' if kind == 'article' else '')}"

    def cell(self, variable: str, term: Value | None, base: str) -> str | None:
        """The page that a cell of an answer speaks of, told by its column; None if of none."""
        if term is None:
            return None
        kind = _IDS.get(variable)
        return self.node(kind, term) if kind else self.local(term, base)

    def local(self, term: Value, base: str) -> str | None:
        """The page of an IRI of this store; None for any other term."""
        if term.is_iri and term.startswith(base):
            return f"{self.root}/{term.removeprefix(base)}"
        return None


def paths(request: Request) -> Paths:
    """The paths as this request's application is mounted."""
    return Paths(request.scope.get("root_path", ""))
