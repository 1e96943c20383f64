import csv
import io
import re
from dataclasses import replace

from harbour import LINKED, READINGS, Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.csv import COLUMNS, cell, record, write
from kg.export.selection import Selection
from kg.export.told import tell


def exported():
    out = io.BytesIO()
    write(Selection(Memory()), out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_statement_is_a_row():
    assert exported()[0] == {
        "id": "s1",
        "speaker": "Ada Voss",
        "speaker_id": "voss",
        "mention": "Ada Voss",
        "act": "accusation",
        "mode": "indirect",
        "text": "the port hid a leak",
        "about": "Port of Lund",
        "about_ids": "port",
        "via": "",
        "via_ids": "",
        "uttered": "2031-05-02",
        "evidence": "unsupported",
        "evidence_words": "She showed no proof",
        "evidence_confidence": "0.75",
        "rebuts": "",
        "claim": "c1",
        "claim_text": "The port hid a leak",
        "confidence": "0.8",
        "article": "gull/1",
        "title": "Leak",
        "publisher": "The Gull",
        "published": "2031-05-03",
        "url": "https://gull.example/1",
        "sentence": READINGS[0].article.text,
        "start": "29",
        "end": "48",
    }


def test_columns_are_those_of_a_record():
    assert tuple(record(next(tell(READINGS, LINKED)))) == COLUMNS


def test_formula_is_shown_not_run():
    assert cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert [cell(one) for one in ("-1", "+1", "@a", "\t=1", "'=1")] == [
        *("'-1", "'+1", "'@a", "'\t=1", "''=1")
    ]
    assert [cell(one) for one in ("a=1", "'tis", 0.5, None)] == ["a=1", "'tis", "0.5", ""]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back_but_for_control_characters(text):
    first = READINGS[0].statements[0]
    reading = replace(READINGS[0], statements=(replace(first, text=text),))
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([cell(value) for value in record(next(tell([reading], LINKED))).values()])
    read = next(csv.reader(io.StringIO(out.getvalue(), newline="")))[COLUMNS.index("text")]
    assert not re.match(r"[=+\-@\t\r]", read)
    back = read[1:] if re.match(r"'+[=+\-@\t\r]", read) else read
    assert back == re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)
