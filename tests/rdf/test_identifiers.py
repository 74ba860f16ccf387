from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from tieline.errors import TielineError, UsageError
from tieline.rdf.identifiers import (
    article_iri,
    authority_iri,
    entity_node,
    graph_iri,
    record_iri,
    slug,
    span_iri,
    web_iri,
    well_formed,
)
from tieline.records import Span


def test_an_article_its_graph_and_its_spans_have_the_documented_addresses():
    article = article_iri("ab12")
    assert article.value == "https://w3id.org/tieline/id/article/ab12"
    assert span_iri(article, Span(4, 17)).value == "https://w3id.org/tieline/id/article/ab12#char=4,17"
    assert graph_iri("ab12", "https://example.org/#").value == "https://example.org/#graph/ab12"
    assert authority_iri("kata-ib").value == "https://w3id.org/tieline/id/entity/kata-ib"


@given(st.text())
def test_a_slug_is_plain_ascii_and_can_stand_in_an_iri(text):
    made = slug(text)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert graph_iri(text).value.endswith(made)


@given(st.text(), st.text())
def test_different_texts_have_different_slugs(one, other):
    assert (slug(one) == slug(other)) == (well_formed(one) == well_formed(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Kataib", "Kata'ib"), ("a b", "a-b"), ("Qum", "qum"), ("ِ", "ُ"), ("x" * 90, "x" * 91)]
)
def test_near_names_stay_apart(one, other):
    assert slug(one) != slug(other)


def test_a_record_keeps_its_iri_and_differs_from_others():
    first = record_iri("event", "k", ["ASSAULT", 1, 2])
    assert first == record_iri("event", "k", ["ASSAULT", 1, 2])
    assert len({first, record_iri("event", "k", ["ASSAULT", 1, 3]), record_iri("event", "j", ["ASSAULT", 1, 2])}) == 3


@pytest.mark.parametrize(
    "base", ["", "entity/", "ftp://example.org/", "https://example.org/x", "https://exa mple.org/"]
)
def test_a_base_that_iris_cannot_stand_under_is_refused(base):
    with pytest.raises(UsageError, match="base of identifiers"):
        graph_iri("k", base)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.org", "", "http://"]
)
def test_only_web_pages_become_addresses(url):
    assert web_iri(url) is None


def test_characters_no_iri_may_hold_are_escaped():
    hostile = 'https://news.example.org/a"> <b> {x}|\\^`\n%zz%41'
    assert web_iri(hostile) == NamedNode("https://news.example.org/a%22%3E%20%3Cb%3E%20%7Bx%7D%7C%5C%5E%60%0A%25zz%41")


@given(st.text())
def test_any_text_after_a_host_gives_an_address_or_none(text):
    node = web_iri("https://news.example.org/" + text)
    assert node is None or not set(node.value) & set(' <>"{}|\\^`\n')


@pytest.mark.parametrize("iri", ["", "e1", "http://a b"])
def test_an_entity_without_a_usable_iri_is_refused(iri):
    with pytest.raises(TielineError, match=r"entity e1 of article k: got"):
        entity_node(iri, "entity e1 of article k")
