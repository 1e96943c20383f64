import gzip
import io
import os

import pytest

from kg.errors import UsageError
from kg.read import ReadOptions, read
from kg.records import Article, Skipped


def ids(inputs):
    return [a.id if isinstance(a, Article) else a for a in read(inputs)]


def test_folders_are_read_by_path_without_what_is_no_article(write):
    for name in ("b/z.txt", "b/a/y.md", "a.txt", "README.md", "LICENSE.txt", ".x.txt"):
        write(f"news/{name}", f"Sold: {name}.")
    for name in ("photo.jpg", "notes", ".git/x.txt"):
        write(f"news/{name}", "Sold.")
    assert ids(["news"]) == ["a", "y", "z"]


def test_inputs_come_in_the_order_given_and_each_file_once(write):
    for name in ("n/a.txt", "n/b.txt", "n/c.txt"):
        write(name, f"Sold: {name}.")
    assert ids(["n/c.txt", "n", "n/*.txt", "n/../n/a.txt"]) == ["c", "a", "b"]


def test_globs_reach_into_folders(write):
    for name in ("n/a/x.txt", "n/a/y.jpg", "n/b/z.md"):
        write(name, f"Sold: {name}.")
    assert ids(["n/**/*.txt"]) == ["x"]
    assert ids(["n/?"]) == ["x", "z"]


def test_name_with_a_bracket_is_a_file_before_it_is_a_glob(write):
    assert ids([write("pier[1].txt", "Sold.")]) == ["pier[1]"]


def test_what_gives_nothing_is_told(write):
    write("x.docx", "Sold.")
    write("none/x.docx", "Sold.")
    known = (
        "known are .txt .md .markdown .html .htm .xhtml .jsonl .ndjson .jsonl.gz .ndjson.gz "
        ".csv .tsv .csv.gz .tsv.gz .rss .atom .xml .pdf"
    )
    names = ["gone.txt", "x.docx", "none", "*.rtf", "a\0b", "y" * 5000, "ftp://x.example/a"]
    assert ids(names) == [
        Skipped("gone.txt", "no such file or folder"),
        Skipped("x.docx", f"unknown format; {known}"),
        Skipped("none", f"no article in it; {known}"),
        Skipped("*.rtf", "no file of a known format matches"),
        Skipped("a\0b", "no such file or folder"),
        Skipped("y" * 5000, "no such file or folder"),
        Skipped("ftp://x.example/a", "only http and https URLs are read"),
    ]


def test_file_that_vanishes_before_it_is_read_is_skipped(write, tmp_path):
    names = [write("a.txt", "Sold."), write("b.txt", "Sold.")]
    articles = read(names)
    assert next(articles) == Article("a", "Sold.")
    (tmp_path / "b.txt").unlink()
    assert list(articles) == [Skipped("b.txt", "cannot be read: No such file or directory")]


def test_same_names_are_told_apart_by_their_folders(write):
    names = ["x/day/a.txt", "y/day/a.txt", "y/b.txt", "y/c.txt", "y/c.md", "z/b.txt"]
    for name in names:
        write(name, f"Sold: {name}.")
    assert ids(names) == ["x/day/a", "y/day/a", "y/b", "c.txt", "c.md", "z/b"]


def test_file_name_of_another_encoding_gives_a_valid_id(write, tmp_path):
    write("n/a.txt", "Sold.")
    (tmp_path / "n/a.txt").rename(os.fsdecode(os.fsencode(tmp_path / "n") + b"/caf\xe9.txt"))
    assert ids(["n"]) == ["caf\ufffd"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"The pier is sold.", "The pier is sold."),
        (b'{"text": "Sold."}\n{"text": "Twice."}\n', "Sold."),
        (gzip.compress(b'{"text": "Sold."}\n'), "Sold."),
        (b'{Sold}, it says, in "brackets".', '{Sold}, it says, in "brackets".'),
        (
            b"<?xml version='1.0'?><rss version='2.0'><channel><item>"
            b"<description>Sold.</description></item></channel></rss>",
            "Sold.",
        ),
    ],
)
def test_stdin_is_known_by_its_first_bytes_and_left_open(content, text):
    stdin = io.BytesIO(content)
    assert next(iter(read(["-"], ReadOptions(stdin=stdin)))).text == text
    assert not stdin.closed


def test_options_refuse_what_cannot_be_meant():
    with pytest.raises(UsageError, match="'soon' is not a day"):
        ReadOptions(published="soon")
    with pytest.raises(UsageError, match="no field 'body'"):
        ReadOptions(fields={"body": "text"})
