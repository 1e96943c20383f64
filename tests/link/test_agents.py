import random
from dataclasses import replace

import pytest

from kg.link.agents import identify
from kg.records import Actor, Agent, Article, Decision, Reading, mint

PERSON, BODY, STATE, GROUP = "person", "organisation", "state", "group"


def article(name, *actors):
    """A reading whose actors are (name, kind) or (name, kind, alias, ...)."""
    made = tuple(
        Actor(actor_id(name, one[0], number), one[0], one[1], tuple(sorted(one[2:])))
        for number, one in enumerate(actors)
    )
    return Reading(Article(name, ""), tuple(sorted(made, key=lambda actor: actor.id)), ())


def actor_id(name, called, number=0):
    return mint(name, called, str(number))


def told(readings, decisions=(), names=()):
    """Per agent the "NAME in ARTICLE" that it joins, in order."""
    _, identifications = identify(readings, decisions, names)
    place = {a.id: f"{a.name} in {one.article.id}" for one in readings for a in one.actors}
    found = {}
    for one in identifications:
        found.setdefault(one.agent, []).append(place[one.actor])
    return sorted(sorted(places) for places in found.values())


def reasons(readings, **given):
    """The score and reason of each actor, by article."""
    _, identifications = identify(readings, **given)
    home = {actor.id: one.article.id for one in readings for actor in one.actors}
    return {home[one.actor]: (one.score, one.reason) for one in identifications}


# --- people ----------------------------------------------------------------------------------


def test_one_name_in_two_articles_is_one_agent():
    first = article("mill", ("Ada Brenk", PERSON, "the miller"))
    second = article("fire", ("ADA BRENK", PERSON))
    agents, identifications = identify([first, second])
    (agent,) = agents
    assert agent == Agent(agent.id, "ADA BRENK", PERSON, ("Ada Brenk", "the miller"))
    assert {(one.agent, one.score, one.reason) for one in identifications} == {
        (agent.id, 1.0, "the same name")
    }


def test_another_transliteration_joins_with_score_and_reason():
    readings = [
        article("east", ("Aliaksandr Lukashenka", PERSON)),
        article("west", ("Alexander Lukashenko", PERSON)),
    ]
    assert reasons(readings) == {
        "east": (1.0, "the same name"),
        "west": (
            0.75,
            "Alexander Lukashenko and Aliaksandr Lukashenka: two spellings of one name",
        ),
    }


def test_two_spellings_in_one_article_are_two_people():
    readings = [
        article("a", ("Dmitri Veresnev", PERSON), ("Dmitry Veresnev", PERSON)),
        article("b", ("Dmitri Veresnev", PERSON)),
    ]
    assert told(readings) == [
        ["Dmitri Veresnev in a", "Dmitri Veresnev in b"],
        ["Dmitry Veresnev in a"],
    ]


def test_an_initial_that_fits_two_people_joins_neither():
    readings = [
        article("a", ("J. Marrable", PERSON)),
        article("b", ("Josephine Marrable", PERSON)),
        article("c", ("Jonas Marrable", PERSON)),
    ]
    assert len(told(readings)) == 3
    assert len(told(readings[:2])) == 1


def test_people_who_share_but_a_surname_stay_apart():
    readings = [
        article("a", ("Arne Brandvold", PERSON)),
        article("b", ("Xochitl Brandvold", PERSON)),
    ]
    assert len(told(readings)) == 2


def test_lone_surname_is_its_only_bearer():
    readings = [article("a", ("Oskar Veldrin", PERSON)), article("b", ("Veldrin", PERSON))]
    assert reasons(readings)["b"] == (0.75, "Veldrin and Oskar Veldrin: the only bearer")


def test_lone_surname_joins_more_surely_where_the_articles_share_somebody():
    readings = [
        article("a", ("Oskar Veldrin", PERSON), ("Ada Brenk", PERSON)),
        article("b", ("Veldrin", PERSON), ("Ada Brenk", PERSON)),
    ]
    _, found = identify(readings)
    assert (
        0.85,
        "Veldrin and Oskar Veldrin: the only bearer, and both articles speak of Ada Brenk",
    ) in {(one.score, one.reason) for one in found}


def test_lone_surname_of_two_bearers_joins_neither():
    readings = [
        article("a", ("Arne Brandvold", PERSON)),
        article("b", ("Xochitl Brandvold", PERSON)),
        article("c", ("Brandvold", PERSON)),
    ]
    assert len(told(readings)) == 3


def test_lone_surname_beside_a_bearer_joins_no_other_one_either():
    readings = [
        article("a", ("Arne Brandvold", PERSON), ("Brandvold", PERSON)),
        article("b", ("Xochitl Brandvold", PERSON)),
    ]
    assert told(readings) == [
        ["Arne Brandvold in a"],
        ["Brandvold in a"],
        ["Xochitl Brandvold in b"],
    ]


