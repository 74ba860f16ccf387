"""Events as pages tell them: the reports of one event together, who asserts it, who claims it, who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..rdf.store import Store
from ..rdf.terms import compact
from .cited import ORDER, PATTERN, Evidence, bare_rows, best_first, evidence, independent, objects
from .reading import reading

MOST = 2000
"""So many reports are read for one page."""
_ACTUAL = ("asserts", "claims")
_SIDES = {"happened": "asserts", "claimed": "claims", "planned": "expects", "possible": "expects", "denied": "denies"}

Party = tuple[str, str]
"""Name, and IRI or "" for mere words."""


@dataclass(frozen=True)
class Report:
    """An event as one sentence tells it.

    Attributes:
        kind: type of the event as a word ("assault"); modes: how, as words.
        date: ISO date in the text, "" for none; `words`: how the text gives it.
    """

    iri: str
    kind: str
    modes: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[Party, ...]
    date: str
    words: str
    evidence: Evidence

    @property
    def day(self) -> str:
        """The date in the text, else the day of publication."""
        return self.date or self.evidence.published


@dataclass(frozen=True)
class Occurrence:
    """The reports of one event, those that assert it first; the attributes are what they tell together.

    Attributes:
        iri: of the happening, else of the only report.
        dated: whether a report dates the event; if not, `date` is the day of publication.
        told: factualities, "happened" first.
    """

    iri: str
    reports: tuple[Report, ...]
    kind: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str
    dated: bool
    told: tuple[str, ...]
    articles: int


@dataclass(frozen=True)
class Voices:
    """Who takes one stand on an event: name -> evidence, most evidence first."""

    stand: str
    names: Mapping[str, Sequence[Evidence]]


def of_entity(store: Store, node: NamedNode) -> list[Occurrence]:
    """Return the events in which an entity has a part or which were at it, oldest first, undated ones last."""
    return _joined(store, f"{{ ?record sem:hasActor {node} }} UNION {{ ?record sem:hasPlace {node} }}")


def told_together(store: Store, happening: NamedNode) -> Occurrence | None:
    """Return an event with all its reports, None if there is none of that IRI."""
    return next(iter(_joined(store, f"{happening} tl:report ?record .")), None)


def occurrences(store: Store, iris: Iterable[str]) -> list[Occurrence]:
    """Return the events with these IRIs, in this order."""
    wanted = list(iris)
    values = " ".join(str(NamedNode(iri)) for iri in wanted)
    found = {
        each.iri: each for each in _joined(store, f"VALUES ?happening {{ {values} }} ?happening tl:report ?record .")
    }
    return [found[iri] for iri in wanted if iri in found]


def counterparts(store: Store, happening: NamedNode) -> list[Occurrence]:
    """Return what stands against an event: its counterpart, and those whose counterpart it is."""
    sides = f"{{ {happening} tl:counterpart ?other }} UNION {{ ?other tl:counterpart {happening} }}"
    found = bare_rows(store, f"SELECT DISTINCT ?other WHERE {{ {sides} }}")
    return occurrences(store, sorted(row["other"] for row in found))


def sources(store: Store, occurrence: Occurrence) -> int:
    """Count the independent sources of an event."""
    return independent(store, (report.evidence for report in occurrence.reports))


def voices(told: Iterable[Occurrence]) -> list[Voices]:
    """Return who asserts, claims, expects and denies; outlets for what stands in an article's own voice."""
    stands: dict[str, dict[str, list[Evidence]]] = {stand: {} for stand in dict.fromkeys(_SIDES.values())}
    for report in (report for occurrence in told for report in occurrence.reports):
        cited = report.evidence
        stand = _SIDES.get(cited.factuality, "asserts")
        if stand == "asserts" or (stand != "claims" and not cited.voice):
            name = cited.publisher or cited.headline or "an article without a title"
        else:
            name = cited.voice or "somebody not named"
        stands[stand].setdefault(name, []).append(cited)
    return [
        Voices(stand, {name: by[name] for name in sorted(by, key=lambda name: (-len(by[name]), name))})
        for stand, by in stands.items()
        if by
    ]


