"""IRIs and terms: what a record's id becomes in the graph, and how a value is written."""

from __future__ import annotations

from urllib.parse import quote

from rdflib import OWL, RDF, RDFS, Namespace, URIRef

from kg.records import Day, Span
from kg.vocab import KG

Triple = tuple[str, str, str]

OA = Namespace("http://www.w3.org/ns/oa#")

# Between a statement's IRI and the place of an assessment among its evidence, from 1.
ASSESSMENT = "#evidence-"
DEFAULT_BASE = "http://localhost:8000/"
XSD = "http://www.w3.org/2001/XMLSchema#"
CLASSES: dict[str, URIRef] = {
    "person": KG.Person,
    "organisation": KG.Organisation,
    "state": KG.State,
    "group": KG.Group,
}
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def iri(value: str) -> str:
    """An IRI as an N-Triples term."""
    return f"<{value}>"


def text(value: str) -> str:
    """A string as an N-Triples term."""
    return f'"{value.translate(ESCAPES)}"'


def typed(value: object, datatype: str) -> str:
    """A literal of an XML Schema datatype, such as `date`, as an N-Triples term."""
    return f'"{value}"^^<{XSD}{datatype}>'


def probability(value: float) -> str:
    """A score with four decimals at most, so that it has one form."""
    return typed(f"{round(value, 4):.4f}".rstrip("0").ljust(3, "0"), "decimal")


def first_day(day: Day) -> str:
    """The first day of the period, as the sort key that all precisions share."""
    return f"{day.value}-01-01"[:10] if day.precision == "year" else f"{day.value}-01"[:10]


class _Predicates:
    """This vocabulary's terms as N-Triples, made when first asked for; an unknown one raises."""

    type, label, sameAs = RDF.type.n3(), RDFS.label.n3(), OWL.sameAs.n3()  # noqa: N815
    start, end, exact = OA.start.n3(), OA.end.n3(), OA.exact.n3()
    prefix, suffix, hasSource = OA.prefix.n3(), OA.suffix.n3(), OA.hasSource.n3()  # noqa: N815

    def __getattr__(self, name: str) -> str:
        term = KG[name].n3()
        setattr(self, name, term)
        return term


P = _Predicates()


class Iris:
    """Mints the IRIs of one base, which ends in a slash or hash."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self.links_graph = f"{base}links"
        self.decisions_graph = f"{base}decisions"

    def article(self, identifier: str) -> str:
        """The article itself, not what was understood of it."""
        return f"{self.base}article/{quote(identifier, safe='/')}"

    def reading(self, identifier: str) -> str:
        """What was understood of an article, which is also the name of its graph."""
        return f"{self.base}reading/{quote(identifier, safe='/')}"

    def span(self, article: str, span: Span) -> str:
        """An RFC 5147 fragment of the article's IRI."""
        return f"{self.article(article)}#char={span.start},{span.end}"

    def node(self, kind: str, identifier: str) -> str:
        """A statement, actor, agent, claim, link, identification, extraction, decision or entry."""
        return f"{self.base}{kind}/{identifier}"
