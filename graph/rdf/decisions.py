"""Decisions as Turtle that a person may edit, and as the graph `graph/decisions`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat
from pyoxigraph import parse as parse_rdf

from ..errors import UsageError
from ..identity.decisions import Confirm, Decision, Merge, Reject, Rename, Retype, Split, Tie, check, ordered
from ..records import DEFAULT_BASE, ENTITY_TYPES, EntityType
from ..wording import one_line
from . import literals
from .identifiers import decision_iri, decisions_graph, person_iri
from .store import Store
from .terms import PREFIXES, compact, entity_classes, term
from .writer import GraphWriter

_HEAD = """\
# Corrections of this graph, applied after every build. `tieline decide` writes this file; you may edit it by hand,
# and `tieline decide DIR apply` then applies it. docs/decisions.md tells how.

@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix tl:  <https://w3id.org/tieline/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_SHARED = frozenset({"rdf:type", "tl:why", "tl:decidedBy", "dct:created"})
_ABOUT: Mapping[type[Decision], frozenset[str]] = MappingProxyType(
    {
        Merge: frozenset({"tl:keep", "tl:drop"}),
        Split: frozenset({"tl:entity", "tl:articleKey", "tl:called", "tl:newName", "tl:into"}),
        Rename: frozenset({"tl:entity", "tl:newName"}),
        Retype: frozenset({"tl:entity", "tl:newType"}),
        Reject: frozenset({"tl:record", "tl:tieType", "rdf:subject", "rdf:object"}),
        Confirm: frozenset({"tl:record", "tl:tieType", "rdf:subject", "rdf:object"}),
    }
)
"""Kind of decision -> what may be said of it besides `_SHARED`."""

_Term = NamedNode | Literal


def load(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, sorted; none where there is no file.

    Raises:
        UsageError: if it cannot be read, is no Turtle, says what is no decision, or contradicts itself.
    """
    return parse(text_of(path), str(path))


def text_of(path: Path) -> str:
    """Return what stands in a file of decisions, empty where there is none.

    Raises:
        UsageError: if it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"decisions in {path}: cannot be read as UTF-8 text ({error}); correct the file") from error


def parse(text: str, where: str = "decisions.ttl") -> tuple[Decision, ...]:
    """Return the decisions that Turtle tells, sorted, each once.

    Raises:
        UsageError: if it is no Turtle, says what is no decision, or contradicts itself.
    """
    found = _parsed(text, where)
    check(found)
    return found


def turtle(decisions: Iterable[Decision]) -> str:
    """Return a file of decisions, sorted; `parse` gives them back."""
    return "".join([_HEAD, *(f"\n{_block(decision)}" for decision in ordered(decisions))])


def added(text: str, decision: Decision) -> str:
    """Return a file with one decision more; what a person wrote into it stays as it is."""
    wanted = ordered([*_parsed(text), decision])
    body = text.rstrip("\n")
    grown = f"{body}\n\n{_block(decision)}" if body else turtle([decision])
    return grown if _holds(grown, wanted) else turtle(wanted)


def removed(text: str, decision: Decision) -> str:
    """Return a file without a decision; the rest stays as it is where the decision stands between empty lines."""
    wanted = tuple(other for other in _parsed(text) if other != decision)
    blocks = re.split(r"(\n[ \t]*\n)", text)
    prefixes = "".join(re.findall(r"(?im)^[ \t]*@?(?:prefix|base)\b.*\n", text))
    for place in range(0, len(blocks), 2):
        if not _holds(f"{prefixes}\n{blocks[place]}", (decision,)):
            continue
        shorter = "".join([*blocks[:place][:-1], *blocks[place + 1 :]]).rstrip("\n") + "\n"
        if _holds(shorter, wanted):
            return shorter
    return turtle(wanted)


