import csv
import io
import json
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from kg.vocab import KG

IRI = "<http://x/s>"
SELECT = 'SELECT ?a ?b ?c { BIND("héé\\t\\"<&"@en AS ?a) BIND(<http://x/s> AS ?b) }'
CONSTRUCT = f'CONSTRUCT {{ {IRI} <http://x/p> "o" }} WHERE {{}}'
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s a <{KG.Statement}> }}"
TABLES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
    "application/json": "application/json",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


def counted(answer):
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_all_three_ways_of_asking_give_the_same_answer(site):
    got = site.get("/sparql", params={"query": COUNT})
    form = site.post("/sparql", data={"query": COUNT})
    kind = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    direct = site.post("/sparql", content=COUNT.encode(), headers=kind)
    assert [counted(one) for one in (got, form, direct)] == [12, 12, 12]


@pytest.mark.parametrize(("accept", "kind"), TABLES.items())
def test_tables_come_in_every_format(ask, accept, kind):
    answer = ask(SELECT, accept)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    text = answer.text
    if "json" in accept:
        assert json.loads(text)["results"]["bindings"] == [
            {
                "a": {"type": "literal", "value": 'héé\t"<&', "xml:lang": "en"},
                "b": {"type": "uri", "value": "http://x/s"},
            }
        ]
    elif "xml" in accept:
        space = "{http://www.w3.org/2005/sparql-results#}"
        (literal,) = ElementTree.fromstring(text).iter(f"{space}literal")
        assert literal.text == 'héé\t"<&'
    elif accept == "text/csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert rows == [["a", "b", "c"], ['héé\t"<&', "http://x/s", ""]]
    else:
        assert text == '?a\t?b\t?c\n"héé\\t\\"<&"@en\t<http://x/s>\t\n'


@pytest.mark.parametrize(("accept", "form"), GRAPHS.items())
def test_graphs_come_in_every_format(ask, accept, form):
    answer = ask(CONSTRUCT, accept)
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    triples = Graph().parse(data=answer.text, format=form)
    assert [tuple(map(str, triple)) for triple in triples] == [("http://x/s", "http://x/p", "o")]


def test_a_described_node_comes_as_a_graph(ask):
    answer = ask(f"DESCRIBE ?s {{ ?s a <{KG.Statement}> }} LIMIT 1", "application/n-triples")
    assert str(KG.Statement) in answer.text


@pytest.mark.parametrize(
    ("accept", "text"),
    [
        ("application/sparql-results+json", '{"head": {}, "boolean": true}'),
        ("application/sparql-results+xml", "<boolean>true</boolean>"),
        ("text/csv", "true"),
        ("text/tab-separated-values", "true"),
    ],
)
def test_yes_or_no_comes_in_every_format(ask, accept, text):
    assert text in ask("ASK { ?s ?p ?o }", accept).text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/csv; q=0, */*", "application/sparql-results+json"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("nonsense, ;;q, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_is_liked_best(ask, accept, kind):
    answer = ask(SELECT, accept)
    assert answer.headers["Content-Type"] == kind
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/html"),
        (SELECT, "text/turtle"),
        (CONSTRUCT, "text/csv"),
        (SELECT, "*/*;q=0"),
        (SELECT, "image/png"),
    ],
)
def test_no_format_that_fits_is_not_acceptable_and_the_formats_are_named(ask, query, accept):
    answer = ask(query, accept)
    assert answer.status_code == 406
    assert "text/csv" in answer.text
    assert "text/turtle" in answer.text


def test_a_query_that_does_not_parse_gets_the_parsers_words_as_plain_text(ask):
    answer = ask("SELECT * { ?s ?p }")
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        400,
        "text/plain; charset=utf-8",
    )
    assert answer.text.startswith("not SPARQL: error at 1:19: expected one of ")


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"default-graph-uri": "http://x/none"}, 0),
        ({"named-graph-uri": "http://x/none"}, 0),
        ({}, 12),
    ],
)
def test_the_dataset_of_the_request_is_the_one_that_counts(site, parameters, count):
    assert counted(site.get("/sparql", params={"query": COUNT, **parameters})) == count
    assert counted(site.post("/sparql", data={"query": COUNT, **parameters})) == count
    kind = {"Content-Type": "application/sparql-query"}
    direct = site.post("/sparql", params=parameters, content=COUNT, headers=kind)
    assert counted(direct) == count


def test_a_graph_that_is_named_is_the_one_that_is_asked(site, store):
    graphs = store.graphs()
    counts = [
        counted(site.get("/sparql", params={"query": COUNT, "default-graph-uri": name}))
        for name in graphs
    ]
    assert sum(counts) == 12
    two = [("query", COUNT), *(("default-graph-uri", name) for name in graphs[:2])]
    assert counted(site.get("/sparql", params=two)) == sum(counts[:2])


def test_the_head_of_an_answer_is_that_of_the_answer(site):
    got, head = (site.request(verb, "/sparql", params={"query": COUNT}) for verb in ("GET", "HEAD"))
    assert head.text == ""
    assert head.headers == got.headers


def test_options_say_what_may_be_done(site):
    answer = site.options("/sparql")
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize("accept", [None, *GRAPHS])
def test_the_endpoint_describes_itself(site, accept):
    answer = site.get("/sparql", headers={"Accept": accept} if accept else {})
    form = GRAPHS[accept or "text/turtle"]
    found = Graph().parse(data=answer.text, format=form)
    space = "http://www.w3.org/ns/sparql-service-description#"
    (endpoint,) = found.query(f"SELECT ?e {{ ?s a <{space}Service> ; <{space}endpoint> ?e }}")
    assert str(endpoint.e) == "http://localhost/sparql"
    assert found.query(f"ASK {{ ?s <{space}feature> <{space}UnionDefaultGraph> }}").askAnswer
    assert "30 seconds" in answer.text
    assert "10000 rows" in answer.text


def test_a_browser_that_asks_nothing_is_led_to_the_editor(site):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = site.get("/sparql", headers={"Accept": accept}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/editor")
