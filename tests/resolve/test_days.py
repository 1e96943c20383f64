import pytest

from kg.resolve.days import expressions

PUBLISHED = "2031-05-14"  # a Wednesday


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "2031-05-12"),
        ("on Wednesday", "2031-05-14"),
        ("last Wednesday", "2031-05-07"),
        ("next Friday", "2031-05-16"),
        ("yesterday", "2031-05-13"),
        ("last night", "2031-05-13"),
        ("this morning", "2031-05-14"),
        ("on the 9th", "2031-05-09"),
        ("on the 30th", "2031-04-30"),
        ("on March 3", "2031-03-03"),
        ("on 3 March", "2031-03-03"),
        ("on Dec. 24", "2030-12-24"),
        ("on 11 June 2029", "2029-06-11"),
        ("on June 11, 2029", "2029-06-11"),
        ("on 2029-06-11", "2029-06-11"),
        ("last month", "2031-04"),
        ("in June", "2030-06"),
        ("last year", "2030"),
        ("in 2019", "2019"),
        ("in June of 2029", "2029-06"),
        ("as recently as March", "2031-03"),
        ("as late as 2019", "2019"),
        ("in a 2019 report", "2019"),
        ("in the spring of 2019", "2019"),
        ("in an August speech", "2030-08"),
        ("on the 9th, adding", "2031-05-09"),
        ("on the 9th telling", "2031-05-09"),
        ("Three days ago", "2031-05-11"),
        ("a week ago", "2031-05-07"),
    ],
)
def test_date_is_worked_out_from_the_day_of_publication(words, value):
    assert [one.value for one in expressions(f"Ada said {words} that.", PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("A day later", "2031-05-04"),
        ("Two days before", "2031-05-01"),
        ("The same evening", "2031-05-03"),
        ("The next day", "2031-05-04"),
    ],
)
def test_relative_date_counts_from_the_one_before(words, value):
    text = f"Ada left on 3 May. {words} she wrote."
    assert [one.value for one in expressions(text, PUBLISHED)] == ["2031-05-03", value]


@pytest.mark.parametrize(
    "words", ["last week", "earlier", "recently", "on the 5th floor", "May I", "a may"]
)
def test_vague_words_are_no_date(words):
    assert expressions(f"Ada said {words} that.", PUBLISHED) == []


def test_without_day_of_publication_only_full_dates_are_known():
    text = "Ada said on Monday, on 3 May and on 3 May 2030 that."
    assert [one.value for one in expressions(text, None)] == [None, None, "2030-05-03"]


def test_day_that_a_month_has_not_is_unknown():
    assert [one.value for one in expressions("Ada left on 31 June 2030.", PUBLISHED)] == [None]
