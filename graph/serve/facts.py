"""What pages tell of an entity: its names, its ties, what it says and what is said of it, with the sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from ..rdf.store import Store
from ..rdf.terms import PREFIXES, compact, definitions, relation_predicates, relation_readings, term
from .marking import Span, place

MOST = 2000
"""So many pieces of evidence are read for one part of a page."""

_EVIDENCE = """
  ?record tl:sentenceText ?sentence ; tl:sentence ?place ; dct:source ?article .
  OPTIONAL { ?record dct:date ?published }
  OPTIONAL { ?record tl:factuality ?factuality }
  OPTIONAL { ?record tl:former ?former }
  OPTIONAL { ?record tl:voice ?voice . ?voice rdfs:label ?voiceName }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:headline ?headline }
"""


@dataclass(frozen=True)
class Evidence:
    """A sentence of an article that tells something.

    Attributes:
        record: IRI of the assertion, event or statement.
        place: IRI of the sentence; article: of its article.
        source: outlet or headline, and the day, as one line.
        factuality: "happened", "claimed", … or "" for a statement.
        voice: name of who says so, "" for the article itself.
    """

    record: str
    place: str
    article: str
    sentence: str
    source: str
    factuality: str = ""
    voice: str = ""
    former: bool = False


@dataclass
class Tie:
    """How an entity is tied to another, or to words ("foreign minister")."""

    reading: str
    name: str
    iri: str = ""
    evidence: list[Evidence] = field(default_factory=list)

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


@dataclass(frozen=True)
class Finding:
    """One thing read out of an article: an assertion, event or statement and its sentence."""

    record: str
    place: str
    what: str
    start: int
    end: int


def ties(store: Store, node: NamedNode) -> tuple[list[Tie], int]:
    """Return the ties of an entity, and how many pieces of evidence were read for them.

    Those to entities come first, then those in most articles.
    """
    found: dict[tuple[str, str], Tie] = {}
    read = 0
    for row in (*_rows(store, _assertions(node)), *_rows(store, _events(node))):
        read += 1
        reading = _reading(row["tie"], outward=row["way"] == "out")
        other = row.get("other") or row.get("words", "")
        name = row.get("name") or other or "somebody not named"
        tie = found.setdefault((reading, other), Tie(reading, name, other if row.get("node") == "true" else ""))
        if row["record"] not in {each.record for each in tie.evidence[-1:]}:  # a row for each sentence it rests on
            tie.evidence.append(_evidence(row))
    order = sorted(
        found.values(), key=lambda tie: (not tie.iri, -tie.articles, -len(tie.evidence), tie.reading, tie.name)
    )
    return order, read


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
    rows = _rows(
        store,
        f"""SELECT ?article (SAMPLE(?title) AS ?headline) (COUNT(DISTINCT ?span) AS ?mentions) WHERE {{
          {node} gaf:denotedBy ?span . ?span nif:referenceContext ?article .
          OPTIONAL {{ ?article schema:headline ?title }}
        }} GROUP BY ?article ORDER BY DESC(?mentions) ?article LIMIT {MOST}""",
    )
    return [(row["article"], row.get("headline", ""), int(row["mentions"])) for row in rows if "article" in row]


def in_article(store: Store, article: NamedNode) -> tuple[list[Span], list[Finding]]:
    """Return the spans of an article's text, and what was read out of its sentences, both in order of the text."""
    told = rows(
        store,
        f"""SELECT DISTINCT ?record ?what ?kind ?place WHERE {{
          ?record dct:source {article} ; tl:sentence ?place ; a ?kind .
          VALUES ?kind {{ tl:Assertion sem:Event tl:Statement }}
          OPTIONAL {{ ?record rdf:predicate ?what }} OPTIONAL {{ ?record sem:eventType ?what }}
        }}""",
    )
    sentences = {row["place"] for row in told}
    spans = [_span(iri, sentence=True) for iri in sentences]
    words = rows(store, f"SELECT DISTINCT ?place WHERE {{ ?place nif:referenceContext {article} ; a nif:Phrase }}")
    spans += [_span(row["place"]) for row in words]
    mentions = rows(
        store,
        f"""SELECT DISTINCT ?place ?entity ?name WHERE {{
          ?place nif:referenceContext {article} . ?entity gaf:denotedBy ?place ; rdfs:label ?name }}""",
    )
    spans += [_span(row["place"], entity=row["entity"], name=row["name"]) for row in mentions]
    findings = [
        Finding(
            row["record"], row["place"], _finding(row.get("what", ""), row["kind"]), *(place(row["place"]) or (0, 0))
        )
        for row in told
    ]
    return (
        sorted(spans, key=lambda span: (span.start, span.end, span.entity)),
        sorted(findings, key=lambda finding: (finding.start, finding.end, finding.what, finding.record)),
    )


