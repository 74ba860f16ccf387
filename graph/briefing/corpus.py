"""One pass over the findings: the articles read, and the sentence behind every report of an event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..network.citing import Evidence, cite, standing
from ..network.sources import independent_sources, outlet, text_family
from ..rdf.triples import record_iris
from ..records import DEFAULT_BASE, Event, Extraction


@dataclass(frozen=True, slots=True)
class Read:
    """An article: what a reader needs to find it again.

    Attributes:
        outlet: publisher, else host of the address, else the article itself; copied: keys of the articles it copies.
    """

    key: str
    title: str
    outlet: str
    published: str
    url: str
    copied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one sentence tells it; actors and recipients are names, else the words themselves."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    evidence: Evidence


@dataclass(slots=True)
class Corpus:
    """What was read.

    Attributes:
        articles: by date of publication, undated ones last; reports: IRI of an event -> how it is told.
        sources: independent sources of all articles together.
    """

    articles: list[Read] = field(default_factory=list)
    reports: dict[str, Told] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    sources: int = 0

    def by_outlet(self) -> dict[str, list[Read]]:
        """Return the articles of each outlet, most first."""
        found: defaultdict[str, list[Read]] = defaultdict(list)
        for article in self.articles:
            found[article.outlet].append(article)
        return {name: found[name] for name in sorted(found, key=lambda name: (-len(found[name]), name))}

    def days(self) -> list[str]:
        """Return the dates of publication, sorted."""
        return sorted(article.published for article in self.articles if article.published)


def read_corpus(
    extractions: Iterable[Extraction],
    labels: Mapping[str, str],
    *,
    copied: Mapping[str, tuple[str, ...]] | None = None,
    base: str = DEFAULT_BASE,
) -> Corpus:
    """Read what every article says; the order of the articles does not matter.

    Args:
        labels: IRI of an entity -> its name.
        copied: key of a copy -> keys of the articles it was made from; others are compared by their whole text.
        base: under which the IRIs of records are minted.
    """
    corpus, entities, families = Corpus(), set[str](), list[Evidence]()
    sources = copied or {}
    for extraction in extractions:
        article = extraction.article
        cited = cite(extraction.article)
        origin = sources.get(article.key, ())
        families.append(cited | {"text": "", "family": origin[0] if origin else text_family(article)})
        corpus.articles.append(
            Read(
                article.key,
                article.title or f"article {article.key}",
                outlet(cited),
                cited["published"] or "",
                article.url or "",
                origin,
            )
        )
        entities.update(entity.iri for entity in extraction.entities)
        corpus.counts["statements"] += len(extraction.statements)
        corpus.counts["assertions"] += len(extraction.relations)
        iris = record_iris(extraction, base=base)
        names = {entity.id: labels.get(entity.iri, entity.name) for entity in extraction.entities}
        for event in extraction.events:
            corpus.reports[iris[event]] = _told(extraction, event, names)
    corpus.counts |= {"entities": len(entities), "reports": len(corpus.reports)}
    corpus.articles.sort(key=lambda each: (each.published or "9999", each.outlet, each.title, each.key))
    corpus.sources = _sources(families)
    return corpus


def _sources(families: list[Evidence]) -> int:
    """Count the independent sources of all articles; a copy counts as the article it was made from."""
    outlets = {each["article"]: outlet(each) for each in families}
    named = {each["article"]: each["family"] for each in families}
    return independent_sources(
        each
        | {
            "family": named.get(each["family"], each["family"]),
            "copied_from": outlets.get(each["family"]),
        }
        for each in families
    )


def _told(extraction: Extraction, event: Event, names: Mapping[str, str]) -> Told:
    article = extraction.article
    evidence = cite(article, event.evidence.start, event.evidence.end)
    evidence |= {
        "date": event.date or evidence["published"],
        "factuality": standing(event),
        "voice": names.get(event.voice or ""),
        "former": False,
        "quote": None,
    }
    sides = []
    for ids, spans in ((event.actors, event.actor_spans), (event.recipients, event.recipient_spans)):
        words = [article.text[span.start : span.end] for span in spans]
        sides.append(tuple(dict.fromkeys([names[id_] for id_ in ids] or words)))
    return Told(event.type, sides[0], sides[1], event.date, evidence)
