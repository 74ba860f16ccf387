from __future__ import annotations

import json
import re
from datetime import date

import pytest
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import network
from tieline.view import to_pyvis, view

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
    tie = next(tie for tie in data["ties"] if tie["type"] == "ASSAULT")
    (evidence,) = tie["evidence"]
    assert (evidence["factuality"], evidence["voice"], evidence["date"]) == ("claimed", "Ana Ruiz", "2024-05-02")
    sentence = data["sentences"][evidence["sentence"]]
    assert sentence["text"] == "Ana Ruiz said Rebels shelled Northland."
    assert data["articles"][sentence["article"]]["title"] == "Report claim"
    assert (tie["counts"], tie["years"]) == ({"claimed": 1}, {"2024": [1, 0]})


def test_long_evidence_is_cut_and_the_rest_counted():
    reports = [Report(f"a{number:02}").event("AID", "Northland", "Ally").done() for number in range(25)]
    (tie,) = data_of(view(network(reports), title="Ties"))["ties"]
    assert (len(tie["evidence"]), tie["more"], tie["weight"]) == (20, 5, 25)


def test_actors_without_ties_are_left_out_and_counted():
    data = data_of(view(made(), title="Ties"))
    assert iri("Ana Ruiz") not in {node["id"] for node in data["nodes"]}
    assert data["counts"] == {"tied": 5, "loose": 1, "articles": 4}


def test_the_limit_keeps_the_strongest():
    data = data_of(view(made(9), title="Ties", limit=4))
    assert len(data["nodes"]) == 4
    assert iri("Northland") in {node["id"] for node in data["nodes"]}
    assert data["counts"]["tied"] == 11


def test_focus_draws_only_what_is_near():
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
    chain = network([Report(a + b).event("AID", a, b).done() for a, b in ring])
    near = data_of(view(chain, title="Ties", focus="A", hops=2))
    assert (sorted(node["name"] for node in near["nodes"]), near["focus"]) == (["a", "b", "c"], iri("a"))
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
