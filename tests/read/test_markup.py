import pytest

from kg.read import ReadOptions, read
from kg.records import Article, Skipped

BODY = "The harbour board sold the pier on Monday, its clerk said, and nobody in Vey was asked."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="%s"><title>Pier sold</title>
<link rel="canonical" href="https://harbour.example/pier">
<meta property="og:site_name" content="Harbour Times"><meta name="author" content="Jo Vane">
<meta property="article:published_time" content="2024-03-05T23:30:00-05:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Pier sold</h1><p>{BODY}</p>
<p>“We didn’t ask,” she said. {BODY}</p></article><script>alert(1)</script></body></html>"""

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Times</title>
<item><title>Pier &amp;amp; boat</title><guid>g1</guid><link>https://harbour.example/1</link>
<pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>
<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;Not  &lt;b&gt;he&lt;/b&gt;.&lt;script&gt;x
&lt;/script&gt;&lt;/p&gt;</description></item>
<item><title>Nothing</title></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title>
<entry><title>Pier</title><id>urn:p</id><link href="https://harbour.example/p"/>
<author><name>Jo Vane</name></author><updated>2024-03-06T00:00:00Z</updated>
<published>2024-03-05T00:00:00Z</published><summary>Short.</summary>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_page_gives_its_article_and_metadata(write, charset):
    (article,) = read([write("pier.html", (PAGE % charset).encode(charset))])
    assert article == Article(
        "pier",
        f"Pier sold\n{BODY}\n“We didn’t ask,” she said. {BODY}",
        title="Pier sold",
        published="2024-03-05",
        publisher="Harbour Times",
        author="Jo Vane",
        url="https://harbour.example/pier",
    )


def test_number_on_a_page_is_not_taken_for_its_date(write):
    page = (
        f"<html><body><article><p>{BODY}</p><p>{BODY} It cost 20190412 crowns.</p></article>"
        "<p>© 2011</p></body></html>"
    )
    assert [a.published for a in read([write("pier.html", page)])] == [None]


def test_page_without_article_is_skipped(write):
    assert list(read([write("pier.html", "<html><body></body></html>")])) == [
        Skipped("pier.html", "no article text found in this page")
    ]


def test_rss_entries_are_articles_with_the_day_as_written(write):
    assert list(read([write("feed.rss", RSS)])) == [
        Article(
            "g1",
            f"{BODY}\nNot he.",
            title="Pier & boat",
            published="2024-03-05",
            publisher="Harbour Times",
            url="https://harbour.example/1",
        ),
        Skipped("feed.rss: entry 2", "empty: no content and no summary"),
    ]


def test_atom_content_goes_before_summary_and_published_before_updated(write):
    assert list(read([write("feed.atom", ATOM)])) == [
        Article(
            "urn:p",
            BODY,
            title="Pier",
            published="2024-03-05",
            publisher="Harbour Times",
            author="Jo Vane",
            url="https://harbour.example/p",
        )
    ]


def test_xml_that_is_no_feed_is_skipped(write):
    assert list(read([write("a.xml", "<a><b/></a>"), write("b.xml", "")])) == [
        Skipped("a.xml", "neither RSS nor Atom"),
        Skipped("b.xml", "empty"),
    ]


def test_feed_that_breaks_off_gives_what_it_has_and_says_so(write):
    first, last = read([write("feed.rss", RSS[: RSS.index("<item><title>Nothing")])])
    assert isinstance(first, Article)
    assert (last.place, last.reason.startswith("malformed after entry 1")) == ("feed.rss", True)


def test_feed_that_spells_a_file_name_does_not_open_it(write):
    write("secret.rss", RSS)
    assert list(read([write("feed.rss", "secret.rss")])) == [
        Skipped("feed.rss", "neither RSS nor Atom")
    ]


def test_large_files_that_are_read_whole_have_a_limit(write):
    names = [write("a.html", PAGE), write("b.rss", RSS)]
    assert list(read(names, ReadOptions(max_bytes=100))) == [
        Skipped("a.html", "too long: more than 100 bytes"),
        Skipped("b.rss", "too long: more than 100 bytes"),
    ]
