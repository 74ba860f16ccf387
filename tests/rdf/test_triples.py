from __future__ import annotations

from dataclasses import replace

import pytest
from dispatches import BASE, HARBOUR, entity_iri, grain, harbour
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from tieline.errors import TielineError
from tieline.rdf import article_quads, graph_iri
from tieline.rdf.terms import relation_predicates, term
from tieline.records import Article, Entity, Event, Extraction, Mention, Relation, Span, Statement


def triples(extraction: Extraction) -> set[tuple[str, str, str]]:
    quads = article_quads(extraction, base=BASE)
    return {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads}


def values(extraction: Extraction, subject: str, predicate: str) -> set[str]:
    return {o for s, p, o in triples(extraction) if (s, p) == (subject, term(predicate).value)}


def nodes(extraction: Extraction, class_: str) -> dict[str, dict[str, set[str]]]:
    """Give node -> predicate -> values for the nodes of a class."""
    found: dict[str, dict[str, set[str]]] = {}
    all_triples = triples(extraction)
    members = {s for s, p, o in all_triples if p == term("rdf:type").value and o == term(class_).value}
    for s, p, o in all_triples:
        if s in members:
            found.setdefault(s, {}).setdefault(p, set()).add(o)
    return found


def plain(extraction: Extraction) -> set[tuple[str, str, str]]:
    predicates = {node.value for node in relation_predicates().values()}
    return {(s.rsplit("/", 1)[1], p, o.rsplit("/", 1)[-1]) for s, p, o in triples(extraction) if p in predicates}


def test_only_what_the_article_itself_asserts_as_present_is_a_plain_triple():
    assert plain(harbour()) == {
        ("marsh-brigade", term("org:subOrganizationOf").value, "river-front"),
        ("ada-wenn", term("org:headOf").value, "marsh-brigade"),
        ("jon-bel", term("tl:holdsOffice").value, "foreign minister of Osmar"),
    }


def test_every_relation_is_an_assertion_with_its_sentence_voice_and_factuality():
    found = {
        (
            next(iter(node[term("rdf:predicate").value])).rsplit("#")[-1],
            next(iter(node[term("tl:factuality").value])).rsplit("#")[-1],
            next(iter(node[term("tl:voice").value])).rsplit("#")[-1].rsplit("/")[-1],
            next(iter(node[term("tl:former").value])),
            next(iter(node[term("tl:sentenceText").value])),
        )
        for node in nodes(harbour(), "tl:Assertion").values()
    }
    lines = HARBOUR.split("\n")
    assert found == {
        ("subOrganizationOf", "Happened", "ArticleVoice", "false", lines[0]),
        ("headOf", "Happened", "ArticleVoice", "false", lines[1]),
        ("arms", "Claimed", "jon-bel", "false", lines[2]),
        ("holdsOffice", "Happened", "ArticleVoice", "false", lines[2]),
        ("holdsOffice", "Happened", "ArticleVoice", "true", lines[3]),
        ("supports", "Denied", "tarvia", "false", lines[4]),
        ("meetsWith", "Possible", "ArticleVoice", "false", lines[5]),
    }


def test_every_span_holds_the_words_of_the_text_at_its_offsets():
    article = f"{BASE}article/aaa1"
    spans = {s for s, p, o in triples(harbour()) if p == term("nif:referenceContext").value}
    assert len(spans) > 20
    for span in spans:
        start, end = map(int, span.removeprefix(f"{article}#char=").split(","))
        assert values(harbour(), span, "nif:anchorOf") == {HARBOUR[start:end]}
        assert values(harbour(), span, "nif:beginIndex") == {str(start)}
        assert values(harbour(), span, "nif:endIndex") == {str(end)}


def test_only_sentences_that_are_evidence_are_kept():
    kept = {next(iter(node[term("nif:anchorOf").value])) for node in nodes(grain(), "nif:Sentence").values()}
    assert kept == set(grain().article.text.split("\n"))
    bare = replace(grain(), statements=(), events=(), relations=())
    assert nodes(bare, "nif:Sentence") == {}


