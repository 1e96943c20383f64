import os
import socket
import subprocess
import time
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.request import urlopen

import pytest
import story


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """The folder of a store that holds the story."""
    from kg.store import open_store

    folder = str(tmp_path_factory.mktemp("story") / "claims.kg")
    graphs = {}
    for subject, predicate, value, graph in story.quads():
        graphs.setdefault(graph[1:-1], []).append((subject, predicate, value))
    with open_store(folder, write=True) as store:
        store.put(graphs)
    return folder


@pytest.fixture(scope="session")
def store(told):
    from kg.store import open_store

    with open_store(told) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared():
    """The folder of evaluation data, which is not part of the repository."""
    given = os.environ.get("KG_SHARED")
    near = [parent / "shared" for parent in Path(__file__).resolve().parents]
    found = next((one for one in ([Path(given)] if given else near) if one.is_dir()), None)
    return found or pytest.skip("there is no folder `shared`, beside the repository or above")


def oxigraph():
    try:
        files = distribution("oxigraph").files or []
    except PackageNotFoundError:
        return None
    found = [
        file.locate() for file in files if file.stem == "oxigraph" and file.parent.name == "bin"
    ]
    return str(Path(found[0]).resolve()) if found else None


@pytest.fixture(scope="session")
def server():
    """A real Oxigraph server on a free port of this machine, in memory."""
    program = oxigraph()
    if program is None:
        pytest.skip("oxigraph is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [program, "serve", "--bind", place]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=dict(os.environ))
    try:
        for _ in range(200):
            try:
                with urlopen(f"http://{place}/", timeout=1):
                    break
            except OSError:
                time.sleep(0.05)
        yield f"http://{place}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(params=["embedded", "remote"])
def location(request, tmp_path):
    """Where an empty store is, or can be made: on disk and behind a server."""
    from kg.store import open_store

    if request.param == "embedded":
        return str(tmp_path / "claims.kg")
    url = request.getfixturevalue("server")
    with open_store(url, write=True) as store:
        store.drop(store.graphs())
    return url
