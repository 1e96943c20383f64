"""The endpoint as clients that others wrote see it: SPARQLWrapper, rdflib and Comunica."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, URIRef, Variable
from rdflib.namespace import RDF
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.vocab import KG

STATEMENTS = f"SELECT ?s {{ ?s a <{KG.Statement}> }} ORDER BY ?s"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s a <{KG.Statement}> }}"
TYPES = f"CONSTRUCT {{ ?s a ?t }} WHERE {{ ?s a ?t . FILTER(?t = <{KG.Statement}>) }}"


@pytest.fixture
def wrapper(url):
    wrapped = pytest.importorskip("SPARQLWrapper")
    return lambda query, method: _wrapped(wrapped, url, query, method)


def _wrapped(wrapped, url, query, method):
    asking = wrapped.SPARQLWrapper(url)
    asking.setQuery(query)
    if method == "POSTDIRECTLY":
        asking.setMethod("POST")
        asking.setRequestMethod("postdirectly")
    else:
        asking.setMethod(method)
    return asking


@pytest.mark.parametrize("method", ["GET", "POST", "POSTDIRECTLY"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_gets_rows_in_every_format(wrapper, method, form):
    asking = wrapper(COUNT, method)
    asking.setReturnFormat(form)
    found = asking.query().convert()
    if form == "json":
        assert found["results"]["bindings"][0]["n"]["value"] == "12"
    elif form == "xml":
        assert "<literal" in found.toxml()
        assert ">12<" in found.toxml()
    else:
        head, row = found.decode().splitlines()
        assert (head.lstrip("?"), row.split("^^")[0].strip('"')) == ("n", "12")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld", "n3"])
def test_sparqlwrapper_gets_graphs_in_every_format(wrapper, method, form):
    asking = wrapper(TYPES, method)
    asking.setReturnFormat(form)
    found = asking.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format=form)
    assert len(set(graph.subjects(RDF.type, KG.Statement))) == 12


def test_sparqlwrapper_asks_yes_or_no_and_gets_told_what_is_wrong(wrapper):
    asking = wrapper("ASK { ?s ?p ?o }", "GET")
    asking.setReturnFormat("json")
    assert asking.query().convert()["boolean"] is True
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    with pytest.raises(QueryBadFormed, match="not SPARQL: error at 1:"):
        wrapper("SELECT * { ?s ?p }", "GET").query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_the_endpoint_as_its_store(url, method, form):
    graph = Graph(SPARQLStore(url, method=method, returnFormat=form))
    assert [int(row[Variable("n")]) for row in graph.query(COUNT)] == [12]
    found = list(graph.query(STATEMENTS))
    assert len(found) == 12
    if form in ("xml", "json"):
        assert set(graph.subjects(RDF.type, KG.Statement)) == {row.s for row in found}


def test_rdflib_sees_each_graph_by_its_name(url, store):
    for name in store.graphs():
        graph = Graph(SPARQLStore(url), URIRef(name))
        expected = {line.split(" ", 2)[1] for line in store.lines(name)}
        assert {f"<{verb}>" for verb in graph.predicates()} == expected


@pytest.fixture(scope="session")
def comunica():
    """Comunica's program: `npm install` in this folder brings it, or KG_COMUNICA names it."""
    given = os.environ.get("KG_COMUNICA")
    program = given or str(Path(__file__).parent / "node_modules/.bin/comunica-sparql")
    if shutil.which("node") is None or not Path(program).exists():
        pytest.skip("Comunica is not installed: npm install --prefix tests/web/sparql")

    def run(url, query, form):
        command = [program, f"sparql@{url}", query, "-t", form]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


def test_comunica_gets_rows_graphs_and_yes_or_no(url, store, comunica):
    expected = {str(value) for (value,) in store.query(STATEMENTS)}
    rows = json.loads(comunica(url, STATEMENTS, "application/sparql-results+json"))
    found = [row["s"]["value"] for row in rows["results"]["bindings"]]
    assert (set(found), len(found)) == (expected, 12)
    graph = Graph().parse(data=comunica(url, TYPES, "application/n-triples"), format="nt")
    assert {str(one) for one in graph.subjects(RDF.type, KG.Statement)} == expected
    yes = comunica(url, f"ASK {{ ?s a <{KG.Claim}> }}", "application/sparql-results+json")
    assert json.loads(yes)["boolean"] is True


def test_comunica_joins_what_two_patterns_find(url, store, comunica):
    query = (
        f"SELECT ?name (COUNT(*) AS ?n) {{ ?s a <{KG.Statement}> ; <{KG.speaker}> ?a ."
        f" ?a <{KG.name}> ?name }} GROUP BY ?name ORDER BY ?name"
    )
    expected = [tuple(map(str, row)) for row in store.query(query)]
    assert len(expected) > 1
    found = json.loads(comunica(url, query, "application/sparql-results+json"))
    rows = found["results"]["bindings"]
    assert sorted((row["name"]["value"], row["n"]["value"]) for row in rows) == expected
