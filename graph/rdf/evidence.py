"""Evidence closure: re-read everything an article's graph tells against the text that the graph keeps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from ..articles.assemble import article_key
from ..wording import shortened
from .terms import PREFIXES, compact, definitions, relation_predicates, term

KINDS = ("article", "span", "entity", "assertion", "event", "statement", "plain triple")
"""What is checked, in the order of a report."""

_RECORDS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "tl:Assertion": ("assertion", ("tl:subjectSpan", "tl:objectSpan")),
        "sem:Event": ("event", ("tl:trigger",)),
        "tl:Statement": ("statement", ("tl:contentSpan",)),
    }
)
"""Class -> what a report calls it, and the words it cannot be without."""
_OFFSETS = ("nif:beginIndex", "nif:endIndex", "nif:anchorOf", "nif:referenceContext")
_SEALED = re.compile(r".*/article/([0-9a-f]{20})", re.DOTALL)
_LONGEST_QUOTE = 60

_Said = Mapping[str, list[NamedNode | Literal]]
_NOTHING: _Said = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        graph: IRI of the graph it is in.
        kind: one of `KINDS`, "graph" (a fault of the shapes), "happening", "copy" or "findings".
        node: IRI of what is at fault; for a plain triple its subject.
        message: what is wrong with it, after "a span …", "a statement …".
        path: IRI of the property at fault, for faults of the shapes.
        article: `dct:identifier` of the article, empty for the other graphs.
    """

    graph: str
    kind: str
    node: str
    message: str
    path: str = ""
    article: str = ""


@dataclass
class Reading:
    """What was looked at and what is wrong: kind -> how many, and the faults in no order."""

    checked: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def read_evidence(quads: Iterable[Quad], graph: str = "") -> Reading:
    """Re-read one named graph against the text of its article.

    Sound is a graph in which

    - there is one article with one text; where its key is the seal that `tieline build` gives (a hash of text,
      headline, publisher and day), it fits them;
    - every span lies in the text, and its words and its IRI agree with its offsets;
    - every entity has a mention, and every mention is a span;
    - every assertion, event and statement names the article as its source, has at least one sentence that is a
      `nif:Sentence` of the article, words equal to the text from the first sentence's start to the last one's end, and
      all spans of its own inside these; whatever it refers to has a mention (or is a record) in this graph;
    - every plain triple is backed by a sound assertion of it in the article's own voice, happened and not former.

    A graph without an article may hold none of these; such graphs (authority, names, runs, decisions) pass.
    """
    return _Reader(quads, graph).reading


@cache
def span_properties() -> frozenset[str]:
    """Return the properties whose values are runs of words, as vocabulary.ttl says."""
    words = (term("rdfs:range").value, term("nif:Phrase").value)
    return frozenset(compact(s) for s, p, o in definitions("vocabulary.ttl") if (p, o) == words)


