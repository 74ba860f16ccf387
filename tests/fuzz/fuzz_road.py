"""One text all the way to records, with the shipped pipeline and authority file; and records all the way to a brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from tieline.briefing import Periods, read_corpus, report_page
from tieline.identity import Authority, happenings
from tieline.network import network
from tieline.rdf.triples import record_iris
from tieline.records import Article, Extraction
from tieline.workspace import extract


def extracted(article: Article) -> Extraction:
    """What is read out of an article; what has no identity across articles gets one."""
    made = extract(article)
    entities = tuple(
        replace(entity, iri=entity.iri or f"https://example.org/data/entity/{entity.id}") for entity in made.entities
    )
    return replace(made, entities=entities)


def brief(extractions: Sequence[Extraction], title: str) -> str:
    """The brief of some articles, made as `Graph.report_page` makes it."""
    whole, spoken = network(extractions, statements=False), network(extractions)
    labels = {node: data["label"] for node, data in whole.nodes(data=True)}
    events = happenings(extractions, Authority((), ()), partial(record_iris))
    corpus = read_corpus(extractions, labels, copied={})
    return report_page(whole, spoken, corpus, events, title=title, periods=Periods())
