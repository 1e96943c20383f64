"""A real browser, Debian's chromium, for the tests of this folder; they are skipped without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
    # WebGL without a graphics card.
    *("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
)
PATIENCE = 120_000  # milliseconds; a busy machine is no failure
AXE = "axe-core@4.14.1"
MODULES = Path(__file__).parents[2] / "kg" / "web" / "frontend" / "node_modules"


@pytest.fixture(scope="module")
def browser():
    """One chromium for a file of tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium; apt-get install chromium brings it")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def tab(browser):
    """A new tab; on leaving it, nothing was logged as an error, and no other host was asked."""
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    tab, wrong = context.new_page(), list[str]()
    tab.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    own = ("http://127.0.0.1:", "blob:", "data:", "file:")
    context.on("request", lambda asked: asked.url.startswith(own) or wrong.append(asked.url))
    yield tab
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def url(told) -> Iterator[str]:
    """The address of a server of the story."""
    with serving(told) as address:
        yield address


@contextmanager
def serving(folder: str) -> Iterator[str]:
    """The address of a server of the store in a folder."""
    import uvicorn

    from kg.web.app import make

    server = uvicorn.Server(uvicorn.Config(make(folder), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def axe(tmp_path_factory) -> str:
    """The source of axe-core, of the front end's packages or fetched by npm."""
    found = MODULES / "axe-core" / "axe.min.js"
    if not found.exists():
        folder = tmp_path_factory.mktemp("npm")
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", AXE]
        try:
            subprocess.run(
                command, cwd=folder, check=True, capture_output=True, timeout=180, env=os.environ
            )
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"npm could not fetch {AXE}: {error}")
        found = folder / "node_modules" / "axe-core" / "axe.min.js"
    return found.read_text(encoding="utf-8")
