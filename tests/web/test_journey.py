"""A reader's way through the pages, in a real browser, and what axe-core says of each page."""

from __future__ import annotations

import re
from pathlib import Path

import networkx
import pytest
from browsing import axe, browser, tab, url  # noqa: F401
from test_pages import PAGES

from kg.web.interactive import is_built

FAILING = ("/agent/nobody", "/query/opponents?by=Nobody")
SERIOUS = ("serious", "critical")


def test_from_a_name_to_the_sentence_in_its_article(tab, url):  # noqa: F811
    tab.goto(url)
    tab.get_by_role("searchbox").fill("ilsa")
    tab.keyboard.press("Enter")
    tab.get_by_role("link", name="Ilsa Brandt", exact=True).first.click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Ilsa Brandt"

    contested = tab.locator("article.entry", has=tab.locator(".badge.rebutted")).first
    contested.get_by_role("link", name="Oskar Mills had poisoned the river").click()
    assert re.search("/claim/c-poison", tab.url)
    assert tab.locator(".verdict .badge.unsupported").is_visible()
    assert tab.locator("#answer-denial").is_visible()

    tab.locator("#statement-blame").get_by_role("link", name="Varnholt Herald").click()
    assert tab.url.endswith("/article/herald-1?statement=blame#statement-blame")
    mark = tab.locator("a.mark.content.chosen")
    assert mark.inner_text() == "Oskar Mills had poisoned the river"
    assert mark.evaluate("mark => mark.getBoundingClientRect().top < innerHeight")
    plain = tab.locator("a.mark.content:not(.chosen)").first
    colour = "mark => getComputedStyle(mark).backgroundColor"
    assert mark.evaluate(colour) != plain.evaluate(colour)
    mark.click()
    assert tab.url.endswith("/statement/blame")


def test_a_named_query_is_run_and_downloaded(tab, url):  # noqa: F811
    tab.goto(url)
    tab.get_by_role("navigation", name="Main").get_by_role("link", name="Queries").click()
    tab.get_by_role("link", name="opponents").click()
    tab.get_by_label("by").first.fill("Oskar Mills")
    tab.get_by_role("button", name="Ask").click()
    assert tab.locator("tbody tr").count() == 1
    assert "by=Oskar+Mills" in tab.url
    with tab.expect_download() as started:
        tab.get_by_role("link", name="CSV").click()
    rows = Path(started.value.path()).read_text(encoding="utf-8").splitlines()
    assert rows[1].startswith("Oskar Mills,Ilsa Brandt,1")


def test_an_agents_network_is_drawn_and_downloaded(tab, url):  # noqa: F811
    tab.goto(f"{url}/agent/ag-brandt")
    tab.get_by_role("link", name="Draw its network").click()
    if is_built("graph"):
        tab.wait_for_selector("#graph[data-nodes]")
        assert int(tab.get_attribute("#graph", "data-nodes")) > 2
    with tab.expect_download() as started:
        tab.get_by_role("link", name="GraphML").click()
    network = networkx.read_graphml(started.value.path())
    assert "Ilsa Brandt" in {name for _, name in network.nodes(data="name")}


def test_an_article_is_read_by_keyboard(tab, url):  # noqa: F811
    tab.goto(f"{url}/article/herald-1")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className").startswith("mark")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/statement/*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(tab, url, axe, scheme):  # noqa: F811
    tab.emulate_media(color_scheme=scheme)
    found = {path: violations(tab, url + path, axe) for path in (*PAGES, "/search")}
    assert {path: bad for path, bad in found.items() if bad} == {}


def test_axe_finds_nothing_serious_where_something_fails(browser, url, axe):  # noqa: F811
    # A status of 404 counts as an error of the console, which `tab` would report.
    with browser.new_context() as context:
        tab = context.new_page()
        assert [violations(tab, url + path, axe) for path in FAILING] == [[], []]


def violations(tab, place, axe):  # noqa: F811
    """What axe-core holds for serious on a page, with the first elements of each kind."""
    tab.goto(place)
    tab.evaluate(axe)
    found = tab.evaluate("axe.run().then(found => found.violations)")
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in SERIOUS
    ]


def test_nothing_is_wider_than_a_phone(tab, url):  # noqa: F811
    tab.set_viewport_size({"width": 360, "height": 740})
    for path in PAGES:
        tab.goto(f"{url}{path}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path


WIDEST = """() => document.querySelectorAll('.entry .rail').forEach(rail => {
  for (const [kind, words] of [['corroborated', 'perhaps corroborated'],
                               ['rebutted', 'perhaps rebutted ×12']]) {
    const badge = document.createElement('span');
    badge.className = `badge ${kind}`;
    badge.textContent = words;
    rail.append(badge);
  }
})"""
OVERLAPPING = """() => [...document.querySelectorAll('.entry')].filter(entry => {
  const words = entry.querySelector(':scope > div').getBoundingClientRect();
  return [...entry.querySelectorAll('.rail .badge')].map(badge => badge.getBoundingClientRect())
    .some(box => box.right > words.left && box.bottom > words.top && box.top < words.bottom);
}).length"""


@pytest.mark.parametrize("width", [390, 720, 1200])
def test_the_widest_badges_stand_beside_the_words(tab, url, width):  # noqa: F811
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{url}/claims")
    tab.evaluate(WIDEST)
    assert tab.locator(".entry .badge").count() > 0
    assert tab.evaluate(OVERLAPPING) == 0
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth")
