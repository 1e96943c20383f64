"""`python -m kg.train link` and `vectors`: what claims are joined and rebuttals found with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated as Arg

import typer

from kg.train import link, vectors
from kg.train.gists import load_gists, of_known
from kg.train.gold import STORIES, load

FOLDER = Path(str(files("kg.link")))


def train_link(
    gists: Arg[list[Path], typer.Option(help="What `gist --held-out` made, a file a network.")],
    stories: Arg[list[Path], typer.Option(help="Folders with gold and texts.")] = [STORIES],  # noqa: B006
    out: Arg[Path, typer.Option(help="Where the weights go.")] = FOLDER / "weights.json",
) -> None:
    """Train what compares statements on the stories that have gists; prints figures held out."""
    networks = [load_gists(one) for one in gists]
    documents = {one.reading.article.id: one for folder in stories for one in load(folder)}
    gold = of_known(documents.values(), networks[0])
    typer.echo(f"{len(gold)} of {len(documents)} articles have gists")
    for version, figures in link.train(gold, networks, out).items():
        for kind, counts in figures.items():
            typer.echo(f"{version} {kind}: precision {counts.precision:.3f}, F1 {counts.f1:.3f}")


def make_vectors(
    out: Arg[Path, typer.Option(help="Where the table goes.")] = FOLDER / "vectors.npz",
) -> None:
    """Distil the static word vectors that statements are compared with."""
    vectors.make(out)
