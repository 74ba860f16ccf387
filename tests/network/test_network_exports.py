from __future__ import annotations

import csv
import io
import json
from datetime import date

import networkx as nx
import pytest
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import FORMATS, export, network

HOSTILE = '=HYPERLINK("http://evil.example")\x00 </node><b>'


@pytest.fixture
def made():
    report = Report("a1", day=date(2024, 5, 2), outlet=HOSTILE)
    report.event("ASSAULT", "Red Brigade", "Blue Army").event("AID", "Red Brigade", "Blue Army", factuality="denied")
    return network([report.describe("Blue Army", role="army").done()], names={iri("Red Brigade"): HOSTILE})


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_bytes_whatever_the_order_of_nodes(made, form):
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(made.nodes(data=True))))
    turned.add_edges_from(reversed(list(made.edges(keys=True, data=True))))
    assert export(made, form) == export(turned, form)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_empty_network_can_be_written(form):
    assert isinstance(export(network([]), form), str)


def test_graphml_can_be_read_back(made):
    found = nx.parse_graphml(export(made, "graphml"), force_multigraph=True)
    assert found.nodes[iri("Red Brigade")]["label"] == HOSTILE.replace("\x00", "")
    ties = {data["type"]: data for _, _, data in found.edges(data=True)}
    assert (ties["ASSAULT"]["sign"], ties["ASSAULT"]["asserted"]) == (-1, 1)
    assert "Red Brigade shelled Blue Army. [happened]" in ties["ASSAULT"]["evidence"]
    assert "[denied]" in ties["AID"]["evidence"]


def test_gexf_can_be_read_back_and_carries_no_date_of_writing(made):
    written = export(made, "gexf")
    assert "lastmodifieddate" not in written
    found = nx.read_gexf(io.BytesIO(written.encode()))
    assert found.nodes[iri("Blue Army")]["role"] == "army"
    assert sorted(data["tie"] for _, _, data in found.edges(data=True)) == ["AID", "ASSAULT"]


def test_csv_has_one_row_per_tie_and_no_formula(made):
    rows = list(csv.DictReader(io.StringIO(export(made, "csv"))))
    assert [row["type"] for row in rows] == ["AID", "ASSAULT"]
    assert rows[1]["sign"] == "-1"
    assert rows[1]["source_label"].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_jsonl_keeps_the_structure_of_evidence(made):
    lines = [json.loads(line) for line in export(made, "jsonl").splitlines()]
    assert [line["node"] for line in lines if "node" in line] == sorted(made)
    tie = next(line for line in lines if line.get("type") == "ASSAULT")
    assert tie["evidence"][0]["text"] == "Red Brigade shelled Blue Army."


def test_an_unknown_format_names_the_known_ones(made):
    with pytest.raises(UsageError, match="expected one of csv, gexf, graphml, jsonl"):
        export(made, "pdf")
