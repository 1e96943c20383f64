"""The tagger's network: a BERT encoder, a cue tagger, and a linker that sees a piece and a cue."""

from __future__ import annotations

import math
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.bands import LABELS, RELATIONS
from kg.extract.pieces import FEATURES
from kg.values import ACTS

LAYERS, HEADS, SIZE, INNER = 6, 12, 384, 1536
VOCABULARY, PLACES = 30_522, 512
LINK_SIZE, LINK_HEADS, LINK_INNER = 128, 4, 256
# Flat tags: outside, begin, inside of cues; then of sources and contents, for training only.
CUE_TAGS = 3
FLAT_TAGS = 3 * CUE_TAGS


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool: drawing fresh ones costs a tenth of a step."""

    POOL = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        kept = (torch.rand(self.POOL) >= rate).float() / (1 - rate)
        self.register_buffer("pool", kept.bfloat16(), persistent=False)
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """The input with a share of its numbers dropped; unchanged outside training."""
        if not self.training or not self.rate:
            return x
        pool = cast(Tensor, self.pool)
        start = int(torch.randint(0, len(pool) - x.numel(), ()))
        return x * pool[start : start + x.numel()].view(x.shape).to(x.dtype)


class Rounded(torch.autograd.Function):
    """A product's input as inference sees it: each window's numbers on 256 steps of their range.

    Slopes go through as if nothing had been rounded.
    """

    @staticmethod
    def forward(_: object, x: Tensor) -> Tensor:
        """Windows x length x size, the same size."""
        low, high = x.amin((1, 2), keepdim=True), x.amax((1, 2), keepdim=True)
        step = (high.clamp(min=0) - low.clamp(max=0)).clamp(min=1e-6) / 255
        return (x / step).round_().mul_(step)

    @staticmethod
    def backward(_: object, slope: Tensor) -> Tensor:
        """The slope, unchanged."""
        return slope


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention and a two-layer net, each added and normed.

    With `rounds` it meets in training the rounding errors of eight bits, with which it will run.
    """

    def __init__(self, dropout: Dropout, rounds: bool = False) -> None:
        super().__init__()
        self.rounds = rounds
        self.attend = nn.Linear(SIZE, 3 * SIZE)
        self.attended = nn.Linear(SIZE, SIZE)
        self.widen = nn.Linear(SIZE, INNER)
        self.narrow = nn.Linear(INNER, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.norm2 = nn.LayerNorm(SIZE, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Windows x length x size; `mask` is added to the attention's scores."""
        query, key, value = self.attend(self.rounded(x)).chunk(3, dim=-1)
        query, key, value = (heads(part, HEADS) for part in (query, key, value))
        # Written out: on processors, the fused kernel's backward pass takes twice as long.
        weights = query @ key.transpose(-1, -2) / math.sqrt(SIZE // HEADS) + mask.to(x.dtype)
        mixed = (torch.softmax(weights, dim=-1).to(value.dtype) @ value).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.dropout(self.attended(self.rounded(mixed))))
        wide = self.rounded(functional.gelu(self.widen(self.rounded(x))))
        return cast(Tensor, self.norm2(x + self.dropout(self.narrow(wide))))

    def rounded(self, x: Tensor) -> Tensor:
        """The input of a product; in training as eight bits would have it."""
        if not (self.training and self.rounds):
            return x
        return cast(Tensor, Rounded.apply(x))  # type: ignore[no-untyped-call]


def heads(x: Tensor, count: int) -> Tensor:
    """Batch x pieces x size, as batch x heads x pieces x size of a head."""
    return x.reshape(*x.shape[:2], count, -1).transpose(1, 2)


class Encoder(nn.Module):
    """Wordpieces and their features to vectors; the word vectors stay as they were pre-trained."""

    def __init__(
        self, dropout: float = 0.1, features: int = FEATURES + 1, rounds: bool = False
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, SIZE)
        self.words.weight.requires_grad_(False)
        self.places = nn.Embedding(PLACES, SIZE)
        self.features = nn.Embedding(features, SIZE)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(self.dropout, rounds) for _ in range(LAYERS))

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        """Batch x pieces; a padded place has the id 0."""
        x = self.words(ids) + self.features(features)
        x = x + self.places.weight[: ids.shape[1]]
        x = self.dropout(self.norm(x))
        mask = (ids == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return cast(Tensor, x)

    def load(self, folder: Path) -> None:
        """Take the pre-trained weights from a folder in Hugging Face's layout."""
        found = load_file(folder / "model.safetensors")
        found = {name.removeprefix("bert."): tensor for name, tensor in found.items()}
        state = {
            "words.weight": found["embeddings.word_embeddings.weight"],
            "places.weight": found["embeddings.position_embeddings.weight"]
            + found["embeddings.token_type_embeddings.weight"][0],
        }
        renamed = {"norm": "embeddings.LayerNorm"}
        for index in range(LAYERS):
            theirs, ours = f"encoder.layer.{index}", f"layers.{index}"
            for kind in ("weight", "bias"):
                state[f"{ours}.attend.{kind}"] = torch.cat(
                    [
                        found[f"{theirs}.attention.self.{x}.{kind}"]
                        for x in ("query", "key", "value")
                    ]
                )
            renamed |= {
                f"{ours}.attended": f"{theirs}.attention.output.dense",
                f"{ours}.norm1": f"{theirs}.attention.output.LayerNorm",
                f"{ours}.widen": f"{theirs}.intermediate.dense",
                f"{ours}.narrow": f"{theirs}.output.dense",
                f"{ours}.norm2": f"{theirs}.output.LayerNorm",
            }
        for ours, theirs in renamed.items():
            for kind in ("weight", "bias"):
                state[f"{ours}.{kind}"] = found[f"{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert missing == ["features.weight"] and not unexpected


class Linker(nn.Module):
    """Scores what a piece is to a cue, and which act the cue's attribution is.

    A piece's vector, the cue's and how they stand to each other make one vector a piece; in one
    layer of attention the pieces of the band then see each other, across the windows' seams.
    """

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.relations = nn.Embedding(RELATIONS + 1, LINK_SIZE)
        nn.init.zeros_(self.relations.weight)
        self.norm1 = nn.LayerNorm(LINK_SIZE)
        self.attend = nn.Linear(LINK_SIZE, 3 * LINK_SIZE)
        self.attended = nn.Linear(LINK_SIZE, LINK_SIZE)
        self.norm2 = nn.LayerNorm(LINK_SIZE)
        self.widen = nn.Linear(LINK_SIZE, LINK_INNER)
        self.narrow = nn.Linear(LINK_INNER, LINK_SIZE)
        self.norm3 = nn.LayerNorm(LINK_SIZE)
        self.labels = nn.Linear(LINK_SIZE, len(LABELS))
        self.heed = nn.Linear(LINK_SIZE, 1)
        self.gist = nn.Linear(3 * LINK_SIZE, LINK_SIZE)
        self.acts = nn.Linear(LINK_SIZE, len(ACTS))
        self.dropout = dropout

    def forward(self, pieces: Tensor, cues: Tensor, relations: Tensor) -> tuple[Tensor, Tensor]:
        """Cues x band x labels and cues x acts.

        From cues x band x 2 LINK_SIZE, cues x 2 LINK_SIZE and cues x band, where RELATIONS stands
        for a place outside the text.
        """
        added, multiplied = pieces.chunk(2, dim=-1)
        plus, times = cues.unsqueeze(1).chunk(2, dim=-1)
        x = added + plus + multiplied * times + self.relations(relations).to(added.dtype)
        mask = (relations == RELATIONS).to(x.dtype)[:, None, None, :] * -1e4
        query, key, value = self.attend(self.norm1(x)).chunk(3, dim=-1)
        query, key, value = (heads(part, LINK_HEADS) for part in (query, key, value))
        weights = query @ key.transpose(-1, -2) / math.sqrt(LINK_SIZE // LINK_HEADS) + mask
        mixed = (torch.softmax(weights, dim=-1).to(value.dtype) @ value).transpose(1, 2).flatten(2)
        x = x + self.dropout(self.attended(mixed))
        x = x + self.dropout(self.narrow(functional.gelu(self.widen(self.norm2(x)))))
        x = self.norm3(x)
        heeded = torch.softmax(self.heed(x).squeeze(-1) + mask[:, 0, 0], dim=-1).to(x.dtype)
        whole = (heeded.unsqueeze(1) @ x).squeeze(1)
        gist = functional.gelu(self.gist(torch.cat([whole, cues], dim=-1)))
        return self.labels(x), self.acts(self.dropout(gist))


class Network(nn.Module):
    """Encoder and heads. `transitions` scores a label after a label in the linker's sequences."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, rounds=True)
        self.tags = nn.Linear(SIZE, FLAT_TAGS)
        self.piece = nn.Linear(SIZE, 2 * LINK_SIZE)
        self.cue = nn.Linear(SIZE, 2 * LINK_SIZE)
        self.linker = Linker(self.encoder.dropout)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Flat tag scores, and the linker's views of each piece and of each piece as a cue."""
        x = self.encoder(ids, features)
        return self.tags(x), self.piece(x), self.cue(x)
