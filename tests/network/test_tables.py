from __future__ import annotations

from importlib import import_module

import pytest
from newsroom import Report, iri
from tieline.errors import UsageError
from tieline.network import TABLES, Choices, network, table


@pytest.fixture
def told():
    report = Report("a1").event("AID", "a", "b").event("AID", "b", "c").event("ASSAULT", "c", "d").describe("loose")
    return network([report.done()])


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows_of_its_columns_and_says_how(told, name):
    found = table(told, name)
    assert found.rows
    assert all(set(found.columns) <= set(row) for row in found.rows)
    assert found.method


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_network_gives_a_table(name):
    assert all(row.get("value", "") in {0, None} for row in table(network([]), name).rows)


def test_nodes_without_ties_are_left_out(told):
    assert [row["label"] for row in table(told).rows] == ["b", "c", "a", "d"]


def test_estimates_are_told(told, monkeypatch):
    assert "betweenness exact" in table(told).method
    monkeypatch.setattr(import_module("tieline.network.measures_betweenness"), "EXACT_UP_TO", 3)
    assert "estimated from 5 of 5 nodes" in table(told).method
    assert "betweenness exact" in table(told, choices=Choices(exact=True)).method


def test_brokers_by_groups_of_the_user(told):
    groups = {iri(name): name for name in "abc"}
    (row,) = table(told, "brokers", Choices(groups)).rows
    assert (row["label"], row["liaison"], row["total"]) == ("b", 1, 1)


def test_values_of_the_balance(told):
    values = {row["measure"]: row["value"] for row in table(told, "balance").rows}
    assert values["signed pairs"] == 3
    assert values["frustration index"] == 0


def test_an_unknown_measure_names_the_known(told):
    with pytest.raises(UsageError, match="measure: got 'fame', expected one of actors, brokers"):
        table(told, "fame")
