"""The sample articles: what is read is what the gold annotates."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.read import read
from kg.records import Article
from kg.train.gold import GoldDocument, load

SEEDS = Path(__file__).parents[1] / "seeds"


def read_gold(folder: Path) -> dict[str, tuple[Article, GoldDocument]]:
    """Each sample article as read, and its gold, whose spans `load` places in that text."""
    outcomes = list(read([str(SEEDS)]))
    articles = {one.id: one for one in outcomes if isinstance(one, Article)}
    assert len(articles) == len(outcomes)
    (folder / "texts").mkdir()
    for name, article in articles.items():
        (folder / "texts" / f"{name}.txt").write_bytes(article.text.encode())
    shutil.copytree(SEEDS / "gold", folder / "gold")
    gold = {one.reading.article.id: one for one in load(folder)}
    assert gold.keys() == articles.keys()
    return {name: (article, gold[name]) for name, article in articles.items()}


def test_gold_agrees_with_what_is_read(tmp_path: Path) -> None:
    for article, gold in read_gold(tmp_path).values():
        annotated = gold.reading.article
        assert (annotated.published, annotated.publisher) == (article.published, article.publisher)


def test_every_denial_finds_a_claim_in_the_samples(tmp_path: Path) -> None:
    pairs = read_gold(tmp_path).values()
    known = {one for _, gold in pairs for one in gold.claims}
    rebutted = {target for _, gold in pairs for _, target in gold.rebuts}
    assert rebutted and rebutted <= known
