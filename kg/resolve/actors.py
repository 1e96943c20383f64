"""Clusters as actors: the name, kind and aliases that go into the graph."""

from __future__ import annotations

from kg.names import name_key
from kg.records import Actor, Kind, mint
from kg.resolve.clusters import Cluster
from kg.resolve.mentions import clean


def actor(article: str, cluster: Cluster) -> Actor:
    """The actor that the cluster stands for in the article of that id."""
    name = cluster.called
    aliases = {clean(other) for other in (*cluster.names, cluster.owned)} | {
        clean(mention.text) for mention in cluster.mentions if mention.form == "description"
    }
    kind: Kind = cluster.kind or ("organisation" if cluster.named else "person")
    if cluster.plural and kind == "person":
        kind = "group"
    # The order number tells two unnamed actors of one wording apart, and namesakes.
    identifier = mint(article, "actor", name_key(name) or name, str(cluster.rank))
    return Actor(identifier, name, kind, tuple(sorted(aliases - {name, ""})))
