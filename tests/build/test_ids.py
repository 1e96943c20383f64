"""Files of one name, built on different days: which article is which."""

from dataclasses import replace

import pytest
from build_fakes import STAGES

from kg.build import BuildOptions, build, remove
from kg.read import ReadOptions, read
from kg.store import open_store

FILES = replace(STAGES, read=read)
PLAIN = BuildOptions(reading=ReadOptions(check_language=False))


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "claims.kg"), write=True) as opened:
        yield opened


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def to(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return to


def run(store, *inputs, stages=FILES):
    """How many were added, replaced and unchanged, and the texts that the store has, by id."""
    report = build(inputs, store, PLAIN, stages=stages)
    return (report.added_count, report.replaced_count, report.unchanged_count), texts(store)


def texts(store):
    found = store.query(
        "PREFIX kg: <https://w3id.org/claim-kg#>"
        " SELECT ?id ?text { ?article a kg:Article ; kg:id ?id ; kg:text ?text }"
    )
    return {str(name): str(text) for name, text in found}


def test_another_file_of_the_name_is_led_by_its_folder(store, write):
    write("a/x.txt", "Ana: it is so")
    write("b/x.txt", "Bea: it is not")
    run(store, "a/x.txt")
    both = {"x": "Ana: it is so", "b/x": "Bea: it is not"}
    assert run(store, "b/x.txt") == ((1, 0, 0), both)
    assert run(store, "b/x.txt", "a") == ((0, 0, 2), both)


def test_as_many_folders_lead_as_are_needed(store, write):
    for folder in ("2022/news", "2023/news", "2024/news"):
        write(f"{folder}/x.txt", f"Ana: it was so in {folder}")
        run(store, folder)
    assert texts(store).keys() == {"x", "news/x", "2024/news/x"}
    assert run(store, "2022", "2023", "2024")[0] == (0, 0, 3)


def test_a_changed_file_replaces_its_own_article(store, write):
    write("a/x.txt", "Ana: it is so")
    write("b/x.txt", "Bea: it is not")
    run(store, "a")
    run(store, "b")
    write("b/x.txt", "Bea: it may be")
    assert run(store, "b") == ((0, 1, 0), {"x": "Ana: it is so", "b/x": "Bea: it may be"})
    write("a/x.txt", "Ana: it was so")
    assert run(store, "a", "b") == ((0, 1, 1), {"x": "Ana: it was so", "b/x": "Bea: it may be"})


def test_a_moved_file_stays_the_same_article(store, write, tmp_path):
    write("a/x.txt", "Ana: it is so")
    run(store, "a")
    (tmp_path / "a").rename(tmp_path / "c")
    assert run(store, "c") == ((0, 0, 1), {"x": "Ana: it is so"})
    write("c/x.txt", "Ana: it was so")
    assert run(store, "c") == ((0, 1, 0), {"x": "Ana: it was so"})


def test_a_file_moved_before_another_model_reads_it_stays_the_same_article(store, write, tmp_path):
    write("a/x.txt", "Ana: it is so")
    run(store, "a")
    (tmp_path / "a").rename(tmp_path / "c")
    newer = replace(FILES, model=lambda: "fake 2")
    assert run(store, "c", stages=newer) == ((0, 1, 0), {"x": "Ana: it is so"})


def test_records_without_ids_are_told_apart_too(store, write):
    write("a/x.jsonl", '{"text": "Ana: it is so"}\n{"id": "own", "text": "Bea: it is so"}\n')
    write("b/x.jsonl", '{"text": "Ana: it is not"}\n{"id": "own", "text": "Bea: it is not"}\n')
    run(store, "a")
    assert run(store, "b") == (
        (1, 1, 0),
        {"x-1": "Ana: it is so", "b/x-1": "Ana: it is not", "own": "Bea: it is not"},
    )


def test_an_article_of_no_known_file_is_that_of_the_file_that_comes(store, write):
    run(store, "x|Ana: it is so", stages=STAGES)
    write("a/x.txt", "Ana: it was so")
    assert run(store, "a") == ((0, 1, 0), {"x": "Ana: it was so"})
    write("b/x.txt", "Bea: it is not")
    assert run(store, "b")[1].keys() == {"x", "b/x"}


def test_a_removed_id_is_free_again(store, write):
    write("a/x.txt", "Ana: it is so")
    write("b/x.txt", "Bea: it is not")
    run(store, "a")
    remove(["x"], store, stages=FILES)
    assert run(store, "b") == ((1, 0, 0), {"x": "Bea: it is not"})
