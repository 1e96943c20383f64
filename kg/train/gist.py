"""Trains what makes gists: `python -m kg.train gist`.

Learnt by story, from gold statements and from the program's own. With `--held-out`, gists of all
of them are made by networks that have not seen their story: what linking is trained with.
"""

from __future__ import annotations

import json
import math
import random
import shutil
import tempfile
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Arg

import torch
import typer
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg import gist, networks
from kg.gist.render import Rendered, render
from kg.networks import load_tokenizer
from kg.train import labels as judged
from kg.train.attributes import parsed
from kg.train.exchange import Names, Reword
from kg.train.export import ByteEmbedding, onnx, quantise
from kg.train.gist_network import UNKNOWN, GistNetwork, Lesson
from kg.train.gists import save
from kg.train.gold import STORIES, GoldDocument, digest, load, stories
from kg.train.met import own as found
from kg.train.replicas import average, copy, gather, trained
from kg.train.tagger_command import pretrained
from kg.values import ACTS

RATE, HEAD_RATE = 8e-5, 5e-4
MOST = 56  # statements of a lesson
WORKERS = 2  # each with a replica of its own, on one thread
AVERAGE = 0.98  # of the running mean, how much a step leaves as it was
TOGETHER = 3  # labelled articles of one lesson
EXCHANGED = 0.6  # the share of stories that get other names
OWN_SHARE = 0.5  # of the program's own versions, how many a pass holds


