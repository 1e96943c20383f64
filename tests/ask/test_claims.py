import pytest

from kg.ask import Answer, Assessed, Claimed, Filters, Party, claims, count, selection
from kg.errors import AmbiguousName, UnknownName, UsageError

BRANDT = Party("ag-brandt", "Ilsa Brandt")
MILL = Party("ag-mill", "Oskar Mills")


def ids(store, limit=None, **filters):
    return [one.id for one in claims(store, Filters(**filters), limit)]


def test_claim_comes_with_evidence_and_rebuttals(store):
    assert claims(store, Filters(words=("had poisoned",), rebutted=True)) == [
        Claimed(
            id="blame",
            who=BRANDT,
            source="Mayor Ilsa Brandt",
            lead=None,
            text="Oskar Mills had poisoned the river",
            about=(MILL,),
            via=(),
            act="accusation",
            mode="indirect",
            uttered="2024-03-01",
            evidence=(
                Assessed("unsupported", "She showed no proof", 0.85),
                Assessed("disputed", "The mill denied", 0.85),
            ),
            rebuttals=(
                Answer(
                    "denial",
                    MILL,
                    "it had poisoned the river",
                    None,
                    0.95,
                    "denies what was said of it",
                ),
                Answer(
                    "takes-back",
                    BRANDT,
                    "the mill had not poisoned the river",
                    "2024-03-19",
                    0.9,
                    "takes back its own words",
                ),
                Answer(
                    "clean",
                    Party("ag-pell", "Jon Pell"),
                    "The river is clean",
                    None,
                    0.6,
                    "an incompatible account",
                ),
            ),
            claim="c-poison",
            article="herald-1",
            title="Mayor blames mill",
            publisher="Varnholt Herald",
            published="2024-03-02",
            confidence=0.9,
        )
    ]


def test_unnamed_speaker_undated_article_and_relays_are_told_as_they_are(store):
    (man,) = claims(store, Filters(words=("dead",)))
    assert (man.who, man.source, man.uttered) == (None, "A man at the gate", None)
    (leaflet,) = claims(store, Filters(by="karl brandt"))
    assert (leaflet.publisher, leaflet.published, leaflet.title) == (None, None, None)
    (again,) = claims(store, Filters(via="varnholt herald"))
    assert [party.name for party in again.via] == ["Radio Delta", "Varnholt Herald"]
    (lying,) = claims(store, Filters(words=("lying",)))
    assert lying.uttered == "2024-03"


def test_cue_leads_in_what_goes_straight_on_from_it(store):
    leads = {one.id: (one.lead, one.text) for one in claims(store)}
    assert leads["dead-fish"] == ("said", "the fish were dead")
    # A that-clause, a quotation, and words that do not follow their cue stand by themselves.
    led = {one: lead for one, (lead, _) in leads.items() if lead}
    assert led == {"dead-fish": "said", "lying": "accused", "wasting": "accused"}


def test_newest_come_first_and_undated_last(store):
    assert ids(store) == [
        "wasting",
        "takes-back",
        "blame-again",
        "dead-fish",
        "samples",
        "clean",
        "denial",
        "blame",
        "blame-recalled",
        "lying",
        "clean-again",
        "liar",
    ]
    assert ids(store, 3) == ["wasting", "takes-back", "blame-again"]
    for limit in range(1, 14):
        assert ids(store, limit) == ids(store)[:limit]
        assert ids(store, limit, min_confidence=0.1) == ids(store)[:limit]


