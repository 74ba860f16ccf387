"""Apply decisions to what was read out of the articles: records in, records out.

First who is who: from the identity that `resolve` gave, an entity is led on by splits and merges until none fits.
Splits go first, so that what is split off is not merged along with the rest. Then names and types; then single records
and ties. Applied again, the same decisions change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ..errors import UsageError
from ..records import DEFAULT_BASE, AuthorityEntry, Extraction
from .decisions import Confirm, Decision, Merge, Reject, Rename, Retype, Split, Tie, check, described, moved, ordered
from .decisions_identities import Identities
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


class Applying:
    """Decisions on their way through the articles: `to` each article they concern, then `applied`.

    Neither their order nor that of the articles matters. Every entity that a decision changes says so in `reason`, with
    the why. A decision about an entity that has since been joined with others under another IRI is about what it has
    become.

    Args:
        decisions: any number, in any order.
        extractions: of all articles, with `iri` set; it is enough that entities have names and mentions by name, and
            the text these.
        record_iris: called only where a decision is about records.
        former: IRI before -> IRI after joining, as `former` gives it.

    Raises:
        UsageError: if decisions contradict each other, or lead round in a circle.
    """

    def __init__(
        self,
        decisions: Iterable[Decision],
        extractions: Iterable[Extraction],
        *,
        record_iris: RecordIris,
        former: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._known = ordered(decisions)
        check(self._known)
        self._followed = _followed(self._known, extractions, former)
        current = ordered(self._followed.values())
        self._about = frozenset(iri for decision in current for iri in _about(decision))
        self._reached: defaultdict[Decision, set[str]] = defaultdict(set)
        self._identities = Identities(current, extractions if current else ())
        self._judges = Judges([d for d in current if isinstance(d, Reject | Confirm)], record_iris)

    @property
    def records(self) -> frozenset[str]:
        """IRIs of the records that they judge; they concern the articles of these too."""
        return frozenset(
            d.of for d in self._followed.values() if isinstance(d, Reject | Confirm) and isinstance(d.of, str)
        )

    @property
    def any(self) -> bool:
        """Whether there is any decision."""
        return bool(self._known)

    def concern(self, entities: Iterable[str]) -> bool:
        """Tell whether they may apply to an article with entities of these IRIs; all others stay as they are."""
        return not self._about.isdisjoint(entities)

    def to(self, extraction: Extraction) -> Extraction:
        """Return an extraction as decided."""
        made = self._identities.identified(extraction, self._reached)
        return self._judges.judged(made, self._identities.trails(extraction), self._reached)

    def applied(self, extractions: list[Extraction]) -> Applied:
        """Return what they made of all extractions that they concern."""
        iris, stale = {}, []
        for number, decision in enumerate(self._known, 1):
            now = self._followed.get(decision)
            iris[decision] = tuple(sorted(self._reached[now])) if now else ()
            if not iris[decision]:
                why = (
                    self._identities.why_not(now)
                    if now
                    else "its entities have been joined, and another decision is about them"
                )
                stale.append(f"decision {number} ({described(decision)}) no longer applies: {why}")
        return Applied(extractions, iris, stale)


def former(moves: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return IRI before -> IRI after, for entities that were joined across articles, from those each had and has."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for old, new in moves:
        found[old].add(new)
    return {old: next(iter(new)) for old, new in found.items() if old and len(new) == 1 and old not in new}


def _followed(
    decisions: Sequence[Decision], extractions: Iterable[Extraction], former: Mapping[str, str]
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


def _about(decision: Decision) -> tuple[str, ...]:
    """Return the IRIs of entities by which a decision reaches them."""
    match decision:
        case Merge():
            return (decision.drop,)
        case Split() | Rename() | Retype():
            return (decision.entity,)
        case Reject(of=Tie() as tie) | Confirm(of=Tie() as tie):
            return tie.subject, tie.object
    return ()
