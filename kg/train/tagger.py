"""The tagger's training: losses, schedule, checkpoints."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.extract.bands import allowed
from kg.extract.pieces import Ints
from kg.networks import load_tokenizer
from kg.train.batches import Batch, epoch, linking
from kg.train.corpus import UNTOLD, Annotated
from kg.train.crf import log_likelihood
from kg.train.network import CUE_TAGS, Network
from kg.train.replicas import average, copy, gather, trained

LOSSES = ("cue", "auxiliary", "link", "act")
# What runs in eight bits, and learns to.
ROUNDED = ("encoder.layers.",)
# Where in its schedule training that begins with trained weights sets in: the rate falls from half.
AGAIN = 0.85


@dataclass(frozen=True)
class Recipe:
    """What a training run depends on besides its data."""

    seed: int = 1
    epochs: int = 10
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.05
    decay: float = 0.3
    dropout: float = 0.1
    masked: float = 0.05
    average: float = 0.998
    # The auxiliary tags' share of the loss.
    auxiliary: float = 0.3
    # The acts' share of the loss.
    acts: float = 0.4
    # Cues proposed by the network train the linker from this share of the steps on.
    propose_from: float = 0.15


class Training:
    """A network in training, which can be saved at any step and go on from there."""

    def __init__(
        self, recipe: Recipe, encoder: Path, articles: list[list[Annotated]], threads: int = 2
    ) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(recipe.seed)
        self.recipe, self.articles = recipe, articles
        self.tokenizer = load_tokenizer(encoder / "tokenizer.json")
        self.network = Network(recipe.dropout)
        self.network.encoder.load(encoder)
        self.optimizer = torch.optim.AdamW(groups(self.network, recipe), foreach=True)
        self.parameters = trained(self.network)
        self.averaged = [p.detach().clone() for p in self.parameters]
        self.forbidden = torch.from_numpy(~allowed()).float() * -1e4
        self.workers = ThreadPoolExecutor(threads)
        self.replicas = [deepcopy(self.network).bfloat16().train() for _ in range(threads)]
        self.step, self.share, self.first = 0, 0.0, 0.0
        self.per_epoch = sum(1 for _ in self.batches(0))
        self.steps = recipe.epochs * self.per_epoch

    def batches(self, number: int) -> Iterator[list[Batch]]:
        """The steps' batches of one epoch, the same whenever they are asked for."""
        chance = random.Random(self.recipe.seed * 1000 + number)
        return epoch(self.articles, self.tokenizer, chance, masked=self.recipe.masked)

    def run(
        self, checkpoint: Path, minutes: float | None = None, save_every: float = 5.0
    ) -> Iterator[dict[str, float]]:
        """Train to the end, saving every so many minutes; yields the losses of every 20 steps.

        With `minutes`, the schedule runs by the clock where that is faster than by steps.
        """
        self.network.train()
        begun = saved = time.monotonic()
        before = self.share
        losses: list[list[float]] = []
        while self.share < 1:
            number, done = divmod(self.step, self.per_epoch)
            for index, batch in enumerate(self.batches(number)):
                if index < done:
                    continue
                level = self.share < 1 - self.recipe.decay
                losses.append(self.learn(batch))
                spent = (time.monotonic() - begun) / 60
                clock = before + (1 - before) * spent / minutes if minutes else 0.0
                walked = self.first + (1 - self.first) * self.step / self.steps
                self.share = min(1.0, max(walked, clock))
                if level and self.share >= 1 - self.recipe.decay:
                    self.save(checkpoint.with_stem(f"{checkpoint.stem}-level"))
                if self.step % 20 == 0:
                    yield dict(zip(LOSSES, np.mean(losses, 0), strict=True))
                    losses = []
                if time.monotonic() - saved > save_every * 60:
                    self.save(checkpoint)
                    saved = time.monotonic()
                if self.share >= 1 or self.step // self.per_epoch > number:
                    break
        self.save(checkpoint)

    def learn(self, batches: list[Batch]) -> list[float]:
        """One step; returns its losses."""
        rate = schedule(self.share, self.recipe.warm_up, self.recipe.decay)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        proposing = self.share >= self.recipe.propose_from
        count = sum(len(batch.tags) for batch in batches)
        for replica in self.replicas:
            copy(self.network, replica, ROUNDED)
        idle = list(self.replicas)

        def one(batch: Batch) -> list[float]:
            replica = idle.pop()
            parts = losses(replica, batch, self.forbidden, proposing)
            cue, auxiliary, link, act = parts
            total = (
                cue + self.recipe.auxiliary * auxiliary + link + self.recipe.acts * act
            ) / count
            total.backward()  # type: ignore[no-untyped-call]
            idle.append(replica)
            return [part.item() / count for part in parts]

        # Threads that take the next batch when they are free: a busy core slows only its own.
        found = list(self.workers.map(one, batches))
        gather(self.network, self.replicas)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        average(self.averaged, self.parameters, self.step, self.recipe.average)
        self.step += 1
        return [sum(part) for part in zip(*found, strict=True)]

    def save(self, path: Path) -> None:
        """Write all that `load` needs, first to a temporary name."""
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "share": self.share,
            "steps": self.steps,
            "first": self.first,
            "recipe": asdict(self.recipe),
            "chance": torch.get_rng_state(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint of the same recipe."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.averaged = state["averaged"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.share = state["step"], state["share"]
        self.first = state.get("first", 0.0)
        torch.set_rng_state(state["chance"])

    def begin(self, checkpoints: Sequence[Path]) -> None:
        """Start from the mean of trained weights, where the rate is falling already."""
        with torch.no_grad():
            torch._foreach_copy_(self.parameters, mean([averaged(path) for path in checkpoints]))
        self.averaged = [p.detach().clone() for p in self.parameters]
        self.share = self.first = AGAIN

    def average(self, others: Sequence[Path] = ()) -> Network:
        """The network with its running mean for weights, or the mean of it and of other runs'."""
        with torch.no_grad():
            runs = [self.averaged, *(averaged(path) for path in others)]
            torch._foreach_copy_(self.parameters, mean(runs))
        return self.network.eval()


def averaged(checkpoint: Path) -> list[Tensor]:
    """The running mean of a run's weights."""
    state: dict[str, Any] = torch.load(checkpoint, weights_only=True)
    found: list[Tensor] = state["averaged"]
    return found


def mean(runs: Sequence[list[Tensor]]) -> list[Tensor]:
    """The mean of several runs' weights; means something for runs that began with the same ones."""
    return [torch.stack(each).mean(0) for each in zip(*runs, strict=True)]


def groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameter groups: lower layers learn slower, and only matrices decay."""
    found: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.head_rate
        if name.startswith("encoder.") and "features" not in name:
            depth = int(name.split(".")[2]) + 1 if ".layers." in name else 0
            rate = recipe.encoder_rate * recipe.layer_decay ** (6 - depth)
        decay = recipe.weight_decay if parameter.dim() > 1 and "transitions" not in name else 0.0
        found.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": parameters, "peak": rate, "lr": rate, "weight_decay": decay}
        for (rate, decay), parameters in found.items()
    ]


def schedule(share: float, warm_up: float, decay: float) -> float:
    """The learning rate as a part of its peak: a rise, a level, and a fall over the last `decay`.

    A level can be gone on from: more training starts from the checkpoint before the fall.
    """
    return min(1.0, (share + 1e-3) / warm_up, 0.01 + (1 - share) / decay)


def losses(network: Network, batch: Batch, forbidden: Tensor, proposing: bool) -> list[Tensor]:
    """The losses of cue tags, auxiliary tags, links and acts, summed over the batch."""
    tags, pieces, cues = network(batch.ids, batch.features)
    tags, pieces, cues = (
        functional.embedding(batch.core, x.flatten(0, 1)) for x in (tags, pieces, cues)
    )
    tags = tags.float()
    cue_loss, source_loss, content_loss = (
        functional.cross_entropy(part, batch.tags[:, column], reduction="sum")
        for column, part in enumerate(torch.split(tags, CUE_TAGS, dim=1))
    )
    none = np.zeros((0, 2), dtype=np.int64)
    extra = proposed(tags[:, :CUE_TAGS].detach(), batch) if proposing else none
    where, indices, mask, related, labels, acts = linking(batch, extra)
    if not len(where):
        return [cue_loss, source_loss + content_loss, cue_loss * 0, cue_loss * 0]
    scores, judged = network.linker(
        functional.embedding(indices, pieces), means(cues, where), related
    )
    act_loss = functional.cross_entropy(
        judged.float(), acts, ignore_index=UNTOLD, reduction="sum", label_smoothing=0.05
    )
    transitions = network.transitions.float() + forbidden
    likelihood = log_likelihood(scores.float(), transitions, labels, mask)
    return [cue_loss, source_loss + content_loss, -likelihood.sum(), act_loss]


def means(views: Tensor, cues: Tensor) -> Tensor:
    """The mean view of each cue's pieces."""
    sums = functional.pad(views.float().cumsum(0), (0, 0, 1, 0))
    lengths = (cues[:, 1:] - cues[:, :1] + 1).float()
    return ((sums[cues[:, 1] + 1] - sums[cues[:, 0]]) / lengths).to(views.dtype)


def proposed(scores: Tensor, batch: Batch, threshold: float = 0.3, most: int = 8) -> Ints:
    """The cues that the network sees now and that no annotator marked exactly so."""
    chance = torch.softmax(scores, dim=1).numpy()
    begins = np.flatnonzero(chance[:, 1] > threshold)
    known = {(int(first), int(last)) for first, last in batch.cues}
    found: list[tuple[int, int]] = []
    for first in begins:
        last = int(first)
        end = batch.bounds[np.searchsorted(batch.bounds[:, 0], first, side="right") - 1, 1]
        while last + 1 < end and chance[last + 1].argmax() == 2:
            last += 1
        if (int(first), last) not in known:
            found.append((int(first), last))
    return np.array(found[:most], dtype=np.int64).reshape(-1, 2)
