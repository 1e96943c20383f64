"""Names as keys: what two spellings of one name have in common."""

import re
import unicodedata

_DROPPED = re.compile(r"['’ʼ‘`.]")
_SEPARATOR = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """The name without case, accents, punctuation and a leading article; empty if nothing is left.

    "The U.S. Embassy" and "us embassy" share a key, and so do "Szalánczy" and "Szalanczy".
    """
    marked = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in marked if not unicodedata.combining(c)).casefold()
    key = _SEPARATOR.sub(" ", _DROPPED.sub("", plain)).strip()
    return key.removeprefix("the ")
