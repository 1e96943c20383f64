import pytest

from kg.read import ReadOptions, read
from kg.records import Article, Skipped

STORY = "The harbour board sold the pier, its clerk said. “We didn’t ask anybody,” she added.\n"


def test_utf8_text_is_kept_unchanged_with_mark_and_line_ends(write):
    raw = "\ufeffThe pier is sold.\r\n\r\nNobody was asked.\rNobody.\n".encode()
    assert list(read([write("pier.txt", raw)])) == [Article("pier", raw.decode("utf-8"))]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-32"])
def test_other_encodings_are_detected(write, encoding):
    assert [a.text for a in read([write("pier.txt", STORY.encode(encoding))])] == [STORY]


def test_first_line_carries_the_date_and_stays_in_the_text(write):
    text = " date 2024-03-05 The pier is sold, the clerk said."
    assert list(read([write("pier.txt", text)])) == [Article("pier", text, published="2024-03-05")]


def test_date_of_the_text_goes_before_the_default_one(write):
    names = [write("a.txt", "VEY, March 5, 2024 - The pier is sold."), write("b.txt", "No date.")]
    days = [a.published for a in read(names, ReadOptions(published="2020-01-01"))]
    assert days == ["2024-03-05", "2020-01-01"]


def test_undated_article_is_read_or_skipped_as_asked(write):
    name = write("b.txt", "No date.")
    assert [a.published for a in read([name])] == [None]
    reason = "no publication date; pass --published or leave out --skip-undated"
    assert list(read([name], ReadOptions(skip_undated=True))) == [Skipped("b.txt", reason)]


def test_front_matter_gives_metadata_and_stays_in_the_text(write):
    text = (
        '---\ntitle: "Pier sold: who asked?"\ndate: 2024-03-05T08:00:00+01:00\n'
        "publisher: Harbour Times\nauthor: Jo Vane\nurl: https://harbour.example/pier\ndraft: no\n"
        "---\n# Pier\n\nThe pier is sold.\n"
    )
    assert list(read([write("pier.md", text)])) == [
        Article(
            "pier",
            text,
            title="Pier sold: who asked?",
            published="2024-03-05",
            publisher="Harbour Times",
            author="Jo Vane",
            url="https://harbour.example/pier",
        )
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Pier sold\n\nThe board sold it.", "Pier sold"),
        ("Harbour board sells the pier\n\nThe board sold it.", "Harbour board sells the pier"),
        ("The harbour board sold the pier.\n\nNobody was asked.", None),
        ("The harbour board sold the pier\nand nobody was asked.", None),
        ("Harbour Times, 5 March 2024\n\nThe pier is sold.", None),
        ("Harbour board sells the pier\n", None),
    ],
)
def test_title_is_taken_from_a_heading_or_clear_headline_only(write, text, title):
    assert [a.title for a in read([write("pier.md", text)])] == [title]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"The pier\0is sold.", "binary, not text"),
        (bytes(range(1, 32)) * 6, "binary, not text"),
        (b"\xff\xfe\x00\xd8", "binary, or text in no known encoding"),
        (b"x" * 51, "too long: 51 characters; the limit is 50"),
        (b"x" * 201, "too long: more than 200 bytes; up to 50 characters are read"),
    ],
)
def test_unreadable_text_is_skipped_with_its_reason(write, raw, reason):
    name = write("bad.txt", raw)
    assert list(read([name], ReadOptions(max_chars=50))) == [Skipped("bad.txt", reason)]


def test_front_matter_with_a_date_that_is_none_is_skipped(write):
    text = "---\ndate: soon\n---\nThe pier is sold."
    reason = "published 'soon' is no day; write it as YYYY-MM-DD"
    assert list(read([write("pier.md", text)])) == [Skipped("pier.md", reason)]
