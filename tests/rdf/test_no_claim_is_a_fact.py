"""What is claimed, denied, planned or possible never becomes a plain triple: asked of graphs of really read texts."""

from datetime import date

import pytest
from pyoxigraph import NamedNode, Quad
from tieline.extraction.extract import extract
from tieline.identity import Authority, happenings, join, resolve
from tieline.language import load
from tieline.rdf.happenings import happening_quads, happenings_in
from tieline.rdf.identifiers import graph_iri, happenings_graph
from tieline.rdf.shapes import graph_violations, violations
from tieline.rdf.store import Store
from tieline.rdf.terms import relation_predicates
from tieline.rdf.triples import article_quads, record_iris
from tieline.records import Article

TEXTS = {
    "happened": (
        "Kataib Hezbollah is part of the Popular Mobilization Forces. Kataib Hezbollah attacked an American base near "
        "Mosul on Monday. Lina Dovan, the head of the Lantern Guild of Ruvo, met Omar Veltan in Baghdad on Monday."
    ),
    "claimed": (
        "Iran supports Kataib Hezbollah, Omar Veltan said. Kataib Hezbollah attacked an American base near Mosul on "
        "Monday, Omar Veltan said. Hassan Torkan leads Hezbollah, he added."
    ),
    "claimed in quotation marks": "“Iran funds Hamas and Turkey bombed Iraq on Monday,” Omar Veltan told reporters.",
    "claimed by nobody named": (
        "Officials say that Iran arms the Houthis. The Houthis attacked Israel on Monday, officials said."
    ),
    "denied": (
        "Iran denied that it supports Hezbollah. Kataib Hezbollah denied that it had attacked an American base near "
        "Mosul on Monday. Turkey does not support Hamas."
    ),
    "denied by the article": "Iran does not arm Hezbollah. Turkey did not attack Iraq on Monday.",
    "planned": "Turkey will attack Syria on Friday. Iran plans to arm Hamas. Lina Dovan will lead the Ruvo Guild.",
    "possible": "Iran may support the Houthis. Turkey might attack Iraq. Hassan Torkan reportedly leads Hamas.",
    "believed": "Lina Dovan believes that Iran funds the Taliban. She fears that Turkey will attack Armenia.",
    "accused": "Israel accused Iran of arming Hezbollah. Jordan blamed Hamas for an attack on Egypt on Monday.",
    "asked": "Does Iran support Hamas? Has Turkey attacked Iraq? If Iran arms Hamas, Israel will attack Iran.",
    "passed on": "According to Omar Veltan, Hassan Torkan is in Hezbollah. Russia attacked Georgia, he claimed.",
    "former": "Hassan Torkan, a former leader of Hamas, no longer leads the group.",
}
ACTUAL = "FILTER(?factuality = tl:Happened && ?voice = tl:ArticleVoice && ?former = false)"
FORBIDDEN = {
    "a plain triple without an assertion by the article's own voice": """ASK {
        VALUES ?tie { TIES }
        GRAPH ?graph { ?subject ?tie ?object }
        FILTER NOT EXISTS { GRAPH ?graph {
            ?assertion rdf:subject ?subject ; rdf:predicate ?tie ; rdf:object ?object ;
              tl:factuality ?factuality ; tl:voice ?voice ; tl:former ?former . ACTUAL } } }""",
    "an event as a plain triple between its parties": """ASK {
        ?event tl:initiator ?one ; tl:target ?other . ?one ?tie ?other .
        FILTER(STRSTARTS(STR(?tie), STR(tlp:))) }""",
    "a happening told as a fact that no article tells as one": """ASK {
        ?happening tl:toldAs tl:Happened .
        FILTER NOT EXISTS {
            ?happening tl:report ?event . ?event tl:factuality tl:Happened ; tl:voice tl:ArticleVoice } }""",
    "a happening of reports that say it happened and that it did not": """ASK {
        ?happening tl:report ?one , ?other . ?one tl:factuality ?told . ?other tl:factuality tl:Denied .
        FILTER(?told != tl:Denied) }""",
    "a happening that is an event of its own to be counted": "ASK { ?node a tl:Happening , sem:Event }",
}


@pytest.fixture(scope="module")
def extractions():
    nlp, names = load(), Authority.shipped()
    articles = [Article(f"k{n}", f"k{n}", text, published=date(2024, 3, 5)) for n, text in enumerate(TEXTS.values())]
    return join([resolve(extract(article, nlp, names=names), names) for article in articles], names)


@pytest.fixture(scope="module")
def store(extractions):
    made = Store.memory()
    for extraction in extractions:
        made.replace_graph(graph_iri(extraction.article.key), article_quads(extraction))
    told = happenings(extractions, Authority.shipped(), record_iris)
    made.replace_graph(happenings_graph(), happening_quads(told))
    return made


def asked(query):
    ties = " ".join(str(node) for node in relation_predicates().values())
    return query.replace("TIES", ties).replace("ACTUAL", ACTUAL)


def test_every_factuality_is_there_as_tie_or_event(extractions):
    told = {record.factuality for x in extractions for record in (*x.events, *x.relations)}
    assert told == {"happened", "claimed", "denied", "planned", "possible"}
    assert {relation.factuality for x in extractions for relation in x.relations} >= {"happened", "claimed", "denied"}


def test_only_the_article_that_asserts_ties_has_plain_triples(store):
    """The other texts assert no tie in their own voice, whatever was read into them."""
    ties = {quad.graph_name for node in relation_predicates().values() for quad in store.matching(predicate=node)}
    assert ties == {graph_iri("k0")}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_forbidden_is_found(store, what):
    assert not store.query(asked(FORBIDDEN[what])), what


def test_the_question_finds_a_claim_that_was_made_a_fact(store, extractions):
    """The check itself: each claimed, denied, planned or possible tie is found once it is written as a triple."""
    question = asked(FORBIDDEN["a plain triple without an assertion by the article's own voice"])
    tried = 0
    for extraction in extractions:
        iris = {entity.id: NamedNode(entity.iri) for entity in extraction.entities if entity.iri}
        graph = graph_iri(extraction.article.key)
        for relation in extraction.relations:
            if relation.object and (relation.factuality != "happened" or relation.voice or relation.former):
                predicate = relation_predicates()[relation.type]
                fact = Quad(iris[relation.subject], predicate, iris[relation.object], graph)
                other = Store.memory()
                other.extend([*store.quads(), fact])
                assert other.query(question)
                assert any(
                    one.node == fact.subject.value or one.message for one in graph_violations(other.quads(graph))
                )
                tried += 1
    assert tried >= 5


def test_all_graphs_keep_to_the_shapes(store):
    assert violations(store) == []


def test_what_is_denied_is_kept_apart_from_what_is_told(store):
    """Article k0 tells of the attack, k1 has somebody claim it, k4 has it denied."""
    told = {happening.articles: happening for happening in happenings_in(store)}
    attack = told["k0", "k1"]
    assert attack.told == ("claimed", "happened")
    denials = [one for one in happenings_in(store) if one.counterpart == attack.iri]
    assert [(one.articles, one.told) for one in denials] == [(("k4",), ("denied",))]
