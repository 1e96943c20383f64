"""The start page: a search, the newest and most contested claims, and what is in the store."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.ask import Filters, kept
from kg.ask.contested import contested
from kg.ask.statements import described
from kg.ask.stats import stats
from kg.web import answers
from kg.web.answers import answer, twinned
from kg.web.nodes import minted
from kg.web.served import served

NEWEST, CONTESTED = 6, 6


def start(request: Request) -> Response:
    """Ways into the store."""
    found = served(request)
    store = found.store
    newest, most = kept(store, Filters(), NEWEST), contested(store, CONTESTED)
    shown = {
        "stats": stats(store),
        "newest": list(described(store, newest)),
        "contested": most,
    }
    nodes = [*newest, *(minted(found, "claim", one.id) for one in most)]
    return answer(request, "start.html", shown, answers.described(store, nodes))


ROUTES = twinned("/", start)
