import json

import pytest
from build_fakes import load, read

from kg.build import Stages, build
from kg.cli.run import run
from kg.store import open_store

TOLD = [
    "first|Ana_Cankali: the bridge is safe\nJohn_Smith: the pillars are cracked",
    "second|Ana_Tsankali: the bridge is unsafe\nOskar_Veldrin: it was never inspected",
    "third|John_Smith: the ballet is closed\nThe_Engineer: the bridge is old",
]


@pytest.fixture
def kg(tmp_path, capsys, monkeypatch):
    place = str(tmp_path / "claims.kg")
    monkeypatch.setenv("KG_STORE", place)
    with open_store(place, write=True) as store:
        build(TOLD, store, stages=Stages(read=read, load=load, model=lambda: "fake"))

    def call(*words):
        status = run(list(words))
        out, err = capsys.readouterr()
        return status, out, err

    return call


def names(kg):
    """Per agent the articles that speak of it, by its name."""
    agents = json.loads(kg("agents", "--format", "json")[1])
    return sorted((one["name"], shown(kg, one["id"])) for one in agents)


def shown(kg, identifier):
    namings = json.loads(kg("show", identifier, "--format", "json")[1])["namings"]
    return [naming[1] for naming in namings]


def test_split_and_its_undoing(kg):
    before = names(kg)
    assert ("Ana_Tsankali", ["first", "second"]) in before
    status, _, err = kg("agents", "split", "Ana Cankali", "Ana Tsankali")
    assert status == 0
    assert err.startswith("kg: decision ") and "one agent" not in err
    assert ("Ana_Cankali", ["first"]) in names(kg)
    assert ("Ana_Tsankali", ["second"]) in names(kg)
    ((decision,),) = [json.loads(kg("agents", "decisions", "--format", "json")[1])]
    assert (decision["verb"], decision["names"]) == ("split", "Ana Cankali; Ana Tsankali")
    assert kg("agents", "undo", decision["id"][:6])[0] == 0
    assert names(kg) == before
    assert json.loads(kg("agents", "decisions", "--format", "json")[1]) == []


def test_namesakes_are_split_by_article_and_joined_by_id(kg):
    assert ("John_Smith", ["first", "third"]) in names(kg)
    assert kg("agents", "split", "John Smith", "third")[0] == 0
    assert [one for one in names(kg) if one[0] == "John_Smith"] == [
        ("John_Smith", ["first"]),
        ("John_Smith", ["third"]),
    ]
    status, _, err = kg("agents", "merge", "John Smith", "Oskar Veldrin")
    assert (status, "may be any of these" in err) == (2, True)


def test_merge_joins_and_show_says_why(kg):
    assert kg("agents", "merge", "Oskar Veldrin", "the engineer")[0] == 0
    assert "Oskar_Veldrin in second: 1, The_Engineer" not in kg("show", "Oskar Veldrin")[1]
    out = kg("show", "the engineer")[1]
    assert "a user's decision" in out
    assert "in second" in out and "in third" in out


def test_contradiction_names_the_decision_to_take_back(kg):
    kg("agents", "merge", "Oskar Veldrin", "the engineer")
    status, _, err = kg("agents", "split", "the engineer", "Oskar Veldrin")
    assert status == 2
    assert "says otherwise" in err and "kg agents undo" in err


def test_decisions_about_nobody_are_refused(kg):
    status, _, err = kg("agents", "merge", "Oskar Veldrin", "Oskar Weldrin")
    assert (status, "did you mean" in err) == (2, True)
    assert kg("agents", "split", "Nobody Here", "third")[0] == 2
    assert kg("agents", "split", "first", "third")[0] == 2
    assert kg("agents", "merge", "Oskar Veldrin")[0] == 2
    assert kg("agents", "undo", "zzzz")[0] == 2


def test_list_of_agents_sets_what_they_are_elsewhere_until_another_is_given(kg, tmp_path):
    listed = tmp_path / "names.jsonl"
    listed.write_text('{"id": "http://names.test/Q7", "name": "Oskar Veldrin"}\n')
    empty = tmp_path / "empty"
    empty.mkdir()

    def same_as(*words):
        assert kg("build", str(empty), *words)[0] in (0, 3)
        agents = json.loads(kg("agents", "--format", "json")[1])
        return [one["same_as"] for one in agents if one["name"] == "Oskar_Veldrin"]

    assert same_as("--agents", str(listed)) == [["http://names.test/Q7"]]
    assert same_as("--again") == [["http://names.test/Q7"]]
    assert kg("check")[0] == 0
    listed.write_text("")
    assert same_as("--agents", str(listed)) == [[]]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('{"id": "http://names.test/Q7"}', "no name"),
        ('{"id": "Q7", "name": "Ada"}', "id is an IRI"),
        ('{"id": "http://x/<>", "name": "Ada"}', "id is an IRI"),
        ('{"id": "http://x/1", "name": "Ada", "aliases": "A"}', "aliases is a list"),
        ('{"id": "http://x/1", "name": "Ada", "kind": "ship"}', "kind is one of"),
    ],
)
def test_malformed_list_is_named_with_its_line(kg, tmp_path, line, reason):
    listed = tmp_path / "names.jsonl"
    listed.write_text(f"\n{line}\n")
    status, _, err = kg("build", str(tmp_path / "none"), "--agents", str(listed))
    assert status == 1
    assert f"names.jsonl:2: {reason}" in err
