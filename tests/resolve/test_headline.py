import pytest

from kg.resolve.mentions import find

BODY = (
    "\n\nMayor Ada Brenk said on Monday that Joss Velm had closed the mill of the Orvane Grain"
    " Company. The moderator asked Velm why, and the River Board kept silent."
)


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Angry Brenk Blames Velm Over Closed Mill", ["Brenk", "Velm"]),
        ("Moderator Asks Ada Brenk Whether Mill Closed", ["Ada Brenk"]),
        ("Orvane Grain Company Keeps Quiet About Closed Mill", ["Orvane Grain Company"]),
        ("River Deserves Better Than Closed Mills", ["River"]),
        ("Company Town Fears Closed Mills Forever", []),
    ],
)
def test_a_headline_in_capitals_names_whom_the_text_below_names(language, headline, names):
    doc = language(headline + BODY)
    end = len(headline)
    found = [one for one in find(doc) if one.form == "name" and one.span.start < end]
    assert [one.text for one in sorted(found, key=lambda one: one.span)] == names


def test_a_first_sentence_is_no_headline(language):
    doc = language("Tilda Morn of the mill was tired." + BODY)
    assert "Tilda Morn" in [one.text for one in find(doc)]
