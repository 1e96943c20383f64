"""Annotated articles as batches of tensors: random windows, gathered into runs."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from kg.extract.bands import LABELS, RELATIONS, band, relations
from kg.extract.pieces import FEATURES, Ints, Pieces, pieces
from kg.extract.windows import Window, windows
from kg.networks import CLS, SEP
from kg.records import Spans
from kg.train.corpus import UNTOLD, Annotated

MASK = 103
# The context of windows, as it may be drawn: inference has the largest.
CONTEXTS = (0, 8, 16, 28, 28)
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SINGLE = str.maketrans('“”"', "‘’'")


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive windows of one article, and its labels.

    `tags` is pieces x 3 (cue, source, content as 0 outside, 1 begin, 2 inside); `cues` holds first
    and last piece of each cue; `labels` is cues x pieces; `acts` holds each cue's place in ACTS,
    UNTOLD where nobody said.
    """

    pieces: Pieces
    windows: tuple[Window, ...]
    tags: Ints
    cues: Ints
    labels: Ints
    acts: Ints


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, and their runs' core pieces in one row behind each other.

    `core` says where a core piece stands among windows x length; `runs` is its run's first and
    last core piece. `cues` counts in core pieces; `labels` is cues x core pieces of its run,
    looked up by `labels_at`.
    """

    ids: Tensor
    features: Tensor
    core: Tensor
    tags: Tensor
    cues: Ints
    labels: list[Ints]
    acts: Ints
    owners: Ints
    bounds: Ints
    paragraphs: Ints
    sentences: Ints


def varied(article: Annotated, chance: random.Random) -> str:
    """The text with other marks or case, at the same offsets, as other papers would print it."""
    draw = chance.random()
    if draw < 0.2:
        return article.text.translate(STRAIGHT)
    if draw < 0.26:
        return article.text.translate(SINGLE)
    changed = article.text
    if draw < 0.29:
        changed = article.text.upper()
    elif draw < 0.31:
        changed = article.text.lower()
    return changed if len(changed) == len(article.text) else article.text


def runs(
    article: Annotated, tokenizer: Tokenizer, chance: random.Random, size: int, length: int
) -> Iterator[Run]:
    """The article as runs of `length` windows of random size and context."""
    found = pieces(tokenizer, varied(article, chance))
    context = chance.choice(CONTEXTS)
    all_windows = list(windows(found, chance.randint(size * 6 // 7, size), context))
    tags, cues, labels, acts = targets(article, found)
    first = chance.randint(1, length)
    for start in [0, *range(first, len(all_windows), length)]:
        chosen = all_windows[start : first if start == 0 else start + length]
        if chosen:
            yield Run(found, tuple(chosen), tags, cues, labels, acts)


def targets(article: Annotated, found: Pieces) -> tuple[Ints, Ints, Ints, Ints]:
    """Tags, cues and labels of all the article's pieces, and the cues' acts."""
    tags = np.zeros((len(found), 3), dtype=np.int64)
    cues: list[tuple[int, int]] = []
    rows: list[Ints] = []
    acts: list[int] = []
    for number, attribution in enumerate(article.attributions):
        roles = (attribution.cue, attribution.source, attribution.content)
        spans = [list(covered(found, role)) for role in roles]
        for column, role in enumerate(spans):
            for start, end in role:
                tags[start:end, column] = 2
                tags[start, column] = 1
        if not spans[0]:
            continue
        row = np.zeros(len(found), dtype=np.int64)
        for begin, role in ((LABELS.index("B-content"), spans[2]), (1, spans[1])):
            for start, end in role:
                row[start:end] = begin + 1
                row[start] = begin
        first, end = spans[0][0]
        row[first:end] = 0
        cues.append((first, end - 1))
        rows.append(row)
        acts.append(article.acts[number] if article.acts else UNTOLD)
    ends = np.array(cues, dtype=np.int64).reshape(-1, 2)
    return tags, ends, np.array(rows, dtype=np.int64), np.array(acts, dtype=np.int64)


def covered(found: Pieces, spans: Spans) -> Iterator[tuple[int, int]]:
    """The half-open ranges of pieces that the spans touch."""
    for span in spans:
        start = int(np.searchsorted(found.ends, span.start, side="right"))
        end = int(np.searchsorted(found.starts, span.end, side="left"))
        if start < end:
            yield start, end


def collate(batch: Sequence[Run], chance: random.Random, masked: float) -> Batch:
    """The runs as tensors; a share `masked` of the wordpieces is hidden."""
    flat = [(run, window) for run in batch for window in run.windows]
    length = max(window.end - window.start for _, window in flat) + 2
    ids = np.zeros((len(flat), length), dtype=np.int64)
    features = np.full((len(flat), length), FEATURES, dtype=np.int64)
    core: list[Ints] = []
    for row, (run, window) in enumerate(flat):
        size = window.end - window.start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = run.pieces.ids[window.start : window.end]
        features[row, 1 : size + 1] = run.pieces.features[window.start : window.end]
        offset = row * length + 1 - window.start
        core.append(np.arange(window.core_start, window.core_end) + offset)
    if masked:
        dice = np.random.default_rng(chance.getrandbits(32)).random(ids.shape)
        ids[(dice < masked) & (ids > SEP)] = MASK
    cues: list[Ints] = []
    labels: list[Ints] = []
    acts: list[int] = []
    owners: list[int] = []
    bounds: list[tuple[int, int]] = []
    tags, paragraphs, sentences = [], [], []
    at = 0
    for number, run in enumerate(batch):
        start, end = run.windows[0].core_start, run.windows[-1].core_end
        bounds.append((at, at + end - start))
        tags.append(run.tags[start:end])
        paragraphs.append(run.pieces.paragraphs[start:end])
        sentences.append(run.pieces.sentences[start:end])
        for cue, row_labels, act in zip(run.cues, run.labels, run.acts, strict=True):
            if start <= cue[0] and cue[1] < end:
                cues.append(cue + (at - start))
                labels.append(row_labels[start:end])
                acts.append(int(act))
                owners.append(number)
        at += end - start
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(np.concatenate(core)),
        torch.from_numpy(np.concatenate(tags)),
        np.array(cues, dtype=np.int64).reshape(-1, 2),
        labels,
        np.array(acts, dtype=np.int64),
        np.array(owners, dtype=np.int64),
        np.array(bounds, dtype=np.int64),
        np.concatenate(paragraphs),
        np.concatenate(sentences),
    )


def linking(batch: Batch, extra: Ints) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """What the linker learns from: for the batch's cues, then for the `extra` (proposed) ones.

    Returns cues x 2, the bands' indices, mask, relations and labels, and the acts. A proposed cue
    that overlaps a true one has the true one's labels outside itself; any other has none.
    """
    cues = np.concatenate([batch.cues, extra])
    owners = np.concatenate(
        [batch.owners, np.searchsorted(batch.bounds[:, 0], extra[:, 0], side="right") - 1]
    )
    low, high = batch.bounds[owners, 0:1], batch.bounds[owners, 1:2]
    indices = band(cues[:, 0])
    mask = (indices >= low) & (indices < high)
    indices = np.clip(indices, low, high - 1)
    related = relations(indices, cues[:, 0], cues[:, 1], batch.paragraphs, batch.sentences)
    related[~mask] = RELATIONS
    labels = np.zeros_like(indices)
    for row in range(len(cues)):
        true = row if row < len(batch.cues) else overlapping(batch.cues, cues[row])
        if true is not None:
            labels[row] = batch.labels[true][indices[row] - low[row]]
            labels[row, (indices[row] >= cues[row, 0]) & (indices[row] <= cues[row, 1])] = 0
    labels[~mask] = 0
    labels = begun(labels)
    acts = np.append(batch.acts, np.full(len(extra), UNTOLD))
    arrays = (cues, indices, mask, related, labels, acts)
    first, second, third, fourth, fifth, sixth = (torch.from_numpy(array) for array in arrays)
    return first, second, third, fourth, fifth, sixth


def begun(labels: Ints) -> Ints:
    """The labels, with a beginning for each span that lost its own to a cue or the band's end."""
    before = np.pad(labels[:, :-1], ((0, 0), (1, 0)))
    orphan = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    return np.asarray(labels - orphan)


