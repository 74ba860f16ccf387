"""`tieline check` as a user types it."""

import json
import shutil
import subprocess
import sys

import pytest
import tieline
from pyoxigraph import Literal
from tieline.rdf import Store
from tieline.rdf.snapshots import snapshot_path
from tieline.rdf.terms import term

PAGE = (
    "Lina Haddad leads the Levant Policy Forum. Iraqi Prime Minister Mohammed Shia al-Sudani visited Tehran on Monday. "
    "“Iran arms the Popular Mobilization Forces,” Haddad said."
)

pytestmark = pytest.mark.model


def check(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tieline", "check", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("check")
    (folder / "in.jsonl").write_text(json.dumps({"id": "page-1", "text": PAGE, "published": "2024-01-02"}) + "\n")
    tieline.build([folder / "in.jsonl"], folder / "g", model="small")
    return folder / "g"


@pytest.fixture
def graph(built, tmp_path):
    return shutil.copytree(built, tmp_path / "g")


def snapshot(folder):
    """Give the store that readers see."""
    with tieline.open(folder) as opened:
        return Store.open(snapshot_path(folder, opened.snapshot.number))


def files(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "LOG"}


def test_a_sound_graph_passes_and_stays_as_it_is(graph):
    before = files(graph)
    done = check(graph)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    lines = [line.rsplit(maxsplit=2) for line in done.stdout.splitlines()]
    counts = {words[0]: words[1:] for words in lines if len(words) == 3}
    assert counts["statements"] == ["1", "0"]
    assert counts["articles against the findings"] == ["1", "0"]
    assert int(counts["spans of text"][0]) > 5
    assert done.stdout.endswith("Every record leads to its sentence, and no claim stands as a fact.\n")
    assert files(graph) == before


def test_a_changed_text_fails_and_is_named(graph):
    store = snapshot(graph)
    (quad,) = store.matching(predicate=term("nif:isString"))
    quads = [q for q in store.quads(quad.graph_name) if q != quad]
    text = Literal(PAGE.replace("Lina", "Nora"))
    store.replace_graph(quad.graph_name, [*quads, type(quad)(quad.subject, quad.predicate, text, quad.graph_name)])
    store.close()
    done = check(graph)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "failed" in done.stderr
    assert "article page-1: article" in done.stdout
    assert "says 'Lina Haddad' where the text has 'Nora Haddad'" in done.stdout
    told = check(graph, "--json")
    assert told.returncode == 1
    found = json.loads(told.stdout)
    assert found["sound"] is False
    assert found["wrong"]["article"] == found["wrong"]["findings"] == 1
    assert len(found["faults"]) > 5
    assert {fault["article"] for fault in found["faults"]} == {"page-1"}


def test_many_faults_are_cut_short(graph):
    store = snapshot(graph)
    (quad,) = store.matching(predicate=term("nif:isString"))
    said = term("nif:isString")
    store.replace_graph(quad.graph_name, [q for q in store.quads(quad.graph_name) if q.predicate != said])
    store.close()
    done = check(graph)
    assert done.returncode == 1
    *_, last = done.stdout.splitlines()
    assert last.startswith("… and ")
    assert len([line for line in done.stdout.splitlines() if line.startswith("article page-1:")]) == 20


def test_what_cannot_be_checked_is_an_error(graph, tmp_path):
    done = check(tmp_path / "nothing")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "tieline build" in done.stderr
    assert check(graph, "--workers", "0").returncode == 2
    (graph / "findings.sqlite").write_bytes(b"no database")
    done = check(graph)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_damaged_findings_are_an_error(graph):
    import sqlite3

    with sqlite3.connect(graph / "findings.sqlite") as database:
        database.execute("UPDATE records SET extraction = '{'")
    done = check(graph)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "build the graph again" in done.stderr
