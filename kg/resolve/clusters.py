"""Coreference inside an article: which mentions mean the same actor.

One pass in text order. Names join by key, part, acronym or spelling; descriptions join the actor
that was given their noun (a title, an apposition, a word of its name); pronouns the most salient
actor that agrees. Where two actors fit equally well, none is chosen: a wrong name costs more than
none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from kg.names import name_key
from kg.records import Kind
from kg.resolve import antecedents, genders, nouns, salience, states
from kg.resolve.headline import headline_end
from kg.resolve.mentions import Gender, Mention, clean
from kg.resolve.parse import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
SPELLING = 0.72  # least ratio of SequenceMatcher for two spellings of one surname: Savoy/Sadovy
COMPLEMENT_TAGS = frozenset({"IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS", "CD"})
# Sentences that a surname two people share looks back. So 72 of 79 such sources in 440 annotated
# articles are right; by the nearest of eight sentences, or else the surname alone, 36 of 84.
NAMESAKE_NEAR = 1
SHORT_NAME = 3  # letters of a given name that may stand for the whole
# First words of places' names, though some are given names as well: North Florida.
DIRECTIONS = frozenset("north south east west new northern southern eastern western upper".split())
GENERATIONS = frozenset("jr sr junior senior ii iii iv".split())
FAR = 3  # sentences that a pronoun of the third person looks back


@dataclass(eq=False)
class Cluster:
    """An actor in the making: its mentions, the names and nouns it was given, what agrees."""

    rank: int = 0
    kind: Kind | None = None
    gender: Gender | None = None
    plural: bool = False
    named: bool = False
    mentions: list[Mention] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    owned: str = ""  # the words of a description with its owner by name: Ruiz's office
    nouns: set[str] = field(default_factory=set)
    heard: Counter[Gender] = field(default_factory=Counter)  # genders of its pronouns

    @property
    def name(self) -> str:
        """The fullest of its names, the first of equals; of an unnamed one its first words."""
        return max(self.names, key=lambda name: len(name.split()))

    @property
    def called(self) -> str:
        """What the graph calls it: its name, or whose it is, or the words that usually describe it.

        Of equally usual words those that do not introduce it, then the shortest.
        """
        if self.owned and not self.named:
            return clean(self.owned)
        words = [one.usual for one in self.mentions if one.form == "description"]
        if self.named or len(words) < 2:
            return clean(self.name)
        counts = Counter(words)
        introduce = {one for one in counts if one.partition(" ")[0] in ("a", "an", "some")}
        return max(counts, key=lambda one: (one not in introduce, counts[one], -len(one)))

    @property
    def name_words(self) -> frozenset[str]:
        """The words of the fullest name, as keys."""
        return frozenset(name_key(self.name).split())

    @property
    def last_word(self) -> str:
        """The last word of the fullest name, as a key: a person's surname."""
        return without_generation(name_key(self.name)).rpartition(" ")[2]

    def add(self, mention: Mention) -> None:
        """Make the mention one of this actor's."""
        self.mentions.append(mention)
        if mention.form == "name":
            self.names[mention.name] = self.names.get(mention.name, 0) + 1
            self.named = True
        if mention.form != "pronoun":
            self.nouns.update(nouns.singular(role) for role in mention.roles)
        self.kind = self.kind or mention.kind
        if mention.form == "pronoun" and mention.gender:
            self.heard[mention.gender] += 1
        else:
            self.gender = self.gender or mention.gender


Trace = list[tuple[Mention, list[tuple[Cluster, dict[str, float]]]]]


