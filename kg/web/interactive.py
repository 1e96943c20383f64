"""What pages hand to the scripts that npm builds into static/built, where they were built."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup

BUILT = Path(__file__).parent / "static" / "built"


def is_built(script: str) -> bool:
    """Whether a page's script is there; else the page says how to get it."""
    return (BUILT / f"{script}.js").is_file()


def json_block(value: object) -> Markup:
    """JSON as a script element may hold it: nothing in it can end the element or open another."""
    return Markup(json.dumps(value, ensure_ascii=True).replace("<", "\\u003c"))
