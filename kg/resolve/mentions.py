"""Where a text means somebody: names with their titles, descriptions, pronouns, demonyms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.given import is_given_name
from kg.records import Kind, Span
from kg.resolve import nouns, people, states
from kg.resolve.headline import headline_end, names_again
from kg.resolve.parse import Doc, Token

Form = Literal["name", "description", "pronoun"]
Gender = Literal["male", "female", "neuter"]

NAME_TAGS = frozenset({"NNP", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PARTICLES = frozenset(
    """
    van der den de da di do dos du del della la le el al bin ibn ibna von zu ter ten af y ni
    """.split()
)
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PERSONS = frozenset({"we", "us", "our", "ours", "ourselves"})
PRONOUNS: dict[str, tuple[Gender | None, bool, int]] = {
    # gender, plural, grammatical person
    **dict.fromkeys(("he", "him", "his", "himself"), ("male", False, 3)),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("female", False, 3)),
    **dict.fromkeys(("it", "its", "itself"), ("neuter", False, 3)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), (None, True, 3)),
    **dict.fromkeys(FIRST_PERSON, (None, False, 1)),
    **dict.fromkeys(FIRST_PERSONS, (None, True, 1)),
}
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec easter christmas
    """.split()
)
NOBODY = frozenset(
    """
    anybody anyone anything everybody everyone everything nobody none nothing others somebody
    someone something
    """.split()
)
# Beside nouns of bodies, what a name may go on after with "of" or "for".
HEADING = frozenset("center centre league minister partnership project republic union".split())
DEMONYMS = ("an", "ese", "ish", "i")
_LEADING = re.compile(r"^(?:the|this|that|these|those)\s+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SYLLABLE = 5  # letters at most
INITIAL = re.compile(r"[^\W\d_]\.")
OFFICE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "IN", "DT", "JJ", "POS"})
PHRASE_TAGS = frozenset(
    {"DT", "JJ", "JJR", "JJS", "CD", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "PRP$"}
)
# What may start a sentence right before a name.
OPENERS = frozenset(
    """
    again also but earlier even finally first here later meanwhile now once only second so soon
    still then there third today when while yesterday yet
    """.split()
)
COMPLEMENTS = frozenset("of in at from for with to within".split())
PHRASE_WORDS = PHRASE_TAGS - {"VBN", "VBG"} | {"IN", "TO", "POS", "HYPH"}
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One place. `first`, `last` and `head` are token indices; `last` is inclusive.

    `name` is the bare name (no title) of a name, the words of a description with what belongs to
    it ("a source in the police"), or the pronoun. `roles` are the lower-case role nouns that come
    with it, `place` the words before them ("Belarusian" in "Belarusian President"). `owner` is the
    head token of a possessor or of an `of`/`for` complement. `definite` descriptions point back.
    """

    first: int
    last: int
    head: int
    span: Span
    text: str
    form: Form
    name: str
    roles: tuple[str, ...] = ()
    place: str = ""
    kind: Kind | None = None
    gender: Gender | None = None
    plural: bool = False
    person: int = 3
    definite: bool = False
    owner: int | None = None
    noun: str = ""

    @property
    def usual(self) -> str:
        """A description without what follows its noun: "sources" of "sources in the police"."""
        return clean(self.name[: len(self.text)])


def find(doc: Doc) -> list[Mention]:
    """All mentions, in text order; a name inside a description (`Orvane's lawyer`) counts too."""
    names = list(_names(doc))
    taken = {index for one in names for index in range(one.first, one.last + 1)}
    others = (mention for token in doc if (mention := _other(token, taken)))
    return sorted([*names, *others], key=lambda one: (one.first, -one.last))


def clean(name: str) -> str:
    """A name on one line, without article, possessive ending and stray punctuation."""
    name = _SPACE.sub(" ", name).strip(" \t,;:\"“”‘’'")
    return _LEADING.sub("", name).removesuffix("'s").removesuffix("’s") or name


# --- names -----------------------------------------------------------------------------------


def _is_name_token(
    token: Token, common: Collection[str] = (), proper: Collection[str] = ()
) -> bool:
    """Whether the token may be part of a name.

    `common` holds the text's lower-case words, `proper` those that are names elsewhere in it.
    """
    text, lower = token.text, token.text.lower()
    if not text[0].isupper() or lower.rstrip(".") in CALENDAR or lower in PRONOUNS:
        return False
    if token.tag_ in NAME_TAGS or (text.title() if text.isupper() else text) in proper:
        return True
    if token.is_sent_start:
        known = (
            lower in common
            or lower in NOBODY
            or kind_of(lower) is not None
            or nouns.is_document(lower)
        )
        return token.tag_ == "NN" and token.dep_ in ("nsubj", "poss", "nsubjpass") and not known
    if text.isupper() and lower in common:
        return False  # shouted
    # Invented and foreign names are often mis-tagged; away from a sentence's start a capital tells.
    return token.tag_ in ("JJ", "NN", "NNS", "FW", "VBN", "VBG", "RB")


def _runs(doc: Doc, common: Collection[str]) -> Iterator[tuple[int, int]]:
    """Maximal runs of name tokens with the particles and `of` between them, ends inclusive."""
    index, length, proper = 0, len(doc), _proper(doc, common)
    while index < length:
        if not (_is_name_token(doc[index], common, proper) or _are_for(doc, index)):
            index += 1
            continue
        last = index
        while (following := _continues(doc, last)) is not None:
            last = following
        yield index, last
        index = last + 1


def _proper(doc: Doc, common: Collection[str]) -> frozenset[str]:
    """Words that are tagged as names inside a sentence: `Pell` is no verb where one starts."""
    return frozenset(
        token.text
        for token in doc
        if token.tag_ in NAME_TAGS
        and not token.is_sent_start
        and token.text.istitle()
        and token.text.lower() not in common
        and kind_of(token.text.lower()) is None
        and not nouns.is_document(token.text.lower())
    )


def _continues(doc: Doc, last: int) -> int | None:
    """The next token of the run that has reached `last`, or None if it ends there."""
    if last + 1 >= len(doc):
        return None
    # The parser takes the stop of an initial for a sentence's end: "John F. | Brenk".
    if doc[last + 1].is_sent_start and not INITIAL.fullmatch(doc[last].text):
        return None
    after = doc[last + 1]
    if _is_name_token(after):
        return last + 1
    if _joins_syllable(doc, last):
        return last + 2
    lower = after.text.lower()
    further = last + 2
    if lower in ("of", "for") and (_takes_of(doc[last]) or _are_for(doc, last)):
        if further < len(doc) and doc[further].text.lower() in ("the", "a"):
            further += 1
        return further if further < len(doc) and _is_name_token(doc[further]) else None
    while lower in PARTICLES and further < len(doc) and doc[further].text.lower() in PARTICLES:
        further += 1
    if further >= len(doc) or not _is_name_token(doc[further]):
        return None
    if lower in PARTICLES:
        return further
    if after.text == "&" or (after.text == "-" and not after.whitespace_):
        return further
    # "the River and Earth Agency": the parse hangs the first word on what comes after "and".
    hangs = doc[last].dep_ in ("compound", "nmod") and doc[last].head.i > further
    if lower == "and" and hangs and not doc[last].text.isupper():
        return further
    if after.tag_ == "POS" and nouns.is_organisation(doc[further].text.lower()):
        return further
    return None


def _joins_syllable(doc: Doc, last: int) -> bool:
    """Whether a hyphen joins a small syllable to a name: "Ban Ki-moon", not "State-led forces"."""
    if last < 1 or last + 2 >= len(doc) or doc[last + 1].text != "-":
        return False
    first, second = doc[last], doc[last + 2]
    return (
        not first.whitespace_
        and not doc[last + 1].whitespace_
        and _is_name_token(doc[last - 1])
        and not nouns.is_organisation(first.text.lower())
        and max(len(first), len(second)) <= _SYLLABLE
        and second.text.isalpha()
        and second.text.islower()
        and second.tag_ not in ("VBN", "VBD", "VBG")
        and (last + 3 == len(doc) or doc[last + 3].tag_ not in ("NN", "NNS", "JJ"))
    )


def _are_for(doc: Doc, last: int) -> bool:
    """Whether a body is named for people and what they want: `Citizens for Tax Justice`."""
    text = doc[last].text
    lower = text.lower()
    if not (text[0].isupper() and lower.endswith("s")):
        return False  # at once: nearly all words are asked
    after = doc[last + 1 : last + 4]
    return (
        len(after) == 3
        and after[0].text == "for"
        and kind_of(lower) in ("group", "person")
        and all(_is_name_token(token) for token in after[1:])
        and states.country(after[1].text) is None
        and not is_given_name(after[1].text)
    )


def _takes_of(token: Token) -> bool:
    lower = token.text.lower()
    return nouns.is_organisation(lower) or lower in HEADING


def _names(doc: Doc) -> Iterator[Mention]:
    common = {token.text for token in doc if token.text.islower()}
    below = headline_end(doc.text)
    runs = [run for run in _runs(doc, common) if doc[run[0]].idx >= below]
    for start, end in names_again(doc, below, runs, common):
        if mention := _name(doc, start, end):
            yield mention
    alone = {doc[first : last + 1].text for first, last in runs}
    nouns_of_text = {doc[i].text for i, last in runs if i == last and not _is_adjective(doc[i])}
    for first, last in runs:
        if first == last and _is_adjective(doc[first]) and doc[first].text not in nouns_of_text:
            continue
        for start, end in _split(doc, first, last, alone):
            if mention := _name(doc, start, end):
                yield mention


def _is_adjective(token: Token) -> bool:
    """Whether a capital only makes an adjective: Democratic voters. Demonyms mean their state."""
    if token.tag_ != "JJ" or token.dep_ != "amod" or not token.head.text.islower():
        return False
    return not token.text.endswith(DEMONYMS) and states.country(token.text) is None


def _split(doc: Doc, first: int, last: int, alone: set[str]) -> Iterator[tuple[int, int]]:
    """A body and a person side by side ("the Oversight Authority Ana Ruiz") come apart.

    `alone` holds the runs of the text: one of them at the start of a longer run is a name of its
    own ("the director of Orvane Ana Ruiz", where Orvane stands by itself elsewhere).
    """
    for index in range(last - 2, first - 1, -1):
        after = doc[index + 1]
        if (
            doc[first : index + 1].text in alone
            and first > 0
            and doc[first - 1].text.lower() in ("of", "the", "concern", "company", "firm")
            and _is_name_token(after)
            and not _is_role_token(after)
            and not any(nouns.is_organisation(doc[i].text.lower()) for i in range(index, last + 1))
        ):
            yield first, index
            yield index + 1, last
            return
    for index in range(first + 1, last):
        if doc[index].text == "and" and {
            doc[first:index].text,
            doc[index + 1 : last + 1].text,
        } & (alone):
            yield first, index - 1
            yield index + 1, last
            return
    words = doc[first : last + 1].text.split()
    if len(words) > 2 and " ".join(words[1:]) in alone and _is_epithet(words):
        yield first + 1, last
        return
    opener = doc[first].text.lower() in OPENERS or " ".join(words[1:]) in alone
    if doc[first].is_sent_start and len(words) > 2 and opener:
        yield first + 1, last  # "First Ana Ruiz said": a capital that only starts the sentence
        return
    roles = [i for i in range(first, last + 1) if _is_role_token(doc[i])]
    of = [i for i in range(first, last + 1) if doc[i].text.lower() in ("of", "for")]
    for index in range(first + 1, last - 1):
        rest = doc[index + 1 : last + 1]
        if (
            nouns.is_organisation(doc[index].text.lower())
            and not (roles and roles[-1] > index)
            and all(_is_name_token(token) for token in rest)
            and not any(nouns.is_organisation(token.text.lower()) for token in rest)
        ):
            yield first, index
            yield index + 1, last
            return
    if roles and of and of[-1] > roles[-1] and last - of[-1] >= 3:
        start = last - 1
        while start - 1 > of[-1] + 1 and (
            len(doc[start]) <= 2 or is_given_name(doc[start - 1].text)
        ):
            start -= 1
        yield first, start - 1
        yield start, last
        return
    if roles and roles[-1] < last and roles[0] > first:
        body = [i for i in range(first, roles[0]) if nouns.is_organisation(doc[i].text.lower())]
        if body:
            yield first, roles[0] - 1
            yield roles[0], last
            return
    if len(words) > 2 and not roles and (begin := _office_holder(doc, first, last)) is not None:
        yield first, begin - 1
        yield begin, last
        return
    yield first, last


def _is_epithet(words: list[str]) -> bool:
    """Whether the first word only insults or praises who is named by the rest."""
    return not is_given_name(words[0]) and is_given_name(words[1]) and not _is_role(words[0])


def _office_holder(doc: Doc, first: int, last: int) -> int | None:
    """Where the person starts in `the minister of health of Tavoria Ana Ruiz`, or None."""
    if first == 0 or doc[first - 1].text.lower() not in ("of", "the"):
        return None
    if nouns.is_organisation(doc[last].text.lower()):
        return None
    index = first - 1
    while index >= 0 and first - index < 9 and doc[index].tag_ in OFFICE_TAGS:
        if _is_role_token(doc[index]) or nouns.is_role(doc[index].text.lower()):
            starts = [i for i in range(first, last + 1) if i == first or doc[i - 1].whitespace_]
            # Not in "the Institute of New Tavoria": a name's two words follow a name.
            follows = len(starts) > 2 and doc[starts[-2] - 1].text.lower() not in ("of", "for")
            return starts[-2] if follows and _is_name_token(doc[starts[-2]]) else None
        index -= 1
    return None


def _is_role_token(token: Token) -> bool:
    return _is_role(token.text)


def _is_role(word: str) -> bool:
    lower = word.lower().rstrip(".")
    # A capital may start a surname ("Wasserman"), so the noun's form does not count here.
    return nouns.singular(lower) in nouns.ROLES or lower in nouns.TITLES


def _is_title(word: str) -> bool:
    """Whether a capitalised word before a full name is a noun, such as Commodore."""
    lower = word.lower()
    return people.is_person_noun(lower) and people.is_single(lower) and not is_given_name(word)


def _is_label(doc: Doc, first: int, last: int) -> bool:
    """Whether the words open a line and a colon follows, as names do in an interview."""
    line = doc.text.rfind("\n", 0, doc[first].idx) + 1
    opens = not doc.text[line : doc[first].idx].strip(' \t“"')
    return opens and last + 1 < len(doc) and doc[last + 1].text == ":"


def _name(doc: Doc, first: int, last: int) -> Mention | None:
    words = [token.text.lower().rstrip(".") for token in doc[first : last + 1]]
    roles = [i for i in range(first, last + 1) if _is_role_token(doc[i])]
    lower = {doc[i].text.lower() for i in range(first, last + 1)}
    if not roles and last - first > 1 and _is_title(doc[first].text):
        roles = [first]
    is_body = last - first >= 3 and _are_for(doc, first)
    if nouns.is_organisation(words[-1]) or is_body:
        roles = []
    if roles and roles[-1] == last and not _looks_personal(doc, first, last):
        return _titled(doc, first, last, roles)
    bare = first
    place = ""
    found: tuple[str, ...] = ()
    if roles and roles[-1] < last and not lower & {"of", "for"}:
        bare = roles[-1] + 1
        place = doc[first : roles[0]].text
        found = tuple(doc[i].text.lower().rstrip(".") for i in roles)
    elif roles and lower & {"of", "for"} and roles[0] == first:
        return _titled(doc, first, last, roles)
    if _is_own_ending(doc, first, last):
        last += 1
    name = doc[bare : last + 1].text
    if len(name) < 2 or not any(c.isalpha() for c in name):
        return None
    kind: Kind | None = None
    if (
        set(words) & nouns.COMPANY_FORMS
        or (words[-1] in nouns.BODY_NAMES | nouns.FACILITIES and last > bare)
        or any(nouns.is_organisation(token.text.lower()) for token in doc[bare : last + 1])
        or is_body
    ):
        kind = "organisation"
    elif found:
        kind = "person"
    elif name.isupper() and last == bare and len(name) > 1 and not _is_label(doc, first, last):
        kind = "organisation"
    start = _left_edge(doc, first) if not found else first
    before, also = _roles_before(doc, first)
    if before and kind is None:
        kind, found = "person", before
        start = also
    head = _head(doc, bare, last)
    return Mention(
        first=start,
        last=last,
        head=head,
        span=_span(doc, first, last),
        text=doc[first : last + 1].text,
        form="name",
        name=name,
        roles=found,
        place=place,
        kind=kind,
        gender=_gender(found),
        plural=False,
        definite=True,
        owner=_owner(doc[head]),
        noun=doc[last].text.lower(),
    )


def _is_own_ending(doc: Doc, first: int, last: int) -> bool:
    """Whether the 's after a name belongs to it ("St Brigid's denied it"): nothing is owned."""
    if last + 2 >= len(doc) or doc[last + 1].tag_ != "POS" or "s" not in doc[last + 1].text:
        return False
    owned = doc[last + 2].tag_[:2] not in ("VB", "MD", "IN", "CC") and doc[last + 2].text != ","
    return not owned and (first == 0 or doc[first - 1].text.lower() != "of")


