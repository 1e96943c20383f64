import subprocess
import sys

import pytest

from kg.errors import StoreError, StoreMissing
from kg.store import Dataset, follow, following, open_store
from kg.store.snapshot import PREFIX

ROW = ("<http://x/s>", "<http://x/p>", '"old"')
NEWER = ("<http://x/s>", "<http://x/p>", '"new"')
VALUES = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.0)
    place = str(tmp_path / "claims.kg")
    with open_store(place, write=True) as store:
        store.put({"http://x/g": [ROW]})
    return place


def values(store):
    return [str(value) for (value,) in store.query(VALUES)]


def snapshots(folder):
    return [one.name for one in following.Path(folder).glob(f"{PREFIX}*")]


def test_a_followed_store_answers_as_before_while_it_is_built_and_anew_afterwards(folder):
    with follow(folder, 60) as store:
        assert values(store) == ["old"]
        with open_store(folder, write=True) as building:
            building.put({"http://x/h": [NEWER]})
            assert values(store) == ["old"]
        assert values(store) == ["new", "old"]


def test_an_answer_that_is_being_read_outlives_a_build(folder):
    rows = [("<http://x/s>", "<http://x/p>", f'"{n:06}"') for n in range(20_000)]
    with open_store(folder, write=True) as building:
        building.put({"http://x/g": rows})
    with follow(folder, 60) as store:
        answer = iter(store.query("SELECT ?o { ?s ?p ?o }"))
        assert next(answer)
        with open_store(folder, write=True) as building:
            building.drop(["http://x/g"])
        assert values(store) == []
        assert len(list(answer)) == len(rows) - 1


def test_old_snapshots_go_when_their_time_is_up_and_all_at_the_end(folder):
    with follow(folder, 0) as store:
        for number in range(3):
            with open_store(folder, write=True) as building:
                building.put({f"http://x/{number}": [NEWER]})
            values(store)
            assert 1 <= len(snapshots(folder)) <= 2
    assert snapshots(folder) == []


def test_what_a_killed_reader_left_is_removed_by_the_next(folder):
    script = (
        "import os, signal, sys; from kg.store import follow;"
        " store = follow(sys.argv[1], 1); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, folder], check=False)
    left = snapshots(folder)
    with follow(folder, 1), follow(folder, 1):
        assert len(left) == 1
        assert len(snapshots(folder)) == 2
        assert left[0] not in snapshots(folder)


def test_content_that_no_flush_has_reached_is_seen(folder):
    script = (
        "import os, signal, sys; from kg.store import open_store;"
        " store = open_store(sys.argv[1], write=True);"
        f" store.put({{'http://x/h': [{NEWER}]}}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, folder], check=False)
    with follow(folder, 1) as store:
        assert values(store) == ["new", "old"]


def test_a_followed_store_is_for_reading_and_there_from_the_start(folder, tmp_path):
    with pytest.raises(StoreMissing):
        follow(str(tmp_path / "nothing.kg"), 1)
    with follow(folder, 1) as store, pytest.raises(StoreError, match="for reading only"):
        store.put({"http://x/h": [NEWER]})
    with pytest.raises(StoreError, match="closed"):
        store.query(VALUES)


@pytest.mark.parametrize(
    ("dataset", "seen", "named"),
    [
        (None, "ab", "ab"),
        (Dataset(default=("http://x/a",)), "a", ""),
        (Dataset(named=("http://x/b",)), "", "b"),
        (Dataset(default=("http://x/a",), named=("http://x/b",)), "a", "b"),
        (Dataset(default=("http://x/a", "http://x/b")), "ab", ""),
    ],
)
def test_a_dataset_chooses_what_a_query_sees(location, dataset, seen, named):
    graphs = {f"http://x/{one}": [("<http://x/s>", "<http://x/p>", f'"{one}"')] for one in "ab"}
    with open_store(location, write=True) as store:
        store.put(graphs)
        plain = store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o", None, dataset)
        assert "".join(value for (value,) in plain) == seen
        within = store.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o", None, dataset)
        assert "".join(value for (value,) in within) == named
        own = "SELECT ?o FROM <http://x/b> { ?s ?p ?o } ORDER BY ?o"
        answer = "".join(value for (value,) in store.query(own, None, dataset))
        assert answer == ("b" if dataset is None else seen)
