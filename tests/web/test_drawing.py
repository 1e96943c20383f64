"""The graph and editor pages, and a shared story, in a real browser."""

# ruff: noqa: F811 - fixtures are imported and then taken as arguments

import sys
from pathlib import Path

import pytest
from browsing import PATIENCE, axe, browser, serving, tab, url  # noqa: F401
from test_journey import violations

from kg.export import export
from kg.store import open_store
from kg.web.interactive import is_built

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

pytestmark = pytest.mark.skipif(not is_built("graph"), reason="the front end was not built")
# Waits for three pictures.
PICTURES = """(async () => {
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
})()"""


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    from synthetic import fill, readings

    folder = str(tmp_path_factory.mktemp("large") / "claims.kg")
    fill(folder, list(readings(2_600)))
    with serving(folder) as address:
        yield address


def drawn(tab, place):
    tab.goto(place, timeout=PATIENCE)
    tab.wait_for_selector("#graph[data-nodes]")


def test_five_thousand_nodes_are_drawn_while_the_page_answers(tab, large):
    drawn(tab, f"{large}/graph?view=claims&limit=5000")
    assert 4_900 < int(tab.get_attribute("#graph", "data-nodes")) <= 5_000
    # The layout is still going on.
    assert tab.get_attribute("#graph", "data-state") is None
    before = tab.inner_text("#graph-count")
    tab.locator("input[value=stands_in]").dispatch_event("click")
    assert tab.inner_text("#graph-count") != before
    tab.fill("#graph-find", "Council")
    assert "council" in tab.inner_text("#graph-list li:first-child")
    tab.wait_for_selector("#graph[data-state=settled]")


def test_filters_apply_at_once_and_go_into_links(tab, url):
    drawn(tab, f"{url}/graph?view=agents")
    every = int(tab.get_attribute("#graph", "data-nodes"))
    for relation in ("speaks_of", "relays"):
        tab.uncheck(f"input[value={relation}]")
    assert 0 < int(tab.get_attribute("#graph", "data-nodes")) < every
    assert "relation=rebuts" in tab.url
    with tab.expect_download() as started:
        tab.click("a[data-export]:text('GraphML')")
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert "rebuts" in text and "speaks_of" not in text
    with tab.expect_download() as started:
        tab.click("#graph-png")
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_node_of_the_picture_leads_to_its_page(tab, url):
    tab.emulate_media(reduced_motion="reduce")
    drawn(tab, f"{url}/graph?agent=Fisheries Office")
    tab.wait_for_selector("#graph[data-state=settled]")
    tab.focus("#graph-list li:first-child a")  # brings its node to the middle
    tab.evaluate(PICTURES)
    box = tab.locator("#graph").bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_url("**/agent/*")


def test_list_leads_to_the_same_pages_by_keyboard(tab, url):
    drawn(tab, f"{url}/graph?agent=Fisheries Office")
    tab.focus("#graph-find")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/agent/*")


def test_editor_asks_this_server_alone(tab, url):
    tab.goto(f"{url}/editor?name=opponents")
    tab.click(".active .yasqe_queryButton")
    tab.wait_for_selector(".active .yasr_results td")
    assert "Ilsa Brandt" in tab.inner_text(".active .yasr_results")


def test_story_filters_without_a_network(tab, told, tmp_path):
    with open_store(told) as store:
        export(store, tmp_path / "story.html")
    tab.context.set_offline(True)
    tab.goto((tmp_path / "story.html").as_uri())
    assert tab.locator(".statement:visible").count() == 12
    tab.locator("svg .agent").first.dispatch_event("click")
    assert 0 < tab.locator(".statement:visible").count() < 12
    tab.click("button[type=reset]")
    tab.fill("input[name=words]", "no proof")
    assert "unsupported" in tab.locator(".statement:visible").inner_text()
    assert tab.locator(".statement:visible").count() == 1
    tab.uncheck("input[value=speaks_of]")
    assert tab.locator("svg .edge.speaks_of:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/graph", "/graph?claim=c-poison", "/editor"])
def test_axe_finds_nothing_serious(tab, url, axe, scheme, path):
    tab.emulate_media(color_scheme=scheme)
    assert violations(tab, url + path, axe) == []


def test_nothing_is_wider_than_a_phone(tab, url):
    tab.set_viewport_size({"width": 360, "height": 740})
    for path in ("/graph", "/editor"):
        tab.goto(f"{url}{path}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