def _looks_personal(doc: Doc, first: int, last: int) -> bool:
    """Whether a run that ends in a role word is a person's name after all ("Mary King")."""
    if last - first == 1 and is_given_name(doc[first].text) and _is_role(doc[first].text):
        return True
    return last > first and doc[last].text.lower() in ("king", "judge", "prince", "priest", "pope")


def _titled(doc: Doc, first: int, last: int, roles: list[int]) -> Mention | None:
    """A capitalised title without a name: "the Ukrainian President", "Minister of Health"."""
    found = tuple(doc[i].text.lower().rstrip(".") for i in roles)
    begin = _left_edge(doc, first)
    if nouns.is_people(found[-1]):
        return _description(doc[last], "group")
    return Mention(
        first=begin,
        last=last,
        head=_head(doc, first, last),
        span=_span(doc, begin, last),
        text=doc[begin : last + 1].text,
        form="description",
        name=doc[first : last + 1].text,
        roles=found,
        place=doc[first : roles[0]].text,
        kind="person",
        gender=_gender(found),
        definite=True,
        owner=None,
        noun=found[-1],
    )


def _roles_before(doc: Doc, first: int) -> tuple[tuple[str, ...], int]:
    """Lower-case role nouns right before a name ("energy minister Oskar Veldrin")."""
    index = first - 1
    found: list[str] = []
    while index >= 0 and doc[index].tag_ in ("NN", "JJ", "NNP") and not doc[index].is_sent_end:
        lower = doc[index].text.lower()
        if nouns.is_role(lower):
            found.insert(0, lower)
        elif not found:
            break
        index -= 1
    return tuple(found), index + 1 if found else first


