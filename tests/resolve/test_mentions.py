import pytest

from kg.resolve.mentions import find


def found(language, text, form="name"):
    return [one for one in find(language(text)) if one.form == form]


def test_name_comes_without_its_title_and_with_its_gender(language):
    (mention,) = found(language, "On Monday Mrs Ada Brenk resigned.")
    assert (mention.text, mention.name) == ("Mrs Ada Brenk", "Ada Brenk")
    assert (mention.roles, mention.kind, mention.gender) == (("mrs",), "person", "female")


def test_role_before_a_name_makes_it_a_persons(language):
    (mention,) = found(language, "The miners trusted energy minister Oskar Veldrin.")
    assert (mention.name, mention.kind, mention.roles[-1]) == (
        "Oskar Veldrin",
        "person",
        "minister",
    )


def test_legal_form_makes_a_name_a_bodys(language):
    (mention,) = found(language, "The plant belongs to Orvane Minerals Ltd now.")
    assert (mention.name, mention.kind) == ("Orvane Minerals Ltd", "organisation")


def test_an_ending_that_owns_nothing_belongs_to_the_name(language):
    text = "In March St Brigid's denied it. In May St Brigid's nurses left."
    assert [one.name for one in found(language, text)] == ["St Brigid's", "St Brigid"]


def test_a_body_may_have_two_concerns_in_its_name(language):
    (mention,) = found(language, "They wrote to the River and Earth Agency.")
    assert mention.name == "River and Earth Agency"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Minister of State Ada F. Brenk.", ["Minister of State", "Ada F. Brenk"]),
        ("Ada Brenk rose. They jeered at Rotten Ada Brenk.", ["Ada Brenk", "Ada Brenk"]),
        ("The Committee for a Better Varn met.", ["Committee for a Better Varn"]),
        ("The Center for Better Roads met.", ["Center for Better Roads"]),
        ("They met Dean Baker again.", ["Dean Baker"]),
        ("They feared Democratic gains.", []),
        ("Nothing of it seems true.", []),
        ("The envoy Han Bo-reum denied it.", ["Han Bo-reum"]),
        ("Tavoria Party-led towns denied it.", ["Tavoria Party"]),
    ],
)
def test_names_begin_and_end_where_they_should(language, text, names):
    assert [one.name for one in find(language(text)) if one.form != "pronoun"] == names


@pytest.mark.parametrize("day", ["Monday", "March", "Easter"])
def test_days_and_months_are_no_names(language, day):
    assert found(language, f"The mill burned on {day}.") == []


def test_pronouns_have_gender_number_and_person(language):
    text = "He saw her, and they told us."
    told = [(m.name, m.gender, m.plural, m.person) for m in found(language, text, "pronoun")]
    assert told == [
        ("he", "male", False, 3),
        ("her", "female", False, 3),
        ("they", None, True, 3),
        ("us", None, True, 1),
    ]


def test_description_has_the_complement_that_belongs_to_it(language):
    (mention,) = found(language, "Two sources in the police spoke.", "description")[:1]
    assert mention.name == "two sources in the police"
    assert mention.plural and not mention.definite


def test_things_are_nobody(language):
    assert find(language("The bridge collapsed into a river.")) == []


def test_mentions_lie_in_text_order_with_their_words(language):
    text = "Ada Brenk, the mayor of Lower Varn, said she had warned Orvane."
    mentions = find(language(text))
    assert [m.first for m in mentions] == sorted(m.first for m in mentions)
    assert all(m.span.of(text) == m.text for m in mentions)


def test_empty_text_mentions_nobody(language):
    assert find(language("")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Citizens for Clean Rivers sued. The mill laughed.", ["Citizens for Clean Rivers"]),
        ("The mill laughed at Doctors for Clean Air.", ["Doctors for Clean Air"]),
        ("The mill thanked Voters for Ada Brenk.", ["Voters", "Ada Brenk"]),
        ("The mill thanked voters for Clean Air Day.", ["Clean Air Day"]),
    ],
)
def test_people_and_what_they_want_may_be_a_bodys_name(language, text, names):
    assert [one.text for one in found(language, f"It rained.\n\n{text}")] == names
