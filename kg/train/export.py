"""The trained network as two ONNX files with eight-bit weights, and their meta.json."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from kg.extract import model
from kg.extract.bands import WIDTH
from kg.extract.tagger import Settings
from kg.networks import digest
from kg.train.network import FLAT_TAGS, LINK_SIZE, SIZE, Encoder, Network


class ByteEmbedding(nn.Module):
    """An embedding in eight bits, with a scale of its own for each row: a quarter of the size."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of the ids, as numbers again."""
        rows: Tensor = self.get_buffer("rows")[ids]
        return rows.float() * self.get_buffer("scale")[ids]


class Exported(nn.Module):
    """What runs at inference before the linker: the flat tags and the linker's two views."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder: Encoder = network.encoder
        self.encoder.words = ByteEmbedding(network.encoder.words.weight.detach())  # type: ignore[assignment]
        # One product instead of three: fewer and larger steps run faster.
        self.out = nn.Linear(SIZE, FLAT_TAGS + 4 * LINK_SIZE)
        parts = (network.tags, network.piece, network.cue)
        sizes = (FLAT_TAGS, 2 * LINK_SIZE, 2 * LINK_SIZE)
        with torch.no_grad():
            for kind in ("weight", "bias"):
                rows = [getattr(p, kind)[:n] for p, n in zip(parts, sizes, strict=True)]
                getattr(self.out, kind).copy_(torch.cat(rows))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Windows x length, to the tags' scores and the two views of each piece."""
        found: Tensor = self.out(self.encoder(ids, features))
        return torch.split(found, [FLAT_TAGS, 2 * LINK_SIZE, 2 * LINK_SIZE], dim=-1)


def write(
    network: Network, folder: Path, tokenizer: Path, about: dict[str, Any], int8: bool = True
) -> None:
    """Write networks, tokenizer and meta.json; `about` tells of the training and its scores."""
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval()
    cells = torch.ones(2, 8, dtype=torch.int64)
    bands = {
        "pieces": torch.zeros(2, WIDTH, 2 * LINK_SIZE),
        "cues": torch.zeros(2, 2 * LINK_SIZE),
        "relations": torch.zeros(2, WIDTH, dtype=torch.int64),
    }
    exported = Exported(network).eval()
    with tempfile.TemporaryDirectory() as scratch:
        for part, inputs, name, axes in (
            (network.linker, bands, model.LINKER, LINKER_AXES),
            (exported, {"ids": cells, "features": cells}, model.ENCODER, ENCODER_AXES),
        ):
            whole = Path(scratch) / name
            onnx(part, inputs, whole, axes)
            if int8:
                quantise(whole, folder / name)
            else:
                shutil.copyfile(whole, folder / name)
    shutil.copyfile(tokenizer, folder / model.TOKENIZER)
    meta = {
        "weights": digest(folder, model.FILES),
        "layout": model.layout(),
        "settings": asdict(Settings()),
        "transitions": np.round(network.transitions.detach().numpy(), 5).tolist(),
        **about,
    }
    (folder / model.META).write_text(json.dumps(meta, indent=1) + "\n", "utf-8")


# The sizes that may differ from call to call, of inputs, then of outputs in their order.
ENCODER_AXES = {
    name: {0: "windows", 1: "length"} for name in ("ids", "features", "tags", "piece", "cue")
}
LINKER_AXES = {
    "pieces": {0: "count"},
    "cues": {0: "count"},
    "relations": {0: "count"},
    "scores": {0: "count"},
    "acts": {0: "count"},
}


def onnx(
    module: nn.Module, inputs: dict[str, Tensor], path: Path, axes: dict[str, dict[int, str]]
) -> None:
    """Write a module as ONNX; what `axes` names besides the inputs are its outputs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[name for name in axes if name not in inputs],
            dynamic_axes=axes,
            opset_version=20,
            dynamo=False,
        )


def quantise(whole: Path, path: Path) -> None:
    """Weights of the matrix products to eight bits, each column with its own scale.

    All eight bits are used: with seven, every F1 on dev is up to a point lower. Processors without
    VNNI would overflow on them, so `kg.networks.session` asks for their careful products.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    quantize_dynamic(
        str(whole),
        str(path),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=False,
        weight_type=QuantType.QInt8,
    )
