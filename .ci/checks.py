#!/usr/bin/env python3
"""Check the package as a newcomer meets it: in a copy and an environment of its own.

Runs the commands that the README marks with `<!-- ci -->`, then everything else that must hold. It
needs python3 with pip and venv. Where a folder `shared` with annotated articles stands beside the
repository, tests use it and the scores are compared with tests/scores.json. Every step runs, unless
nothing could be installed; exit status 1 if one fails, and the last lines say which.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
BIN = ".venv/bin"
MARKED = re.compile(r"^<!-- ci -->\n+```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECKS = {
    "lint": f"{BIN}/ruff check .",
    "format": f"{BIN}/ruff format --check .",
    "types": f"{BIN}/mypy",
    "import order": f"{BIN}/lint-imports",
    "generated vocabulary": f"{BIN}/python ontology/generate.py --check",
    "generated parts of the README": f"{BIN}/python tests/readme.py --check",
    "benchmarks, in small": f"{BIN}/python tests/benchmarks --smoke",
}
CLIENTS = (
    "! command -v npm || npm install --no-audit --no-fund --no-package-lock"
    " --prefix tests/web/sparql || echo not installed"
)
SCORES = f"{BIN}/python tests/scores.py"
BROWSERS = ("chromium", "chromium-browser")
# Without it, tests of pages in a browser are skipped and say so; that is no failure.
BROWSER = """if [ "$(id -u)" = 0 ] && command -v apt-get; then
apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq chromium
fi || true"""
LEFT_BEHIND = (
    *(".git", ".venv", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis", "*.kg"),
    *("node_modules", "built"),
)
MINUTES = 45  # for one step; nothing here takes half as long


def main() -> int:
    """Run all steps; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="kg-ci-") as folder:
        copy = Path(folder, "repository")
        shutil.copytree(ROOT, copy, ignore=left_behind)
        outcomes = [(name, run(name, command, copy)) for name, command in steps(copy)]
    failed = [name for name, is_good in outcomes if not is_good]
    print(f"\n{len(outcomes) - len(failed)} of {len(outcomes)} steps passed", flush=True)
    for name in failed:
        print(f"FAILED: {name}")
    return 1 if failed else 0


def left_behind(folder: str, names: list[str]) -> set[str]:
    """What a fresh checkout would not have, or what builds left at the root."""
    ignored = set(shutil.ignore_patterns(*LEFT_BEHIND)(folder, names))
    return ignored | ({"build", "dist"} if Path(folder) == ROOT else set())


def steps(copy: Path) -> Iterator[tuple[str, str]]:
    """Names and shell commands; ends early if the README's commands left no environment."""
    marked = MARKED.findall((copy / "README.md").read_text(encoding="utf-8"))
    if len(marked) != 2:
        sys.exit(f"README.md: {len(marked)} commands are marked <!-- ci -->, not 2")
    install, tests = marked
    yield "README: install and build", install
    yield "clients that tests skip where they are missing", CLIENTS
    if not any(map(shutil.which, BROWSERS)):
        yield "a browser, without which tests of pages are skipped", BROWSER
    yield "README: tests", tests
    if not (copy / BIN / "ruff").exists():
        yield "installation of the tools", f"ls {BIN}/ruff"
        return
    yield from CHECKS.items()
    if SHARED.is_dir():
        yield "scores", SCORES


def run(name: str, command: str, copy: Path) -> bool:
    """Run one step with nothing to read, showing what it prints; tells whether it passed."""
    print(f"\n=== {name}\n{command.strip()}", flush=True)
    begun = time.monotonic()
    try:
        status = subprocess.run(
            ["/bin/sh", "-ec", command],
            cwd=copy,
            env=environment(),
            stdin=subprocess.DEVNULL,
            timeout=MINUTES * 60,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"stopped after {MINUTES} minutes")
        status = -1
    taken = time.monotonic() - begun
    print(f"=== {name}: {'passed' if status == 0 else f'FAILED ({status})'}, {taken:.0f} s")
    return status == 0


def environment() -> dict[str, str]:
    """This one, without what would let another Python or store shine through."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "PYTHON", "VIRTUAL_"))}
    shared = {"KG_SHARED": str(SHARED)} if SHARED.is_dir() else {}
    return {**kept, **shared, "CI": "true", "PYTHONUNBUFFERED": "1"}


if __name__ == "__main__":
    sys.exit(main())
