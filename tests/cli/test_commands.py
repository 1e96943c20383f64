import csv
import io
import json
import re
import sys

import pytest
from typer.main import get_command

from kg.cli.run import app, run

COMMANDS = sorted(get_command(app).commands)
BOLD = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture
def kg(told, capsys, monkeypatch):
    """Runs a command on the story's store; returns status, output and what stderr says."""
    monkeypatch.setenv("KG_STORE", told)

    def call(*words):
        status = run(list(words))
        return (status, *capsys.readouterr())

    return call


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(kg, command):
    status, out, _ = kg(command, "--help")
    assert status == 0
    assert re.search(rf"Examples:\n +(echo .*\| )?kg {command}\b", out)


def test_without_a_command_kg_explains_itself(kg):
    status, out, _ = kg()
    assert status == 0
    assert all(f"  {command} " in out for command in COMMANDS)


def test_claims_in_a_pipe_are_one_line_each_with_tabs(kg):
    assert kg("claims", "--by", "brandt, ilsa", "--rebutted")[0] == 2
    status, out, err = kg("claims", "--by", "ilsa brandt", "--rebutted")
    assert (status, err) == (0, "")
    assert [line.split("\t") for line in out.splitlines()] == [
        ["who", "claimed", "about", "when", "evidence", "rebutted_by", "source", "sure", "id"],
        [
            "Ilsa Brandt",
            "Oskar Mills had poisoned the river",
            "Oskar Mills",
            "2024-03-01",
            "unsupported (85%): “She showed no proof”; disputed (85%): “The mill denied”",
            "Oskar Mills (95%), Ilsa Brandt (90%), Jon Pell (60%)",
            "herald-1 (Varnholt Herald)",
            "90%",
            "blame",
        ],
    ]


@pytest.mark.parametrize("width", [20, 60, 100, 130, 200])
def test_table_wraps_and_cuts_nothing(kg, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    _, whole, _ = kg("claims", "--format", "tsv")
    _, out, _ = kg("claims", "--format", "table")
    head, *rows = (line.split("\t") for line in whole.splitlines())
    lines = BOLD.sub("", out).splitlines()
    assert max(map(len, lines)) <= width
    if width < 120:
        cells = [
            cell for row in rows for pair in zip(head, row, strict=True) if pair[1] for cell in pair
        ]
    else:
        cells = [cell for row in (head, *rows) for cell in row]
    assert letters("".join(lines)) == letters("".join(cells))


def letters(text):
    return sorted(re.sub(r"[\s─_]", "", text))


def test_unknown_day_and_speaker_are_told_as_they_are(kg):
    _, out, _ = kg("claims", "fish", "--format", "tsv")
    assert out.splitlines()[1].split("\t") == [
        "[A man at the gate]",
        "[said] the fish were dead",
        "",
        "by 2024-03-04",
        "",
        "",
        "courier (Coast Courier)",
        "40%",
        "dead-fish",
    ]


def test_json_jsonl_and_csv_hold_the_same_statements(kg):
    as_json = json.loads(kg("claims", "--format", "json")[1])
    as_lines = [json.loads(line) for line in kg("claims", "-f", "jsonl")[1].splitlines()]
    as_csv = list(csv.DictReader(io.StringIO(kg("claims", "-f", "csv")[1])))
    assert as_json == as_lines
    assert [one["id"] for one in as_csv] == [one["id"] for one in as_json]
    assert len(as_json) == 12
    assert as_json[0]["who"] == {"id": "ag-reyl", "name": "Tomás Réyl"}


def test_limit_says_how_many_it_left_out(kg):
    status, out, err = kg("claims", "--limit", "2")
    assert (status, len(out.splitlines())) == (0, 3)
    assert err == "kg: 2 of 12; --limit 0 shows all\n"
    assert kg("claims", "--limit", "0")[2] == ""


def test_rebuttals_agents_timeline_and_stats_print_rows(kg):
    out = kg("rebuttals", "--by", "ilsa brandt", "--rebutted-by", "the mill")[1]
    assert out.splitlines()[1].split("\t") == [
        "Ilsa Brandt",
        "Oskar Mills had poisoned the river",
        "2024-03-01",
        "Oskar Mills",
        "it had poisoned the river",
        "by 2024-03-02",
        "denies what was said of it",
        "0.95",
        "herald-1 (Varnholt Herald)",
        "blame denial",
    ]
    out = kg("agents", "--named", "mill", "--kind", "organisation")[1]
    assert out.splitlines()[1].startswith("Oskar Mills\torganisation\tthe mill\t2\t6\t0\t0\t1\t")
    out = kg("timeline", "jon pell")[1]
    assert [line.split("\t")[1] for line in out.splitlines()[1:]] == ["said", "said of it"]
    assert "statement\t12\n" in kg("stats")[1]
    assert json.loads(kg("stats", "--format", "json")[1])["acts"]["denial"] == 1


def test_show_marks_the_words_with_their_roles(kg):
    status, out, _ = kg("show", "blame-a")
    assert status == 0
    assert (
        "  [content Oskar Mills poisoned the river], [source the mayor] [cue said],"
        " according to [via Radio Delta], which cited the [via Varnholt Herald].\n" in out
    )
    for what in ("c-poison", "ilsa brandt", "courier"):
        assert "[content Oskar Mills poisoned the river]" in kg("show", what)[1]
    assert json.loads(kg("show", "blame", "-f", "json")[1])["statement"]["id"] == "blame"
    assert len(kg("show", "c-poison", "-f", "csv")[1].splitlines()) == 4


def test_query_answers_by_name_file_and_stdin(kg, tmp_path, monkeypatch):
    assert kg("query", "acts", "-p", "by=the mill")[1] == (
        "who\tact\tstatements\nOskar Mills\taccusation\t1\nOskar Mills\tdenial\t1\n"
    )
    mine = tmp_path / "mine.rq"
    mine.write_text("SELECT ?name { ?a <https://w3id.org/claim-kg#id> ?id ; ?p ?name }")
    assert "Jon Pell" in kg("query", str(mine), "-p", "id=ag-pell")[1]
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s ?p ?o }"))
    assert kg("query", "-")[1] == "true\n"


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("csv", "who,act,statements"),
        ("json", '{"head":'),
        ("xml", "<?xml"),
        ("jsonl", '{"who": "Oskar Mills", "act": "accusation", "statements": 1}'),
        ("table", "who"),
    ],
)
def test_query_results_come_in_formats(kg, form, begins):
    status, out, _ = kg("query", "acts", "-p", "by=the mill", "--format", form)
    assert status == 0
    assert BOLD.sub("", out).strip().startswith(begins)


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_graphs_come_as_rdf(kg, form):
    status, out, _ = kg("query", "claim-graph", "-p", "claim=c-liar", "--format", form)
    assert status == 0
    assert "Jon Pell is a liar" in out


