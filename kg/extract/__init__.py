"""Article -> attributions: who says what, as the text has it.

`Tagger` reads plain text; `kg.extract.component` is the same as a part of a spaCy pipeline.
`MODEL_VERSION` names weights and code, and is read without loading either network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.extract.tagger import Tagger as Tagger

    MODEL_VERSION: str

__all__ = ["MODEL_VERSION", "Tagger"]


def __getattr__(name: str) -> Any:
    # On demand, so that a lookup that wants the version doesn't load onnxruntime.
    if name == "Tagger":
        from kg.extract.tagger import Tagger

        return Tagger
    if name == "MODEL_VERSION":
        from kg.extract.model import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
