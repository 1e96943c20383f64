import io
from dataclasses import replace
from xml.etree import ElementTree

import igraph
import networkx
import pytest
from harbour import LINKED, READINGS, Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import gexf, graphml
from kg.export.network import draw
from kg.export.selection import Selection
from kg.export.told import tell
from kg.records import Agent

G = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
VIEWS = ("agents", "claims")
# What survives in a name: XML's characters, white space as single spaces.
ODD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\x0b\ufffe\u202e\U0001f9ff<&\"'"),
    ),
    max_size=200,
)


def drawn(view, readings=READINGS, linked=LINKED):
    return draw(tell(readings, linked), view)


def written(module, view, store=None):
    out = io.BytesIO()
    module.write(Selection(store or Memory(), view), out)
    return out.getvalue()


def edges(graph, *names):
    return {
        (source, given["interaction"], target): tuple(given.get(name) for name in names)
        for source, target, given in graph.edges(data=True)
    }


def test_agents_have_one_edge_per_ordered_pair_and_relation():
    found = edges(drawn("agents"), "count", "weight", "acts", "first", "last", "statements")
    assert found == {
        ("agent/voss", "speaks_of", "agent/port"): (
            *(2, 1.6, "accusation 2", "2031-05-01", "2031-05-02", "s1 s3"),
        ),
        ("agent/quay", "relays", "agent/voss"): (
            *(1, 0.8, "accusation 1", "2031-05-01", "2031-05-01", "s3"),
        ),
        ("agent/port", "rebuts", "agent/voss"): (
            *(1, 0.65, "denial 1", "2031-05-03", "2031-05-03", "s2"),
        ),
    }


def test_agents_carry_what_they_did():
    nodes = drawn("agents").nodes(data=True)
    assert {
        name: tuple(given[role] for role in ("said", "relayed", "spoken_of", "rebutted"))
        for name, given in nodes
    } == {"agent/voss": (2, 0, 0, 1), "agent/port": (1, 0, 2, 0), "agent/quay": (0, 1, 0, 0)}


def test_agent_looks_as_its_kind():
    assert drawn("agents").nodes["agent/port"] == {
        "label": "Port of Lund",
        "name": "Port of Lund",
        "type": "organisation",
        "aliases": "the port",
        "same_as": "http://names.example/7",
        "color": "#E69F00",
        "r": 230,
        "g": 159,
        "b": 0,
        "size": 16.0,
        "said": 1,
        "relayed": 0,
        "spoken_of": 2,
        "rebutted": 0,
        "first": "2031-05-01",
        "last": "2031-05-03",
        "days": ("2031-05-01", "2031-05-02", "2031-05-03"),
    }


def test_claims_view_joins_agents_statements_claims_and_articles():
    assert edges(drawn("claims"), "weight", "reason") == {
        ("agent/voss", "says", "statement/s1"): (0.8, None),
        ("statement/s1", "about", "agent/port"): (0.8, None),
        ("statement/s1", "makes", "claim/c1"): (0.8, None),
        ("statement/s1", "stands_in", "article/gull/1"): (0.8, None),
        ("agent/port", "says", "statement/s2"): (0.7, None),
        ("statement/s2", "makes", "claim/c2"): (0.7, None),
        ("statement/s2", "stands_in", "article/gull/1"): (0.7, None),
        ("statement/s2", "rebuts", "statement/s1"): (0.65, "denies what it is accused of"),
        ("agent/voss", "says", "statement/s3"): (0.8, None),
        ("agent/quay", "relays", "statement/s3"): (0.8, None),
        ("statement/s3", "about", "agent/port"): (0.8, None),
        ("statement/s3", "makes", "claim/c1"): (0.8, None),
        ("statement/s3", "stands_in", "article/tern-2"): (0.8, None),
        ("statement/s3", "repeats", "statement/s1"): (0.6, "the same words"),
        ("statement/s4", "makes", "claim/c3"): (0.0001, None),
        ("statement/s4", "stands_in", "article/tern-2"): (0.0001, None),
    }


def test_long_label_ends_at_a_word_and_the_name_is_whole():
    long = replace(LINKED.claims[0], text="a word " * 40)
    linked = replace(LINKED, claims=(long, *LINKED.claims[1:]))
    claim = drawn("claims", linked=linked).nodes["claim/c1"]
    assert claim["label"] == f"{'a word ' * 8}a…"
    assert claim["name"] == ("a word " * 40).strip()


@pytest.mark.parametrize("view", VIEWS)
def test_graphml_reads_back_in_networkx(view):
    read = networkx.read_graphml(io.BytesIO(written(graphml, view)), force_multigraph=True)
    graph = drawn(view)
    for element in (*graph.nodes.values(), *graph.edges.values()):
        del element["days"]
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


