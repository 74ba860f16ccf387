"""What a person decided about the graph: the records, their order, and what contradicts what.

Entities are named by IRI, as the graph shows them. A decision may name what an earlier one made (a split-off entity is
merged or renamed), and their order does not matter: what they say together is what is applied (`decisions_applied`).
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import NamedTuple

from ..errors import UsageError
from ..records import SYMMETRIC_RELATIONS, EntityType

SAYS_ABOUT = "says-about"
"""Type of the tie between who speaks and whom the words are about."""


class Tie(NamedTuple):
    """All evidence of one tie: two IRIs, and the type as `tieline show` prints it.

    The object of `holdsOffice` is the office in words, or the IRI of where it is held.
    """

    subject: str
    type: str
    object: str

    @property
    def in_words(self) -> bool:
        """Whether the object is words: no IRI of the data is without "://"."""
        return self.type == "holdsOffice" and "://" not in self.object


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What every decision says: why, on which day and by whom it was made."""

    why: str
    made: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Merge(Decision):
    """`drop` is `keep`: it takes its IRI, name and type."""

    keep: str
    drop: str


@dataclass(frozen=True, slots=True)
class Split(Decision):
    """An entity is somebody else in some articles, or where it goes by some names.

    Attributes:
        articles: keys of the articles; empty for all.
        called: names it is mentioned by in an article, whatever their letter case; empty for any.
        name: of the one split off; None leaves it as the articles have it.
        into: IRI of the one split off; empty for one made from entity, articles and names.
    """

    entity: str
    articles: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    name: str | None = None
    into: str = ""

    @property
    def new(self) -> str:
        """The IRI of the one split off."""
        content = json.dumps([self.entity, sorted(self.articles), sorted(self.called)])
        return self.into or f"{self.entity}/split-{hashlib.sha256(content.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Rename(Decision):
    """`name` is what to call an entity; the names in the articles stay as its other names."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Retype(Decision):
    """`type` is what an entity is."""

    entity: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Reject(Decision):
    """A record (IRI of an assertion, event or statement) or a tie was misread: it leaves the graph."""

    of: str | Tie


@dataclass(frozen=True, slots=True)
class Confirm(Decision):
    """A record or a tie was read rightly: its confidence is 1. What is claimed stays a claim."""

    of: str | Tie


def ordered(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions by day and kind, each once; their places are the numbers the user sees, from 1."""
    return tuple(sorted(set(decisions), key=_place))


def _place(decision: Decision) -> tuple[str, str, str]:
    return str(decision.made or ""), type(decision).__name__, json.dumps(astuple(decision), default=str)


def described(decision: Decision, name: Callable[[str], str] = "<{}>".format) -> str:
    """Return a decision in words, without its why.

    Args:
        decision: any.
        name: how to write an IRI.
    """
    match decision:
        case Merge():
            return f"merge {name(decision.drop)} into {name(decision.keep)}"
        case Split():
            where = f" in {', '.join(decision.articles)}" if decision.articles else ""
            called = f" called {' or '.join(map(repr, decision.called))}" if decision.called else ""
            into = f" as {decision.name!r}" if decision.name else ""
            return f"split {name(decision.entity)}{called}{where}{into}"
        case Rename():
            return f"rename {name(decision.entity)} to {decision.name!r}"
        case Retype():
            return f"retype {name(decision.entity)} to {decision.type}"
        case Reject() | Confirm():
            return f"{type(decision).__name__.lower()} {_target(decision.of, name)}"
    return type(decision).__name__.lower()


def moved(decision: Decision, to: Callable[[str], str]) -> Decision:
    """Return a decision about the entities that others have become.

    Args:
        decision: any.
        to: IRI of an entity -> IRI of what it is now.
    """
    match decision:
        case Merge():
            return replace(decision, keep=to(decision.keep), drop=to(decision.drop))
        case Split():
            return replace(decision, entity=to(decision.entity), into=decision.new)
        case Rename() | Retype():
            return replace(decision, entity=to(decision.entity))
        case Reject(of=Tie() as tie) | Confirm(of=Tie() as tie):
            ends = Tie(to(tie.subject), tie.type, tie.object if tie.in_words else to(tie.object))
            return replace(decision, of=ends)
    return decision


def _target(of: str | Tie, name: Callable[[str], str]) -> str:
    if isinstance(of, str):
        return name(of)
    return f"{name(of.subject)} {of.type} {repr(of.object) if of.in_words else name(of.object)}"


def subject_of(decision: Decision) -> object:
    """Return what only one decision may be about: two with the same answer contradict each other; None for a split."""
    match decision:
        case Merge():
            return "merge", decision.drop
        case Rename() | Retype():
            return type(decision).__name__, decision.entity
        case Reject() | Confirm():
            return "judge", _either_way(decision.of)
    return None


def _either_way(of: str | Tie) -> str | Tie:
    if isinstance(of, Tie) and of.type in SYMMETRIC_RELATIONS:
        return Tie(min(of.subject, of.object), of.type, max(of.subject, of.object))
    return of


def check(decisions: Iterable[Decision]) -> None:
    """Find decisions that cannot hold together.

    Raises:
        UsageError: if two say different things of one entity or record, or merges and splits lead round in a circle.
    """
    found = ordered(decisions)
    said: dict[object, Decision] = {}
    for decision in found:
        subject = subject_of(decision)
        if subject is None:
            continue
        other = said.setdefault(subject, decision)
        if _outcome(other) != _outcome(decision):
            raise UsageError(f"decisions contradict each other: {described(other)}; {described(decision)}; undo one")
    circle = _circle(found)
    if circle:
        listed = "; ".join(described(decision) for decision in circle)
        raise UsageError(f"decisions lead round in a circle: {listed}; undo one")


def _outcome(decision: Decision) -> object:
    match decision:
        case Merge():
            return decision.keep
        case Rename():
            return decision.name
        case Retype():
            return decision.type
    return type(decision)


def _circle(decisions: Iterable[Decision]) -> list[Decision]:
    """Return merges and splits that lead from an entity back to it, or nothing."""
    onward: defaultdict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for decision in decisions:
        if isinstance(decision, Merge):
            onward[decision.drop].append((decision.keep, decision))
        elif isinstance(decision, Split):
            onward[decision.entity].append((decision.new, decision))
    done: set[str] = set()
    for first in sorted(onward):
        path: list[Decision] = []
        nodes, turns = [first], [iter(onward[first])]
        while nodes:
            step = next(turns[-1], None)
            if step is None:
                done.add(nodes.pop())
                turns.pop()
                del path[len(nodes) - 1 if nodes else 0 :]
                continue
            target, decision = step
            if target in nodes:
                return [*path, decision][nodes.index(target) :]
            if target not in done:
                path.append(decision)
                nodes.append(target)
                turns.append(iter(onward.get(target, ())))
    return []
