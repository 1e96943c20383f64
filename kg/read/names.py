"""Article ids of files."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.read.formats import suffix
from kg.read.source import Draft, Source
from kg.records import Origin, mint


def name_files(paths: Iterable[Path]) -> dict[Path, str]:
    """The name without extension, led by as many folders as make it unique among `paths`.

    Where one folder holds the same name in two formats, the extension stays.
    """
    # abspath, since resolve() would name a link by what it points to.
    absolute = {path: Path(os.path.abspath(path)) for path in paths}  # noqa: PTH100
    same = Counter((path.parent, _stem(path)) for path in absolute.values())
    groups = defaultdict(list)
    for path, full in absolute.items():
        base = _stem(full) if same[full.parent, _stem(full)] == 1 else full.name
        groups[base].append((path, full.parent.parts[1:]))
    return {
        path: shown(name)
        for base, group in groups.items()
        for path, name in _led_by_folders(base, group)
    }


def _led_by_folders(base: str, group: list[tuple[Path, tuple[str, ...]]]) -> list[tuple[Path, str]]:
    deepest = max(len(folders) for _, folders in group)
    for depth in range(deepest + 1):
        names = ["/".join((*folders[len(folders) - depth :], base)) for _, folders in group]
        if len(set(names)) == len(group):
            break
    return [(path, name) for (path, _), name in zip(group, names, strict=True)]


def origin(source: Source, draft: Draft) -> Origin | None:
    """The file that a draft is named after; None if there is none, or the draft names itself."""
    if source.path is None or draft.part is None:
        return None
    folders = Path(os.path.abspath(source.path)).parent.parts[1:]  # noqa: PTH100
    place = mint(os.path.realpath(source.path), draft.part)
    return Origin(place, tuple(map(shown, folders)))


def _stem(path: Path) -> str:
    return path.name[: -len(suffix(path))] or path.name


def shown(name: Path | str) -> str:
    """The name as valid Unicode: bytes of another encoding in a file name become U+FFFD."""
    # surrogatepass, since a name may hold other lone surrogates than those of escaped bytes.
    escaped = "".join(c if not 0xDC80 <= ord(c) <= 0xDCFF else "\ufffd" for c in str(name))
    return escaped.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
