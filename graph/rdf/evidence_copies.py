"""Evidence closure of the graph of copies: who is said to print another's text must really have its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from ..articles.reused import Pairs, pairs_of
from .evidence import Fault, Reading
from .store import Store
from .terms import term

_SHARED = 0.25
"""Part of a copy's pairs of neighbouring words, or of the article's it was made from, that both have at least."""
_REPEATED = 0.5
"""Part of a sentence's pairs of words that the article has which printed it first."""


def read_copies(store: Store) -> Reading:
    """Compare what is told of copies with the texts of the articles.

    Sound is a copy that shares words with each article it was made from, neither published after it nor the copy
    itself; a group whose first article belongs to it, with members that are all articles; and a record told to be
    printed first elsewhere if it stands in a copy and the other article has most of its sentence.
    """
    return _Checker(store).reading()


class _Checker:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._text = lru_cache(maxsize=256)(self._read_text)

    def reading(self) -> Reading:
        reading = Reading()
        for graph, node, faults in (*self._copies(), *self._groups(), *self._records()):
            reading.checked["copy"] += 1
            reading.faults += (Fault(graph, "copy", node.value, message) for message in faults)
        return reading

    def _copies(self) -> Iterator[tuple[str, NamedNode, list[str]]]:
        for quad in self._store.matching(predicate=term("prov:wasDerivedFrom")):
            copy, source = quad.subject, quad.object
            if not isinstance(copy, NamedNode) or not isinstance(source, NamedNode) or self._is_graph(copy):
                continue
            faults = []
            mine, theirs = self._text(copy), self._text(source)
            if not mine or not theirs or copy == source:
                faults.append(f"is no article, or is no copy of another: <{source.value}>")
            elif len(mine & theirs) < _SHARED * min(len(mine), len(theirs)):
                faults.append(f"does not have the words of what it is a copy of: <{source.value}>")
            days = [self._value(node, "schema:datePublished") for node in (copy, source)]
            if all(days) and days[0] < days[1]:
                faults.append(f"is older than what it is a copy of: <{source.value}>")
            yield _graph(quad), copy, faults

    def _is_graph(self, node: NamedNode) -> bool:
        return any(True for _ in self._store.matching(subject=node, predicate=term("prov:wasGeneratedBy")))

    def _groups(self) -> Iterator[tuple[str, NamedNode, list[str]]]:
        for quad in self._store.matching(predicate=term("tl:syndicationGroup")):
            member, group = quad.subject, quad.object
            if isinstance(member, NamedNode) and isinstance(group, NamedNode):
                faults = [] if self._text(member) else ["belongs to a group of copies and is no article"]
                first = self._value(group, "tl:firstArticle")
                derived = any(True for _ in self._store.matching(subject=member, predicate=term("prov:wasDerivedFrom")))
                if first != member.value and not derived:
                    faults.append(f"is neither the first of its group nor a copy: <{group.value}>")
                yield _graph(quad), member, faults

    def _records(self) -> Iterator[tuple[str, NamedNode, list[str]]]:
        for quad in self._store.matching(predicate=term("tl:firstPrintedIn")):
            record, source = quad.subject, quad.object
            if not isinstance(record, NamedNode) or not isinstance(source, NamedNode):
                continue
            faults = []
            article = self._value(record, "dct:source")
            words = pairs_of(self._value(record, "tl:sentenceText"))
            copied = article and article != source.value
            if not copied or not any(
                True for _ in self._store.matching(subject=NamedNode(article), predicate=term("prov:wasDerivedFrom"))
            ):
                faults.append("is told to be printed first elsewhere, and stands in no copy")
            elif len(words & self._text(source)) < _REPEATED * len(words):
                faults.append(f"does not stand in the article that is said to have printed it first: <{source.value}>")
            yield _graph(quad), record, faults

    def _read_text(self, article: NamedNode) -> Pairs:
        return pairs_of(self._value(article, "nif:isString"))

    def _value(self, node: NamedNode, name: str) -> str:
        found = (quad.object for quad in self._store.matching(subject=node, predicate=term(name)))
        return min((value.value for value in found if isinstance(value, NamedNode | Literal)), default="")


def _graph(quad: object) -> str:
    return str(getattr(getattr(quad, "graph_name", None), "value", ""))
