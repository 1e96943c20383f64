"""What can go wrong, as one tree.

KgError                  anything a user can mend; the command line prints it as one line, exit 1
├── UsageError           the call itself is wrong: an unknown name, a bad option (exit 2)
│   ├── UnknownName      nothing goes by that name; carries the nearest ones
│   └── AmbiguousName    several things do; carries the candidates
├── ReadError            an input that cannot be read; becomes a `Skipped`, never ends a build
├── StoreError           the store cannot be opened, read or written
│   ├── StoreLocked      another process writes to it
│   └── StoreMissing     a lookup in a store that was never built
├── QueryError           SPARQL that does not parse, run or finish
├── ExportError          a file that cannot be written
└── WeightsError         model weights that do not fit this version of the code
"""


class KgError(Exception):
    """Base of all errors that a user can mend; its text says what, where and what to do."""

    exit_status = 1


class UsageError(KgError):
    """The call itself is wrong."""

    exit_status = 2


class UnknownName(UsageError):
    """Nothing goes by the given name.

    `nearest` holds up to five names that resemble it, best first; it may be empty.
    """

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {', '.join(map(repr, nearest))}?" if nearest else ""
        super().__init__(f"no {kind} named {name!r}{hint}")
        self.name, self.nearest = name, nearest


class AmbiguousName(UsageError):
    """Several things go by the given name; `candidates` are their full names and ids."""

    def __init__(self, kind: str, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} may be any of these {kind}s: {'; '.join(candidates)}")
        self.name, self.candidates = name, candidates


class ReadError(KgError):
    """An input that cannot be read."""


class StoreError(KgError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store for writing."""


class StoreMissing(StoreError):
    """There is no store where a lookup expects one."""


class QueryError(KgError):
    """SPARQL that does not parse, run or finish."""


class ExportError(KgError):
    """A file that cannot be written."""


class WeightsError(KgError):
    """Model weights that do not fit this version of the code."""
