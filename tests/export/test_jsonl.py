import io
import json
from dataclasses import replace

from harbour import LINKED, READINGS, Memory, said_as
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.jsonl import line, record, write
from kg.export.selection import Selection
from kg.export.told import tell
from kg.records import Claim

FIELDS = [
    *("id", "document", "speaker", "via", "cue", "content", "text", "mode", "act", "about"),
    *("uttered", "evidence", "claim", "rebuts", "confidence"),
]


def exported(kept=None):
    out = io.BytesIO()
    write(Selection(Memory(), kept=kept), out)
    return [json.loads(one) for one in out.getvalue().decode().splitlines()]


def test_statement_is_written_with_every_field_in_order():
    blame = exported()[0]
    assert list(blame) == FIELDS
    assert blame == {
        "id": "s1",
        "document": "gull/1",
        "speaker": {"id": "voss", "name": "Ada Voss", "mention": [0, 8]},
        "via": [],
        "cue": [[9, 13]],
        "content": [[29, 48]],
        "text": "the port hid a leak",
        "mode": "indirect",
        "act": "accusation",
        "about": [{"id": "port", "name": "Port of Lund"}],
        "uttered": "2031-05-02",
        "evidence": [{"status": "unsupported", "span": [50, 69]}],
        "claim": "c1",
        "rebuts": [],
        "confidence": 0.8,
    }


def test_broken_mention_is_a_list_and_unnamed_relay_is_left_out():
    again = exported()[2]
    assert again["speaker"]["mention"] == [[8, 12], [13, 18]]
    assert again["via"] == [{"id": "quay", "name": "Radio Quay", "mention": [42, 52]}]
    assert again["uttered"] == "2031-05"


def test_source_that_cannot_be_named_keeps_its_mention():
    fish = exported()[3]
    assert fish["speaker"] == {"id": None, "name": None, "mention": [54, 61]}


def test_text_that_names_nobody_has_no_speaker():
    told = next(tell(READINGS, LINKED))
    nobody = replace(told, statement=replace(told.statement, speaker=None), speaker=None)
    assert record(nobody)["speaker"] is None


def test_rebuttal_is_named_only_if_its_target_is_in_the_file():
    assert exported()[1]["rebuts"] == ["s1"]
    assert exported(said_as("s2", "s3"))[0]["rebuts"] == []


@settings(deadline=None)
@given(st.text())
def test_any_text_is_one_line_that_reads_back(text):
    told = next(tell(READINGS, LINKED))
    written = line(replace(told, claim=Claim(text, "", ())))
    assert len(written.splitlines()) == 1
    assert json.loads(written)["claim"] == text
