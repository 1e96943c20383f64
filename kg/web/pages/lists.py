"""Lists: claims that filters keep, agents, articles, outlets, and what a search finds in all."""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from kg.ask import Filters, kept
from kg.ask.agents import ranked
from kg.ask.outlets import articles, outlets, shared
from kg.ask.statements import described
from kg.errors import UsageError
from kg.web import answers
from kg.web.answers import answer, number, twinned
from kg.web.nodes import minted
from kg.web.served import served

SHOWN = 20  # rows a page
MOST_WORDS = 12  # of a search
FOUND = 6  # agents of a search
LISTED = 100  # outlets, and claims that several of them carry

_WORDS = ("by", "about", "via", "act", "status", "since", "until", "article")


def filters(request: Request) -> Filters:
    """The filters that a form or a link gives; what is left empty is not given."""
    given = {name: words.strip() for name, words in request.query_params.items() if words.strip()}
    sure = given.get("min_confidence", "0")
    try:
        least = float(sure)
    except ValueError:
        raise UsageError(f"a confidence is a number from 0 to 1, not {sure[:40]!r}") from None
    return Filters(
        words=words_of(request),
        rebutted={"yes": True, "no": False}.get(given.get("rebutted", "")),
        min_confidence=least,
        **{name: given[name] for name in _WORDS if name in given},
    )


def words_of(request: Request) -> tuple[str, ...]:
    """What is searched for; each word is looked for in every text, so they may not be many."""
    words = tuple(request.query_params.get("q", "").split())
    if len(words) > MOST_WORDS:
        raise UsageError(f"a search takes at most {MOST_WORDS} words, not {len(words)}")
    return words


def claims(request: Request) -> Response:
    """Statements that the filters keep, newest first."""
    found, page = served(request), number(request, "page")
    chosen = filters(request)
    nodes = kept(found.store, chosen, page * SHOWN + 1)[(page - 1) * SHOWN :]
    told = list(described(found.store, nodes[:SHOWN], chosen.min_confidence))
    shown = {"filters": asdict(chosen), "page": page, "statements": told}
    return answer(
        request,
        "claims.html",
        shown,
        answers.described(found.store, nodes[:SHOWN]),
        has_more=len(nodes) > SHOWN,
        given=dict(request.query_params),
    )


def agents(request: Request) -> Response:
    """Who speaks and is spoken of; who says most comes first."""
    found, page = served(request), number(request, "page")
    words, kind = words_of(request), request.query_params.get("kind")
    rows = ranked(found.store, words, kind or None, SHOWN + 1, (page - 1) * SHOWN)
    shown = {"page": page, "agents": rows[:SHOWN]}
    nodes = [minted(found, "agent", one.id) for one in rows[:SHOWN]]
    return answer(
        request,
        "agents.html",
        shown,
        answers.described(found.store, nodes),
        has_more=len(rows) > SHOWN,
        given=dict(request.query_params),
    )


def search(request: Request) -> Response:
    """Agents by their names and statements by their words."""
    found = served(request)
    words = words_of(request)
    people = ranked(found.store, words, None, FOUND) if words else []
    nodes = kept(found.store, Filters(words=words), SHOWN) if words else []
    shown = {
        "words": " ".join(words),
        "agents": people,
        "statements": list(described(found.store, nodes)),
    }
    nodes += [minted(found, "agent", one.id) for one in people]
    return answer(request, "search.html", shown, answers.described(found.store, nodes))


def papers(request: Request) -> Response:
    """Articles, newest first, of all outlets or of one."""
    found, page = served(request), number(request, "page")
    publisher = request.query_params.get("publisher") or None
    rows = articles(found.store, publisher, SHOWN + 1, (page - 1) * SHOWN)
    shown = {"publisher": publisher, "page": page, "articles": rows[:SHOWN]}
    nodes = [minted(found, "article", one.id) for one in rows[:SHOWN]]
    return answer(
        request,
        "articles.html",
        shown,
        answers.described(found.store, nodes),
        has_more=len(rows) > SHOWN,
    )


def publishers(request: Request) -> Response:
    """Who publishes how much, and the claims that several of them carry."""
    store = served(request).store
    carried = shared(store, LISTED)
    shown = {"outlets": outlets(store, LISTED), "claims": carried}
    nodes = [minted(served(request), "claim", one.id) for one in carried]
    return answer(request, "outlets.html", shown, answers.described(store, nodes))


ROUTES = (
    *twinned("/claims", claims),
    *twinned("/agents", agents),
    *twinned("/search", search),
    *twinned("/articles", papers),
    *twinned("/outlets", publishers),
)
