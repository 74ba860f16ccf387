from __future__ import annotations

from datetime import date

import networkx as nx
import pytest
from newsroom import Report
from tieline.errors import UsageError
from tieline.network import disagreement, network

DAY = date(2020, 1, 10)


@pytest.fixture
def told() -> nx.MultiDiGraph:
    """Northland's strike on Ally, as four outlets tell it or do not."""
    ledger = Report("a1", day=DAY, outlet="Ledger").event("ASSAULT", "Northland", "Ally")
    mirror = Report("a2", day=DAY, outlet="Mirror")
    mirror.event("ASSAULT", "Northland", "Ally", voice="Minister", factuality="claimed")
    mirror.event("ASSAULT", "Northland", "Ally", voice="Envoy", factuality="denied")
    star = Report("a3", day=date(2020, 1, 12), outlet="Star").describe("Northland").describe("Ally")
    echo = Report("a4", day=date(2020, 1, 12), outlet="Echo").describe("Northland")
    late = Report("a5", day=date(2020, 3, 1), outlet="Late").describe("Northland").describe("Ally")
    unknown = Report("a6", day=DAY).describe("Northland").describe("Ally")
    apart = [
        Report("a7", day=DAY, outlet="Apart").describe("Ally"),
        Report("a8", day=DAY, outlet="Apart").describe("Northland"),
    ]
    apart[0].event("AID", "Ally", "Foe")
    return network([report.done() for report in (ledger, mirror, star, echo, late, unknown, *apart)])


def test_who_asserts_claims_denies_and_is_silent(told):
    (found,) = disagreement(told, "Northland", "Ally")
    assert (list(found.asserts), list(found.claims), list(found.denies)) == (["Ledger"], ["Minister"], ["Envoy"])
    assert [(each.outlet, each.articles, each.on_both) for each in found.silent] == [("Star", 1, 1), ("Apart", 2, 0)]
    assert found.period == ("2020-01-03", "2020-01-17")
    assert found.disputed
    assert found.denies["Envoy"][0]["text"] == "Envoy said Northland shelled Ally."


def test_days_widen_the_period(told):
    (found,) = disagreement(told, "Northland", "Ally", days=60)
    assert [each.outlet for each in found.silent] == ["Late", "Star", "Apart"]
    (found,) = disagreement(told, "Northland", "Ally", days=0)
    assert [each.outlet for each in found.silent] == ["Apart"]


def test_without_two_actors_only_what_is_denied_is_told(told):
    assert [each.type for each in disagreement(told)] == ["ASSAULT"]
    assert [each.type for each in disagreement(told, "Ally")] == ["ASSAULT"]
    assert disagreement(told, "Foe") == []
    assert [each.type for each in disagreement(told, "Foe", "Ally")] == ["AID"]


def test_a_denial_of_aid_stands_against_support_told_by_others():
    report = Report("a1").event("AID", "Northland", "Ally", voice="Envoy", factuality="denied")
    (found,) = disagreement(network([report.done()]))
    assert (found.disputed, found.alike, found.period, found.silent) == (False, (), None, ())
    (found,) = disagreement(network([report.done(), Report("a2").relation("supports", "Northland", "Ally").done()]))
    assert (found.disputed, found.alike) == (True, ("supports",))


def test_what_is_planned_or_possible_is_expected_and_the_article_may_deny():
    report = Report("a1", outlet="Ledger").event("AID", "Northland", "Ally", factuality="planned")
    report.event("AID", "Northland", "Ally", factuality="denied")
    (found,) = disagreement(network([report.done()]))
    assert (list(found.expects), list(found.denies), found.disputed) == (["Ledger"], ["Ledger"], False)


def test_disputed_ties_come_first():
    report = Report("a1").event("AID", "a", "b", factuality="denied").event("AID", "y", "z", factuality="denied")
    report.event("AID", "y", "z")
    assert [each.subject_label for each in disagreement(network([report.done()]))] == ["y", "a"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Ally", "ally"), "got 'Ally' twice"),
        ((None, "Ally"), "expected the first too"),
        (("Nobody",), "unknown name"),
    ],
)
def test_wrong_actors_are_refused(told, arguments, message):
    with pytest.raises(UsageError, match=message):
        disagreement(told, *arguments)


def test_days_below_zero_are_refused(told):
    with pytest.raises(UsageError, match="days of a disagreement: got -1"):
        disagreement(told, days=-1)
