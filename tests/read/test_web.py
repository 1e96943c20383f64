import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.read import ReadOptions, read
from kg.records import Article, Skipped

CAFE = "The café is sold, she said."
PAGES = {
    "/plain": ("text/plain; charset=iso-8859-1", CAFE.encode("latin-1")),
    "/lines": ("application/x-ndjson", b'{"id": "a", "text": "Sold."}\n{"text": "Twice."}\n'),
    "/pier.csv": ("text/plain", b"id,text\nb,Sold.\n"),
    "/feed": (
        "application/xml",
        b"<rss version='2.0'><channel><item><guid>g</guid>"
        b"<description>Sold.</description></item></channel></rss>",
    ),
    "/large": ("text/plain", b"x" * 5000),
    "/caf%C3%A9": ("text/plain", b"Coffee."),
}
MOVED = {"/loop": "/loop", "/file": "file:///etc/hostname", "/moved": "/plain"}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[self.path])
            self.end_headers()
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"x")
                time.sleep(0.1)
        elif self.path in PAGES:
            kind, body = PAGES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        pass  # a reader that hangs up is what some tests are about


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_url_of_plain_text_is_an_article_by_its_url(site):
    url = f"{site}/plain"
    assert list(read([url])) == [Article(url, CAFE, url=url)]


def test_format_is_told_by_media_type_suffix_or_first_bytes(site):
    assert list(read([f"{site}/lines", f"{site}/pier.csv", f"{site}/feed"])) == [
        Article("a", "Sold."),
        Article(f"{site}/lines-2", "Twice."),
        Article("b", "Sold."),
        Article("g", "Sold."),
    ]


def test_url_is_encoded_as_sent_and_keeps_its_spelling_as_id(site):
    url = f"{site}/café#top"
    assert list(read([url])) == [Article(url, "Coffee.", url=url)]


def test_redirect_is_followed_to_http_and_nowhere_else(site):
    moved, file = read([f"{site}/moved", f"{site}/file"])
    assert moved == Article(f"{site}/moved", CAFE, url=f"{site}/moved")
    assert file.reason.startswith("the server answered 302")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/large", "too long: more than 1,000 bytes"),
        ("/drip", "cannot be fetched: timed out"),
    ],
)
def test_url_that_fails_is_skipped(site, path, reason):
    options = ReadOptions(url_timeout_seconds=0.5, url_max_bytes=1000)
    assert list(read([site + path], options)) == [Skipped(site + path, reason)]


def test_endless_redirect_is_skipped(site):
    (skipped,) = read([f"{site}/loop"])
    assert skipped.reason.startswith("the server answered 302")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1", "http://", "http://\udcff/"])
def test_url_that_leads_nowhere_is_skipped(url):
    (skipped,) = read([url], ReadOptions(url_timeout_seconds=2))
    assert skipped.reason.startswith("cannot be fetched")
