"""Networks in ONNX files and their tokenizers, ready to run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenizers import Tokenizer

from kg.errors import WeightsError

# The marks at the ends of what a network reads.
CLS, SEP = 101, 102

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]


def has_vnni(flags: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor says that it multiplies bytes without overflow; False if unknown."""
    try:
        return "vnni" in flags.read_text("utf-8", "replace")
    except OSError:
        return False


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """A network ready to run on `threads` threads; raises WeightsError if it cannot be read."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Without VNNI, products of eight-bit numbers overflow unless this is set; with it, it halves
    # the speed for nothing.
    if not has_vnni():
        options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no public base
        raise WeightsError(f"{path}: {error}") from error


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a file; it neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def description(path: Path) -> dict[str, Any]:
    """What a meta.json says of the weights beside it; raises WeightsError if it cannot be read."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: no readable description of the weights ({error})") from error
    return found


def digest(folder: Path, names: Iterable[str]) -> str:
    """A hash of the files of that name, in their order."""
    hashed = hashlib.sha256()
    for name in names:
        hashed.update((folder / name).read_bytes())
    return hashed.hexdigest()[:12]


def check(folder: Path, names: Iterable[str], weights: str) -> None:
    """Raise WeightsError if a file is missing, or they are not those whose `digest` is known."""
    try:
        found = digest(folder, names)
    except OSError as error:
        raise WeightsError(f"{error.filename}: missing or unreadable weights") from error
    if found != weights:
        raise WeightsError(
            f"{folder}: {found} are not the weights that meta.json describes, {weights}; "
            "install the package again"
        )
