import json
import os
import stat

import pytest
from harbour import Memory

from kg.ask import Filters
from kg.errors import ExportError, StoreError, UnknownName, UsageError
from kg.export import FORMATS, ExportReport, export
from kg.export.files import replaced
from kg.store import open_store


class Broken(Memory):
    """A store that fails after its first article."""

    def lines(self, graph):
        return self.unless_last(graph, super().lines(graph))

    def query(self, sparql, bindings=None):
        return self.unless_last(sparql, super().query(sparql, bindings))

    def unless_last(self, asked, answer):
        if self.graphs()[-1] in asked:
            raise StoreError("the disk is gone")
        return answer


@pytest.mark.parametrize("suffix", [one.suffix for one in FORMATS.values()])
def test_failed_export_leaves_no_file(suffix, tmp_path):
    with pytest.raises(StoreError):
        export(Broken(), tmp_path / f"claims{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [one.suffix for one in FORMATS.values()])
def test_failed_export_keeps_the_file_that_was_there(suffix, tmp_path):
    path = tmp_path / f"claims{suffix}"
    path.write_text("of last week")
    with pytest.raises(StoreError):
        export(Broken(), path)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["of last week"]


@pytest.mark.parametrize("suffix", [one.suffix for one in FORMATS.values()])
def test_same_store_gives_same_bytes(suffix, store, tmp_path):
    for name in ("one", "two"):
        export(store, tmp_path / f"{name}{suffix}")
    written = {(tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "two")}
    assert len(written) == 1
    assert written != {b""}


def test_format_comes_from_suffix_or_name(store, tmp_path):
    path = str(tmp_path / "a.CSV")
    assert export(store, path) == ExportReport(path, "csv", {"statements": 4})
    path = str(tmp_path / "a.txt")
    assert export(store, path, "jsonl") == ExportReport(path, "jsonl", {"statements": 4})


def ids(store, path, **wanted):
    export(store, path, **wanted)
    return [line.partition(",")[0] for line in path.read_text().splitlines()[1:] if line[0] == "s"]


def test_filters_choose_statements(store, tmp_path):
    path = tmp_path / "a.csv"
    assert ids(store, path) == ["s1", "s2", "s3", "s4"]
    assert ids(store, path, filters=Filters()) == ["s1", "s2", "s3", "s4"]
    assert ids(store, path, filters=Filters(by="voss")) == ["s1", "s3"]
    assert ids(store, path, filters=Filters(act="denial")) == ["s2"]
    assert ids(store, path, filters=Filters(article="tern-2")) == ["s3", "s4"]
    assert ids(store, path, limit=2) == ["s1", "s2"]
    assert ids(store, path, filters=Filters(act="warning")) == []


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_takes_filters_that_keep_nothing(format, store, tmp_path):
    report = export(store, tmp_path / "a", format, filters=Filters(act="warning"))
    assert set(report.counts.values()) == {0}


def test_rebuttal_must_be_as_sure_as_the_filters_ask(store, tmp_path):
    def rebuttals(least):
        export(store, tmp_path / "a.jsonl", filters=Filters(min_confidence=least))
        export(store, tmp_path / "a.nq", filters=Filters(min_confidence=least))
        lines = (tmp_path / "a.jsonl").read_text().splitlines()
        in_rdf = "#rebuts>" in (tmp_path / "a.nq").read_text()
        return [json.loads(line)["rebuts"] for line in lines], in_rdf

    # The denial is 0.7 sure, its rebuttal 0.65.
    assert rebuttals(0.6) == ([[], ["s1"], []], True)
    assert rebuttals(0.7) == ([[], [], []], False)


def test_evidence_must_be_as_sure_as_the_filters_ask(store, tmp_path):
    def evidence(least):
        export(store, tmp_path / "a.jsonl", filters=Filters(min_confidence=least))
        lines = (tmp_path / "a.jsonl").read_text().splitlines()
        return [len(json.loads(line)["evidence"]) for line in lines]

    # The assessment of the first is 0.75 sure.
    assert evidence(0.75)[:1] == [1]
    assert evidence(0.76)[:1] == [0]


@pytest.mark.parametrize(
    ("path", "format", "view", "error", "words"),
    [
        ("a.doc", None, "claims", UsageError, "a.doc: no format has this suffix; use .graphml"),
        ("-", None, "claims", UsageError, "no format has this suffix"),
        ("a.csv", "xls", "claims", UnknownName, "no format named 'xls'; did you mean 'graphml'"),
        ("a.csv", None, "agents", UsageError, "csv has no views; graphml and gexf have"),
        ("a.gexf", None, "papers", UnknownName, "no view named 'papers'"),
    ],
)
def test_unknown_format_or_view_is_named(path, format, view, error, words, store):
    with pytest.raises(error, match=words):
        export(store, path, format, view)


def test_folder_that_is_missing_is_named(store, tmp_path):
    with pytest.raises(ExportError, match=r"a\.csv: cannot be written: there is no folder .*gone"):
        export(store, tmp_path / "gone" / "a.csv")


def test_folder_is_not_overwritten(store, tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ExportError, match="it is a folder; name a file"):
        export(store, tmp_path / "a.csv")


def test_dash_is_standard_output(store, capfdbinary):
    export(store, "-", "csv")
    assert capfdbinary.readouterr().out.startswith(b"id,speaker,")


def test_new_file_gets_usual_permissions_and_old_one_keeps_its_own(tmp_path):
    new, old = tmp_path / "new", tmp_path / "old"
    old.touch(0o600)
    mask = os.umask(0o027)
    try:
        for path in (new, old):
            with replaced(path) as out:
                out.write(b"x")
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o640, 0o600]


def test_link_stays_a_link_and_its_target_is_replaced(tmp_path):
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with replaced(tmp_path / "link") as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


def test_pipe_is_written_as_it_is(tmp_path):
    with replaced(tmp_path.__class__(os.devnull)) as out:
        out.write(b"x")
    assert not tmp_path.__class__(os.devnull).is_file()


@pytest.mark.parametrize("form", FORMATS)
def test_store_on_disk_is_exported(form, told, tmp_path):
    with open_store(told) as store:
        everything = export(store, tmp_path / "a", form).counts
        some = export(store, tmp_path / "b", form, filters=Filters(by="Ilsa Brandt")).counts
    assert all(0 < some[name] < everything[name] for name in everything)
