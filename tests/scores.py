"""Score the installed package on annotated articles: `python tests/scores.py [--write]`.

Builds, exports and scores as a user would: `kg build`, `kg export`, and the program `eval/score.py`
of the folder that KG_SHARED names or that stands beside the repository as `shared`. Prints the
figures and fails where one falls more than two points under tests/scores.json; with --write the
file is written instead.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

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


def measured(shared: Path) -> Figures:
    """F1 or accuracy by command and name."""
    found = {}
    for command, (texts, gold) in PLACES.items():
        with tempfile.TemporaryDirectory() as folder:
            exported = understood(shared / texts, Path(folder))
            found[command] = scored(command, shared, texts, gold, exported)
    return found


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
    now = measured(shared)
    if options.write:
        record = {"date": datetime.date.today().isoformat(), "scores": now}
        RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        return 0
    worse = fallen(now, json.loads(RECORD.read_text(encoding="utf-8"))["scores"])
    for line in worse:
        print(f"fallen: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
