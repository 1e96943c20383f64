import pytest

from kg.errors import WeightsError
from kg.linear import Linear


def test_saved_model_loads_as_itself(tmp_path):
    model = Linear(("yes", "no"), (0.5, -0.5), {"wet": (1.0, -1.0), "dry": (0.0, 2.25)})
    model.save(tmp_path / "m.json")
    assert Linear.load(tmp_path / "m.json") == model


def test_scores_sum_to_one_and_unknown_features_count_nothing():
    model = Linear(("a", "b", "c"), (0.0, 0.0, 0.0), {"wet": (3.0, 0.0, 0.0)})
    assert model.scores({"unheard of": 9.0}) == pytest.approx({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3})
    assert model.best({"wet": 1.0})[0] == "a"
    assert sum(model.scores({"wet": 1.0}).values()) == pytest.approx(1)


def test_one_label_is_told_from_everything_else():
    model = Linear(("right",), (0.0,), {"wet": (2.0,)})
    assert model.score({}) == 0.5
    assert model.score({"wet": 1.0}) > 0.8 > 0.2 > model.score({"wet": -1.0})


def test_shares_of_candidates_sum_to_one():
    model = Linear(("right",), (5.0,), {"wet": (2.0,)})
    assert model.shares([{"wet": 1.0}, {"wet": 1.0}, {"dry": 1.0}, {"dry": 1.0}]) == pytest.approx(
        [0.4404, 0.4404, 0.0596, 0.0596], abs=1e-4
    )


def test_missing_weights_are_told_by_their_path(tmp_path):
    with pytest.raises(WeightsError, match=r"nothing\.json"):
        Linear.load(tmp_path / "nothing.json")
