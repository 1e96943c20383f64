import pytest

from kg.read.dates import named_day


@pytest.mark.parametrize(
    ("identifier", "url", "expected"),
    [
        ("harbour-strike-2024-03-05", None, "2024-03-05"),
        ("archive/2024-03-05/harbour", None, "2024-03-05"),
        ("harbour", "https://news.example/2024/03/05/harbour.html", "2024-03-05"),
        ("2024-03-05-to-2024-03-09", None, None),
        ("harbour-2024-13-05", None, None),
        ("case-12024-03-051", None, None),
        ("harbour", "https://news.example/harbour", None),
    ],
)
def test_day_in_a_name_is_taken_if_it_is_the_only_one(identifier, url, expected):
    assert named_day(identifier, url) == expected
