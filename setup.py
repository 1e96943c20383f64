"""Builds the front end along with the package; pyproject.toml says everything else.

With npm at hand, kg/web/frontend becomes kg/web/static/built (graph and editor) and
kg/export/built (interactive stories), unless what is there was built from the same sources.
Without it, or with KG_NO_FRONTEND=1, the package is whole but for these.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SOURCES = ROOT / "kg" / "web" / "frontend"
BUILT = (ROOT / "kg" / "web" / "static" / "built", ROOT / "kg" / "export" / "built")
STAMP = BUILT[0] / "sources.txt"
NPM_CI = ("ci", "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=1000")
SECONDS = 120  # for one step; without a network, npm would try for longer


class BuildWithFrontEnd(build_py):
    """Builds the front end first, so that it is there when files for the wheel are gathered."""

    def run(self) -> None:
        """Build both; the front end may fail."""
        if said := build():
            print(f"front end: {said}")
        super().run()


def build() -> str:
    """Build the front end where that is wanted, needed and possible; what came of it."""
    if os.environ.get("KG_NO_FRONTEND", "0") not in ("", "0"):
        return "not built, as KG_NO_FRONTEND asks; pages will have no graph and no editor"
    if not SOURCES.is_dir():
        return ""
    now = fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="ascii") == now:
        return "built already"
    npm = shutil.which("npm")
    if npm is None:
        return "not built, for there is no npm; pages will have no graph and no editor"
    for folder in BUILT:
        shutil.rmtree(folder, ignore_errors=True)
    for step in (NPM_CI, ("run", "build")):
        if failure := failed([npm, *step]):
            return (
                f"not built, npm {step[0]} failed; pages will have no graph, no editor: {failure}"
            )
    STAMP.write_text(now, encoding="ascii")
    return "built"


def fingerprint() -> str:
    """A digest of all that the front end is built from."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and "node_modules" not in path.relative_to(SOURCES).parts:
            digest.update(f"{path.relative_to(SOURCES)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def failed(command: list[str]) -> str:
    """Run a step of npm; why it failed, on one line, or nothing."""
    with subprocess.Popen(
        command,
        cwd=SOURCES,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            # All of the session: what npm started would hold the pipe open.
            os.killpg(process.pid, signal.SIGKILL)
            return f"it took more than {SECONDS} seconds"
    lines = [line for line in said.splitlines() if line.strip()]
    return "; ".join(lines[-3:]) or "no word why" if process.returncode else ""


setup(cmdclass={"build_py": BuildWithFrontEnd})
