"""Articles about an invented valley, and their brief: for the tests of the page."""

from __future__ import annotations

from datetime import date
from functools import partial

from newsroom import Report
from tieline.briefing import Periods, read_corpus, report_page
from tieline.identity import Authority, happenings
from tieline.network import network
from tieline.rdf.triples import record_iris

TYPES = {"Northland": "State", "Southland": "State", "Ana Ruiz": "Person"}


def reports():
    """Seven articles of four outlets over three years; one of them is a copy."""
    told = [
        Report("a1", day=date(2020, 5, 2), outlet="Daily Ledger", url="https://ledger.example/1", types=TYPES)
        .event("AID", "Northland", "Guards", date="2020-05-01")
        .event("ASSAULT", "Rebels", "Guards", date="2020-05-01"),
        Report("a2", day=date(2020, 5, 3), outlet="Evening Post", types=TYPES)
        .event("ASSAULT", "Rebels", "Guards", "On Friday Rebels shelled the camp of Guards.", date="2020-05-01")
        .says("Ana Ruiz", "Northland", "Northland had won"),
        Report("a3", day=date(2021, 3, 9), outlet="Harbour News", types=TYPES)
        .event("ACCUSE", "Southland", "Northland")
        .event("SUPPORT", "Northland", "Guards", "Northland praised Guards again."),
        Report("a4", day=date(2022, 1, 5), outlet="Daily Ledger", types=TYPES)
        .event("ASSAULT", "Rebels", "Northland", date="2022-01-04")
        .event("CONSULT", "Guards", "Southland"),
        Report("a5", day=date(2022, 1, 6), outlet="Hill Courier", types=TYPES).event(
            "ASSAULT",
            "Rebels",
            "Northland",
            "Ana Ruiz denied that Rebels shelled Northland.",
            "Ana Ruiz",
            factuality="denied",
            date="2022-01-04",
        ),
        Report("a6", day=date(2022, 2, 1), outlet="Evening Post", types=TYPES)
        .event("AID", "Southland", "Northland")
        .relation("alliedWith", "Guards", "Northland"),
        Report("a7", day=date(2020, 5, 4), outlet="Copy Mill", copy_of="a1", types=TYPES)
        .event("AID", "Northland", "Guards", date="2020-05-01")
        .event("ASSAULT", "Rebels", "Guards", date="2020-05-01"),
    ]
    return [report.done() for report in told]


def brief(extractions, *, title="The valley", periods=None, copied=None):
    """The page, made as `Graph.report_page` makes it."""
    whole, spoken = network(extractions, statements=False), network(extractions)
    labels = {node: data["label"] for node, data in whole.nodes(data=True)}
    events = happenings(extractions, Authority((), ()), partial(record_iris))
    corpus = read_corpus(extractions, labels, copied=copied)
    return report_page(whole, spoken, corpus, events, title=title, periods=periods or Periods())
