"""What a store holds, counted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.values import ask
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a store; `first` and `last` are the days of the oldest and newest article.

    `programs` are the versions that read the articles, with how many each read.
    """

    article_count: int
    publisher_count: int
    first: str | None
    last: str | None
    statement_count: int
    unnamed_count: int
    undated_count: int
    claim_count: int
    rebuttal_count: int
    repeat_count: int
    agents: dict[str, int]
    acts: dict[str, int]
    evidence: dict[str, int]
    programs: dict[str, int]


def stats(store: Store) -> Stats:
    """Count what the store holds."""
    ((first, last),) = ask(
        store,
        "SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) { ?article kg:published ?day }",
    )
    statements = _one(store, "?said a kg:Statement")
    return Stats(
        article_count=_one(store, "?article a kg:Article"),
        publisher_count=_one(store, "?article kg:publisher ?publisher", "DISTINCT ?publisher"),
        first=None if first is None else str(first),
        last=None if last is None else str(last),
        statement_count=statements,
        unnamed_count=statements - _one(store, "?said kg:speaker ?agent"),
        undated_count=statements - _one(store, "?said kg:uttered ?day"),
        claim_count=_one(store, "?claim a kg:Claim"),
        rebuttal_count=_one(store, "?link a kg:Rebuttal"),
        repeat_count=_one(store, "?link a kg:Repeat"),
        agents=_by(store, "?agent a kg:Agent ; kg:kind ?key"),
        acts=_by(store, "?said kg:act ?key"),
        evidence=_by(store, "?assessment kg:status ?key"),
        programs=_programs(store),
    )


def _programs(store: Store) -> dict[str, int]:
    # The same run stands in the graph of every article that it read: joined with its readings it
    # would be met once for each pair of articles.
    runs = ask(store, "SELECT DISTINCT ?run ?version { ?run kg:version ?version }")
    counts: dict[str, int] = {}
    read = _by(store, "?reading kg:extraction ?key")
    for run, version in runs:
        name = str(run).rpartition("#")[2]
        counts[str(version)] = counts.get(str(version), 0) + read.get(name, 0)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _one(store: Store, pattern: str, counted: str = "*") -> int:
    return int(ask(store, f"SELECT (COUNT({counted}) AS ?count) {{ {pattern} }}")[0][0] or 0)


def _by(store: Store, pattern: str, counted: str = "*") -> dict[str, int]:
    """Counts by a concept or a word, largest first."""
    rows = ask(store, f"SELECT ?key (COUNT({counted}) AS ?count) {{ {pattern} }} GROUP BY ?key")
    found = {str(key).rpartition("#")[2]: int(count or 0) for key, count in rows if key is not None}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
