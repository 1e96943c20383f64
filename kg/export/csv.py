"""CSV: one statement a row, for spreadsheets and data frames.

| column | what it holds |
| --- | --- |
| id | the statement's id |
| speaker, speaker_id | who holds it; empty where the text names nobody |
| mention | the words that stand for the speaker in the text |
| act, mode | one word |
| text | what was said |
| about, about_ids | of whom it speaks |
| via, via_ids | who relayed it, nearest first |
| uttered | when it was said, as fine as the text gives it |
| evidence | what the text says of its support, as statuses |
| evidence_words, evidence_confidence | the words that say so; how sure it is that they do, 0 to 1 |
| rebuts | ids of the statements in this file that it denies or contradicts |
| claim, claim_text | the proposition's id and clearest wording |
| confidence | 0 to 1 |
| article, title, publisher, published, url | where it stands |
| sentence | the sentence, as it stands there |
| start, end | where the content begins and ends in the article's text, in code points |

Several values in one cell are joined by "; ". UTF-8, commas, lines that end in CR LF (RFC 4180).

A cell that begins with = + - @ or a tab would be run as a formula by a spreadsheet, so an
apostrophe goes before it, and before any apostrophes that are followed by one of them; taking
one apostrophe off such cells gives back the text. Control characters other than tab and line
ends are left out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from kg.export.selection import Selection
from kg.export.told import Told

COLUMNS = (
    *("id", "speaker", "speaker_id", "mention", "act", "mode", "text", "about", "about_ids"),
    *("via", "via_ids", "uttered", "evidence", "evidence_words", "evidence_confidence"),
    *("rebuts", "claim", "claim_text", "confidence", "article", "title", "publisher"),
    *("published", "url", "sentence", "start", "end"),
)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the header, then a row for each statement as it comes."""
    text = io.TextIOWrapper(out, "utf-8", "replace", newline="")
    rows = csv.DictWriter(text, COLUMNS)
    rows.writeheader()
    count = 0
    for told in selection.told():
        rows.writerow({name: cell(value) for name, value in record(told).items()})
        count += 1
    text.detach()
    return {"statements": count}


def cell(value: object) -> str:
    """The value as a spreadsheet may safely show it."""
    text = "" if value is None else _CONTROL.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def record(told: Told) -> dict[str, object]:
    """The statement as a row, by column."""
    statement, article = told.statement, told.article
    content = statement.attribution.content
    relays = [agent for agent in told.via if agent]
    return {
        "id": statement.id,
        "speaker": told.speaker and told.speaker.name,
        "speaker_id": told.speaker and told.speaker.id,
        "mention": " ".join(span.of(article.text) for span in statement.attribution.source),
        "act": statement.act,
        "mode": statement.mode,
        "text": statement.text,
        "about": _joined(agent.name for agent in told.about),
        "about_ids": _joined(agent.id for agent in told.about),
        "via": _joined(agent.name for agent in relays),
        "via_ids": _joined(agent.id for agent in relays),
        "uttered": statement.uttered and statement.uttered.value,
        "evidence": _joined(one.status for one in told.evidence),
        "evidence_words": _joined(one.span.of(article.text) for one in told.evidence),
        "evidence_confidence": _joined(f"{one.confidence:g}" for one in told.evidence),
        "rebuts": _joined(told.rebuts),
        "claim": told.claim.id,
        "claim_text": told.claim.text,
        "confidence": statement.confidence,
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "sentence": statement.sentence.of(article.text),
        "start": content[0].start,
        "end": content[-1].end,
    }


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
