import pytest

from kg.ask import Filters, Party
from kg.ask.agents import Known, agents
from kg.ask.rebuttals import count_rebuttals, rebuttals
from kg.ask.show import Mark, ShownAgent, ShownArticle, ShownClaim, show
from kg.ask.stats import Stats, stats
from kg.ask.timeline import timeline
from kg.errors import AmbiguousName, UnknownName


def pairs(found):
    return [(one.claim.id, one.rebuttal.id, one.score, one.reason) for one in found]


def test_rebuttals_stand_beside_what_they_deny_surest_first(store):
    found = rebuttals(store)
    assert pairs(found) == [
        ("blame", "denial", 0.95, "denies what was said of it"),
        ("blame", "takes-back", 0.9, "takes back its own words"),
        ("blame", "clean", 0.6, "an incompatible account"),
    ]
    assert found[0].rebuttal.who == Party("ag-mill", "Oskar Mills")
    assert found[0].rebuttal.article == "herald-1"
    assert count_rebuttals(store) == 3


@pytest.mark.parametrize(
    ("filters", "by", "found"),
    [
        ({}, "the mill", ["denial"]),
        ({"by": "Ilsa Brandt", "until": "2024-03-01"}, None, ["denial", "takes-back", "clean"]),
        ({"by": "Oskar Mills"}, None, []),
        ({"min_confidence": 0.7}, None, ["denial", "takes-back"]),
        ({"since": "2024-03-02"}, None, []),
    ],
)
def test_rebuttals_are_kept_by_the_claim_and_by_who_rebuts(store, filters, by, found):
    kept = rebuttals(store, Filters(**filters), by)
    assert [one.rebuttal.id for one in kept] == found
    assert count_rebuttals(store, Filters(**filters), by) == len(found)


def test_agents_come_with_names_and_counts_who_says_most_first(store):
    found = agents(store)
    assert found[:2] == [
        Known(
            id="ag-brandt",
            name="Ilsa Brandt",
            kind="person",
            aliases=("Brandt", "Mayor Ilsa Brandt"),
            same_as=(),
            said_count=4,
            spoken_of_count=2,
            relayed_count=0,
            rebutted_count=3,
            rebuts_count=1,
        ),
        Known(
            id="ag-mill",
            name="Oskar Mills",
            kind="organisation",
            aliases=("the mill",),
            same_as=("http://names.test/Q1",),
            said_count=2,
            spoken_of_count=6,
            relayed_count=0,
            rebutted_count=0,
            rebuts_count=1,
        ),
    ]
    assert len(found) == 9
    assert [one.id for one in agents(store, kind="group")] == ["ag-aides"]
    assert [one.id for one in agents(store, ["BRANDT"])] == ["ag-brandt", "ag-karl"]
    assert [one.id for one in agents(store, ["brandt", "mayor"])] == ["ag-brandt"]
    assert agents(store, ["reyl"], min_confidence=0.95)[0].said_count == 0
    assert [one.id for one in agents(store, limit=1)] == ["ag-brandt"]


def test_timeline_is_oldest_first_and_says_in_which_role(store):
    found = [(one.date, one.role, one.statement.id) for one in timeline(store, "Ilsa Brandt")]
    assert found == [
        ("2024-03-01", "said", "blame"),
        ("2024-03-01", "said", "blame-recalled"),
        ("2024-03-01", "said of it", "lying"),
        ("2024-03-04", "said", "blame-again"),
        ("2024-03-19", "said", "takes-back"),
        ("2024-03-20", "said of it", "wasting"),
    ]
    assert [one.role for one in timeline(store, "radio delta")] == ["relayed", "relayed"]
    last = timeline(store, "Ilsa Brandt", Filters(since="2024-03-04"), limit=2)
    assert [one.statement.id for one in last] == ["takes-back", "wasting"]
    assert [one.date for one in timeline(store, "Jon Pell")] == ["2024-03-02", None]


def test_stats_count_what_is_there(store):
    assert stats(store) == Stats(
        article_count=4,
        publisher_count=2,
        first="2024-03-02",
        last="2024-03-20",
        statement_count=12,
        unnamed_count=1,
        undated_count=8,
        claim_count=8,
        rebuttal_count=3,
        repeat_count=4,
        agents={"person": 4, "organisation": 4, "group": 1},
        acts={
            "accusation": 6,
            "assertion": 3,
            "commitment": 1,
            "confirmation": 1,
            "denial": 1,
        },
        evidence={"disputed": 2, "supported": 2, "retracted": 1, "unsupported": 1, "unverified": 1},
        programs={"0.1.0": 4},
    )


def test_statement_is_shown_in_its_sentence_with_marked_words(store):
    shown = show(store, "takes-back")
    assert shown.statement.id == "takes-back"
    assert (
        shown.text == "On Tuesday she took it back: the mill had not poisoned the river, she said."
    )
    assert shown.start == 61
    words = [(mark.role, shown.text[mark.start : mark.end]) for mark in shown.marks]
    assert words == [
        ("date", "Tuesday"),
        ("source", "she"),
        ("content", "the mill had not poisoned the river"),
        ("cue", "said"),
    ]
    assert shown.marks[0] == Mark(3, 10, "date")


def test_claim_is_shown_with_its_statements_oldest_first(store):
    shown = show(store, "c-poi")
    assert isinstance(shown, ShownClaim)
    assert shown.text == "Oskar Mills poisoned the river"
    assert [one.statement.id for one in shown.passages] == [
        "blame",
        "blame-recalled",
        "blame-again",
    ]


@pytest.mark.parametrize("name", ["ag-reyl", "tomas reyl", "http://kg.test/agent/ag-reyl"])
def test_agent_is_shown_with_its_namings(store, name):
    shown = show(store, name)
    assert isinstance(shown, ShownAgent)
    assert shown.agent.name == "Tomás Réyl"
    assert shown.namings == (("Tomás Réyl", "herald-2", 0.95, "the same name"),)
    assert [one.statement.id for one in shown.passages] == ["wasting"]


def test_article_is_shown_with_its_statements_in_text_order(store):
    shown = show(store, "courier")
    assert isinstance(shown, ShownArticle)
    assert (shown.title, shown.publisher, shown.url) == ("Fish die", "Coast Courier", None)
    found = [one.statement.id for one in shown.passages]
    assert found == ["blame-again", "lying", "samples", "dead-fish"]


def test_less_sure_statements_are_not_shown(store):
    found = [one.statement.id for one in show(store, "courier", 0.7).passages]
    assert found == ["blame-again", "samples"]


def test_start_of_several_ids_lists_them(store):
    with pytest.raises(AmbiguousName) as raised:
        show(store, "bl")
    assert raised.value.candidates == (
        "statement blame",
        "statement blame-again",
        "statement blame-recalled",
    )
    assert show(store, "blame").statement.id == "blame"


@pytest.mark.parametrize("name", ["zzz", "http://kg.test/agent/zzz", "actor"])
def test_what_is_not_there_is_unknown(store, name):
    with pytest.raises(UnknownName):
        show(store, name)
