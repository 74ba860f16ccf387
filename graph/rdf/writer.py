"""Collect the quads of one named graph: nodes for runs of text, evidence, values."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from ..errors import TielineError
from ..records import DEFAULT_BASE, Entity, Event, Extraction, Factuality, Relation, Span
from . import literals
from .identifiers import article_iri, entity_node, graph_iri, span_iri
from .terms import individuals, term


class GraphWriter:
    """The quads of one graph, each once. `quads()` gives them sorted."""

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self._quads: set[Quad] = set()

    def add(self, subject: NamedNode, predicate: str | NamedNode, *objects: NamedNode | Literal | None) -> None:
        """Add a triple for each object that is not None; a predicate given as text is a prefixed name."""
        node = term(predicate) if isinstance(predicate, str) else predicate
        for object_ in objects:
            if object_ is not None:
                self._quads.add(Quad(subject, node, object_, self.graph))

    def quads(self) -> list[Quad]:
        """Return what was added, sorted, each quad once."""
        return sorted(self._quads, key=str)


class ArticleWriter(GraphWriter):
    """The graph of one article, with what its records share: entities, spans, evidence, voices."""

    def __init__(self, extraction: Extraction, base: str = DEFAULT_BASE) -> None:
        self.article = extraction.article
        super().__init__(graph_iri(self.article.key, base))
        self.base = base
        self.node = article_iri(self.article.key, base)
        self.sentences = extraction.sentences
        self.entities = {entity.id: entity for entity in extraction.entities}
        self._known: dict[tuple[Span, str], NamedNode] = {}

    def entity(self, id_: str) -> NamedNode:
        """Return the node of an entity of this article.

        Raises:
            TielineError: if the article has no such entity, or it has no IRI yet.
        """
        return entity_node(self._entity(id_).iri, f"entity {id_} of article {self.article.key}")

    def anchor(self, id_: str | None) -> list[int] | str | None:
        """Return what tells an entity apart within the article, whatever its local id and IRI: its first mention."""
        if id_ is None:
            return None
        entity = self._entity(id_)
        return [entity.mentions[0].start, entity.mentions[0].end] if entity.mentions else entity.name

    def words(self, span: Span) -> str:
        """Return the words of a run of the text."""
        return self.article.text[span.start : span.end]

    def span(self, span: Span, kind: str = "nif:Phrase") -> NamedNode:
        """Add a run of the article's text and return its node.

        Raises:
            TielineError: if it does not lie in the text.
        """
        known = self._known.get((span, kind))
        if known is not None:
            return known
        if not 0 <= span.start < span.end <= len(self.article.text):
            raise TielineError(
                f"span in article {self.article.key}: got {span.start}-{span.end}, expected a run of its "
                f"{len(self.article.text)} characters; read the article again"
            )
        node = span_iri(self.node, span)
        self.add(node, "rdf:type", term(kind))
        self.add(node, "nif:anchorOf", literals.text(self.words(span)))
        self.add(node, "nif:beginIndex", literals.offset(span.start))
        self.add(node, "nif:endIndex", literals.offset(span.end))
        self.add(node, "nif:referenceContext", self.node)
        self._known[span, kind] = node
        return node

    def spans(self, *spans: Span | None) -> list[NamedNode]:
        """Describe runs of the text and return their nodes."""
        return [self.span(span) for span in spans if span is not None]

    def evidence(self, node: NamedNode, evidence: Span, confidence: float, pattern: str) -> None:
        """Tie a record to its sentences, its article, the day it was published and the rule that found it."""
        touched = [span for span in self.sentences if span.start < evidence.end and evidence.start < span.end]
        for span in touched or [evidence]:
            self.add(node, "tl:sentence", self.span(span, "nif:Sentence"))
        self.add(node, "tl:sentenceText", literals.text(self.words(evidence)))
        self.add(node, "dct:source", self.node)
        if self.article.published is not None:
            self.add(node, "dct:date", literals.day(self.article.published))
        self.add(node, "tl:confidence", literals.confidence(confidence))
        if pattern:
            self.add(node, "tl:pattern", literals.text(pattern))

    def assertedness(self, node: NamedNode, record: Relation | Event) -> None:
        """Say in whose voice a record is told, and how."""
        self.add(node, "tl:voice", self.voice(record.voice, record.factuality))
        self.add(node, "tl:factuality", individuals("tl:Factuality")[record.factuality])

    def voice(self, speaker: str | None, factuality: Factuality) -> NamedNode:
        """Return who asserts it; a claim without a resolved speaker is never the article's own voice."""
        if speaker is not None:
            return self.entity(speaker)
        return term("tl:UnnamedVoice") if factuality == "claimed" else term("tl:ArticleVoice")

    def _entity(self, id_: str) -> Entity:
        if id_ not in self.entities:
            raise TielineError(f"entity in article {self.article.key}: got {id_!r}, expected one of its entities")
        return self.entities[id_]