def type_names(classes: Iterable[str]) -> list[str]:
    """Return how the vocabulary calls those of our own classes, in full words; of others only where there is none."""
    known = {subject: value for subject, predicate, value in definitions("vocabulary.ttl") if predicate == _LABEL}
    given = sorted(classes)
    ours = [iri for iri in given if iri.startswith(PREFIXES["tl"])]
    return [known.get(iri, compact(iri)) for iri in ours or given]


def rows(store: Store, sparql: str) -> list[dict[str, str]]:
    """Return the rows of a SELECT query of our own: variable -> value as text, "" where it has none."""
    return [defaultdict(str, row) for row in _rows(store, sparql)]


_LABEL = term("rdfs:label").value


def _assertions(node: NamedNode) -> str:
    return f"""SELECT DISTINCT * WHERE {{
      {{ ?record rdf:subject {node} ; rdf:object ?other . BIND("out" AS ?way) }}
      UNION {{ ?record rdf:object {node} ; rdf:subject ?other . BIND("in" AS ?way) }}
      ?record a tl:Assertion ; rdf:predicate ?tie . BIND(isIRI(?other) AS ?node)
      OPTIONAL {{ ?other rdfs:label ?name }}
      {_EVIDENCE}
    }} ORDER BY ?published ?article ?record ?place LIMIT {MOST}"""


def _events(node: NamedNode) -> str:
    def side(own: str, others: str, way: str) -> str:
        return f"""?record {own} {node} . BIND("{way}" AS ?way)
          OPTIONAL {{ ?record {others} ?other . ?other rdfs:label ?name BIND(true AS ?node) }}
          OPTIONAL {{ ?record {others}Span ?span . ?span nif:anchorOf ?words }}"""

    return f"""SELECT DISTINCT * WHERE {{
      {{ {side("tl:initiator", "tl:target", "out")} }} UNION {{ {side("tl:target", "tl:initiator", "in")} }}
      ?record a sem:Event ; sem:eventType ?tie .
      {_EVIDENCE}
    }} ORDER BY ?published ?article ?record ?other ?place ?words LIMIT {MOST}"""


def _statements(store: Store, pattern: str) -> Iterator[Statement]:
    asked = f"""SELECT DISTINCT * WHERE {{
      {pattern} ?record a tl:Statement ; schema:text ?words .
      OPTIONAL {{ ?record prov:wasAttributedTo ?speaker . ?speaker rdfs:label ?speakerName }}
      OPTIONAL {{ ?record tl:statedOn ?date }}
      {_EVIDENCE}
    }} ORDER BY ?published ?article ?record LIMIT {MOST}"""
    seen = set()
    for row in _rows(store, asked):
        if row["record"] not in seen:
            seen.add(row["record"])
            speaker = row.get("speakerName", "somebody not named")
            yield Statement(row["words"], speaker, row.get("speaker", ""), row.get("date", ""), _evidence(row))


def _evidence(row: dict[str, Any]) -> Evidence:
    voice = row.get("voice", "")
    return Evidence(
        record=row["record"],
        place=row["place"],
        article=row["article"],
        sentence=row["sentence"],
        source=", ".join(filter(None, (row.get("publisher") or row.get("headline", ""), row.get("published", "")))),
        factuality=compact(row["factuality"]).removeprefix("tl:").lower() if "factuality" in row else "",
        voice="" if voice.startswith(PREFIXES["tl"]) else row.get("voiceName", ""),
        former=row.get("former") == "true",
    )


def _span(iri: str, *, sentence: bool = False, entity: str = "", name: str = "") -> Span:
    start, end = place(iri) or (0, 0)
    return Span(start, end, sentence, entity, name)


def _finding(what: str, kind: str) -> str:
    """Say in a word what was found."""
    if not what:
        return compact(kind).partition(":")[2].lower()
    readings = {node.value: relation_readings()[type_][0] for type_, node in relation_predicates().items()}
    return readings.get(what) or compact(what).removeprefix("tlp:").lower()


def _reading(tie: str, *, outward: bool) -> str:
    """Say a tie in words as seen from one of its ends."""
    readings = {node.value: relation_readings()[type_] for type_, node in relation_predicates().items()}
    if tie in readings:
        return readings[tie][0 if outward else 1]
    kind = compact(tie).removeprefix("tlp:").lower()
    return f"{kind} {'→' if outward else '←'}"


def _rows(store: Store, sparql: str) -> Iterator[dict[str, str]]:
    found = store.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    for solution in found:
        cells = ((name, solution[name]) for name in names)
        yield {name: cell.value for name, cell in cells if isinstance(cell, NamedNode | Literal | ox.BlankNode)}
