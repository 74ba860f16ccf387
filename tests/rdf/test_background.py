from __future__ import annotations

from dispatches import BASE, authority, entity_iri, filled_store, grain, harbour
from pyoxigraph import Literal, NamedNode
from tieline.rdf import (
    Store,
    article_iri,
    article_quads,
    authority_quads,
    graph_iri,
    name_quads,
    names_graph,
    run_quads,
    runs_graph,
)
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
    quads = run_quads("1.2", "model-3", {"b": "2", "a": "1"}, articles=["aaa1", "bbb2"], base=BASE)
    assert quads == run_quads("1.2", "model-3", {"a": "1", "b": "2"}, articles=["bbb2", "aaa1"], base=BASE)
    assert not {quad.object.datatype for quad in quads if isinstance(quad.object, Literal)} - {term("xsd:string")}
    (run,) = {quad.subject for quad in quads if quad.object == term("prov:Activity")}
    assert said_of(quads, run, "tl:extractorVersion") == {Literal("1.2")}
    assert said_of(quads, run, "tl:modelName") == {Literal("model-3")}
    assert said_of(quads, run, "tl:setting") == {Literal("a=1"), Literal("b=2")}


def test_a_run_used_its_pipeline_and_articles_and_generated_their_graphs():
    quads = run_quads("1.2", "model-3", articles=["aaa1"], base=BASE)
    (run,) = said_of(quads, graph_iri("aaa1", BASE), "prov:wasGeneratedBy")
    (tool,) = said_of(quads, run, "prov:wasAssociatedWith")
    assert said_of(quads, tool, "rdf:type") == {term("prov:SoftwareAgent")}
    assert said_of(quads, tool, "schema:softwareVersion") == {Literal("1.2")}
    assert said_of(quads, graph_iri("aaa1", BASE), "prov:wasDerivedFrom") == {article_iri("aaa1", BASE)}
    used = said_of(quads, run, "prov:used")
    (pipeline,) = used - {article_iri("aaa1", BASE)}
    assert said_of(quads, pipeline, "schema:name") == {Literal("model-3")}
    assert {quad.graph_name for quad in quads} == {runs_graph(BASE)}


def test_articles_read_otherwise_have_a_run_of_their_own():
    first, second = (run_quads("1.2", model, articles=["aaa1"], base=BASE) for model in ("model-3", "model-4"))
    graph = graph_iri("aaa1", BASE)
    assert said_of(first, graph, "prov:wasGeneratedBy") != said_of(second, graph, "prov:wasGeneratedBy")


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
