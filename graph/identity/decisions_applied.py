"""Apply decisions to what was read out of the articles: records in, records out.

First who is who: from the identity that `resolve` gave, an entity is led on by splits and merges until none fits.
Splits go first, so that what is split off is not merged along with the rest. Then names and types; then single records
and ties. Applied again, the same decisions change nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..errors import UsageError
from ..records import DEFAULT_BASE, AuthorityEntry, Entity, EntityType, Extraction
from .decisions import Confirm, Decision, Merge, Reject, Rename, Retype, Split, check, described, moved, ordered
from .decisions_records import Judges, Record

RecordIris = Callable[[Extraction], Mapping[Record, str]]
"""Gives every relation, event and statement of an extraction its IRI."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What decisions made of the extractions.

    Attributes:
        extractions: in the order given.
        reached: decision -> IRIs of the entities (after it) and records (before it) that it applies to, sorted.
        stale: a line for each decision that applies to nothing, by number.
    """

    extractions: list[Extraction]
    reached: dict[Decision, tuple[str, ...]]
    stale: list[str]

    @property
    def holding(self) -> list[Decision]:
        """The decisions that apply to something."""
        return [decision for decision, iris in self.reached.items() if iris]


def apply(
    decisions: Iterable[Decision],
    extractions: Sequence[Extraction],
    *,
    record_iris: RecordIris,
    former: Mapping[str, str] = MappingProxyType({}),
) -> Applied:
    """Apply decisions to resolved extractions; neither their order nor that of the extractions matters.

    Every entity that a decision changes says so in `reason`, with the why. A decision about an entity that has since
    been joined with others under another IRI is about what it has become.

    Args:
        decisions: any number, in any order.
        extractions: of all articles, with `iri` set.
        record_iris: called only where a decision is about records.
        former: see `former_iris`.

    Raises:
        UsageError: if decisions contradict each other, or lead round in a circle.
    """
    known = ordered(decisions)
    if not known:
        return Applied(list(extractions), {}, [])
    check(known)
    followed = _followed(known, extractions, former)
    current = ordered(followed.values())
    reached: defaultdict[Decision, set[str]] = defaultdict(set)
    identities = _Identities(current, extractions)
    judges = Judges([d for d in current if isinstance(d, Reject | Confirm)], record_iris)
    made = [
        judges.judged(identities.identified(extraction, reached), identities.trails(extraction), reached)
        for extraction in extractions
    ]
    iris, stale = {}, []
    for number, decision in enumerate(known, 1):
        now = followed.get(decision)
        iris[decision] = tuple(sorted(reached[now])) if now else ()
        if not iris[decision]:
            why = (
                identities.why_not(now) if now else "its entities have been joined, and another decision is about them"
            )
            stale.append(f"decision {number} ({described(decision)}) no longer applies: {why}")
    return Applied(made, iris, stale)


def former_iris(before: Iterable[Extraction], after: Iterable[Extraction]) -> dict[str, str]:
    """Return IRI before -> IRI after, for the entities of articles that were joined across articles.

    Args:
        before: as `resolve` gave them.
        after: the same articles in the same order, as `join` gave them.
    """
    moves: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in zip(before, after, strict=True):
        for old, new in zip(one.entities, other.entities, strict=True):
            moves[old.iri].add(new.iri)
    return {old: next(iter(new)) for old, new in moves.items() if old and len(new) == 1 and old not in new}


def _followed(
    decisions: Sequence[Decision], extractions: Sequence[Extraction], former: Mapping[str, str]
) -> dict[Decision, Decision]:
    """Return decision -> what it says of the entities as they are now; without those that others stand against."""
    if not former:
        return {decision: decision for decision in decisions}
    used = {entity.iri for extraction in extractions for entity in extraction.entities}
    followed = {d: moved(d, lambda iri: iri if iri in used else former.get(iri, iri)) for d in decisions}
    try:
        check(followed.values())
    except UsageError:
        return _in_agreement(followed)
    return followed


def _in_agreement(followed: Mapping[Decision, Decision]) -> dict[Decision, Decision]:
    """Leave out decisions that joined entities have brought into contradiction, first those that had to be moved."""
    kept: dict[Decision, Decision] = {}
    for decision in sorted(followed, key=lambda decision: followed[decision] != decision):
        try:
            check([*kept.values(), followed[decision]])
        except UsageError:
            continue
        kept[decision] = followed[decision]
    return kept


def corrected(
    entries: Iterable[AuthorityEntry], decisions: Iterable[Decision], *, base: str = DEFAULT_BASE
) -> list[AuthorityEntry]:
    """Return authority entries with the names and types decided on; the old name stays as an alias.

    Args:
        entries: of the authority file.
        decisions: without contradiction.
        base: IRI prefix of the data.
    """
    known = list(decisions)
    names = {d.entity: d.name for d in known if isinstance(d, Rename)}
    types = {d.entity: d.type for d in known if isinstance(d, Retype)}
    made = []
    for entry in entries:
        iri = f"{base}entity/{entry.id}"
        name = names.get(iri, entry.name)
        aliases = entry.aliases if name == entry.name else {**entry.aliases, entry.name: "name"}
        made.append(replace(entry, name=name, type=types.get(iri, entry.type), aliases=aliases))
    return made


_Step = tuple[str, Decision | None]


class _Identities:
    """Who is who after splits and merges, and what they are called.

    Args:
        decisions: sorted and without contradiction.
        extractions: of all articles.
    """

    def __init__(self, decisions: Sequence[Decision], extractions: Sequence[Extraction]) -> None:
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
    return {" ".join(name.split()).casefold() for name in (entity.name, *names)}


def _fits(split: Split, names: set[str], key: str) -> bool:
    called = {" ".join(name.split()).casefold() for name in split.called}
    return (not split.articles or key in split.articles) and (not called or bool(called & names))
