"""Claims JSONL: one statement a line, in the form that other tools and scorers read.

| field | what it holds |
| --- | --- |
| id | the statement's id |
| document | the article's id |
| speaker | `{"id", "name", "mention"}`; null where the text names nobody; id and name are null
where the text has a source that cannot be named |
| via | the same for each relay that can be named, nearest first |
| cue, content | lists of [start, end] |
| text | the content as one string |
| mode, act | one word |
| about | `{"id", "name"}` of each agent that the content speaks of |
| uttered | YYYY, YYYY-MM or YYYY-MM-DD, or null |
| evidence | `{"status", "span": [start, end]}` of each assessment |
| claim | the claim's id, which statements of one proposition share |
| rebuts | ids of the statements in this file that it denies or contradicts |
| confidence | 0 to 1 |

Offsets count code points in the article's text, end exclusive. A mention is [start, end], a list
of them where it is broken, or null.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from kg.export.selection import Selection
from kg.export.told import Told
from kg.records import Agent, Spans

# JSON allows them raw inside a string, but many readers of lines would break one there.
_LINE_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write a line for each statement as it comes, in constant memory a line."""
    count = 0
    for told in selection.told():
        out.write(line(told).encode("utf-8", "replace"))
        count += 1
    return {"statements": count}


def line(told: Told) -> str:
    """The statement as one line of JSON, with its line feed."""
    text = json.dumps(record(told), ensure_ascii=False)
    return text.translate(_LINE_BREAKS) + "\n"


def record(told: Told) -> dict[str, object]:
    """The statement as plain values, with the fields named above."""
    statement = told.statement
    source, speaker = statement.attribution.source, statement.speaker
    relays = zip(told.via, statement.via, strict=True)
    return {
        "id": statement.id,
        "document": told.article.id,
        "speaker": _party(told.speaker, source) if speaker else None,
        "via": [_party(agent, place.mention) for agent, place in relays if agent],
        "cue": statement.attribution.cue,
        "content": statement.attribution.content,
        "text": statement.text,
        "mode": statement.mode,
        "act": statement.act,
        "about": [{"id": agent.id, "name": agent.name} for agent in told.about],
        "uttered": statement.uttered.value if statement.uttered else None,
        "evidence": [{"status": one.status, "span": one.span} for one in told.evidence],
        "claim": told.claim.id,
        "rebuts": told.rebuts,
        "confidence": statement.confidence,
    }


def _party(agent: Agent | None, mention: Spans) -> dict[str, object]:
    place = mention[0] if len(mention) == 1 else mention or None
    return {
        "id": agent.id if agent else None,
        "name": agent.name if agent else None,
        "mention": place,
    }
