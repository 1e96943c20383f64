"""Which reader takes which input: by suffix, by media type, or by the first bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath

from kg.read import csv, feed, html, jsonl, pdf, text
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source
from kg.records import Skipped

Reader = Callable[[Source, ReadOptions], Iterator[Draft | Skipped]]

READERS: dict[str, Reader] = {
    "text": text.read,
    "html": html.read,
    "jsonl": jsonl.read,
    "csv": csv.read,
    "feed": feed.read,
    "pdf": pdf.read,
}

SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".csv.gz": "csv",
    ".tsv.gz": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
}

# text/plain and application/octet-stream are missing on purpose: servers send them for anything.
MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "text",
    "application/json": "jsonl",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/pdf": "pdf",
}


def suffix(path: PurePath) -> str:
    """The suffix that decides the format, in lower case; with `.gz` it is the last two."""
    suffixes = [part.lower() for part in path.suffixes]
    return "".join(suffixes[-2:]) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])


def sniff(head: bytes) -> str:
    """The format that the first bytes look like; `text` if nothing else."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<rss", b"<feed", b"<rdf:rdf")):
        return "feed"
    if start.startswith(b"<?xml") and b"<html" not in start:
        return "feed"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "html"
    return "jsonl" if _is_record(start) else "text"


def _is_record(start: bytes) -> bool:
    line, ended, _ = start.partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A long record is cut by the end of the peeked bytes; text seldom starts with {".
        return not ended and line[1:].lstrip().startswith(b'"')
