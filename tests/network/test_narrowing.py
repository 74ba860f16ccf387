from __future__ import annotations

from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import Belonging, narrowed, network, voices_of


def keys(found: nx.MultiDiGraph) -> list[str]:
    return sorted(key for *_, key in found.edges(keys=True))


@pytest.fixture
def told() -> nx.MultiDiGraph:
    early = Report("a1", day=date(2019, 5, 2), outlet="Ledger").event("AID", "Northland", "Ally")
    late = Report("a2", day=date(2020, 3, 4), outlet="Mirror").event("AID", "Northland", "Ally")
    late.event("ASSAULT", "Foe", "Northland", voice="Minister", factuality="claimed")
    month = Report("a3", day=date(2021, 1, 9), outlet="Star").event("ACCUSE", "Foe", "Ally", date="2020-06")
    undated = Report("a4", outlet="Echo").event("SUPPORT", "Foe", "Ally")
    return network([report.done() for report in (early, late, month, undated)])


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2019", "2019", ["AID"]),
        ("2020-03-04", "2020-03-04", ["AID", "ASSAULT"]),
        ("2020-06-15", "2020-06-20", ["ACCUSE"]),  # a month overlaps its days
        ("2020", None, ["ACCUSE", "AID", "ASSAULT"]),
        (None, "2019-05-01", []),
    ],
)
def test_a_period_keeps_evidence_of_its_days(told, since, until, expected):
    assert keys(narrowed(told, since=since, until=until)) == expected


def test_weight_counts_and_dates_are_of_what_is_kept(told):
    tie = narrowed(told, since="2020").edges[iri("Northland"), iri("Ally"), "AID"]
    assert (tie["weight"], tie["articles"], tie["asserted"], tie["first"]) == (1, 1, 1, "2020-03-04")
    assert told.edges[iri("Northland"), iri("Ally"), "AID"]["weight"] == 2


def test_all_nodes_stay_with_their_attributes(told):
    assert dict(narrowed(told, since="2030").nodes(data=True)) == dict(told.nodes(data=True))


def test_types_and_assertion(told):
    assert keys(narrowed(told, types=["AID", "ASSAULT"], asserted=True)) == ["AID"]


def test_a_voice_keeps_what_it_claims(told):
    found = narrowed(told, voice="minister")
    assert keys(found) == ["ASSAULT"]
    assert found.edges[iri("Foe"), iri("Northland"), "ASSAULT"]["claimed"] == 1


def test_who_speaks_for_an_actor_is_one_of_its_voices():
    types = {"Chief": "Person", "Ex": "Person", "Ghost": "Person", "Ministry": "GovernmentBody"}
    report = Report("a1", types=types).relation("partOf", "Brigade", "Ministry")
    report.relation("leads", "Chief", "Ministry").relation("memberOf", "Ex", "Ministry", former=True)
    foe = report.describe("Foe").entities["Foe"].id
    report.relation("spokespersonFor", "Ghost", "Ministry", voice=foe, factuality="claimed")
    listed = Belonging(bodies={iri("Ministry"): (iri("Northland"),)})
    found = network([report.describe("Northland").done()], listed=listed)
    assert voices_of(found, iri("Northland")) == {iri("Northland"), iri("Ministry"), iri("Chief")}
    assert voices_of(found, iri("Ex")) == {iri("Ex")}


def test_a_state_speaks_through_the_members_of_its_bodies():
    report = Report("a1", types={"Chief": "Person", "Ministry": "GovernmentBody"}).describe("Northland")
    report.relation("leads", "Chief", "Ministry")
    report.event("ASSAULT", "Foe", "Ally", voice="Chief", factuality="claimed").event("AID", "Foe", "Ally")
    listed = Belonging(bodies={iri("Ministry"): (iri("Northland"),)})
    assert keys(narrowed(network([report.done()], listed=listed), voice="Northland")) == ["ASSAULT"]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"since": "yesterday"}, "date: got 'yesterday'"),
        ({"since": "2021", "until": "2020"}, "period: got 2021 to 2020"),
        ({"types": ["asault"]}, "did you mean 'ASSAULT'"),
        ({"types": ["zzz"]}, "type of a tie: got 'zzz'"),
        ({"voice": "Nobody"}, "unknown name"),
    ],
)
def test_wrong_parts_are_refused(told, part, message):
    with pytest.raises(UsageError, match=message):
        narrowed(told, **part)


def test_networkx_code_works_on_a_part(told):
    part = narrowed(told, since="2020")
    assert nx.number_weakly_connected_components(part) == 2
    assert nx.degree_centrality(part)[iri("Ally")] > 0


days = st.dates(date(2019, 1, 1), date(2020, 12, 31))


@given(st.lists(st.tuples(days, st.sampled_from(["happened", "claimed", "denied"])), max_size=6), days)
def test_two_periods_share_out_the_evidence(told, border):
    reports = [
        Report(f"a{number}", day=day).event("AID", "Northland", "Ally", factuality=factuality).done()
        for number, (day, factuality) in enumerate(told)
    ]
    whole = network(reports)
    before = narrowed(whole, until=(border.fromordinal(border.toordinal() - 1)).isoformat())
    after = narrowed(whole, since=border.isoformat())
    for name in ("articles", "asserted", "claimed", "denied"):
        assert sum(tie[name] for part in (before, after) for *_, tie in part.edges(data=True)) == sum(
            tie[name] for *_, tie in whole.edges(data=True)
        )