# --- descriptions and pronouns ---------------------------------------------------------------


def _other(token: Token, taken: set[int]) -> Mention | None:
    lower = token.text.lower()
    if lower in PRONOUNS and token.tag_ in ("PRP", "PRP$"):
        gender, plural, person = PRONOUNS[lower]
        return Mention(
            token.i,
            token.i,
            token.i,
            _span(token.doc, token.i, token.i),
            token.text,
            "pronoun",
            lower,
            gender=gender,
            plural=plural,
            person=person,
            definite=True,
        )
    # A lower-case noun that is tagged as a name is a part of one elsewhere: "the health ministry".
    if token.i in taken or token.tag_ not in NOUN_TAGS or token.dep_ in ("compound", "nmod"):
        return None
    if token.tag_ in NAME_TAGS and not token.text.islower():
        return None
    kind = kind_of(lower)
    if kind is None and not nouns.is_document(lower):
        return None
    return _description(token, kind)


def kind_of(noun: str) -> Kind | None:
    """What a common noun, in lower case, denotes; None for a thing or an unknown one."""
    if nouns.is_people(noun):
        return "group"
    if nouns.is_role(noun):
        return "person"
    if nouns.is_organisation(noun):
        return "organisation"
    if people.is_person_noun(noun):
        return "person" if people.is_single(noun) else "group"
    return None


