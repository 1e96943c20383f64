"""Names, texts, paths and parameters of somebody who means harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import quote

import hostile
import pytest
from starlette.testclient import TestClient

from kg.store import open_store
from kg.web.app import make
from kg.web.guard import HEADERS
from kg.web.text import BOX, SHORT

LISTS = (
    "/",
    "/claims",
    "/agents",
    "/search?q=said",
    "/articles",
    "/outlets",
    "/links",
    "/query/rebutted-claims",
    "/query/namings",
    "/query/outlet-sources",
)
# Pages of one attack, by its number.
PAGES = (
    "/agent/g%d",
    "/agent/h%d",
    "/claim/c%d",
    "/claim/c%d/outlets",
    "/statement/s%d",
    "/article/a%d",
    "/actor/p%d",
    "/identification/p%d",
    "/reading/a%d",
)
TAGS = frozenset(
    "html head meta title link body a header span nav ul ol li form label input button main h1 h2"
    " h3 p div section article footer bdi q time blockquote dl dt dd aside table thead tbody tr th"
    " td svg rect line text figure figcaption details summary pre code select option small".split()
)
# Names that no browser runs as code.
ATTRIBUTES = frozenset(
    "lang charset name content rel type href class id for action role placeholder autocomplete"
    " aria-label aria-current aria-labelledby aria-describedby tabindex title datetime dir scope"
    " rowspan colspan value size inputmode selected viewbox x y x1 x2 y1 y2 width height download"
    .split()
)  # fmt: skip
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e]")


class Seen(HTMLParser):
    """The tags, attributes and text of a page, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.places: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attributes:
            self.attributes.add(name)
            if name in ("href", "action", "src"):
                self.places.add(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


@pytest.fixture(scope="module")
def hit(tmp_path_factory):
    """A client of a server of all attacks."""
    folder = str(tmp_path_factory.mktemp("hostile") / "claims.kg")
    with served(folder, hostile.ATTACKS.values()) as client:
        yield client


def served(folder: str, attacks: Iterable[str]) -> TestClient:
    graphs: dict[str, list[tuple[str, str, str]]] = {}
    for subject, predicate, value, graph in hostile.quads(attacks):
        graphs.setdefault(graph[1:-1], []).append((subject, predicate, value))
    with open_store(folder, write=True) as store:
        store.put(graphs)
    return TestClient(make(folder), raise_server_exceptions=False)


def check(client: TestClient, path: str) -> None:
    """That a page is a page of ours, with nothing in it that runs, calls out or hides."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "set-cookie" not in answer.headers
    found = seen(answer.text)
    assert found.tags <= TAGS, (path, found.tags - TAGS)
    assert found.attributes <= ATTRIBUTES, (path, found.attributes - ATTRIBUTES)
    for place in found.places:
        assert re.match(r"/(?!/)|#|http://names\.test/", place), (path, place)
    assert not UNSEEN.search(answer.text), path
    assert str(97 * 89) not in found.text


@pytest.mark.parametrize("number", range(len(hostile.ATTACKS)), ids=hostile.ATTACKS)
def test_nothing_of_an_attack_in_a_store_runs_or_hides(hit, number):
    for path in PAGES:
        check(hit, path % number)
        json.loads(hit.get(f"{path % number}.json").text)


@pytest.mark.parametrize("number", range(len(hostile.ATTACKS)), ids=hostile.ATTACKS)
def test_nothing_of_an_attack_ends_the_data_of_a_network(hit, number):
    answer = hit.get(f"/graph?agent=g{number}&view=claims")
    assert answer.status_code == 200
    page = re.sub(
        r'<script type="application/json" id="network">[^<]*</script>|'
        r'<script type="module" src="/static/built/graph.js"></script>',
        "",
        answer.text,
    )
    assert seen(page).tags <= TAGS | {"fieldset", "legend"}
    assert not UNSEEN.search(page)
    for form in ("json", "graphml", "gexf"):
        found = hit.get(f"/graph.{form}?agent=g{number}&view=claims")
        assert found.status_code == 200
        assert "html" not in found.headers["content-type"]


@pytest.mark.parametrize("path", LISTS)
def test_nothing_runs_or_hides_in_lists(hit, path):
    check(hit, path)


def test_controls_are_shown_as_boxes(hit):
    number = list(hostile.ATTACKS).index("bidi override")
    assert f"<bdi>Ana {BOX}gro.live{BOX} said</bdi>" in hit.get(f"/agent/g{number}").text


def test_names_of_a_megabyte_are_cut(tmp_path):
    client = served(str(tmp_path / "claims.kg"), [hostile.LONG])
    for path in ("/", "/agents", "/agent/g0", "/claims", "/claim/c0/outlets", "/articles"):
        assert len(client.get(path).text) < 200_000, path
    assert f"<bdi>{hostile.LONG[:SHORT]}…</bdi>" in client.get("/agents").text


PARAMETERS = (
    "/search?q=",
    "/claims?q=",
    "/claims?by=",
    "/claims?since=",
    "/claims?act=",
    "/claims?status=",
    "/claims?min_confidence=",
    "/claims?article=",
    "/claims?page=",
    "/claims?rebutted=",
    "/agents?q=",
    "/agents?kind=",
    "/articles?publisher=",
    "/article/herald-1?statement=",
    "/query/opponents?by=",
    "/query/opponents?min_confidence=",
    "/query/outlet-sources?publisher=",
    "/agent/",
    "/claim/",
    "/statement/",
    "/article/",
    "/reading/",
    "/link/",
    "/query/",
    "/",
)


@pytest.mark.parametrize("place", PARAMETERS)
def test_nothing_of_an_attack_in_an_address_runs(site, place):
    for kind, attack in hostile.ATTACKS.items():
        answer = site.get(place + quote(attack, safe=""))
        assert answer.status_code in (200, 400, 404), (kind, answer.status_code)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "set-cookie" not in answer.headers
        if "html" in answer.headers["content-type"]:
            found = seen(answer.text)
            assert found.tags <= TAGS, (kind, found.tags - TAGS)
            assert found.attributes <= ATTRIBUTES, (kind, found.attributes - ATTRIBUTES)
            assert not any("evil.test" in one.partition("?")[0] for one in found.places)
            assert str(97 * 89) not in found.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/style.css%00.html",
        "/static/",
        "/query/..%2f..%2fpyproject",
        "/query/%2e%2e",
        "/query/__init__",
        "/article/..%2f..%2fetc%2fpasswd",
        "/article/%00",
        "/article/" + "a/" * 2000,
        "/%2e%2e/%2e%2e/etc/passwd",
        "/\\evil.test",
    ],
)
def test_paths_lead_nowhere_else(site, path):
    answer = site.get(path, follow_redirects=False)
    assert answer.status_code in (400, 404), path
    assert "root:" not in answer.text
    assert "import" not in answer.text
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Accept", "text/turtle" * 1000),
        ("Accept", "\x00, */*;q=9"),
        ("Accept", ",,,;;;=;q=q"),
        ("Accept-Language", "<script>"),
        ("X-Forwarded-Host", "evil.test"),
        ("X-Forwarded-Prefix", "//evil.test"),
        ("X-Original-URL", "/etc/passwd"),
        ("Forwarded", "host=evil.test"),
        ("Referer", "<script>alert(1)</script>"),
        ("Cookie", "a=<script>"),
        ("Range", "bytes=0-0,1-1,2-2,-1"),
        ("If-None-Match", '"' + "a" * 5000),
        ("X-HTTP-Method-Override", "DELETE"),
    ],
)
def test_headers_change_nothing(site, name, value):
    answer = site.get("/agent/ag-brandt", headers={name: value.encode("latin-1", "replace")})
    assert answer.status_code == 200
    assert "evil.test" not in answer.text
    assert not {"set-cookie", "location", "access-control-allow-origin"} & set(answer.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/agent/ag-brandt", "/query/opponents", "/static/style.css"])
def test_pages_are_only_read(site, method, path):
    assert site.request(method, path).status_code == 405


def test_an_unforeseen_error_tells_nothing(site, monkeypatch):
    from kg.web.pages import agent

    def broken(*_: object) -> None:
        raise RuntimeError("the secret of /root")

    monkeypatch.setattr(agent, "known", broken)
    answer = site.get("/agent/ag-brandt")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
