"""Tables: what the graph holds, no more and no less, in files that standard readers read back."""

import csv
import json
import sys
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from dispatches import BASE, filled_store, grain, harbour
from exporting import ALL, HOSTILE, contents, hostile, turned
from hypothesis import given, settings
from hypothesis import strategies as st
from tieline.errors import UsageError
from tieline.exports import TABLES, Contents, export_bytes, export_file, export_stream
from tieline.network import network
from tieline.rdf.cells import defused


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def restored(cell: str) -> str:
    """What docs/exports.md tells readers to do."""
    return cell.removeprefix("'")


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables") / "out"
    export_file(ALL, "csv", folder)
    return {table: rows_of(folder / f"{table}.csv") for table in TABLES}


def test_there_is_one_file_per_table_with_the_columns_documented(tmp_path):
    export_file(ALL, "csv", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{table}.csv" for table in TABLES)
    for table, columns in TABLES.items():
        head = (tmp_path / "out" / f"{table}.csv").read_bytes().split(b"\r\n")[0].decode()
        assert head.split(",") == [column.name for column in columns]


QUESTIONS = {
    "relations": "SELECT DISTINCT ?n { ?n a tl:Assertion }",
    "events": "SELECT DISTINCT ?n { ?n a sem:Event }",
    "statements": "SELECT DISTINCT ?n { ?n a tl:Statement }",
    "entities": "SELECT DISTINCT ?n { ?n gaf:denotedBy ?m ; skos:prefLabel ?name }",
    "mentions": "SELECT DISTINCT ?n ?e { ?e skos:prefLabel ?name ; gaf:denotedBy ?n }",
    "evidence": "SELECT DISTINCT ?n ?r { ?r tl:sentence ?n }",
}


@pytest.mark.parametrize("table", QUESTIONS)
def test_rows_are_what_the_graph_holds(tables, table):
    other = {"mentions": "entity", "evidence": "record"}.get(table)
    found = [(row["iri"], row[other]) if other else (row["iri"],) for row in tables[table]]
    assert len(found) == len(set(found))
    held = {tuple(node.value for node in row) for row in ALL.store.query(QUESTIONS[table])}
    assert set(found) == held


def test_every_row_leads_to_its_words(tables):
    texts = {extraction.article.key: extraction.article.text for extraction in ALL.extractions()}
    for table, rows in tables.items():
        for row in rows:
            words = row["text"] if table == "mentions" else row["sentence"]
            assert restored(words) == texts[row["article"]][int(row["start"]) : int(row["end"])], table


def test_a_claim_is_no_fact_and_has_its_voice(tables):
    told = {(row["type"], row["subject_name"]): row for row in tables["relations"]}
    arms, supports, leads = told["arms", "Tarvia"], told["supports", "Tarvia"], told["leads", "Ada Wenn"]
    assert (arms["factuality"], arms["voice_name"], arms["asserted"]) == ("claimed", "Jon Bel", "false")
    assert (supports["factuality"], supports["voice_name"], supports["asserted"]) == ("denied", "Tarvia", "false")
    assert (leads["factuality"], leads["voice_name"], leads["asserted"]) == ("happened", "the article", "true")
    asserted = {row["iri"] for name in ("relations", "events") for row in tables[name] if row["asserted"] == "true"}
    question = "SELECT DISTINCT ?n { ?n tl:voice tl:ArticleVoice ; tl:factuality tl:Happened }"
    assert asserted == {row[0].value for row in ALL.store.query(question)}
    unnamed = [row for row in tables["events"] if row["voice_name"] == "an unnamed source"]
    assert {row["asserted"] for row in unnamed} == {"false"}
    assert unnamed


def test_lists_dates_and_gaps_can_be_read(tables):
    aid = next(row for row in tables["events"] if row["type"] == "AID")
    assert (aid["date"], aid["date_first"], aid["date_last"]) == ("2024-02", "2024-02-01", "2024-02-29")
    assert json.loads(aid["actor_names"]) == ["Tarvia"]
    office = next(row for row in tables["relations"] if row["type"] == "holdsOffice" and row["former"] == "true")
    assert (office["object"], office["object_name"]) == ("", "prime minister")


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_cell_is_a_formula_and_none_loses_its_text(text):
    cell = defused(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert restored(cell) == text.replace("\0", "\ufffd")


def test_hostile_text_comes_back_whole(tmp_path):
    export_file(contents(hostile()), "csv", tmp_path / "out")
    clean = HOSTILE.replace("\ud800", "\ufffd").replace("\x00", "\ufffd")
    (row,) = rows_of(tmp_path / "out" / "relations.csv")
    assert restored(row["subject_text"]) == clean
    assert row["subject_text"].startswith("'=")
    (sentence,) = rows_of(tmp_path / "out" / "evidence.csv")
    assert (sentence["title"], sentence["publisher"]) == ("'-2+3", "''quoted'")
    names = {row["iri"].rsplit("/", 1)[1]: row["name"] for row in rows_of(tmp_path / "out" / "entities.csv")}
    assert names["group"] == "'@Group"
    for table in TABLES:
        data = (tmp_path / "out" / f"{table}.csv").read_bytes()
        data.decode("utf-8")
        assert b"\x00" not in data
        assert data.endswith(b"\r\n")


def test_parquet_holds_the_same_with_types(tmp_path, tables):
    export_file(ALL, "parquet", tmp_path / "out")
    for table, columns in TABLES.items():
        read = pyarrow.parquet.read_table(tmp_path / "out" / f"{table}.parquet")
        assert read.column_names == [column.name for column in columns]
        assert read.column("iri").to_pylist() == [row["iri"] for row in tables[table]]
        about = read.schema.field("iri").metadata[b"description"].decode()
        assert about == columns[0].about
    events = pyarrow.parquet.read_table(tmp_path / "out" / "events.parquet").to_pylist()
    aid = next(row for row in events if row["type"] == "AID")
    assert (aid["date_first"], aid["actor_names"], aid["asserted"]) == (date(2024, 2, 1), ["Tarvia"], True)
    assert aid["mode"] is None


def test_parquet_takes_hostile_text(tmp_path):
    export_file(contents(hostile()), "parquet", tmp_path / "out")
    (row,) = pyarrow.parquet.read_table(tmp_path / "out" / "relations.parquet").to_pylist()
    assert row["subject_text"] == HOSTILE.replace("\ud800", "\ufffd")


def test_without_pyarrow_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"pip install 'tieline\[tables\]'"):
        export_file(ALL, "parquet", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_order_of_articles_does_not_show(form):
    assert export_bytes(contents(harbour(), grain()), form) == export_bytes(contents(grain(), harbour()), form)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_order_of_records_does_not_show(form):
    assert export_bytes(contents(turned(harbour()), turned(grain())), form) == export_bytes(ALL, form)


def test_a_zip_holds_the_same_files(tmp_path):
    export_file(ALL, "csv", tmp_path / "out")
    export_file(ALL, "csv", tmp_path / "out.ZIP")
    with zipfile.ZipFile(tmp_path / "out.ZIP") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert (tmp_path / "out.ZIP").read_bytes() == export_bytes(ALL, "csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.ZIP"]


def test_tables_need_a_place(capsysbinary):
    with pytest.raises(UsageError, match=r"expected -o FOLDER or FILE\.zip"):
        export_stream(ALL, "csv", sys.stdout.buffer)


def test_an_empty_graph_has_empty_tables(tmp_path):
    empty = Contents(filled_store(), lambda: iter(()), dict, lambda: network([]), BASE)
    export_file(empty, "csv", tmp_path / "out")
    assert all(rows_of(tmp_path / "out" / f"{table}.csv") == [] for table in TABLES)
    export_file(empty, "parquet", tmp_path / "pq")
    assert pyarrow.parquet.read_table(tmp_path / "pq" / "events.parquet").num_rows == 0


def test_the_documentation_lists_every_column():
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf8")
    for table, columns in TABLES.items():
        part = page.split(f"### `{table}`")[1].split("\n### ")[0].split("\n## ")[0]
        assert [column.name for column in columns if f"`{column.name}`" not in part] == [], table
