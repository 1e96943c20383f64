"""What the tagger learns from: corpora, labels, the likelihood of sequences."""

import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

from kg.records import Attribution, Span
from kg.train import compare, corpus, labels
from kg.values import ACTS

TEXT = 'Ada said: "It leaks," and that "it stinks". Bo denied it.'
STANDOFF = """T1\tSource 0 3\tAda
T2\tCue 4 8\tsaid
T3\tContent 10 21;26 42\t"It leaks," that "it stinks"
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tSource 44 46\tBo
T5\tCue 47 53\tdenied
T6\tContent 54 56\tit
E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6
"""
MARKED = (
    Attribution((Span(0, 3),), (Span(4, 8),), (Span(10, 21), Span(26, 42)), 1.0),
    Attribution((Span(44, 46),), (Span(47, 53),), (Span(54, 56),), 1.0),
)


def test_brat_events_become_attributions() -> None:
    assert tuple(corpus.brat_events(STANDOFF)) == MARKED


def test_acts_are_known_by_what_is_said() -> None:
    other = Attribution((), (Span(4, 8),), (Span(11, 40),), 1.0)
    article = corpus.Annotated("a", TEXT, (*MARKED, other))
    known = {"a": [((Span(10, 21), Span(26, 42)), 3)]}
    (told,) = corpus.judged([article], known)
    assert told.acts == (3, corpus.UNTOLD, 3)
    assert list(corpus.judged([article], {})) == [article]


def test_labels_stand_by_offsets(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"document": "a", "acts": {"10-21,26-42": "denial", "54-56": "opinion"}}\n')
    assert labels.read(path) == {
        "a": [
            ((Span(10, 21), Span(26, 42)), ACTS.index("denial")),
            ((Span(54, 56),), ACTS.index("opinion")),
        ]
    }


def test_second_fillers_join_the_first() -> None:
    standoff = "T1\tContent 0 3\tx\nT2\tContent 5 9\ty\nE1\tAttribution:T1 Content:T1 Content2:T2\n"
    assert list(corpus.brat_events(standoff)) == [
        Attribution((), (), (Span(0, 3), Span(5, 9)), 1.0)
    ]


