"""Rows of the tables: one article's records with their IRIs, places and sentences; and the entities of all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from ..network.projection import network
from ..rdf.identifiers import article_iri, span_iri, well_formed
from ..rdf.literals import period
from ..rdf.terms import definitions, term
from ..rdf.triples import record_iris
from ..rdf.writer import ArticleWriter
from ..records import Event, Extraction, MentionKind, Relation, Span, Statement

if TYPE_CHECKING:
    import networkx as nx

Row = dict[str, Any]
Record = TypeVar("Record", Relation, Event, Statement)


def entity_nodes(extractions: Iterable[Extraction], names: Mapping[str, str]) -> nx.MultiDiGraph[str]:
    """Return a network whose nodes are those of `network.network`, without the ties between them."""
    offices = (
        replace(
            extraction,
            events=(),
            statements=(),
            relations=tuple(relation for relation in extraction.relations if relation.type == "holdsOffice"),
        )
        for extraction in extractions
    )
    return network(offices, names=names)


def entity_rows(nodes: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """Yield a row of `entities` for each node, by IRI."""
    for iri in sorted(nodes):
        node = nodes.nodes[iri]
        first: Row = next(iter(node["evidence"]), {})
        yield {
            "iri": iri,
            "name": node["label"],
            **{name: node[name] for name in ("type", "generic", "role", "articles", "mentions")},
            "roles": list(node["roles"]),
            "aliases": list(node["aliases"]),
            **{name: first.get(name) for name in ("article", "start", "end")},
            "sentence": first.get("text"),
        }


class ArticleRows:
    """The rows of one article, sorted by their places in the text.

    Args:
        extraction: with every identity set.
        labels: IRI -> preferred name.
        base: under which the IRIs are minted.
    """

    def __init__(self, extraction: Extraction, labels: Mapping[str, str], base: str) -> None:
        self.extraction = extraction
        self.article = extraction.article
        self.node = article_iri(self.article.key, base)
        self.iris = {entity.id: entity.iri for entity in extraction.entities}
        self.labels = labels
        self._writer = ArticleWriter(extraction, base)
        self._known = record_iris(extraction, base=base)

    def tables(self) -> Iterator[tuple[str, Row]]:
        """Yield (table, row) for all tables but `entities`."""
        for table, rows in (
            ("mentions", self.mentions()),
            ("statements", self.statements()),
            ("events", self.events()),
            ("relations", self.relations()),
            ("evidence", self.evidence()),
        ):
            for row in rows:
                yield table, row

    def recorded(self, records: Iterable[Record]) -> list[Record]:
        """Return the records that the graph keeps: of those with one IRI the most confident; by place, then IRI."""
        kept: dict[str, Record] = {}
        for record in sorted(records, key=lambda record: (-record.confidence, record.pattern)):
            kept.setdefault(self.iri(record), record)
        return sorted(kept.values(), key=lambda record: (record.evidence, self.iri(record)))

    def iri(self, record: Relation | Event | Statement) -> str:
        """Return the IRI of a record of the article."""
        return self._known[record]

    def words(self, span: Span | None) -> str | None:
        """Return the words of a place, with U+FFFD for what UTF-8 cannot hold."""
        return None if span is None else well_formed(self.article.text[span.start : span.end])

    def name(self, id_: str | None) -> str | None:
        """Return the preferred name of an entity of this article."""
        return self._label(self.iris.get(id_ or ""))

    def told(self, record: Relation | Event | Statement) -> Row:
        """Return the columns that say whose word it is; that something was said, the article says."""
        if isinstance(record, Statement):
            voice, factuality = term("tl:ArticleVoice").value, "happened"
        else:
            voice = self._writer.voice(record.voice, record.factuality).value
            factuality = record.factuality
        own = voice == term("tl:ArticleVoice").value
        return {
            "factuality": factuality,
            "voice": voice,
            "voice_name": self._label(voice),
            "asserted": own and factuality == "happened",
        }

    def mentions(self) -> Iterator[Row]:
        """Yield a row of `mentions` for each place and entity."""
        found: dict[tuple[int, int, str], MentionKind] = {}
        for entity in self.extraction.entities:
            for mention in entity.mentions if entity.iri else ():
                place = (mention.start, mention.end, entity.iri)
                found[place] = min(found.get(place, mention.kind), mention.kind)
        starts = [sentence.start for sentence in self.extraction.sentences]
        for start, end, iri in sorted(found):
            number = bisect_right(starts, start) - 1
            around = self.extraction.sentences[number] if number >= 0 else None
            if around is not None and start >= around.end:
                around = None
            yield {
                "iri": span_iri(self.node, Span(start, end)).value,
                "entity": iri,
                "entity_name": self._label(iri),
                "text": self.words(Span(start, end)),
                "kind": found[start, end, iri],
                "article": self.article.key,
                "start": start,
                "end": end,
                "sentence_start": around.start if around else None,
                "sentence_end": around.end if around else None,
                "sentence": self.words(around),
            }

    def statements(self) -> Iterator[Row]:
        """Yield a row of `statements` for each statement, by place."""
        return map(self._statement, self.recorded(self.extraction.statements))

    def events(self) -> Iterator[Row]:
        """Yield a row of `events` for each event, by place."""
        return map(self._event, self.recorded(self.extraction.events))

    def relations(self) -> Iterator[Row]:
        """Yield a row of `relations` for each relation, by place."""
        return map(self._relation, self.recorded(self.extraction.relations))

    def evidence(self) -> Iterator[Row]:
        """Yield a row of `evidence` for each sentence that a record touches."""
        article = self.article
        kinds: tuple[tuple[str, list[Any]], ...] = (
            ("statement", self.recorded(self.extraction.statements)),
            ("event", self.recorded(self.extraction.events)),
            ("relation", self.recorded(self.extraction.relations)),
        )
        for kind, records in kinds:
            for record in records:
                for sentence in self.sentences(record.evidence):
                    yield {
                        "iri": span_iri(self.node, sentence).value,
                        "record": self.iri(record),
                        "record_kind": kind,
                        "record_type": record.kind if isinstance(record, Statement) else record.type,
                        **self.told(record),
                        **self._place(sentence),
                        "title": article.title,
                        "publisher": article.publisher,
                        "published": article.published,
                        "url": article.url,
                    }

    def sentences(self, evidence: Span) -> list[Span]:
        """Return the sentences that a piece of evidence touches, itself where there are none."""
        touched = [
            span for span in self.extraction.sentences if span.start < evidence.end and evidence.start < span.end
        ]
        return touched or [evidence]

    def _statement(self, statement: Statement) -> Row:
        return {
            "iri": self.iri(statement),
            "speaker": self.iris.get(statement.speaker or ""),
            "speaker_name": self.name(statement.speaker),
            "speaker_text": self.words(statement.speaker_span),
            "kind": statement.kind,
            "form": statement.form,
            "cue": statement.cue_lemma,
            "content": " ".join(self.words(span) or "" for span in statement.content),
            **self._ends("about", "about_names", statement.about),
            "addressee": self.iris.get(statement.addressee or ""),
            "addressee_name": self.name(statement.addressee),
            "via": self._ends("via", "", statement.via)["via"],
            "via_texts": self._texts(statement.via_spans),
            "institution": self.iris.get(statement.institution or ""),
            "anonymity": self.words(statement.anonymity),
            "date": statement.date,
            "date_text": statement.date_text,
            **self._place(statement.evidence),
            **_reading(statement),
        }

    def _event(self, event: Event) -> Row:
        first, last = period(event.date) if event.date else (None, None)
        return {
            "iri": self.iri(event),
            "type": event.type,
            "mode": event.mode,
            **self.told(event),
            **self._ends("actors", "actor_names", event.actors),
            "actor_texts": self._texts(event.actor_spans),
            **self._ends("recipients", "recipient_names", event.recipients),
            "recipient_texts": self._texts(event.recipient_spans),
            "trigger": self.words(event.trigger),
            "place": self.iris.get(event.place or ""),
            "place_name": self.name(event.place),
            "date": event.date,
            "date_first": first,
            "date_last": last,
            "date_text": event.date_text,
            **self._place(event.evidence),
            **_reading(event),
        }

    def _relation(self, relation: Relation) -> Row:
        entity = None if relation.type == "holdsOffice" else relation.object
        words = relation.object_text or self.words(relation.object_span) or ""
        return {
            "iri": self.iri(relation),
            "subject": self.iris[relation.subject],
            "subject_name": self.name(relation.subject),
            "subject_text": self.words(relation.subject_span),
            "type": relation.type,
            "object": self.iris.get(entity or ""),
            "object_name": self.name(entity) or " ".join(words.split()),
            "object_text": self.words(relation.object_span),
            **self.told(relation),
            "former": relation.former,
            "trigger": self.words(relation.trigger),
            **self._place(relation.evidence),
            **_reading(relation),
        }

    def _place(self, span: Span) -> Row:
        return {"article": self.article.key, "start": span.start, "end": span.end, "sentence": self.words(span)}

    def _ends(self, iris: str, names: str, ids: Iterable[str]) -> Row:
        """Give the IRIs and names of entities, each once, in the order given."""
        found = list(dict.fromkeys(filter(None, map(self.iris.get, ids))))
        return {iris: found, names: [self._label(iri) or "" for iri in found]}

    def _texts(self, spans: Iterable[Span]) -> list[str]:
        return [self.words(span) or "" for span in spans]

    def _label(self, iri: str | None) -> str | None:
        return (self.labels.get(iri) or _voice_names().get(iri)) if iri else None


def _reading(record: Relation | Event | Statement) -> Row:
    return {"confidence": round(record.confidence, 3), "pattern": record.pattern}


@cache
def _voice_names() -> Mapping[str, str]:
    """Map the two voices that are no entity to their names in the vocabulary."""
    voices = {term("tl:ArticleVoice").value, term("tl:UnnamedVoice").value}
    named = (triple for triple in definitions("vocabulary.ttl") if triple[1] == term("rdfs:label").value)
    return {node: name for node, _, name in named if node in voices}
