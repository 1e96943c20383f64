"""Values to pages. Everything that a template prints is escaped, without exception."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.values import Act, Kind, Status
from kg.web import text
from kg.web.marking import segments
from kg.web.paths import Paths, paths
from kg.web.tables import is_number, is_short

# What the head of every page links to: path and words.
NAVIGATION = [
    ("/claims", "Claims"),
    ("/agents", "Agents"),
    ("/outlets", "Outlets"),
    ("/articles", "Articles"),
    ("/graph", "Network"),
    ("/queries", "Queries"),
    ("/editor", "SPARQL"),
]


def page(request: Request, template: str, status: int = 200, /, **shown: object) -> HTMLResponse:
    """A page from a file of templates/, which sees `shown`, the paths and the navigation.

    `twins` are forms and paths of the same page; none unless given.
    """
    to = paths(request)
    path = request.url.path.removeprefix(to.root)
    return HTMLResponse(_rendered(template, to, path, shown), status)


def still(request: Request, template: str, /, **shown: Hashable) -> HTMLResponse:
    """A page that says the same as long as its address and `shown` do: it is rendered once."""
    to = paths(request)
    path = request.url.path.removeprefix(to.root)
    return HTMLResponse(_kept(template, to.root, path, tuple(shown.items())))


@lru_cache(maxsize=16)
def _kept(template: str, root: str, path: str, shown: tuple[tuple[str, Hashable], ...]) -> str:
    return _rendered(template, Paths(root), path, dict(shown))


def _rendered(template: str, to: Paths, path: str, shown: Mapping[str, object]) -> str:
    given = {"twins": (), **shown, "to": to, "path": path, "navigation": NAVIGATION}
    return environment().get_template(template).render(given)


@cache
def environment() -> Environment:
    """The templates; a name that a page did not give is an error, not an empty string."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=text.seen,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(cut=text.cut, score=text.score, count=text.count, segments=segments)
    made.tests.update(web=text.is_web, number_term=is_number, short_term=is_short)
    made.globals.update(
        short=text.SHORT,
        longest=text.LONGEST,
        acts=get_args(Act),
        statuses=get_args(Status),
        kinds=get_args(Kind),
    )
    return made
