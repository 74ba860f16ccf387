"""Turn what a person typed for a parameter into an RDF term."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from ..errors import UsageError
from ..records import ENTITY_TYPES, EVENT_TYPES, RELATION_TYPES
from ..wording import folded, one_of, suggestion
from . import literals
from .identifiers import web_iri
from .store import Askable
from .terms import compact, entity_classes, event_type, relation_predicates, term

_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?")
_LABELS = ("rdfs:label", "skos:prefLabel", "skos:altLabel")
"""Where names stand, the one that counts most first."""


def bound_term(store: Askable, type_: str, name: str, value: str) -> NamedNode | Literal:
    """Return the term for a value of parameter `name`.

    Raises:
        UsageError: if the value is not of the type, or names no entity or several.
    """
    return _READERS[type_](store, name, value)


def entity_called(store: Askable, value: str) -> NamedNode:
    """Return the entity with this IRI or name; letter case does not matter.

    The name shown for an entity counts first, then the fullest name in any article, then any other name.

    Raises:
        UsageError: if no entity is called so (the nearest names are listed), or several are (all are listed).
    """
    iri = web_iri(value)
    if iri is not None and any(True for _ in store.matching(subject=iri)):
        return iri
    wanted = folded(value)
    known: dict[str, str] = {}
    for predicate in _LABELS:
        found: dict[str, str] = {}
        for quad in store.matching(predicate=term(predicate)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                known.setdefault(folded(quad.object.value), quad.object.value)
                if folded(quad.object.value) == wanted:
                    found[quad.subject.value] = quad.object.value
        if len(found) == 1:
            return NamedNode(next(iter(found)))
        if found:
            listed = ", ".join(sorted(found))
            raise UsageError(
                f"ambiguous entity {value!r}: got {len(found)} of that name, {listed}; give the IRI of one"
            )
    hint = suggestion(value, known.values(), "no name in this graph is like it")
    raise UsageError(f"unknown entity {value!r}: {hint}")


def _entity(store: Askable, name: str, value: str) -> NamedNode:
    try:
        return entity_called(store, value)
    except UsageError as error:
        raise UsageError(f"parameter {name}: {error}") from error


def _text(_store: Askable, _name: str, value: str) -> Literal:
    return literals.text(value)


def _date(_store: Askable, name: str, value: str) -> Literal:
    try:
        return literals.day(date.fromisoformat(value.strip()))
    except ValueError as error:
        raise UsageError(f"parameter {name}: got {value!r}, expected a day as YYYY-MM-DD") from error


def _type(_store: Askable, name: str, value: str) -> NamedNode:
    return event_type(_one_of(EVENT_TYPES, name, value, "tlp:"))


def _class(_store: Askable, name: str, value: str) -> NamedNode:
    return entity_classes(_one_of(ENTITY_TYPES, name, value, "tl:"))[0]


def _tie(_store: Askable, name: str, value: str) -> NamedNode:
    """Read a relation by its record name or its predicate, else a PLOVER type."""
    by_predicate = {compact(node.value).casefold(): type_ for type_, node in relation_predicates().items()}
    wanted = _one_of((*RELATION_TYPES, *EVENT_TYPES), name, by_predicate.get(value.strip().casefold(), value), "tlp:")
    return event_type(wanted) if wanted in EVENT_TYPES else relation_predicates()[wanted]


def _one_of(known: Sequence[str], name: str, value: str, prefix: str) -> str:
    """Return the known word that was typed; letter case and the prefix do not matter."""
    typed = value.strip().casefold().removeprefix(prefix)
    return one_of(f"parameter {name}", next((word for word in known if word.casefold() == typed), value), known)


def _number(_store: Askable, name: str, value: str) -> Literal:
    if not _NUMBER.fullmatch(value.strip()):
        raise UsageError(f"parameter {name}: got {value!r}, expected a number such as 3 or 0.5")
    kind = "xsd:decimal" if "." in value else "xsd:integer"
    return Literal(value.strip().removeprefix("+"), datatype=term(kind))


_READERS: MappingProxyType[str, Callable[[Askable, str, str], NamedNode | Literal]] = MappingProxyType(
    {"entity": _entity, "text": _text, "date": _date, "number": _number, "class": _class, "type": _type, "tie": _tie}
)
PARAMETER_TYPES = tuple(_READERS)
