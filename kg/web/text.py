"""Text of strangers, made fit to be shown: nothing unseen, nothing endless.

Every string that a template prints passes `seen`. What could turn the direction of text, hide in a
name or confuse a terminal is shown as a box instead of obeyed.
"""

from __future__ import annotations

import re

from markupsafe import Markup

SHORT = 120  # letters of a name or title
LONG = 600  # letters of a claim in a list
LONGEST = 2000  # letters of what is put into an address; servers take no address without end
# Controls but for tab and line ends; marks that turn the direction of text; what has no width, but
# for the joiners that some scripts and emoji need; tags; halves of characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
BOX = "\N{REPLACEMENT CHARACTER}"


def seen(value: object) -> object:
    """What a template may print: markup of its own as it is, text without unseen characters."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub(BOX, value)
    return value


def cut(value: str, length: int = LONG) -> str:
    """Text of at most so many letters, with an ellipsis where some are left out."""
    if len(value) <= length:
        return value
    return f"{value[:length].rstrip()}…"


def score(value: float) -> str:
    """A score as people read it, from 0.00 to 1.00."""
    return f"{value:.2f}"


def count(number: int, word: str, plural: str | None = None) -> str:
    """A number with its word: 1 claim, 2 claims, 12,000 claims."""
    return f"{number:,} {word if number == 1 else plural or f'{word}s'}"


def is_web(url: str | None) -> bool:
    """Whether an address may be linked to; `javascript:` and the like may not."""
    return bool(url) and bool(re.match(r"https?://[^\s\x00-\x1f]+$", url or "", re.IGNORECASE))
