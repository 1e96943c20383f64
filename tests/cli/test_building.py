import json

import pytest

from kg.build import BuildReport, LinkReport
from kg.cli.run import run
from kg.records import Skipped

LINKS = LinkReport(2, 9, 4, 8, 1, 0, 12)
DONE = BuildReport(
    added_count=2,
    replaced_count=0,
    unchanged_count=1,
    statement_count=9,
    triple_count=700,
    skipped=(),
    links=LINKS,
    read_seconds=1.0,
    link_seconds=0.5,
)


@pytest.fixture
def built(monkeypatch):
    """What `kg.build.build` is called with; it answers `report`, which a test may set."""
    calls = {}

    def build(inputs, store, options, progress):
        calls.update(inputs=inputs, store=store.location, options=options)
        return calls.get("report", DONE)

    monkeypatch.setattr("kg.build.build", build)
    return calls


def test_build_hands_on_its_options_and_tells_what_was_done(built, tmp_path, capsys):
    store = str(tmp_path / "claims.kg")
    words = ["a.txt", "b", "--published", "2024-03-02", "--map", "text=body", "-j", "2"]
    assert run(["build", *words, "--base", "http://x", "--again", "--store", store]) == 0
    options = built["options"]
    assert (built["inputs"], built["store"]) == (["a.txt", "b"], store)
    assert (options.jobs, options.base, options.again) == (2, "http://x/", True)
    assert options.reading.published == "2024-03-02"
    assert options.reading.fields == {"text": "body"}
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"kg: {store}: 2 added, 1 unchanged in 1.5 s;"
        " 2 articles, 9 statements, 8 claims, 4 agents, 1 rebuttals\n"
    )


def test_build_that_skipped_something_ends_with_3_and_says_what(built, tmp_path, capsys):
    from dataclasses import replace

    many = tuple(Skipped(f"{number}.txt", "empty") for number in range(22))
    built["report"] = replace(DONE, skipped=many)
    report = tmp_path / "report.json"
    store = str(tmp_path / "claims.kg")
    assert run(["build", ".", "--store", store, "--report", str(report)]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[1] == "kg: skipped 0.txt: empty"
    assert lines[-1] == "kg: skipped 2 more; --report FILE lists all"
    assert json.loads(report.read_text())["skipped"][21] == {"place": "21.txt", "reason": "empty"}


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("build",), 2, "Missing argument"),
        (("build", ".", "--map", "text"), 2, "--map takes field=name"),
        (("build", ".", "--map", "body=text"), 2, "an article has no field 'body'"),
        (("build", ".", "--published", "soon"), 2, "'soon' is not a day"),
        (("build", ".", "--report", "/nowhere/report.json"), 1, "/nowhere/report.json"),
        (("remove", "nothing"), 2, "no article named 'nothing'"),
    ],
)
def test_mistakes_are_one_line(built, tmp_path, capsys, words, status, message):
    assert run([*words, "--store", str(tmp_path / "claims.kg")]) == status
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("kg: ")
    assert message in last


def test_check_finds_nothing_wrong_with_the_story(told, capsys):
    assert run(["check", "--store", told, "--base", "http://kg.test"]) == 0
    assert capsys.readouterr() == ("", f"kg: {told}: nothing is wrong\n")
