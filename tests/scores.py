"""Score the installed package on annotated articles: `python tests/scores.py [--write]`.

Builds, exports and scores as a user would: `kg build`, `kg export`, and the program `eval/score.py`
of the folder that KG_SHARED names or that stands beside the repository as `shared`. Prints the
figures and fails where one falls more than two points under tests/scores.json; with --write the
file is written instead.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
RECORD = HERE / "scores.json"
KG = Path(sysconfig.get_path("scripts"), "kg")
TOLERANCE = 0.02
# By command of score.py: the folders of texts and of annotations.
PLACES = {
    "attribution": ("polnear/dev/text", "polnear/dev/attributions"),
    "claims": ("eval/dev/texts", "eval/dev/gold"),
}
Figures = dict[str, dict[str, float]]


class Bin(NamedTuple):
    """Statements of about one confidence: its mean, the share of right ones, their number."""

    confidence: float
    right: float
    count: int


def measured(shared: Path) -> tuple[Figures, list[Bin]]:
    """F1 or accuracy by command and name, and how far confidence can be trusted."""
    found = {}
    for command, (texts, gold) in PLACES.items():
        with tempfile.TemporaryDirectory() as folder:
            exported = understood(shared / texts, Path(folder))
            found[command] = scored(command, shared, texts, gold, exported)
            if command == "claims":
                reliable = reliability(shared, texts, gold, exported)
    return found, reliable


def reliability(shared: Path, texts: str, gold: str, exported: Path) -> list[Bin]:
    """Of statements that are about so sure, how many have the right content and speaker.

    Statements pair with gold ones as in score.py; those with no gold one are wrong.
    """
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score.py")
    assert spec is not None and spec.loader is not None
    score = sys.modules["score"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    known = score.Texts(shared / texts)
    files, wanted, _ = score.load_gold_claims(shared / gold, known)
    told, _ = score.load_system(exported, known, files)
    paired = score.pairs(wanted, told, score.dice, lambda g, s: (score.same_speaker(g, s),))
    right = {s.id for g, s in paired if score.same_speaker(g, s)}
    bins: dict[int, list[tuple[float, bool]]] = {}
    for line in exported.read_text("utf-8").splitlines():
        one = json.loads(line)
        bins.setdefault(min(9, int(one["confidence"] * 10)), []).append(
            (one["confidence"], one["id"] in right)
        )
    return [
        Bin(
            round(sum(sure for sure, _ in found) / len(found), 2),
            round(sum(is_right for _, is_right in found) / len(found), 2),
            len(found),
        )
        for _, found in sorted(bins.items())
    ]


def understood(texts: Path, folder: Path) -> Path:
    """Build a store of its own from the texts and export it."""
    store, exported = folder / "claims.kg", folder / "out.jsonl"
    built = subprocess.run([KG, "build", texts, "--store", store], check=False)
    if built.returncode not in (0, 3):  # 3: some article was skipped, which costs recall
        sys.exit(f"kg build {texts}: exit status {built.returncode}")
    subprocess.run([KG, "export", exported, "--store", store], check=True)
    return exported


def scored(command: str, shared: Path, texts: str, gold: str, exported: Path) -> dict[str, float]:
    """What score.py says of an export; figures that cannot be had are left out."""
    figures = exported.with_suffix(".figures")
    call = [sys.executable, shared / "eval/score.py", command, "--system", exported]
    call += ["--texts", shared / texts, "--gold", shared / gold, "--json", figures]
    print(f"\n{command}: {gold}", flush=True)
    subprocess.run(call, check=True)
    scores = json.loads(figures.read_text(encoding="utf-8"))["scores"]
    values = {name: score.get("f1", score.get("accuracy")) for name, score in scores.items()}
    return {name: round(value, 4) for name, value in values.items() if value is not None}


def fallen(now: Figures, recorded: Figures) -> list[str]:
    """The figures that are missing or more than the tolerance under the recorded ones."""
    return [
        f"{command}, {name}: {now[command].get(name, 0):.3f}, recorded {value:.3f}"
        for command, figures in recorded.items()
        for name, value in figures.items()
        if now[command].get(name, 0) < value - TOLERANCE
    ]


def main() -> int:
    """Measure, then record or compare; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="record what is measured")
    options = parser.parse_args()
    shared = Path(os.environ.get("KG_SHARED") or HERE.parents[1] / "shared")
    if not shared.is_dir():
        sys.exit(f"{shared}: no such folder; KG_SHARED says where the annotated articles are")
    now, bins = measured(shared)
    for one in bins:
        print(f"confidence {one.confidence:.2f}: {one.right:.2f} right of {one.count}")
    if options.write:
        record = {
            "date": datetime.date.today().isoformat(),
            "scores": now,
            "reliability": [one._asdict() for one in bins],
        }
        RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        return 0
    worse = fallen(now, json.loads(RECORD.read_text(encoding="utf-8"))["scores"])
    for line in worse:
        print(f"fallen: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