def decision_quads(reached: Mapping[Decision, Iterable[str]], *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph `graph/decisions`: every decision with what it applies to, and who made it as a `prov:Agent`.

    Args:
        reached: decision -> IRIs of entities and records; none for one that no longer applies.
        base: as for `article_quads`.
    """
    writer = GraphWriter(decisions_graph(base))
    for decision, iris in reached.items():
        node = _node(decision, base)
        writer.add(node, "rdf:type", term("tl:Decision"))
        for predicate, value in _said(decision):
            writer.add(node, predicate, value)
        writer.add(node, "tl:appliesTo", *map(NamedNode, iris))
        if decision.by is not None:
            agent = person_iri(decision.by, base)
            writer.add(node, "prov:wasAttributedTo", agent)
            writer.add(agent, "rdf:type", term("prov:Agent"))
            writer.add(agent, "foaf:name", literals.label(decision.by))
    return writer.quads()


def applying(store: Store, decisions: Iterable[Decision], *, base: str = DEFAULT_BASE) -> dict[Decision, bool | None]:
    """Return whether each decision applies to anything in a store; None for one that the store does not know."""
    graph = decisions_graph(base)
    found: dict[Decision, bool | None] = {}
    for decision in decisions:
        said = {quad.predicate for quad in store.matching(subject=_node(decision, base), graph=graph)}
        found[decision] = term("tl:appliesTo") in said if said else None
    return found


def _node(decision: Decision, base: str) -> NamedNode:
    return decision_iri(sorted([predicate, str(value)] for predicate, value in _said(decision)), base)


def _said(decision: Decision) -> Iterator[tuple[str, _Term]]:
    """Yield what is said of a decision, its kind first."""
    yield "rdf:type", term(f"tl:{type(decision).__name__}")
    match decision:
        case Merge():
            yield "tl:keep", NamedNode(decision.keep)
            yield "tl:drop", NamedNode(decision.drop)
        case Split():
            yield "tl:entity", NamedNode(decision.entity)
            yield from (("tl:articleKey", literals.text(key)) for key in sorted(decision.articles))
            yield from (("tl:called", literals.text(name)) for name in sorted(decision.called))
            if decision.name is not None:
                yield "tl:newName", literals.label(decision.name)
            if decision.into:
                yield "tl:into", NamedNode(decision.into)
        case Rename():
            yield "tl:entity", NamedNode(decision.entity)
            yield "tl:newName", literals.label(decision.name)
        case Retype():
            yield "tl:entity", NamedNode(decision.entity)
            yield "tl:newType", entity_classes(decision.type)[0]
        case Reject(of=str() as record) | Confirm(of=str() as record):
            yield "tl:record", NamedNode(record)
        case Reject(of=Tie() as tie) | Confirm(of=Tie() as tie):
            yield "rdf:subject", NamedNode(tie.subject)
            yield "tl:tieType", literals.text(tie.type)
            yield "rdf:object", literals.label(tie.object) if tie.in_words else NamedNode(tie.object)
    yield "tl:why", literals.label(decision.why)
    if decision.made is not None:
        yield "dct:created", literals.day(decision.made)
    if decision.by is not None:
        yield "tl:decidedBy", literals.label(decision.by)


def _block(decision: Decision) -> str:
    (_, kind), *rest = _said(decision)
    lines = [f"[] a {_written(kind)}", *(f"  {predicate} {_written(value)}" for predicate, value in rest)]
    return " ;\n".join(lines) + " .\n"


def _written(value: _Term) -> str:
    if isinstance(value, NamedNode):
        short = compact(value.value)
        return short if short.startswith("tl:") else str(value)
    return str(value).replace(f"^^<{PREFIXES['xsd']}date>", "^^xsd:date")


def _holds(text: str, decisions: tuple[Decision, ...]) -> bool:
    try:
        return _parsed(text) == decisions
    except UsageError:
        return False


def _parsed(text: str, where: str = "decisions.ttl") -> tuple[Decision, ...]:
    told: defaultdict[object, defaultdict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse_rdf(text, format=RdfFormat.TURTLE):
            if not isinstance(quad.object, NamedNode | Literal):
                raise UsageError(f"decisions in {where}: got {quad.object}, expected an IRI or text; correct the file")
            told[quad.subject][compact(quad.predicate.value)].append(quad.object)
    except SyntaxError as error:
        fault = one_line(error)
        raise UsageError(f"decisions in {where}: cannot be read as Turtle ({fault}); correct the file") from error
    return ordered(_Reader(subject, said, where).decision() for subject, said in told.items())


class _Reader:
    """Reads one decision, and names what is wrong with it."""

    def __init__(self, subject: object, said: Mapping[str, list[_Term]], where: str) -> None:
        self._said = said
        self._name = "a decision" if isinstance(subject, BlankNode) else str(subject)
        self._where = where

    def decision(self) -> Decision:
        kinds = {f"tl:{kind.__name__}": kind for kind in _ABOUT}
        types = [compact(value.value) for value in self._said.get("rdf:type", ()) if isinstance(value, NamedNode)]
        kind = kinds.get(types[0]) if len(types) == 1 else None
        if kind is None:
            raise self._fault("rdf:type", ", ".join(types) or "none", f"one of {', '.join(sorted(kinds))}")
        self._name = f"{self._name} of kind {types[0]}"
        for predicate in sorted(self._said.keys() - _SHARED - _ABOUT[kind]):
            raise self._fault("property", predicate, f"one of {', '.join(sorted(_ABOUT[kind] | _SHARED))}")
        made = self._one("dct:created", self._text, optional=True)
        by = self._one("tl:decidedBy", self._text, optional=True)
        why = self._one("tl:why", self._text)
        return self._of_kind(kind, {"why": why, "by": by, "made": self._day(made) if made else None})

    def _of_kind(self, kind: type[Decision], rest: Mapping[str, Any]) -> Decision:
        iri, text = self._iri, self._text
        make: Callable[..., Decision] = kind
        if kind is Merge:
            return make(self._one("tl:keep", iri), self._one("tl:drop", iri), **rest)
        if kind is Rename:
            return make(self._one("tl:entity", iri), self._one("tl:newName", text), **rest)
        if kind is Retype:
            return make(self._one("tl:entity", iri), self._type(), **rest)
        if kind is Split:
            keys, names = (tuple(sorted(map(text, self._said.get(p, ())))) for p in ("tl:articleKey", "tl:called"))
            if not keys and not names:
                raise self._fault("tl:articleKey", "none, and no tl:called", "at least one of either")
            name = self._one("tl:newName", text, optional=True)
            into = self._one("tl:into", iri, optional=True) or ""
            return make(self._one("tl:entity", iri), keys, names, name, into, **rest)
        if "tl:record" in self._said:
            extra = next(iter(sorted(self._said.keys() & {"tl:tieType", "rdf:subject", "rdf:object"})), None)
            if extra:
                raise self._fault("property", f"tl:record and {extra}", "either a record or a tie")
            return make(self._one("tl:record", iri), **rest)
        type_ = self._one("tl:tieType", text) or ""
        office = type_ == "holdsOffice" and all(
            isinstance(value, Literal) for value in self._said.get("rdf:object", ())
        )
        object_ = self._one("rdf:object", text if office else iri)
        tie = Tie(self._one("rdf:subject", iri) or "", type_, object_ or "")
        if tie.in_words != office:
            raise self._fault("rdf:object", tie.object, "an IRI in <…>, or the words of an office")
        return make(tie, **rest)

    def _one(self, predicate: str, read: Callable[[_Term], str], *, optional: bool = False) -> str | None:
        values = self._said.get(predicate, [])
        if len(values) == 1:
            return read(values[0])
        if values or not optional:
            raise self._fault(predicate, f"{len(values)} values", "one")
        return None

    def _iri(self, value: _Term) -> str:
        if not isinstance(value, NamedNode):
            raise self._fault("value", str(value), "an IRI in <…>")
        return value.value

    def _text(self, value: _Term) -> str:
        if not isinstance(value, Literal) or not value.value.strip():
            raise self._fault("value", str(value), "text in quotation marks")
        return value.value

    def _day(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self._fault("dct:created", value, "a day as YYYY-MM-DD") from error

    def _type(self) -> EntityType:
        found = self._one("tl:newType", self._iri)
        for type_ in ENTITY_TYPES:
            if found == entity_classes(type_)[0].value:
                return cast("EntityType", type_)
        raise self._fault("tl:newType", compact(found or ""), f"tl: and one of {', '.join(ENTITY_TYPES)}")

    def _fault(self, what: str, got: str, expected: str) -> UsageError:
        return UsageError(
            f"{what} of {self._name} in {self._where}: got {got}, expected {expected}; correct the file by hand"
        )
