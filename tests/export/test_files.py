import os
import stat

import pytest
from harbour import Memory

from kg.errors import ExportError, StoreError, UnknownName, UsageError
from kg.export import FORMATS, ExportReport, export
from kg.export.files import replaced


class Broken(Memory):
    """A store that fails after its first article."""

    def lines(self, graph):
        if graph == self.graphs()[-1]:
            raise StoreError("the disk is gone")
        return super().lines(graph)

    def triples(self, graph):
        if graph == self.graphs()[-1]:
            raise StoreError("the disk is gone")
        return super().triples(graph)


@pytest.mark.parametrize("suffix", [one.suffixes[0] for one in FORMATS.values()])
def test_failed_export_leaves_no_file(suffix, tmp_path):
    with pytest.raises(StoreError):
        export(Broken(), tmp_path / f"claims{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [one.suffixes[0] for one in FORMATS.values()])
def test_failed_export_keeps_the_file_that_was_there(suffix, tmp_path):
    path = tmp_path / f"claims{suffix}"
    path.write_text("of last week")
    with pytest.raises(StoreError):
        export(Broken(), path)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["of last week"]


@pytest.mark.parametrize("suffix", [one.suffixes[0] for one in FORMATS.values()])
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


def test_only_kept_statements_are_written(store, tmp_path):
    assert export(store, tmp_path / "a.csv", kept={"s1"}).counts == {"statements": 1}


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
