"""What the network that makes gists learns: parts of stories, and of news with acts."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from kg.extract.pipeline import load
from kg.gist import Gists
from kg.gist.render import Rendered, render
from kg.packed import unpack
from kg.records import Article
from kg.resolve import resolve
from kg.train.corpus import brat
from kg.train.exchange import Reword
from kg.train.gist_network import Lesson
from kg.train.gold import GoldDocument
from kg.values import ACTS

MOST = 56  # statements of a lesson
LEAST = 4
_TOGETHER = 2  # articles of news in one lesson, their acts being all that is learnt


@dataclass(frozen=True)
class Material:
    """One story in one version; fields as in `Lesson`, `documents` the article's number of each."""

    rows: list[Rendered]
    documents: list[int]
    claims: Tensor
    acts: Tensor
    rebuts: Tensor

    @classmethod
    def of(
        cls, documents: Sequence[GoldDocument], tokenizer: Tokenizer, reword: Reword = str
    ) -> Material:
        """A story's statements, with what the gold says of them."""
        said = [(number, one) for number, d in enumerate(documents) for one in d.reading.statements]
        place = {one.id: at for at, (_, one) in enumerate(said)}
        claims = {name: claim for d in documents for name, claim in d.claims.items()}
        numbers = {claim: at for at, claim in enumerate(dict.fromkeys(claims.values()))}
        acts = functional.one_hot(
            torch.tensor([ACTS.index(one.act) for _, one in said], dtype=torch.long), len(ACTS)
        ).float()
        # An own statement that stands for no gold one has a claim of its own, and no known act.
        acts[[at for name, at in place.items() if claims[name] == name]] = 0
        rebuts = torch.zeros(len(said), len(said), dtype=torch.bool)
        for a, b in (link for d in documents for link in d.rebuts):
            if a in place and b in place:
                rebuts[place[a], place[b]] = True
        return cls(
            [row for d in documents for row in render(d.reading, tokenizer, reword)],
            [number for number, _ in said],
            torch.tensor([numbers[claims[name]] for name in place]),
            acts,
            rebuts,
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
            if len(chosen) >= LEAST:
                links = self.claims[chosen], self.rebuts[chosen][:, chosen]
                yield Lesson([self.rows[one] for one in chosen], self.acts[chosen], links)


def of_news(polnear: Path, tokenizer: Tokenizer) -> list[Lesson]:
    """The annotated attributions of PolNeAR articles, with the acts that the weights there say."""
    language, gists = load(tagger=False), Gists()
    rows: list[list[Rendered]] = []
    acts: list[list[Tensor]] = []
    for versions in brat(polnear):
        one = versions[0]
        said = resolve(Article(one.id, one.text), language(one.text), one.attributions, gists.of)
        rows.append(render(said, tokenizer))
        acts.append([torch.tensor(unpack(each.gist).acts) for each in said.statements])
    found = []
    for at in range(0, len(rows), _TOGETHER):
        told = [row for some in rows[at : at + _TOGETHER] for row in some]
        known = [each for some in acts[at : at + _TOGETHER] for each in some]
        for begin in range(0, len(told), MOST):
            part = slice(begin, begin + MOST)
            if len(told[part]) >= LEAST:
                found.append(Lesson(told[part], torch.stack(known[part]).float(), None))
    return found
