"""The network that makes gists and judges acts, and what it is taught."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.gist.render import CONTENT, CUE, PARTS, Rendered
from kg.train.network import SIZE, Encoder
from kg.values import ACTS, GIST

_SHARPNESS = 18.0  # of the choice among a story's statements
_RARE = 3.0  # the weight of a pair that belongs together
_ACTS = 1.0  # what acts count for beside links


class Lesson(NamedTuple):
    """Statements of one story: their pieces and acts, and who says the same and who rebuts whom.

    `acts` are shares of ACTS (n x ACTS); zeros teach nothing. `links` holds each statement's claim
    (n) and which rebuts which (n x n); it is None where nothing is known of them.
    """

    rows: list[Rendered]
    acts: Tensor
    links: tuple[Tensor, Tensor] | None


class GistNetwork(nn.Module):
    """A BERT encoder whose mean vectors, of content, all and cue, become a gist and an act."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, len(PARTS))
        self.out = nn.Linear(2 * SIZE, sum(GIST), bias=False)
        self.acts = nn.Linear(3 * SIZE, len(ACTS))
        # Factor and shift for a claim, for a rebuttal, and the odds that nothing is rebutted.
        self.scale = nn.Parameter(torch.tensor([12.0, -7.0, 10.0, -6.0, 9.0]))
        with torch.no_grad():
            self.out.weight.copy_(_start())

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        """Statements x pieces, to directions (statements x GIST) and shares of ACTS."""
        mean = self._mean(ids, parts)
        return self._gist(mean), torch.softmax(self.acts(mean).float(), dim=-1)

    def _mean(self, ids: Tensor, parts: Tensor) -> Tensor:
        x = self.encoder(ids, parts)
        chosen = (parts == CONTENT, ids > 0, parts == CUE)
        masks = [kept.to(x.dtype).unsqueeze(-1) for kept in chosen]
        means = [(x * kept).sum(1) / kept.sum(1).clamp(min=1) for kept in masks]
        return torch.cat(means, dim=-1)

    def _gist(self, mean: Tensor) -> Tensor:
        parts = torch.split(self.out(mean[:, : 2 * SIZE]).float(), list(GIST), dim=-1)
        return torch.cat([functional.normalize(part, dim=-1) for part in parts], dim=-1)

    def loss(self, lesson: Lesson) -> Tensor:
        """How badly the network tells who says the same, who denies what, and which act it is."""
        mean = self._mean(*padded(lesson.rows))
        surprise = -(lesson.acts * functional.log_softmax(self.acts(mean).float(), dim=-1)).sum()
        acts = _ACTS * surprise / lesson.acts.sum().clamp(min=1)
        if lesson.links is None:
            return acts
        claims, rebuts = lesson.links
        says, against, opposed = torch.split(self._gist(mean), list(GIST), dim=-1)
        itself = torch.eye(len(says), dtype=torch.bool)
        is_same = (claims[:, None] == claims[None]) & ~itself
        return (
            self._same(says @ says.T, is_same, itself)
            + self._rebuts(against @ opposed.T, rebuts, itself)
            + acts
        )

    def _same(self, alike: Tensor, is_same: Tensor, itself: Tensor) -> Tensor:
        """Each pair for itself, and for each statement with others of its claim the choice."""
        scale = self.scale.float()
        once = torch.triu(torch.ones_like(itself), 1)
        loss = 3 * _pairs(scale[0] * alike + scale[1], is_same, once)
        repeated = is_same.any(1)
        if repeated.any():
            share = repeated.float().mean().clamp(min=0.2)
            odds = (_SHARPNESS * alike).masked_fill(itself, -1e4)
            loss = loss + 0.5 * share * _choice(odds, is_same)[repeated].mean()
        return loss

    def _rebuts(self, opposed: Tensor, is_rebuttal: Tensor, itself: Tensor) -> Tensor:
        """Each directed pair for itself, and for each statement what it rebuts, if anything."""
        scale = self.scale.float()
        loss = 3 * _pairs(scale[2] * opposed + scale[3], is_rebuttal, ~itself)
        nothing = scale[4].expand(len(opposed), 1)
        odds = torch.cat([(_SHARPNESS * opposed).masked_fill(itself, -1e4), nothing], dim=1)
        right = torch.cat([is_rebuttal, ~is_rebuttal.any(1, keepdim=True)], dim=1)
        return loss + 0.5 * _choice(odds, right).mean()


def padded(rows: list[Rendered]) -> tuple[Tensor, Tensor]:
    """Statements x pieces, ids and parts, filled up with zeros."""
    ids, parts = (
        nn.utils.rnn.pad_sequence([torch.tensor(row[which]) for row in rows], batch_first=True)
        for which in (0, 1)
    )
    return ids, parts


def _pairs(odds: Tensor, right: Tensor, counted: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(
        odds[counted], right[counted].float(), pos_weight=torch.tensor(_RARE)
    )


def _choice(odds: Tensor, right: Tensor) -> Tensor:
    """For each row the surprise that one of the right columns is chosen."""
    return odds.logsumexp(1) - odds.masked_fill(~right, -1e4).logsumexp(1)


def _start() -> Tensor:
    """Parts that begin as random directions of the pre-trained mean, which keep its likenesses."""
    rows = []
    for size in GIST:
        turn = torch.linalg.qr(torch.randn(SIZE, SIZE))[0][:size]
        rows.append(torch.cat([turn, 0.5 * turn], dim=1))
    # What opposes a statement speaks of the same as it: both begin in the same directions.
    rows[2] = rows[1].clone()
    return torch.cat(rows)
