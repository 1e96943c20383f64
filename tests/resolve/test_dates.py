from drafts import drafted

from kg.records import Day, Span
from kg.resolve.dates import uttered
from kg.resolve.dating import Dating
from kg.resolve.occasions import Occasions


def said(language, marked, published="2031-05-14"):
    article, statements = drafted(marked, published)
    return article.text, uttered(article, language(article.text), statements)


def test_day_beside_the_cue_is_the_statements(language):
    text, days = said(language, "[s ada|Ada Brenk] [c|said] on Monday that [t|the mill is shut].")
    at = text.index("Monday")
    assert days == [Day("2031-05-12", Span(at, at + len("Monday")))]


def test_day_inside_the_content_is_not_the_statements(language):
    _, days = said(language, "[s ada|Ada Brenk] [c|said] that [t|the mill was shut on Monday].")
    assert days == [None]


def test_speech_goes_on_in_the_paragraph_on_the_same_day(language):
    _, days = said(
        language,
        "[s1 ada|Ada Brenk] [c1|said] on Monday that [t1|the mill is shut]. "
        "[t2|The river is low], [s2 ada|she] [c2|added].",
    )
    assert [day.value for day in days] == ["2031-05-12", "2031-05-12"]


def test_nobody_says_when(language):
    _, days = said(language, "[s ada|Ada Brenk] [c|said] that [t|the mill is shut].")
    assert days == [None]


def test_speaker_keeps_the_day_in_the_next_paragraph(language):
    _, days = said(
        language,
        "[s1 ada|Ada Brenk] [c1|told] reporters on Monday that [t1|the mill is shut].\n\n"
        '"[t2|The river is low and it will not rise]," [s2 ada|Brenk] [c2|added].',
    )
    assert [day.value for day in days] == ["2031-05-12", "2031-05-12"]


def test_another_date_beside_the_cue_ends_the_occasion(language):
    _, days = said(
        language,
        "[s1 ada|Ada Brenk] [c1|said] on Monday that [t1|the mill is shut]. "
        "[s2 ben|Ben Roe] [c2|said] on Tuesday that [t2|the river is low].",
    )
    assert [day.value for day in days] == ["2031-05-12", "2031-05-13"]


def test_one_who_was_accused_answers_the_accusation(language):
    article, statements = drafted(
        "[s1 ada|Ada Brenk] [c1|accused] on Monday [t1 ben|Ben Roe of theft]. "
        "[s2 ben|Roe] [c2|denied] [t2|the charge].",
    )
    relations = Occasions(Dating(article, language(article.text), statements)).relations[1]
    found = [(one.name, one.other) for one in relations]
    assert found == [("before", 0), ("lead", 0), ("answers", 0)]


def test_quotation_that_goes_on_without_a_cue_is_of_the_same_day(language):
    _, days = said(
        language,
        "[s1 mill|The mill] [c1|said] on the 9th [t1|that the river was clean]."
        " [s2 mill|][t2|“We reject another slander by the town,”] and left.",
    )
    assert [one and one.value for one in days] == ["2031-05-09"] * 2


def test_the_nth_before_a_word_of_saying_is_a_day(language):
    marked = "[s mill|The mill] [c|issued a statement on the 9th saying] [t|the river was clean]."
    _, (day,) = said(language, marked)
    assert day is not None and day.value == "2031-05-09"
