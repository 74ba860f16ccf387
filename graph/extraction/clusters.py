"""Group the names of one article by what they name.

A short name takes the nearest earlier full name that it abbreviates; an acronym the name it stands after in
brackets or whose capitals it spells. With two full names in reach it stays on its own.
Source: one sense per discourse (Gale, Church and Yarowsky, 1992).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..language.lexicon import mapping
from ..records import AuthorityEntry
from .naming import NameIndex, initials, variant

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .names import Name

_KINDS = {"Person": "person", "Place": "place", "Facility": "place", "State": "place"}


@dataclass
class Cluster:
    """The names found so far for one thing; `best` is the fullest."""

    names: list[Name]
    type: str
    entry: AuthorityEntry | None = None
    roles: list[str] = field(default_factory=list)
    plural: bool = False
    generic: bool = False
    label: str | None = None

    @property
    def best(self) -> Name:
        """The fullest name, the first of equals."""
        return max(self.names, key=lambda name: (len(name.words), not name.text.isupper(), len(name.text), -name.first))

    @property
    def kind(self) -> str:
        """Coarse class: "person", "place", or "group" for all organizations."""
        return _KINDS.get(self.type, self.type if self.type in {"Nationality", "Weapon", "Date", "Money"} else "group")


def cluster_names(doc: Doc, found: list[Name], names: NameIndex) -> list[Cluster]:
    """Return the clusters in order of their first mention."""
    clusters: list[Cluster] = []
    for name in found:
        target = _target(doc, name, clusters, names)
        if target is None:
            clusters.append(Cluster([name], name.type, name.entry))
            target = clusters[-1]
        else:
            target.names.append(name)
            target.entry = target.entry or name.entry
            if target.type != name.type and (name.entry or (len(name.words) > 1 and not target.entry)):
                target.type = target.entry.type if target.entry else name.type
        if name.title and name.title not in target.roles:
            target.roles.append(name.title)
    return _forward(clusters)


def _target(doc: Doc, name: Name, clusters: list[Cluster], names: NameIndex) -> Cluster | None:
    kind = Cluster([name], name.type).kind
    if name.type in {"Date", "Money"}:
        return None
    for cluster in reversed(clusters):
        if name.entry is not None and cluster.entry is not None:
            if name.entry.id == cluster.entry.id:
                return cluster
        elif any(name.words == other.words for other in cluster.names) and (
            cluster.kind == kind or (len(name.words) > 1 and {cluster.kind, kind} <= {"group", "place"})
        ):
            return cluster
    open_clusters = [c for c in clusters if c.kind == kind and not (c.entry and name.entry)]
    if kind == "person":
        return _person(name, open_clusters, names)
    if kind == "group":
        return _group(doc, name, open_clusters, names)
    return None


def _person(name: Name, clusters: list[Cluster], names: NameIndex) -> Cluster | None:
    candidates = []
    for cluster in clusters:
        words = cluster.best.words
        if (
            name.words == words[-len(name.words) :]
            or (len(name.words) > 1 and len(words) > 1 and (name.words[0], name.words[-1]) == (words[0], words[-1]))
            or (len(name.words) == 1 and len(words) > 1 and name.words[0] == words[0] and name.title is None)
        ):
            candidates.append(cluster)
    if not candidates and (len(name.words) == 1 or name.title):
        candidates = [
            cluster
            for cluster in clusters
            if variant(name.words[-1], cluster.best.words[-1])
            and not names.never_merge(name.words[-1], cluster.best.words[-1])
            and (len(name.words) == 1 or len(cluster.best.words) == 1 or variant(name.words[0], cluster.best.words[0]))
        ]
    exact = [c for c in candidates if name.words == c.best.words[-len(name.words) :]]
    candidates = exact or candidates
    return candidates[0] if len(candidates) == 1 else None


def _group(doc: Doc, name: Name, clusters: list[Cluster], names: NameIndex) -> Cluster | None:
    if name.text.isupper() and 2 <= len(name.text) <= 8:
        spelled = [c for c in clusters if _spells(name.text, c.best.text)]
        if len(spelled) == 1:
            return spelled[0]
    if name.first and doc[name.first - 1].text == "(" and name.text.isupper():
        before = [c for c in clusters if any(n.last == name.first - 1 for n in c.names)]
        if before:
            return before[0]
    generic_noun = name.words[-1] in mapping("name_nouns", "word", "type")
    if name.entry is not None or (len(name.words) == 1 and not generic_noun):
        return None
    candidates = [
        cluster
        for cluster in clusters
        if len(cluster.best.words) > len(name.words)
        and (
            cluster.best.words[-len(name.words) :] == name.words or cluster.best.words[: len(name.words)] == name.words
        )
        and not names.never_merge(name.text, cluster.best.text)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _spells(acronym: str, name: str) -> bool:
    """Tell whether the capitals of a longer name spell the acronym."""
    return acronym.replace(".", "") == initials(name) or acronym.replace(".", "") == initials(name.replace("-", ""))


def _forward(clusters: list[Cluster]) -> list[Cluster]:
    """Join a lone surname to the one full name that only comes later ("Kadhimi" in a lead, named below)."""
    kept: list[Cluster] = []
    for cluster in clusters:
        words = cluster.best.words
        later = [
            other
            for other in clusters
            if other is not cluster
            and cluster.kind == other.kind == "person"
            and len(words) == 1 < len(other.best.words)
            and words[-1] == other.best.words[-1]
            and not (cluster.entry and other.entry and cluster.entry.id != other.entry.id)
        ]
        if len(later) == 1:
            later[0].names = sorted([*cluster.names, *later[0].names], key=lambda name: name.first)
            later[0].roles.extend(role for role in cluster.roles if role not in later[0].roles)
            later[0].entry = later[0].entry or cluster.entry
        else:
            kept.append(cluster)
    return sorted(kept, key=lambda c: c.names[0].first)
