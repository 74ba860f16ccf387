"""Join unlisted persons and groups across articles: the same name in all its parts, and a second reason.

What may be one is found by the key of the name, then by each second reason of `clues`, the strongest first: all who
share it are joined, unless two of them cannot be one (names known to be two; other states; and for the weaker reasons,
another employer or walk of life). Where some cannot, only those are joined who agree in these facts. Keys propose; the
name alone joins only institutions whose name tells whose they are.

A joined entity bears the IRI that `resolve` gave it in the earliest of its articles (by date of publication, undated
ones last, then by key). So the order of articles and of builds does not matter; articles about others, namesakes
included, change no IRI; nor does a later article about the same, unless it shows two to be one. Cost grows with the
number of clues, not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from itertools import combinations
from typing import TYPE_CHECKING

from ..extraction.naming import name_words
from ..records import DEFAULT_BASE, Article, Entity, Extraction
from .clues import BESIDE, NAME, OFFICE, ArticleFacts, Clue, Facts
from .transliteration import parts_key, same_parts

if TYPE_CHECKING:
    from .lookup import Authority

Alike = Callable[[str, str], bool]
Identity = tuple[str, str]
"""IRI, and the reason for it."""
_SHORT = 5


@dataclass(eq=False, slots=True)
class Member:
    """An entity of one article that another article may tell of too."""

    article: Article
    entity: Entity
    facts: Facts = field(default_factory=Facts)

    @property
    def rank(self) -> tuple[date, str, str, str]:
        return (self.article.published or date.max, self.article.key, self.entity.iri, self.entity.id)


@dataclass(eq=False, slots=True)
class _Cluster:
    """Members held to be one, and what is told of them together."""

    members: list[Member]
    names: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    employers: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)

    def told(self, kind: int) -> tuple[frozenset[str], ...]:
        """Return what outweighs a clue of this kind."""
        if kind in {OFFICE, BESIDE}:
            return frozenset(self.states), frozenset(self.employers), frozenset(self.fields)
        return (frozenset(self.states),)

    def take(self, other: _Cluster) -> None:
        self.members += other.members
        self.names |= other.names
        self.states |= other.states
        self.employers |= other.employers
        self.fields |= other.fields


def join(extractions: Iterable[Extraction], authority: Authority, *, base: str = DEFAULT_BASE) -> list[Extraction]:
    """Return the extractions, in their order, with one IRI for each unlisted actor that several articles tell of.

    Args:
        extractions: of all articles of the graph, as `resolve` returns them.
        authority: as given to `resolve`; listed entities stay as they are.
        base: as given to `resolve`.
    """
    given = list(extractions)
    facts = {x.article.key: ArticleFacts(x, authority, base) for x in given}
    by_name: defaultdict[str, list[Member]] = defaultdict(list)
    for extraction in given:
        for name, entity in unlisted(extraction, base):
            by_name[name].append(Member(extraction.article, entity))
    alike = likeness(authority)
    found: dict[tuple[str, str], Identity] = {}
    for members in by_name.values():
        if _several(members):
            for member in members:
                member.facts = facts[member.article.key].of(member.entity)
            found |= identities(members, alike)
    return [_told(extraction, found) for extraction in given]


def unlisted(extraction: Extraction, base: str = DEFAULT_BASE) -> Iterator[tuple[str, Entity]]:
    """Yield the persons and groups of a resolved article that may be in others too, each with the key of its name.

    Only those of one key can be one.
    """
    kinds = {f"{base}entity/{kind}/": kind for kind in ("person", "group")}
    for entity in extraction.entities:
        kind = next((kind for prefix, kind in kinds.items() if entity.iri.startswith(prefix)), None)
        if kind is not None:
            yield f"{kind} {parts_key(entity.name)}", entity


def likeness(authority: Authority) -> Alike:
    """Return what tells whether two names may be one."""
    return lru_cache(maxsize=1 << 16)(partial(_alike, authority.never_merge))


def identities(members: Iterable[Member], alike: Alike) -> dict[tuple[str, str], Identity]:
    """Return article key and local id -> identity, for all of one key that have a namesake in another article.

    Args:
        members: all there are with one key of `unlisted`, in any order, with their facts.
        alike: see `likeness`.
    """
    found: dict[tuple[str, str], Identity] = {}
    for namesakes in _namesakes(list(members), alike):
        clusters = _clusters(namesakes, alike)
        taken: set[str] = set()
        for cluster in sorted(clusters, key=lambda cluster: cluster.members[0].rank):
            iri = _iri(cluster, taken)
            for member, reason in _reasons(cluster):
                found[member.article.key, member.entity.id] = (iri, reason)
    return found


def _alike(apart: Alike, a: str, b: str) -> bool:
    """Tell whether two names may be one; no spelling is another of a word of five letters or fewer."""
    if name_words(a) == name_words(b):
        return True
    return min(map(len, map("".join, map(name_words, (a, b))))) > _SHORT and same_parts(a, b, apart)


def _told(extraction: Extraction, found: Mapping[tuple[str, str], Identity]) -> Extraction:
    key = extraction.article.key
    if not any((key, entity.id) in found for entity in extraction.entities):
        return extraction
    entities = []
    for entity in extraction.entities:
        iri, reason = found.get((key, entity.id), (entity.iri, entity.reason))
        entities.append(replace(entity, iri=iri, reason=reason))
    return replace(extraction, entities=tuple(entities))


def _namesakes(same_key: Sequence[Member], alike: Alike) -> Iterator[list[Member]]:
    """Yield those of one name, where two articles or more have it; sorted by rank."""
    if _several(same_key):
        for names in _alike_names({member.entity.name for member in same_key}, alike):
            members = sorted((m for m in same_key if m.entity.name in names), key=lambda m: m.rank)
            if _several(members):
                yield members


def _several(members: Sequence[Member]) -> bool:
    return len({member.article.key for member in members}) > 1


def _alike_names(names: set[str], alike: Alike) -> Iterable[set[str]]:
    """Group names by being alike, also by way of a third."""
    if len(names) == 1:
        return [names]
    from networkx.utils import UnionFind

    groups = UnionFind(sorted(names))
    for a, b in combinations(sorted(names), 2):
        if groups[a] != groups[b] and alike(a, b):
            groups.union(a, b)
    return groups.to_sets()


def _clusters(members: Sequence[Member], alike: Alike) -> list[_Cluster]:
    """Join members of one name by their clues."""
    of: dict[Member, _Cluster] = {}
    told_twice: dict[tuple[str, str], _Cluster] = {}
    sharing: defaultdict[tuple[int, str], list[Member]] = defaultdict(list)
    for member in members:
        facts = member.facts
        own = _Cluster([member], {member.entity.name}, {*facts.states}, {*facts.employers}, {*facts.fields})
        of[member] = told_twice.setdefault((member.article.key, member.entity.iri), own)
        if of[member] is not own:
            of[member].take(own)
        for clue in facts.clues:
            sharing[clue.kind, clue.token].append(member)
    for (kind, _), those in sorted(sharing.items(), key=lambda item: item[0]):
        clusters = list(dict.fromkeys(of[member] for member in those))
        for group in _that_can_be_one(clusters, kind, alike):
            if len({member.article.key for member in those if of[member] in group}) > 1:
                largest = max(group, key=lambda cluster: len(cluster.members))
                for cluster in group - {largest}:
                    of.update(dict.fromkeys(cluster.members, largest))
                    largest.take(cluster)
    found = list(dict.fromkeys(of.values()))
    for cluster in found:
        cluster.members.sort(key=lambda member: member.rank)
    return found


def _that_can_be_one(clusters: list[_Cluster], kind: int, alike: Alike) -> Iterator[set[_Cluster]]:
    """Yield all clusters together if no two of them clash, else those together that are told the same."""
    if len(clusters) < 2:
        return
    if not _clash(clusters, kind, alike):
        yield set(clusters)
        return
    by_facts: defaultdict[tuple[frozenset[str], ...], list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        told = cluster.told(kind)
        if any(told) or kind == NAME:
            by_facts[told].append(cluster)
    for group in by_facts.values():
        if len(group) > 1 and not _clash(group, kind, alike):
            yield set(group)


def _clash(clusters: list[_Cluster], kind: int, alike: Alike) -> bool:
    """Tell whether two of the clusters cannot be one."""
    signatures = {cluster.told(kind) for cluster in clusters}
    for one, other in combinations(signatures, 2):
        if any(a and b and a.isdisjoint(b) for a, b in zip(one, other, strict=True)):
            return True
    names = sorted({name for cluster in clusters for name in cluster.names})
    return any(not alike(a, b) for a, b in combinations(names, 2))


def _iri(cluster: _Cluster, taken: set[str]) -> str:
    """Return the IRI of the earliest member, with the key of its article where an earlier namesake has it."""
    first = cluster.members[0]
    iri = first.entity.iri if first.entity.iri not in taken else f"{first.entity.iri}-{first.article.key}"
    taken.add(iri)
    return iri


def _reasons(cluster: _Cluster) -> Iterator[tuple[Member, str]]:
    """Yield the members with the strongest reason for which each is the same as one of another article."""
    partners: dict[tuple[int, str], list[Member]] = {}
    for member in cluster.members:
        for clue in member.facts.clues:
            known = partners.setdefault((clue.kind, clue.token), [])
            if len(known) < 2 and all(other.article.key != member.article.key for other in known):
                known.append(member)
    for member in cluster.members:
        for clue in member.facts.clues:
            others = partners[clue.kind, clue.token]
            other = next((other for other in others if other.article.key != member.article.key), None)
            if other is not None:
                yield member, _said(member, other, clue)
                break
        else:
            yield member, "full name, kept apart from namesakes in other articles: nothing else says that they are one"


def _said(member: Member, other: Member, clue: Clue) -> str:
    article = other.article
    title = f"“{' '.join(article.title.split())[:80]}”" if article.title else f"article {article.key}"
    where = ", ".join(str(part) for part in (article.publisher, article.published) if part)
    spelled = "" if other.entity.name == member.entity.name else f" ({other.entity.name!r})"
    said = clue.said if clue.said.startswith(",") else f" {clue.said}"
    return f"same full name{spelled}{said} as in {title}{f' ({where})' if where else ''}"
