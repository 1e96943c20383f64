import pytest

from kg.link.numbers import figures


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("forty-one families", {41}),
        ("At least 41 people", {41}),
        ("two hundred and five", {205}),
        ("nineteen and five", {19, 5}),
        ("200 million euros", {2e8}),
        ("£1.3bn in 2019", {1.3e9, 2019}),
        ("a dozen trainers", {12}),
        ("5,000 cycles", {5000}),
        ("one of them", set()),
        ("no figure at all", set()),
    ],
)
def test_figures_are_values_however_they_are_written(text, values):
    assert figures(text) == values
