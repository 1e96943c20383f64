import subprocess
import sys

import pytest

from kg.cli import serve
from kg.cli.serve import LOOPBACK
from kg.errors import StoreMissing
from kg.web.guard import HEADERS


def test_start_says_what_is_in_the_store(site):
    found = site.get("/")
    assert found.status_code == 200
    words = " ".join(found.text.split())
    assert "12 statements of 9 agents in 4 articles from 2 outlets" in words
    assert "8 claims, 3 rebuttals" in words


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/nothing", "/static/nothing"])
def test_every_answer_carries_the_headers(site, path):
    found = site.get(path)
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in found.headers["Content-Security-Policy"]


def test_unknown_path_is_a_page_that_says_so(site):
    found = site.get("/nothing")
    assert found.status_code == 404
    assert "<h1>Not Found</h1>" in found.text


def test_no_path_can_be_written_to(site):
    assert site.post("/").status_code == 405
    assert site.delete("/").status_code == 405


def test_a_foreign_host_name_is_refused(told):
    from starlette.testclient import TestClient

    from kg.web.app import make

    application = make(told, hosts=("localhost", "::1"))
    for url, status in (
        ("http://localhost:8000", 200),
        ("http://[::1]:8000", 200),
        ("http://evil.test:8000", 421),
        ("http://localhost.evil.test", 421),
    ):
        assert TestClient(application, base_url=url).get("/").status_code == status


def test_a_missing_store_is_missed_before_the_server_starts(tmp_path):
    from kg.web.app import make

    with pytest.raises(StoreMissing):
        make(str(tmp_path / "none.kg"))


def test_lookups_do_not_import_the_server():
    code = (
        "import kg.cli, kg.ask, kg.store, sys;"
        "sys.exit(bool({'starlette', 'jinja2', 'uvicorn'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", LOOPBACK),
        ("localhost", LOOPBACK),
        ("::1", LOOPBACK),
        ("127.0.0.2", (*LOOPBACK, "127.0.0.2")),
        ("0.0.0.0", None),
        ("::", None),
        ("192.0.2.1", None),
        ("reader.test", None),
    ],
)
def test_only_a_server_that_others_can_reach_goes_by_any_name(host, names):
    assert serve.names(host) == names


def test_a_page_that_is_cut_short_by_the_servers_end_says_so():
    import asyncio

    from kg.web.guard import Guard

    async def endless(*_):
        await asyncio.sleep(60)

    async def end_early():
        sent = []
        answering = asyncio.create_task(
            Guard(endless)({"type": "http", "headers": []}, asyncio.Event().wait, take(sent))
        )
        await asyncio.sleep(0)
        answering.cancel()
        await answering
        return sent

    def take(sent):
        async def send(message):
            sent.append(message)

        return send

    begun, body = asyncio.run(end_early())
    assert (begun["status"], body["body"]) == (503, b"this server is ending")
