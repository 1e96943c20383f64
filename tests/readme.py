"""Write the generated parts of README.md, or see whether they are current.

    python tests/readme.py [--check]

A part stands between `<!-- shown: KIND -->` and `<!-- end -->`. KIND is a command, which is run on
a store of seeds/ as on a terminal of 100 columns, or `queries`, `scores` or `reliability`.
"""

from __future__ import annotations

import difflib
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SCORES = ROOT / "tests/scores.json"
PART = re.compile(r"(<!-- shown: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
SCREEN = {"COLUMNS": "100", "LINES": "50", "TERM": "dumb", "KG_STORE": "claims.kg"}


def current(text: str, run: Callable[[str], str]) -> str:
    """The README with its parts written anew; `run` gives a command's output."""

    def part(match: re.Match[str]) -> str:
        kind = match[2]
        if kind == "queries":
            made = queries(run("kg query --list --format jsonl"))
        elif kind in ("scores", "reliability"):
            record = json.loads(SCORES.read_text(encoding="utf-8"))
            made = scores(record) if kind == "scores" else reliability(record)
        else:
            made = f"```console\n$ {kind}\n{run(kind)}```\n"
        return match[1] + made + match[3]

    return PART.sub(part, text)


def queries(listed: str) -> str:
    """The named queries as a table: a name, its parameters and what it answers."""
    rows = ["| query | answers | parameters |", "| --- | --- | --- |"]
    for line in listed.splitlines():
        one = json.loads(line)
        taken = ", ".join(f"`{parameter['name']}`" for parameter in one["parameters"])
        rows.append(f"| `{one['name']}` | {' '.join(one['summary'].split())} | {taken} |")
    return "\n".join(rows) + "\n"


def scores(record: dict[str, Any]) -> str:
    """The recorded figures as tables, one for each kind."""
    made = [f"Measured on {record['date']}.\n"]
    for command, figures in record["scores"].items():
        made.append(f"| {HEADS[command]} | |\n| --- | --- |")
        made.append(
            "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items()) + "\n"
        )
    return "\n".join(made)


def reliability(record: dict[str, Any]) -> str:
    """A plot: of statements with about this confidence, the share that is right."""
    lines = [
        f"    {one['confidence']:.2f} {'#' * round(40 * one['right']):40} "
        f"{one['right']:.2f} of {one['count']}"
        for one in record["reliability"]
    ]
    return "\n".join(lines) + "\n"


HEADS = {
    "attribution": "`score.py attribution`, F1",
    "claims": "`score.py claims`, F1 or accuracy",
}


def runner(folder: Path) -> Callable[[str], str]:
    """Builds a store of seeds/ in a folder; gives a function that runs commands there."""
    (folder / "seeds").symlink_to(ROOT / "seeds")
    scripts = sysconfig.get_path("scripts")
    environment = {**os.environ, **SCREEN, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}

    def run(command: str) -> str:
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            shlex.split(command), stdout=theirs, cwd=folder, env=environment
        ) as process:
            os.close(theirs)
            output = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        if process.returncode:
            sys.exit(f"{command}: exit status {process.returncode}")
        return output.decode().replace("\r\n", "\n")

    run("kg build seeds/")
    return run


def read(terminal: int) -> bytes:
    """What a terminal shows next; nothing at its end, which Linux reports as an error."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""


def main(arguments: list[str]) -> int:
    """Write the parts, or with --check say what differs (exit status 1 if anything does)."""
    old = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        new = current(old, runner(Path(folder)))
    if "--check" not in arguments:
        README.write_text(new, encoding="utf-8")
        return 0
    lines = (text.splitlines(keepends=True) for text in (old, new))
    sys.stderr.writelines(difflib.unified_diff(*lines, "README.md", "python tests/readme.py"))
    return 0 if old == new else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
