"""What a copy has from an earlier article is that article's evidence; what it adds is its own."""

from __future__ import annotations

from datetime import date

from newsroom import Report
from tieline.articles.copies import find_copies
from tieline.articles.reused import reused
from tieline.articles.shingles import Sketch
from tieline.network import independent_sources, network
from tieline.rdf.triples import record_iris

LONG = (
    "The harbour master of Lorin closed both locks before noon.",
    "Nobody could tell when the grain ships would leave the river again.",
    "A clerk of the port counted eleven barges waiting at the lower quay.",
    "The union of pilots asked for a meeting with the ministry of transport.",
)


def wire(key: str, outlet: str, day: int, *own: str) -> Report:
    report = Report(key, outlet=outlet, day=date(2024, 5, day), copy_of="the wire")
    report.event("AID", "Northland", "Ally", "Northland sent grain to Ally in nine ships on Monday.")
    for line in (*LONG, *own):
        report._sentence(line, [])
    return report


def weights(*reports: Report) -> dict[str, tuple[int, int, list[str | None]]]:
    told = [report.done() for report in reports]
    by_key = {one.article.key: one for one in told}
    source = {(key, span): first for key, span, first in reused(find_copies(map(_sketch, told)), by_key.__getitem__)}
    first = {
        iri: source[one.article.key, record.evidence]
        for one in told
        for record, iri in record_iris(one).items()
        if (one.article.key, record.evidence) in source
    }
    found = network(told, first=first).edges(data=True)
    return {
        tie["type"]: (tie["articles"], tie["weight"], [item["copied_from"] for item in tie["evidence"]])
        for _, _, tie in found
    }


def _sketch(extraction) -> Sketch:
    return Sketch.of(extraction.article)


def test_a_sentence_that_a_copy_adds_is_a_second_source_and_the_others_are_not():
    blame = "Northland blamed Ally for the delay of the talks."
    copy = wire("b", "Mirror", 2).event("ACCUSE", "Northland", "Ally", blame)
    own = Report("c", outlet="Star", day=date(2024, 5, 3))
    own.event("AID", "Northland", "Ally").event("ACCUSE", "Northland", "Ally")
    assert weights(wire("a", "Ledger", 1), copy, own) == {
        "AID": (3, 2, [None, "Ledger", None]),
        "ACCUSE": (2, 2, [None, None]),
    }


def test_what_a_copy_has_from_an_outlet_is_no_source_beside_an_article_of_that_outlet():
    another = Report("c", outlet="Ledger", day=date(2024, 5, 3)).event("AID", "Northland", "Ally")
    assert weights(wire("a", "Ledger", 1), wire("b", "Mirror", 2), another)["AID"][:2] == (3, 1)


def test_twelve_articles_can_be_three_sources():
    copies = [wire(f"b{at}", f"Paper {at}", 2) for at in range(9)]
    own = [Report(f"c{at}", outlet=f"House {at}").event("AID", "Northland", "Ally") for at in range(2)]
    assert weights(wire("a", "Ledger", 1), *copies, *own)["AID"][:2] == (12, 3)


def test_without_an_outlet_the_first_article_is_the_source():
    evidence = [
        {"article": "b", "publisher": "Mirror", "url": None, "text": "", "family": "a", "copied_from": "article a"},
        {"article": "a", "publisher": None, "url": None, "text": "", "family": "a", "copied_from": None},
    ]
    assert independent_sources(evidence) == 1
