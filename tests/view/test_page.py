from __future__ import annotations

import json
import re
from datetime import date

import pytest
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import measures, network
from tieline.records import Span
from tieline.view import citing, to_pyvis, view
from tieline.view.citing import FACTUALITY
from tieline.view.selection import select

TYPES = {"Ana Ruiz": "Person", "Northland": "State"}


def made(count: int = 3):
    """A ring of allies around a hub, and one enemy told of by others only."""
    reports = []
    for number in range(count):
        report = Report(f"a{number}", day=date(2020 + number % 4, 5, 2), outlet="Daily Ledger", types=TYPES)
        reports.append(report.event("AID", "Northland", f"Ally {number}").done())
    claim = Report("claim", day=date(2024, 5, 2), types=TYPES)
    claim.event("ASSAULT", "Rebels", "Northland", voice="Ana Ruiz", factuality="claimed")
    return network([*reports, claim.done()])


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_the_same_network_gives_the_same_bytes():
    assert view(made(), title="Ties") == view(made(), title="Ties")


def test_the_page_names_no_address_to_load_from():
    page = view(made(), title="Ties")
    assert "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:" in page
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["']?(?!["']?data:)""", page)
    assert "sourceMappingURL" not in page


def test_every_sentence_article_and_voice_is_in_the_page():
    data = data_of(view(made(), title="Ties"))
    rows = next(rows for *_, kind, rows in data["ties"] if data["tieTypes"][kind]["type"] == "ASSAULT")
    ((article, _, date_, factuality, _, words),) = rows
    assert (FACTUALITY[factuality], words["voice"], data["dates"][date_]) == ("claimed", "Ana Ruiz", "2024-05-02")
    assert data["sentences"][words["sentence"]][3] == "Ana Ruiz said Rebels shelled Northland."
    assert data["articles"][article]["title"] == "Report claim"


def test_the_words_that_tell_it_are_marked():
    report = Report("a1").says("Ana Ruiz", "Northland", "Northland had won", cue=Span(9, 13))
    (tie,) = data_of(view(network([report.done()]), title="Ties"))["ties"]
    told = tie[3][0][5]
    assert (told["trigger"], told["quote"]) == ([9, 13], "Northland had won")


def test_long_evidence_is_cut_but_all_of_it_is_counted_and_no_year_is_lost():
    days = [date(2020, 1, 1)] * 24 + [date(2015, 1, 1)]
    reports = [Report(f"a{at:02}", day=day).event("AID", "Northland", "Ally").done() for at, day in enumerate(days)]
    data = data_of(view(network(reports), title="Ties"))
    ((*_, rows),) = data["ties"]
    assert (len(rows), sum(len(row) == 6 for row in rows)) == (25, 20)
    assert {data["dates"][row[2]] for row in rows if len(row) == 6} == {"2020-01-01", "2015-01-01"}


def test_a_page_with_very_much_text_keeps_fewer_sentences(monkeypatch):
    reports = [Report(f"a{at:02}").event("AID", "Northland", "Ally").done() for at in range(25)]
    monkeypatch.setattr(citing, "TEXT_BYTES", 300)
    ((*_, rows),) = data_of(view(network(reports), title="Ties"))["ties"]
    assert (len(rows), sum(len(row) == 6 for row in rows)) == (25, 8)


def test_actors_without_ties_are_left_out_and_counted():
    data = data_of(view(made(), title="Ties"))
    assert iri("Ana Ruiz") not in {node["id"] for node in data["nodes"]}
    assert data["counts"] == {"tied": 5, "loose": 1}


def test_the_limit_draws_the_strongest_and_holds_the_rest():
    data = data_of(view(made(9), title="Ties", limit=4))
    assert (data["drawn"], len(data["nodes"])) == (4, 11)
    assert iri("Northland") in {node["id"] for node in data["nodes"][:4]}
    assert ["x" in node for node in data["nodes"]] == [True] * 4 + [False] * 7


def test_a_page_holds_so_many_and_tells_how_many_there_are():
    chosen = select(made(9), limit=2, focus=None, hops=1, held=4)
    assert (len(chosen.order), chosen.drawn, chosen.tied, chosen.loose) == (4, 2, 11, 1)


def test_measures_are_those_of_the_whole_network():
    whole = made(9)
    data = data_of(view(whole, title="Ties", limit=2))
    found = {
        node["id"]: dict(zip([m["key"] for m in data["measures"]], node["measures"], strict=True))
        for node in data["nodes"]
    }
    rows = {row["node"]: row for row in measures(whole)}
    for node, values in found.items():
        assert values == {name: rows[node][name] for name in values}


def test_who_only_speaks_is_held_but_not_drawn_unless_nothing_else_is_told():
    speech = Report("s").says("Ana Ruiz", "Northland", "Northland had won").done()
    both = data_of(view(network([speech, Report("a").event("AID", "x", "y").done()]), title="Ties"))
    assert [node["name"] for node in both["nodes"][: both["drawn"]]] == ["x", "y"]
    assert {node["name"] for node in both["nodes"]} == {"x", "y", "Ana Ruiz", "Northland"}
    assert data_of(view(network([speech]), title="Ties"))["drawn"] == 2


def test_focus_holds_only_what_is_near():
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    chain = network([Report(a + b).event("AID", a, b).done() for a, b in ring])
    near = data_of(view(chain, title="Ties", focus="A", hops=2))
    assert (sorted(node["name"] for node in near["nodes"]), near["nodes"][near["focus"]]["name"]) == (
        ["a", "b", "c"],
        "a",
    )
    assert [node["name"] for node in data_of(view(chain, title="Ties", focus="a", hops=0))["nodes"]] == ["a"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"limit": 0}, "limit of a view: got 0"),
        ({"hops": -1, "focus": "Northland"}, "hops of a view: got -1"),
        ({"focus": "Nobody"}, "unknown name in network: got 'Nobody'"),
    ],
)
def test_wrong_requests_are_refused(options, message):
    with pytest.raises(UsageError, match=message):
        view(made(), title="Ties", **options)


def test_hostile_text_cannot_leave_the_data():
    evil = "</script><script>alert(1)</script><!-- \u2028 {{script}} <img src=x onerror=alert(1)>"
    report = Report("a1", outlet=evil, url="javascript:alert(1)")
    report.page["title"] = evil
    page = view(network([report.event("AID", "x", "y").done()], names={iri("x"): evil}), title=evil)
    assert page.count("</script>") == 3
    assert "<img" not in page
    data = data_of(page)
    assert data["title"] == evil
    assert {node["name"] for node in data["nodes"]} == {evil, "y"}


def test_pyvis_draws_one_line_per_pair_and_sign():
    report = (
        Report("a1").event("AID", "a", "b").event("SUPPORT", "b", "a").event("ASSAULT", "a", "b", factuality="denied")
    )
    drawn = to_pyvis(network([report.relation("alliedWith", "b", "c").done()]))
    found = {(edge["from"], edge["to"], edge["sign"]): edge for edge in drawn.edges}
    assert set(found) == {(iri("a"), iri("b"), 1), (iri("a"), iri("b"), -1), (iri("b"), iri("c"), 1)}
    both = found[iri("a"), iri("b"), 1]
    assert both["arrows"] == {"to": {"enabled": True}, "from": {"enabled": True}}
    assert [tie[2] for tie in both["ties"]] == ["AID", "SUPPORT"]
    assert [found[iri("a"), iri("b"), sign]["dashes"] for sign in (1, -1)] == [False, True]
    assert found[iri("b"), iri("c"), 1]["arrows"] == {"to": {"enabled": False}, "from": {"enabled": False}}
