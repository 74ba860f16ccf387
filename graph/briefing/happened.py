"""The events of the brief: each once, with its day, its parties and its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..identity import Happening
from ..network.citing import Evidence
from ..network.footnotes import best_evidence
from ..network.signs import SIGNS
from .corpus import Corpus

ORDER = ("happened", "claimed", "planned", "possible", "denied")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event, whoever tells it.

    Attributes:
        iri: of the happening; date: ISO date in a text, else the earliest day of publication (`dated` False), or "".
        type: PLOVER type; sign: +1 cooperative, -1 conflict.
        told: factualities, "happened" first; articles: how many tell it.
        evidence: of every report, the best first.
    """

    iri: str
    date: str
    dated: bool
    type: str
    sign: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    told: tuple[str, ...]
    articles: int
    evidence: tuple[Evidence, ...]
    counterpart: str | None


def occurrences(happenings: Iterable[Happening], corpus: Corpus) -> list[Occurrence]:
    """Return the events whose reports were read, by date, undated ones last."""
    found = []
    for happening in happenings:
        reports = [corpus.reports[iri] for iri in happening.reports if iri in corpus.reports]
        if reports:
            dates = sorted({report.date for report in reports if report.date}, key=lambda date: (-len(date), date))
            published = sorted(report.evidence["published"] for report in reports if report.evidence["published"])
            evidence = _best_first([report.evidence for report in reports])
            found.append(
                Occurrence(
                    happening.iri,
                    dates[0] if dates else next(iter(published), ""),
                    bool(dates),
                    reports[0].type,
                    SIGNS[reports[0].type],
                    tuple(dict.fromkeys(name for report in reports for name in report.actors)),
                    tuple(dict.fromkeys(name for report in reports for name in report.recipients)),
                    tuple(sorted(happening.told, key=ORDER.index)),
                    len(happening.articles),
                    evidence,
                    happening.counterpart,
                )
            )
    return sorted(found, key=lambda each: (each.date or "9999", each.iri))


def most_told(events: Iterable[Occurrence], most: int) -> list[Occurrence]:
    """Return the events that most articles tell, by date.

    Among events of as many articles those with both sides and a day of their own come first, then facts before
    claims, then the newest.
    """

    def rank(event: Occurrence) -> tuple[Any, ...]:
        whole = bool(event.actors and event.recipients)
        return (event.articles, whole, event.dated, -ORDER.index(event.told[0]), event.date, event.iri)

    chosen = sorted((event for event in events if event.date), key=rank, reverse=True)[:most]
    return sorted(chosen, key=lambda each: (each.date, each.iri))


def denied(events: Iterable[Occurrence]) -> list[tuple[Occurrence, tuple[Occurrence, ...]]]:
    """Return events that some tell as facts or claims, each with what denies it; those of most articles first."""
    every = list(events)
    against: dict[str, list[Occurrence]] = {}
    for event in every:
        if event.counterpart and "denied" in event.told:
            against.setdefault(event.counterpart, []).append(event)
    found = [(event, tuple(against[event.iri])) for event in every if event.iri in against]
    return sorted(found, key=lambda pair: (-pair[0].articles, pair[0].date, pair[0].iri))


def _best_first(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    left, ordered = list(evidence), []
    while left:
        best = best_evidence({"evidence": left})
        ordered.append(dict(best))
        left = [item for item in left if item is not best]
    return tuple(ordered)
