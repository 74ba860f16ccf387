from __future__ import annotations

import re
from importlib.resources import files

import pytest
from dispatches import filled_store
from pyoxigraph import NamedNode
from tieline.errors import TielineError
from tieline.rdf import list_queries
from tieline.rdf.terms import (
    PREFIXES,
    compact,
    definitions,
    entity_classes,
    event_mode,
    event_modes,
    event_type,
    individuals,
    relation_predicates,
    relation_readings,
    term,
)
from tieline.records import ENTITY_TYPES, EVENT_TYPES, RELATION_TYPES, SYMMETRIC_RELATIONS

OWN = (PREFIXES["tl"], PREFIXES["tlp"])
SUBJECTS = {s for file in ("vocabulary.ttl", "plover.ttl") for s, _, _ in definitions(file)}
VOCABULARY = definitions("vocabulary.ttl")


def own_terms_in(sparql: str) -> set[str]:
    return {term(found).value for found in re.findall(r"\b(?:tl|tlp):\w[\w-]*", sparql)}


def test_every_own_term_that_is_written_is_defined():
    used = {
        node.value
        for quad in filled_store().quads()
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(OWN)
    }
    assert len(used) > 40
    assert used - SUBJECTS == set()


def test_every_other_term_that_is_written_belongs_to_a_known_vocabulary():
    known = tuple(PREFIXES.values())
    store = filled_store()
    used = {quad.predicate.value for quad in store.quads()}
    used |= {quad.object.value for quad in store.matching(predicate=term("rdf:type"))}
    assert {iri for iri in used if not iri.startswith(known)} == set()


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_every_term_of_the_shipped_queries_is_defined(query):
    body = "\n".join(line for line in query.sparql.splitlines() if not line.startswith("PREFIX"))
    assert own_terms_in(body) - SUBJECTS == set()
    declared = dict(re.findall(r"PREFIX (\w+): <([^>]*)>", query.sparql))
    assert declared.items() <= PREFIXES.items()
    assert set(re.findall(r"(?<![\w:/])([a-z]+):[A-Za-z]", re.sub(r"#.*", "", body))) <= set(declared)


def test_every_term_of_the_shapes_is_defined():
    assert own_terms_in(files("tieline.rdf").joinpath("shapes.ttl").read_text(encoding="utf-8")) - SUBJECTS == set()


def test_every_own_term_has_a_label_and_nothing_is_defined_twice():
    labelled = [s for s, p, _ in VOCABULARY if p == term("rdfs:label").value]
    assert len(labelled) == len(set(labelled))
    typed = {s for s, p, _ in VOCABULARY if p == term("rdf:type").value and s.startswith(PREFIXES["tl"])}
    assert typed - set(labelled) == set()


def test_every_entity_type_has_a_class_on_a_shared_one():
    for type_ in ENTITY_TYPES:
        own, *above = entity_classes(type_)
        assert own == term(f"tl:{type_}")
        assert any(not node.value.startswith(OWN) for node in above)
    assert entity_classes("MilitaryUnit")[1:] == (term("org:Organization"), term("tl:StateForce"))


def test_every_relation_has_one_predicate_a_sign_and_two_readings():
    predicates = relation_predicates()
    assert tuple(predicates) == RELATION_TYPES
    assert len(set(predicates.values())) == len(RELATION_TYPES)
    signs = {s: o for s, p, o in VOCABULARY if p == term("tl:sign").value}
    assert {node.value for node in predicates.values()} == set(signs)
    assert set(signs.values()) == {"1", "0", "-1"}
    assert relation_readings()["leads"] == ("leads", "is led by")
    for type_ in SYMMETRIC_RELATIONS:
        assert relation_readings()[type_][0] == relation_readings()[type_][1]
        assert (predicates[type_].value, term("rdf:type").value, term("owl:SymmetricProperty").value) in VOCABULARY


def test_the_event_scheme_has_the_types_of_the_records_with_scores_in_range():
    plover = definitions("plover.ttl")
    assert tuple(event_modes()) and set(event_modes()) == set(EVENT_TYPES)
    scores = {s: float(o) for s, p, o in plover if p == term("tl:score").value}
    assert set(scores) == {event_type(type_).value for type_ in EVENT_TYPES}
    for iri, score in scores.items():
        quad_class = next(o for s, p, o in plover if s == iri and p == term("tl:quadClass").value)
        assert -10 <= score <= 10
        assert score >= 0 if quad_class.endswith("Cooperation") else score <= 0
    assert (
        "https://w3id.org/tieline/plover",
        term("dct:source").value,
        "based on PLOVER, Open Event Data Alliance",
    ) in plover


def test_a_mode_belongs_to_its_type():
    assert event_mode("ASSAULT", "suicide_attack") == term("tlp:ASSAULT-suicide-attack")
    with pytest.raises(TielineError, match="expected one of: none"):
        event_mode("AID", "aerial")


def test_record_words_find_their_individuals():
    assert individuals("tl:Factuality")["denied"] == term("tl:Denied")
    assert set(individuals("tl:MentionKind")) == {"name", "nominal", "pronoun"}


def test_iris_are_shown_with_their_prefix():
    assert compact(term("tl:arms").value) == "tl:arms"
    assert compact("https://example.org/arms") == "https://example.org/arms"
    assert compact("https://schema.org/a/b") == "https://schema.org/a/b"
