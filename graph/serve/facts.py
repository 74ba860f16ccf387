"""What pages tell of an entity: its names, its ties, what it says and what is said of it, with the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from ..rdf.store import Store
from ..rdf.terms import PREFIXES, compact, definitions, relation_predicates, relation_readings, term
from .cited import PATTERN, Evidence, bare_rows, best_first, evidence, independent

MOST = 2000
"""So many pieces of evidence are read for one part of a page."""


@dataclass
class Tie:
    """How an entity is tied to another, or to words ("foreign minister"), on how many independent sources."""

    reading: str
    name: str
    iri: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    sources: int = 0

    @property
    def articles(self) -> int:
        return len({each.article for each in self.evidence})


@dataclass(frozen=True)
class Statement:
    """What somebody said."""

    words: str
    speaker: str
    speaker_iri: str
    date: str
    evidence: Evidence


def ties(store: Store, node: NamedNode) -> tuple[list[Tie], int]:
    """Return the ties of an entity, and how many pieces of evidence were read for them.

    Those to entities come first, then those with most independent sources; of the evidence of each the asserted.
    """
    found: dict[tuple[str, str], Tie] = {}
    read = 0
    for row in (*bare_rows(store, _assertions(node)), *bare_rows(store, _events(node))):
        read += 1
        reading = _reading(row["tie"], outward=row["way"] == "out")
        other = row.get("other") or row.get("words", "")
        name = row.get("name") or other or "somebody not named"
        tie = found.setdefault((reading, other), Tie(reading, name, other if row.get("node") == "true" else ""))
        if row["record"] not in {each.record for each in tie.evidence[-1:]}:  # a row for each sentence it rests on
            tie.evidence.append(evidence(row))
    for tie in found.values():
        tie.evidence = best_first(tie.evidence)
        tie.sources = independent(store, tie.evidence)
    return sorted(found.values(), key=_order), read


def _order(tie: Tie) -> tuple[bool, int, int, str, str]:
    return (not tie.iri, -tie.sources, -len(tie.evidence), tie.reading, tie.name)


def statements_by(store: Store, node: NamedNode) -> list[Statement]:
    """Return what an entity said, oldest first."""
    return list(_statements(store, f"?record prov:wasAttributedTo {node} ."))


def statements_about(store: Store, node: NamedNode) -> list[Statement]:
    """Return what was said about an entity, oldest first."""
    return list(_statements(store, f"?record schema:about {node} ."))


def labels(store: Store, node: NamedNode) -> dict[str, list[str]]:
    """Return what else is said of an entity itself: property -> values, sorted."""
    wanted = {
        "types": "rdf:type",
        "label": "rdfs:label",
        "preferred": "skos:prefLabel",
        "names": "skos:altLabel",
        "roles": "tl:role",
        "reasons": "tl:identityReason",
        "office": "tl:knownOffice",
        "same": "owl:sameAs",
        "sources": "dct:source",
    }
    by_term = {term(curie).value: name for name, curie in wanted.items()}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in store.matching(subject=node):
        name = by_term.get(quad.predicate.value)
        if name and isinstance(quad.object, NamedNode | Literal):
            found[name].add(quad.object.value)
    return {name: sorted(found[name]) for name in wanted}


def mentioning(store: Store, node: NamedNode) -> list[tuple[str, str, int]]:
    """Return the articles that mention an entity (IRI, headline, mentions), most mentions first."""
    rows = bare_rows(
        store,
        f"""SELECT ?article (SAMPLE(?title) AS ?headline) (COUNT(DISTINCT ?span) AS ?mentions) WHERE {{
          {node} gaf:denotedBy ?span . ?span nif:referenceContext ?article .
          OPTIONAL {{ ?article schema:headline ?title }}
        }} GROUP BY ?article ORDER BY DESC(?mentions) ?article LIMIT {MOST}""",
    )
    return [(row["article"], row.get("headline", ""), int(row["mentions"])) for row in rows if "article" in row]


def type_names(classes: Iterable[str]) -> list[str]:
    """Return how the vocabulary calls those of our own classes, in full words; of others only where there is none."""
    known = {subject: value for subject, predicate, value in definitions("vocabulary.ttl") if predicate == _LABEL}
    given = sorted(classes)
    ours = [iri for iri in given if iri.startswith(PREFIXES["tl"])]
    return [known.get(iri, compact(iri)) for iri in ours or given]


_LABEL = term("rdfs:label").value


def _assertions(node: NamedNode) -> str:
    return f"""SELECT DISTINCT * WHERE {{
      {{ ?record rdf:subject {node} ; rdf:object ?other . BIND("out" AS ?way) }}
      UNION {{ ?record rdf:object {node} ; rdf:subject ?other . BIND("in" AS ?way) }}
      ?record a tl:Assertion ; rdf:predicate ?tie . BIND(isIRI(?other) AS ?node)
      OPTIONAL {{ ?other rdfs:label ?name }}
      {PATTERN}
    }} ORDER BY ?published ?article ?record ?place LIMIT {MOST}"""


def _events(node: NamedNode) -> str:
    def side(own: str, others: str, way: str) -> str:
        return f"""?record {own} {node} . BIND("{way}" AS ?way)
          OPTIONAL {{ ?record {others} ?other . ?other rdfs:label ?name BIND(true AS ?node) }}
          OPTIONAL {{ ?record {others}Span ?span . ?span nif:anchorOf ?words }}"""

    return f"""SELECT DISTINCT * WHERE {{
      {{ {side("tl:initiator", "tl:target", "out")} }} UNION {{ {side("tl:target", "tl:initiator", "in")} }}
      ?record a sem:Event ; sem:eventType ?tie .
      {PATTERN}
    }} ORDER BY ?published ?article ?record ?other ?place ?words LIMIT {MOST}"""


def _statements(store: Store, pattern: str) -> Iterator[Statement]:
    asked = f"""SELECT DISTINCT * WHERE {{
      {pattern} ?record a tl:Statement ; schema:text ?words .
      OPTIONAL {{ ?record prov:wasAttributedTo ?speaker . ?speaker rdfs:label ?speakerName }}
      OPTIONAL {{ ?record tl:statedOn ?date }}
      {PATTERN}
    }} ORDER BY ?published ?article ?record LIMIT {MOST}"""
    seen = set()
    for row in bare_rows(store, asked):
        if row["record"] not in seen:
            seen.add(row["record"])
            speaker = row.get("speakerName", "somebody not named")
            yield Statement(row["words"], speaker, row.get("speaker", ""), row.get("date", ""), evidence(row))


def _reading(tie: str, *, outward: bool) -> str:
    """Say a tie in words as seen from one of its ends."""
    readings = {node.value: relation_readings()[type_] for type_, node in relation_predicates().items()}
    if tie in readings:
        return readings[tie][0 if outward else 1]
    kind = compact(tie).removeprefix("tlp:").lower()
    return f"{kind} {'→' if outward else '←'}"
