from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

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


def test_ties_have_one_row_each_and_no_formula(made):
    rows = list(csv.DictReader(io.StringIO(export(made, "ties"), newline="")))
    assert [row["type"] for row in rows] == ["AID", "ASSAULT"]
    assert rows[1]["sign"] == "-1"
    assert rows[1]["source_label"].startswith("'=HYPERLINK")
    assert (rows[0]["asserted"], rows[0]["denied"]) == ("0", "1")
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert export(made, "ties").count("\r\n") == 3


def test_gexf_has_what_gephi_needs(made):
    root = ET.fromstring(export(made, "gexf"))
    space = {"g": "http://gexf.net/1.3"}
    graph = root.find("g:graph", space)
    assert (graph.get("timeformat"), graph.get("defaultedgetype")) == ("date", "directed")
    nodes = [node.get("id") for node in graph.iterfind(".//g:node", space)]
    edges = list(graph.iterfind(".//g:edge", space))
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges) == 2
    assert {edge.get("kind") for edge in edges} == {"AID", "ASSAULT"}
    assert {edge.get("label") for edge in edges} == {"AID (denied)", "ASSAULT"}
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    declared = {each.get("id"): each for each in graph.iterfind(".//g:attribute", space)}
    assert {declared[value.get("for")] is not None for value in graph.iterfind(".//g:attvalue", space)} == {True}
    types = {each.get("title"): each.get("type") for each in declared.values()}
    assert (types["asserted"], types["generic"], types["tie"]) == ("long", "boolean", "string")
    spells = [(spell.get("start"), spell.get("end")) for spell in edges[0].iterfind(".//g:spell", space)]
    assert spells == [("2024-05-02", "2024-05-02")]


def test_spells_never_overlap():
    report = Report("a1").event("AID", "Red Brigade", "Blue Army", date="2024-05")
    report.event("AID", "Red Brigade", "Blue Army", text="Red Brigade fed Blue Army.", date="2024-05-30")
    report.event("AID", "Red Brigade", "Blue Army", text="So Red Brigade fed Blue Army.", date="2024-06-01")
    found = nx.read_gexf(io.BytesIO(export(network([report.done()]), "gexf").encode()))
    ((_, _, tie),) = found.edges(data=True)
    assert tie["spells"] == [("2024-05-01", "2024-05-31"), ("2024-06-01", "2024-06-01")]


def test_graphml_ids_are_unique(made):
    root = ET.fromstring(export(made, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    for kind in ("key", "node", "edge"):
        ids = [each.get("id") for each in root.iterfind(f".//g:{kind}", space)]
        assert ids
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_hostile_text_is_well_formed_everywhere(form):
    report = Report("a1", outlet="\ud800\x00\u202e\r\n", types={"Red Brigade": "Person"})
    written = export(network([report.event("AID", "Red Brigade", "Blue Army").done()]), form).encode("utf-8")
    if form != "ties":
        ET.fromstring(written)
    assert b"\x00" not in written


def test_an_unknown_format_names_the_known_ones(made):
    with pytest.raises(UsageError, match="expected one of gexf, graphml, ties"):
        export(made, "pdf")
