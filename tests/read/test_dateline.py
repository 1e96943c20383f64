import pytest

from kg.read.dateline import Dateline, dateline
from kg.read.dates import day

RIGHT = [
    " date 2024-03-05 The pier is sold.",
    "date 2024-03-05\nThe pier is sold.",
    "VEY, March 5, 2024 - The pier is sold.",
    "PORT VEY, Lakeland, 5 March 2024 (Harbour News) — The pier is sold.",
    "PORT VEY (Harbour News), March 5th, 2024 -- The pier is sold.",
    "Vey-on-Sea, 5 March 2024: The pier is sold.",
    "Pier sold\n\nVEY, Mar. 5, 2024 (HN) – The pier is sold.",
    "Pier sold\nHarbour Times, Tuesday 5 March 2024\n\nThe pier is sold.",
    "Pier sold\nBy Jo Vane | Tue, Mar 5, 2024, 10:30 a.m. GMT\nThe pier is sold.",
    "Explainer | Harbour | 5 MARCH 2024\n\nWho sold the pier?",
    "Published: 2024-03-05\n\nThe pier is sold.",
    "First published on 5th of March 2024 at noon\n\nThe pier is sold.",
    "FOR IMMEDIATE RELEASE: March 5, 2024\n\nThe pier is sold.",
    "HARBOUR COURT\nReport of 5 March 2024\nThe pier is sold.",
    "March 5, 2024\n\nThe pier is sold.",
]

NONE = [
    "The pier is sold.",
    "On March 5, 2024 - a Tuesday - the pier was sold.",
    "The pier was sold on March 5, 2024, the clerk said.",
    "March 5, 2024 - The pier is sold.\nMarch 6, 2024 - The clerk leaves.",
    "Since March 5, 2024 the pier has been closed.",
    "Updated: 5 March 2024\nThe pier is sold.",
    "Jo Vane (@jovane), 5 March 2024\nThe pier is sold.",
    "The pier, photographed on 5 March 2024\nIt is sold.",
    "VEY, March 5-7, 2024 - The pier fair opens.",
    "VEY, 30 February 2024 - The pier is sold.",
    "Harbour Times, Monday 5 March 2024\nIt was a Tuesday.",
    "Published: 05/03/2024\nMay or March?",
    "VEY, 5 March (Harbour News) - The pier is sold.",
    "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nPublished: 2024-03-05",
]


@pytest.mark.parametrize("text", RIGHT)
def test_head_states_the_day(text):
    assert dateline(text).day == "2024-03-05"


@pytest.mark.parametrize("text", NONE)
def test_no_day_is_better_than_a_guess(text):
    assert dateline(text) == Dateline()


def test_agency_between_slashes_is_whose_dispatch_it_is():
    text = "VEY, March 5, 2024 /Harbour-Press/. The pier is sold."
    assert dateline(text) == Dateline("2024-03-05", "Harbour-Press")


@pytest.mark.parametrize(
    ("near", "found"),
    [
        ("2024-01-02", "2023-12-30"),
        ("2023-12-30", "2023-12-30"),
        ("2023-11-15", "2023-12-30"),
        ("2023-06-01", None),
    ],
)
def test_day_without_year_needs_a_default_day_close_by(near, found):
    assert dateline("VEY, Dec. 30 (Harbour News) - The pier is sold.", near).day == found


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("2024-03-05", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024/03/05 08:00", "2024-03-05"),
        ("2024-03-05T23:59:59-08:00", "2024-03-05"),
        ("Tue, 05 Mar 2024 23:30:00 -0500", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5 Sept. 2024", "2024-09-05"),
        ("25/3/2024", "2024-03-25"),
        ("3/25/2024", "2024-03-25"),
        ("3/5/2024", None),
        ("2024-13-05", None),
        ("2024-03", None),
        ("March 2024", None),
        ("5 March", None),
        ("yesterday", None),
    ],
)
def test_metadata_day_is_read_as_written(stated, found):
    assert day(stated) == found
