import pytest

from kg.errors import QueryError
from kg.store.binding import bind, has_dataset


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?s { ?s ?p ?x }", 'SELECT ?s { VALUES ?x { "v" } ?s ?p ?x }'),
        (
            "SELECT ?s { { ?s ?p ?x } UNION { ?s ?q ?o } }",
            'SELECT ?s { { VALUES ?x { "v" } ?s ?p ?x } UNION { ?s ?q ?o } }',
        ),
        (
            "SELECT ?s { ?s ?p ?o FILTER EXISTS { ?s ?q $x } }",
            'SELECT ?s { ?s ?p ?o FILTER EXISTS { VALUES ?x { "v" } ?s ?q $x } }',
        ),
        (
            "SELECT ?s { { SELECT ?s { ?s ?p ?x } } }",
            'SELECT ?s { { SELECT ?s { VALUES ?x { "v" } ?s ?p ?x } } }',
        ),
        (
            "CONSTRUCT { ?s ?p ?x } WHERE { ?s ?p ?x }",
            'CONSTRUCT { ?s ?p ?x } WHERE { VALUES ?x { "v" } ?s ?p ?x }',
        ),
        (
            "SELECT ?x { VALUES ?y { 1 } ?s ?p ?y }",
            'SELECT ?x { VALUES ?x { "v" } VALUES ?y { 1 } ?s ?p ?y }',
        ),
        (
            "SELECT ?s { ?s ?p '?x {' . <http://x/?x> ?p ?x } # ?x {",
            "SELECT ?s { VALUES ?x { \"v\" } ?s ?p '?x {' . <http://x/?x> ?p ?x } # ?x {",
        ),
        ("DESCRIBE ?x", 'DESCRIBE ?x\n VALUES ?x { "v" }'),
    ],
)
def test_every_group_that_mentions_a_parameter_has_its_value(query, bound):
    assert bind(query, {"x": "v"}) == bound


def test_values_take_the_type_of_their_python_value():
    query = "ASK { ?a ?b ?c }"
    assert bind(query, {"a": True, "b": 2}) == (
        'ASK { VALUES ?a { "true"^^<http://www.w3.org/2001/XMLSchema#boolean> }'
        ' VALUES ?b { "2"^^<http://www.w3.org/2001/XMLSchema#integer> } ?a ?b ?c }'
    )


def test_a_parameter_that_the_query_lacks_is_named():
    with pytest.raises(QueryError, match=r"no parameter \?other"):
        bind("SELECT ?s { ?s ?p '?other' }", {"other": "v"})


def test_from_counts_only_as_a_keyword():
    assert has_dataset("SELECT * from <http://x/g> { ?s ?p ?o }")
    assert not has_dataset("SELECT ?from { ?from kg:from 'from' } # from")