def test_an_article_carries_its_text_and_data():
    article = f"{BASE}article/aaa1"
    assert values(harbour(), article, "nif:isString") == {HARBOUR}
    assert values(harbour(), article, "schema:headline") == {"Shells on Lorin"}
    assert values(harbour(), article, "schema:publisher") == {"Example Courier"}
    assert values(harbour(), article, "schema:datePublished") == {"2024-03-05"}
    assert values(harbour(), article, "schema:url") == {"https://news.example.org/lorin"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd"])
def test_an_address_that_is_no_web_page_is_left_out(url):
    extraction = replace(harbour(), article=replace(harbour().article, url=url))
    assert values(extraction, f"{BASE}article/aaa1", "schema:url") == set()


def test_an_entity_has_class_names_role_mentions_and_the_reason_of_its_identity():
    bel = entity_iri("jon-bel")
    assert values(harbour(), bel, "rdf:type") == {term("tl:Person").value, term("foaf:Person").value}
    assert values(harbour(), bel, "skos:prefLabel") == {"Jon Bel"}
    assert values(harbour(), bel, "tl:role") == {"foreign minister"}
    assert values(harbour(), bel, "tl:identityReason") == {"for the test"}
    at = HARBOUR.index("Jon Bel")
    assert values(harbour(), bel, "gaf:denotedBy") == {f"{BASE}article/aaa1#char={at},{at + 7}"}
    assert values(harbour(), entity_iri("in/aaa1/e9"), "tl:generic") == {"true"}


def test_entities_resolved_to_one_thing_are_one_with_one_preferred_name():
    desk = grain()
    twin = Entity("e6", "the Brigades", "Organization", (), iri=entity_iri("marsh-brigade"))
    extraction = replace(desk, entities=(*desk.entities, twin))
    node = entity_iri("marsh-brigade")
    assert values(extraction, node, "skos:prefLabel") == {"Marsh Brigades"}
    assert values(extraction, node, "skos:altLabel") == {"the Brigades"}
    assert term("tl:Organization").value not in values(extraction, node, "rdf:type")


def test_an_event_has_its_parts_place_period_and_mode():
    (node,) = [
        n
        for n in nodes(harbour(), "sem:Event").values()
        if term("tl:mode").value in n and term("sem:hasPlace").value in n
    ]
    assert node[term("sem:eventType").value] == {term("tlp:ASSAULT").value}
    assert node[term("tl:mode").value] == {term("tlp:ASSAULT-heavy-weapons").value}
    assert node[term("tl:initiator").value] == {entity_iri("marsh-brigade")}
    assert node[term("sem:hasActor").value] == {entity_iri("marsh-brigade")}
    assert node[term("sem:hasPlace").value] == {entity_iri("lorin")}
    assert node[term("sem:hasTimeStamp").value] == {"2024-03-04"}
    assert node[term("tl:timeExpression").value] == {"on Monday"}
    at = HARBOUR.index("the port of Lorin")
    assert node[term("tl:targetSpan").value] == {f"{BASE}article/aaa1#char={at},{at + 17}"}


def test_a_month_is_a_period_of_days():
    (node,) = [n for n in nodes(grain(), "sem:Event").values() if term("sem:hasTimeStamp").value in n]
    assert node[term("sem:hasTimeStamp").value] == {"2024-02"}
    assert node[term("sem:hasEarliestBeginTimeStamp").value] == {"2024-02-01"}
    assert node[term("sem:hasLatestEndTimeStamp").value] == {"2024-02-29"}
    assert node[term("tl:precision").value] == {term("tl:Month").value}


def test_a_claim_without_a_known_speaker_is_not_the_articles_voice():
    (node,) = [
        n for n in nodes(grain(), "sem:Event").values() if term("tlp:SUPPORT").value in n[term("sem:eventType").value]
    ]
    assert node[term("tl:voice").value] == {term("tl:UnnamedVoice").value}


def test_a_statement_leads_to_what_is_claimed_inside_it():
    found = nodes(harbour(), "tl:Statement")
    (bel,) = [n for n in found.values() if n[term("prov:wasAttributedTo").value] == {entity_iri("jon-bel")}]
    assert bel[term("schema:text").value] == {"Tarvia armed the Marsh Brigade"}
    assert bel[term("schema:about").value] == {entity_iri("tarvia"), entity_iri("marsh-brigade")}
    assert bel[term("tl:quoteType").value] == {term("tl:Direct").value}
    (claim,) = bel[term("tl:content").value]
    assert values(harbour(), claim, "rdf:predicate") == {term("tl:arms").value}


def test_a_statement_names_relays_institution_and_why_the_speaker_is_unnamed():
    desk = harbour()
    (at,) = [n for n, s in enumerate(desk.statements) if s.speaker is not None][:1]
    ids = {entity.iri: entity.id for entity in desk.entities}
    told = replace(
        desk.statements[at],
        via=(ids[entity_iri("ada-wenn")],),
        via_spans=(Span(0, 4),),
        institution=ids[entity_iri("tarvia")],
        anonymity=Span(5, 9),
    )
    found = nodes(replace(desk, statements=(told,)), "tl:Statement")
    (node,) = found.values()
    assert node[term("tl:relayedBy").value] == {entity_iri("ada-wenn")}
    assert node[term("tl:onBehalfOf").value] == {entity_iri("tarvia")}
    assert [len(node[term(name).value]) for name in ("tl:relaySpan", "tl:anonymitySpan")] == [1, 1]


def test_content_in_two_runs_keeps_both_places():
    (node,) = nodes(grain(), "tl:Statement").values()
    assert node[term("schema:text").value] == {"Tarvia praised the Marsh Brigades fears Osmar"}
    assert len(node[term("tl:contentSpan").value]) == 2
    assert term("prov:wasAttributedTo").value not in node


def test_order_of_records_and_local_ids_do_not_matter():
    desk = harbour()
    turned = replace(
        desk,
        entities=desk.entities[::-1],
        statements=desk.statements[::-1],
        events=desk.events[::-1],
        relations=tuple(replace(relation, id=f"x{relation.id}") for relation in desk.relations[::-1]),
    )
    assert article_quads(turned, base=BASE) == article_quads(desk, base=BASE)


def test_a_relation_found_twice_is_one_with_the_higher_confidence():
    desk = harbour()
    again = replace(desk.relations[0], id="r99", confidence=0.3, pattern="weaker")
    assert article_quads(replace(desk, relations=(again, *desk.relations)), base=BASE) == article_quads(desk, base=BASE)


def test_identity_may_change_without_changing_what_an_assertion_is_called():
    desk = harbour()
    merged = replace(desk, entities=tuple(replace(e, iri=e.iri + "-x") for e in desk.entities))
    assert set(nodes(desk, "tl:Assertion")) == set(nodes(merged, "tl:Assertion"))


def test_a_thing_is_never_plainly_tied_to_itself():
    desk = harbour()
    one = replace(desk, entities=tuple(replace(e, iri=entity_iri("same")) for e in desk.entities))
    assert {s == o for s, _, o in plain(one)} == {False}
    assert len(nodes(one, "tl:Assertion")) == len(desk.relations)


def test_no_blank_nodes_and_one_graph():
    quads = article_quads(harbour(), base=BASE)
    assert {quad.graph_name for quad in quads} == {graph_iri("aaa1", BASE)}
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_confidences_are_canonical_decimals():
    found = {q.object for q in article_quads(harbour(), base=BASE) if q.predicate == term("tl:confidence")}
    assert found == {Literal(v, datatype=term("xsd:decimal")) for v in ("0.5", "0.8", "0.9", "0.95")}


def broken(**change: object) -> Extraction:
    return replace(harbour(), **change)


@pytest.mark.parametrize(
    ("extraction", "message"),
    [
        (broken(entities=(replace(harbour().entities[0], iri=""),)), "entity e1 of article aaa1: got no iri"),
        (broken(entities=harbour().entities[1:]), "entity in article aaa1: got 'e1'"),
        (broken(events=(replace(harbour().events[0], date="2024-13"),)), "date: got '2024-13'"),
        (broken(events=(replace(harbour().events[0], mode="dancing"),)), "mode of a ASSAULT event: got 'dancing'"),
        (broken(events=(replace(harbour().events[0], trigger=Span(0, 9999)),)), "span in article aaa1: got 0-9999"),
        (
            broken(relations=(replace(harbour().relations[0], object=None),)),
            "relation r1 of article aaa1: got no object",
        ),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(extraction, message):
    with pytest.raises(TielineError) as caught:
        article_quads(extraction, base=BASE)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_sum_of_money_without_identity_is_left_out():
    money = Entity("m1", "two sacks", "Money", (Mention(0, 3),))
    assert article_quads(broken(entities=(*harbour().entities, money)), base=BASE) == article_quads(
        harbour(), base=BASE
    )


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=60), st.text(max_size=20))
def test_any_text_can_be_written_without_changing_its_length(text, name):
    words = Span(0, len(text))
    iri = "https://example.org/x"
    extraction = Extraction(
        Article(name, name, text, title=name, publisher=name, byline=text, url=text),
        entities=(Entity("e1", name, "Person", (Mention(0, len(text)),), role=text, iri=iri, reason=text),),
        statements=(Statement("s1", (words,), words, "direct", cue_lemma=name, date_text=name, pattern=name),),
        events=(Event("v1", "AID", words, words, ("e1",), date_text=text),),
        relations=(Relation("r1", "holdsOffice", "e1", words, words, words, object_text=text),),
    )
    quads = article_quads(extraction)
    (kept,) = [quad.object.value for quad in quads if quad.predicate == term("nif:isString")]
    assert len(kept) == len(text)
    assert all(isinstance(quad, Quad) and isinstance(quad.subject, NamedNode) for quad in quads)
