import pytest
from drafts import resolved

from kg.records import Article, Attribution, Span
from kg.resolve import resolve


@pytest.fixture
def via(language):
    """The names of the relays of each statement of a marked text, nearest first."""

    def names(marked, publisher=None):
        statements, called = resolved(language, marked, publisher)
        return [[called[one.actor] for one in s.via] for s in statements]

    return names


def test_agency_that_reported_it_is_a_relay(via):
    marked = "[s|Ada Roan] [c|said] [t|the dam was safe], the Brackwell Gazette reported."
    assert via(marked) == [["Brackwell Gazette"]]


def test_according_to_a_paper_is_a_relay_beside_a_speaker(via):
    marked = "[s|Ada Roan] [c|said] [t|the dam was safe], according to the Brackwell Gazette."
    assert via(marked) == [["Brackwell Gazette"]]


def test_who_speaks_beside_a_statement_relays_nothing(via):
    marked = "Tom Birch told the crowd, [s|who] could [c|guess] [t|whom he meant], and left."
    assert via(marked) == [[]]


def test_lawyer_through_whom_somebody_speaks_is_a_relay(via):
    marked = "Through his lawyer, Lena Okafor, [s|Tom Birch] [c|denied] [t|the theft]."
    assert via(marked) == [["Lena Okafor"]]


def test_paper_that_was_told_is_a_relay(via):
    assert via("[s|Tom Birch] [c|told] the Brackwell Gazette [t|he would resign].") == [
        ["Brackwell Gazette"]
    ]


def test_publisher_of_the_article_is_no_relay(via):
    marked = "[s|Tom Birch] [c|told] the Gazette [t|he would resign]."
    assert via(marked, publisher="Brackwell Gazette") == [[]]


def test_paper_that_speaks_of_itself_is_no_relay(via):
    assert via("[s|Tom Birch] [c|told] this newspaper [t|he would resign].") == [[]]


def test_people_who_were_told_are_no_relays(via):
    assert via("[s|Tom Birch] [c|told] Lena Okafor [t|he would resign].") == [[]]


def test_outer_speaker_relays_the_statement_inside_its_content(language):
    text = "The Brackwell Gazette reported that Tom Birch had said the dam was safe."

    def span(words):
        return (Span(text.index(words), text.index(words) + len(words)),)

    outer = Attribution(
        span("The Brackwell Gazette"),
        span("reported"),
        span("Tom Birch had said the dam was safe"),
        1.0,
    )
    inner = Attribution(span("Tom Birch"), span("had said"), span("the dam was safe"), 1.0)
    reading = resolve(Article("a", text), language(text), [outer, inner])
    called = {actor.id: actor.name for actor in reading.actors}
    assert [[called[one.actor] for one in s.via] for s in reading.statements] == [
        [],
        ["Brackwell Gazette"],
    ]
