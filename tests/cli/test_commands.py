"""The commands as a user types them."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tieline.exports import FORMATS
from tieline.workspace import open_graph

PAGE = """Militia blames U.S. for strike

BAGHDAD (Reuters) - Kataib Hezbollah, part of the Popular Mobilization Forces, said on Monday that American forces had
paved the way for the assault. Iraqi Prime Minister Mohammed Shia al-Sudani visited Tehran. Lina Haddad, a senior
fellow at the Levant Policy Forum, called the visit “a gesture.”
"""


def tieline(*arguments, stdin=None):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tieline", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "page.txt").write_text(PAGE)
    done = tieline("build", folder / "page.txt", "--into", folder / "g")
    assert done.returncode == 0, done.stderr
    assert "1 articles in the graph" in done.stdout
    return folder / "g"


def test_extract_prints_the_contract(tmp_path):
    text = "Lina Haddad met Omar Said.\n\n“No,”  Haddad said."
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a1", "text": text, "published": "2024-01-02"}) + "\n")
    done = tieline("extract", tmp_path / "in.jsonl")
    assert done.returncode == 0, done.stderr
    (found,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (found["id"], found["text"], found["published"]) == ("a1", text, "2024-01-02")
    assert found["source"]["file"] == "in.jsonl"
    spans = [m for e in found["entities"] for m in e["mentions"]]
    assert {text[m["start"] : m["end"]] for m in spans} >= {"Lina Haddad", "Omar Said", "Haddad"}
    (statement,) = found["statements"]
    assert [text[c["start"] : c["end"]].strip(",") for c in statement["content"]] == ["No"]
    assert statement["form"] == "direct"
    keys = {"speaker", "speaker_span", "addressee", "cue", "content", "form", "kind", "about", "date", "confidence"}
    assert keys | {"via", "via_spans", "institution", "anonymity"} <= set(statement)


def test_extract_reads_standard_input():
    done = tieline("extract", "-", stdin="Lina Haddad met Omar Said in Cairo on Monday.")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["entities"]


def test_a_broken_line_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"text": "Lina Haddad met Omar Said."}\n{broken\n')
    done = tieline("extract", tmp_path / "in.jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.count("\n") == 1
    assert "in.jsonl:2" in done.stderr


def test_query_by_name(graph):
    done = tieline("query", graph, "members-of", "--set", "organization=PMF", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "Kataib Hezbollah" in done.stdout


def test_export_parses_in_rdflib_and_is_the_same_each_time(graph):
    import rdflib

    first, second = (tieline("export", graph, "--format", "turtle") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert len(rdflib.Graph().parse(data=first.stdout, format="turtle")) > 50


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {"csv", "parquet"}])
def test_every_format_is_written_and_the_same_each_time(graph, tmp_path, form):
    done = tieline("export", graph, "--format", form, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "out").read_bytes()
    assert b"Kataib Hezbollah" in written
    with open_graph(graph) as opened:
        assert opened.export(form) == written


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_written_to_a_folder_or_an_archive(graph, tmp_path, form):
    done = tieline("export", graph, "--format", form, "-o", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "tables").iterdir()) == [f".{form}"] * 6
    done = tieline("export", graph, "--format", form, "-o", tmp_path / "tables.zip")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}


def test_exported_json_lines_are_those_of_extract(graph):
    (told,) = map(json.loads, tieline("export", graph, "--format", "jsonl").stdout.splitlines())
    (extracted,) = map(json.loads, tieline("extract", graph.parent / "page.txt").stdout.splitlines())
    assert set(told) == set(extracted)
    assert (told["id"], told["text"]) == (extracted["id"], extracted["text"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_told_in_one_line(graph):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "tieline", "export", str(graph), "--format", "ftm"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert done.stderr == "tieline: cannot write to standard output: No space left on device; name a file with -o\n"


def test_view_writes_one_page(graph, tmp_path):
    done = tieline("view", graph, "-o", tmp_path / "page.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "page.html").read_text()
    assert page.lower().startswith("<!doctype html>")
    assert "Kataib Hezbollah" in page


def test_show_measure_path_and_explain(graph):
    shown = tieline("show", graph, "kataib hezbollah")
    assert "ArmedGroup" in shown.stdout
    assert "authority file" in shown.stdout
    assert "Kataib Hezbollah" in tieline("measure", graph).stdout
    path = tieline("path", graph, "Kataib Hezbollah", "Popular Mobilization Forces")
    assert "partOf" in path.stdout
    assert "part of the Popular Mobilization Forces" in path.stdout
    explained = tieline("explain", "Iran supports Hezbollah.")
    assert "supports" in explained.stdout


def test_queries_lists_the_library():
    done = tieline("queries")
    assert done.returncode == 0
    assert "ties-between" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build"], "Missing"),
        (["build", "nowhere.txt", "--into", "{tmp}/g"], "nowhere.txt"),
        (["query", "{tmp}/none", "members-of"], "no graph in"),
        (["query", "{graph}", "memebrs-of"], "members-of"),
        (["query", "{graph}", "members-of", "--set", "organization"], "name=value"),
        (["query", "{graph}", "members-of", "--set", "organization=Nobody Knows Them"], "Nobody Knows Them"),
        (["export", "{graph}", "--format", "word"], "turtle"),
        (["export", "{graph}", "--format", "csv"], "-o FOLDER or FILE.zip"),
        (["export", "{graph}", "--format", "csv", "-o", "{graph}/findings.sqlite"], "got a file"),
        (["export", "{graph}", "-o", "{tmp}/no/such/graph.ttl"], "cannot write"),
        (["show", "{graph}", "Katib Hezbolah"], "Kataib Hezbollah"),
        (["extract", "x.txt", "--format", "xml"], "jsonl"),
        (["extract", "x.txt", "--model", "en_core_web_xx"], "spacy download"),
        (["view", "{graph}", "-o", "{tmp}/no/such/place.html"], "cannot write"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_use_gets_one_line_and_status_2(graph, tmp_path, arguments, words):
    done = tieline(*(a.format(graph=graph, tmp=tmp_path) for a in arguments))
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_writer_gets_a_clear_error(graph):
    from tieline.rdf.store import Store

    writer = Store.open(graph / "store")
    try:
        done = tieline("build", graph.parent / "page.txt", "--into", graph)
    finally:
        writer.close()
    assert done.returncode == 2
    assert "in use" in done.stderr
