"""How several publishers report one claim, in one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.ask import Claimed
from kg.ask.claim import claim, members
from kg.ask.statements import described
from kg.web import answers
from kg.web.answers import answer, twinned
from kg.web.nodes import node
from kg.web.served import served

COMPARED = 200  # statements, the oldest


@dataclass(frozen=True, slots=True)
class Report:
    """A publisher's articles on one claim, None for those that name no publisher."""

    publisher: str | None
    first: str | None
    statements: tuple[Claimed, ...]

    @property
    def articles(self) -> dict[str, str]:
        """Their titles, or else ids, by id."""
        return {one.article: one.title or one.article for one in self.statements}


def compare(request: Request) -> Response:
    """One row for each publisher, the first to carry the claim first."""
    place, _ = node(request, "claim")
    store = served(request).store
    nodes = members(store, place, COMPARED)
    shown = {
        "iri": place,
        "claim": claim(store, place),
        "reports": reports(described(store, nodes)),
    }
    return answer(request, "comparison.html", shown, answers.described(store, [place, *nodes]))


def reports(statements: Iterable[Claimed]) -> list[Report]:
    """Statements by publisher, in the order of the day on which each first carried one."""
    found: dict[str | None, list[Claimed]] = {}
    for one in statements:
        found.setdefault(one.publisher, []).append(one)
    told = [
        Report(name, min((one.published for one in of if one.published), default=None), tuple(of))
        for name, of in found.items()
    ]
    return sorted(told, key=lambda one: (one.first is None, one.first or "", one.publisher or ""))


ROUTES = twinned("/claim/{identifier}/outlets", compare)
