import pytest
from harbour import BASE, LINKED, READINGS, Memory, said_as

from kg.ask.nearby import nearby
from kg.export import sketch
from kg.export.network import draw
from kg.export.sketch import Edge, Node, Shown
from kg.export.sketch import sketch as sketched
from kg.export.told import tell

EVERY = said_as("s1", "s2", "s3", "s4")


def keys(edges):
    return {(edge.source, edge.relation, edge.target) for edge in edges}


@pytest.mark.parametrize("view", ["agents", "claims"])
def test_sketch_has_the_nodes_and_edges_of_the_exported_network(store, view):
    graph = draw(tell(READINGS, LINKED), view)
    found = sketched(store, EVERY, view, BASE)
    assert found.nodes == tuple(
        Node(name, given["label"], given["type"], given["size"])
        for name, given in graph.nodes(data=True)
    )
    assert keys(found.edges) == {
        (source, given["interaction"], target) for source, target, given in graph.edges(data=True)
    }


def test_edge_has_a_telling_for_each_statement(store):
    found = sketched(store, EVERY, "agents", BASE)
    assert found.edges == (
        Edge("agent/port", "rebuts", "agent/voss", (("2031-05-02", "2031-05-03", 0.65),)),
        Edge("agent/quay", "relays", "agent/voss", (("2031-05-01", "2031-05-01", 0.8),)),
        Edge(
            *("agent/voss", "speaks_of", "agent/port"),
            (("2031-05-01", "2031-05-01", 0.8), ("2031-05-02", "2031-05-02", 0.8)),
        ),
    )


def test_link_to_a_statement_that_is_not_drawn_is_not_drawn(store):
    found = sketched(store, said_as("s2", "s3"), "claims", BASE)
    assert not {"rebuts", "repeats"} & {edge.relation for edge in found.edges}


@pytest.mark.parametrize(
    ("wanted", "relations"),
    [
        (Shown(frozenset({"rebuts"})), {"rebuts"}),
        (Shown(frozenset({"rebuts", "relays"}), least=0.7), {"relays"}),
        (Shown(frozenset({"rebuts", "speaks_of"}), since="2031-05-02"), {"rebuts", "speaks_of"}),
        (Shown(frozenset({"rebuts", "speaks_of"}), since="2031-05-03"), set()),
        (Shown(frozenset({"rebuts", "speaks_of"}), until="2031-05-02"), {"speaks_of"}),
    ],
)
def test_what_is_shown_is_told_as_wanted(store, wanted, relations):
    found = sketched(store, EVERY, "agents", BASE).shown(wanted)
    assert {edge.relation for edge in found.edges} == relations


def test_what_is_in_focus_stays_without_relations(store):
    found = sketched(store, EVERY, "agents", BASE).shown(Shown(frozenset()), ["agent/quay"])
    assert [node.id for node in found.nodes] == ["agent/quay"]


def test_undated_telling_is_in_no_period(store):
    (fish,) = (
        edge
        for edge in sketched(store, EVERY, "claims", BASE).edges
        if edge.source == "statement/s4" and edge.relation == "makes"
    )
    assert fish.told == ((None, None, 0.0),)
    assert not Shown(frozenset({"makes"}), since="1900-01-01").keeps(fish.told[0])


def test_no_more_nodes_are_drawn_than_a_browser_can_lay_out(store, monkeypatch):
    monkeypatch.setattr(sketch, "MOST_NODES", 6)
    found = sketched(store, EVERY, "claims", BASE)
    assert list(found.statements) == said_as("s1")
    assert len(found.nodes) == 5


def test_one_step_from_an_agent_leads_to_what_involves_it(store):
    found = nearby(store, agent="Radio Quay", limit=10)
    assert (found.focus, found.statements, found.count) == (
        f"{BASE}agent/quay",
        (*said_as("s3"),),
        1,
    )


def test_two_steps_lead_to_what_involves_those_agents(store):
    found = nearby(store, agent="Radio Quay", steps=2, limit=10)
    assert found.statements == tuple(said_as("s2", "s1", "s3"))


def test_one_step_from_a_claim_leads_to_rebuttals(store):
    assert set(nearby(store, claim="c2", limit=10).statements) == set(said_as("s1", "s2"))


def test_the_newest_come_first_and_the_rest_is_counted(store):
    found = nearby(store, limit=2)
    assert (found.statements, found.count) == (tuple(said_as("s2", "s1")), 4)


def test_sketch_of_nothing_is_empty():
    assert sketched(Memory(), [], "agents", BASE).nodes == ()
