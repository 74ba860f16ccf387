"""What one article tells of one event, as far as it can be compared with what others tell."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from ..extraction.retold import IN_WORDS, POOLED, standing, wording
from ..language.lexicon import mapping
from ..records import DEFAULT_BASE, Article, Entity, Event, Extraction, Factuality, Relation, Statement

if TYPE_CHECKING:
    from .lookup import Authority

SENTENCE, DAY, DAY_PLACE, DAY_WORDING, PERIOD, NEAR = range(6)
"""Kinds of reasons for which two articles tell the same event, the strongest first."""

SAID = {
    SENTENCE: "the same sentence",
    DAY: "the same parties on the same day",
    DAY_PLACE: "a party, the place and the day are the same",
    DAY_WORDING: "a party, the day and the wording are the same",
    PERIOD: "the same parties and wording, one date within the other",
    NEAR: "the same parties and place or wording, reported within three days",
}
"""How the reasons read."""

_BODIES = frozenset({"GovernmentBody", "MilitaryUnit"})
_SHORTEST = 5
_LONG = 4

Party = tuple[frozenset[str], frozenset[str]]
"""IRIs of one side, and its words."""
Iris = Mapping[Relation | Event | Statement, str]
RecordIris = Callable[[Extraction], Iris]


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one article, told once or more often.

    Attributes:
        number: of the telling among those of its article, in text order.
        events: IRIs of what the article's graph holds of it, in text order.
        factuality: as each of them is told.
        actors, recipients: IRIs; in meetings and the like all stand in `actors`.
        words: what actors and recipients are called, for those whom no IRI tells from others.
        dates: ISO dates, one or none unless one is within the other.
        places: IRI -> type.
        wordings: classes of the triggers.
        sentences: what was said in the same words elsewhere has the same.
    """

    article: Article
    number: int
    events: tuple[str, ...]
    factuality: frozenset[Factuality]
    type: str
    standing: str
    actors: frozenset[str]
    recipients: frozenset[str]
    words: tuple[frozenset[str], frozenset[str]]
    dates: frozenset[str]
    places: Mapping[str, str]
    wordings: frozenset[str]
    sentences: frozenset[str]

    @property
    def rank(self) -> tuple[date, str, int]:
        return (self.article.published or date.max, self.article.key, self.number)

    @property
    def parties(self) -> tuple[Party, Party]:
        """The two sides, each with its words."""
        return (self.actors, self.words[0]), (self.recipients, self.words[1])

    @property
    def anchor(self) -> date | None:
        """The day of the event, else of the report; None where a date is told that is no day."""
        exact = max(self.dates, key=len, default=None)
        if exact is None:
            return self.article.published
        return date.fromisoformat(exact) if len(exact) == len("2020-01-03") else None

    def clues(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield kind and token of each reason for which another article may tell the same."""
        own = (self.type,)
        both = self._pairs()
        wording_ = [("wording", word) for word in sorted(self.wordings)]
        for sentence in sorted(self.sentences):
            yield SENTENCE, (*own, sentence)
        for day in sorted(d for d in self.dates if len(d) == len("2020-01-03")):
            for pair in both:
                if self.type not in IN_WORDS:
                    yield DAY, (*own, day, *pair)
            for party in self._single():
                yield from ((DAY_PLACE, (*own, day, *party, place)) for place in sorted(self.places))
                yield from ((DAY_WORDING, (*own, day, *party, *word)) for word in wording_)
        for period in sorted({d[:length] for d in self.dates for length in (4, 7) if length <= len(d)}):
            yield from ((PERIOD, (*own, period, *pair, *word)) for pair, word in product(both, wording_))
        if self.anchor is not None:
            same = [*wording_, *(("place", place) for place in sorted(self.places))]
            yield from ((NEAR, (*own, *pair, *each)) for pair, each in product(both, same))

    def _pairs(self) -> list[tuple[str, str]]:
        if self.type in POOLED:
            return [(a, b) for a, b in product(sorted(self.actors), repeat=2) if a < b]
        return list(product(sorted(self.actors), sorted(self.recipients)))

    def _single(self) -> list[tuple[str, str]]:
        sides = [("actor", iri) for iri in sorted(self.actors)]
        return sides + [("recipient", iri) for iri in sorted(self.recipients)]


def tellings(
    extraction: Extraction, iris: Mapping[Relation | Event | Statement, str], base: str = DEFAULT_BASE
) -> list[Telling]:
    """Return the events of a resolved article in text order, those told again as one.

    Args:
        extraction: with the IRI of every entity.
        iris: of its events; events of one IRI are one.
        base: as given to `resolve`.
    """
    groups: dict[str, list[Event]] = {}
    of: dict[str, str] = {}
    for event in sorted(extraction.events, key=lambda event: (event.trigger, event.id)):
        group = of.setdefault(iris[event], event.group or event.id)
        groups.setdefault(group, []).append(event)
    entities = {entity.id: entity for entity in extraction.entities}
    made = []
    for number, events in enumerate(_brought_together(list(groups.values()), entities, base)):
        actors, recipients = _sides(events, entities, base)
        places = (entities[event.place] for event in events if event.place)
        made.append(
            Telling(
                extraction.article,
                number,
                tuple(dict.fromkeys(iris[event] for event in events)),
                frozenset(event.factuality for event in events),
                _deed(events[0]),
                standing(events[0]),
                actors,
                recipients,
                (_words(extraction, events, "actor_spans"), _words(extraction, events, "recipient_spans")),
                frozenset(event.date for event in events if event.date),
                {place.iri: place.type for place in places if place.iri},
                frozenset(wording(event.trigger_lemma) for event in events) - {""},
                frozenset(filter(None, (_sentence(extraction.article.text, event) for event in events))),
            )
        )
    return made


def _brought_together(groups: Sequence[list[Event]], entities: Mapping[str, Entity], base: str) -> list[list[Event]]:
    """Return the groups, those as one that only identity shows to be: "Israeli jets struck" and "Israel struck".

    A date must be told. Where an article has the same entities in both, it was seen there that they are two.
    """
    known: dict[tuple[object, ...], list[Event]] = {}
    made: list[list[Event]] = []
    for events in groups:
        sides = _sides(events, entities, base)
        dates = frozenset(event.date for event in events if event.date)
        wordings = frozenset(wording(event.trigger_lemma) for event in events)
        key = (_deed(events[0]), standing(events[0]), *sides, dates, wordings)
        first = known.get(key)
        if first is not None and dates and sum(map(len, sides)) > 1 and _ids(first) != _ids(events):
            first += events
        else:
            known.setdefault(key, events)
            made.append(events)
    return made


def _ids(events: Iterable[Event]) -> set[str]:
    return {id_ for event in events for id_ in (*event.actors, *event.recipients)}


def _sides(events: Sequence[Event], entities: Mapping[str, Entity], base: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the IRIs of actors and recipients; those of one article's own are left out."""
    actors, recipients = (
        frozenset(entities[id_].iri for event in events for id_ in getattr(event, side)) - {""}
        for side in ("actors", "recipients")
    )
    local = f"{base}entity/in/"
    actors, recipients = (frozenset(i for i in side if not i.startswith(local)) for side in (actors, recipients))
    return (actors | recipients, frozenset()) if _deed(events[0]) in POOLED else (actors, recipients)


def _deed(event: Event) -> str:
    """Return the type of what is done: to agree to a meeting is to plan one (PLOVER has AGREE for it)."""
    if event.type == "AGREE" and event.factuality == "planned":
        return mapping("event_triggers", "lemma", "type").get(event.trigger_lemma or "") or event.type
    return event.type


def _words(extraction: Extraction, events: Sequence[Event], side: str) -> frozenset[str]:
    """Return the words of the phrases on one side, without articles, small numbers and the plural."""
    text = extraction.article.text
    spans = [span for event in events for span in getattr(event, side)]
    found = (word for span in spans for word in re.findall(r"[^\W\d_]+", text[span.start : span.end].lower()))
    return frozenset(word.removesuffix("s") for word in found if len(word) >= _LONG)


def _sentence(text: str, event: Event) -> str:
    """Return a digest of a sentence and the trigger's place in it; empty for a short one."""
    words = re.findall(r"\w+", text[event.evidence.start : event.evidence.end].lower())
    if len(words) < _SHORTEST:
        return ""
    before = len(re.findall(r"\w+", text[event.evidence.start : event.trigger.start]))
    return hashlib.sha256(f"{before} {' '.join(words)}".encode()).hexdigest()[:16]


class Kinship:
    """Which parties may stand for each other: a body and the one it is part of, a body and its state.

    Args:
        authority: as given to `resolve`.
        base: as given to `resolve`.
    """

    def __init__(self, authority: Authority, base: str = DEFAULT_BASE) -> None:
        self._authority = authority
        self._prefix = f"{base}entity/"
        self._above: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._known: set[str] = set()

    def conflict(self, one: Party, other: Party) -> bool:
        """Tell whether two sides are known and cannot be the same; a description may be anybody who has a name."""
        (a, words), (b, others) = ((self._named(iris), words) for iris, words in (one, other))
        if not a and not b:
            return bool(words and others) and words.isdisjoint(others)
        if not a or not b or not a.isdisjoint(b):
            return False
        return not any(x in self.above(y) or y in self.above(x) for x in a for y in b)

    def _named(self, iris: frozenset[str]) -> frozenset[str]:
        return frozenset(iri for iri in iris if not iri.startswith(f"{self._prefix}class/"))

    def above(self, iri: str) -> frozenset[str]:
        """Return the bodies that a listed one is part of, and the state of a public one or a holder of office."""
        if iri not in self._known:
            self._known.add(iri)
            entry = self._authority.entry(iri.removeprefix(self._prefix))
            found: set[str] = set()
            while entry is not None:
                if entry.state and (entry.type in _BODIES or (entry.type == "Person" and entry.office)):
                    found.add(self._prefix + entry.state)
                if entry.parent is None or self._prefix + entry.parent in found:
                    break
                found.add(self._prefix + entry.parent)
                entry = self._authority.entry(entry.parent)
            self._above[iri] = frozenset(found)
        return self._above[iri]


def places_conflict(places: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether two of several things told stand at two places: two states, two towns or two buildings."""
    by_type: defaultdict[str, set[str]] = defaultdict(set)
    for told in places:
        for iri, type_ in told.items():
            by_type[type_].add(iri)
    return any(len(iris) > 1 for iris in by_type.values())
