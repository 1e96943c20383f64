"""Names as keys: what two spellings of one name have in common."""

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"['’ʼ‘`.]")
_SEPARATOR = re.compile(r"[\W_]+")
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """The name without case, accents, punctuation and a leading article; empty if nothing is left.

    "The U.S. Embassy" and "us embassy" share a key, and so do "Szalánczy" and "Szalanczy".
    """
    key = _SEPARATOR.sub(" ", _DROPPED.sub("", _plain(name))).strip()
    return key.removeprefix("the ")


def _plain(name: str) -> str:
    if name.isascii():
        return name.lower()
    marked = unicodedata.normalize("NFKD", name)
    return "".join(c for c in marked if not unicodedata.combining(c)).casefold().translate(_PLAIN)
