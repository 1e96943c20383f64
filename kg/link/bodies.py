"""Which names are one body's: legal forms, short forms, acronyms, names that many bodies bear."""

from __future__ import annotations

from collections import defaultdict

from kg.link.context import Context
from kg.link.groups import Forest, Group
from kg.link.offices import bare, initials
from kg.names import name_key
from kg.records import Kind

LEGAL_FORM = 0.95
CALLED_SO = 0.85
SAME_INITIALS = 0.8
SAME_AFFAIR = 0.8
LEAST_ACRONYM = 3  # letters; shorter ones stand for too much


def join(forest: Forest, groups: list[Group], context: Context) -> None:
    """Join the groups of bodies and states that names and articles show to be one."""
    sure = [group for group in groups if group.is_sure]
    _legal_forms(forest, sure)
    _short_forms(forest, sure)
    weak: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if not group.is_sure:
            weak[group.key].append(group)
    for found in weak.values():
        for one, other, reason in context.affairs(found):
            forest.join(one, other, SAME_AFFAIR, f"the same name, and {reason}")


def _legal_forms(forest: Forest, groups: list[Group]) -> None:
    by_bare: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.kind == "organisation":
            by_bare[bare(group.key)].append(group)
    for found in by_bare.values():
        for group in found[1:]:
            if group.key != found[0].key:
                forest.join(found[0], group, LEGAL_FORM, "one name but for its legal form")


def _short_forms(forest: Forest, groups: list[Group]) -> None:
    """Join a short form to the one body that an article calls so, or whose initials it is.

    Likewise a state ("Belarus") to the one whose full form it is part of.
    """
    called: dict[tuple[Kind, str], list[Group]] = defaultdict(list)
    initial: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if " " in group.key and group.kind in ("organisation", "state"):
            for key in sorted({name_key(name) for one in group.actors for name in one.aliases}):
                called[group.kind, key].append(group)
        if " " in group.key and group.kind == "organisation":
            initial[initials(group.key)].append(group)
    for group in groups:
        if group.entry:
            continue
        fuller = called.get((group.kind, group.key), [])
        if len(forest.roots(fuller)) == 1:
            forest.join(fuller[0], group, CALLED_SO, "a short form that an article explains")
        elif group.kind != "organisation":
            continue
        elif len(group.key) >= LEAST_ACRONYM and group.name.replace(".", "").isupper():
            if len(forest.roots(initial.get(group.key, []))) == 1:
                forest.join(
                    initial[group.key][0], group, SAME_INITIALS, "the only body so abbreviated"
                )
