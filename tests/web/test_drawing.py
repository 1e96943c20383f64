"""The graph and editor pages, and a shared story, in a real browser."""

import shutil
import sys
import threading
import time
from pathlib import Path

import pytest

from kg.export import export
from kg.store import open_store
from kg.web.interactive import is_built

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--use-gl=angle", "--use-angle=swiftshader"),
    "--enable-unsafe-swiftshader",
)
PATIENCE = 120_000  # milliseconds; a machine without a graphics card draws slowly


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not (CHROMIUM and is_built("graph")):
        pytest.skip("there is no chromium, or the front end was not built")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def tab(browser):
    """A new tab; on leaving it, nothing was logged as an error, and no other host was asked."""
    context = browser.new_context(accept_downloads=True)
    tab, wrong = context.new_page(), []
    tab.set_default_timeout(PATIENCE)
    tab.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    own = ("http://127.0.0.1:", "blob:", "data:", "file:")
    tab.on("request", lambda asked: asked.url.startswith(own) or wrong.append(asked.url))
    yield tab
    context.close()
    assert wrong == []


def serving(folder):
    """The address of a server of a store, which ends with this process."""
    import uvicorn

    from kg.web.app import make

    server = uvicorn.Server(uvicorn.Config(make(folder), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


@pytest.fixture(scope="module")
def small(told):
    return serving(told)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    from synthetic import fill, readings

    folder = str(tmp_path_factory.mktemp("large") / "claims.kg")
    fill(folder, list(readings(2_600)))
    return serving(folder)


def drawn(tab, url):
    tab.goto(url, timeout=PATIENCE)
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


def test_filters_apply_at_once_and_go_into_links(tab, small):
    drawn(tab, f"{small}/graph?view=agents")
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


def test_a_node_of_the_picture_leads_to_its_page(tab, small):
    drawn(tab, f"{small}/graph?agent=Fisheries Office")
    tab.wait_for_selector("#graph[data-state=settled]")
    tab.focus("#graph-list li:first-child a")  # brings its node to the middle
    tab.wait_for_timeout(1000)
    box = tab.locator("#graph").bounding_box()
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_url("**/agent/*")


def test_list_leads_to_the_same_pages_by_keyboard(tab, small):
    drawn(tab, f"{small}/graph?agent=Fisheries Office")
    tab.focus("#graph-find")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/agent/*")


def test_editor_asks_this_server_alone(tab, small):
    tab.goto(f"{small}/editor?name=opponents")
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
