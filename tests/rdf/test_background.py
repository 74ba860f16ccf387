from __future__ import annotations

from dispatches import BASE, authority, entity_iri, filled_store, grain, harbour
from pyoxigraph import Literal, NamedNode
from tieline.rdf import Store, article_quads, authority_quads, graph_iri, name_quads, names_graph, run_quads
from tieline.rdf.terms import relation_predicates, term
from tieline.records import AuthorityEntry

BRIGADE = NamedNode(entity_iri("marsh-brigade"))


def said_of(quads, node, predicate):
    return {quad.object for quad in quads if quad.subject == node and quad.predicate == term(predicate)}


def test_authority_names_carry_their_language_and_what_names_something_else_is_no_name():
    quads = authority_quads(authority(), BASE)
    assert said_of(quads, BRIGADE, "skos:prefLabel") == {Literal("Marsh Brigade", language="en")}
    assert said_of(quads, BRIGADE, "skos:altLabel") == {Literal("MB"), Literal("لواء الأهوار", language="ar")}
    assert said_of(quads, BRIGADE, "owl:sameAs") == {NamedNode("https://elsewhere.example.org/Q1")}


def test_authority_knowledge_is_never_a_relation():
    quads = authority_quads(authority(), BASE)
    assert said_of(quads, BRIGADE, "tl:ofState") == {NamedNode(entity_iri("tarvia"))}
    assert said_of(quads, BRIGADE, "tl:parentBody") == {NamedNode(entity_iri("river-front"))}
    assert {quad.predicate for quad in quads} & set(relation_predicates().values()) == set()


def test_a_state_that_is_not_in_use_is_left_out():
    entry = AuthorityEntry("lone", "Lone", "ArmedGroup", state="nowhere", parent="nobody")
    assert said_of(authority_quads([entry], BASE), NamedNode(entity_iri("lone")), "tl:ofState") == set()


def test_ambiguous_names_are_no_labels():
    entry = AuthorityEntry(
        "sant", "Ilo Sant", "Person", {"Sant": "short"}, frozenset({"Sant"}), office="judge", since=1999
    )
    quads = authority_quads([entry], BASE)
    node = NamedNode(entity_iri("sant"))
    assert said_of(quads, node, "skos:altLabel") == set()
    assert said_of(quads, node, "tl:officeSince") == {Literal("1999", datatype=term("xsd:gYear"))}


def test_a_run_is_told_without_a_time_of_day():
    quads = run_quads("1.2", "model-3", {"b": "2", "a": "1"}, base=BASE)
    assert quads == run_quads("1.2", "model-3", {"a": "1", "b": "2"}, base=BASE)
    assert {quad.object.value for quad in quads} == {term("prov:Activity").value, "1.2", "model-3", "a=1", "b=2"}


def test_an_entity_has_one_name_to_show_the_authoritys_first():
    names = {q.subject: q.object.value for q in filled_store().quads(names_graph(BASE))}
    assert names[BRIGADE] == "Marsh Brigade"  # two articles call it Brigade and Brigades
    assert names[term("tl:ArticleVoice")] == "the article"
    assert len(names) == len(list(filled_store().quads(names_graph(BASE))))


def test_without_authority_the_longer_of_equally_frequent_names_is_shown():
    store = Store.memory()
    for extraction in (harbour(), grain()):
        store.replace_graph(graph_iri(extraction.article.key, BASE), article_quads(extraction, base=BASE))
    assert said_of(name_quads(store, BASE), BRIGADE, "rdfs:label") == {Literal("Marsh Brigades")}
