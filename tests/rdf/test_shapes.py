from __future__ import annotations

import pytest
from dispatches import BASE, entity_iri, filled_store, harbour
from pyoxigraph import Literal, NamedNode, Quad
from tieline.rdf import article_quads, graph_iri
from tieline.rdf.shapes import graph_violations, violations
from tieline.rdf.terms import term

GRAPH = graph_iri("aaa1", BASE)


def fact(subject: str, predicate: str, object_: str) -> Quad:
    return Quad(NamedNode(entity_iri(subject)), term(predicate), NamedNode(entity_iri(object_)), GRAPH)


def without(predicate: str, of: str) -> list[Quad]:
    """Give the article's quads without one predicate of the nodes of a class."""
    quads = article_quads(harbour(), base=BASE)
    members = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term(of)}
    return [q for q in quads if q.predicate != term(predicate) or q.subject not in members]


def test_what_tieline_writes_conforms():
    assert violations(filled_store()) == []


@pytest.mark.parametrize(
    "quad",
    [
        fact("tarvia", "tl:arms", "marsh-brigade"),  # claimed by a speaker
        fact("tarvia", "tl:supports", "river-front"),  # denied
        fact("in/aaa1/e9", "tl:meetsWith", "osmar"),  # only possible
        fact("osmar", "tl:funds", "lorin"),  # said nowhere
        Quad(NamedNode(entity_iri("ilo-sant")), term("tl:holdsOffice"), Literal("prime minister"), GRAPH),  # former
    ],
)
def test_a_plain_triple_that_the_article_does_not_vouch_for_is_a_violation(quad):
    (found,) = graph_violations([*article_quads(harbour(), base=BASE), quad], GRAPH.value)
    assert found.node == quad.subject.value
    assert "article's own voice" in found.message


def test_evidence_in_another_graph_does_not_vouch():
    alone = [fact("marsh-brigade", "org:subOrganizationOf", "river-front")]
    assert [found.node for found in graph_violations(alone)] == [entity_iri("marsh-brigade")]


@pytest.mark.parametrize(
    ("predicate", "of"),
    [
        ("tl:sentence", "tl:Assertion"),
        ("tl:voice", "tl:Assertion"),
        ("tl:factuality", "sem:Event"),
        ("rdf:object", "tl:Assertion"),
        ("dct:source", "tl:Statement"),
        ("tl:confidence", "tl:Statement"),
        ("nif:isString", "schema:NewsArticle"),
        ("skos:prefLabel", "tl:Person"),
        ("gaf:denotedBy", "tl:Place"),
    ],
)
def test_what_is_needed_cannot_be_left_out(predicate, of):
    assert graph_violations(without(predicate, of))


def test_words_that_are_not_the_texts_are_a_violation():
    wrong = [
        Quad(q.subject, q.predicate, Literal("other words"), q.graph_name)
        if q.predicate == term("nif:anchorOf") and q.object.value == "Jon Bel"
        else q
        for q in article_quads(harbour(), base=BASE)
    ]
    assert any("at its offsets" in found.message for found in graph_violations(wrong))


def test_a_confidence_above_one_is_a_violation():
    node = next(q.subject for q in without("tl:confidence", "tl:Assertion") if q.predicate == term("rdf:predicate"))
    quad = Quad(node, term("tl:confidence"), Literal("1.2", datatype=term("xsd:decimal")), GRAPH)
    messages = {found.path for found in graph_violations([*without("tl:confidence", "tl:Assertion"), quad])}
    assert term("tl:confidence").value in messages


def test_a_fault_of_several_properties_names_none_of_them():
    """The blank node that stands for them is another one each time."""
    (found,) = {each.path for each in graph_violations(without("gaf:denotedBy", "tl:Place"))}
    assert found == ""


def test_every_node_is_asked_for_itself_though_queries_are_parsed_once():
    claims = [fact("tarvia", "tl:arms", "marsh-brigade"), fact("osmar", "tl:funds", "lorin")]
    found = graph_violations([*article_quads(harbour(), base=BASE), *claims], GRAPH.value)
    assert [each.node for each in found] == sorted(claim.subject.value for claim in claims)
