r"""Whether a query asks other servers: Oxigraph would follow SERVICE to any address.

No list of tokens tells a keyword from its letters in a string, a comment, an IRI or a name: in one
place `<x:b)SERVICE?v#>` is an IRI, in another a comparison, a keyword and a comment. So the
engine's own parser is asked. A query that is still SPARQL when every `service` in it is spelt
`zervice` has none that is a keyword.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError


def _either(letter: str) -> str:
    codes = "|".join(f"{ord(one):02x}" for one in (letter.upper(), letter.lower()))
    return rf"(?:{letter}|\\u(?:0000)?00(?:{codes}))"


_WORD = re.compile(f"(?P<first>{_either('s')})(?={''.join(map(_either, 'ervice'))})", re.IGNORECASE)


def refuse_service(sparql: str) -> None:
    """Raises QueryError if the query holds SERVICE as a keyword."""
    spelt, count = _WORD.subn(lambda found: "Z" if found["first"] == "S" else "z", sparql)
    if not count:
        return
    try:
        ox.Store().query(spelt)
    except SyntaxError as error:
        message = str(error).replace("zervice", "service").replace("Zervice", "Service")
        raise QueryError(
            f"SERVICE is not offered: this server asks no other (if there is none: {message})"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error
