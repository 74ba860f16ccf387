"""`tieline measure`, `path`, `changes` and `disagreement` over articles written by hand."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache

import pytest
from newsroom import Report, iri
from tieline.cli import app
from tieline.errors import UsageError
from tieline.network import TABLES, network
from tieline.workspace import Graph
from typer.testing import CliRunner


class Written(Graph):
    """A graph of records, without a folder."""

    def __init__(self, extractions):
        self._network = cache(lambda statements: network(extractions, statements=statements))

    def close(self):
        """Nothing to release."""


@pytest.fixture(autouse=True)
def told(monkeypatch):
    one = Report("a1", day=date(2019, 5, 2), outlet="Ledger").event("AID", "Northland", "Ally")
    one.event("AID", "Ally", "Club").says("Northland", "Club", "Club had left")
    two = Report("a2", day=date(2020, 5, 2), outlet="Mirror").event("ASSAULT", "Northland", "Ally")
    two.event("ASSAULT", "Northland", "Ally", voice="Envoy", factuality="denied")
    two.event("ASSAULT", "Ally", "Club", voice="Envoy", factuality="claimed")
    three = Report("a3", day=date(2020, 5, 3), outlet="=Star").describe("Northland").describe("Ally")
    graph = Written([report.done() for report in (one, two, three)])
    monkeypatch.setattr("tieline.workspace.open_graph", lambda _: graph)
    return graph


def tieline(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_measure_prints_tables_with_their_method():
    out = tieline("measure", "g", "--measure", "all")
    assert [f"{name}: " in out for name in TABLES] == [True] * len(TABLES)
    assert "betweenness exact" in out


def test_measure_of_a_part():
    rows = json.loads(tieline("measure", "g", "--until", "2019", "--asserted", "--format", "json"))["rows"]
    assert [(row["label"], row["strength"]) for row in rows] == [("Ally", 2), ("Club", 1), ("Northland", 1)]


def test_measure_as_json_of_several_and_as_csv_of_one():
    several = json.loads(tieline("measure", "g", "--measure", "balance", "--measure", "roles", "--format", "json"))
    assert [each["measure"] for each in several] == ["balance", "roles"]
    rows = list(csv.DictReader(io.StringIO(tieline("measure", "g", "--measure", "communities", "--format", "csv"))))
    assert rows[0]["actors"] == "Ally; Northland; Club"
    with pytest.raises(UsageError, match="name one or take json"):
        tieline("measure", "g", "--measure", "all", "--format", "csv")


def test_measure_writes_a_file(tmp_path):
    tieline("measure", "g", "-o", str(tmp_path / "out.txt"))
    assert "Northland" in (tmp_path / "out.txt").read_text()


def test_brokers_by_groups_from_a_file(tmp_path):
    (tmp_path / "groups.tsv").write_text("Northland\tnorth\nAlly\teast\nClub\teast\n")
    chosen = ("--measure", "brokers", "--groups", str(tmp_path / "groups.tsv"), "--format", "json")
    (row,) = json.loads(tieline("measure", "g", *chosen))["rows"]
    assert (row["label"], row["gatekeeper"], row["total"]) == ("Ally", 1, 1)
    with pytest.raises(UsageError, match="--groups: got 'tribe', expected state-kind, state"):
        tieline("measure", "g", "--groups", "tribe")


def test_a_path_reads_like_a_footnote():
    assert tieline("path", "g", "northland", "club", "--type", "AID").splitlines() == [
        "1. shortest, 2 steps: Northland – Ally – Club",
        "   Northland —AID→ Ally  (cooperative; 1 source; 2019-05-02)",
        "       “Northland sent grain to Ally.” Ledger, 2 May 2019",
        "   Ally —AID→ Club  (cooperative; 1 source; 2019-05-02)",
        "       “Ally sent grain to Club.” Ledger, 2 May 2019",
    ]


def test_a_step_that_is_only_claimed_says_by_whom():
    out = tieline("path", "g", "Northland", "Club", "--since", "2020")
    assert "Ally —ASSAULT→ Club  (conflict; 1 source; 2020-05-02; only claimed by Envoy)" in out
    assert "Mirror, 2 May 2020 [claimed by Envoy]" in out
    assert "no chain of ties joins" in tieline("path", "g", "Northland", "Club", "--since", "2020", "--asserted")


def test_speaking_about_somebody_is_a_step_where_asked():
    assert "2 steps" in tieline("path", "g", "Northland", "Club", "--limit", "1")
    assert "1 step: Northland – Club" in tieline("path", "g", "Northland", "Club", "--limit", "1", "--statements")


def test_a_path_as_json_has_evidence_with_records():
    (found, *_) = json.loads(tieline("path", "g", "Northland", "Ally", "--format", "json", "--sources", "2"))
    step = found["steps"][0]
    assert (step["source"], step["weight"]) == (iri("Northland"), 2)
    assert [tie["sign"] for tie in step["ties"]] == [1, -1]
    assert step["ties"][0]["evidence"][0]["records"][0].startswith("https://")


def test_changes():
    lines = tieline("changes", "g", "--from", "2020", "--to", "2020").splitlines()
    assert lines[0] == "2020-01-01 to 2020-12-31 (2 articles) against 2019-01-01 to 2019-12-31 (1 articles)"
    assert "  Ally – Northland, now conflict  (1 → 1 sources)" in lines
    assert "      before: “Northland sent grain to Ally.” Ledger, 2 May 2019" in lines
    assert "  Northland —ASSAULT→ Ally  (0 → 1 sources)" in lines


def test_changes_for_programs():
    found = json.loads(
        tieline("changes", "g", "--from", "2020", "--to", "2020", "--type", "ASSAULT", "--format", "json")
    )
    assert [(change["kind"], change["subject_label"]) for change in found["found"]] == [
        ("new", "Ally"),
        ("new", "Northland"),
    ]
    rows = list(
        csv.DictReader(io.StringIO(tieline("changes", "g", "--from", "2020", "--to", "2020", "--format", "csv")))
    )
    assert [row["kind"] for row in rows] == ["flipped", "flipped", "new", "new", "gone", "gone"]
    assert "Mirror, 2 May 2020" in rows[0]["evidence_after"]


def test_disagreement():
    assert tieline("disagreement", "g").splitlines() == [
        "Northland —ASSAULT→ Ally  (disputed)",
        "  asserts: Mirror (1)",
        "      “Northland shelled Ally.” Mirror, 2 May 2020",
        "  denies: Envoy (1)",
        "      “Envoy said Northland shelled Ally.” Mirror, 2 May 2020 [denied by Envoy]",
        "  silent, 2020-04-25 to 2020-05-09: =Star (1 of 1 articles name both)",
    ]
    assert tieline("disagreement", "g", "Club") == "no tie is denied\n"


def test_disagreement_for_programs():
    rows = list(csv.DictReader(io.StringIO(tieline("disagreement", "g", "--format", "csv"))))
    assert [(row["position"], row["who"]) for row in rows] == [
        ("asserts", "Mirror"),
        ("denies", "Envoy"),
        ("silent", "'=Star"),
    ]
    (found,) = json.loads(tieline("disagreement", "g", "Northland", "--format", "json"))
    assert found["disputed"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("measure", "g", "--format", "xml"),
        ("path", "g", "Northland", "Ally", "--format", "csv"),
        ("changes", "g", "--from", "2020", "--to", "2020", "--format", "table"),
        ("disagreement", "g", "--format", "table"),
    ],
)
def test_unknown_formats_are_refused(arguments):
    with pytest.raises(UsageError, match="--format: got"):
        tieline(*arguments)
