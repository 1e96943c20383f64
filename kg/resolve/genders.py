"""Genders of given names, where nearly all bearers share one."""

from __future__ import annotations

from kg.given import gender, is_given_name
from kg.resolve.mentions import Gender

__all__ = ["is_given_name", "of_given_name"]


def of_given_name(name: str) -> Gender | None:
    """The gender that nearly all bearers of the given name have; None if mixed or unknown."""
    return gender(name)
