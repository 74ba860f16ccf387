"""Reject and confirm what was read: single relations, events and statements, or all evidence of a tie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..records import SYMMETRIC_RELATIONS, Event, Extraction, Relation, Span, Statement
from .decisions import SAYS_ABOUT, Confirm, Decision, Reject, Tie

Record = Relation | Event | Statement


def told(record: Record, iris: Mapping[str, str]) -> Iterator[Tie]:
    """Yield the ties that a record is evidence of; the ends of symmetric ties stand in sorted order.

    Args:
        record: of an article.
        iris: local id -> IRI of the entities of this article.
    """
    for type_, subject, object_ in _pairs(record):
        start, end = iris.get(subject), iris.get(object_)
        if start and end:
            swapped = type_ in SYMMETRIC_RELATIONS and end < start
            yield Tie(end, type_, start) if swapped else Tie(start, type_, end)
    if isinstance(record, Relation) and (office := _office(record)) and (holder := iris.get(record.subject)):
        yield Tie(holder, record.type, office)


def _pairs(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (type, local id, local id) of the ties between entities."""
    if isinstance(record, Event):
        yield from ((record.type, actor, recipient) for actor in record.actors for recipient in record.recipients)
    elif isinstance(record, Statement):
        yield from ((SAYS_ABOUT, record.speaker, about) for about in record.about if record.speaker)
    elif record.object:
        yield record.type, record.subject, record.object


def _office(record: Record) -> str:
    """Return the words of the office that a record says somebody holds."""
    if isinstance(record, Relation) and record.type == "holdsOffice":
        return " ".join((record.object_text or "").split())
    return ""


class Judges:
    """Rejections and confirmations.

    A record that is confirmed by its IRI stays although its tie is rejected: the narrower decision counts.

    Args:
        decisions: sorted and without contradiction.
        record_iris: see `decisions_applied.RecordIris`.
    """

    def __init__(
        self, decisions: Iterable[Reject | Confirm], record_iris: Callable[[Extraction], Mapping[Record, str]]
    ) -> None:
        known = list(decisions)
        self._records = {d.of: d for d in known if isinstance(d.of, str)}
        self._ties = [(d, d.of) for d in known if isinstance(d.of, Tie)]
        self._record_iris = record_iris

    def judged(
        self, extraction: Extraction, trails: Mapping[str, frozenset[str]], reached: Mapping[Decision, set[str]]
    ) -> Extraction:
        """Return an extraction without what is rejected, with confidence 1 for what is confirmed.

        Args:
            extraction: of one article.
            trails: local id -> the IRIs by which decisions may call an entity.
            reached: gets the IRIs of the records each decision applies to.
        """
        if not self._records and not self._ties:
            return extraction
        first = self._by_iri(extraction, reached)
        second = self._by_tie(first, trails, reached)
        # What is left of an event without one of its ends has an IRI of its own, by which it may be judged in turn.
        return second if second == first else self._by_iri(second, reached)

    def _by_iri(self, extraction: Extraction, reached: Mapping[Decision, set[str]]) -> Extraction:
        if not self._records:
            return extraction
        iris = self._record_iris(extraction)

        def judge(record: Record) -> list[Record]:
            decision = self._records.get(iris[record])
            if decision is None:
                return [record]
            reached[decision].add(iris[record])
            return [] if isinstance(decision, Reject) else [replace(record, confidence=1.0)]

        return _each(extraction, judge)

    def _by_tie(
        self, extraction: Extraction, trails: Mapping[str, frozenset[str]], reached: Mapping[Decision, set[str]]
    ) -> Extraction:
        if not any(_tells(tie, record, trails) for _, tie in self._ties for record in _records(extraction)):
            return extraction
        iris = self._record_iris(extraction)

        def judge(record: Record) -> list[Record]:
            left = [record]
            for decision, tie in self._ties:
                if not _tells(tie, record, trails):
                    continue
                reached[decision].add(iris[record])
                if isinstance(decision, Confirm):
                    left = [replace(part, confidence=1.0) if _tells(tie, part, trails) else part for part in left]
                elif iris[record] not in self._records:
                    left = [rest for part in left for rest in _without(tie, part, extraction, trails)]
            return left

        return _each(extraction, judge)


def _records(extraction: Extraction) -> Iterator[Record]:
    yield from extraction.relations
    yield from extraction.events
    yield from extraction.statements


def _each(extraction: Extraction, judge: Callable[[Record], list[Record]]) -> Extraction:
    parts: dict[str, Sequence[Record]] = {
        "relations": extraction.relations,
        "events": extraction.events,
        "statements": extraction.statements,
    }
    made = {name: tuple(left for record in records for left in judge(record)) for name, records in parts.items()}
    return replace(extraction, **made)  # type: ignore[arg-type]


def _tells(tie: Tie, record: Record, trails: Mapping[str, frozenset[str]]) -> bool:
    if tie.in_words:
        held = _office(record).casefold() == tie.object.casefold()
        return held and isinstance(record, Relation) and tie.subject in trails.get(record.subject, ())
    return any(_is(tie, pair, trails) for pair in _pairs(record))


def _is(tie: Tie, pair: tuple[str, str, str], trails: Mapping[str, frozenset[str]]) -> bool:
    type_, subject, object_ = pair
    if type_ != tie.type:
        return False
    nothing: frozenset[str] = frozenset()
    starts, ends = trails.get(subject, nothing), trails.get(object_, nothing)
    there = tie.subject in starts and tie.object in ends
    return there or (type_ in SYMMETRIC_RELATIONS and tie.subject in ends and tie.object in starts)


def _without(tie: Tie, record: Record, extraction: Extraction, trails: Mapping[str, frozenset[str]]) -> list[Record]:
    """Return what is left of a record when it no longer tells a tie."""
    if isinstance(record, Relation):
        return [] if _tells(tie, record, trails) else [record]
    if isinstance(record, Statement):
        kept = tuple(id_ for id_ in record.about if not _is(tie, (SAYS_ABOUT, record.speaker or "", id_), trails))
        return [replace(record, about=kept)]
    return _event_without(tie, record, extraction, trails)


def _event_without(
    tie: Tie, event: Event, extraction: Extraction, trails: Mapping[str, frozenset[str]]
) -> list[Record]:
    """Return the event without one pair of ends: with the other actors, and with the actor's other recipients."""
    actors = [id_ for id_ in event.actors if any(_is(tie, (event.type, id_, to), trails) for to in event.recipients)]
    if not actors:
        return [event]
    recipients = [id_ for id_ in event.recipients if _is(tie, (event.type, actors[0], id_), trails)]
    others = tuple(id_ for id_ in event.actors if id_ not in actors)
    rest = tuple(id_ for id_ in event.recipients if id_ not in recipients)
    mentions = {entity.id: entity.mentions for entity in extraction.entities}

    def words(spans: tuple[Span, ...], gone: Iterable[str]) -> tuple[Span, ...]:
        """Leave out the words that stand for those who are gone."""
        places = [mention for id_ in gone for mention in mentions.get(id_, ())]
        return tuple(s for s in spans if not any(m.start < s.end and s.start < m.end for m in places))

    left: list[Record] = []
    if others:
        left.append(replace(event, actors=others, actor_spans=words(event.actor_spans, actors)))
    if rest:
        left.append(
            replace(
                event,
                actors=tuple(actors),
                actor_spans=words(event.actor_spans, others),
                recipients=rest,
                recipient_spans=words(event.recipient_spans, recipients),
            )
        )
    return left
