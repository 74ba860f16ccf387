"""Findings → identities: who is who in each article and across them, worked out again where something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from ..findings import Findings
from ..identity import Authority, resolve
from ..identity.joining import Member, identities, likeness
from ..identity.members import Beside, beside, kept, members
from ..records import Article, Entity, EntityType, Extraction, Mention
from .derived import Derived, Identified, Joined

_ARTICLES = 200
"""So many articles are kept at once."""
_MEMBERS = 20_000
"""Names are joined until so many bear them, then what was found is kept."""
_RECENT = 4_096


class Identities:
    """The articles of a graph folder with their identities, before decisions.

    Args:
        findings: of the folder.
        derived: of the same file.
        names: the authority.
        base: of the data.
    """

    def __init__(self, findings: Findings, derived: Derived, names: Authority, base: str) -> None:
        self._findings = findings
        self._derived = derived
        self._names = names
        self._base = base
        self._about = lru_cache(_RECENT)(self._read_about)

    def bring_up_to_date(self, sources: dict[str, str]) -> None:
        """Identify what is new or changed, forget what is gone, and join again whom it touches.

        Args:
            sources: of all articles of the graph, see `Findings.sources`.
        """
        known = self._derived.sources()
        changed = [key for key, source in sources.items() if known.get(key) != source]
        self._derived.identify([], gone=sorted(known.keys() - sources.keys()))
        for keys in _batched(changed, _ARTICLES):
            self._derived.identify([self._identified(key, sources[key]) for key in keys])
        alike = likeness(self._names)
        found: dict[str, Joined] = {}
        waiting = 0
        for name in self._derived.touched():
            namesakes = list(self._members(name))
            found[name] = identities(namesakes, alike)
            waiting += len(namesakes)
            if waiting > _MEMBERS:
                self._derived.join(found)
                found, waiting = {}, 0
        self._derived.join(found, last=True)

    def extraction(self, key: str) -> Extraction:
        """Return an article as found, with its identities."""
        extraction = self._findings.extraction(key)
        found = self._iris(key)
        pairs = zip(extraction.entities, found, strict=True)
        entities = tuple(replace(entity, iri=one.iri, type=one.type, reason=one.reason) for entity, one in pairs)
        return replace(extraction, entities=entities)

    def lights(self) -> Iterator[Extraction]:
        """Yield all articles by key with nothing but their entities; their texts are the names of these."""
        for key in self._derived.sources():
            yield self.light(key)

    def light(self, key: str) -> Extraction:
        """Return an article with nothing but its entities."""
        text, made = "", []
        for entity, told in zip(self._iris(key), self._derived.entities(key), strict=True):
            mentions = []
            for name in told[-1]:
                mentions.append(Mention(len(text), len(text) + len(name)))
                text += f"{name}\n"
            made.append(replace(entity, mentions=tuple(mentions)))
        return Extraction(Article(key, key, text), entities=tuple(made))

    def moves(self) -> Iterator[tuple[str, str]]:
        """Yield the IRI that each entity has by its article alone, and the one it has."""
        for key in self._derived.sources():
            for entity, told in zip(self._iris(key), self._derived.entities(key), strict=True):
                yield told[1], entity.iri

    def _iris(self, key: str) -> list[Entity]:
        """Return the entities of an article without their mentions."""
        joined = self._derived.joined(key)
        made = []
        for id_, *alone, type_, name, generic, _ in self._derived.entities(key):
            iri, reason = joined.get(id_, alone)
            made.append(Entity(id_, name, _shown(type_, iri), (), generic=generic, iri=iri, reason=reason))
        return made

    def _identified(self, key: str, source: str) -> Identified:
        extraction = resolve(self._findings.extraction(key), self._names, base=self._base)
        article = extraction.article
        told, by_name = kept(extraction, self._names, base=self._base)
        published = article.published.isoformat() if article.published else None
        about = {"title": article.title, "publisher": article.publisher, "published": published, "beside": told}
        return Identified(key, source, about, [_told(entity, article.text) for entity in extraction.entities], by_name)

    def _members(self, name: str) -> Iterator[Member]:
        for key, told in self._derived.members(name):
            article, beside_ = self._about(key)
            yield from members(told, article, beside_)

    def _read_about(self, key: str) -> tuple[Article, Beside]:
        about = self._derived.about(key)
        published = date.fromisoformat(about["published"]) if about["published"] else None
        article = Article(key, key, "", title=about["title"], publisher=about["publisher"], published=published)
        return article, beside(about["beside"])


def stamp(*settings: str) -> str:
    """Return what stands for the settings that identities depend on."""
    return hashlib.sha256(repr(settings).encode()).hexdigest()


def _told(entity: Entity, text: str) -> list[Any]:
    names = dict.fromkeys(text[m.start : m.end] for m in entity.mentions if m.kind == "name")
    return [entity.id, entity.iri, entity.reason, entity.type, entity.name, entity.generic, list(names)]


def _shown(type_: EntityType, iri: str) -> EntityType:
    """Let nationalities that mean a state be mentions of it ("Iraqi" of Iraq), so that the graph has one node."""
    return "State" if type_ == "Nationality" and "/nationality/" not in iri else type_


def _batched(keys: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
