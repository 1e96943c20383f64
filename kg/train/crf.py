"""The log-likelihood of label sequences under a linear chain, as a tree of small steps."""

from __future__ import annotations

import torch
from torch import Tensor


def log_likelihood(scores: Tensor, transitions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    """One figure a sequence.

    `scores`: sequences x length x labels, the length a power of two; `mask` is False where a
    sequence has no place, there any label counts the same.
    """
    scores = scores * mask.unsqueeze(-1)
    steps = transitions * (mask[:, 1:] & mask[:, :-1]).unsqueeze(-1).unsqueeze(-1)
    at = scores.gather(2, labels.unsqueeze(-1)).squeeze(-1) * mask
    pairs = labels[:, :-1] * transitions.shape[1] + labels[:, 1:]
    between = steps.flatten(2).gather(2, pairs.unsqueeze(-1)).squeeze(-1)
    return at.sum(1) + between.sum(1) - total(scores, steps, mask)


def total(scores: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    """The log of the summed weights of all label sequences; masked places add log(labels) each.

    Pairs of neighbouring stretches are joined until one is left: the depth is logarithmic.
    """
    count = scores.shape[-1]
    first = torch.full((count, count), -1e4, dtype=scores.dtype).fill_diagonal_(0)
    stretch = steps + scores[:, 1:].unsqueeze(2)
    head = (first + scores[:, 0].unsqueeze(1)).unsqueeze(1)
    stretch = torch.cat([head, stretch], dim=1)
    while stretch.shape[1] > 1:
        left, right = stretch[:, 0::2], stretch[:, 1::2]
        stretch = torch.logsumexp(left.unsqueeze(-1) + right.unsqueeze(-3), dim=-2)
    # Row r of the first stretch starts with label r, so each sequence is counted once.
    absent = (~mask).sum(1) * torch.log(torch.tensor(float(count)))
    return torch.logsumexp(stretch.flatten(1), dim=1) - absent
