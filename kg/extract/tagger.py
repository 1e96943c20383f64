"""Text -> attributions, by the trained networks; needs no spaCy and no PyTorch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extract import model
from kg.extract.bands import LABELS, WIDTH, allowed, band, relations
from kg.extract.decode import Floats, cues, ranges, softmax, viterbi
from kg.extract.pieces import FEATURES, Ints, Pieces, load_tokenizer, pieces
from kg.extract.windows import Window, windows
from kg.records import Attribution, Span, Spans

CLS, SEP = 101, 102
SOURCE, CONTENT = LABELS.index("B-source"), LABELS.index("B-content")
# Texts are read together until they have so many pieces, windows until they fill so many cells.
PIECES, CELLS, CUES = 20_000, 2_048, 64
# How many figures `evidence` gives a candidate.
FIGURES = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """How the networks are used, chosen on dev; part of the weights' meta.json."""

    window: int = 140
    context: int = 12
    cue_threshold: float = 0.3
    score_threshold: float = 0.0
    # The logistic model of the score: its bias, then a factor for each of `evidence`'s figures.
    calibration: tuple[float, ...] = (0.0, 1.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Views:
    """What the encoder says of each piece: cue tags' scores, and the linker's two views."""

    tags: Floats
    piece: Floats
    cue: Floats


class Candidate(NamedTuple):
    """An attribution that may be one, not yet scored, and the figures its score rests on."""

    attribution: Attribution
    figures: NDArray[np.float64]


class Tagger:
    """Finds attributions in texts. Holds nothing of the texts: one may serve many threads."""

    def __init__(self, folder: Path, threads: int = 1, settings: Settings | None = None) -> None:
        meta = model.read_meta(folder)
        model.check(folder, meta)
        chosen: dict[str, Any] = meta["settings"]
        self.settings = settings or Settings(
            **{**chosen, "calibration": tuple(chosen["calibration"])}
        )
        self.version = model.version(folder)
        self.encoder = model.session(folder / model.ENCODER, threads)
        self.linker = model.session(folder / model.LINKER, threads)
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
        """For each text, its attributions in the order of their cues.

        Spans are code points of the text. Texts are read in groups, so the first result may wait
        for several of them.
        """
        settings = self.settings
        for found in self.candidates(texts):
            scores = logistic(figures_of(found), settings.calibration)
            yield [
                replace(each.attribution, score=float(score))
                for each, score in zip(found, scores, strict=True)
                if score >= settings.score_threshold
            ]

    def candidates(self, texts: Iterable[str]) -> Iterator[list[Candidate]]:
        """For each text, what `attributions` chooses from, with what it chooses by."""
        group: list[Pieces] = []
        for text in texts:
            group.append(pieces(self.tokenizer, text))
            if sum(map(len, group)) >= PIECES:
                yield from self.read(group)
                group = []
        yield from self.read(group)

    def encode(self, text: str) -> tuple[Pieces, Views]:
        """The text's wordpieces and what the encoder says of each."""
        found = pieces(self.tokenizer, text)
        return found, self.views([found])

    def read(self, group: list[Pieces]) -> Iterator[list[Candidate]]:
        """The candidates of each of the tokenised texts."""
        bounds = np.cumsum([0, *map(len, group)])
        views = self.views(group)
        places, chance = cues(softmax(views.tags), bounds, self.settings.cue_threshold)
        labels, sureness = self.link(group, bounds, views, places)
        figures = evidence(chance, labels, sureness)
        owners = np.searchsorted(bounds, places[:, 0], side="right") - 1
        found: list[list[Candidate]] = [[] for _ in group]
        for row, owner in enumerate(owners):
            made = attribution(group[owner], places[row] - bounds[owner], labels[row])
            if made:
                found[owner].append(Candidate(made, figures[row]))
        yield from found

    def views(self, group: list[Pieces]) -> Views:
        """The encoder's views of all pieces of the texts, one behind the other."""
        offsets = np.cumsum([0, *(len(found) for found in group)])
        flat = [
            (int(offset), found, window)
            for offset, found in zip(offsets, group, strict=False)
            for window in windows(found, self.settings.window, self.settings.context)
        ]
        flat.sort(key=lambda item: item[2].end - item[2].start)
        sizes = [output.shape[-1] for output in self.encoder.get_outputs()]
        gathered = [np.zeros((int(offsets[-1]), size), dtype=np.float32) for size in sizes]
        for batch in batches(flat):
            ids, features, rows, columns, targets = side_by_side(batch)
            outputs = self.encoder.run(None, {"ids": ids, "features": features})
            for whole, output in zip(gathered, outputs, strict=True):
                whole[targets] = output[rows, columns]
        return Views(*gathered)

    def link(
        self, group: list[Pieces], bounds: Ints, views: Views, places: Ints
    ) -> tuple[Ints, Floats]:
        """The labels of the pieces around each cue, and the chance of each label, cues x WIDTH."""
        if not len(places):
            return np.zeros((0, WIDTH), dtype=np.int64), np.zeros((0, WIDTH), dtype=np.float32)
        paragraphs = np.concatenate([found.paragraphs for found in group])
        sentences = np.concatenate([found.sentences for found in group])
        owners = np.searchsorted(bounds, places[:, 0], side="right") - 1
        low, high = bounds[owners, None], bounds[owners + 1, None]
        indices = band(places[:, 0])
        mask = (indices >= low) & (indices < high)
        indices = np.clip(indices, low, high - 1)
        related = relations(indices, places[:, 0], places[:, 1], paragraphs, sentences)
        cue = np.stack([views.cue[first : last + 1].mean(axis=0) for first, last in places])
        parts = []
        for start in range(0, len(places), CUES):
            some = slice(start, start + CUES)
            feed = {
                "pieces": views.piece[indices[some]],
                "cues": cue[some],
                "relations": related[some],
            }
            parts.append(self.linker.run(None, feed)[0])
        scores = np.concatenate(parts)
        inside = (indices >= places[:, :1]) & (indices <= places[:, 1:]) & mask
        scores[inside, 1:] = -1e4
        labels = viterbi(scores, self.transitions, mask)
        chosen = np.take_along_axis(softmax(scores), labels[:, :, None], axis=2)[:, :, 0]
        return labels, np.where(mask, chosen, 1)


def figures_of(found: list[Candidate]) -> NDArray[np.float64]:
    """The candidates' figures, one row each."""
    return np.array([each.figures for each in found], dtype=np.float64).reshape(-1, FIGURES)


def batches(
    flat: list[tuple[int, Pieces, Window]],
) -> Iterator[list[tuple[int, Pieces, Window]]]:
    """Windows of nearly one length together, as many as fill CELLS."""
    held: list[tuple[int, Pieces, Window]] = []
    for item in flat:
        if held and (len(held) + 1) * (item[2].end - item[2].start + 2) > CELLS:
            yield held
            held = []
        held.append(item)
    if held:
        yield held


def side_by_side(
    batch: list[tuple[int, Pieces, Window]],
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """The windows as ids and features, and where each core piece stands there and overall."""
    length = max(window.end - window.start for _, _, window in batch) + 2
    ids = np.zeros((len(batch), length), dtype=np.int64)
    features = np.full((len(batch), length), FEATURES, dtype=np.int64)
    rows, columns, targets = [], [], []
    for row, (offset, found, window) in enumerate(batch):
        size = window.end - window.start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = found.ids[window.start : window.end]
        features[row, 1 : size + 1] = found.features[window.start : window.end]
        core = np.arange(window.core_start, window.core_end)
        rows.append(np.full(len(core), row))
        columns.append(core - window.start + 1)
        targets.append(core + offset)
    return ids, features, np.concatenate(rows), np.concatenate(columns), np.concatenate(targets)


def evidence(chance: Floats, labels: Ints, sureness: Floats) -> NDArray[np.float64]:
    """What the score rests on, cues x 4: log odds of the cue, mean log chance of the content's and
    the source's labels, and whether there is a source.
    """
    logs = np.log(np.maximum(sureness, 1e-6))
    content, source = labels >= CONTENT, (labels >= SOURCE) & (labels < CONTENT)
    figures = [
        np.log(chance) - np.log1p(-np.minimum(chance, 1 - 1e-6)),
        (logs * content).sum(1) / np.maximum(content.sum(1), 1),
        (logs * source).sum(1) / np.maximum(source.sum(1), 1),
        source.any(1),
    ]
    return np.stack(figures, axis=1).astype(np.float64)


def logistic(figures: NDArray[np.float64], factors: tuple[float, ...]) -> NDArray[np.float64]:
    """Probabilities by a logistic model: bias, then one factor a figure."""
    if not len(figures):
        return np.zeros(0)
    return np.asarray(1 / (1 + np.exp(-(factors[0] + figures @ np.array(factors[1:])))))


def attribution(found: Pieces, cue: Ints, labels: Ints) -> Attribution | None:
    """The attribution of a cue, from the labels of its band; None if it has no content."""
    start = int(band(cue[:1])[0, 0])

    def spans(begin: int) -> Spans:
        return tuple(
            Span(int(found.starts[start + a]), int(found.ends[start + b - 1]))
            for a, b in ranges(labels, begin)
        )

    content = spans(CONTENT)
    if not content:
        return None
    own = (Span(int(found.starts[cue[0]]), int(found.ends[cue[1]])),)
    return Attribution(spans(SOURCE), own, content, score=0.0)
