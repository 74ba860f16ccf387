from __future__ import annotations

from datetime import date

import pytest
from newsroom import Report, iri
from tieline.network import network
from tieline.network.footnotes import best_evidence, citation, tie_line

LABELS = {iri("Northland"): "Northland", iri("Ally"): "Ally"}


def tie_of(*reports: Report) -> dict:
    ((subject, target, tie),) = network([report.done() for report in reports]).edges(data=True)
    return {"subject": subject, "object": target, **tie}


def test_a_tie_in_one_line():
    tie = tie_of(
        Report("a1", day=date(2020, 1, 3), outlet="Ledger").event("AID", "Northland", "Ally"),
        Report("a2", day=date(2020, 2, 3), outlet="Ledger").event("AID", "Northland", "Ally"),
    )
    expected = "Northland —AID→ Ally  (cooperative; 1 source in 2 articles; 2020-01-03 to 2020-02-03)"
    assert tie_line(tie, LABELS) == expected


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"factuality": "claimed", "voice": "Minister"}, "only claimed by Minister"),
        ({"factuality": "claimed"}, "only claimed"),
        ({"factuality": "planned"}, "only planned"),
        ({"factuality": "denied", "voice": "Minister"}, "only denied by Minister"),
    ],
)
def test_what_nobody_asserts_is_told_so(told, words):
    assert tie_line(tie_of(Report("a1").event("ASSAULT", "Northland", "Ally", **told)), LABELS).endswith(
        f"(conflict; 1 source; {words})"
    )


def test_symmetric_ties_point_both_ways():
    assert "Ally —alliedWith↔ Northland" in tie_line(
        tie_of(Report("a1").relation("alliedWith", "Northland", "Ally")), LABELS
    )


def test_a_citation_has_sentence_outlet_day_and_voice():
    report = Report("a1", day=date(2020, 1, 3), outlet="Ledger")
    report.event("AID", "Northland", "Ally", voice="Minister", factuality="claimed", date="2019-12")
    assert citation(tie_of(report)["evidence"][0]) == (
        "“Minister said Northland sent grain to Ally.” Ledger, 3 January 2020 [of 2019-12] [claimed by Minister]"
    )


def test_a_former_tie_of_an_unnamed_outlet():
    tie = tie_of(Report("a1").relation("alliedWith", "Northland", "Ally", former=True))
    assert citation(tie["evidence"][0]) == "“Northland stands with Ally.” Report a1 [a former tie]"
    assert citation({**tie["evidence"][0], "title": None}).endswith(" article a1 [a former tie]")


def test_the_best_evidence_is_asserted_then_new():
    tie = tie_of(
        Report("a1", day=date(2022, 1, 1)).event("AID", "Northland", "Ally", factuality="claimed"),
        Report("a2", day=date(2020, 1, 1)).event("AID", "Northland", "Ally"),
        Report("a3", day=date(2021, 1, 1)).event("AID", "Northland", "Ally"),
    )
    assert best_evidence(tie)["article"] == "a3"