def disputed(found: Iterable[Voices]) -> bool:
    """Tell whether some assert or claim what others deny."""
    stands = {each.stand for each in found}
    return "denies" in stands and bool(stands & set(_ACTUAL))


def reports(store: Store, pattern: str) -> list[tuple[str, Report]]:
    """Return (IRI of the happening or "", report) for the reports that a pattern finds as `?record`, by day."""
    asked = f"""SELECT DISTINCT * WHERE {{
      {pattern} ?record a sem:Event ; sem:eventType ?type .
      OPTIONAL {{ ?happening tl:report ?record }}
      OPTIONAL {{ ?record sem:hasTimeStamp ?stated }} OPTIONAL {{ ?record tl:timeExpression ?expression }}
      {PATTERN}
    }} ORDER BY ?published ?article ?record ?place LIMIT {MOST}"""
    names: dict[str, str] = {}
    found: dict[str, tuple[str, Report]] = {}
    for row in bare_rows(store, asked):
        if row["record"] not in found:
            node = NamedNode(row["record"])
            made = Report(
                row["record"],
                reading(row["type"]),
                tuple(sorted(_mode(each) for each in objects(store, node, "tl:mode"))),
                _parties(store, node, "tl:initiator", names),
                _parties(store, node, "tl:target", names),
                _parties(store, node, "sem:hasPlace", names),
                row.get("stated", ""),
                row.get("expression", ""),
                evidence(row),
            )
            found[row["record"]] = (row.get("happening", ""), made)
    return sorted(found.values(), key=lambda item: (item[1].day or "9999", item[1].evidence.place, item[1].iri))


def _joined(store: Store, pattern: str) -> list[Occurrence]:
    groups: dict[str, list[Report]] = {}
    for happening, report in reports(store, pattern):
        groups.setdefault(happening or report.iri, []).append(report)
    made = [_occurrence(iri, group) for iri, group in groups.items()]
    return sorted(made, key=lambda each: (each.date or "9999", each.iri))


def _occurrence(iri: str, told: Sequence[Report]) -> Occurrence:
    by_record = {report.iri: report for report in told}
    ordered = [by_record[each.record] for each in best_first(report.evidence for report in told)]
    dates = [report.date for report in ordered if report.date]
    days = [report.evidence.published for report in ordered if report.evidence.published]
    return Occurrence(
        iri,
        tuple(ordered),
        ordered[0].kind,
        tuple(dict.fromkeys(party for report in ordered for party in report.actors)),
        tuple(dict.fromkeys(party for report in ordered for party in report.recipients)),
        max(dates, key=len) if dates else min(days, default=""),
        bool(dates),
        tuple(sorted({report.evidence.factuality for report in ordered}, key=ORDER.index)),
        len({report.evidence.article for report in ordered}),
    )


def _parties(store: Store, record: NamedNode, property_: str, names: dict[str, str]) -> tuple[Party, ...]:
    """Return the entities of a side by name; where there are none, the words that name it."""
    iris = objects(store, record, property_)
    for iri in iris:
        if iri not in names:
            names[iri] = min(objects(store, NamedNode(iri), "rdfs:label"), default=iri)
    if iris or property_ == "sem:hasPlace":
        return tuple(sorted((names[iri], iri) for iri in iris))
    spans = objects(store, record, f"{property_}Span")
    words = [text for span in spans for text in objects(store, NamedNode(span), "nif:anchorOf")]
    return tuple((text, "") for text in sorted(words))


def _mode(iri: str) -> str:
    """Say a mode in words: "tlp:ASSAULT-heavy-weapons" is "heavy weapons"."""
    return compact(iri).removeprefix("tlp:").partition("-")[2].replace("-", " ")
