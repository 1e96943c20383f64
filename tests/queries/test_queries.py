import re
from pathlib import Path

import pytest
import rdflib
import story

from kg.ask.named import parse, question, questions
from kg.ask.values import plain
from kg.errors import QueryError, UnknownName, UsageError

QUERIES = Path(__file__).parents[2] / "queries"
BRANDT, MILL, PELL = "Ilsa Brandt", "Oskar Mills", "Jon Pell"
POISON, CLEAN = "Oskar Mills poisoned the river", "The river is clean"
HAD, NOT = "Oskar Mills had poisoned the river", "the mill had not poisoned the river"
HERALD, COURIER = "Varnholt Herald", "Coast Courier"
DENIED = (MILL, "it had poisoned the river", None, "denies what was said of it", 0.95)

# The name of a query, its parameters, and all rows that it must answer about the story, in order.
EXPECTED = [
    ("accusers", {}, [
        (BRANDT, MILL, 3, 1),
        (MILL, PELL, 1, 0),
        ("Tomás Réyl", BRANDT, 1, 0),
        ("council aides", BRANDT, 1, 0),
    ]),
    ("accusers", {"about": "brandt, ilsa"}, UnknownName),
    ("accusers", {"by": "reyl"}, [("Tomás Réyl", BRANDT, 1, 0)]),
    ("acts", {"by": "the Mill"}, [(MILL, "accusation", 1), (MILL, "denial", 1)]),
    ("claims", {"by": BRANDT}, [
        (BRANDT, NOT, MILL, "confirmation", "2024-03-19", "2024-03-20", 0.9, "takes-back",
         "herald-2"),
        (BRANDT, POISON, MILL, "accusation", None, "2024-03-04", 0.9, "blame-again", "courier"),
        (BRANDT, HAD, MILL, "accusation", "2024-03-01", "2024-03-02", 0.9, "blame", "herald-1"),
        (BRANDT, "the mill poisoned the river", MILL, "accusation", "2024-03-01", "2024-03-20",
         0.9, "blame-recalled", "herald-2"),
    ]),
    ("claims", {"about": BRANDT, "until": "2024-03", "since": "2024-03-02"}, [
        ("Tomás Réyl", "Brandt of wasting money", BRANDT, "accusation", None, "2024-03-20", 0.9,
         "wasting", "herald-2"),
    ]),
    ("claims", {"act": "accusation", "min_confidence": "0.5", "since": "2024", "about": BRANDT}, [
        ("Tomás Réyl", "Brandt of wasting money", BRANDT, "accusation", None, "2024-03-20", 0.9,
         "wasting", "herald-2"),
        ("council aides", "Brandt of lying", BRANDT, "accusation", "2024-03", "2024-03-04", 0.6,
         "lying", "courier"),
    ]),
    ("claim-spread", {"claim": "c-poison"}, [
        ("c-poison", "2024-03-02", HERALD, BRANDT, "2024-03-01", HAD, "blame", "herald-1"),
        ("c-poison", "2024-03-04", COURIER, BRANDT, None, POISON, "blame-again", "courier"),
        ("c-poison", "2024-03-20", HERALD, BRANDT, "2024-03-01", "the mill poisoned the river",
         "blame-recalled", "herald-2"),
    ]),
    ("claim-spread", {"claim": "c-clean"}, [
        ("c-clean", "2024-03-02", HERALD, PELL, None, CLEAN, "clean", "herald-1"),
        ("c-clean", None, None, "Karl Brandt", None, CLEAN, "clean-again", "leaflet"),
    ]),
    ("claim-spread", {"claim": "c-liar"}, []),
    ("contested-claims", {}, [(POISON, 3, 3, 3, "c-poison")]),
    ("contested-claims", {"min_confidence": "0.7"}, [(POISON, 2, 2, 3, "c-poison")]),
    ("doubtful", {"max_confidence": "0.6"}, [
        (0.4, "statement", "the fish were dead", None, "dead-fish", "courier"),
        (0.6, "rebuttal", CLEAN, "an incompatible account", "clean", "herald-1"),
        (0.6, "statement", "Brandt of lying", None, "lying", "courier"),
    ]),
    ("evidence-by-agent", {}, [
        ("Fisheries Office", "supported", 1),
        (BRANDT, "disputed", 1),
        (BRANDT, "retracted", 1),
        (BRANDT, "unsupported", 1),
        (PELL, "unverified", 1),
        ("Karl Brandt", "disputed", 1),
        ("Karl Brandt", "supported", 1),
    ]),
    ("namings", {"agent": BRANDT}, [
        (BRANDT, BRANDT, article, 0.95, "the same name")
        for article in ("courier", "herald-1", "herald-2")
    ]),
    ("namings", {"agent": BRANDT, "max_confidence": "0.9"}, []),
    ("opponents", {}, [
        (PELL, BRANDT, 1, "2024-03-02", "2024-03-02"),
        (MILL, BRANDT, 1, "2024-03-02", "2024-03-02"),
    ]),
    ("opponents", {"by": MILL}, [(MILL, BRANDT, 1, "2024-03-02", "2024-03-02")]),
    ("outlet-sources", {"publisher": COURIER}, [
        (COURIER, "Fisheries Office", 1, 0),
        (COURIER, BRANDT, 1, 1),
        (COURIER, "council aides", 1, 0),
    ]),
    ("outlets-compared", {}, [
        ("c-poison", COURIER, BRANDT, None, 1, 0),
        ("c-poison", HERALD, BRANDT, "disputed", 1, 2),
        ("c-poison", HERALD, BRANDT, "retracted", 1, 0),
        ("c-poison", HERALD, BRANDT, "unsupported", 1, 2),
    ]),
    ("outlets-compared", {"claim": "c-clean"}, []),
    ("rebutted-claims", {}, [
        (BRANDT, HAD, "2024-03-01", *DENIED, "blame", "denial"),
        (BRANDT, HAD, "2024-03-01", BRANDT, NOT, "2024-03-19", "takes back its own words", 0.9,
         "blame", "takes-back"),
        (BRANDT, HAD, "2024-03-01", PELL, CLEAN, None, "an incompatible account", 0.6, "blame",
         "clean"),
    ]),
    ("rebutted-claims", {"rebutted_by": MILL}, [
        (BRANDT, HAD, "2024-03-01", *DENIED, "blame", "denial")
    ]),
    ("rebutted-claims", {"by": PELL}, []),
    ("relay-chains", {}, [
        ("blame-again", BRANDT, POISON, 1, "Radio Delta", COURIER, "courier"),
        ("blame-again", BRANDT, POISON, 2, HERALD, COURIER, "courier"),
        ("clean", PELL, CLEAN, 1, "Radio Delta", HERALD, "herald-1"),
    ]),
    ("relay-chains", {"via": HERALD}, [
        ("blame-again", BRANDT, POISON, 1, "Radio Delta", COURIER, "courier"),
        ("blame-again", BRANDT, POISON, 2, HERALD, COURIER, "courier"),
    ]),
    ("repeated-claims", {}, [(POISON, 2, 3, 1, "2024-03-02", "2024-03-20", "c-poison")]),
    ("repeated-claims", {"at_least": "3"}, []),
    ("retractions", {}, [
        (BRANDT, "the mill poisoned the river", "took it back", "2024-03-01", "2024-03-20",
         "blame-recalled", "herald-2"),
    ]),
    ("said-of", {"by": MILL}, [
        (None, None, MILL, PELL, "accusation", "Jon Pell is a liar", None, "liar", "leaflet")
    ]),
    ("said-of", {"by": BRANDT, "about": MILL}, [
        *(
            ("2024-03-01", "2024-03-02", BRANDT, MILL, "accusation", HAD, who, "blame", "herald-1")
            for who in (BRANDT, PELL, MILL)
        ),
        ("2024-03-01", "2024-03-20", BRANDT, MILL, "accusation", "the mill poisoned the river",
         None, "blame-recalled", "herald-2"),
        (None, "2024-03-04", BRANDT, MILL, "accusation", POISON, None, "blame-again", "courier"),
        ("2024-03-19", "2024-03-20", BRANDT, MILL, "confirmation", NOT, None, "takes-back",
         "herald-2"),
    ]),
    ("self-contradictions", {}, [
        (BRANDT, HAD, "2024-03-01", NOT, "2024-03-19", "takes back its own words", 0.9, "blame",
         "takes-back"),
    ]),
    ("unanswered-accusations", {}, [
        (MILL, "Jon Pell is a liar", PELL, None, None, "liar", "leaflet"),
        ("council aides", "Brandt of lying", BRANDT, "2024-03", "2024-03-04", "lying", "courier"),
        ("Tomás Réyl", "Brandt of wasting money", BRANDT, None, "2024-03-20", "wasting",
         "herald-2"),
    ]),
    ("unanswered-accusations", {"about": PELL}, [
        (MILL, "Jon Pell is a liar", PELL, None, None, "liar", "leaflet"),
    ]),
    ("uncorroborated-disputes", {}, [(POISON, 3, "c-poison")]),
    ("unheard", {}, [
        (None, "leaflet", MILL, "Jon Pell is a liar", PELL, "liar"),
        (COURIER, "courier", BRANDT, POISON, MILL, "blame-again"),
        (HERALD, "herald-2", BRANDT, "the mill poisoned the river", MILL, "blame-recalled"),
    ]),
    ("unheard", {"publisher": COURIER}, [
        (COURIER, "courier", BRANDT, POISON, MILL, "blame-again"),
    ]),
    ("unnamed-sources", {}, [
        (COURIER, "A man at the gate", "the fish were dead", "2024-03-04", "dead-fish", "courier"),
    ]),
    ("unnamed-sources", {"publisher": HERALD}, []),
    ("unsupported-claims", {}, [
        (BRANDT, HAD, "unsupported", "She showed no proof", "2024-03-01", "2024-03-02", "blame",
         "herald-1"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "rows"), EXPECTED)
def test_query_answers_the_story(store, name, given, rows):
    if isinstance(rows, type):
        with pytest.raises(rows):
            question(name).answer(store, given)
        return
    assert [tuple(map(plain, row)) for row in question(name).answer(store, given)] == rows


def test_claim_graph_holds_one_claim_with_its_statements_and_rebuttals(store):
    found = question("claim-graph").answer(store, {"claim": "c-poison"})
    short = {
        tuple(re.sub(r".*[#/]", "", term) if term.is_iri else str(term) for term in row)
        for row in found
    }
    assert short == {
        ("c-poison", "type", "Claim"),
        ("c-poison", "text", POISON),
        ("ag-brandt", "name", BRANDT),
        ("ag-mill", "name", MILL),
        ("ag-pell", "name", PELL),
        *((one, "claim", "c-poison") for one in ("blame", "blame-again", "blame-recalled")),
        *((one, "speaker", "ag-brandt") for one in ("blame", "blame-again", "blame-recalled")),
        *((one, "uttered", "2024-03-01") for one in ("blame", "blame-recalled")),
        ("blame", "text", HAD),
        ("blame-again", "text", POISON),
        ("blame-recalled", "text", "the mill poisoned the river"),
        *((one, "rebuts", "blame") for one in ("denial", "clean", "takes-back")),
        ("denial", "text", "it had poisoned the river"),
        ("denial", "speaker", "ag-mill"),
        ("clean", "text", CLEAN),
        ("clean", "speaker", "ag-pell"),
        ("takes-back", "text", NOT),
        ("takes-back", "speaker", "ag-brandt"),
    }


def test_every_query_has_expected_rows():
    tested = {name for name, _, rows in EXPECTED if rows and not isinstance(rows, type)}
    assert tested | {"claim-graph"} == {known.name for known in questions()}


@pytest.mark.parametrize("known", questions(), ids=lambda known: known.name)
def test_header_tells_what_the_query_does(known):
    kinds = {"agent", "claim", "article", "act", "status", "date", "number", "integer", "text"}
    body = known.sparql.partition("PREFIX")[2]
    assert known.summary.endswith((".", "..."))
    assert known.example.startswith(f"kg query {known.name}")
    for parameter in known.parameters:
        assert parameter.kind in kinds
        assert parameter.meaning
        assert re.search(rf"\?{parameter.name}\b", body)
        default = rf"COALESCE\(\?{parameter.name}, {re.escape(parameter.default)}\)"
        assert parameter.default == "any" or re.search(default, body)
    taken = {parameter.name for parameter in known.parameters}
    assert set(re.findall(r"-p (\w+)=", known.example)) <= taken


def test_queries_use_only_terms_of_the_ontology():
    declared = (QUERIES.parent / "ontology" / "claims.ttl").read_text(encoding="utf-8")
    for known in questions():
        body = known.sparql.partition("PREFIX")[2]
        for term in set(re.findall(r"\b(?:kg|act|status|mode|kind):\w+", body)):
            assert f"\n{term} a " in declared, (known.name, term)


def test_unknown_parameter_is_refused(store):
    with pytest.raises(UsageError, match="acts takes by, min_confidence; not whom"):
        question("acts").answer(store, {"whom": "x"})


def test_unknown_query_lists_the_nearest():
    with pytest.raises(UnknownName) as raised:
        question("retraction")
    assert raised.value.nearest[0] == "retractions"


def test_query_without_header_takes_any_variable(store):
    sparql = """PREFIX kg: <https://w3id.org/claim-kg#>
        SELECT ?id { ?agent kg:alias ?words ; a kg:Agent ; kg:id ?id }"""
    found = parse("mine", sparql).answer(store, {"words": "the mill"})
    assert [tuple(row) for row in found] == [("ag-mill",)]


@pytest.mark.parametrize("known", questions(), ids=lambda known: known.name)
def test_another_engine_answers_the_same(store, whole, known):
    def rows(found):
        return sorted(tuple(map(repr, row)) for row in found)

    theirs = whole.query(known.sparql)
    ours = known.answer(store)
    if ours.form == "graph":
        assert rows((str(t) for t in row) for row in theirs) == rows(
            (str(t) for t in row) for row in ours
        )
        return
    assert [str(name) for name in theirs.vars] == list(ours.variables)
    assert rows((None if t is None else str(t) for t in row) for row in theirs) == rows(
        (None if t is None else str(t) for t in row) for row in ours
    )


@pytest.fixture(scope="module")
def whole():
    """The story in rdflib, which has a SPARQL engine of its own."""
    triples = "".join(f"{s} {p} {o} .\n" for s, p, o, _ in story.quads())
    return rdflib.Graph().parse(data=triples, format="nt")


def test_a_failure_keeps_its_kind():
    class TooLong(QueryError):
        pass

    class Slow:
        def query(self, *_):
            raise TooLong("it took too long")

    with pytest.raises(TooLong, match="claims: it took too long"):
        question("claims").answer(Slow())