def overlapping(cues: Ints, cue: Ints) -> int | None:
    """The first of the cues that shares a piece with the cue."""
    found = np.flatnonzero((cues[:, 0] <= cue[1]) & (cues[:, 1] >= cue[0]))
    return int(found[0]) if len(found) else None


def epoch(
    articles: Iterable[list[Annotated]],
    tokenizer: Tokenizer,
    chance: random.Random,
    size: int = 140,
    length: int = 4,
    runs_per_batch: int = 3,
    batches_per_step: int = 2,
    masked: float = 0.05,
) -> Iterator[list[Batch]]:
    """One pass over the articles, one annotator's version of each, in an order of chance.

    Yields the batches of one step at a time; what is left over at the end waits for another pass.
    """
    everything: list[Run] = []
    for versions in articles:
        everything += runs(chance.choice(versions), tokenizer, chance, size, length)
    chance.shuffle(everything)
    whole = runs_per_batch * batches_per_step
    for start in range(0, len(everything) - whole + 1, whole):
        # Runs of one length together, so that little is padded.
        chosen = sorted(everything[start : start + whole], key=longest)
        yield [
            collate(chosen[at : at + runs_per_batch], chance, masked)
            for at in range(0, whole, runs_per_batch)
        ]


def longest(run: Run) -> int:
    """The length of the run's longest window."""
    return max(window.end - window.start for window in run.windows)
