"""Text -> attributions, by the trained networks; needs no spaCy and no PyTorch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extract import model
from kg.extract.bands import allowed, band
from kg.extract.decode import Floats, cues, ranges, softmax
from kg.extract.encoding import Views, views
from kg.extract.linking import CONTENT, CUE_TAGS, FIGURES, SOURCE, evidence, link
from kg.extract.pieces import Ints, Pieces, pieces
from kg.extract.quotations import completed
from kg.networks import check, load_tokenizer, session
from kg.records import Attribution, Span, Spans

# Texts are read together until they have so many pieces.
PIECES = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How the networks are used, chosen on dev; part of the weights' meta.json."""

    # Chosen for speed and dev's figures; the model card has the trade-off.
    window: int = 140
    context: int = 28
    cue_threshold: float = 0.2
    score_threshold: float = 0.0
    # How far flat tags that see no source or content count against the linker.
    flat: float = 0.1
    # A further part of a broken content must be so sure, the mean of its labels' chances.
    part_threshold: float = 0.0
    # The logistic model of the score: its bias, then a factor for each of `evidence`'s figures.
    calibration: tuple[float, ...] = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Candidate(NamedTuple):
    """An attribution that may be one, not yet scored, and the figures its score rests on."""

    attribution: Attribution
    figures: NDArray[np.float64]


class Tagger:
    """Finds attributions in texts. Holds nothing of the texts: one may serve many threads."""

    def __init__(self, folder: Path, threads: int = 1, settings: Settings | None = None) -> None:
        meta = model.read_meta(folder)
        check(folder, model.FILES, meta["weights"])
        chosen: dict[str, Any] = meta["settings"]
        self.settings = settings or Settings(
            **{**chosen, "calibration": tuple(chosen["calibration"])}
        )
        self.version = model.version(folder)
        self.encoder = session(folder / model.ENCODER, threads)
        self.linker = session(folder / model.LINKER, threads)
        self.tokenizer = load_tokenizer(folder / model.TOKENIZER)
        learnt = np.array(meta["transitions"], dtype=np.float32)
        self.transitions = np.where(allowed(), learnt, np.float32(-1e4))

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> Tagger:
        """The tagger with the shipped weights, or with those of a folder.

        Raises WeightsError if they are damaged or don't fit this code.
        """
        return cls(folder or model.FOLDER, threads)

    def attributions(self, texts: Iterable[str]) -> Iterator[list[Attribution]]:
        """For each text, its attributions in the order of their cues, or contents without one.

        Spans are code points of the text. Texts are read in groups, so the first result may wait
        for several of them.
        """
        settings = self.settings
        read, texts = tee(texts)
        for text, found in zip(read, self.candidates(texts), strict=True):
            scores = logistic(figures_of(found), settings.calibration)
            likely = [
                replace(each.attribution, score=float(score))
                for each, score in zip(found, scores, strict=True)
                if score >= settings.score_threshold
            ]
            yield completed(text, likely)

    def candidates(self, texts: Iterable[str]) -> Iterator[list[Candidate]]:
        """For each text, what `attributions` chooses from, with what it chooses by."""
        group: list[Pieces] = []
        count = 0
        for text in texts:
            found = pieces(self.tokenizer, text)
            group.append(found)
            # A text without pieces counts too, so that the group always ends.
            count += len(found) + 1
            if count >= PIECES:
                yield from self.read(group)
                group, count = [], 0
        yield from self.read(group)

    def encode(self, text: str) -> tuple[Pieces, Views]:
        """The text's wordpieces and what the encoder says of each."""
        found = pieces(self.tokenizer, text)
        return found, views(self.encoder, [found], self.settings.window, self.settings.context)

    def read(self, group: list[Pieces]) -> Iterator[list[Candidate]]:
        """The candidates of each of the tokenised texts."""
        bounds = np.cumsum([0, *map(len, group)])
        seen = views(self.encoder, group, self.settings.window, self.settings.context)
        places, chance = cues(softmax(seen.tags[:, :CUE_TAGS]), bounds, self.settings.cue_threshold)
        links = link(self.linker, self.transitions, group, seen, places, self.settings.flat)
        figures = evidence(chance, links)
        owners = np.searchsorted(bounds, places[:, 0], side="right") - 1
        found: list[list[Candidate]] = [[] for _ in group]
        for row, owner in enumerate(owners):
            cue = places[row] - bounds[owner]
            sure = links.sureness[row]
            made = attribution(group[owner], cue, links.labels[row], sure, self.settings)
            if made:
                acts = tuple(links.acts[row].round(4).tolist())
                found[owner].append(Candidate(replace(made, acts=acts), figures[row]))
        yield from found


def figures_of(found: list[Candidate]) -> NDArray[np.float64]:
    """The candidates' figures, one row each."""
    return np.array([each.figures for each in found], dtype=np.float64).reshape(-1, FIGURES)


def logistic(figures: NDArray[np.float64], factors: tuple[float, ...]) -> NDArray[np.float64]:
    """Probabilities by a logistic model: bias, then one factor a figure."""
    if not len(figures):
        return np.zeros(0)
    return np.asarray(1 / (1 + np.exp(-(factors[0] + figures @ np.array(factors[1:])))))


def attribution(
    found: Pieces, cue: Ints, labels: Ints, sure: Floats, settings: Settings
) -> Attribution | None:
    """The attribution of a cue, from the labels of its band; None if it has no content.

    A source is hardly ever broken, so only its surest part is taken.
    """
    start = int(band(cue[:1])[0, 0])

    def spans(parts: list[tuple[int, int]]) -> Spans:
        return tuple(
            Span(int(found.starts[start + a]), int(found.ends[start + b - 1])) for a, b in parts
        )

    def sureness(part: tuple[int, int]) -> float:
        return float(sure[slice(*part)].mean())

    contents = ranges(labels, CONTENT)
    if not contents:
        return None
    surest = max(contents, key=sureness)
    contents = [c for c in contents if c == surest or sureness(c) >= settings.part_threshold]
    source = sorted(ranges(labels, SOURCE), key=sureness)[-1:]
    own = (Span(int(found.starts[cue[0]]), int(found.ends[cue[1]])),)
    return Attribution(spans(source), own, spans(contents), score=0.0)
