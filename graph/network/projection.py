"""From extractions to one signed, typed network in which every node and tie keeps its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx

from ..rdf.triples import record_iris
from ..records import DEFAULT_BASE, SYMMETRIC_RELATIONS
from .belonging import Belonging
from .citing import Evidence, cite, cite_statement, cite_told, evidence_order, sentence_around
from .signs import SAYS_ABOUT, SIGNS
from .sources import independent_sources, outlet, text_family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..records import Article, Entity, Event, Extraction, Relation, Statement

TieKind = Literal["relation", "event", "statement"]

_VALUES = frozenset({"Date", "Money"})
"""Types that are values of other things, not somebody or something to be tied."""
NOTHING_LISTED = Belonging()


@dataclass(slots=True)
class _Node:
    """What the articles say about one entity; every field is a count, so that their order cannot matter."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    mentions: set[tuple[str, int, int]] = field(default_factory=set)
    specific: bool = False
    sightings: dict[str, Evidence] = field(default_factory=dict)


_Tie = tuple[str, str, TieKind, str]
_Ties = defaultdict[_Tie, dict[tuple[str, ...], Evidence]]


def network(
    extractions: Iterable[Extraction],
    *,
    names: Mapping[str, str] | None = None,
    listed: Belonging = NOTHING_LISTED,
    families: Mapping[str, str] | None = None,
    first: Mapping[str, str] | None = None,
    statements: bool = True,
    base: str = DEFAULT_BASE,
) -> nx.MultiDiGraph[str]:
    """Project extractions onto a network of entities; the order of the extractions does not matter.

    Nodes are `Entity.iri`. An entity whose `iri` is still empty stays local to its article
    (`urn:tieline:<article key>:<entity id>`). Dates and sums of money are no nodes. Node attributes:

    - `label`: from `names` or `listed`, else used in most articles (then the longer, then first of the alphabet);
    - `type`: the type given in most articles; `generic`: True where no article names a particular actor;
    - `role`: the office or role given in most articles, or None; `roles`: all of them, most frequent first;
    - `articles`: distinct articles that mention it; `mentions`: all places; `aliases`: other names, sorted;
    - `state`: by the authority files its state's name or None; `within`: the bodies it acts for (`Belonging.bodies`);
    - `evidence`: for each article the sentence of its first mention by name (else of its first mention).

    Edges: one per (subject, object, tie type), with the type as key. An event gives one tie per actor and recipient; a
    relation gives one where both ends are entities; a statement gives `says-about` from its speaker to each entity in
    the content. Symmetric relations stand once, ends in sorted order. A tie of an entity to itself is dropped. Edge
    attributes:

    - `kind`: "relation", "event" or "statement"; `type`; `sign`: +1 cooperative, -1 conflict, 0 neither (`signs`);
    - `weight`: independent sources (`sources.independent_sources`) of the evidence, of whatever factuality;
      `articles`: distinct articles with evidence;
    - `asserted`, `claimed`, `denied`, `planned`, `possible`: pieces of evidence, each counted once; asserted = it
      happened in the article's own voice, claimed = told by somebody else;
    - `first`, `last`: ISO dates of the evidence (the date in the text, else the day of publication), or None;
    - `evidence`: tuple of dicts, sorted by date, article and place: `article` (its key), `title`, `publisher`,
      `published`, `url`, `family` (the same for copies of one text), `copied_from` (who printed the sentence first, if
      that was another article, else None), `date`, `start` and `end` (of the sentence in
      `Article.text`), `text` (the sentence), `factuality`, `voice` (label of the speaker, or None), `speaker` (its
      node, or None), `former` (True for a past tie), `quote` (the words said, statements only, else None), `trigger`
      (start and end in `Article.text` of the words that tell it, or None), `records`
      (IRIs of the assertions, events or statements read out of the sentence, sorted).

    Args:
        extractions: of any number of articles; the same article given twice counts once.
        names: preferred label of an IRI; goes before the names of `listed`.
        listed: what the authority files tell of an IRI.
        families: article key -> name of the group of copies it belongs to; others are grouped by `text_family`.
        first: IRI of a record of a copy -> key of the article that printed its sentence first: the evidence counts as
            that article's, whatever `families` tells; what is not named here is its own article's.
        statements: False leaves out `says-about`.
        base: under which the IRIs of records are minted.

    Returns:
        A new graph, nodes and edges added in sorted order. Empty input gives an empty graph.
    """
    nodes: defaultdict[str, _Node] = defaultdict(_Node)
    ties: _Ties = defaultdict(dict)
    houses: dict[str | None, str] = {}
    for extraction in extractions:
        article = extraction.article
        houses[article.key] = outlet(cite(article, 0, 0))
        family = article.key if first is not None else (families or {}).get(article.key) or text_family(article)
        _read(extraction, nodes, ties, _Reading(family, first or {}, _record_iris(extraction, base), statements))
    known = {**listed.names, **(names or {})}
    labels = {iri: known.get(iri) or _favourite(node.names) for iri, node in nodes.items()}
    projected: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in sorted(nodes):
        belongs = {"state": listed.states.get(iri), "within": listed.bodies.get(iri, ())}
        projected.add_node(iri, **_node_attributes(nodes[iri], labels[iri]), **belongs)
    for subject, target, kind, tie_type in sorted(ties):
        told = ties[subject, target, kind, tie_type].values()
        named = [
            evidence | {"voice": labels.get(evidence["speaker"]), "copied_from": houses.get(evidence["copied_from"])}
            for evidence in told
        ]
        projected.add_edge(subject, target, key=tie_type, **edge_attributes(kind, tie_type, named))
    return projected


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one article is read: its group of copies, who printed a record first, IRIs of records, statements or not."""

    family: str
    first: Mapping[str, str]
    records: Mapping[Relation | Event | Statement, str]
    statements: bool


def _record_iris(extraction: Extraction, base: str) -> Mapping[Relation | Event | Statement, str]:
    entities = tuple(replace(entity, iri=_iri(extraction.article, entity)) for entity in extraction.entities)
    return record_iris(replace(extraction, entities=entities), base=base)


def _read(
    extraction: Extraction,
    nodes: defaultdict[str, _Node],
    ties: _Ties,
    reading: _Reading,
) -> None:
    article = extraction.article
    iris = {entity.id: _iri(article, entity) for entity in extraction.entities if entity.type not in _VALUES}
    for entity in extraction.entities:
        if entity.id in iris:
            _add_entity(nodes[iris[entity.id]], entity, extraction)
    for relation in extraction.relations:
        if _is_office(relation) and relation.subject in iris:
            nodes[iris[relation.subject]].roles[relation.object_text or ""] += 1
    for tie, record, evidence in _ties(extraction, iris, statements=reading.statements):
        if tie[0] != tie[1]:
            key = evidence_order(evidence)
            iri = reading.records[record]
            source = reading.first.get(iri)
            group = {"family": source or reading.family, "copied_from": source, "records": ()}
            held = ties[tie].setdefault(key, evidence | group)
            held["records"] = tuple(sorted({*held["records"], iri}))


def _is_office(relation: Relation) -> bool:
    """Tell whether the article itself says that somebody holds an office."""
    asserted = relation.factuality == "happened" and relation.voice is None
    return relation.type == "holdsOffice" and bool(relation.object_text) and asserted


def _iri(article: Article, entity: Entity) -> str:
    return entity.iri or f"urn:tieline:{article.key}:{entity.id}"


def _add_entity(node: _Node, entity: Entity, extraction: Extraction) -> None:
    article = extraction.article
    node.names[entity.name] += 1
    node.types[entity.type] += 1
    node.specific |= not entity.generic
    if entity.role:
        node.roles[entity.role] += 1
    node.aliases.add(entity.name)
    for mention in entity.mentions:
        node.mentions.add((article.key, mention.start, mention.end))
        if mention.kind == "name":
            node.aliases.add(" ".join(article.text[mention.start : mention.end].split()))
    named = [mention for mention in entity.mentions if mention.kind == "name"]
    if found := sorted(named or entity.mentions)[:1]:
        sentence = sentence_around(extraction, found[0].start)
        sighting = cite(article, sentence.start, sentence.end)
        held = node.sightings.get(article.key)
        if held is None or (sighting["start"], sighting["end"]) < (held["start"], held["end"]):
            node.sightings[article.key] = sighting


def _ties(
    extraction: Extraction, iris: Mapping[str, str], *, statements: bool
) -> Iterator[tuple[_Tie, Relation | Event | Statement, Evidence]]:
    article = extraction.article
    for relation in extraction.relations:
        if relation.subject in iris and relation.object in iris:
            ends = (iris[relation.subject], iris[relation.object or ""])
            if relation.type in SYMMETRIC_RELATIONS:
                ends = (min(ends), max(ends))
            yield (*ends, "relation", relation.type), relation, cite_told(article, relation, iris)
    for event in extraction.events:
        for actor in event.actors:
            for recipient in event.recipients:
                if actor in iris and recipient in iris:
                    yield (iris[actor], iris[recipient], "event", event.type), event, cite_told(article, event, iris)
    for statement in extraction.statements if statements else ():
        if statement.speaker in iris:
            for about in statement.about:
                if about in iris:
                    tie: _Tie = (iris[statement.speaker or ""], iris[about], "statement", SAYS_ABOUT)
                    yield tie, statement, cite_statement(article, statement)


def _favourite(counts: Counter[str]) -> str:
    """Give the most frequent text; among equals the longest, then the alphabetically first."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def _node_attributes(node: _Node, label: str) -> dict[str, Any]:
    roles = sorted(node.roles, key=lambda role: (-node.roles[role], role))
    return {
        "label": label,
        "type": _favourite(node.types),
        "generic": not node.specific,
        "role": roles[0] if roles else None,
        "roles": tuple(roles),
        "articles": len(node.sightings),
        "mentions": len(node.mentions),
        "aliases": tuple(sorted(node.aliases - {label})),
        "evidence": tuple(
            sorted(node.sightings.values(), key=lambda sighting: (sighting["published"] or "9999", sighting["article"]))
        ),
    }


def edge_attributes(kind: TieKind, tie_type: str, evidences: Iterable[Evidence]) -> dict[str, Any]:
    """Give the attributes of a tie that rests on this evidence: counts, dates and sources, as `network` tells."""
    cited = tuple(sorted(evidences, key=evidence_order))
    counts = Counter("asserted" if item["factuality"] == "happened" else item["factuality"] for item in cited)
    dates = sorted(item["date"] for item in cited if item["date"])
    return {
        "kind": kind,
        "type": tie_type,
        "sign": SIGNS[tie_type],
        "weight": independent_sources(cited),
        "articles": len({item["article"] for item in cited}),
        **{name: counts[name] for name in ("asserted", "claimed", "denied", "planned", "possible")},
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "evidence": cited,
    }
