"""What teaches the network that makes gists."""

import random
import re

import pytest
import typer
from sayings import reading

from kg.train.gold import STORIES, GoldDocument, load, stories

pytest.importorskip("torch")

import torch

from kg import gist
from kg.networks import load_tokenizer
from kg.train.exchange import Names
from kg.train.gist import places
from kg.train.gist_network import GistNetwork, padded
from kg.train.gists import load_gists, save, with_gists
from kg.train.lessons import MOST, Material
from kg.values import ACTS, GIST

SAID = reading(
    "monday",
    "2024-03-04",
    ("Tallow Union", "said", "Brask dumped solvent in the river", "accusation", ["Brask"], None),
    ("Brask", "denied", "it", "denial", [], None),
    ("Ymer Radio", "reported", "solvent had been dumped by Brask", "accusation", ["Brask"], None),
)
CLAIMS = {"monday#0": "dumped", "monday#1": "not so", "monday#2": "dumped"}
REBUTS = frozenset({("monday#1", "monday#0"), ("monday#1", "monday#2")})


TOKENIZER = load_tokenizer(gist.FOLDER / gist.TOKENIZER)


@pytest.fixture(scope="module")
def material() -> Material:
    return Material.of([GoldDocument(SAID, CLAIMS, REBUTS, {})], TOKENIZER)


def test_a_story_knows_its_claims_and_rebuttals(material: Material) -> None:
    assert material.claims[0] == material.claims[2] != material.claims[1]
    assert material.rebuts.nonzero().tolist() == [[1, 0], [1, 2]]


def test_a_story_is_learnt_with_other_names_but_no_other_words() -> None:
    names = {"t": ("Tallow Union",), "b": ("Brask", "the Union"), "y": ("Ymer Radio",)}
    story = [GoldDocument(SAID, CLAIMS, REBUTS, names)]
    others = [[GoldDocument(SAID, CLAIMS, REBUTS, {"o": ("Oskar Union Radio",)})]] * 8
    random.seed(0)
    changed = Names([story, *others]).exchange(0)
    said = "Brask and the Tallow Union on Ymer Radio, Braskland"
    told = changed(said)
    assert told != said
    # "Union" and "Radio" are in the names of too many stories to be anybody's.
    found = re.fullmatch(r"(\w+) and the (\w+) Union on (\w+) Radio, Braskland", told)
    assert found is not None and set(found.groups()) <= {"Brask", "Tallow", "Ymer"}
    assert Material.of(story, TOKENIZER, reword=changed).rows != Material.of(story, TOKENIZER).rows


def test_stories_are_held_out_by_name() -> None:
    told = stories(load(STORIES))
    names = (STORIES / "held_out.txt").read_text("utf-8").split()
    found = {told[at][0].story for at in places(told, names)}
    assert found == {f"story-{name}" for name in names} and len(names) == 96
    with pytest.raises(typer.BadParameter, match="no such stories: atlantis"):
        places(told, ["atlantis"])


def test_lessons_hold_all_statements_and_never_too_many(material: Material) -> None:
    random.seed(0)
    many = Material(
        material.rows * 60,
        [number // 6 for number in range(180)],
        material.claims.repeat(60),
        material.acts.repeat(60, 1),
        material.rebuts.repeat(60, 60),
    )
    lessons = list(many.lessons())
    assert len(lessons) == 4 and all(len(one.rows) <= MOST for one in lessons)
    assert not list(material.lessons())  # three statements teach nothing


@pytest.mark.parametrize("is_linked", [True, False])
def test_a_lesson_is_learnt(material: Material, is_linked: bool) -> None:
    torch.manual_seed(0)
    network = GistNetwork(dropout=0.0)
    torch.nn.init.normal_(network.encoder.words.weight, std=0.05)
    vectors, acts = network(*padded(material.rows))
    assert acts.shape == (3, len(ACTS)) and acts.sum(1).tolist() == pytest.approx([1.0] * 3)
    assert vectors.shape == (3, sum(GIST))
    assert [part.norm(dim=-1).mean().item() for part in vectors.split(list(GIST), dim=-1)] == (
        pytest.approx([1.0, 1.0, 1.0], abs=1e-4)
    )
    twice = Material(
        material.rows * 2,
        [0] * 6,
        material.claims.repeat(2),
        material.acts.repeat(2, 1),
        material.rebuts.repeat(2, 2),
    )
    (lesson,) = twice.lessons()
    if not is_linked:
        lesson = lesson._replace(links=None)
    learnt = [one for one in network.parameters() if one.requires_grad]
    optimiser = torch.optim.Adam(learnt, lr=1e-3)
    losses = []
    for _ in range(8):
        optimiser.zero_grad()
        loss = network.loss(lesson)
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]


def test_what_stands_for_no_gold_statement_has_no_act() -> None:
    claims = CLAIMS | {"monday#2": "monday#2"}
    own = Material.of([GoldDocument(SAID, claims, REBUTS, {})], TOKENIZER)
    assert own.acts.argmax(1).tolist()[:2] == [ACTS.index("accusation"), ACTS.index("denial")]
    assert own.acts.sum(1).tolist() == [1, 1, 0]


def test_gists_are_kept(tmp_path) -> None:
    known = {one.id: one.gist for one in SAID.statements}
    save(known, tmp_path / "gists.npz")
    kept = load_gists(tmp_path / "gists.npz")
    assert kept == known
    document = GoldDocument(SAID, CLAIMS, REBUTS, {})
    assert with_gists([document], kept) == [document]
    with pytest.raises(KeyError):
        with_gists([document], {})
