import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from harbour import GULL, LINKED, READINGS, Memory

from kg.export import story
from kg.export.selection import Selection
from kg.records import Agent, Reading

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`&amp;\u202e\x00"


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each kind of them."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.open = [], {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def all(self, tag):
        return [given for name, given in self.elements if name == tag]


def told(store=None, script="run()"):
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        part = story._part
        patch.setattr(
            story, "_part", lambda name: script if name == "built/story.js" else part(name)
        )
        story.write(Selection(store or Memory(), strongest=40), out)
    return out.getvalue().decode()


def test_story_marks_who_said_what_in_the_sentence():
    assert (
        '<mark class="source">Ada Voss</mark> <mark class="cue">said</mark> on Friday that'
        ' <mark class="content">the port hid a leak</mark>. <mark class="evidence">'
        "She showed no proof</mark>."
    ) in told()


def test_story_quotes_what_is_said_of_the_evidence():
    assert (
        '<span class="status unsupported">unsupported</span>'
        ' <mark class="evidence" dir="auto">She showed no proof</mark>'
    ) in told()


def test_story_tells_of_rebuttals_and_their_reason():
    text = " ".join(told().split())
    assert (
        'Rebutted by <a href="#s2"><bdi>Port of Lund</bdi>: it</a>'
        ' <span class="quiet">(denies what it is accused of)</span>'
    ) in text


def test_statement_says_what_it_is_filtered_by():
    found = {
        given["id"]: (json.loads(given["data-telling"]), given["data-agents"].split())
        for given in Page(told()).all("div")
        if given.get("class") == "statement"
    }
    assert found == {
        "s1": (["2031-05-02", "2031-05-02", 0.8], ["agent/voss", "agent/port"]),
        "s2": (["2031-05-03", "2031-05-03", 0.7], ["agent/port"]),
        "s3": (["2031-05-01", "2031-05-01", 0.8], ["agent/voss", "agent/quay", "agent/port"]),
        "s4": ([None, None, 0.0], []),
    }


def test_every_link_of_the_picture_leads_to_a_statement():
    page = Page(told())
    ids = {given["id"] for given in page.all("div") if "id" in given}
    agents = [given for given in page.all("a") if given.get("class") == "agent"]
    assert len(agents) == 3
    assert {given["href"].removeprefix("#") for given in agents} <= ids


def test_policy_lets_only_the_own_style_and_script_run():
    page = Page(told())
    policy = next(
        given["content"]
        for given in page.all("meta")
        if given.get("http-equiv") == "Content-Security-Policy"
    )
    for tag in ("style", "script"):
        digest = hashlib.sha256("".join(page.texts[tag]).encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


def test_page_loads_nothing():
    text = told()
    loading = {"src", "srcset", "data"}
    assert not [given for _, given in Page(text).elements if loading & given.keys()]
    assert not Page(text).all("link")
    assert "url(" not in text and "@import" not in text


def test_hostile_text_stays_text():
    article = replace(
        GULL, text=GULL.text.replace("on Friday", EVIL), title=EVIL, publisher=EVIL, url=EVIL
    )
    moved = len(EVIL) - len("on Friday")
    statements = tuple(
        replace(one, sentence=one.sentence._replace(end=one.sentence.end + moved))
        for one in READINGS[0].statements[:1]
    )
    readings = (Reading(article, READINGS[0].actors, statements), READINGS[1])
    linked = replace(
        LINKED,
        agents=tuple(Agent(one.id, EVIL, one.kind, (EVIL,)) for one in LINKED.agents),
        claims=tuple(
            replace(one, text=EVIL, statements=tuple(s for s in one.statements if s != "s2"))
            for one in LINKED.claims
        ),
        links=LINKED.links[1:],
    )
    text = told(Memory(readings, linked))
    page = Page(text)
    assert "".join(page.texts["script"]) == "run()"
    assert not page.all("img")
    assert not [given for _, given in page.elements if any(name[:2] == "on" for name in given)]
    assert "\u202e" not in text and "\x00" not in text
    assert EVIL.split("&")[0] in "".join(page.texts["h3"])


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.test", "file:///"]
)
def test_only_addresses_of_the_web_are_linked_to(url):
    readings = (replace(READINGS[0], article=replace(GULL, url=url)), READINGS[1])
    hrefs = [given["href"] for given in Page(told(Memory(readings))).all("a")]
    assert all(href.startswith("#") for href in hrefs)


def test_without_the_built_script_the_page_is_whole_but_for_filters():
    text = told(script="")
    page = Page(text)
    assert not page.all("form")
    assert len([given for given in page.all("div") if given.get("class") == "statement"]) == 4
    assert len(page.all("svg")) == 1


def test_story_of_nothing_is_a_page():
    out = io.BytesIO()
    assert story.write(Selection(Memory(), kept=(), strongest=9), out) == {
        "statements": 0,
        "relations": 0,
    }
    assert re.search(r"0 statements of\s+0 articles", out.getvalue().decode())