def test_surname_stands_before_junior():
    readings = [
        article("a", ("Arne Brandvold Jr.", PERSON)),
        article("b", ("Brandvold", PERSON)),
    ]
    assert told(readings) == [["Arne Brandvold Jr. in a", "Brandvold in b"]]


def test_lone_first_name_never_joins():
    readings = [
        article("a", ("Zeynep Kowalczyk", PERSON)),
        article("b", ("Zeynep", PERSON)),
        article("c", ("Zeynep", PERSON)),
    ]
    assert len(told(readings)) == 3
    assert len(told([article("a", ("Maria", PERSON)), article("b", ("Maria", PERSON))])) == 2


def test_lone_surnames_without_a_bearer_join_where_the_articles_share_somebody():
    readings = [
        article("a", ("Veldrin", PERSON), ("Ada Brenk", PERSON)),
        article("b", ("Veldrin", PERSON), ("Ada Brenk", PERSON)),
        article("c", ("Veldrin", PERSON)),
    ]
    assert ["Veldrin in a", "Veldrin in b"] in told(readings)
    assert ["Veldrin in c"] in told(readings)


def test_unnamed_actors_never_join():
    readings = [
        article("a", ("two aides", GROUP), ("a source", PERSON)),
        article("b", ("two aides", GROUP), ("a source", PERSON)),
    ]
    assert len(told(readings)) == 4
    assert set(reasons(readings).values()) == {(1.0, "an unnamed actor of one article")}


# --- bodies and kinds ------------------------------------------------------------------------


def test_person_and_company_of_one_word_stay_apart():
    readings = [article("a", ("Veldrin", PERSON)), article("b", ("Veldrin", BODY))]
    assert len(told(readings)) == 2


def test_full_name_taken_for_a_body_once_is_still_the_persons():
    readings = [article("a", ("Ada Brenk", PERSON)), article("b", ("Ada Brenk", BODY))]
    (agent,), _ = identify(readings)
    assert agent.kind == PERSON


def test_company_joins_its_name_with_legal_form():
    readings = [
        article("a", ("Orvane Minerals Ltd", BODY)),
        article("b", ("Orvane Minerals", BODY)),
    ]
    assert reasons(readings)["b"] == (
        0.95,
        "Orvane Minerals and Orvane Minerals Ltd: one name but for its legal form",
    )


def test_short_form_joins_the_body_that_an_article_calls_so():
    readings = [
        article("a", ("Orvane Minerals", BODY, "Orvane")),
        article("b", ("Orvane", BODY)),
        article("c", ("Halden Minerals", BODY)),
        article("d", ("Halden", BODY)),
    ]
    assert told(readings) == [
        ["Halden Minerals in c"],
        ["Halden in d"],
        ["Orvane Minerals in a", "Orvane in b"],
    ]


def test_state_joins_its_full_form():
    readings = [
        article("a", ("Republic of Tavoria", STATE, "Tavoria", "Tavorian")),
        article("b", ("Tavoria", STATE)),
        article("c", ("Zerovia", STATE)),
    ]
    assert told(readings) == [
        ["Republic of Tavoria in a", "Tavoria in b"],
        ["Zerovia in c"],
    ]


def test_acronym_is_the_only_body_with_those_initials():
    readings = [article("a", ("League of Coastal States", BODY)), article("b", ("LCS", BODY))]
    assert len(told(readings)) == 1
    rival = article("c", ("Lakeland Chess Society", BODY))
    assert len(told([*readings, rival])) == 3


def test_office_that_every_country_has_joins_only_within_one_affair():
    ministry = ("Foreign Ministry", BODY)
    readings = [
        article("a", ministry, ("Tavoria", STATE)),
        article("b", ministry, ("Tavoria", STATE)),
        article("c", ministry, ("Sembria", STATE)),
        article("d", ministry, ("Tavoria", STATE), ("Sembria", STATE)),
        article("e", ministry, ("Ada Brenk", PERSON)),
        article("f", ministry, ("Ada Brenk", PERSON)),
    ]
    found = [one for one in told(readings) if one[0].startswith("Foreign")]
    assert found == [
        ["Foreign Ministry in a", "Foreign Ministry in b"],
        ["Foreign Ministry in c"],
        ["Foreign Ministry in d"],
        ["Foreign Ministry in e", "Foreign Ministry in f"],
    ]


# --- decisions and lists ---------------------------------------------------------------------

SMITHS = [article(name, ("John Smith", PERSON)) for name in ("bank", "bakery", "ballet")]


def test_merge_joins_what_names_do_not_tell():
    readings = [article("a", ("Ada Brenk", PERSON)), article("b", ("The Miller", PERSON))]
    assert len(told(readings)) == 2
    decision = Decision("merge", ("Ada Brenk", "the miller"))
    assert reasons(readings, decisions=[decision])["b"] == (
        1.0,
        "The Miller and Ada Brenk: a user's decision",
    )


