"""Templates to pages. Everything that a template prints is escaped, without exception."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

# What the head of every page links to: path and words.
NAVIGATION = [("/", "Start")]


def page(request: Request, template: str, status: int = 200, /, **shown: object) -> HTMLResponse:
    """A page from a file of templates/, which sees `shown`, the path and the navigation."""
    found = environment().get_template(template)
    return HTMLResponse(found.render(path=request.url.path, navigation=NAVIGATION, **shown), status)


@cache
def environment() -> Environment:
    """The templates; a name that a page did not give is an error, not an empty string."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
