"""What the authority files tell about actors: names, states, and the bodies for which they act and speak."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..rdf.library import load, run
from ..rdf.terms import entity_classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..rdf.store import Store

_ENTRIES = """SELECT DISTINCT ?entity ?name ?class ?parent ?state ?office WHERE {
  ?entity tl:authorityId ?id ; rdfs:label ?name ; a ?class
  OPTIONAL { ?entity tl:parentBody ?parent }
  OPTIONAL { ?entity tl:ofState ?state }
  OPTIONAL { ?entity tl:knownOffice ?office }
} ORDER BY ?entity ?name ?class ?parent ?state ?office"""
_OF_STATE = ("GovernmentBody", "MilitaryUnit")
"""Types whose entries act for the state they belong to; a militia or party of a state does not."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Listed actors, by IRI.

    Attributes:
        names: their preferred names.
        bodies: IRIs of the bodies above, nearest first. For ministries and armed forces the state comes last; for a
            person it is the body that the known office names, and those above that.
        states: name of the state; a state has its own.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def belonging(store: Store) -> Belonging:
    """Read the entries of the authority files that a store keeps."""
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    states: dict[str, str] = {}
    offices: dict[str, str] = {}
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for row in run(store, load(_ENTRIES), {}).rows:
        entity, name, class_, parent, state, office = (getattr(cell, "value", "") for cell in row)
        names[entity] = name
        classes[entity].add(class_)
        for table, value in ((parents, parent), (states, state), (offices, office)):
            if value:
                table[entity] = value
    official = {class_.value for type_ in _OF_STATE for class_ in entity_classes(type_)[:1]}
    of_states = {entity: state for entity, state in states.items() if classes[entity] & official}
    above = {entity: parents.get(entity) or of_states.get(entity) for entity in names}
    above |= _bodies_of_offices({entity: offices[entity] for entity in offices if not above[entity]}, names, states)
    chains = {entity: _chain(entity, above) for entity in names}
    state_of = {
        entity: next((states[each] for each in (entity, *chain) if each in states), "")
        for entity, chain in chains.items()
    }
    state_of |= {state: state for state in set(states.values()) & names.keys()}
    return Belonging(
        names,
        {entity: chain for entity, chain in chains.items() if chain},
        {entity: names[state] for entity, state in state_of.items() if state in names},
    )


def _chain(entity: str, above: Mapping[str, str | None]) -> tuple[str, ...]:
    """Follow the bodies up, the entity itself left out; a circle ends where it closes."""
    chain = [entity]
    while (body := above.get(chain[-1])) is not None and body not in chain:
        chain.append(body)
    return tuple(chain[1:])


def _bodies_of_offices(
    offices: Mapping[str, str], names: Mapping[str, str], states: Mapping[str, str]
) -> dict[str, str]:
    """Find the body that an office names ("press secretary of the Ministry"); of several the longest, a state last."""
    known = {f" {_plain(name)} ": entity for entity, name in names.items() if entity not in offices}
    all_states = set(states.values())
    found: dict[str, str] = {}
    for person, office in offices.items():
        words = f" {_plain(office)} "
        named = [(known[name] not in all_states, len(name), name) for name in known if name in words]
        if named:
            found[person] = known[max(named)[2]]
    return found


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