def _description(token: Token, kind: Kind | None) -> Mention | None:
    doc = token.doc
    first = _left_edge(doc, token.i)
    leading = doc[first].text.lower()
    before = [doc[i] for i in range(first, token.i) if doc[i].tag_ not in ("DT", "PRP$", "PDT")]
    possessed = any(child.dep_ == "poss" for child in token.children)
    lower = token.text.lower()
    return Mention(
        first=first,
        last=token.i,
        head=token.i,
        span=_span(doc, first, token.i),
        text=doc[first : token.i + 1].text,
        form="description",
        name=_phrase(doc, first, token),
        roles=(nouns.singular(lower),),
        place=" ".join(word.text for word in before),
        kind=kind,
        gender=_gender((lower,)),
        plural=token.tag_ == "NNS" or kind == "group",
        definite=leading in DEFINITE or possessed,
        owner=_owner(token),
        noun=nouns.singular(lower),
    )


def _phrase(doc: Doc, first: int, token: Token) -> str:
    """The words of an unnamed actor, with short complements: "two sources in the police"."""
    last = token.i
    if last + 1 < len(doc) and doc[last + 1].text in COMPLEMENTS:
        end = last + 1
        inside = {one.i for one in token.subtree}
        while end + 1 in inside and end < last + 7 and doc[end + 1].tag_ in PHRASE_WORDS:
            if end + 2 < len(doc) and doc[end + 2].text.lower() in CALENDAR:
                break
            end += 1
        while doc[end].tag_ in ("IN", "TO", "DT", "PRP$", "POS", "HYPH"):
            end -= 1
        last = max(last, end)
    words = doc[first : last + 1].text
    return words[0].lower() + words[1:] if doc[first].tag_ in ("DT", "CD", "PRP$") else words


