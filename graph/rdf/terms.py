"""The terms in use: namespaces, and what vocabulary.ttl and plover.ttl say about them.

Code names a term by prefix and local name; what it means, which class stands above it and which record name it belongs
to is read from the two Turtle files, so that nothing is defined twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ..errors import TielineError
from ..records import RELATION_TYPES

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "gaf": "http://groundedannotationframework.org/gaf#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "tl": "https://w3id.org/tieline/ns#",
        "tlp": "https://w3id.org/tieline/plover#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""Prefix -> namespace of every term that tieline writes; queries may use them undeclared."""


@lru_cache(maxsize=1024)
def term(curie: str) -> NamedNode:
    """Return the node of a prefixed name (`tl:Assertion`); the prefix is one of `PREFIXES`."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def compact(iri: str) -> str:
    """Return `iri` with the prefix of its namespace, or unchanged where it belongs to none."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local and not set(local) & set("/#?"):
            return f"{prefix}:{local}"
    return iri


@cache
def definitions(file: str) -> tuple[tuple[str, str, str], ...]:
    """Return the triples of a Turtle file shipped beside this module, as IRIs and texts, in the order of the file."""
    quads = parse(files(__package__).joinpath(file).read_bytes(), format=RdfFormat.TURTLE)
    return tuple((_value(quad.subject), quad.predicate.value, _value(quad.object)) for quad in quads)


@cache
def entity_classes(type_: str) -> tuple[NamedNode, ...]:
    """Return the class of an entity type and all classes above it but sem:Actor, its own class first.

    Stores do not infer, so that what is written carries the classes above it. sem:Actor is a part in an event, not a
    kind of thing: it is written where the entity has such a part.
    """
    above = defaultdict(set)
    for class_, upper in _pairs("vocabulary.ttl", "rdfs:subClassOf"):
        above[class_].add(upper)
    own = _by_notation("owl:Class")[type_].value
    found, waiting = {own}, [own]
    while waiting:
        fresh = above[waiting.pop()] - found - {term("sem:Actor").value}
        found |= fresh
        waiting += fresh
    return tuple(NamedNode(iri) for iri in (own, *sorted(found - {own})))


@cache
def relation_predicates() -> Mapping[str, NamedNode]:
    """Return relation type of the records -> predicate, from `skos:notation` in vocabulary.ttl."""
    known = _by_notation("owl:ObjectProperty", "owl:DatatypeProperty")
    return MappingProxyType({type_: known[type_] for type_ in RELATION_TYPES})


@cache
def relation_readings() -> Mapping[str, tuple[str, str]]:
    """Return relation type -> how to read it from its subject, and from its object ("leads", "is led by")."""
    forward, backward = (dict(_pairs("vocabulary.ttl", name)) for name in ("rdfs:label", "tl:inverseReading"))
    return MappingProxyType(
        {type_: (forward[node.value], backward[node.value]) for type_, node in relation_predicates().items()}
    )


@cache
def individuals(class_: str) -> Mapping[str, NamedNode]:
    """Return record name -> individual of a class of the vocabulary (`tl:Factuality`: "happened" -> tl:Happened)."""
    return MappingProxyType(_by_notation(class_))


@cache
def event_modes() -> Mapping[str, tuple[str, ...]]:
    """Return event type -> its modes, both as PLOVER names them, from plover.ttl."""
    names = dict(_pairs("plover.ttl", "skos:notation"))
    modes: dict[str, list[str]] = {names[type_]: [] for type_, _ in _pairs("plover.ttl", "skos:topConceptOf")}
    for mode, type_ in _pairs("plover.ttl", "skos:broader"):
        modes[names[type_]].append(names[mode])
    return MappingProxyType({type_: tuple(found) for type_, found in modes.items()})


def event_type(type_: str) -> NamedNode:
    return term(f"tlp:{type_}")


def event_mode(type_: str, mode: str) -> NamedNode:
    """Return the concept of a mode; underscores and spaces count as hyphens.

    Raises:
        TielineError: if PLOVER gives the type no such mode.
    """
    name = mode.replace("_", "-").replace(" ", "-")
    if name not in event_modes()[type_]:
        allowed = ", ".join(event_modes()[type_]) or "none"
        raise TielineError(f"mode of a {type_} event: got {mode!r}, expected one of: {allowed}")
    return term(f"tlp:{type_}-{name}")


def _pairs(file: str, predicate: str) -> list[tuple[str, str]]:
    wanted = term(predicate).value
    return [(subject, object_) for subject, found, object_ in definitions(file) if found == wanted]


def _by_notation(*classes: str) -> dict[str, NamedNode]:
    """Map the record names (skos:notation) in vocabulary.ttl to the members of one of the classes."""
    wanted = {term(class_).value for class_ in classes}
    members = {subject for subject, class_ in _pairs("vocabulary.ttl", "rdf:type") if class_ in wanted}
    return {name: NamedNode(iri) for iri, name in _pairs("vocabulary.ttl", "skos:notation") if iri in members}


def _value(node: object) -> str:
    assert isinstance(node, NamedNode | Literal)  # the shipped files hold no blank nodes
    return node.value