@pytest.mark.parametrize("view", VIEWS)
def test_graphml_reads_back_in_igraph(view, tmp_path):
    path = tmp_path / "a.graphml"
    path.write_bytes(written(graphml, view))
    read = igraph.Graph.Read_GraphML(str(path))
    graph = drawn(view)

    def known(attributes):
        """igraph 1.0 gives each edge some node's id, and no text or nan where nothing is said."""
        return {
            name: value
            for name, value in attributes.items()
            if name not in ("id", "days") and value != "" and value == value
        }

    assert read.is_directed()
    assert {one["id"]: known(one.attributes()) for one in read.vs} == {
        name: known(one) for name, one in graph.nodes(data=True)
    }
    ids = read.vs["id"]
    assert {
        f"{one['interaction']}:{ids[one.source]}:{ids[one.target]}": known(one.attributes())
        for one in read.es
    } == {key: known(one) for *_, key, one in graph.edges(keys=True, data=True)}
    assert read.ecount() == graph.number_of_edges()


@pytest.mark.parametrize("module", [graphml, gexf])
@pytest.mark.parametrize("view", VIEWS)
def test_edge_ids_are_unique(module, view):
    root = ElementTree.fromstring(written(module, view))
    found = [one.get("id") for one in root.iter() if one.tag.endswith("}edge")]
    assert len(found) == len(set(found)) == drawn(view).number_of_edges()


def test_cytoscape_finds_names_and_interactions():
    read = networkx.read_graphml(io.BytesIO(written(graphml, "claims")))
    assert all("name" in given for _, given in read.nodes(data=True))
    assert all("interaction" in given for *_, given in read.edges(data=True))


def test_gexf_edge_has_kind_weight_colour_and_days():
    root = ElementTree.fromstring(written(gexf, "agents"))
    edge = next(one for one in root.iter(f"{G}edge") if one.get("kind") == "rebuts")
    assert edge.attrib == {
        "id": "rebuts:agent/port:agent/voss",
        "source": "agent/port",
        "target": "agent/voss",
        "type": "directed",
        "kind": "rebuts",
        "label": "rebuts",
        "weight": "0.65",
    }
    assert edge.find(f"{VIZ}color").attrib == {"r": "213", "g": "94", "b": "0"}
    assert [one.attrib for one in edge.iter(f"{G}spell")] == [{"timestamp": "2031-05-03"}]


def test_gexf_declares_time_and_every_attribute_it_uses():
    root = ElementTree.fromstring(written(gexf, "claims"))
    graph = root.find(f"{G}graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("timerepresentation")) == (
        *("dynamic", "date", "timestamp"),
    )
    for kind in ("node", "edge"):
        declared = {
            one.get("id"): one.get("type")
            for group in graph.findall(f"{G}attributes")
            if group.get("class") == kind
            for one in group
        }
        used = {one.get("for") for e in graph.iter(f"{G}{kind}") for one in e.iter(f"{G}attvalue")}
        assert used == set(declared)
    assert declared == {"interaction": "string", "reason": "string"}


def test_gexf_reads_in_networkx():
    for view in VIEWS:
        read = networkx.read_gexf(io.BytesIO(written(gexf, view)))
        graph = drawn(view)
        assert dict(read.nodes(data="label")) == dict(graph.nodes(data="label"))
        assert read.number_of_edges() == graph.number_of_edges()


def test_undated_statement_has_no_days():
    readings = (replace(READINGS[1], statements=READINGS[1].statements[1:]),)
    nodes = draw(tell(readings, LINKED), "claims").nodes(data=True)
    assert {given["days"] for _, given in nodes} == {()}


def test_empty_selection_is_an_empty_network():
    for view in VIEWS:
        out = io.BytesIO()
        counts = graphml.write(Selection(Memory(), view, kept=()), out)
        assert counts == {"nodes": 0, "edges": 0}
        assert len(networkx.read_graphml(io.BytesIO(out.getvalue()))) == 0


@settings(max_examples=30, deadline=None)
@given(ODD.filter(str.strip), st.sampled_from(VIEWS))
def test_any_name_and_text_gives_xml_that_reads_back(text, view):
    agents = tuple(Agent(one.id, text, one.kind, (text,)) for one in LINKED.agents)
    claims = tuple(replace(claim, text=text) for claim in LINKED.claims)
    store = Memory(linked=replace(LINKED, agents=agents, claims=claims))
    graph = drawn(view, linked=replace(LINKED, agents=agents, claims=claims))
    read = networkx.read_graphml(io.BytesIO(written(graphml, view, store)))
    assert dict(read.nodes(data="name", default="")) == dict(graph.nodes(data="name"))
    timed = ElementTree.fromstring(written(gexf, view, store))
    assert {one.get("id"): one.get("label") for one in timed.iter(f"{G}node")} == dict(
        graph.nodes(data="label")
    )