def _left_edge(doc: Doc, index: int) -> int:
    """The first token of the base noun phrase whose last word stands at `index`."""
    first = index
    while first > 0 and not doc[first].is_sent_start:
        before = doc[first - 1]
        if before.tag_ in PHRASE_TAGS:
            if before.tag_ in NOUN_TAGS and before.head.i not in range(first, index + 1):
                break
            if before.tag_ == "JJS" and first > 1 and doc[first - 2].text.lower() == "at":
                break  # "at least nine nurses": the nine are what is meant
            if before.tag_ in ("VBN", "VBG") and before.dep_ not in ("amod", "compound"):
                break
            first -= 1
            if before.tag_ in ("DT", "PRP$"):
                break
        elif before.tag_ == "POS":
            owner = before.head
            return min(owner.left_edge.i, first)
        elif (before.text == "-" or before.tag_ == "HYPH") and first > 1:
            first -= 2
        else:
            break
    return first


def _owner(token: Token) -> int | None:
    """The head of a possessor ("the city's mayor") or of a complement ("mayor of Lviv")."""
    for child in token.children:
        if child.dep_ == "poss":
            return int(child.i)
    for child in token.children:
        if child.dep_ == "prep" and child.text.lower() in ("of", "for", "at", "with", "from", "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return int(grandchild.i)
    return None


def _gender(roles: tuple[str, ...]) -> Gender | None:
    plain = {role if role in nouns.TITLES else nouns.singular(role) for role in roles}
    if plain & nouns.FEMALE:
        return "female"
    if plain & nouns.MALE:
        return "male"
    return None


def _head(doc: Doc, first: int, last: int) -> int:
    """The token of the range whose own head lies outside; the last one if several do."""
    outside = [i for i in range(first, last + 1) if not first <= doc[i].head.i <= last]
    return outside[-1] if outside else last


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last].idx + len(doc[last].text))