class _Reader:
    def __init__(self, quads: Iterable[Quad], graph: str) -> None:
        self.graph = graph
        self.reading = Reading()
        self.article_id = ""
        told: defaultdict[str, defaultdict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        ties = {node.value for node in relation_predicates().values()}
        plain = []
        for quad in quads:
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                self._fault(
                    "graph", str(quad.subject), f"is or has a node without an IRI ({compact(quad.predicate.value)})"
                )
                continue
            told[quad.subject.value][compact(quad.predicate.value)].append(quad.object)
            if quad.predicate.value in ties:
                plain.append((quad.subject.value, compact(quad.predicate.value), quad.object))
        self.told: Mapping[str, _Said] = told
        self.article, self.text = self._read_article()
        self.spans = self._read_spans()
        self.entities = self._read_entities()
        self.unsound: set[str] = set()
        for node, said in sorted(told.items()):
            for class_, (kind, needed) in _RECORDS.items():
                if term(class_) in said.get("rdf:type", ()):
                    self._read_record(node, said, kind, needed)
        self._read_plain(plain)

    def _fault(self, kind: str, node: str, message: str) -> None:
        self.reading.faults.append(Fault(self.graph, kind, node, message, article=self.article_id))

    def _read_article(self) -> tuple[str, str]:
        """Return the article's IRI and text, both empty where there is none."""
        articles = [node for node, said in self.told.items() if term("schema:NewsArticle") in said.get("rdf:type", ())]
        self.reading.checked["article"] = len(articles)
        if len(articles) != 1:
            for node in sorted(articles):
                self._fault("article", node, f"is one of {len(articles)} articles in this graph")
            return "", ""
        (node,) = articles
        said = self.told[node]
        self.article_id = "".join(_values(said, "dct:identifier"))
        texts = _values(said, "nif:isString")
        if len(texts) != 1:
            self._fault("article", node, f"has {len(texts)} texts (nif:isString)")
            return node, ""
        seal = _SEALED.fullmatch(node)
        if seal and seal[1] != _key(said):
            self._fault("article", node, "was changed: its key is not that of its text, headline, publisher and day")
        return node, texts[0]

    def _read_spans(self) -> dict[str, tuple[int, int]]:
        """Return the sound spans."""
        sound = {}
        classes = {term("nif:Sentence"), term("nif:Phrase")}
        for node, said in self.told.items():
            if not (classes & {*said.get("rdf:type", ())} or any(name in said for name in _OFFSETS)):
                continue
            self.reading.checked["span"] += 1
            fault = self._span_fault(node, said)
            if fault:
                self._fault("span", node, fault)
            else:
                sound[node] = (int(said["nif:beginIndex"][0].value), int(said["nif:endIndex"][0].value))
        return sound

    def _span_fault(self, node: str, said: _Said) -> str:
        for name in _OFFSETS:
            if len(said.get(name, ())) != 1:
                return f"has {len(said.get(name, ()))} values of {name}"
        begin, end, words, context = (said[name][0].value for name in _OFFSETS)
        if not self.article or context != self.article:
            return f"belongs to <{context}>, which is not the article of this graph"
        if not (begin.isdecimal() and end.isdecimal() and int(begin) < int(end) <= len(self.text)):
            return f"goes from {begin} to {end}, which is no run of a text of {len(self.text)} characters"
        if node != f"{self.article}#char={begin},{end}":
            return f"goes from {begin} to {end}, and its IRI says otherwise"
        there = self.text[int(begin) : int(end)]
        return "" if there == words else f"says {_quoted(words)} where the text has {_quoted(there)}"

    def _read_entities(self) -> set[str]:
        """Return the entities with a sound mention."""
        found = set()
        for node, said in self.told.items():
            if not self.article or "skos:prefLabel" not in said:
                continue
            self.reading.checked["entity"] += 1
            mentions = _values(said, "gaf:denotedBy")
            wrong = sorted(mention for mention in mentions if mention not in self.spans)
            if wrong:
                self._fault("entity", node, f"has a mention that cannot be read in the text: <{wrong[0]}>")
            elif not mentions:
                self._fault("entity", node, "has no mention in the text")
            else:
                found.add(node)
        return found

    def _read_record(self, node: str, said: _Said, kind: str, needed: tuple[str, ...]) -> None:
        self.reading.checked[kind] += 1
        for fault in (self._evidence_fault(said), *self._span_faults(said, needed), *self._reference_faults(said)):
            if fault:
                self.unsound.add(node)
                self._fault(kind, node, fault)

    def _evidence_fault(self, said: _Said) -> str:
        if not self.article or _values(said, "dct:source") != [self.article]:
            return "does not name the article of this graph as its one source"
        sentences = _values(said, "tl:sentence")
        if not sentences:
            return "has no sentence"
        for sentence in sorted(sentences):
            if term("nif:Sentence") not in self.told.get(sentence, _NOTHING).get("rdf:type", ()):
                return f"has a sentence that is none of the article: <{sentence}>"
            if sentence not in self.spans:
                return f"has a sentence that cannot be read in the text: <{sentence}>"
        begin, end = self._run(sentences)
        words = _values(said, "tl:sentenceText")
        if words != [self.text[begin:end]]:
            got = _quoted(words[0]) if len(words) == 1 else f"{len(words)} values"
            return f"says {got} where its sentences are {_quoted(self.text[begin:end])}"
        return ""

    def _span_faults(self, said: _Said, needed: tuple[str, ...]) -> Iterator[str]:
        sentences = _values(said, "tl:sentence")
        readable = bool(sentences) and all(sentence in self.spans for sentence in sentences)
        begin, end = self._run(sentences) if readable else (0, len(self.text))
        for name in sorted({*needed, *(span_properties() & said.keys())}):
            if name in needed and not said.get(name):
                yield f"has no {name}"
            for span in sorted(_values(said, name)):
                if span not in self.spans:
                    yield f"has words that cannot be read in the text: {name} <{span}>"
                elif not begin <= self.spans[span][0] < self.spans[span][1] <= end:
                    yield f"has words outside its sentences: {name} <{span}>"

    def _reference_faults(self, said: _Said) -> Iterator[str]:
        """Give what a record refers to and the article does not mention."""
        ours = tuple(PREFIXES.values())
        for name in sorted(said.keys() - span_properties() - {"dct:source", "tl:sentence", "gaf:denotedBy"}):
            for value in said[name]:
                if not isinstance(value, NamedNode) or value.value.startswith(ours):
                    continue
                if value.value not in self.entities and not self._is_record(value.value):
                    yield f"refers to what the article does not mention: {name} <{value.value}>"

    def _is_record(self, node: str) -> bool:
        classes = self.told.get(node, _NOTHING).get("rdf:type", ())
        return any(term(class_) in classes for class_ in _RECORDS)

    def _read_plain(self, plain: list[tuple[str, str, NamedNode | Literal]]) -> None:
        backed: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
        for node, said in self.told.items():
            if term("tl:Assertion") in said.get("rdf:type", ()):
                ends = (said.get(name, []) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
                subjects, predicates, objects = ends
                if len(subjects) == len(predicates) == len(objects) == 1:
                    triple = (subjects[0].value, compact(predicates[0].value), str(objects[0]))
                    backed[triple].append((node, _standing(said)))
        for subject, predicate, object_ in plain:
            self.reading.checked["plain triple"] += 1
            told = backed[subject, predicate, str(object_)]
            standings = {
                "told by an assertion at fault" if node in self.unsound and not how else how for node, how in told
            }
            if "" in standings:
                continue
            why = f"is only {' or '.join(sorted(standings))}" if standings else "is in no assertion"
            self._fault("plain triple", subject, f"{predicate} {object_} {why}")

    def _run(self, sentences: Iterable[str]) -> tuple[int, int]:
        places = [self.spans[sentence] for sentence in sentences]
        return min(begin for begin, _ in places), max(end for _, end in places)


def _standing(said: _Said) -> str:
    """Return why an assertion vouches for no plain triple, empty where it does."""
    factuality, voice = (" ".join(_values(said, name)) for name in ("tl:factuality", "tl:voice"))
    if factuality != term("tl:Happened").value:
        return compact(factuality).removeprefix("tl:").lower() or "without factuality"
    if voice != term("tl:ArticleVoice").value:
        return "told by a speaker"
    return "" if _values(said, "tl:former") == ["false"] else "former"


def _values(said: _Said, name: str) -> list[str]:
    return [value.value for value in said.get(name, ())]


def _key(said: _Said) -> str:
    text, title, publisher, day = (
        "".join(_values(said, name))
        for name in ("nif:isString", "schema:headline", "schema:publisher", "schema:datePublished")
    )
    try:
        return article_key(text, title=title, publisher=publisher, published=date.fromisoformat(day) if day else None)
    except ValueError:
        return ""


def _quoted(words: str) -> str:
    return repr(shortened(words, _LONGEST_QUOTE))
