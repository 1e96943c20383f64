import gzip
import io
import json
from itertools import islice

import pytest

from kg.read import ReadOptions, read
from kg.records import Article, Skipped

FULL = {
    "id": "p1",
    "text": "The pier is sold.",
    "title": "Pier sold",
    "published": "2024-03-05",
    "publisher": "Harbour Times",
    "author": "Jo Vane",
    "url": "https://harbour.example/pier",
}


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_json_lines_give_whole_articles(write):
    assert list(read([write("pier.jsonl", lines(FULL))])) == [Article(**FULL)]


@pytest.mark.parametrize("name", ["pier.jsonl.gz", "pier.NDJSON.gz"])
def test_gzipped_json_lines_are_read(write, name):
    assert list(read([write(name, gzip.compress(lines(FULL).encode()))])) == [Article(**FULL)]


def test_id_is_the_records_id_then_its_url_then_file_and_line(write):
    records = lines({"text": "Sold.", "id": 7, "url": "u"}, {"text": "Sold.", "url": "u"}, FULL)
    records += lines({"text": "Sold."})
    assert [a.id for a in read([write("pier.jsonl", records)])] == ["7", "u", "p1", "pier-4"]


def test_map_names_the_fields(write):
    name = write("pier.jsonl", lines({"body": "Sold.", "when": "5 March 2024", "text": "no"}))
    options = ReadOptions(fields={"text": "body", "published": "when"})
    assert list(read([name], options)) == [Article("pier-1", "Sold.", published="2024-03-05")]


def test_bad_lines_are_skipped_by_number_and_the_rest_goes_on(write):
    bad = {
        b"{not json}": "not JSON: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1)",
        b"[1]": "not a JSON object",
        b'{"text": "\xff"}': "not UTF-8",
        b'{"body": ""}': "no field 'text' among body; --map text=NAME tells which holds the text",
        b'{"text": 5}': "field 'text' is no string",
        b'{"text": "Sold.", "title": ["a"]}': "field 'title' is no string",
        b'{"text": ""}': "empty",
        b'{"text": "half \\ud800"}': "half of a surrogate pair is no character",
        b'{"text": "S", "published": "soon"}': "published 'soon' is no day; write it as YYYY-MM-DD",
        b"x" * 200_000: "too long: a line of more than 100,600 bytes",
    }
    name = write("pier.jsonl", b"\n".join([*bad, b"", b'{"id": "good", "text": "Sold."}']))
    assert list(read([name], ReadOptions(max_chars=50))) == [
        *(Skipped(f"pier.jsonl:{n}", reason) for n, reason in enumerate(bad.values(), 1)),
        Article("good", "Sold."),
    ]


def test_json_nested_too_deeply_is_skipped(write):
    (skipped,) = read([write("pier.jsonl", "[" * 200_000)])
    assert skipped.reason.startswith("not JSON")


def test_exported_claims_are_not_taken_for_articles(write):
    claim = {"document": "d", "speaker": None, "cue": [], "content": [[0, 1]], "text": "a"}
    assert list(read([write("out.jsonl", lines(claim))])) == [
        Skipped("out.jsonl:1", "a claim of the exchange format, not an article")
    ]


def test_broken_gzip_ends_the_file_with_a_reason(write):
    records = [{"text": f"Sold for {n * n * 7919 % 10007}."} for n in range(5000)]
    whole = gzip.compress(lines(*records).encode())
    *read_before, last = read([write("pier.jsonl.gz", whole[: len(whole) // 2])])
    assert isinstance(last, Skipped)
    assert last.reason.startswith("the rest cannot be read: ")
    assert [a.text for a in read_before] == [r["text"] for r in records[: len(read_before)]]
    assert read_before


def test_second_article_of_an_id_is_skipped_and_an_identical_one_left_out(write):
    first, other = {"id": "p", "text": "Sold."}, {"id": "p", "text": "Not sold."}
    names = [write("a.jsonl", lines(first, first)), write("b.jsonl", lines(first, other))]
    assert list(read(names)) == [
        Article("p", "Sold."),
        Skipped("b.jsonl:2", "id 'p' is that of another article, a.jsonl:1"),
    ]


class Endless(io.RawIOBase):
    """Lines without end: what does not stream never comes back from it."""

    def __init__(self, form: str) -> None:
        self.form, self.number = form, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.number += 1
        line = (self.form % self.number).encode()
        buffer[: len(line)] = line
        return len(line)


def test_json_lines_are_streamed():
    options = ReadOptions(stdin=Endless('{"text": "Sold for %d."}\n'))
    texts = [a.text for a in islice(read(["-"], options), 3)]
    assert texts == ["Sold for 1.", "Sold for 2.", "Sold for 3."]


def test_csv_rows_give_articles(write):
    table = (
        '\ufeffid;text;published\r\np1;"The pier, ""sold"";\r\nat last";2024-03-05\r\n'
        "\r\np2;Sold.;\r\n"
    )
    assert list(read([write("pier.csv", table)])) == [
        Article("p1", 'The pier, "sold";\r\nat last', published="2024-03-05"),
        Article("p2", "Sold."),
    ]


def test_bad_rows_are_skipped_by_line_and_the_rest_goes_on(write):
    table = b'id,text\np1,one,two\np2,"a"b\np3,\xff\np4\np5,Sold.\np6,"open'
    assert list(read([write("pier.csv", table)])) == [
        Skipped("pier.csv:2", "3 cells under 2 columns"),
        Skipped("pier.csv:3", "malformed row: ',' expected after '\"'"),
        Skipped("pier.csv:4", "not UTF-8"),
        Skipped("pier.csv:5", "1 cells under 2 columns"),
        Article("p5", "Sold."),
        Skipped("pier.csv:7", "malformed row: unexpected end of data"),
    ]


def test_csv_without_the_text_column_is_skipped_once(write):
    reason = "no column 'text' among id, body; --map text=NAME tells which holds the text"
    assert list(read([write("pier.csv", "id,body\n1,Sold.\n2,Sold.\n")])) == [
        Skipped("pier.csv", reason)
    ]


def test_csv_is_read_gzipped(write):
    name = write("pier.csv.gz", gzip.compress(b"id,text\np1,Sold.\n"))
    assert list(read([name])) == [Article("p1", "Sold.")]
