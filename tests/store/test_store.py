import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, StoreError
from kg.store import iri, open_store
from kg.store.value import Value

S, P, Q = "<http://x/s>", "<http://x/p>", "<http://x/q>"
ONE, TWO = (S, P, '"one"'), (S, P, '"two"')
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def dumped(store):
    output = io.BytesIO()
    store.dump(output)
    return output.getvalue().decode()


def test_what_is_put_is_there_after_reopening(location):
    with open_store(location, write=True) as store:
        assert store.put({"http://x/a": [ONE], "http://x/b": [TWO]}) == 2
    with open_store(location) as store:
        assert dumped(store) == (
            '<http://x/s> <http://x/p> "one" <http://x/a> .\n'
            '<http://x/s> <http://x/p> "two" <http://x/b> .\n'
        )


def test_putting_a_graph_again_replaces_it_and_no_other(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE], "http://x/b": [ONE]})
        store.put({"http://x/a": [TWO]})
        assert store.lines("http://x/a") == ['<http://x/s> <http://x/p> "two" .']
        assert store.lines("http://x/b") == ['<http://x/s> <http://x/p> "one" .']


def test_a_dropped_graph_is_gone_and_an_unknown_one_no_error(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE], "http://x/b": [ONE]})
        store.drop(["http://x/a", "http://x/never"])
        assert store.graphs() == ["http://x/b"]


def test_revising_touches_only_what_differs(location):
    decimal = (S, Q, f'"1.0"^^<{XSD}decimal>')
    control = (S, Q, '"tab\there"')
    with open_store(location, write=True) as store:
        assert store.revise("http://x/links", [ONE, decimal, control]) == 3
        assert store.revise("http://x/links", [control, decimal, ONE]) == 0
        assert store.revise("http://x/links", [TWO, decimal, control]) == 2
        assert set(store.triples("http://x/links")) == {
            ("http://x/s", "http://x/p", "two"),
            ("http://x/s", "http://x/q", "1"),
            ("http://x/s", "http://x/q", "tab\there"),
        }


def test_a_plain_query_sees_all_graphs(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE], "http://x/b": [(S, Q, "<http://x/o>")]})
        found = store.query("SELECT ?t ?o ?none { ?s <http://x/p> ?t ; <http://x/q> ?o }")
        assert found.variables == ("t", "o", "none")
        assert list(found) == [("one", "http://x/o", None)]


def test_from_names_the_graphs_that_a_query_sees(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE], "http://x/b": [TWO]})
        found = store.query("SELECT ?t FROM <http://x/b> { ?s ?p ?t }")
        assert list(found) == [("two",)]


def test_values_know_what_they_are(location):
    day = (S, P, f'"2024-03-05"^^<{XSD}date>')
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [day, (S, Q, '"hola"@es')]})
        ((subject, date, words),) = store.query(
            "SELECT ?s ?d ?w { ?s <http://x/p> ?d ; <http://x/q> ?w }"
        )
    assert (subject.kind, subject.term()) == ("iri", "<http://x/s>")
    assert (date.kind, date.datatype) == ("literal", f"{XSD}date")
    assert (words.language, words.term()) == ("es", '"hola"@es')


def test_ask_construct_and_describe_answer(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE]})
        assert store.query("ASK { ?s ?p 'one' }").answer is True
        assert store.query("ASK { ?s ?p 'two' }").answer is False
        built = store.query("CONSTRUCT { ?s <http://x/q> ?o } WHERE { ?s ?p ?o }")
        assert list(built) == [("http://x/s", "http://x/q", "one")]
        described = store.query("DESCRIBE ?s { ?s ?p 'one' }")
        assert list(described.lines()) == ['<http://x/s> <http://x/p> "one" .']


def test_answers_are_written_in_the_formats_of_their_form(location):
    with open_store(location, write=True) as store:
        store.put({"http://x/a": [ONE]})
        assert store.query("SELECT ?o { ?s ?p ?o }").write("csv") == b"o\r\none\r\n"
        assert b'"one"' in store.query("SELECT ?o { ?s ?p ?o }").write("json")
        assert b"<literal>one" in store.query("SELECT ?o { ?s ?p ?o }").write("xml")
        turtle = store.query("CONSTRUCT WHERE { ?s ?p ?o }").write("ttl", {"x": "http://x/"})
        assert b'x:s x:p "one"' in turtle
        with pytest.raises(QueryError, match="csv, tsv, json, xml; not as ttl"):
            store.query("SELECT ?o { ?s ?p ?o }").write("ttl")


@pytest.mark.parametrize("query", ["SELEC ?s { ?s ?p ?o }", "SELECT ?s { ?s ?p }", ""])
def test_a_query_that_does_not_parse_is_a_query_error(location, query):
    with open_store(location, write=True) as store, pytest.raises(QueryError, match="not SPARQL"):
        store.query(query)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_any_text_survives_and_is_found_by_value(location, text):
    term = Value(text).term()
    with open_store(location, write=True) as store:
        for _ in range(2):  # stored as new, then as a replacement
            store.put({"http://x/a": [(S, P, term)]})
            assert [value for _, _, value in store.triples("http://x/a")] == [text]
        found = store.query("SELECT ?s { ?s <http://x/p> ?words }", {"words": text})
        assert list(found) == [("http://x/s",)]


@pytest.mark.parametrize("text", [r"\u0041", r"\\u0041", r"\U00000041 \n", '" } DROP ALL #'])
def test_text_that_looks_like_an_escape_stays_text(location, text):
    with open_store(location, write=True) as store:
        for _ in range(2):
            store.put({"http://x/a": [(S, P, Value(text).term())]})
        assert list(store.query("SELECT ?o { ?s ?p ?o }", {"o": text})) == [(text,)]


def test_a_parameter_is_compared_by_its_type(location):
    days = [(f"<http://x/{d}>", P, f'"2024-03-0{d}"^^<{XSD}date>') for d in (1, 2, 3)]
    query = "SELECT ?s { ?s <http://x/p> ?d FILTER(!BOUND(?since) || ?d >= ?since) } ORDER BY ?s"
    with open_store(location, write=True) as store:
        store.put({"http://x/a": days})
        since = Value("2024-03-02", datatype=f"{XSD}date")
        assert [str(s) for (s,) in store.query(query, {"since": since})] == [
            "http://x/2",
            "http://x/3",
        ]
        assert len(list(store.query(query))) == 3


def test_something_that_is_no_iri_is_not_put_into_a_query(location):
    with open_store(location, write=True) as store, pytest.raises(QueryError, match="not an IRI"):
        store.query("SELECT * { ?s ?p ?o }", {"s": iri("http://x/> . ?a ?b ?c")})


def test_keys_are_the_content_hash_of_each_article(location):
    kg = "https://w3id.org/claim-kg#"
    graph, article = "<http://x/reading/a>", "<http://x/article/a>"
    triples = [
        (graph, f"<{kg}readingOf>", article),
        (graph, f"<{kg}contentHash>", '"k1"'),
        (article, f"<{kg}id>", '"a"'),
    ]
    with open_store(location, write=True) as store:
        assert store.keys() == {}
        store.put({"http://x/reading/a": triples})
        assert store.keys() == {"a": "k1"}


def test_a_graph_name_that_is_no_iri_is_refused(location):
    with open_store(location, write=True) as store, pytest.raises((StoreError, QueryError)):
        store.put({"not an iri": [ONE]})
