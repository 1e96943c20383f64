"""Every named query as a form; what it answers stands under it, and the link says it all."""

from __future__ import annotations

from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.named import Question, question, questions
from kg.errors import KgError
from kg.values import Act, Status
from kg.web import tables
from kg.web.answers import answer, described, twinned, twins
from kg.web.forms import GRAPHS, JSON, PAGE, accepted
from kg.web.pages.errors import status_of
from kg.web.rendering import page, still
from kg.web.served import served
from kg.web.tables import Table

SHOWN = 100  # rows on a page; a download has as many as the server allows
FORMS = ("csv", JSON, *GRAPHS)
CHOICES = {"act": get_args(Act), "status": get_args(Status)}


def index(request: Request) -> Response:
    """All named queries."""
    shown, nothing = {"queries": questions()}, described(served(request).store, [])
    return answer(request, "queries.html", shown, nothing, render=still)


def ask(request: Request) -> Response:
    """One query: its form, its SPARQL and, unless it was not run yet, what it answers."""
    asked, form = _question(request)
    given = {name: words for name, words in request.query_params.items() if words and name != "run"}
    if form != PAGE:
        return _download(request, asked, given, form)
    table, problem, status = None, "", 200
    try:
        table = run(request, asked, given, SHOWN)
    except KgError as error:
        problem, status = str(error), status_of(error)
    return page(
        request,
        "query.html",
        status,
        query=asked,
        given=given,
        choices=CHOICES,
        table=table,
        problem=problem,
        most=served(request).limits.row_count,
        base=served(request).iris.base,
        twins=twins(request),
    )


def run(request: Request, asked: Question, given: dict[str, str], limit: int) -> Table:
    """What a query answers, at most so many rows of it."""
    return tables.read(asked.answer(served(request).bounded, given), limit)


def _download(request: Request, asked: Question, given: dict[str, str], form: str) -> Response:
    table = run(request, asked, given, served(request).limits.row_count)
    content, kind = tables.write(table, form)
    headers = {
        "Content-Disposition": f'attachment; filename="{asked.name}.{form}"',
        "Kg-Cut": str(table.has_more).lower(),
        "Vary": "Accept",
    }
    return Response(content, media_type=kind, headers=headers)


def _question(request: Request) -> tuple[Question, str]:
    """The query that the path names, and the form in which its answer is wanted."""
    name, _, form = str(request.path_params["name"]).partition(".")
    if form not in ("", *FORMS):
        raise HTTPException(404, f"answers are written as {', '.join(FORMS)}; not as {form[:40]!r}")
    return question(name), form or accepted(request.headers.get("accept", ""))


ROUTES = (*twinned("/queries", index), Route("/query/{name}", ask))
