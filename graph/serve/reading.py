"""What the page of an article tells: the places of its text, and what was read out of each sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..rdf.store import Store
from ..rdf.terms import compact, relation_predicates, relation_readings
from .cited import rows
from .marking import Span, place


@dataclass(frozen=True)
class Finding:
    """One thing read out of an article: an assertion, event or statement and its sentence.

    Attributes:
        what: "leads", "assault", "says"; `kind`: "assertion", "event" or "statement".
        subjects, objects: names of who and whom; of a statement the speaker and its words.
        factuality: "happened", "claimed", … or "" for a statement.
        happening: IRI of the event that it tells of, "" for others.
    """

    record: str
    what: str
    kind: str
    start: int
    end: int
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    factuality: str = ""
    happening: str = ""


def in_article(store: Store, article: NamedNode) -> tuple[list[Span], list[Finding]]:
    """Return the spans of an article's text, and what was read out of its sentences, both in order of the text."""
    told = rows(store, _findings(article))
    spans = [_span(iri, sentence=True) for iri in {row["place"] for row in told}]
    words = rows(store, f"SELECT DISTINCT ?place WHERE {{ ?place nif:referenceContext {article} ; a nif:Phrase }}")
    spans += [_span(row["place"]) for row in words]
    mentions = rows(
        store,
        f"""SELECT DISTINCT ?place ?entity ?name WHERE {{
          ?place nif:referenceContext {article} . ?entity gaf:denotedBy ?place ; rdfs:label ?name }}""",
    )
    spans += [_span(row["place"], entity=row["entity"], name=row["name"]) for row in mentions]
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in told:
        found.setdefault((row["record"], row["place"]), []).append(row)
    return (
        sorted(spans, key=lambda span: (span.start, span.end, span.entity)),
        sorted(map(_finding, found.values()), key=lambda each: (each.start, each.end, each.what, each.record)),
    )


def _findings(article: NamedNode) -> str:
    return f"""SELECT DISTINCT * WHERE {{
      ?record dct:source {article} ; tl:sentence ?place .
      {{ ?record a tl:Assertion ; rdf:predicate ?what BIND("assertion" AS ?kind)
         OPTIONAL {{ ?record rdf:subject ?from . ?from rdfs:label ?subject }}
         OPTIONAL {{ ?record rdf:object ?to . OPTIONAL {{ ?to rdfs:label ?name }}
           BIND(COALESCE(?name, IF(isLiteral(?to), STR(?to), ?none)) AS ?object) }} }}
      UNION {{ ?record a sem:Event ; sem:eventType ?what BIND("event" AS ?kind)
         OPTIONAL {{ ?record tl:initiator ?from . ?from rdfs:label ?subject }}
         OPTIONAL {{ ?record tl:target ?to . ?to rdfs:label ?object }}
         OPTIONAL {{ ?happening tl:report ?record }} }}
      UNION {{ ?record a tl:Statement ; schema:text ?object BIND("statement" AS ?kind)
         OPTIONAL {{ ?record prov:wasAttributedTo ?from . ?from rdfs:label ?subject }} }}
      OPTIONAL {{ ?record tl:factuality ?told }}
    }}"""


def _finding(group: Iterable[dict[str, str]]) -> Finding:
    """Join the rows of one record: one for each pair of its ends."""
    told = list(group)
    first = told[0]
    start, end = place(first["place"]) or (0, 0)
    return Finding(
        first["record"],
        reading(first["what"]) if first["what"] else "says",
        first["kind"],
        start,
        end,
        tuple(sorted({row["subject"] for row in told} - {""})),
        tuple(sorted({row["object"] for row in told} - {""})),
        compact(first["told"]).removeprefix("tl:").lower(),
        min(row["happening"] for row in told),
    )


def reading(tie: str) -> str:
    """Say the IRI of a relation or type of event in words, as seen from its subject: "leads", "assault"."""
    readings = {node.value: relation_readings()[type_] for type_, node in relation_predicates().items()}
    return readings[tie][0] if tie in readings else compact(tie).removeprefix("tlp:").lower()


def _span(iri: str, *, sentence: bool = False, entity: str = "", name: str = "") -> Span:
    start, end = place(iri) or (0, 0)
    return Span(start, end, sentence, entity, name)