@dataclass(frozen=True)
class Material:
    """One story in one version."""

    rows: list[Rendered]
    ids: list[str]
    documents: list[int]
    claims: Tensor
    acts: Tensor
    rebuts: Tensor
    is_linked: bool

    @classmethod
    def of(
        cls,
        documents: Sequence[GoldDocument],
        tokenizer: Tokenizer,
        is_linked: bool = True,
        reword: Reword = str,
    ) -> Material:
        """A story's statements, with what the gold says of them."""
        said = [(number, one) for number, d in enumerate(documents) for one in d.reading.statements]
        ids = [one.id for _, one in said]
        place = {name: at for at, name in enumerate(ids)}
        claims = {name: claim for d in documents for name, claim in d.claims.items()}
        numbers = {claim: at for at, claim in enumerate(dict.fromkeys(claims.values()))}
        # An own statement that stands for no gold one has a claim of its own, and no known act.
        acts = {
            one.id: ACTS.index(one.act) if claims[one.id] != one.id or not is_linked else UNKNOWN
            for _, one in said
        }
        rebuts = torch.zeros(len(ids), len(ids), dtype=torch.bool)
        for a, b in (link for d in documents for link in d.rebuts):
            if a in place and b in place:
                rebuts[place[a], place[b]] = True
        return cls(
            [row for d in documents for row in render(d.reading, tokenizer, reword)],
            ids,
            [number for number, _ in said],
            torch.tensor([numbers[claims[name]] for name in ids]),
            torch.tensor([acts[name] for name in ids]),
            rebuts,
            is_linked,
        )

    def lessons(self) -> Iterator[Lesson]:
        """The statements in parts of at most MOST: by article, in any order, or quite mixed."""
        count = math.ceil(len(self.rows) / MOST)
        order = list(range(max(self.documents, default=0) + 1))
        random.shuffle(order)
        rank = {document: at for at, document in enumerate(order)}
        places = sorted(range(len(self.rows)), key=lambda one: rank[self.documents[one]])
        for part in range(count):
            chosen = places[part * len(places) // count : (part + 1) * len(places) // count]
            if count > 1 and random.random() < 0.5:
                chosen = random.sample(places, MOST)
            if len(chosen) > 3:
                yield Lesson(
                    [self.rows[one] for one in chosen],
                    self.claims[chosen],
                    self.acts[chosen],
                    self.rebuts[chosen][:, chosen],
                    self.is_linked,
                )


def learn(material: Sequence[Material], own: Sequence[Material], passes: float) -> GistNetwork:
    """A network trained on gold stories and the program's own versions of them."""
    torch.manual_seed(1)
    random.seed(1)
    torch.set_num_threads(1)
    network = GistNetwork()
    network.encoder.load(pretrained())
    weights = trained(network)
    encoder = set(trained(network.encoder))
    optimiser = torch.optim.AdamW(
        [
            {"params": [one for one in weights if one in encoder], "lr": RATE},
            {"params": [one for one in weights if one not in encoder], "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    mean = [one.detach().clone() for one in weights]
    replicas = [deepcopy(network).bfloat16().train() for _ in range(WORKERS)]
    total = int(len(_pass(material, own)) * passes / WORKERS)
    begun, step = time.monotonic(), 0
    with ThreadPoolExecutor(WORKERS) as pool:
        while step < total:
            lessons = _pass(material, own)
            for at in range(0, len(lessons) - WORKERS + 1, WORKERS):
                if step == total:
                    break
                # Up in fifty steps, level for half of all, then down to nothing.
                share = min(1.0, (step + 1) / 50) * min(1.0, 2 * (1 - step / total))
                for group, rate in zip(optimiser.param_groups, rates, strict=True):
                    group["lr"] = rate * share
                for replica in replicas:
                    copy(network, replica)
                lost = sum(pool.map(_backward, replicas, lessons[at : at + WORKERS]))
                gather(network, replicas)
                nn.utils.clip_grad_norm_(weights, 1.0)
                optimiser.step()
                step += 1
                average(mean, weights, step, AVERAGE)
                if step % 50 == 0:
                    passed = time.monotonic() - begun
                    typer.echo(f"step {step} of {total}, {passed:.0f} s, loss {lost:.2f}")
    with torch.no_grad():
        torch._foreach_copy_(weights, mean)
    return network.eval()


def _pass(material: Sequence[Material], own: Sequence[Material]) -> list[Lesson]:
    kept = [one for one in own if random.random() < OWN_SHARE]
    lessons = [lesson for one in (*material, *kept) for lesson in one.lessons()]
    random.shuffle(lessons)
    return lessons


def _backward(replica: GistNetwork, lesson: Lesson) -> float:
    """A replica's part of a step's loss; its gradients are left with it."""
    loss = replica.loss(lesson) / WORKERS
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())


def made(network: GistNetwork, documents: Iterable[GoldDocument]) -> dict[str, bytes]:
    """The gists of the documents' statements, by id, as the network makes them in use."""
    with tempfile.TemporaryDirectory() as scratch:
        write(network, Path(scratch), {})
        gists = gist.Gists(Path(scratch), threads=WORKERS)
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
        Path | None,
        typer.Option(help="Where gists by networks that have not seen the story go (.npz)."),
    ] = None,
    folds: Arg[int, typer.Option(help="So many such networks.", min=2)] = 2,
    passes: Arg[float, typer.Option(help="How often all stories are seen.")] = 3.0,
    polnear: Arg[
        Path | None, typer.Option(help="A PolNeAR folder, of which acts are learnt.")
    ] = None,
    labels: Arg[Path | None, typer.Option(help="Acts of its attributions.")] = None,
) -> None:
    """Train what makes gists of statements, and optionally what linking is to be trained with."""
    documents = {one.reading.article.id: one for folder in stories_in for one in load(folder)}
    gold = list(documents.values())
    tokenizer = load_tokenizer(pretrained() / gist.TOKENIZER)
    by_gold, by_own = (
        {one.reading.article.id: one for one in some} for some in (gold, found(parsed(gold)))
    )
    told = list(stories(gold))
    names = [[one.reading.article.id for one in story] for story in told]
    random.seed(1)
    others = Names(told)
    material, own = (
        [
            Material.of(
                [version[name] for name in story],
                tokenizer,
                reword=others.exchange(at) if random.random() < EXCHANGED else str,
            )
            for at, story in enumerate(names)
        ]
        for version in (by_gold, by_own)
    )
    more = _labelled(polnear, labels, by_gold, tokenizer) if polnear and labels else []
    if held_out is not None:
        gists: dict[str, bytes] = {}
        for fold in range(folds):
            rest = [place for place in range(len(names)) if place % folds != fold]
            typer.echo(f"fold {fold + 1} of {folds}")
            lessons = [*(material[at] for at in rest), *more]
            network = learn(lessons, [own[at] for at in rest], passes)
            chosen = {name for story in names[fold::folds] for name in story}
            for version in (by_gold, by_own):
                gists |= made(network, (version[name] for name in chosen))
        save(gists, held_out)
    about: dict[str, object] = {
        "stories": len(names),
        "articles": len(gold),
        "articles with acts alone": sum(len(set(one.documents)) for one in more),
        "gold_hash": digest(gold),
        "seed": 1,
        "passes": passes,
        "names exchanged": EXCHANGED,
        "pretrained": "all-MiniLM-L6-v2",
    }
    write(learn([*material, *more], own, passes), out, about)


def _labelled(
    polnear: Path, labels: Path, known: Container[str], tokenizer: Tokenizer
) -> list[Material]:
    """News of which nothing but acts is known, a few articles at a time."""
    every = judged.documents(polnear, labels)
    found = [one for one in every if one.reading.article.id not in known]
    return [
        Material.of(found[at : at + TOGETHER], tokenizer, is_linked=False)
        for at in range(0, len(found), TOGETHER)
    ]
