"""Trains what makes gists: `python -m kg.train gist`.

Learnt by story, from gold statements and from the program's own. Stories that are held out teach
nothing; their gists, by the very network that is shipped, are what linking is trained with.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Annotated as Arg

import torch
import typer
from torch import nn

from kg import gist, networks
from kg.networks import load_tokenizer
from kg.train.attributes import parsed
from kg.train.exchange import Names
from kg.train.export import ByteEmbedding, onnx, quantise
from kg.train.gist_network import GistNetwork, Lesson
from kg.train.gists import save
from kg.train.gold import STORIES, GoldDocument, digest, load, stories
from kg.train.lessons import Material, of_news
from kg.train.met import own as found
from kg.train.replicas import average, copy, gather, trained
from kg.train.tagger_command import pretrained

RATE, HEAD_RATE = 8e-5, 5e-4
RISE = 50  # steps until the rate is full
FALL = 0.75  # the share of the steps in which it falls
WORKERS = 2  # each with a replica of its own, on one thread
AVERAGE = 0.98  # of the running mean, how much a step leaves as it was
EXCHANGED = 0.6  # the share of stories that get other names
OWN_SHARE = 0.5  # of the program's own versions, how many a pass holds
NEWS_SHARE = 0.25  # lessons of news for one of stories
EVERY = 50  # steps between two checkpoints


class Pupil:
    """A network that learns, with the running mean of its weights."""

    def __init__(self, seed: int, start: Path | None) -> None:
        """Begin with the pre-trained encoder, or with what another's checkpoint holds."""
        torch.manual_seed(seed)
        random.seed(seed)
        torch.set_num_threads(1)
        self.network = GistNetwork()
        if start is None:
            self.network.encoder.load(pretrained())
        else:
            self.network.load_state_dict(torch.load(start)["net"])
        self.weights = trained(self.network)
        encoder = set(trained(self.network.encoder))
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [one for one in self.weights if one in encoder], "lr": RATE},
                {"params": [one for one in self.weights if one not in encoder], "lr": HEAD_RATE},
            ],
            weight_decay=0.01,
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.mean = [one.detach().clone() for one in self.weights]
        self.replicas = [deepcopy(self.network).bfloat16().train() for _ in range(WORKERS)]
        self.step = 0

    def go_on(self, checkpoint: Path) -> None:
        """Take up where a checkpoint was written."""
        kept = torch.load(checkpoint)
        self.network.load_state_dict(kept["net"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.mean, self.step = kept["mean"], kept["step"]

    def save(self, checkpoint: Path) -> None:
        """Write what `go_on` reads."""
        kept = {
            "net": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "mean": self.mean,
            "step": self.step,
        }
        torch.save(kept, checkpoint)

    def learn(self, lessons: Sequence[Lesson], share: float, pool: ThreadPoolExecutor) -> float:
        """One step, at this share of the rates; returns its loss."""
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        for replica in self.replicas:
            copy(self.network, replica)
        lost = sum(pool.map(_backward, self.replicas, lessons))
        gather(self.network, self.replicas)
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimiser.step()
        self.step += 1
        average(self.mean, self.weights, self.step, AVERAGE)
        return lost

    def taught(self) -> GistNetwork:
        """The network with the running mean of its weights."""
        with torch.no_grad():
            torch._foreach_copy_(self.weights, self.mean)
        return self.network.eval()


def learn(
    pupil: Pupil,
    material: Sequence[Material],
    own: Sequence[Material],
    news: Sequence[Lesson],
    steps: int,
    checkpoint: Path,
) -> GistNetwork:
    """A network trained on gold stories, the program's own versions of them, and acts of news."""
    begun, lost = time.monotonic(), 0.0
    with ThreadPoolExecutor(WORKERS) as pool:
        while pupil.step < steps:
            lessons = _pass(material, own, news)
            for at in range(0, len(lessons) - WORKERS + 1, WORKERS):
                if pupil.step == steps:
                    break
                share = min(1.0, (pupil.step + 1) / RISE) * min(
                    1.0, (1 - pupil.step / steps) / FALL
                )
                lost += pupil.learn(lessons[at : at + WORKERS], share, pool)
                if pupil.step % EVERY == 0:
                    pupil.save(checkpoint)
                    passed = time.monotonic() - begun
                    typer.echo(
                        f"step {pupil.step} of {steps}, {passed:.0f} s, loss {lost / EVERY:.3f}"
                    )
                    lost = 0.0
    return pupil.taught()


def _pass(
    material: Sequence[Material], own: Sequence[Material], news: Sequence[Lesson]
) -> list[Lesson]:
    kept = [one for one in own if random.random() < OWN_SHARE]
    lessons = [lesson for one in (*material, *kept) for lesson in one.lessons()]
    lessons += random.sample(news, min(len(news), int(NEWS_SHARE * len(lessons))))
    random.shuffle(lessons)
    return lessons


def _backward(replica: GistNetwork, lesson: Lesson) -> float:
    """A replica's part of a step's loss; its gradients are left with it."""
    loss = replica.loss(lesson) / WORKERS
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def made(folder: Path, documents: Iterable[GoldDocument]) -> dict[str, bytes]:
    """The gists of the documents' statements, by id, by the weights of a folder."""
    gists = gist.Gists(folder, threads=WORKERS)
    read = [gists.of(one.reading) for one in documents]
    return {one.id: one.gist for reading in read for one in reading.statements}


def write(network: GistNetwork, folder: Path, about: dict[str, object]) -> None:
    """Write the network with eight-bit weights, the tokenizer and meta.json."""
    folder.mkdir(parents=True, exist_ok=True)
    exported = deepcopy(network).eval()
    exported.encoder.words = ByteEmbedding(exported.encoder.words.weight.detach())  # type: ignore[assignment]
    cells = torch.ones(1, 8, dtype=torch.int64)
    axes = {name: {0: "statements", 1: "length"} for name in ("ids", "parts")}
    axes |= {name: {0: "statements"} for name in ("gist", "acts")}
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / gist.NETWORK
        onnx(exported, {"ids": cells, "parts": cells}, whole, axes)
        quantise(whole, folder / gist.NETWORK)
    shutil.copyfile(pretrained() / gist.TOKENIZER, folder / gist.TOKENIZER)
    meta = {"weights": networks.digest(folder, gist.FILES), "layout": gist.layout(), **about}
    (folder / gist.META).write_text(json.dumps(meta, indent=1) + "\n", "utf-8")


def train(
    stories_in: Arg[list[Path], typer.Option("--stories", help="Folders with gold and texts.")] = [  # noqa: B006
        STORIES
    ],
    out: Arg[Path, typer.Option(help="Where the weights go.")] = gist.FOLDER,
    held_out: Arg[
        Path | None, typer.Option(help="Names of stories that teach nothing, one a line.")
    ] = None,
    gists: Arg[Path, typer.Option(help="Where the gists of these go.")] = Path("gists.npz"),
    polnear: Arg[
        Path | None,
        typer.Option(help="A PolNeAR folder, of which the acts that today's weights say are kept."),
    ] = None,
    start: Arg[Path | None, typer.Option(help="A checkpoint to begin with.")] = None,
    checkpoint: Arg[Path, typer.Option(help="Saved to, and gone on from.")] = Path("gist.pt"),
    steps: Arg[int, typer.Option(help="So many, of two lessons each.")] = 4000,
    seed: Arg[int, typer.Option(help="Of every choice that is left to chance.")] = 1,
) -> None:
    """Train what makes gists of statements, and make what linking is to be trained with."""
    pupil = Pupil(seed, start)
    if checkpoint.exists():
        pupil.go_on(checkpoint)
    documents = {one.reading.article.id: one for folder in stories_in for one in load(folder)}
    gold = list(documents.values())
    told = list(stories(gold))
    names = [[one.reading.article.id for one in story] for story in told]
    apart = places(told, held_out.read_text("utf-8").split()) if held_out else set()
    learnt = [at for at in range(len(told)) if at not in apart]
    versions = [
        {one.reading.article.id: one for one in some} for some in (gold, found(parsed(gold)))
    ]
    tokenizer = load_tokenizer(pretrained() / gist.TOKENIZER)
    others = Names(told)
    material, own = (
        [
            Material.of(
                [version[name] for name in names[at]],
                tokenizer,
                others.exchange(at) if random.random() < EXCHANGED else str,
            )
            for at in learnt
        ]
        for version in versions
    )
    news = of_news(polnear, tokenizer) if polnear else []
    network = learn(pupil, material, own, news, steps, checkpoint)
    about: dict[str, object] = {
        "stories": len(learnt),
        "held out": len(apart),
        "lessons of news": len(news),
        "gold_hash": digest(gold),
        "seed": seed,
        "steps": steps,
        "names exchanged": EXCHANGED,
        "pretrained": "all-MiniLM-L6-v2",
    }
    write(network, out, about)
    if apart:
        kept: dict[str, bytes] = {}
        for version in versions:
            kept |= made(out, (version[name] for at in sorted(apart) for name in names[at]))
        save(kept, gists)


def places(told: Sequence[Sequence[GoldDocument]], names: Iterable[str]) -> set[int]:
    """Where the named stories stand; a name that none has is an error."""
    known = {story[0].story.removeprefix("story-"): at for at, story in enumerate(told)}
    chosen = set(names)
    if missing := chosen - known.keys():
        raise typer.BadParameter(f"no such stories: {', '.join(sorted(missing))}")
    return {known[name] for name in chosen}
