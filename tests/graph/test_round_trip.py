import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Iris, decision_triples, decisions, linked_triples, reading, reading_triples
from kg.records import (
    Actor,
    Agent,
    Answer,
    Article,
    Attribution,
    Claim,
    Day,
    Decision,
    Evidence,
    Identification,
    Link,
    Linked,
    Reading,
    Reference,
    Span,
    Statement,
)

TERM = re.compile(r'<([^<>"{}|^`\\\s]*)>|"((?:[^"\\\n\r]|\\[\\"nr])*)"(?:\^\^<(\S+)>)?')
UNESCAPED = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\r": "\r"}

TEXT = 'The mayor said the bridge was "safe".\r\nShe gave no figures, Ana Ruiz.\n'
STATEMENT = Statement(
    id="s1",
    article="a/b 1",
    attribution=Attribution((Span(0, 9),), (Span(10, 14),), (Span(15, 36),), 0.91),
    text='the bridge was "safe"',
    sentence=Span(0, 37),
    speaker=Reference("x1", (Span(0, 9),)),
    via=(Reference("x2", ()), Reference(None, (Span(39, 42),))),
    about=(),
    act="assertion",
    mode="mixed",
    uttered=Day("2024-03", Span(43, 47)),
    evidence=(Evidence("unsupported", Span(39, 58)), Evidence("disputed", Span(0, 4), 0.45)),
    confidence=0.8,
)
READING = Reading(
    Article("a/b 1", TEXT, title='A "title"', published="2024-03-05"),
    (Actor("x1", "Ana Ruiz", "person", ("the mayor",)), Actor("x2", "Radio\tSur", "organisation")),
    (STATEMENT,),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))


def plain(triples):
    """Triples of terms as the plain strings that a store gives back."""

    def value(term):
        found = TERM.fullmatch(term)
        assert found, term
        if found[1] is not None:
            return found[1]
        return re.sub(r"\\.", lambda escape: UNESCAPED[escape[0]], found[2])

    return [(value(s), value(p), value(o)) for s, p, o in triples]


def round_trip(one):
    return reading(plain(reading_triples(one, Iris(), "0.1", "model")))


def test_reading_survives_the_graph():
    assert round_trip(READING) == READING


def test_answers_survive_the_graph():
    answering = replace(STATEMENT, id="s2", answers=(Answer("s1", 0.42), Answer("s2", 0.1)))
    one = replace(READING, statements=(STATEMENT, answering))
    assert round_trip(one) == one


@given(
    TEXTS,
    st.sets(TEXTS),
    st.sets(SPANS, min_size=1),
    st.sampled_from(["2024", "2024-02", "2024-02-29", None]),
    st.integers(0, 10000),
)
def test_any_text_name_span_and_date_survives_the_graph(text, names, spans, day, score):
    attribution = Attribution((), (), tuple(sorted(spans)), score / 10000)
    statement = replace(
        STATEMENT,
        attribution=attribution,
        speaker=None,
        text=text,
        uttered=Day(day) if day else None,
    )
    article = replace(READING.article, text=text, publisher=text)
    actor = replace(READING.actors[0], aliases=tuple(sorted(names)))
    one = Reading(article, (actor, READING.actors[1]), (statement,))
    assert round_trip(one) == one


def test_no_triple_stands_twice():
    triples = list(reading_triples(READING, Iris(), "0.1"))
    assert len(triples) == len(set(triples))


def test_decisions_survive_the_graph():
    made = (Decision("merge", ("A. Ruiz", "Ana Ruiz")), Decision("split", ("x1", "x2")))
    assert set(decisions(plain(decision_triples(made, Iris())))) == set(made)


def test_links_lead_from_statement_to_agent_claim_and_rebutted():
    linked = Linked(
        (Agent("g1", "Ana Ruiz", "person", ("the Mayor",)), Agent("g2", "Sur", "organisation")),
        (Identification("x1", "g1", 1.0, "same name"), Identification("x2", "g2", 0.9, "named so")),
        (Claim("c1", "the bridge is safe", ("s1",)),),
        (Link("rebuts", "s1", "s0", 0.7, "denies it"),),
    )
    found = set(plain(linked_triples(linked, [STATEMENT], Iris("http://x/"))))
    kg = "https://w3id.org/claim-kg#"
    assert {
        ("http://x/statement/s1", f"{kg}speaker", "http://x/agent/g1"),
        ("http://x/statement/s1", f"{kg}via", "http://x/agent/g2"),
        ("http://x/statement/s1", f"{kg}claim", "http://x/claim/c1"),
        ("http://x/statement/s1", f"{kg}rebuts", "http://x/statement/s0"),
        ("http://x/agent/g1", f"{kg}nameKey", "mayor"),
    } <= found


def test_statement_is_dated_by_its_day_or_else_by_its_articles():
    dated = "https://w3id.org/claim-kg#dated"

    def days(statement, published):
        article = replace(READING.article, published=published)
        one = replace(READING, article=article, statements=(statement,))
        return [o for _, p, o in plain(reading_triples(one, Iris(), "0.1")) if p == dated]

    silent = replace(STATEMENT, uttered=None)
    assert days(STATEMENT, "2024-04-05") == ["2024-03-01"]
    assert days(silent, "2024-04-05") == ["2024-04-05"]
    assert days(silent, None) == []
