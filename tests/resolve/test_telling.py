from drafts import drafted

from kg.records import Span
from kg.resolve.places import Places
from kg.resolve.telling import Telling, hanging


def told(language, marked):
    article, statements = drafted(marked)
    return Telling(Places(language(article.text)), statements).circumstances


def test_words_are_those_that_nobody_says(language):
    [circumstances] = told(language, "[s ada|Ada Brenk] [c|said] in an interview [t|it is shut].")
    assert circumstances == (
        "mode indirect",
        "part lead",
        "source name",
        "word a",
        "word in",
        "word interview",
    )


def test_a_noun_stands_for_the_speaker(language):
    [circumstances] = told(language, "[s doc|The report] [c|says] [t|the mill is shut].")
    assert circumstances == ("mode indirect", "part lead", "source NN", "source report")


def test_date_hangs_on_a_clause_and_not_on_the_cue(language):
    text = "Ada Brenk, who left on Monday, said that the mill is shut."
    doc = language(text)
    head = next(token for token in doc if token.text == "said")
    at = text.index("Monday")
    ways = list(hanging(Places(doc), Span(at, at + len("Monday")), head))
    assert ways == ["up relcl>nsubj", "down ", "path relcl>nsubj ", "on left", "on VBD under NNP"]