def test_query_list_names_all_with_parameters(kg):
    _, out, _ = kg("query", "--list")
    assert "rebutted-claims\n  Claims that were rebutted" in out
    assert "    -p by=AGENT  who made the claim\n" in out


def test_export_writes_what_the_filters_keep(kg, tmp_path):
    path = tmp_path / "part.jsonl"
    status, _, err = kg("export", str(path), "--by", "the mill")
    assert (status, err.count("\n")) == (0, 1)
    found = [json.loads(line)["id"] for line in path.read_text().splitlines()]
    assert sorted(found) == ["denial", "liar"]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("claims", "--by", "brandt"), 2, "'brandt' may be any of these agents: Ilsa Brandt"),
        (("claims", "--by", "Ilse Brant"), 2, "did you mean 'Ilsa Brandt'"),
        (("claims", "--act", "lie"), 2, "'lie' is not one of"),
        (("claims", "--since", "soon"), 2, "not a date: 'soon'"),
        (("claims", "--store", "/nowhere/claims.kg"), 1, "/nowhere/claims.kg"),
        (("claim",), 2, "No such command 'claim'"),
        (("claims", "--nonsense"), 2, "No such option: --nonsense"),
        (("show",), 2, "Missing argument 'ID'"),
        (("show", "zzz"), 2, "no statement, claim, agent or article named 'zzz'"),
        (("query",), 2, "kg query --list"),
        (("query", "retraction"), 2, "did you mean 'retractions'"),
        (("query", "acts", "-p", "who=x"), 2, "acts takes by, min_confidence; not who"),
        (("query", "acts", "-p", "by"), 2, "name=value"),
        (("query", "nothing.rq"), 2, "nothing.rq: cannot be read"),
        (("export", "x.docx"), 2, "docx"),
    ],
)
def test_a_mistake_is_one_line_on_stderr(kg, words, status, message):
    found, out, err = kg(*words)
    assert (found, out) == (status, "")
    assert err.startswith("kg: ")
    assert err.count("\n") == 1
    assert message in err


def test_sparql_that_does_not_parse_is_a_failure_not_a_wrong_call(kg, tmp_path):
    mine = tmp_path / "bad.rq"
    mine.write_text("SELECT * {")
    status, _, err = kg("query", str(mine))
    assert (status, err.count("\n")) == (1, 1)


def test_the_unexpected_is_one_line_unless_debugged(kg, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("kg.store.open_store", broken)
    status, _, err = kg("claims")
    assert (status, err) == (
        1,
        "kg: unexpected ZeroDivisionError: by nought; kg --debug ... shows where\n",
    )
    with pytest.raises(ZeroDivisionError):
        kg("--debug", "claims")


def test_hostile_text_cannot_steer_the_terminal():
    from kg.cli.output import visible

    assert visible("a\x1b[31mred\u202e\n b") == "a\ufffd[31mred\ufffd b"
