"""Which stored article a file is: files of one name, in builds of any day, are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.build.batch import key
from kg.graph import Iris
from kg.graph.terms import P, iri, text
from kg.records import Article, Origin
from kg.store import Store
from kg.vocab import KG

_PLACES = f"""SELECT ?id ?place {{ GRAPH ?g {{ ?g {KG.readingOf.n3()} ?article ;
  {KG.readFrom.n3()} ?place . ?article {KG.id.n3()} ?id }} }}"""
_MADE = f"""SELECT ?key ?version ?model {{ GRAPH ?g {{ ?g {KG.contentHash.n3()} ?key ;
  {KG.readingOf.n3()}/{KG.id.n3()} ?id ; {KG.extraction.n3()} ?run .
  ?run {KG.version.n3()} ?version ; {KG.model.n3()} ?model }} }}"""


class Ids:
    """The ids of stored articles, and of those that come, by the files they are named after.

    A file keeps the id that it has in the store. Where another file's article has the id of a new
    one, as many folders lead it as make it unique, unless both have the same content: then the file
    was moved or copied, and it is one article. An article of which no file is known, because it was
    stored by an earlier version, is taken for that of the file that comes.
    """

    def __init__(self, store: Store, known: Mapping[str, str]) -> None:
        self._store, self._known = store, known
        self._stored = {str(name): str(place) for name, place in store.query(_PLACES)}
        self._places = dict(self._stored)
        self._names = {place: name for name, place in self._stored.items()}

    def settled(self, article: Article) -> Article:
        """The article under the id that it is to have."""
        if (origin := article.origin) is None:
            return article
        name = self._names.get(origin.place) or self._free(article, origin)
        self._names[origin.place], self._places[name] = name, origin.place
        return replace(article, id=name)

    def follow(self, article: Article, iris: Iris) -> None:
        """Note in the store that an unchanged article is another file's now."""
        before = self._stored.get(article.id)
        if article.origin is None or before == article.origin.place:
            return
        graph = iris.reading(article.id)

        def at(place: str) -> tuple[str, str, str]:
            return iri(graph), P.readFrom, text(place)

        removed = [at(before)] if before else []
        self._store.change(graph, [at(article.origin.place)], removed)

    def _free(self, article: Article, origin: Origin) -> str:
        if article.id not in self._places or self._is_stored(article):
            return article.id
        names = _led(article.id, origin)
        return next(one for one in names if one not in self._places and one not in self._known)

    def _is_stored(self, article: Article) -> bool:
        """Whether the stored article of this id, by whatever version, has the same content."""
        made = self._store.query(_MADE, {"id": article.id})
        return any(
            str(found) == key(article, str(version), str(model)) for found, version, model in made
        )


def _led(name: str, origin: Origin) -> Iterator[str]:
    """A name led by more and more folders, at last by the digest of its path."""
    *led, base = name.split("/")
    for count in range(len(led) + 1, len(origin.folders) + 1):
        yield "/".join((*origin.folders[-count:], base))
    yield f"{name}-{origin.place}"
