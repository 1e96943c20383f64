"""The tagger as a component of any spaCy pipeline: `nlp.add_pipe("kg_attributions")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.tagger import Tagger
from kg.records import Attribution


class Attributions:
    """Sets `doc._.attributions`, whose spans are code points of `doc.text`.

    Needs nothing of the pipeline but the text, so it may stand anywhere in it.
    """

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=())

    def __call__(self, doc: Doc) -> Doc:
        """The document, with what the tagger found in it."""
        return self.set_annotations(doc, next(self.tagger.attributions([doc.text])))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The documents in their order, read in groups."""
        read, texts = tee(docs)
        found = self.tagger.attributions(doc.text for doc in texts)
        for doc, attributions in zip(read, found, strict=True):
            yield self.set_annotations(doc, attributions)

    def set_annotations(self, doc: Doc, attributions: list[Attribution]) -> Doc:
        """The document, with what the tagger found in it."""
        doc._.attributions = attributions
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Nothing: the weights come with the package."""

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Attributions:
        """Itself: the weights come with the package."""
        return self


@Language.factory("kg_attributions", default_config={"weights": None, "threads": 1})
def make(nlp: Language, name: str, weights: str | None, threads: int) -> Attributions:
    """The component, with the shipped weights or those of a folder."""
    return Attributions(Tagger.load(Path(weights) if weights else None, threads))
