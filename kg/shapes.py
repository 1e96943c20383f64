"""Whether a store holds what it should: pySHACL and ontology/shapes.ttl, graph by graph.

The queries among the constraints are asked of the store itself, which answers in an instant what
takes pySHACL longer than all other constraints together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from pyshacl import validate
from rdflib import RDF, SH, Graph
from rdflib.term import Node, URIRef

from kg.errors import UnknownName
from kg.graph import DEFAULT_BASE, Iris
from kg.store import Store, iri
from kg.vocab import KG

GRAPHS = 20  # validated at a time: pySHACL takes as long to start as for ten graphs
SUBJECTS = 2_000  # of the graph of links, likewise


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that is not as it should be. `article` is an id, None in the graph of links."""

    article: str | None
    node: str
    term: str
    message: str


class _Query(NamedTuple):
    """A constraint as a query of ?this and ?value in ?graph, and what an answer means."""

    sparql: str
    message: str


def check(
    store: Store,
    base: str = DEFAULT_BASE,
    articles: Iterable[str] = (),
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> Iterator[Violation]:
    """What violates the shapes, article by article, then in links and decisions; lazy.

    With `articles`, only the graphs of these ids are looked at; raises UnknownName if there is
    none of an id. `progress` is told how many articles of how many were looked at.
    """
    shapes = Graph().parse(data=files("kg.ontology").joinpath("shapes.ttl").read_text("utf-8"))
    queries = _queries(shapes)
    iris, wanted = Iris(base), list(articles)
    names = [name for name in store.graphs() if name.startswith(iris.reading(""))]
    if wanted:
        names = _known(wanted, names, iris)
    for start in range(0, len(names), GRAPHS):
        yield from _readings(store, names[start : start + GRAPHS], shapes, queries)
        progress(min(start + GRAPHS, len(names)), len(names))
    if wanted:
        return
    for name in (iris.links_graph, iris.decisions_graph):
        for lines in _by_subject(store.lines(name)):
            yield from _violations(_parsed(lines), shapes, {})
    yield from _dangling(store, iris)


def _known(wanted: list[str], names: list[str], iris: Iris) -> list[str]:
    held, graphs = set(names), [iris.reading(article) for article in wanted]
    for article, graph in zip(wanted, graphs, strict=True):
        if graph not in held:
            raise UnknownName("article", article)
    return graphs


def _queries(shapes: Graph) -> list[_Query]:
    """The queries among the constraints of classes, which are taken out of the shapes."""
    declared = [
        f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>"
        for one in shapes.objects(None, SH.declare)
    ]
    found = []
    for shape, constraint in shapes.subject_objects(SH.sparql):
        target, select = shapes.value(shape, SH.targetClass), shapes.value(constraint, SH.select)
        body = str(select).partition("{")[2].rpartition("}")[0]
        where = f"GRAPH ?graph {{ ?this a <{target}> . {body} }}"
        query = f"{' '.join(declared)} SELECT ?this ?value {{ {where} }}"
        found.append(_Query(query, str(shapes.value(constraint, SH.message))))
    shapes.remove((None, SH.sparql, None))
    return found


def _answers(store: Store, names: list[str], queries: list[_Query]) -> Iterator[tuple[str, str]]:
    """What the queries find in the graphs, and what that means."""
    for name in names:
        for one in queries:
            for this, value in store.query(one.sparql, {"graph": iri(name)}):
                yield _said(URIRef(str(value)), URIRef(str(this))), one.message


def _readings(
    store: Store, names: list[str], shapes: Graph, queries: list[_Query]
) -> Iterator[Violation]:
    whole, articles = list[str](), dict[str, str]()
    for name in names:
        lines = store.lines(name)
        whole += lines
        article = _article(lines)
        articles |= {line.partition(" ")[0][1:-1]: article or name for line in lines}
        if article is None:
            yield Violation(name, name, str(KG.readingOf), "The graph describes no article.")
    order = {article: place for place, article in enumerate(articles.values())}
    found = _violations(_parsed(whole), shapes, articles)
    for node, message in _answers(store, names, queries):
        found.append(Violation(articles.get(node), node, "", message))
    yield from sorted(found, key=lambda one: order.get(one.article or "", -1))


def _article(lines: list[str]) -> str | None:
    is_article = f" {RDF.type.n3()} {KG.Article.n3()} ."
    nodes = [line.removesuffix(is_article) for line in lines if line.endswith(is_article)]
    for node in nodes:
        for line in lines:
            if line.startswith(f"{node} {KG.id.n3()} "):
                return next(str(name) for name in _parsed([line]).objects())
    return None


def _violations(data: Graph, shapes: Graph, articles: dict[str, str]) -> list[Violation]:
    fits, report, _ = validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if fits or not isinstance(report, Graph):
        return []
    found = [
        Violation(
            article=articles.get(str(report.value(result, SH.focusNode))),
            node=_said(report.value(result, SH.value), report.value(result, SH.focusNode)),
            term=str(report.value(result, SH.resultPath) or ""),
            message=str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return sorted(found, key=lambda one: (one.article or "", one.node, one.term, one.message))


def _said(value: Node | None, focus: Node | None) -> str:
    # A span is named by a query over its whole article: there the value says more.
    return str(value if value is not None and "#char=" in str(value) else focus)


def _dangling(store: Store, iris: Iris) -> Iterator[Violation]:
    named = "kg:speaker kg:via kg:about kg:claim kg:rebuts kg:repeats kg:statement kg:earlier"
    query = f"""PREFIX kg: <{KG}>
        SELECT DISTINCT ?node ?term ?there {{
            GRAPH ?links {{ ?node ?term ?there }}
            VALUES ?term {{ {named} kg:actor kg:agent kg:identifiedAs }}
            FILTER NOT EXISTS {{ ?there a ?type }}
        }} ORDER BY ?node ?term ?there"""
    for node, term, there in store.query(query, {"links": iri(iris.links_graph)}):
        message = f"It names {there}, of which no graph tells; run kg build again."
        yield Violation(None, str(node), str(term), message)


def _by_subject(lines: list[str]) -> Iterator[list[str]]:
    chunk, count, last = list[str](), 0, ""
    for line in lines:
        subject = line.partition(" ")[0]
        count += subject != last
        last = subject
        if count > SUBJECTS:
            yield chunk
            chunk, count = [], 1
        chunk.append(line)
    if chunk:
        yield chunk


def _parsed(lines: Iterable[str]) -> Graph:
    return Graph().parse(data="\n".join(lines), format="nt")
