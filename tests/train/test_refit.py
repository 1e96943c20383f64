import pytest

pytest.importorskip("scipy")

from kg.linear import Linear
from kg.train.refit import Choice, Row, choices, labels

BEFORE = Linear(("right",), (0.0,), {"near": (1.0,), "far": (-1.0,)})
PAIR = [{"near": 1.0}, {"far": 1.0}]


def test_choices_change_what_may_change_and_leave_the_rest():
    rows = [Choice(PAIR, [0.0, 1.0])] * 50
    after = choices(BEFORE, rows, lambda name: 10.0 if name == "far" else 1e-6)
    assert after.weights["near"] == (1.0,)
    assert after.shares(PAIR)[1] > 0.9


def test_what_the_model_says_itself_changes_nothing():
    rows = [Choice(PAIR, BEFORE.shares(PAIR))] * 50
    assert choices(BEFORE, rows, lambda _: 10.0).weights == BEFORE.weights


def test_labels_of_more_worth_count_more():
    before = Linear(("no", "yes"), (0.0, 0.0), {"seen": (0.0, 0.0)})
    rows = [Row({"seen": 1.0}, [1.0, 0.0], 1.0), Row({"seen": 1.0}, [0.0, 1.0], 9.0)]
    after = labels(before, rows, lambda _: 100.0)
    assert after.scores({"seen": 1.0})["yes"] == pytest.approx(0.9, abs=0.02)


def test_features_without_rows_keep_their_weights():
    after = choices(BEFORE, [Choice([{"new": 1.0}, {}], [1.0, 0.0])], lambda _: 1.0)
    assert after.weights["near"] == (1.0,)
    assert after.weights["new"][0] > 0
