"""The vocabulary is what is written, no more and no less, and docs/vocabulary.md tells all of it."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest
from dispatches import BASE, authority, filled_store
from pyoxigraph import NamedNode, Quad
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME
from tieline.articles.copies import Copies, Copy
from tieline.identity import Happening
from tieline.identity.decisions import Confirm, Decision, Merge, Reject, Rename, Retype, Split, Tie
from tieline.rdf import article_quads, authority_quads
from tieline.rdf.copies import copy_quads
from tieline.rdf.decisions import decision_quads
from tieline.rdf.happenings import happening_quads
from tieline.rdf.shapes import graph_violations
from tieline.rdf.terms import PREFIXES, compact, definitions, entity_classes, event_modes
from tieline.records import (
    ENTITY_TYPES,
    RELATION_TYPES,
    Article,
    AuthorityEntry,
    Entity,
    Event,
    Extraction,
    Mention,
    Relation,
    Span,
    Statement,
)

PAGE = Path(__file__).parents[2] / "docs" / "vocabulary.md"
TEXT = "Ada Wenn spoke."
ALL = Span(0, len(TEXT))
NAME = Span(0, 8)
OWN = (PREFIXES["tl"], PREFIXES["tlp"])
SAID = [*definitions("vocabulary.ttl"), *definitions("plover.ttl")]
MAPPINGS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def everything() -> Extraction:
    """One article with every type, kind, form and factuality that the records have; it makes no sense."""
    kinds = ("name", "nominal", "pronoun")
    entities = [
        Entity(f"e{at}", "Ada Wenn", type_, (Mention(0, 8, kinds[at % 3]),), "head", at % 2 == 0, f"{BASE}{at}", "why")
        for at, type_ in enumerate(ENTITY_TYPES)
    ]
    told = [("happened", None), ("planned", "e1"), ("possible", None), ("denied", "e1"), ("claimed", None)]
    relations = [
        Relation(f"r{at}", type_, "e0", ALL, NAME, NAME, "e1", None, NAME, at > 9, *told[at % 5], 0.5, "rule")
        for at, type_ in enumerate(RELATION_TYPES)
    ]
    dates = ("2024", "2024-03", "2024-03-05")
    modes = [(type_, mode) for type_, found in event_modes().items() for mode in (None, *found)]
    events = [
        Event(
            f"ev{at}", type_, NAME, ALL, ("e0",), ("e1",), (NAME,), (NAME,), mode, "e11",
            date=dates[at % 3], date_text="then", pattern="rule", factuality=told[at % 5][0], voice=told[at % 5][1],
        )
        for at, (type_, mode) in enumerate(modes)
    ]  # fmt: skip
    statements = [
        Statement(
            f"s{at}", (Span(0, 3 + at),), ALL, form, "stance" if at else "communication", NAME, "speak", "e1", NAME,
            "e2", ("e3",), "2024-03-05", "then", 0.5, "rule", ("e4",), (NAME,), "e5", NAME,
        )
        for at, form in enumerate(("direct", "indirect", "mixed"))
    ]  # fmt: skip
    page = {"title": "Spoken", "publisher": "Courier", "byline": "A. B.", "url": "https://news.example.org/1"}
    article = Article("a", "a", TEXT, published=date(2024, 3, 5), **page)
    return Extraction(article, (ALL,), *map(tuple, (entities, statements, events, relations)), model="by-hand-1")


def decided() -> list[Quad]:
    one, other = f"{BASE}1", f"{BASE}2"
    shared = {"why": "checked", "by": "L. H.", "made": date(2026, 3, 1)}
    each: list[Decision] = [
        Merge(one, other, **shared),
        Split(one, ("a",), ("Wenn",), "Ada", f"{BASE}3", **shared),
        Rename(one, "Ada", **shared),
        Retype(one, "State", **shared),
        Reject(f"{BASE}record", **shared),
        Confirm(Tie(one, "leads", other), **shared),
    ]
    return decision_quads(dict.fromkeys(each, (one,)), base=BASE)


def written() -> list[Quad]:
    entry = AuthorityEntry(
        "tarvia-chief", "Chief", "Person", office="chief", since=1999, until=2001, state="tarvia", source="own"
    )
    store = filled_store()
    known = authority_quads([*authority(), entry], BASE)
    told = Happening(
        f"{BASE}happening/1", (f"{BASE}event/1",), ("aaa1",), ("denied",), "one report", f"{BASE}happening/2"
    )
    counted = happening_quads([told], base=BASE)
    copies = Copies({"aaa1": ("aaa1", "bbb2")}, {"bbb2": Copy("bbb2", "aaa1", ("aaa1",))}, {"aaa1": 0, "bbb2": 1})
    copied = copy_quads(copies, [(f"{BASE}event/2", "aaa1")], base=BASE)
    return [*store.quads(), *article_quads(everything(), base=BASE), *decided(), *known, *counted, *copied]


def terms_written() -> set[str]:
    """Give every term of a vocabulary, own or not, that stands as a predicate or an object."""
    namespaces = tuple(PREFIXES.values())
    nodes = (node for quad in written() for node in (quad.predicate, quad.object) if isinstance(node, NamedNode))
    return {node.value for node in nodes if node.value.startswith(namespaces)}


def test_the_page_is_up_to_date():
    made = runpy.run_path(str(PAGE.parents[1] / "scripts" / "make_vocabulary.py"))["page"]()
    assert PAGE.read_text(encoding="utf-8") == made, "run: make docs"


def test_every_term_that_is_written_is_told_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    modes = {f"tlp:{type_}-{mode}" for type_, found in event_modes().items() for mode in found}
    missing = {compact(iri) for iri in terms_written()} - modes
    assert {name for name in missing if f"`{name}`" not in page} == set()


def test_every_own_term_that_is_written_is_defined_and_every_one_defined_is_written():
    defined = {s for s, _, _ in SAID if s.startswith(OWN)}
    used = {iri for iri in terms_written() if iri.startswith(OWN)}
    assert used - defined == set()
    # The vocabulary itself uses the rest: classes above others, classes of values, and what is said of relations.
    assert {compact(iri) for iri in defined - used} == {
        *("tl:sign", "tl:inverseReading", "tl:quadClass", "tl:score"),
        *("tl:Voice", "tl:Factuality", "tl:Precision", "tl:QuoteType", "tl:StatementKind", "tl:MentionKind"),
        *("tl:QuadClass", "tl:VerbalCooperation", "tl:MaterialCooperation", "tl:VerbalConflict", "tl:MaterialConflict"),
    }


def test_what_has_every_part_keeps_to_the_shapes():
    assert graph_violations(article_quads(everything(), base=BASE)) == []
    assert graph_violations(decided()) == []


def test_every_own_term_has_a_label_and_a_comment():
    for iri in {s for s, _, _ in definitions("vocabulary.ttl") if s.startswith(PREFIXES["tl"])}:
        if iri != PREFIXES["tl"].rstrip("#"):
            said = {compact(p) for s, p, _ in SAID if s == iri}
            assert {"rdfs:label", "rdfs:comment", "rdf:type"} <= said, iri


def test_mappings_and_borrowed_terms_are_spelled_as_their_vocabularies_spell_them():
    closed = {str(ns): ns for ns in (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME)}
    younger = {f"{PREFIXES['schema']}PoliticalParty"}  # than rdflib's list
    targets = {o for _, p, o in SAID if p.removeprefix(PREFIXES["skos"]) in MAPPINGS}
    targets |= {o for _, p, o in SAID if compact(p) in {"rdfs:subClassOf", "rdfs:subPropertyOf"}}
    checked = 0
    for iri in sorted((targets | terms_written()) - younger):
        namespace = next((each for each in closed if iri.startswith(each)), None)
        if namespace:
            assert closed[namespace][iri.removeprefix(namespace)], iri
            checked += 1
    assert checked > 60
    assert not any(iri.startswith("http://schema.org/") for iri in targets)


@pytest.mark.parametrize("type_", ENTITY_TYPES)
def test_mappings_add_no_class_to_the_data(type_):
    assert all(not node.value.startswith(PREFIXES["prov"]) for node in entity_classes(type_))
