"""Given names: which words are one, and whose; kg/train/given_names.py says where they are from."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from kg.names import name_key

Gender = Literal["male", "female"]


@cache
def _tables() -> tuple[dict[str, Gender], frozenset[str]]:
    text = resources.files("kg").joinpath("given_names.txt").read_text("utf-8")
    male, female, mixed = text.splitlines()
    sure: dict[str, Gender] = dict.fromkeys(male.split(), "male")
    sure.update(dict.fromkeys(female.split(), "female"))
    return sure, frozenset(mixed.split())


def is_given_name(name: str) -> bool:
    """Whether the name's first word is a known given name, of whichever gender."""
    sure, mixed = _tables()
    key = name_key(name).partition(" ")[0]
    return key in sure or key in mixed


def gender(name: str) -> Gender | None:
    """The gender of nearly all bearers of the name's first word; None if mixed or unknown."""
    return _tables()[0].get(name_key(name).partition(" ")[0])
