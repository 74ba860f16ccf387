"""A sound store passes; each kind of fault, planted in it, is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from dispatches import BASE, HARBOUR, entity_iri, filled_store, grain, harbour
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from tieline.articles.assemble import article_key
from tieline.errors import UsageError
from tieline.identity import Happening
from tieline.rdf import Store, article_quads, authority_graph, graph_iri
from tieline.rdf.checking import CHECKED, check
from tieline.rdf.evidence import read_evidence, span_properties
from tieline.rdf.happenings import happening_quads
from tieline.rdf.shapes import graph_violations
from tieline.rdf.terms import term
from tieline.rdf.triples import record_iris
from tieline.records import Article, Entity, Extraction, Mention, Relation, Span

GRAPH = graph_iri("aaa1", BASE)
ARTICLE = f"{BASE}article/aaa1"
Change = Callable[[Quad], Quad | None]


def with_object(quad: Quad, object_: NamedNode | Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, object_, quad.graph_name)


def changed(change: Change, *more: Quad) -> Store:
    """Give the sound store with every quad of one article replaced by what `change` gives, and some quads more."""
    quads = [change(quad) for quad in article_quads(harbour(), base=BASE)]
    store = filled_store()
    store.replace_graph(GRAPH, [*(quad for quad in quads if quad is not None), *more])
    return store


def fact(subject: str, predicate: str, object_: str) -> Quad:
    return Quad(NamedNode(entity_iri(subject)), term(predicate), NamedNode(entity_iri(object_)), GRAPH)


def messages(store: Store) -> dict[str, set[str]]:
    """Give kind of fault -> what is said, of faults against the text alone."""
    found: dict[str, set[str]] = {}
    for fault in read_evidence(store.quads(GRAPH), GRAPH.value).faults:
        found.setdefault(fault.kind, set()).add(fault.message)
    return found


def told(predicate: str, class_: str | None = None) -> Callable[[Quad], bool]:
    """Tell the quads with a predicate, of the nodes of a class."""
    members = {q.subject for q in article_quads(harbour(), base=BASE) if class_ and q.object == term(class_)}
    return lambda quad: quad.predicate == term(predicate) and (class_ is None or quad.subject in members)


def test_a_sound_store_passes_and_tells_what_was_checked():
    found = check(filled_store(), [harbour(), grain()], base=BASE)
    assert found.faults == ()
    assert tuple(found.checked) == tuple(found.wrong) == CHECKED
    assert set(found.wrong.values()) == {0}
    parts = (harbour(), grain())
    assert found.checked["graph"] == 5
    assert found.checked["article"] == found.checked["findings"] == 2
    assert found.checked["assertion"] == sum(len(one.relations) for one in parts) == 10
    assert found.checked["event"] == sum(len(one.events) for one in parts)
    assert found.checked["statement"] == sum(len(one.statements) for one in parts)
    assert found.checked["plain triple"] == 5
    assert found.checked["entity"] == sum(len(one.entities) for one in parts)


def test_a_changed_text_is_found_in_the_spans_the_records_and_the_findings():
    def change(quad: Quad) -> Quad:
        said = quad.object.value
        return with_object(quad, Literal(said.replace("shelled", "spared"))) if told("nif:isString")(quad) else quad

    found = check(changed(change), [harbour(), grain()], base=BASE)
    assert {fault.graph for fault in found.faults} == {GRAPH.value}
    assert {fault.article for fault in found.faults} == {"dispatch-1"}
    assert "says 'shelled' where the text has 'spared '" in {f.message for f in found.faults if f.kind == "span"}
    assert found.wrong["findings"] == 1
    for kind in ("graph", "span", "entity", "assertion", "event", "statement", "plain triple"):
        assert found.wrong[kind], kind
    assert found.wrong["span"] <= found.checked["span"]


@given(st.integers(0, len(HARBOUR) - 1), st.characters(exclude_categories=["Cs"]))
@settings(max_examples=50, deadline=None)
def test_any_other_character_in_a_sentence_that_is_evidence_is_found(at, other):
    text = HARBOUR[:at] + other + HARBOUR[at + 1 :]
    quads = article_quads(harbour(), base=BASE)
    changed_text = [with_object(q, Literal(text)) if q.predicate == term("nif:isString") else q for q in quads]
    told_here = any(span.start <= at < span.end for span in harbour().sentences)
    assert bool(read_evidence(changed_text).faults) == (told_here and text != HARBOUR)


def test_a_changed_text_breaks_the_seal_of_its_key():
    text = "Ada Wenn met Jon Bel."
    key = article_key(text, title="Met", publisher=None, published=None)
    span = Span(0, len(text))
    person = Entity("e1", "Ada Wenn", "Person", (Mention(0, 8),), iri=entity_iri("ada-wenn"))
    quads = article_quads(Extraction(Article("a", key, text, title="Met"), (span,), (person,)), base=BASE)
    assert read_evidence(quads).faults == []
    other = [with_object(q, Literal("Met again")) if q.predicate == term("schema:headline") else q for q in quads]
    (fault,) = read_evidence(other).faults
    assert (fault.kind, fault.node) == ("article", f"{BASE}article/{key}")
    assert "was changed" in fault.message


def test_a_shifted_offset_is_found():
    def change(quad: Quad) -> Quad:
        if quad.subject.value.endswith("#char=4,17") and quad.predicate == term("nif:beginIndex"):
            return with_object(quad, Literal("5", datatype=term("xsd:integer")))
        return quad

    found = messages(changed(change))
    assert found["span"] == {"goes from 5 to 17, and its IRI says otherwise"}
    assert any("mention that cannot be read" in message for message in found["entity"])


def test_a_span_moved_with_its_iri_is_found_by_its_words():
    at = NamedNode(f"{ARTICLE}#char=4,17")
    to = NamedNode(f"{ARTICLE}#char=5,17")

    def change(quad: Quad) -> Quad:
        subject = to if quad.subject == at else quad.subject
        begin = quad.subject == at and quad.predicate == term("nif:beginIndex")
        object_ = Literal("5", datatype=term("xsd:integer")) if begin else to if quad.object == at else quad.object
        return Quad(subject, quad.predicate, object_, quad.graph_name)

    assert messages(changed(change))["span"] == {"says 'Marsh Brigade' where the text has 'arsh Brigade'"}


@pytest.mark.parametrize("end", ["9999", "-1", "4", "four"])
def test_a_span_that_does_not_lie_in_the_text_is_found(end):
    def change(quad: Quad) -> Quad:
        if quad.subject.value.endswith("#char=4,17") and quad.predicate == term("nif:endIndex"):
            return with_object(quad, Literal(end))
        return quad

    (message,) = messages(changed(change))["span"]
    assert message.startswith(f"goes from 4 to {end}, which is no run")


@pytest.mark.parametrize(
    ("class_", "kind"), [("tl:Assertion", "assertion"), ("sem:Event", "event"), ("tl:Statement", "statement")]
)
@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        ("tl:sentence", "has no sentence"),
        ("tl:sentenceText", "says 0 values where its sentences are"),
        ("dct:source", "does not name the article of this graph"),
    ],
)
def test_a_record_cannot_be_without_its_evidence(class_, kind, predicate, message):
    gone = told(predicate, class_)
    found = messages(changed(lambda quad: None if gone(quad) else quad))
    assert any(each.startswith(message) for each in found[kind])
    assert set(found) <= {kind, "plain triple"}


def test_words_that_are_not_those_of_the_sentences_are_found():
    copied = told("tl:sentenceText", "tl:Statement")
    found = messages(changed(lambda q: with_object(q, Literal(q.object.value[:-1])) if copied(q) else q))
    assert set(found) == {"statement"}
    assert all("where its sentences are" in message for message in found["statement"])


def test_a_sentence_must_be_one_of_the_article():
    at = told("tl:sentence", "sem:Event")
    phrase = NamedNode(f"{ARTICLE}#char=4,17")
    found = messages(changed(lambda q: with_object(q, phrase) if at(q) else q))
    assert any("none of the article" in message for message in found["event"])
    elsewhere = NamedNode(f"{BASE}article/bbb2#char=0,39")
    found = messages(changed(lambda q: with_object(q, elsewhere) if at(q) else q))
    assert any("none of the article" in message for message in found["event"])


@pytest.mark.parametrize(
    ("predicate", "class_", "kind"),
    [
        ("tl:subjectSpan", "tl:Assertion", "assertion"),
        ("tl:objectSpan", "tl:Assertion", "assertion"),
        ("tl:trigger", "sem:Event", "event"),
        ("tl:contentSpan", "tl:Statement", "statement"),
        ("tl:speakerSpan", "tl:Statement", "statement"),
        ("tl:cueSpan", "tl:Statement", "statement"),
    ],
)
def test_words_of_a_record_lie_in_its_sentences(predicate, class_, kind):
    at = told(predicate, class_)
    nowhere = NamedNode(f"{ARTICLE}#char=1,2")
    found = messages(changed(lambda q: with_object(q, nowhere) if at(q) else q))
    assert f"has words that cannot be read in the text: {predicate} <{nowhere.value}>" in found[kind]
    quads = article_quads(harbour(), base=BASE)
    node = next(q.subject for q in quads if at(q))
    sentences = {q.object for q in quads if q.predicate == term("tl:sentence")}
    other = min(sentences - {q.object for q in quads if q.subject == node}, key=str)
    found = messages(changed(lambda q: q, Quad(node, term(predicate), other, GRAPH)))
    assert f"has words outside its sentences: {predicate} <{other.value}>" in found[kind]


def test_spans_are_the_properties_that_the_vocabulary_says():
    assert {"tl:subjectSpan", "tl:objectSpan", "tl:trigger", "tl:contentSpan", "tl:cueSpan"} <= span_properties()
    assert "tl:sentence" not in span_properties()


def test_what_a_record_refers_to_has_a_mention_in_the_article():
    stranger = NamedNode(entity_iri("stranger"))
    at = told("rdf:subject", "tl:Assertion")
    found = messages(changed(lambda q: with_object(q, stranger) if at(q) else q))
    assert f"refers to what the article does not mention: rdf:subject <{stranger.value}>" in found["assertion"]


def test_an_entity_without_a_mention_is_found():
    lorin = NamedNode(entity_iri("lorin"))
    gone = told("gaf:denotedBy")
    found = messages(changed(lambda q: None if gone(q) and q.subject == lorin else q))
    assert found["entity"] == {"has no mention in the text"}


@pytest.mark.parametrize(
    ("quad", "why"),
    [
        (fact("osmar", "tl:funds", "lorin"), "is in no assertion"),
        (fact("tarvia", "tl:arms", "marsh-brigade"), "is only claimed"),
        (fact("tarvia", "tl:supports", "river-front"), "is only denied"),
        (fact("in/aaa1/e9", "tl:meetsWith", "osmar"), "is only possible"),
        (Quad(NamedNode(entity_iri("ilo-sant")), term("tl:holdsOffice"), Literal("prime minister"), GRAPH), "former"),
    ],
)
def test_a_plain_triple_that_the_article_does_not_vouch_for_is_found(quad, why):
    store = changed(lambda q: q, quad)
    (message,) = messages(store)["plain triple"]
    assert why in message
    (fault,) = [each for each in check(store, base=BASE).faults if each.kind == "plain triple"]
    assert (fault.node, fault.article) == (quad.subject.value, "dispatch-1")


def test_a_plain_triple_whose_assertion_was_removed_is_found():
    node = next(q.subject for q in article_quads(harbour(), base=BASE) if q.object == term("org:headOf"))
    found = messages(changed(lambda q: None if q.subject == node else q))
    assert found["plain triple"] == {f"org:headOf <{entity_iri('marsh-brigade')}> is in no assertion"}


def test_a_claim_turned_into_the_articles_own_voice_is_a_difference_to_the_findings():
    def change(quad: Quad) -> Quad:
        voices = {entity_iri("jon-bel"): term("tl:ArticleVoice")}
        turned = with_object(quad, voices.get(quad.object.value, quad.object)) if told("tl:voice")(quad) else quad
        claimed = turned.object == term("tl:Claimed") and told("tl:factuality", "tl:Assertion")(quad)
        return with_object(turned, term("tl:Happened")) if claimed else turned

    store = changed(change, fact("tarvia", "tl:arms", "marsh-brigade"))
    assert check(store, base=BASE).faults == ()  # sound in itself
    found = check(store, [harbour(), grain()], base=BASE)
    assert found.wrong["findings"] == 1
    assert {fault.kind for fault in found.faults} == {"findings"}
    assert any("triples 2 in the findings only, 2 in the graph only" in fault.message for fault in found.faults)


def test_evidence_that_is_no_sentence_of_the_findings_is_found():
    text = "Ada Wenn leads the River Front today."
    half = Span(0, 31)
    people = (
        Entity("e1", "Ada Wenn", "Person", (Mention(0, 8),), iri=entity_iri("ada-wenn")),
        Entity("e2", "River Front", "ArmedGroup", (Mention(19, 30),), iri=entity_iri("river-front")),
    )
    lead = Relation("r1", "leads", "e1", half, Span(0, 8), Span(19, 30), "e2")
    cut = Extraction(Article("a", "aaa1", text), (Span(0, len(text)),), people, relations=(lead,))
    store = Store.memory()
    store.replace_graph(GRAPH, article_quads(cut, base=BASE))
    found = check(store, [cut], base=BASE)
    assert {"findings", "assertion"} <= {fault.kind for fault in found.faults}


def test_an_article_on_one_side_only_is_found():
    found = check(filled_store(harbour()), [grain()], base=BASE)
    assert {(fault.graph, fault.message) for fault in found.faults} == {
        (graph_iri("bbb2", BASE).value, "is in the findings and not in the store"),
        (GRAPH.value, "is in the store and not in the findings"),
    }


def test_graphs_without_an_article_hold_no_ties_and_nothing_stands_outside_the_graphs():
    store = filled_store()
    tie = fact("tarvia", "tl:arms", "marsh-brigade")
    known = Quad(tie.subject, tie.predicate, tie.object, authority_graph(BASE))
    store.extend([known, Quad(tie.subject, tie.predicate, tie.object, DefaultGraph())])
    found = check(store, base=BASE)
    assert {(fault.graph, fault.kind) for fault in found.faults} == {
        ("", "graph"),
        (authority_graph(BASE).value, "graph"),
        (authority_graph(BASE).value, "plain triple"),
    }


def happened(**changes: object) -> set[str]:
    """Give what is wrong with a store that holds one happening: the shelling of Lorin, told by one article."""
    told = record_iris(harbour(), base=BASE)
    event = next(iri for record, iri in told.items() if getattr(record, "id", "") == "ev1")
    sound = Happening(f"{BASE}happening/1", (event,), ("aaa1",), ("happened",), "one report")
    store = filled_store()
    store.extend(happening_quads([replace(sound, **changes)], base=BASE))
    return {fault.message for fault in check(store, base=BASE).faults if fault.kind == "happening"}


def test_a_happening_is_what_its_reports_tell():
    assert happened() == set()
    assert happened(told=("claimed", "happened")) == {"is told as claimed, and no report of it is"}
    elsewhere = f"<{BASE}article/bbb2>"
    assert happened(articles=("aaa1", "bbb2")) == {f"is not reported in the articles of its reports: {elsewhere}"}
    nobody = f"{BASE}event/none"
    assert f"has a report that is no event with a sentence: <{nobody}>" in happened(reports=(nobody,))


def test_two_workers_find_the_same_as_one():
    store = changed(lambda q: q, fact("osmar", "tl:funds", "lorin"))
    one = check(store, [harbour(), grain()], base=BASE, workers=1)
    two = check(store, [harbour(), grain()], base=BASE, workers=2)
    assert one.faults
    assert one == two


def test_there_is_at_least_one_worker():
    with pytest.raises(UsageError, match="got 0, expected 1"):
        check(filled_store(), workers=0)


def test_the_shapes_name_the_node_too():
    store = changed(lambda q: None if told("tl:voice", "sem:Event")(q) else q)
    shapes = {one.node for one in graph_violations(store.quads(GRAPH), GRAPH.value)}
    found = {fault.node for fault in check(store, base=BASE).faults if fault.kind == "graph"}
    assert found == shapes
    assert all(node.startswith(f"{BASE}event/") for node in found)
