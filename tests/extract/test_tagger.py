"""The shipped tagger: spans, order, length, versions, damage."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.extract
from kg.errors import WeightsError
from kg.extract import Tagger, model
from kg.records import Attribution

DIRECT = "“The bridge will open in May,” the mayor of Tolbury, Anna Weiss, said on Monday."
INDIRECT = "Weiss said that the council had paid for the repairs."
FILLER = "The river rose quickly during the night and the road along it stayed closed. "


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def one(tagger: Tagger, text: str) -> list[Attribution]:
    return next(tagger.attributions([text]))


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60))
def test_spans_lie_inside_any_text(tagger: Tagger, text: str) -> None:
    text = f"{text} said “{text}” {DIRECT} {text}"
    for found in one(tagger, text):
        spans = [*found.source, *found.cue, *found.content]
        assert found.content and all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(s.of(text).strip() for s in spans) and 0 <= found.score <= 1


def test_work_grows_with_the_length_only(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = []
    run = tagger.encoder.run

    class Counting:
        def run(self, names: None, feed: dict) -> list:
            cells.append(feed["ids"].size)
            return run(names, feed)

        def get_outputs(self) -> list:
            return outputs

    outputs = tagger.encoder.get_outputs()
    monkeypatch.setattr(tagger, "encoder", Counting())
    one(tagger, FILLER * 100)
    short = sum(cells)
    cells.clear()
    one(tagger, FILLER * 400)
    assert sum(cells) < 4.4 * short


def test_the_component_gives_what_the_tagger_gives(tagger: Tagger) -> None:
    import spacy

    import kg.extract.component  # noqa: F401  (registers the factory)

    nlp = spacy.blank("en")
    nlp.add_pipe("kg_attributions")
    docs = list(nlp.pipe([DIRECT, INDIRECT]))
    assert [doc._.attributions for doc in docs] == list(tagger.attributions([DIRECT, INDIRECT]))
    assert nlp(DIRECT)._.attributions == one(tagger, DIRECT)


def test_version_names_the_shipped_weights(tagger: Tagger) -> None:
    meta = json.loads((model.FOLDER / model.META).read_text())
    assert tagger.version == kg.extract.MODEL_VERSION == f"{meta['weights']}-{model.CODE}"


def test_weights_stay_small() -> None:
    assert sum(file.stat().st_size for file in model.FOLDER.iterdir()) <= 30_000_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    shutil.copytree(model.FOLDER, folder)
    return folder


def test_weights_of_another_layout_are_refused(copy: Path) -> None:
    meta = json.loads((copy / model.META).read_text())
    meta["layout"]["labels"] = ["O", "B", "I"]
    (copy / model.META).write_text(json.dumps(meta))
    with pytest.raises(WeightsError, match="labels"):
        Tagger.load(copy)


def test_damaged_weights_are_refused(copy: Path) -> None:
    path = copy / model.LINKER
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(WeightsError, match="describes"):
        Tagger.load(copy)


@pytest.mark.parametrize("name", [model.META, model.ENCODER, model.LINKER, model.TOKENIZER])
def test_missing_weights_are_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(WeightsError, match=name):
        Tagger.load(copy)
