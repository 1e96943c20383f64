from pathlib import Path

import kg.ontology
import pytest
from rdflib import OWL, RDF, SH, Graph

from kg.errors import UnknownName
from kg.graph import Iris, decision_triples, linked_triples, reading_triples
from kg.records import (
    Actor,
    Agent,
    Article,
    Attribution,
    Claim,
    Day,
    Decision,
    Evidence,
    Identification,
    Link,
    Linked,
    Reading,
    Reference,
    Span,
    Statement,
)
from kg.shapes import check
from kg.store import open_store

ONTOLOGY = Path(kg.ontology.__file__).parent
KG, OA = "https://w3id.org/claim-kg#", "http://www.w3.org/ns/oa#"
IRIS = Iris()
TEXT = "Ana Ruiz said on Monday 🌉 the bridge was safe.\r\nShe gave no figures."
SPAN = f"<{IRIS.span('a', Span(26, 45))}>"
STATEMENT = f"<{IRIS.node('statement', 's1')}>"
LINK = Link("rebuts", "s2", "s1", 0.7, "denies it")


def statement(name, **changes):
    fields = {
        "id": name,
        "article": "a",
        "attribution": Attribution((Span(0, 8),), (Span(9, 13),), (Span(26, 45),), 1.0),
        "text": "the bridge was safe",
        "sentence": Span(0, 46),
        "speaker": Reference("x1", (Span(0, 8),)),
        "via": (Reference(None, (Span(48, 51),)),),
        "about": (),
        "act": "assertion",
        "mode": "indirect",
        "uttered": Day("2024-03-04", Span(17, 23)),
        "evidence": (Evidence("unsupported", Span(48, 67)),),
        "confidence": 0.0,
    }
    return Statement(**fields | changes)


STATEMENTS = (statement("s1"), statement("s2", uttered=None, speaker=None))
READING = Reading(
    Article("a", TEXT, published="2024-03-05"),
    (Actor("x1", "Ana Ruiz", "person", ("Ruiz",)),),
    STATEMENTS,
)
LINKED = Linked(
    (Agent("g1", "Ana Ruiz", "person", ("Ruiz",), ("http://example.org/ana",)),),
    (Identification("x1", "g1", 1.0, "same name"),),
    (Claim("c1", "the bridge was safe", ("s1", "s2")),),
    (LINK,),
)
DECISIONS = (Decision("merge", ("Ana", "Ana Ruiz")), Decision("split", ("Ana", "Bea")))


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "claims.kg"), write=True) as opened:
        opened.put(
            {
                IRIS.reading("a"): reading_triples(READING, IRIS, "0.1"),
                IRIS.links_graph: linked_triples(LINKED, STATEMENTS, IRIS),
                IRIS.decisions_graph: decision_triples(DECISIONS, IRIS),
            }
        )
        yield opened


def found(store):
    return [(one.article, one.node, one.term.rpartition("#")[2]) for one in check(store)]


def test_what_the_stages_write_violates_nothing(store):
    assert list(check(store)) == []


@pytest.mark.parametrize(
    ("graph", "removed", "added", "violation"),
    [
        ("a", (STATEMENT, f"<{KG}text>", '"the bridge was safe"'), None, ("a", STATEMENT, "text")),
        ("a", None, (STATEMENT, f"<{KG}text>", '"and so on"'), ("a", STATEMENT, "text")),
        ("a", None, (STATEMENT, f"<{KG}cue>", "<http://x/>"), ("a", STATEMENT, "cue")),
        ("a", None, (STATEMENT, f"<{KG}txet>", '"typo"'), ("a", STATEMENT, "txet")),
        ("a", None, (STATEMENT, f"<{KG}score>", '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
         ("a", STATEMENT, "score")),
        ("a", (STATEMENT, f"<{KG}precision>", '"day"'), None, ("a", STATEMENT, "")),
        ("a", (SPAN, f"<{OA}exact>", '"the bridge was safe"'),
         (SPAN, f"<{OA}exact>", '"the bridge was sunk"'), ("a", SPAN, "")),
        ("links", (f"<{IRIS.node('agent', 'g1')}>", f"<{KG}nameKey>", '"ruiz"'), None, None),
        ("links", (f"<{IRIS.node('agent', 'g1')}>", f"<{KG}name>", '"Ana Ruiz"'), None,
         (None, f"<{IRIS.node('agent', 'g1')}>", "name")),
        ("links", None, (STATEMENT, f"<{KG}claim>", "<http://x/none>"), (None, STATEMENT, "claim")),
        ("decisions", (f"<{IRIS.node('decision', 'd')}>", f"<{KG}decidedName>", '"x"'),
         (f"<{IRIS.node('decision', 'd')}>", f"<{RDF.type}>", f"<{KG}Decision>"),
         (None, f"<{IRIS.node('decision', 'd')}>", "decidedName")),
    ],
)  # fmt: skip
def test_a_graph_that_is_not_as_it_should_be_is_named(store, graph, removed, added, violation):
    name = IRIS.reading("a") if graph == "a" else f"{IRIS.base}{graph}"
    store.change(name, added=[added] if added else [], removed=[removed] if removed else [])
    told = found(store)
    if violation is None:
        assert told == []
    else:
        article, node, term = violation
        assert (article, node[1:-1], term) in told


def test_a_span_beyond_the_text_is_named(store):
    beyond = IRIS.span("a", Span(60, 99))
    span = [
        (f"<{beyond}>", predicate, term)
        for predicate, term in (
            (f"<{RDF.type}>", f"<{KG}Span>"),
            (f"<{OA}hasSource>", f"<{IRIS.article('a')}>"),
            (f"<{OA}start>", '"60"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'),
            (f"<{OA}end>", '"99"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'),
            (f"<{OA}exact>", '"figures."'),
            (f"<{OA}prefix>", '""'),
            (f"<{OA}suffix>", '""'),
        )
    ]
    store.change(IRIS.reading("a"), added=span)
    messages = [one.message for one in check(store) if one.node == beyond]
    assert messages == ["A span lies outside the article's text."]


def test_links_to_what_is_not_there_are_named(store):
    store.drop([IRIS.reading("a")])
    told = {(one.node, one.term.rpartition("#")[2]) for one in check(store)}
    assert (IRIS.node("identification", "x1"), "actor") in told
    assert (IRIS.node("statement", "s2"), "rebuts") in told


def test_a_graph_without_an_article_is_named(store):
    store.put({IRIS.reading("empty"): [("<http://x/s>", "<http://x/p>", '"o"')]})
    messages = [one.message for one in check(store)]
    assert messages == ["The graph describes no article."]


def test_one_article_is_checked_alone(store):
    store.change(
        IRIS.reading("a"), removed=[(STATEMENT, f"<{KG}mode>", f"<{KG[:-1]}/mode#indirect>")]
    )
    assert [one.term for one in check(store, articles=["a"])] == [f"{KG}mode"]
    with pytest.raises(UnknownName):
        list(check(store, articles=["b"]))


def test_every_class_has_a_shape_and_every_property_stands_in_one():
    terms = Graph().parse(ONTOLOGY / "claims.ttl")
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    targets = set(shapes.objects(None, SH.targetClass)) | set(shapes.objects(None, SH["class"]))
    assert set(terms.subjects(RDF.type, OWL.Class)) - targets == set()
    named = set(shapes.objects(None, SH.path)) | set(shapes.objects(None, SH.targetSubjectsOf))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {term for kind in kinds for term in terms.subjects(RDF.type, kind)}
    assert properties - named == set()
