from types import SimpleNamespace

from kg.ask import Assessed
from kg.cli.cells import assessments


def test_of_each_status_the_surest_words_are_shown_and_the_others_counted():
    evidence = (
        Assessed("disputed", "“We never did,” Velm said", 0.3),
        Assessed("unsupported", "who gave no proof", 0.9),
        Assessed("disputed", "“That is wrong.”", 0.6),
    )
    assert assessments(SimpleNamespace(evidence=evidence)) == [
        "unsupported (90%): “who gave no proof”",
        "disputed (60%): “That is wrong.” and 1 more",
    ]