KEPT = [
    ({"by": "THE MILL"}, ["denial", "liar"]),
    ({"by": "ag-mill"}, ["denial", "liar"]),
    ({"by": "http://kg.test/agent/ag-mill"}, ["denial", "liar"]),
    ({"by": "http://names.test/Q1"}, ["denial", "liar"]),
    ({"by": "Réyl", "about": "mayor ilsa brandt"}, ["wasting"]),
    ({"by": "tomas reyl"}, ["wasting"]),
    ({"via": "Radio Delta"}, ["blame-again", "clean"]),
    ({"act": "denial"}, ["denial"]),
    ({"status": "disputed"}, ["blame", "clean-again"]),
    ({"article": "herald-2"}, ["wasting", "takes-back", "blame-recalled"]),
    ({"article": "lea"}, ["clean-again", "liar"]),
    ({"since": "2024-03-19"}, ["wasting", "takes-back"]),
    ({"since": "2024-03", "until": "2024-03-01"}, ["blame", "blame-recalled", "lying"]),
    ({"until": "2024-02"}, []),
    ({"until": "2024", "act": "confirmation"}, ["takes-back"]),
    ({"rebutted": True}, ["blame"]),
    ({"rebutted": False, "by": "Ilsa Brandt"}, ["takes-back", "blame-again", "blame-recalled"]),
    ({"min_confidence": 0.91}, []),
    ({"min_confidence": 0.7, "article": "leaflet"}, ["clean-again", "liar"]),
    ({"min_confidence": 0.71, "article": "leaflet"}, ["clean-again"]),
    ({"words": ("CLEAN",)}, ["clean", "clean-again"]),
    ({"words": ("cléan", "river")}, ["clean", "clean-again"]),
    ({"words": ("clean river",)}, []),
    ({"words": ("is a  liar",)}, ["liar"]),
    ({"words": ("river.",)}, []),
]


@pytest.mark.parametrize(("filters", "found"), KEPT)
def test_filter_keeps(store, filters, found):
    for limit in (*range(1, len(found) + 2), None):
        assert ids(store, limit, **filters) == found[:limit]
    assert count(store, Filters(**filters)) == len(found)


@pytest.mark.parametrize(("filters", "found"), KEPT)
def test_filter_keeps_the_same_of_many_statements(store, filters, found, monkeypatch):
    monkeypatch.setattr(selection, "FEW", 0)
    monkeypatch.setattr(selection, "FEW_PER_ARTICLE", 0)
    for limit in (*range(1, len(found) + 2), None):
        assert ids(store, limit, **filters) == found[:limit]
    assert count(store, Filters(**filters)) == len(found)


def test_rebuttals_less_sure_than_asked_for_are_left_out(store):
    (blame,) = claims(store, Filters(rebutted=True, min_confidence=0.9))
    assert [answer.id for answer in blame.rebuttals] == ["denial", "takes-back"]


@pytest.mark.parametrize(("least", "shown"), [(0.85, ["unsupported", "disputed"]), (0.86, [])])
def test_evidence_less_sure_than_asked_for_is_left_out(store, least, shown):
    (blame,) = claims(store, Filters(rebutted=True, min_confidence=least))
    assert [one.status for one in blame.evidence] == shown
    found = ids(store, status="disputed", min_confidence=least)
    assert found == (["blame", "clean-again"] if shown else [])


def test_name_of_two_agents_lists_both(store):
    with pytest.raises(AmbiguousName) as raised:
        claims(store, Filters(by="brandt"))
    assert raised.value.candidates == ("Ilsa Brandt (ag-brandt)", "Karl Brandt (ag-karl)")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Ilse Brant", "Ilsa Brandt"),
        ("mills", "Oskar Mills"),
        ("Tomas Reil", "Tomás Réyl"),
    ],
)
def test_unknown_name_lists_the_nearest(store, name, nearest):
    with pytest.raises(UnknownName) as raised:
        claims(store, Filters(about=name))
    assert raised.value.nearest[0] == nearest


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"act": "denials"}, "no act named 'denials'; there are assertion, accusation, denial"),
        ({"status": "false"}, "no status named 'false'"),
        ({"since": "March"}, "not a date: 'March'"),
        ({"until": "2024-02-30"}, "not a date: '2024-02-30'"),
        ({"min_confidence": 90}, "a confidence lies from 0 to 1"),
        ({"article": "nowhere"}, "no article named 'nowhere'"),
        ({"article": "herald"}, "'herald' may be any of these articles: herald-1; herald-2"),
        ({"by": "..."}, "no agent named '...'"),
        ({"by": " "}, "an empty name is nobody's"),
        ({"words": (" ",)}, "empty words"),
    ],
)
def test_filter_that_cannot_be_met_says_why(store, filters, message):
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        claims(store, Filters(**filters))


@pytest.mark.parametrize("hostile", ['") } #', "\\", "?x", "a|b*", "<x>", "\N{BELL}", "' OR 1=1"])
def test_hostile_words_are_only_words(store, hostile):
    assert ids(store, words=(hostile,)) == []
    with pytest.raises(UnknownName):
        claims(store, Filters(by=f"{hostile} nobody"))
