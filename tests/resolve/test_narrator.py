from dataclasses import replace

import pytest
from drafts import drafted

from kg.resolve import resolve

COLUMN = (
    "I grew up in Orvane.\n\n[s|I] [c|believe] [t|the mill was closed for nothing]. My father"
    " worked there.\n\nWhen I ask, nobody answers me.\n\n"
)


def speaker(language, marked, author=None):
    article, drafts = drafted(marked)
    article = replace(article, author=author)
    reading = resolve(article, language(article.text), [one.attribution for one in drafts])
    names = {one.id: one.name for one in reading.actors}
    (statement,) = reading.statements
    return names.get(statement.speaker.actor) if statement.speaker else None


@pytest.mark.parametrize("author", ["Ada Brenk", "By Ada Brenk, Orvane Herald", "Ada M. Brenk"])
def test_an_author_known_from_the_articles_data_is_its_narrator(language, author):
    assert speaker(language, COLUMN, author).endswith("Brenk")


@pytest.mark.parametrize("author", ["Orvane Herald staff", "Ada Brenk and Joss Velm", "newsroom"])
def test_what_is_no_one_persons_name_is_no_narrator(language, author):
    assert speaker(language, COLUMN, author) is None


def test_a_note_at_the_end_tells_who_the_narrator_is(language):
    note = "Ada Brenk is a teacher and the author of two books on mills."
    assert speaker(language, COLUMN + note) == "Ada Brenk"


def test_a_byline_tells_who_the_narrator_is(language):
    assert speaker(language, "By Ada Brenk\n\n" + COLUMN) == "Ada Brenk"


def test_without_either_nobody_is_named(language):
    assert speaker(language, COLUMN) is None


@pytest.mark.parametrize(
    "marked",
    [
        "Velm wrote:\n\n[s|I] [c|believe] [t|the mill is safe]. I saw it.\n\nMy men did.",
        "HOST: I ask.\n\nVELM: [s|I] [c|believe] [t|the mill is safe].\n\nHOST: I see my guest.",
        '"I was there. [s|I] [c|believe] [t|it is safe]," he wrote.\n\n"I saw it."\n\n"My men."',
    ],
)
def test_somebody_quoted_is_not_the_author(language, marked):
    assert speaker(language, marked, "Ada Brenk") != "Ada Brenk"
