import pytest

from kg.resolve.clusters import Coreference
from kg.resolve.mentions import find


def meant(language, text, description):
    """The name of whom the description's last occurrence means, None for nobody."""
    doc = language(text)
    coreference = Coreference(doc, find(doc))
    at = text.rindex(description)
    numbers = [n for n, one in enumerate(coreference.mentions) if one.span.start == at]
    found = coreference.of.get(numbers[0])
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        (
            "Ada Brenk, the mayor, met Joss Velm. The mayor said it rains.",
            "The mayor",
            "Ada Brenk",
        ),
        (
            "The Oversight Authority fined Orvane. The authority said it rains.",
            "The authority",
            "Oversight Authority",
        ),
        (
            "Governor Ada Brenk met deputy governor Joss Velm. The governor said it rains.",
            "The governor",
            "Ada Brenk",
        ),
        (
            "Ada Brenk and Joss Velm sued. Brenk's lawyer left. Velm's lawyer said it rains.",
            "Velm's lawyer",
            "Velm's lawyer",
        ),
        (
            "Governor Ada Brenk met Joss Velm. The surgeon said it rains.",
            "The surgeon",
            None,
        ),
    ],
)
def test_description_means_who_was_called_so(language, text, description, name):
    assert meant(language, text, description) == name
