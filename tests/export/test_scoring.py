"""Gold annotations, stored and exported, are what the scorer was given."""

import json
import subprocess
import sys
from dataclasses import replace

from harbour import Memory

from kg.export import export
from kg.records import Agent, Claim, Identification, Link, Linked, mint
from kg.train.gold import load


def stored(documents):
    """The gold as a store: every actor an agent of its own."""
    readings, statements = [], {}
    for one in documents:
        changed = tuple(replace(s, id=mint(s.id)) for s in one.reading.statements)
        readings.append(replace(one.reading, statements=changed))
        statements |= {s.id: s for s in one.reading.statements}
    actors = [actor for reading in readings for actor in reading.actors]
    members = {}
    for one in documents:
        for statement, claim in one.claims.items():
            members.setdefault(mint(claim), []).append(mint(statement))
    rebuttals = {link for one in documents for link in one.rebuts if link[1] in statements}
    linked = Linked(
        tuple(Agent(one.id, one.name, one.kind) for one in actors),
        tuple(Identification(one.id, one.id, 1.0, "gold") for one in actors),
        tuple(Claim(claim, "gold", tuple(ids)) for claim, ids in members.items()),
        tuple(Link("rebuts", mint(a), mint(b), 1.0, "gold") for a, b in rebuttals),
    )
    return Memory(readings, linked)


def test_exported_gold_scores_full_marks(shared, tmp_path):
    dev = shared / "eval" / "dev"
    export(stored(load(dev)), tmp_path / "gold.jsonl")
    arguments = ["--gold", dev / "gold", "--texts", dev / "texts"]
    arguments += ["--system", tmp_path / "gold.jsonl", "--json", tmp_path / "scores.json"]
    script = shared / "eval" / "score.py"
    ran = subprocess.run(
        [sys.executable, script, "claims", *arguments], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    scores = json.loads((tmp_path / "scores.json").read_text())["scores"]
    marks = {name: one.get("f1", one.get("accuracy")) for name, one in scores.items()}
    assert marks == dict.fromkeys(marks, 1.0)
