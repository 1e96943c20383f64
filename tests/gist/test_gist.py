"""Gists: what statements are compared by."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg import gist
from kg.errors import WeightsError
from kg.gist import Gists
from kg.gist.render import CONTENT, PARTS, render
from kg.packed import LENGTH, unpack
from kg.records import Actor, Article, Attribution, Reading, Reference, Span, Statement
from kg.values import ACTS

TEXT = (
    "Weiss had the bridge closed. The mayor said that the bridge was safe. "
    "Critics called it a ruin. The mayor insisted that nobody could fall off the bridge."
)


def statement(name: str, content: str, text: str = TEXT) -> Statement:
    start = text.index(content)
    span = Span(start, start + len(content))
    sentence = Span(text.rfind(".", 0, start) + 1, span.end)
    return Statement(
        name, "a", Attribution((), (), (span,), 1.0), content, sentence, Reference("weiss", ()),
        (), (), "assertion", "indirect", None, (), 1.0,
    )  # fmt: skip


def reading(*statements: Statement, text: str = TEXT) -> Reading:
    return Reading(Article("a", text), (Actor("weiss", "Anna Weiss", "person", ()),), statements)


@pytest.fixture(scope="module")
def gists() -> Gists:
    return Gists()


SAFE = statement("s1", "the bridge was safe")
RUIN = statement("s2", "it a ruin")
FALL = statement("s3", "nobody could fall off the bridge")


def test_a_gist_has_a_byte_for_each_dimension(gists: Gists) -> None:
    found = gists.of(reading(SAFE, RUIN))
    assert [len(one.gist) for one in found.statements] == [LENGTH] * 2
    assert found.statements[0].gist != found.statements[1].gist
    assert replace(found.statements[0], gist=b"") == SAFE


def test_a_gist_does_not_depend_on_the_statements_beside_it(gists: Gists) -> None:
    together, alone = gists.of(reading(SAFE, RUIN, FALL)), gists.of(reading(FALL))
    assert together.statements[2] == alone.statements[0]


@pytest.mark.parametrize(
    "odd", ["\ud83d", "x" * 10_000, "中文 \x00 e\u0301", "said said said " * 900]
)
def test_any_text_has_one(gists: Gists, odd: str) -> None:
    text = f"They said {odd}."
    (found,) = gists.of(reading(statement("s", odd, text), text=text)).statements
    assert len(found.gist) == LENGTH


def test_each_piece_knows_what_it_belongs_to(gists: Gists) -> None:
    ((ids, parts),) = render(reading(FALL), gists.tokenizer)
    assert len(ids) == len(parts) and set(parts) <= set(range(len(PARTS)))
    content = [one for one, part in zip(ids, parts, strict=True) if part == CONTENT]
    assert gists.tokenizer.decode(content) == "nobody could fall off the bridge"
    before = [one for one, part in zip(ids, parts, strict=True) if PARTS[part] == "before"]
    assert gists.tokenizer.decode(before).endswith("critics called it a ruin.")


def test_a_gist_tells_denials(gists: Gists) -> None:
    text = "The mayor denied that the bridge was unsafe."
    denied = statement("s", "the bridge was unsafe", text)
    cue = Span(text.index("denied"), text.index(" that"))
    denied = replace(denied, attribution=replace(denied.attribution, cue=(cue,)))
    (found,) = gists.of(reading(denied, text=text)).statements
    assert ACTS[unpack(found.gist).acts.argmax()] == "denial"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(gist.FOLDER, tmp_path / "weights"))


def test_the_version_names_the_weights() -> None:
    meta = json.loads((gist.FOLDER / gist.META).read_text())
    assert gist.version() == f"{meta['weights']}-{gist.CODE}"


def test_weights_of_another_layout_are_refused(copy: Path) -> None:
    meta = json.loads((copy / gist.META).read_text())
    meta["layout"]["gist"] = [1, 2, 3]
    (copy / gist.META).write_text(json.dumps(meta))
    with pytest.raises(WeightsError, match="gist"):
        Gists(copy)


def test_damaged_or_missing_weights_are_refused(copy: Path) -> None:
    path = copy / gist.NETWORK
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(WeightsError, match="not the weights"):
        Gists(copy)
    path.unlink()
    with pytest.raises(WeightsError, match=gist.NETWORK):
        Gists(copy)
