import io
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx
import pytest

from kg.web import interactive
from kg.web.interactive import json_block


class Blocks(HTMLParser):
    """The script elements of a page: their ids and contents."""

    def __init__(self, text):
        super().__init__()
        self.found, self.id = {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.id = dict(attrs).get("id")

    def handle_endtag(self, tag):
        self.id = None

    def handle_data(self, data):
        if self.id:
            self.found[self.id] = data


@pytest.fixture(params=[True, False], ids=["built", "not built"])
def is_built(request, tmp_path, monkeypatch):
    """As if the front end had been built, or not."""
    monkeypatch.setattr(interactive, "BUILT", tmp_path)
    if request.param:
        for name in ("graph", "editor"):
            (tmp_path / f"{name}.js").touch()
    return request.param


def network(site, query):
    found = site.get(f"/graph.json?{query}")
    assert found.status_code == 200, found.text
    return found.json()


def keys(edges):
    return {(edge["source"], edge["relation"], edge["target"]) for edge in edges}


def test_network_of_an_agent_is_of_what_involves_it(site):
    found = network(site, "agent=Fisheries Office")
    assert (found["title"], found["view"], found["focus"]) == (
        *("Fisheries Office", "agents"),
        ["agent/ag-fish"],
    )
    assert [(node["label"], node["type"], node["href"]) for node in found["nodes"]] == [
        ("Fisheries Office", "organisation", "/agent/ag-fish"),
        ("Oskar Mills", "organisation", "/agent/ag-mill"),
    ]
    assert keys(found["edges"]) == {("agent/ag-fish", "speaks_of", "agent/ag-mill")}


def test_every_node_leads_to_a_page(site):
    for node in network(site, "view=claims")["nodes"]:
        assert site.get(node["href"]).status_code == 200, node


def test_network_of_a_claim_has_its_statements_and_rebuttals(site):
    claims = {
        node["label"]: node["id"].partition("/")[2]
        for node in network(site, "view=claims")["nodes"]
        if node["type"] == "claim"
    }
    for text, claim in claims.items():
        found = network(site, f"claim={claim}")
        assert (found["view"], found["focus"]) == ("claims", [f"claim/{claim}"])
        makes = [edge for edge in found["edges"] if edge["relation"] == "makes"]
        assert f"claim/{claim}" in {edge["target"] for edge in makes}, text


@pytest.mark.parametrize(
    "query",
    [
        *("view=agents", "view=claims", "view=agents&relation=rebuts", "agent=Brandt%2C+Ilsa"),
        *("view=claims&since=2024-03-02&until=2024-03", "view=claims&min_confidence=0.8"),
        "view=agents&min_confidence=0.75&since=2024",
    ],
)
def test_downloads_have_what_is_shown(site, query):
    query = query.replace("agent=Brandt%2C+Ilsa", "agent=Ilsa Brandt")
    shown = network(site, query)
    graphml = site.get(f"/graph.graphml?{query}")
    read = networkx.read_graphml(io.BytesIO(graphml.content), force_multigraph=True)
    assert set(read) == {node["id"] for node in shown["nodes"]}
    assert {(s, given["interaction"], t) for s, t, given in read.edges(data=True)} == keys(
        shown["edges"]
    )
    root = ElementTree.fromstring(site.get(f"/graph.gexf?{query}").content)
    assert len(list(root.iter("{http://gexf.net/1.3}edge"))) == len(shown["edges"])
    assert graphml.headers["Content-Disposition"] == 'attachment; filename="network.graphml"'


def test_no_relation_chosen_is_none_shown(site):
    assert network(site, "view=agents&relation=")["edges"] == []
    assert len(network(site, "view=agents")["edges"]) > 5


def test_two_steps_lead_farther_than_one(site):
    near = network(site, "agent=Fisheries Office")
    far = network(site, "agent=Fisheries Office&steps=2")
    assert keys(near["edges"]) < keys(far["edges"])


def test_page_says_how_much_of_all_is_drawn(site):
    assert "the newest of 12" in site.get("/graph?limit=3").text
    assert "the newest of" not in site.get("/graph").text


def test_page_has_a_table_and_says_what_is_missing(site, is_built):
    text = site.get("/graph?agent=Ilsa Brandt").text
    assert ("/static/built/graph.js" in text) is is_built
    assert ("This installation was built without" in text) is not is_built
    assert '<a href="/agent/ag-mill"><bdi>Oskar Mills</bdi></a>' in text


def test_page_holds_the_whole_network_for_its_script_to_filter(site, is_built):
    blocks = Blocks(site.get("/graph?view=agents&relation=rebuts&min_confidence=0.99").text).found
    if is_built:
        held = json.loads(blocks["network"])
        assert held["edges"] == network(site, "view=agents")["edges"]
    else:
        assert not blocks


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("agent=Nobody Known", 404),
        ("claim=nothing", 404),
        ("agent=Brandt", 400),
        ("agent=Ilsa Brandt&claim=x", 400),
        ("view=all", 404),
        ("relation=likes", 404),
        ("steps=3", 400),
        ("limit=0", 400),
        ("limit=5001", 400),
        ("limit=²", 400),
        ("since=yesterday", 400),
        ("min_confidence=2", 400),
        ("min_confidence=nan", 400),
    ],
)
def test_what_cannot_be_drawn_is_refused(site, query, status):
    for path in ("/graph", "/graph.json", "/graph.graphml"):
        assert site.get(f"{path}?{query}").status_code == status


def test_unknown_form_is_not_found(site):
    assert site.get("/graph.docx").status_code == 404


def test_nothing_in_a_block_of_json_ends_it():
    block = json_block({"label": "</script><!--<script>\u2028"})
    assert "<" not in block
    assert json.loads(block) == {"label": "</script><!--<script>\u2028"}


def test_editor_has_the_endpoint_and_the_named_queries(site, is_built):
    answer = site.get("/editor?name=opponents")
    assert ("This installation was built without" in answer.text) is not is_built
    if is_built:
        given = json.loads(Blocks(answer.text).found["given"])
        assert given["endpoint"] == "/sparql"
        assert given["asked"] == given["queries"]["opponents"]
        assert set(given["prefixes"]) >= {"kg", "act", "status"}


def test_pages_that_are_kept_are_not_mixed_up(site, is_built):
    opened = [site.get(f"/editor{asked}").text for asked in ("", "?query=ASK+%7B%7D", "")]
    assert opened[0] == opened[2]
    assert (opened[0] != opened[1]) is is_built  # without the script there is nothing to open
    listed = [site.get(f"/queries{asked}").text for asked in ("", "?page=2", "")]
    assert listed[0] == listed[2] != listed[1] and 'href="/queries.json?page=2"' in listed[1]


def test_editor_opens_a_query_as_it_was_given(site, monkeypatch, tmp_path):
    (tmp_path / "editor.js").touch()
    monkeypatch.setattr(interactive, "BUILT", tmp_path)
    answer = site.get("/editor", params={"query": "</script>ASK {}"})
    assert json.loads(Blocks(answer.text).found["given"])["asked"] == "</script>ASK {}"


def test_editor_allows_one_style_of_its_library_and_no_script(site):
    policy = site.get("/editor").headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe" not in policy and "script-src" not in policy


def test_editor_of_an_unknown_query_is_not_found(site):
    assert site.get("/editor?name=nothing").status_code == 404
