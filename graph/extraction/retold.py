"""One event told again in the same article: "the attack" after "attacked", "his detention" after "was arrested"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from ..records import Event
from .arguments import forms

if TYPE_CHECKING:
    from .arguments import Argument
    from .triggers import Trigger

_WORD = "word "
ACTUAL = "actual"
"""How an event stands that happened or is claimed to have."""
POOLED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types in which it says nothing who is called the actor: they met, they agreed."""
IN_WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
"""Types of which one party may have said several to another: only what else is told tells that they are one."""
_ALIKE = (frozenset({"aerial", "explosives", "heavy-weapons"}), frozenset({"aerial", "explosives", "drone"}))
"""Modes of one attack, as one calls it a bombing, another an airstrike."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_OTHER = frozenset(
    {
        *("another", "other", "second", "third", "fourth", "fifth", "new", "fresh", "further", "separate", "similar"),
        *("subsequent", "additional", "more", "renewed", "several", "repeated", "different", "previous", "earlier"),
    }
)
_AGAIN = frozenset({"again", "also", "twice", "repeatedly", "often", "separately", "regularly", "frequently"})


def standing(event: Event) -> str:
    """Return what two events must share to be one: a thing that happened may be one claimed, never one denied."""
    return ACTUAL if event.factuality in {"happened", "claimed"} else event.factuality


def wording(lemma: str | None) -> str:
    """Return the class of a trigger's words; "strike", "bombing" and "launch airstrike" have the same."""
    classes = mapping("retellings", "word", "class")
    words = (lemma or "").split()
    return next((classes[word] for word in (lemma or "", *words[:-3:-1]) if word in classes), lemma or "")


def dates_agree(dates: Iterable[str]) -> bool:
    """Tell whether ISO dates can be one: each of them holds all that are more exact ("2020-01" holds "2020-01-03")."""
    given = sorted(set(dates), key=len)
    return not given or all(given[-1].startswith(one) for one in given)


@dataclass(frozen=True, eq=False)
class Told:
    """An event with what the text says of it."""

    event: Event
    trigger: Trigger
    actors: Sequence[Argument]
    recipients: Sequence[Argument]

    @cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who takes part: entity ids, and words for what has no name ("gunmen", "the base")."""
        actors, recipients = (frozenset(map(_party, side)) for side in (self.actors, self.recipients))
        return (actors | recipients, frozenset()) if self.event.type in POOLED else (actors, recipients)

    @property
    def nominal(self) -> bool:
        return self.trigger.verb is None

    @cached_property
    def new(self) -> bool:
        """Whether the words present something not told before: "an attack", "a second raid", "attacked again"."""
        if self.trigger.verb is not None:
            verb = self.trigger.verb
            noun = self.trigger.noun
            words = {c.lower_ for c in verb.children if c.dep_ == "advmod"}
            return not _AGAIN.isdisjoint(words) or (noun is not None and not _OTHER.isdisjoint(_before(self)))
        return not (self.definite or self.owned) or not _OTHER.isdisjoint(_before(self))

    @cached_property
    def definite(self) -> bool:
        """Whether it is "the attack", "those talks"."""
        return not _DEFINITE.isdisjoint(_before(self))

    @cached_property
    def owned(self) -> bool:
        """Whether it is "Iran's attack"."""
        return bool(syntax.possessors(self.trigger.token))

    @property
    def plural(self) -> bool:
        return self.trigger.token.tag_ in {"NNS", "NNPS"}


def grouped(told: Sequence[Told]) -> tuple[Event, ...]:
    """Return the events, in their order, with the group of each.

    An event joins an earlier one of the same type, told in like words, where dates, places, modes and parties do not
    conflict and a party is the same. A definite noun ("the attack") needs no party of the same name, if it can mean one
    event only. Where two earlier ones fit alike it joins neither.
    """
    groups: list[list[Told]] = []
    for one in told:
        fitting = [] if one.new else [group for group in groups if _fits(one, group)]
        sharing = [group for group in fitting if _shares(one, group)]
        chosen = sharing or ([] if one.plural or not one.definite else fitting)
        if len(chosen) > 1:
            most = max(_shares(one, group) for group in chosen)
            chosen = [group for group in chosen if _shares(one, group) == most]
        if len(chosen) == 1:
            chosen[0].append(one)
        else:
            groups.append([one])
    first = {member.event.id: group[0].event.id for group in groups for member in group}
    return tuple(replace(one.event, group=first[one.event.id]) for one in told)


def _fits(one: Told, group: Sequence[Told]) -> bool:
    """Tell whether nothing that is told keeps an event from being that of a group."""
    event, others = one.event, [member.event for member in group]
    if any(event.type != o.type or standing(event) != standing(o) for o in others):
        return False
    if any(wording(event.trigger_lemma) != wording(o.trigger_lemma) for o in others):
        return False
    modes, places = ({getattr(e, name) for e in (event, *others)} - {None} for name in ("mode", "place"))
    if len(places) > 1 or (len(modes) > 1 and not any(modes <= alike for alike in _ALIKE)):
        return False
    if not dates_agree(e.date for e in (event, *others) if e.date):
        return False
    if one.event.type in IN_WORDS and not one.nominal and not any(event.date and event.date == o.date for o in others):
        return False
    return not any(_conflict(one, member) for member in group)


def _conflict(one: Told, other: Told) -> bool:
    """Tell whether a side is known in both and has nobody in common."""
    if one.event.type in POOLED:
        a, b = one.sides[0], other.sides[0]
        return not (a <= b or b <= a)
    return any(a and b and a.isdisjoint(b) for a, b in zip(one.sides, other.sides, strict=True))


def _shares(one: Told, group: Sequence[Told]) -> int:
    """Return on how many sides somebody is the same."""
    return sum(
        not own.isdisjoint(frozenset().union(*(member.sides[n] for member in group))) for n, own in enumerate(one.sides)
    )


def _party(argument: Argument) -> str:
    entity = argument.entity
    if entity is not None and not entity.generic:
        return entity.id
    singular = (word for word in forms(argument.head) if word.endswith("man"))
    return _WORD + next(singular, syntax.lemma(argument.head))


def _before(told: Told) -> set[str]:
    """Return the words before the noun of a trigger that belong to it."""
    noun = told.trigger.noun or told.trigger.token
    return {c.lower_ for c in noun.children if c.i < noun.i}
