import numpy as np
import pytest

from kg.trees import Trees

SETTINGS = {"max_iter": 5, "min_samples_leaf": 2, "random_state": 0, "early_stopping": False}


def test_trees_tell_apart_what_they_were_grown_on():
    pytest.importorskip("sklearn", reason="only training needs it")
    from kg.train.fit import grow

    rows = np.array([[0.0, 1.0], [0.2, 0.0], [0.8, 1.0], [1.0, 0.0]] * 5)
    right = rows[:, 0] > 0.5
    trees = Trees.parse(grow(rows, right, ("first", "second"), SETTINGS))
    assert ((trees.scores(rows) > 0.5) == right).all()


def test_a_value_at_the_threshold_goes_left():
    tree = {
        "feature": [0, 0, 0],
        "threshold": [0.5, 0, 0],
        "left": [1, 1, 2],
        "right": [2, 1, 2],
        "value": [0, -1, 1],
    }
    trees = Trees.parse({"base": 0.0, "trees": [tree]})
    odds = np.array([-1.0, 1.0])
    assert trees.scores([[0.5], [0.6]]) == pytest.approx(1 / (1 + np.exp(-odds)))


def test_no_rows_have_no_scores():
    trees = Trees.parse(
        {
            "base": 0.0,
            "trees": [{"feature": [0], "threshold": [0], "left": [0], "right": [0], "value": [1]}],
        }
    )
    assert list(trees.scores([])) == []


def test_a_tree_without_nodes_adds_to_every_row():
    lone = {"feature": [0], "threshold": [0], "left": [0], "right": [0], "value": [2]}
    split = {
        "feature": [0, 0, 0],
        "threshold": [0.5, 0, 0],
        "left": [1, 1, 2],
        "right": [2, 1, 2],
        "value": [0, -1, 1],
    }
    odds = np.array([1.0, 3.0])
    both = Trees.parse({"base": 0.0, "trees": [split, lone]})
    assert both.scores([[0.5], [0.6]]) == pytest.approx(1 / (1 + np.exp(-odds)))
    alone = Trees.parse({"base": 1.0, "trees": [lone]})
    assert alone.scores([[7.0]]) == pytest.approx(1 / (1 + np.exp(-3.0)))
