import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from harbour import BASE, LINKED, READINGS, Memory, said_as
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.formats import FORMATS
from kg.export.selection import Selection
from kg.export.terms import literal, relative
from kg.graph import reading
from kg.records import Agent

HERE = Path(__file__).parent
KG = "https://w3id.org/claim-kg#"
QUADS = {"trig": "trig", "jsonld": "json-ld", "nq": "nquads"}
TRIPLES = {"ttl": "turtle", "rdf": "xml"}
OXIGRAPH = {
    "trig": pyoxigraph.RdfFormat.TRIG,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
}
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\r\n\t\"\\'<&>\x00\x1f\x85\u202e\ufffe\U0001f9ff"),
    ),
    max_size=80,
)


def written(name, store=None, kept=None):
    out = io.BytesIO()
    FORMATS[name].write(Selection(store or Memory(), kept=kept), out)
    return out.getvalue()


def held(store):
    """The store's quads as N-Triples terms, each parsed and written again."""
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object), graph)
        for graph in store.graphs()
        for quad in pyoxigraph.parse(
            "\n".join(store.lines(graph)), format=pyoxigraph.RdfFormat.N_TRIPLES
        )
    }


def by_oxigraph(name, content):
    found = pyoxigraph.parse(content, format=OXIGRAPH[name])
    return {
        (str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)[1:-1]) for q in found
    }


def by_rdflib(name, content):
    found = rdflib.Dataset()
    found.parse(io.BytesIO(content), format=(QUADS | TRIPLES)[name])
    return {(str(s), str(p), o, str(g)) for s, p, o, g in found.quads()}


@pytest.mark.parametrize("name", QUADS)
def test_quads_read_back_in_oxigraph_and_rdflib(name):
    content = written(name)
    assert by_oxigraph(name, content) == held(Memory())
    assert by_rdflib(name, content) == by_rdflib("nq", written("nq"))


@pytest.mark.parametrize("name", TRIPLES)
def test_triples_read_back_in_oxigraph_and_rdflib(name):
    content = written(name)
    triples = {quad[:3] for quad in held(Memory())}
    assert {quad[:3] for quad in by_oxigraph(name, content)} == triples
    assert {quad[:3] for quad in by_rdflib(name, content)} == {
        quad[:3] for quad in by_rdflib("nq", written("nq"))
    }


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_and_name_reads_back(text, name):
    article = replace(READINGS[0].article, text=text, title=name, publisher=name)
    agents = tuple(Agent(one.id, name, one.kind, (text,)) for one in LINKED.agents)
    readings = (replace(READINGS[0], article=article), *READINGS[1:])
    store = Memory(readings, replace(LINKED, agents=agents))
    for one in QUADS:
        assert by_oxigraph(one, written(one, store)) == held(store)
    triples = {quad[:3] for quad in held(store)}
    assert {quad[:3] for quad in by_oxigraph("ttl", written("ttl", store))} == triples


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_rdf_xml_keeps_every_offset(text):
    article = replace(READINGS[0].article, text=text)
    content = written("rdf", Memory((replace(READINGS[0], article=article),)))
    graph = rdflib.Graph().parse(io.BytesIO(content), format="xml")
    read = str(graph.value(rdflib.URIRef(f"{BASE}article/gull/1"), rdflib.URIRef(f"{KG}text")))
    assert len(read) == len(text)
    assert all(was == now or now == "\ufffd" for was, now in zip(text, read, strict=True))


def test_filtered_export_holds_what_a_statement_needs_and_no_more():
    store = Memory()
    store.add(f"{BASE}decisions", [(f"<{BASE}decision/d>", f"<{KG}decidedName>", '"x"')])
    quads = by_oxigraph("nq", written("nq", store, said_as("s1")))
    of_article = [quad[:3] for quad in quads if quad[3] == f"{BASE}reading/gull/1"]
    plain = [
        (s[1:-1], p[1:-1], o[1:-1] if o[0] == "<" else literal(o)[0]) for s, p, o in of_article
    ]
    kept = reading(plain)
    assert kept == replace(READINGS[0], statements=READINGS[0].statements[:1])
    linked = {quad[:3] for quad in quads if quad[3] == f"{BASE}links"}
    assert {subject for subject, *_ in linked} == {
        f"<{BASE}{node}>"
        for node in (
            *("statement/s1", "agent/voss", "agent/port", "claim/c1"),
            *("actor/gull-voss", "actor/gull-port"),
            *("identification/gull-voss", "identification/gull-port"),
        )
    }
    assert {quad[3] for quad in quads} == {f"{BASE}reading/gull/1", f"{BASE}links"}


def test_link_is_kept_if_both_its_ends_are():
    def links(*kept):
        quads = by_oxigraph("nq", written("nq", kept=said_as(*kept)))
        rebuts = {(s, o) for s, p, o, _ in quads if p == f"<{KG}rebuts>"}
        return rebuts, sum(p == f"<{KG}reason>" and "/link/" in s for s, p, *_ in quads)

    both = (f"<{BASE}statement/s2>", f"<{BASE}statement/s1>")
    assert links("s1", "s2") == ({both}, 1)
    assert links("s2") == (set(), 0)
    assert links("s2", "s3") == (set(), 0)


def test_turtle_and_trig_name_the_vocabulary_by_prefixes():
    for name in ("ttl", "trig"):
        body = written(name).decode().partition("\n\n")[2]
        assert "https://w3id.org/claim-kg" not in body
        assert "kg:speaker <agent/voss>" in body


def test_json_ld_reads_as_json():
    found = json.loads(written("jsonld", kept=said_as("s1")))
    nodes = {node["@id"]: node for graph in found["@graph"] for node in graph["@graph"]}
    assert nodes["agent/voss"] == {
        "@id": "agent/voss",
        "@type": ["Agent", "Person"],
        "alias": "Voss",
        "id": "voss",
        "kind": "person",
        "label": "Ada Voss",
        "name": "Ada Voss",
        "nameKey": ["ada voss", "voss"],
    }
    assert "http://www.w3.org/ns/prov#Activity" in str(found["@graph"])


@pytest.mark.parametrize("name", [*QUADS, *TRIPLES])
def test_order_does_not_hang_on_the_hash_seed(name):
    script = (
        f"import sys; sys.path.insert(0, {str(HERE)!r}); from harbour import Memory;"
        f"from kg.export import export; export(Memory(), '-', {name!r}, limit=3)"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://x/agent/1", "agent/1"),
        ("http://x/article/a#char=1,2", "article/a#char=1,2"),
        ("http://x/article/../a", "http://x/article/../a"),
        ("http://x/./a", "http://x/./a"),
        ("http://x/a:b/c", "http://x/a:b/c"),
        ("http://x//y", "http://x//y"),
        ("http://x/", "http://x/"),
        ("http://y/agent/1", "http://y/agent/1"),
    ],
)
def test_iri_is_shortened_only_where_it_cannot_be_misread(iri, short):
    assert relative(iri, "http://x/") == short


def test_published_context_is_current():
    script = HERE.parents[1] / "ontology" / "generate.py"
    subprocess.run([sys.executable, script, "--check"], check=True)
