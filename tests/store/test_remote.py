import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from kg.errors import StoreError
from kg.store import open_store, remote
from kg.store.remote import endpoints


@pytest.mark.parametrize(
    ("location", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update"),
        ("http://h/ds/query", "http://h/ds/query", "http://h/ds/update"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql"),
    ],
)
def test_the_update_endpoint_stands_beside_the_query_endpoint(location, query, update):
    assert endpoints(location) == (query, update)


def test_the_update_endpoint_may_be_given(monkeypatch):
    monkeypatch.setenv("KG_UPDATE_URL", "http://h/repositories/kg/statements")
    assert endpoints("http://h/repositories/kg") == (
        "http://h/repositories/kg",
        "http://h/repositories/kg/statements",
    )


def test_a_server_that_is_not_there_is_a_store_error():
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store("http://127.0.0.1:9/query")


def test_a_path_without_an_endpoint_is_a_store_error(server):
    with pytest.raises(StoreError, match="no endpoint there"):
        open_store(f"{server}/nowhere/query")


def test_more_than_a_request_holds_goes_in_several(server, monkeypatch):
    monkeypatch.setattr(remote, "REQUEST_TRIPLES", 3)
    monkeypatch.setattr(remote, "REQUEST_BYTES", 100)
    rows = [("<http://x/s>", "<http://x/p>", f'"{n:02}"') for n in range(10)]
    with open_store(server, write=True) as store:
        store.drop(store.graphs())
        assert store.put({f"http://x/{n}": [row] for n, row in enumerate(rows)}) == 10
        assert store.graphs() == [f"http://x/{n}" for n in range(10)]
        assert store.revise("http://x/links", rows) == 10
        assert store.revise("http://x/links", rows[:5]) == 5
        assert store.lines("http://x/links") == [" ".join(row) + " ." for row in rows[:5]]


class Endpoint(BaseHTTPRequestHandler):
    """Answers "no" to who knows the password, and moves away from /old."""

    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path.partition("?")[0], self.headers["Authorization"]))
        if self.path.startswith("/old"):
            self.send_response(302)
            self.send_header("Location", "/query")
            self.end_headers()
            return
        allowed = self.headers["Authorization"] in ("Basic YW5hOnM6M2NyZXQ=", "Bearer t0k3n")
        self.send_response(200 if allowed else 401)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head": {}, "boolean": false}' if allowed else b"who are you?")

    def log_message(self, *_):
        pass


@pytest.fixture
def guarded():
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Endpoint.seen.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_credentials_come_from_the_environment(guarded, monkeypatch):
    with pytest.raises(StoreError, match="status 401: set KG_USER and KG_PASSWORD, or KG_TOKEN"):
        open_store(guarded)
    monkeypatch.setenv("KG_USER", "ana")
    monkeypatch.setenv("KG_PASSWORD", "s:3cret")
    assert open_store(guarded).query("ASK {}").answer is False
    monkeypatch.setenv("KG_TOKEN", "t0k3n")
    assert open_store(guarded).query("ASK {}").answer is False


def test_an_endpoint_that_has_moved_is_named_and_not_followed(guarded, monkeypatch):
    monkeypatch.setenv("KG_TOKEN", "t0k3n")
    with pytest.raises(StoreError, match="status 302: it has moved to /query"):
        open_store(f"{guarded}/old")
    assert Endpoint.seen == [("/old", "Bearer t0k3n")]
