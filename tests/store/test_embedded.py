import subprocess
import sys
import textwrap

import pyoxigraph as ox
import pytest

from kg.errors import StoreError, StoreLocked, StoreMissing
from kg.store import embedded, locking, open_store

TRIPLE = ("<http://x/s>", "<http://x/p>", '"one"')
MANY = [("<http://x/s>", "<http://x/p>", f'"{n}"') for n in range(embedded.BULK_TRIPLES)]


@pytest.fixture
def place(tmp_path):
    return str(tmp_path / "claims.kg")


def test_a_lookup_without_a_store_says_what_to_do(place):
    with pytest.raises(StoreMissing, match="build one with kg build"):
        open_store(place)


def test_a_folder_of_other_files_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreError, match="a folder of other files"):
        open_store(str(tmp_path), write=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    for write in (True, False):
        with pytest.raises(StoreError, match="a file, not a store"):
            open_store(str(tmp_path / "letter.txt"), write)


def test_a_second_writer_is_told_to_wait(place):
    with open_store(place, write=True), pytest.raises(StoreLocked, match="another process writes"):
        open_store(place, write=True)


def test_a_writer_of_another_process_keeps_readers_and_writers_out(place):
    script = textwrap.dedent("""
        import sys
        from kg.store import open_store
        store = open_store(sys.argv[1], write=True)
        store.put({"http://x/a": [("<http://x/s>", "<http://x/p>", '"one"')]})
        print("open", flush=True)
        sys.stdin.read()
    """)
    command = [sys.executable, "-c", script, place]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(StoreLocked, match="another process writes"):
            open_store(place, write=True)
        with pytest.raises(StoreLocked, match="being written"):
            open_store(place)
        process.kill()
    with open_store(place) as store:
        assert list(store.query("SELECT ?o { ?s ?p ?o }")) == [("one",)]


def test_a_foreign_writer_keeps_ours_out(place):
    foreign = ox.Store(place)
    with pytest.raises(StoreLocked, match="another process writes"):
        open_store(place, write=True)
    del foreign


def test_many_may_read_and_a_writer_waits_for_them(place, monkeypatch):
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.1)
    open_store(place, write=True).close()
    with open_store(place), open_store(place), pytest.raises(StoreLocked, match="reads it"):
        open_store(place, write=True)
    open_store(place, write=True).close()


def test_a_reader_cannot_write(place):
    open_store(place, write=True).close()
    with open_store(place) as store, pytest.raises(StoreError, match="for reading"):
        store.put({"http://x/a": [TRIPLE]})


def test_a_closed_store_says_so(place):
    store = open_store(place, write=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()


@pytest.mark.parametrize("write", [True, False])
def test_graphs_of_an_interrupted_load_are_removed_by_whoever_opens_next(
    place, tmp_path, monkeypatch, write
):
    with open_store(place, write=True) as store:
        store.put({"http://x/whole": [TRIPLE]})
        # As a load leaves it that was killed before its end.
        store.put({"http://x/half": [TRIPLE]})
        (tmp_path / "claims.kg" / embedded.PENDING).write_text("http://x/half\nhttp://x/none\n")
    with open_store(place, write) as store:
        assert store.graphs() == ["http://x/whole"]
    assert not (tmp_path / "claims.kg" / embedded.PENDING).exists()


def test_a_failed_bulk_load_leaves_nothing_of_it(place, tmp_path):
    bad = [*MANY, ("<http://x/s>", "<http://x/p>", "no term")]
    with open_store(place, write=True) as store:
        store.put({"http://x/a": [TRIPLE]})
        with pytest.raises(StoreError, match="cannot be written"):
            store.put({"http://x/b": MANY, "http://x/c": bad})
        assert store.graphs() == ["http://x/a"]
        assert not (tmp_path / "claims.kg" / embedded.PENDING).exists()


def test_bulk_and_transaction_store_the_same(tmp_path):
    stores = []
    for name, put in (("a.kg", [MANY]), ("b.kg", [MANY[:9], MANY])):
        with open_store(str(tmp_path / name), write=True) as store:
            for triples in put:
                store.put({"http://x/a": triples})
            stores.append(store.lines("http://x/a"))
    assert stores[0] == stores[1]
    assert len(stores[0]) == len(MANY)


def test_lookups_import_neither_rdflib_nor_spacy(place):
    open_store(place, write=True).close()
    script = textwrap.dedent("""
        import sys
        from kg.store import open_store
        with open_store(sys.argv[1]) as store:
            list(store.query("SELECT * { ?s ?p ?o }"))
        heavy = {"rdflib", "spacy", "numpy", "urllib.request", "networkx", "onnxruntime"}
        sys.exit(", ".join(heavy & set(sys.modules)) or 0)
    """)
    run = subprocess.run([sys.executable, "-c", script, place], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")
