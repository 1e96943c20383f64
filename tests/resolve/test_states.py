"""Which names are countries, and which only look like it."""

from __future__ import annotations

import pytest

from kg.resolve.states import country


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ukraine", "Ukraine"),
        ("Ukrainian", "Ukraine"),
        ("Ukrainians", "Ukraine"),
        ("Tehran", "Iran"),
        ("United States", "United States"),
        ("U.S.", "United States"),
        ("UK", "United Kingdom"),
        ("South Korean", "South Korea"),
        ("São Tomé and Príncipe", "São Tomé and Príncipe"),
        ("polish", None),
        ("us", None),
        ("Iron", None),  # Iran, in some language
        ("Columbia", None),  # the university, the river, the district
        ("Rossi", None),  # Russia, in some language
    ],
)
def test_countries_are_known_by_english_names(name: str, expected: str | None) -> None:
    assert country(name) == expected