def test_gold_gets_its_quotation_marks_and_that_back(tmp_path: Path) -> None:
    gold = {
        "document": "a",
        "statements": [
            {"mention": "Ada", "cue": ["said"], "content": ["It leaks"], "act": "accusation"},
            {"mention": "Ada", "cue": ["said"], "content": ['"it stinks"'], "act": "opinion"},
            {
                "mention": "Bo",
                "cue": ["denied"],
                "content": ["it"],
                "anchor": "Bo denied it",
                "act": "denial",
            },
        ],
    }
    for folder, name, content in (("gold", "a.json", json.dumps(gold)), ("texts", "a.txt", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content)
    acts = (ACTS.index("accusation"), ACTS.index("denial"))
    assert list(corpus.gold(tmp_path)) == [corpus.Annotated("a", TEXT, MARKED, acts)]


def test_comparison_counts_as_the_scorer_does() -> None:
    longer = Attribution((), (Span(4, 8),), (Span(9, 22), Span(26, 42)), 0.5)
    comparison = compare.Comparison()
    comparison.add(TEXT, MARKED, [longer])
    counts = {name: (f.right, f.system, f.gold) for name, f in comparison.figures.items()}
    assert counts == {
        "source": (0, 0, 2),
        "cue": (1, 1, 2),
        "content": (1, 1, 2),
        "attribution": (1, 1, 2),
        "with source": (0, 1, 2),
    }


def test_labels_say_what_was_marked() -> None:
    pytest.importorskip("torch")
    from kg.extract import model
    from kg.extract.pieces import pieces
    from kg.networks import load_tokenizer
    from kg.train.batches import targets

    found = pieces(load_tokenizer(model.FOLDER / model.TOKENIZER), TEXT)
    tags, cues, labels, acts = targets(corpus.Annotated("a", TEXT, MARKED, (1, 2)), found)
    assert acts.tolist() == [1, 2]
    assert [[TEXT[found.starts[a] : found.ends[b]] for a, b in cues]] == [["said", "denied"]]
    assert tags.sum(0).tolist() == [2, 2, 21]
    for row, attribution in zip(labels, MARKED, strict=True):
        begins = [int(found.starts[at]) for at in np.flatnonzero(row == 3)]
        assert begins == [span.start for span in attribution.content]
        assert [int(found.starts[at]) for at in np.flatnonzero(row == 1)] == [
            span.start for span in attribution.source
        ]


def test_a_span_that_a_cue_cuts_begins_again() -> None:
    pytest.importorskip("torch")
    from kg.train.batches import begun

    cut = np.array([[2, 2, 0, 4, 4, 3, 4, 1, 2, 4]])
    assert begun(cut).tolist() == [[1, 2, 0, 3, 4, 3, 4, 1, 2, 3]]


def test_likelihood_sums_over_all_paths() -> None:
    torch = pytest.importorskip("torch")
    from kg.train.crf import log_likelihood

    chance = torch.Generator().manual_seed(3)
    scores = torch.randn(2, 4, 3, generator=chance)
    steps = torch.randn(3, 3, generator=chance)
    labels = torch.tensor([[0, 2, 1, 1], [0, 1, 2, 0]])
    mask = torch.tensor([[True] * 4, [False, True, True, False]])

    def total(row: int, path: tuple[int, ...], start: int) -> float:
        at = sum(float(scores[row, start + k, label]) for k, label in enumerate(path))
        return at + sum(float(steps[a, b]) for a, b in itertools.pairwise(path))

    for row, (start, end) in enumerate(((0, 4), (1, 3))):
        every = [total(row, p, start) for p in itertools.product(range(3), repeat=end - start)]
        wanted = total(row, tuple(labels[row, start:end].tolist()), start)
        wanted -= float(np.logaddexp.reduce(every))
        assert float(log_likelihood(scores, steps, labels, mask)[row]) == pytest.approx(wanted)


def test_the_linker_does_not_see_places_outside_the_text() -> None:
    torch = pytest.importorskip("torch")
    from kg.extract.bands import RELATIONS
    from kg.train.network import LINK_SIZE, Dropout, Linker

    torch.manual_seed(2)
    linker = Linker(Dropout(0.0)).eval()
    pieces, cues = torch.randn(1, 8, 2 * LINK_SIZE), torch.randn(1, 2 * LINK_SIZE)
    relations = torch.tensor([[3, 4, 5, 6, 7, *[RELATIONS] * 3]])
    other = pieces.clone()
    other[0, 5:] = 9.0
    with torch.no_grad():
        (labels, acts), (same_labels, same_acts) = (
            linker(seen, cues, relations) for seen in (pieces, other)
        )
    assert torch.allclose(labels[0, :5], same_labels[0, :5], atol=1e-5)
    assert torch.allclose(acts, same_acts, atol=1e-5)


def test_an_epoch_is_the_same_whenever_it_is_drawn() -> None:
    torch = pytest.importorskip("torch")
    from kg.extract import model
    from kg.networks import load_tokenizer
    from kg.train.batches import epoch

    tokenizer = load_tokenizer(model.FOLDER / model.TOKENIZER)
    articles = [[corpus.Annotated(str(n), f"{TEXT}\n" * (9 + n), MARKED)] for n in range(8)]
    drawn = [
        [batch.ids for step in epoch(articles, tokenizer, random.Random(5)) for batch in step]
        for _ in range(2)
    ]
    assert drawn[0] and all(map(torch.equal, *drawn))


def test_calibration_orders_and_fits() -> None:
    from kg.extract.tagger import logistic
    from kg.train.calibrate import best_threshold, fit, reliability

    chance = np.random.default_rng(1)
    figures = chance.normal(size=(4000, 1))
    truth = (chance.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * figures[:, 0])))).astype(float)
    factors = fit(figures, truth)
    assert factors == pytest.approx((0.5, 2.0), abs=0.2)
    scores = logistic(figures, factors)
    assert all(abs(mean - true) < 0.07 for mean, true, _ in reliability(scores, truth))
    assert 0.2 < best_threshold(scores, truth, int(truth.sum())) < 0.6


def test_training_meets_the_rounding_of_eight_bits() -> None:
    torch = pytest.importorskip("torch")
    from torch import nn

    from kg.train.network import Rounded
    from kg.train.replicas import copy

    x = torch.randn(2, 5, 7, generator=torch.Generator().manual_seed(1), requires_grad=True)
    found = Rounded.apply(x)
    for row, before in zip(found, x, strict=True):
        width = float(before.max().clamp(min=0) - before.min().clamp(max=0)) / 255
        assert 0 < float((row - before).abs().max()) <= width / 2 + 1e-6
    found.sum().backward()
    assert torch.equal(x.grad, torch.ones_like(x))

    network, replica = (nn.Sequential(nn.Linear(9, 3), nn.Linear(3, 9)) for _ in range(2))
    copy(network, replica, ("0.",))
    rounded, whole = replica[0].weight.detach(), network[0].weight.detach()
    steps = rounded / (whole.abs().amax(1, keepdim=True) / 127)
    assert torch.allclose(steps, steps.round(), atol=1e-3)
    assert not torch.equal(rounded, whole)
    assert torch.equal(replica[0].bias, network[0].bias)
    assert torch.equal(replica[1].weight, network[1].weight)


def test_runs_are_averaged_weight_by_weight() -> None:
    torch = pytest.importorskip("torch")
    from kg.train.tagger import mean

    runs = [[torch.full((2,), float(run)), torch.tensor([run * 10.0])] for run in (1, 2, 6)]
    assert [each.tolist() for each in mean(runs)] == [[3.0, 3.0], [30.0]]
