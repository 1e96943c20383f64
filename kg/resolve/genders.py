"""Genders of given names, where nearly all bearers share one; the table says where it is from."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kg.names import name_key
from kg.resolve.mentions import Gender


@cache
def _table() -> dict[str, Gender]:
    text = resources.files("kg.resolve").joinpath("given_names.txt").read_text("utf-8")
    male, female, _ = text.splitlines()
    table: dict[str, Gender] = dict.fromkeys(male.split(), "male")
    table.update(dict.fromkeys(female.split(), "female"))
    return table


@cache
def _mixed() -> frozenset[str]:
    text = resources.files("kg.resolve").joinpath("given_names.txt").read_text("utf-8")
    return frozenset(text.splitlines()[2].split())


def is_given_name(name: str) -> bool:
    """Whether the name's first word is a known given name, of whichever gender."""
    key = name_key(name).partition(" ")[0]
    return key in _table() or key in _mixed()


def of_given_name(name: str) -> Gender | None:
    """The gender that nearly all bearers of the given name have; None if mixed or unknown."""
    return _table().get(name_key(name).partition(" ")[0])