class Coreference:
    """The clusters of one document, and which cluster each mention belongs to (`of`).

    `sources` are the tokens of sources of attributions: who has just spoken is likely to be "he".
    `trace` collects the candidates of pronouns and definite descriptions, for training.
    """

    def __init__(
        self,
        doc: Doc,
        mentions: list[Mention],
        sources: Collection[int] = frozenset(),
        trace: Trace | None = None,
    ) -> None:
        self.doc = doc
        self.mentions = mentions
        self.sources = sources
        self.trace = trace
        self.headline_end = headline_end(doc.text)
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}  # by index into mentions
        self.paragraph = _paragraphs(doc)
        self.sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for token in sentence:
                self.sentence[token.i] = number
        self.by_token = {
            token: number
            for number, mention in enumerate(mentions)
            for token in range(mention.first, mention.last + 1)
            if token == mention.head
            or (mention.form == "name" and doc[token].idx >= mention.span.start)
        }
        self.heads = {mention.head: number for number, mention in enumerate(mentions)}
        self.quoted = _quoted(doc)
        self.demonyms = states.own_states(
            token.text for token in doc if token.text[:1].isupper() and len(token) > 4
        )
        self._names()
        self._rest()
        self._rank()

    def at(self, token: Token) -> Cluster | None:
        """The actor that the mention at the token means; None if there is no such thing."""
        number = self.by_token.get(token.i)
        return self.of.get(number) if number is not None else None

    def called(self, name: str) -> Cluster | None:
        """The actor with that name or, if only one person has it, that surname; None if unknown."""
        key = name_key(name)
        named = [c for c in self.clusters if c.named]
        exact = [c for c in named if key in map(name_key, c.names)]
        bearers = exact[:1] or [c for c in named if c.kind == "person" and c.last_word == key]
        return bearers[0] if key and len(bearers) == 1 else None

    def _rank(self) -> None:
        """Number actors of one name in text order, so that their ids differ."""
        seen: dict[str, int] = {}
        for cluster in sorted(self.clusters, key=lambda c: c.mentions[0].first):
            key = name_key(cluster.called)
            cluster.rank = seen[key] = seen.get(key, -1) + 1

    # --- names ---------------------------------------------------------------------------

    def _names(self) -> None:
        named = [
            number
            for number, mention in enumerate(self.mentions)
            if mention.form == "name" and mention.span.start >= self.headline_end
        ]
        # Full names first, so that a surname before its full name finds it too.
        for number in sorted(named, key=lambda n: (-len(self.mentions[n].name.split()), n)):
            mention = self.mentions[number]
            cluster = self._abbreviated(mention) or self._named(mention) or self._new(mention)
            self._join(number, cluster)
        for number, mention in enumerate(self.mentions):
            if mention.form == "name" and number not in self.of:
                if found := self._named(mention):
                    self._join(number, found)
        for cluster in self.clusters:
            cluster.mentions.sort(key=lambda mention: mention.first)
            if cluster.kind is None and self._acts_like_a_person(cluster):
                cluster.kind = "person"

    def _abbreviated(self, mention: Mention) -> Cluster | None:
        """The body whose name stands right before, as in `the Oversight Authority (OA)`."""
        first = mention.first
        if " " in mention.name or not mention.name.isupper() or first < 2:
            return None
        if self.doc[first - 1].text != "(" or (number := self.by_token.get(first - 2)) is None:
            return None
        return self.of.get(number) if self.mentions[number].form == "name" else None

    def _acts_like_a_person(self, cluster: Cluster) -> bool:
        """People are called by their last word alone, bodies by their first or with an article."""
        words = cluster.name.split()
        if len(words) < 2 or len(words) > 4 or words[0].lower() in DIRECTIONS:
            return False
        starts = [self.doc[m.first] for m in cluster.mentions]
        if any(token.text.lower() == "the" for token in starts):
            return False
        if any(token.i and self.doc[token.i - 1].text.lower() == "the" for token in starts):
            return False
        if words[-1] in cluster.names:
            return True
        if words[0] in cluster.names:
            return False
        return genders.is_given_name(words[0]) and any(
            self.doc[m.head].dep_ in SUBJECTS for m in cluster.mentions
        )

    def _named(self, mention: Mention) -> Cluster | None:
        key = name_key(mention.name)
        state = self._state(mention)
        state_key = name_key(state) if state else None
        rivals = [c for c in self.clusters if not _is_other(mention, c)]
        if not state and mention.kind != "organisation":
            bearers = [c for c in rivals if c.kind == "person" and _is_surname(key, c)]
            if len(bearers) > 1:
                return self._namesake(mention, bearers)
        exact = [c for c in rivals if key in map(name_key, c.names)]
        if exact:
            return exact[0]
        if state_key and not (bearers := self._bearers(key, mention)):
            same = [c for c in self.clusters if c.kind == "state" and state_key == c.last_word]
            return same[0] if same else None
        if state_key and len(bearers) == 1:
            return bearers[0]
        parts = [c for c in rivals if self._is_part(key, mention, c)]
        people = [c for c in parts if c.kind == "person" and c.last_word == key]
        if mention.kind != "organisation":
            parts = people or parts  # a surname rather than a body that is named for its owner
        if len(parts) > 1:
            return self._namesake(mention, parts)
        if parts:
            return parts[0]
        return self._misspelt(key, mention)

    def _state(self, mention: Mention) -> str | None:
        """The state that the name stands for: its own name, a demonym, a capital."""
        if self._are_citizens(mention):
            return None
        return states.country(mention.name) or self.demonyms.get(mention.name)

    def _are_citizens(self, mention: Mention) -> bool:
        """Whether the name is a demonym's plural: Ukrainians are people, and not the state."""
        token, one = self.doc[mention.last], mention.name.removesuffix("s")
        if token.tag_ not in ("NNS", "NNPS") or one == mention.name or " " in one:
            return False
        state = states.country(one) or self.demonyms.get(one)
        return state is not None and name_key(mention.name) != name_key(state)

    def _bearers(self, key: str, mention: Mention) -> list[Cluster]:
        """People whose surname is a country's name, where the mention speaks: Jim Jordan."""
        if self.doc[mention.head].dep_ not in SUBJECTS or mention.head not in self.sources:
            return []
        return [c for c in self.clusters if c.kind == "person" and c.last_word == key]

    def _is_part(self, key: str, mention: Mention, cluster: Cluster) -> bool:
        """Whether the name is a surname, first name, acronym or shortened form of the actor's."""
        full = without_generation(name_key(cluster.name))
        words, given = full.split(), key.split()
        if len(words) < 2 or cluster.kind == "state":
            return False
        if cluster.kind == "organisation" or mention.kind == "organisation":
            if cluster.kind == "person":
                return False
            initials = "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
            if key == initials and len(key) > 1:
                return True
            if words[-1] in nouns.MEDIA_NAMES and words[-1] not in given and len(given) > 1:
                return False  # Wall Street is no short form of The Wall Street Journal
            if words[-1] in nouns.FACILITIES and words[-1] not in given:
                return False  # Tavin is no short form of the Tavin Metro
            if words[-1] in nouns.PARTS_OF_BODIES and words[0] == key:
                return False  # the Senate is no short form of the Senate Budget Committee
            if len(given) == 1 and self.doc[mention.last].tag_ == "JJ":
                return False
            inside = f" {key} " in f" {full} "
            return inside and (len(given) > 1 or words[0] == key or not nouns.is_organisation(key))
        if full.endswith(f" {key}"):
            return True
        if len(given) == 1:
            return key in (words[-1], words[0]) or (len(words) > 2 and full.endswith(f" {key}"))
        if given[-1] != words[-1]:
            return full.endswith(f" {key}") or full.startswith(f"{key} ")
        # "P. Kowalczyk", "Colin Powell" / "Colin L. Powell", "Tim Reyl" / "Timothy Reyl"
        if words[0].startswith(given[0]):
            return len(given[0]) == 1 or len(given[0]) >= SHORT_NAME or given[0] == words[0]
        return len(words[0]) >= SHORT_NAME and given[0].startswith(words[0])

    def _namesake(self, mention: Mention, parts: list[Cluster]) -> Cluster:
        """Of people with one surname, the one whom a role, the sentence before or, as papers have
        it, the order of appearance decides for: who is told of first goes by the surname.
        """
        called = set(mention.roles) | self._nouns_beside(mention)
        if len(fitting := [c for c in parts if c.nouns & called]) == 1:
            return fitting[0]
        # Rao is no short form of Lindqvist-Rao where somebody is a Rao.
        parts = [c for c in parts if not _is_hyphenated(c, mention)] or parts
        full = {
            id(c): [m.first for m in c.mentions if " " in m.name] or [c.mentions[0].first]
            for c in parts
        }
        here = self.sentence[mention.first]
        near = [
            (place, c)
            for c in parts
            for place in full[id(c)]
            if place < mention.first and here - self.sentence[place] <= NAMESAKE_NEAR
        ]
        if near:
            last, nearest = max(near, key=lambda pair: pair[0])
            beside = [c for place, c in near if self.sentence[place] == self.sentence[last]]
            if all(c is nearest for c in beside):
                return nearest
        return min(parts, key=lambda c: min(full[id(c)]))

    def _nouns_beside(self, mention: Mention) -> set[str]:
        """The noun of `Ruiz the engineer`."""
        after = self.doc[mention.last + 1 : mention.last + 4]
        if len(after) < 2 or after[0].text.lower() != "the":
            return set()
        return {nouns.singular(token.text.lower()) for token in after[1:] if token.tag_ == "NN"}

    def _misspelt(self, key: str, mention: Mention) -> Cluster | None:
        """Another spelling of one person's surname, if nobody else goes by a similar one."""
        if " " in key or len(key) < 4 or mention.kind == "organisation":
            return None
        if states.country(mention.name) or mention.name in self.demonyms:
            return None
        similar = [
            c
            for c in self.clusters
            if c.kind != "organisation"
            and not _is_other(mention, c)
            and len(c.name.split()) > 1
            and c.last_word[:2] == key[:2]
            and SequenceMatcher(None, c.last_word, key).ratio() >= SPELLING
        ]
        return similar[0] if len(similar) == 1 else None

    def _new(self, mention: Mention) -> Cluster:
        cluster = Cluster()
        self.clusters.append(cluster)
        state = self._state(mention)
        if mention.form == "name" and self._are_citizens(mention):
            cluster.kind, cluster.plural = "group", True
        elif mention.form == "name" and state and mention.kind in (None, "organisation"):
            cluster.kind = "state"
            cluster.names[state] = 0
        elif mention.form == "name" and mention.name in self.demonyms.values():
            cluster.kind = "state"
        elif mention.form == "name" and mention.kind in (None, "person"):
            first, _, rest = mention.name.partition(" ")
            is_place = first.lower() in DIRECTIONS
            if rest and not is_place and (gender := genders.of_given_name(mention.name)):
                cluster.gender, cluster.kind = mention.gender or gender, "person"
        elif mention.form == "description":
            cluster.names[mention.name] = 1
            cluster.owned = self._owned(mention)
            cluster.plural = mention.plural
        return cluster

    def _owned(self, mention: Mention) -> str:
        """A description with its owner by (last) name, not "her": `Ruiz's office`; else nothing."""
        number = self.by_token.get(mention.first)
        if number is None or self.doc[mention.first].tag_ != "PRP$":
            return ""
        owner = self.of.get(number) or self.meant(self.mentions[number])
        if owner is None or not owner.named:
            return ""
        whose = owner.name.split()[-1] if owner.kind == "person" else owner.name
        return f"{whose}'s {self.doc[mention.first + 1 : mention.last + 1].text}"

    def describe(self, words: str, plural: bool, kind: Kind | None = None) -> Cluster:
        """The unnamed actor that goes by these words, made when they are first asked for."""
        for cluster in self.clusters:
            if not cluster.named and words in cluster.names:
                return cluster
        cluster = Cluster(kind=kind or ("group" if plural else "person"), plural=plural)
        cluster.names[words] = 1
        self.clusters.append(cluster)
        return cluster

    def person(self, name: str) -> Cluster:
        """The person of that name, made if the text does not mention one."""
        if (known := self.called(name)) is not None:
            return known
        cluster = Cluster(kind="person", named=True, names={name: 1})
        self.clusters.append(cluster)
        return cluster

    def _join(self, number: int, cluster: Cluster) -> None:
        self.of[number] = cluster
        cluster.add(self.mentions[number])

    # --- descriptions and pronouns -------------------------------------------------------

    def _rest(self) -> None:
        self._appositions()
        for number, mention in enumerate(self.mentions):
            if number in self.of or mention.span.start < self.headline_end:
                continue
            if mention.form == "description":
                if found := self._described(mention):
                    self._join(number, found)
                elif mention.kind is not None and (
                    mention.kind != "person"
                    or not mention.definite
                    or mention.owner is not None
                    or mention.place
                ):
                    self._join(number, self._new(mention))
            elif mention.form == "pronoun" and mention.person == 3:
                if found := self.meant(mention):
                    self._join(number, found)

    def _appositions(self) -> None:
        """`Ana Ruiz, the city's mayor` and `the mayor of Lviv, Ana Ruiz` are one actor."""
        for number, mention in enumerate(self.mentions):
            if mention.form != "description" or number in self.of:
                continue
            other = self._apposed(mention)
            if other is None or other not in self.of:
                continue
            cluster = self.of[other]
            if mention.plural and mention.kind == "group":
                continue
            if cluster.kind not in (None, mention.kind) and mention.kind is not None:
                continue
            if mention.kind is None or cluster.kind == "state":
                continue
            self._join(number, cluster)

    def _apposed(self, mention: Mention) -> int | None:
        """The name beside the description, with at most a comma between."""
        doc = self.doc
        token = doc[mention.head]
        for candidate in (mention.last + 1, mention.last + 2):
            number = self.by_token.get(candidate)
            if number is None or self.mentions[number].form != "name" or candidate >= len(doc):
                continue
            name = self.mentions[number]
            between = doc[mention.last + 1 : name.first].text if name.first > mention.last else "x"
            if between in ("", ","):
                if mention.kind == "person" and name.kind in ("organisation",):
                    continue
                return number
        if (number := self._after_complement(mention)) is not None:
            return number
        for child in token.children:
            if child.dep_ == "acl" and child.text.lower() in ("named", "called"):
                for called in child.children:
                    number = self.by_token.get(called.i)
                    if number is not None and self.mentions[number].form == "name":
                        return number
        if token.dep_ == "appos" and (number := self.by_token.get(token.head.i)) is not None:
            return number if self.mentions[number].form == "name" else None
        for child in token.children:
            if child.dep_ == "appos" and (number := self.by_token.get(child.i)) is not None:
                return number if self.mentions[number].form == "name" else None
        return None

    def _after_complement(self, mention: Mention) -> int | None:
        """`the head of the Oversight Authority, Ana Ruiz`: a person right after the complement."""
        index = mention.last + 1
        if mention.kind != "person" or index >= len(self.doc) or self.doc[index].text != "of":
            return None
        found = None
        while index < len(self.doc) and self.doc[index].tag_ in COMPLEMENT_TAGS:
            number = self.by_token.get(index)
            if number is not None and self.mentions[number].form == "name":
                one = self.mentions[number]
                before = self.doc[index - 1]
                follows = before.tag_ not in ("IN", "DT")
                personal = one.kind == "person" or (one.kind is None and " " in one.name)
                given = " " in one.name and genders.is_given_name(one.name)
                follows &= given or before.text not in nouns.NAMED_AFTER
                if self.mentions[number].first >= mention.last + 2 and follows and personal:
                    found = number
                index = one.last + 1
            else:
                index += 1
        return found if found is not None else self._after_comma(mention, index)

    def _after_comma(self, mention: Mention, comma: int) -> int | None:
        """The person in `the head of the mill, Ana Ruiz, said`: the name must end there too."""
        doc, number = self.doc, self.by_token.get(comma + 1)
        if number is None or doc[comma].text != "," or not mention.definite:
            return None
        one = self.mentions[number]
        personal = one.kind == "person" or (one.kind is None and " " in one.name)
        if one.form != "name" or one.first != comma + 1 or not personal or one.last + 1 >= len(doc):
            return None
        after = doc[one.last + 1]
        ends = after.text in (",", ".", ";", ":")
        speaks = after.tag_ in ("VBD", "VBZ") and doc[mention.head].dep_ in SUBJECTS
        return number if ends or speaks else None

    def _described(self, mention: Mention) -> Cluster | None:
        """The actor that a definite description most likely points back to."""
        if not mention.definite or mention.kind is None:
            return None
        found = self.antecedents(mention)
        if self.trace is not None:
            self.trace.append((mention, found))
        scored = [(antecedents.model().score(traits), cluster) for cluster, traits in found]
        best, cluster = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return cluster if best >= antecedents.LIKELY else None

    def antecedents(self, mention: Mention) -> list[tuple[Cluster, dict[str, float]]]:
        """The actors that agree with a description, latest first, with their features.

        Those that were never called by its noun, or one like it, only if they are near.
        """
        here, owner = self.sentence[mention.first], self.owner(mention)
        near = [
            (self._last_before(cluster, mention), cluster)
            for cluster in self.clusters
            if any(m.first < mention.first for m in cluster.mentions)
            and self.agree(mention, cluster)
            and (owner is None or self._may_belong(cluster, owner))
        ]
        near = [
            (last, cluster)
            for last, cluster in near
            if here - self.sentence[last] <= antecedents.NEAR
            or antecedents.call(mention, cluster) != "not"
        ]
        near.sort(key=lambda pair: -pair[0])
        return antecedents.features(self, mention, near)

    def owner(self, mention: Mention) -> Cluster | None:
        """Whose a description is: Ana Ruiz in "her lawyer", "Ana Ruiz's lawyer"."""
        number = self.by_token.get(mention.owner) if mention.owner is not None else None
        if number is None:
            return None
        if (known := self.of.get(number)) is not None:
            return known
        owner = self.mentions[number]
        # A pronoun's turn comes after the description that it begins.
        return self.meant(owner) if owner.form == "pronoun" and owner.person == 3 else None

    def may_be_owned(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether a description may mean the actor, as far as owners tell."""
        owner = self.owner(mention)
        return owner is None or self._may_belong(cluster, owner)

    def _may_belong(self, cluster: Cluster, owner: Cluster) -> bool:
        """Whether nothing says that the actor is somebody else's; nobody is his own lawyer."""
        owners = {
            id(found)
            for m in cluster.mentions
            if m.owner is not None and (found := self._known_owner(m)) is not None
        }
        return cluster is not owner and (not owners or id(owner) in owners)

    def _known_owner(self, mention: Mention) -> Cluster | None:
        number = self.by_token.get(mention.owner) if mention.owner is not None else None
        return self.of.get(number) if number is not None else None

    def meant(self, mention: Mention, other_than: Cluster | None = None) -> Cluster | None:
        """The most salient actor that agrees with a pronoun of the third person.

        `other_than` is not meant: inside a quotation, its speaker is "I".
        """
        candidates = self.candidates(mention, other_than)
        if self.trace is not None:
            self.trace.append((mention, candidates))
        scored = [(salience.model().score(found), cluster) for cluster, found in candidates]
        best, cluster = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return cluster if best >= salience.LIKELY else None

    def candidates(
        self, mention: Mention, other_than: Cluster | None = None
    ) -> list[tuple[Cluster, dict[str, float]]]:
        """The actors that agree with a pronoun and are near, latest first, with their features."""
        here = self.sentence[mention.first]
        near = [
            (self._last_before(cluster, mention), cluster)
            for cluster in self.clusters
            if cluster is not other_than
            and any(m.first < mention.first for m in cluster.mentions)
            and self.agree(mention, cluster)
        ]
        near = [pair for pair in near if here - self.sentence[pair[0]] <= FAR]
        near.sort(key=lambda pair: -pair[0])
        seen = sum(one.first < mention.first for one in self.mentions)
        spoke = self.latest_speaker(mention)
        return [
            (cluster, salience.features(self, mention, cluster, recency, seen, spoke))
            for recency, (_, cluster) in enumerate(near)
        ]

    def latest_speaker(self, mention: Mention) -> Cluster | None:
        """Who was named as a source last before the mention."""
        for number in reversed(range(len(self.mentions))):
            one = self.mentions[number]
            if one.first < mention.first and one.head in self.sources and number in self.of:
                return self.of[number]
        return None

    def agree(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether a pronoun or description may mean the actor, by kind, gender and number."""
        kind, gender = cluster.kind, cluster.gender
        if mention.form == "pronoun":
            if mention.gender in ("male", "female"):
                if kind in ("organisation", "state", "group"):
                    return False
                known = kind == "person" or " " in cluster.name or self._speaks(cluster)
                return gender in (None, mention.gender) and known
            if mention.gender == "neuter":
                return kind in ("organisation", "state", None)
            return kind in ("organisation", "state", "group")
        if mention.plural != (kind == "group") and mention.kind != "organisation":
            return False
        if mention.kind == "organisation" and kind is None and cluster.named:
            return not mention.plural
        if mention.gender and gender and mention.gender != gender:
            return False
        return kind is None or kind == mention.kind

    def _speaks(self, cluster: Cluster) -> bool:
        return any(mention.head in self.sources for mention in cluster.mentions)

    def _last_before(self, cluster: Cluster, mention: Mention) -> int:
        return max((m.first for m in cluster.mentions if m.first < mention.first), default=0)


def _is_other(mention: Mention, cluster: Cluster) -> bool:
    """Whether a title tells that somebody else is meant: "Mr. Roan" is not Ada Roan."""
    return bool(mention.gender and cluster.gender and mention.gender != cluster.gender)


def _is_surname(key: str, cluster: Cluster) -> bool:
    return " " in cluster.name and cluster.last_word == key


def _is_hyphenated(cluster: Cluster, mention: Mention) -> bool:
    """Whether the mention is but the last part of the actor's surname."""
    return f"-{mention.name}".lower() in cluster.name.lower()


def without_generation(key: str) -> str:
    """A name's key without Jr. and the like at its end."""
    rest, _, last = key.rpartition(" ")
    return rest if last in GENERATIONS and " " in rest else key


def _paragraphs(doc: Doc) -> list[int]:
    """For each token the number of its paragraph, from 0."""
    number, result = 0, []
    for token in doc:
        result.append(number)
        number += "\n" in token.text
    return result


def _quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands inside quotation marks; a paragraph's end closes them."""
    inside, result = False, []
    for token in doc:
        if "\n" in token.text:
            inside = False
        if token.text in ("“", "«", "„") or (token.text in ('"', "''", "``") and not inside):
            inside = True
        elif token.text in ("”", "»") or token.text in ('"', "''", "``"):
            inside = False
        result.append(inside)
    return result
