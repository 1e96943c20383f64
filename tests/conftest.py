import os
from pathlib import Path

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
