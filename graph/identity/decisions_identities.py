"""Splits, merges, names and types: where decisions lead each entity of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..records import Entity, EntityType, Extraction
from ..wording import folded
from .decisions import Decision, Merge, Rename, Retype, Split

_Step = tuple[str, Decision | None]


class Identities:
    """Who is who after splits and merges, and what they are called.

    Args:
        decisions: sorted and without contradiction.
        extractions: of all articles.
    """

    def __init__(self, decisions: Sequence[Decision], extractions: Iterable[Extraction]) -> None:
        self._merges = {d.drop: d for d in decisions if isinstance(d, Merge)}
        self._splits: defaultdict[str, list[Split]] = defaultdict(list)
        for decision in decisions:
            if isinstance(decision, Split):
                self._splits[decision.entity].append(decision)
        self._names = {d.entity: d for d in decisions if isinstance(d, Rename)}
        self._types = {d.entity: d for d in decisions if isinstance(d, Retype)}
        self._kept: defaultdict[str, Counter[tuple[str, EntityType, bool]]] = defaultdict(Counter)
        self._met: set[str] = set()
        for extraction in extractions:
            for entity in filter(lambda entity: entity.iri, extraction.entities):
                steps = self._steps(entity, extraction)
                self._met.update(iri for iri, _ in steps)
                if not isinstance(steps[-1][1], Merge):
                    own = _split_off(entity, steps)
                    self._kept[steps[-1][0]][own.name, own.type, own.generic] += 1

    def trails(self, extraction: Extraction) -> dict[str, frozenset[str]]:
        """Return local id -> every IRI that an entity had on its way, the first and the last among them."""
        return {e.id: frozenset(iri for iri, _ in self._steps(e, extraction)) for e in extraction.entities if e.iri}

    def identified(self, extraction: Extraction, reached: Mapping[Decision, set[str]]) -> Extraction:
        """Return an extraction with every entity as decided."""
        entities = tuple(
            self._identified(entity, self._steps(entity, extraction), reached) if entity.iri else entity
            for entity in extraction.entities
        )
        return extraction if entities == extraction.entities else replace(extraction, entities=entities)

    def why_not(self, decision: Decision) -> str:
        """Return why a decision applies to nothing."""
        match decision:
            case Merge():
                return f"nothing in the graph is <{decision.drop}>"
            case Split() if decision.entity in self._met:
                return "it is nowhere in these articles and by these names, or another decision splits it off"
            case Rename() | Retype() if decision.entity in self._merges and decision.entity in self._met:
                return f"it is merged into <{self._merges[decision.entity].keep}>"
            case Split() | Rename() | Retype():
                return f"nothing in the graph is <{decision.entity}>"
        return "no article says so"

    def _steps(self, entity: Entity, extraction: Extraction) -> list[_Step]:
        """Return the IRIs an entity is led through, each with the decision that led there."""
        steps: list[_Step] = [(entity.iri, None)]
        names = _names(entity, extraction) if self._splits else set()
        while True:
            here = steps[-1][0]
            split = next((s for s in self._splits.get(here, ()) if _fits(s, names, extraction.article.key)), None)
            if split is not None:
                steps.append((split.new, split))
            elif here in self._merges:
                steps.append((self._merges[here].keep, self._merges[here]))
            else:
                return steps

    def _identified(self, entity: Entity, steps: list[_Step], reached: Mapping[Decision, set[str]]) -> Entity:
        iri, last = steps[-1]
        made = replace(_split_off(entity, steps), iri=iri)
        reasons = []
        for next_iri, decision in steps[1:]:
            assert decision is not None
            reached[decision].add(iri)
            did = "merged into" if isinstance(decision, Merge) else "split off as"
            reasons.append(f"decision: {did} {self._called(next_iri)} because {decision.why}")
        if isinstance(last, Merge) and self._kept[iri]:
            name, type_, generic = self._favourite(iri)
            made = replace(made, name=name, type=type_, generic=generic)
        if (rename := self._names.get(iri)) is not None:
            reached[rename].add(iri)
            if made.name != rename.name:
                reasons.append(f"decision: renamed from {made.name} because {rename.why}")
                made = replace(made, name=rename.name)
        if (retype := self._types.get(iri)) is not None:
            reached[retype].add(iri)
            if made.type != retype.type:
                reasons.append(f"decision: retyped from {made.type} to {retype.type} because {retype.why}")
                made = replace(made, type=retype.type)
        return replace(made, reason="; ".join(filter(None, [entity.reason, *reasons])))

    def _favourite(self, iri: str) -> tuple[str, EntityType, bool]:
        counts = self._kept[iri]
        return min(counts, key=lambda kept: (-counts[kept], -len(kept[0]), kept))

    def _called(self, iri: str) -> str:
        if iri in self._names:
            return self._names[iri].name
        return self._favourite(iri)[0] if self._kept.get(iri) else f"<{iri}>"


def _split_off(entity: Entity, steps: list[_Step]) -> Entity:
    """Return an entity by the name it got when it was split off, if it was."""
    names = [decision.name for _, decision in steps if isinstance(decision, Split) and decision.name]
    return replace(entity, name=names[-1]) if names else entity


def _names(entity: Entity, extraction: Extraction) -> set[str]:
    text = extraction.article.text
    names = (text[mention.start : mention.end] for mention in entity.mentions if mention.kind == "name")
    return {folded(name) for name in (entity.name, *names)}


def _fits(split: Split, names: set[str], key: str) -> bool:
    called = {folded(name) for name in split.called}
    return (not split.articles or key in split.articles) and (not called or bool(called & names))