def test_merge_by_id_joins_unnamed_actors():
    readings = [article("a", ("an aide", PERSON)), article("b", ("a source", PERSON))]
    ids = (actor_id("a", "an aide"), actor_id("b", "a source"))
    assert len(told(readings, [Decision("merge", ids)])) == 1


def test_split_keeps_two_names_apart():
    readings = [
        article("a", ("Ana Cankali", PERSON)),
        article("b", ("Ana Tsankali", PERSON)),
    ]
    assert len(told(readings)) == 1
    assert len(told(readings, [Decision("split", ("Ana Cankali", "Ana Tsankali"))])) == 2


def test_split_by_article_takes_a_namesake_out():
    decision = Decision("split", ("John Smith", "ballet"))
    assert told(SMITHS, [decision]) == [
        ["John Smith in bakery", "John Smith in bank"],
        ["John Smith in ballet"],
    ]
    assert len({agent.id for agent in identify(SMITHS, [decision])[0]}) == 2


def test_split_by_actor_takes_a_namesake_out():
    decision = Decision("split", (actor_id("ballet", "John Smith"), "John Smith"))
    assert len(told(SMITHS, [decision])) == 2


def test_split_also_parts_what_a_third_name_would_join():
    readings = [
        article("a", ("Ana Cankali", PERSON)),
        article("b", ("Ana Tsankali", PERSON)),
        article("c", ("Ana Czankali", PERSON)),
    ]
    found = told(readings, [Decision("split", ("Ana Cankali", "Ana Tsankali"))])
    assert not any({"Ana Cankali in a", "Ana Tsankali in b"} <= set(one) for one in found)


def test_split_wins_over_merge():
    decisions = [
        Decision("merge", ("Ada Brenk", "Joss Velm")),
        Decision("merge", ("Joss Velm", "Ines Kovar")),
        Decision("split", ("Ada Brenk", "Ines Kovar")),
    ]
    readings = [article("a", *((n, PERSON) for n in ("Ada Brenk", "Joss Velm", "Ines Kovar")))]
    assert len(told(readings, decisions)) == 2


def test_decision_about_nobody_changes_nothing():
    decisions = [Decision("merge", ("Nobody", "")), Decision("split", ("bank", "bakery"))]
    assert identify(SMITHS, decisions) == identify(SMITHS)


LIST = Agent(
    "https://example.org/1", "Ada Brenk", PERSON, ("Miller B.",), ("https://example.org/1",)
)


def test_list_joins_its_names_and_says_whom_they_mean():
    readings = [article("a", ("Ada Brenk", PERSON)), article("b", ("Miller B", PERSON))]
    (agent,), _ = identify(readings, names=[LIST])
    assert agent.same_as == ("https://example.org/1",)
    assert agent.aliases == ("Miller B", "Miller B.")
    assert identify(readings[:1])[0][0].id == agent.id


def test_list_knows_other_spellings_of_its_names():
    lukashenko = Agent(
        "https://example.org/2", "Alexander Lukashenko", PERSON, (), ("https://x/2",)
    )
    (agent,), _ = identify([article("a", ("Aliaksandr Lukashenka", PERSON))], names=[lukashenko])
    assert (agent.name, agent.same_as) == ("Aliaksandr Lukashenka", ("https://x/2",))


def test_two_entries_of_a_list_stay_two_agents():
    other = replace(LIST, id="https://example.org/3", name="Ada M. Brenk", aliases=(), same_as=())
    readings = [article("a", ("Ada Brenk", PERSON)), article("b", ("Ada M. Brenk", PERSON))]
    assert len(told(readings)) == 1
    assert len(told(readings, names=[LIST, other])) == 2


def test_entries_nobody_speaks_of_are_no_agents():
    assert identify([], names=[LIST]) == ((), ())


# --- the whole -------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_agents_do_not_depend_on_the_order(seed):
    names = ("J. Marrable", "Josephine Marrable", "Jo Marrable", "Marrable", "Ana Cankali")
    names += ("Ana Tsankali", "Foreign Ministry", "LCS", "League of Coastal States", "two aides")
    chance = random.Random(seed)
    readings = [
        article(str(n), *((one, PERSON) for one in chance.sample(names, 4))) for n in range(12)
    ]
    decisions = [
        Decision("split", ("Ana Cankali", "Ana Tsankali")),
        Decision("merge", ("LCS", "Marrable")),
    ]
    before = identify(readings, decisions, [LIST])
    chance.shuffle(readings)
    assert identify(readings, decisions[::-1], [LIST]) == before


def test_every_actor_is_one_agent():
    readings = [article("a", ("Ada Brenk", PERSON), ("?!", PERSON), ("", GROUP))]
    agents, found = identify(readings)
    assert [one.actor for one in found] == sorted(a.id for a in readings[0].actors)
    assert {one.agent for one in found} == {agent.id for agent in agents}
