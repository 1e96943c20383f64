"""Values to pages. Everything that a template prints is escaped, without exception."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.values import Act, Kind, Status
from kg.web import text
from kg.web.marking import segments
from kg.web.paths import paths
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

    `twins` are the paths of the same page in other forms; none unless given.
    """
    to = paths(request)
    path = request.url.path.removeprefix(to.root)
    given = {"twins": {}, **shown, "to": to, "path": path, "navigation": NAVIGATION}
    return HTMLResponse(environment().get_template(template).render(given), status)


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
