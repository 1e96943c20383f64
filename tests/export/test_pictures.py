import io
import sys
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import networkx
import pytest
from harbour import LINKED, READINGS, Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExportError, UsageError
from kg.export import export, png, svg
from kg.export.arrangement import arranged
from kg.export.network import draw
from kg.export.picture import strongest
from kg.export.selection import Selection
from kg.export.told import tell
from kg.records import Agent

S = "{http://www.w3.org/2000/svg}"
ODD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\x0b\ufffe\u202e\U0001f9ff<&\"'"),
    ),
    max_size=200,
)


def picture(store=None, count=40):
    out = io.BytesIO()
    counts = svg.write(Selection(store or Memory(), strongest=count), out)
    return ElementTree.fromstring(out.getvalue()), counts


def edges(root):
    return [
        (one.get("data-source"), one.get("data-relation"), one.get("data-target"))
        for one in root.iter(f"{S}g")
        if "edge" in one.get("class", "")
    ]


def words(root):
    return [one.text for one in root.iter(f"{S}text")]


def test_picture_has_relations_names_and_a_legend_of_what_is_there():
    root, counts = picture()
    assert edges(root) == [
        ("agent/voss", "speaks_of", "agent/port"),
        ("agent/quay", "relays", "agent/voss"),
        ("agent/port", "rebuts", "agent/voss"),
    ]
    assert words(root) == [
        "Who speaks of, relays and rebuts whom",
        "3 relations in 4 statements, 2031-05 to 2031-05-03",
        *("Port of Lund", "Radio Quay", "Ada Voss"),
        *("person", "organisation", "rebuts", "relays", "speaks of"),
        "the wider, the more often and surely told",
    ]
    assert counts == {"relations": 3}


def test_picture_has_the_strongest_relations_and_says_what_is_left_out():
    root, counts = picture(count=1)
    assert edges(root) == [("agent/voss", "speaks_of", "agent/port")]
    assert "Radio Quay" not in words(root)
    assert "The 1 strongest of 3 relations in 4 statements, 2031-05 to 2031-05-03" in words(root)
    assert counts == {"relations": 1, "left out": 2}


def test_the_strongest_are_those_of_most_weight_and_none_leads_to_itself():
    graph = draw(tell(READINGS, LINKED), "agents")
    graph.add_edge("agent/voss", "agent/voss", key="self", weight=9.0, interaction="speaks_of")
    assert [edge[2]["weight"] for edge in strongest(graph, 9)] == [1.6, 0.8, 0.65]


def test_picture_of_nothing_is_a_picture():
    out = io.BytesIO()
    assert svg.write(Selection(Memory(), kept=(), strongest=9), out)["relations"] == 0
    assert "0 relations in 0 statements" in words(ElementTree.fromstring(out.getvalue()))


def test_same_network_gives_the_same_picture():
    assert ElementTree.tostring(picture()[0]) == ElementTree.tostring(picture()[0])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 30), st.floats(0.02, 0.5))
def test_no_boxes_overlap_and_all_are_inside(seed, count, density):
    graph = networkx.relabel_nodes(networkx.gnp_random_graph(count, density, seed), str)
    boxes = {node: (40.0 + 7 * int(node), 40.0) for node in graph}
    places, (width, height) = arranged(graph, boxes)
    assert set(places) == set(graph)
    for one, other in combinations(graph, 2):
        (x, y), (u, v) = places[one], places[other]
        is_beside = abs(x - u) >= (boxes[one][0] + boxes[other][0]) / 2 - 0.01
        assert is_beside or abs(y - v) >= 40 - 0.01
    for node, (x, y) in places.items():
        half = boxes[node][0] / 2
        assert x - half >= -0.01 and x + half <= width + 0.01
        assert y - 20 >= -0.01 and y + 20 <= height + 0.01


@settings(max_examples=25, deadline=None)
@given(ODD)
def test_any_name_gives_a_picture_that_can_be_read(name):
    agents = tuple(Agent(one.id, name, one.kind, (name,)) for one in LINKED.agents)
    root, _ = picture(Memory(linked=replace(LINKED, agents=agents)))
    assert len(edges(root)) == 3
    assert not any("\u202e" in text for text in words(root))


def test_png_is_the_picture_in_pixels(tmp_path):
    pytest.importorskip("resvg_py")
    path = tmp_path / "a.png"
    report = export(Memory(), path)
    content = path.read_bytes()
    size = ElementTree.tostring(svg.document(Selection(Memory(), strongest=40))[0])
    width = int(ElementTree.fromstring(size).get("width"))
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) == 2 * width
    assert report.counts == {"relations": 3}


def test_without_the_library_png_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ExportError, match=r"pip install 'claim-kg\[png\]'"):
        png.write(Selection(Memory(), strongest=40), io.BytesIO())


def test_what_is_no_picture_has_no_strongest_relations(tmp_path):
    with pytest.raises(UsageError, match="csv draws no picture; use html, svg, png"):
        export(Memory(), tmp_path / "a.csv", strongest=3)
