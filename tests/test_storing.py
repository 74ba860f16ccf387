"""What is stored is what a fresh build stores, whatever was stored before; readers see it when it is whole."""

import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest
from dispatches import grain, harbour
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tieline.builder import authority_of, build
from tieline.errors import GraphFolderError, UsageError
from tieline.findings import Findings
from tieline.rdf import Store
from tieline.records import Source
from tieline.report import Report
from tieline.storing import complete
from tieline.version import VERSION
from tieline.workspace import open_graph

BASES = ("https://example.org/one/", "https://example.org/two/")
PAGE = (
    "{} met Omar Said in Cairo on Monday. Tarek Nassar, a spokesman for the Levant Policy Forum, accused Omar Said.\n"
)
EVERYTHING = "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
NAMES = authority_of(())


def told(number):
    """Findings of an article: two stories, three articles of each, the third a copy of the second in another file."""
    found = grain() if number % 2 else harbour()
    copy = min(number // 2, 1)
    source = Source(f"{number}.md", 0, 9)
    article = replace(found.article, key=f"{found.article.key}{copy}", title=f"Copy {copy}", source=source)
    return replace(found, article=replace(article, id=article.key, byline=f"By {number}"))


def stored(folder, numbers, base):
    """Bring a graph folder to the state in which exactly these articles are read."""
    folder.mkdir(exist_ok=True)
    store, findings = Store.open(folder / "store"), Findings(folder / "findings.sqlite")
    try:
        wanted = {f"{number}.md": [told(number).article] for number in numbers}
        for number in sorted(numbers):
            if not findings.known(told(number).article.key, "test"):
                findings.keep(told(number), "test")
        options = {"base": base, "model": "test", "version": VERSION, "names": NAMES.digest, "authority": "[]"}
        findings.accept({path: [] for path in findings.paths()} | wanted, options)
        complete(folder, findings, store, NAMES, options, Report())
    finally:
        findings.close()
        store.close()


def shown(folder):
    with open_graph(folder) as graph:
        return graph.export("trig"), graph.extractions()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.frozensets(st.integers(0, 5)), st.sampled_from(BASES)), min_size=2, max_size=4))
def test_a_graph_that_changed_is_that_of_a_fresh_build(tmp_path_factory, states):
    home = tmp_path_factory.mktemp("graphs")
    for numbers, base in states:
        stored(home / "g", numbers, base)
    stored(home / "fresh", *states[-1])
    assert shown(home / "g") == shown(home / "fresh")


def test_nothing_new_is_published_when_nothing_changed(tmp_path):
    stored(tmp_path / "g", {0, 1}, BASES[0])
    before = {path.name for path in (tmp_path / "g" / "snapshots").iterdir()}
    stored(tmp_path / "g", {0, 1}, BASES[0])
    assert {path.name for path in (tmp_path / "g" / "snapshots").iterdir()} == before


def test_a_reader_keeps_what_it_opened(tmp_path):
    stored(tmp_path / "g", {0}, BASES[0])
    with open_graph(tmp_path / "g") as early:
        before = early.query(EVERYTHING), early.extractions()
        stored(tmp_path / "g", {0, 1}, BASES[0])
        assert (early.query(EVERYTHING), early.extractions()) == before
        stored(tmp_path / "g", {1}, BASES[0])
        assert early.query(EVERYTHING) == before[0]
        with pytest.raises(GraphFolderError, match="open it again"):
            early.extractions()
    assert len(list((tmp_path / "g" / "snapshots").iterdir())) == 2


def test_readers_see_the_snapshot_while_a_build_runs(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(PAGE.format("Lina Haddad"))
    build([pages], tmp_path / "g", model="small")
    before = shown(tmp_path / "g")
    (pages / "two.txt").write_text(PAGE.format("Leila Hamdan"))
    (pages / "one.txt").write_text(PAGE.format("Basma Chami"))
    seen = []
    build([pages], tmp_path / "g", model="small", progress=lambda what, *_: seen.append((what, shown(tmp_path / "g"))))
    assert {what for what, _ in seen} == {"reading articles", "writing the graph"}
    assert all(state == before for _, state in seen)
    assert shown(tmp_path / "g") != before


def test_a_second_writer_is_told_in_one_line(tmp_path):
    page = tmp_path / "one.txt"
    page.write_text(PAGE.format("Lina Haddad"))
    (tmp_path / "g").mkdir()
    store = Store.open(tmp_path / "g" / "store")
    command = [sys.executable, "-W", "ignore", "-m", "tieline", "build", str(page), "--into", str(tmp_path / "g")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    store.close()
    assert done.returncode == 2
    assert "in use by another process, expected one writer at a time" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture
def own(tmp_path):
    """Two pages and an authority file of one's own."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text(PAGE.format("Lina Haddad"))
    (pages / "two.txt").write_text(PAGE.format("Leila Hamdan"))
    (tmp_path / "own.tsv").write_text("id\tname\ttype\nomar-said\tOmar Said\tPerson\n")
    return tmp_path


def test_remove_keeps_the_settings_of_the_last_build(own):
    options = {"model": "small", "authority": [own / "own.tsv"], "base": BASES[1]}
    build([own / "pages"], own / "g", **options)
    build([own / "pages" / "two.txt"], own / "g", remove=True)
    build([own / "pages" / "one.txt"], own / "fresh", **options)
    assert shown(own / "g") == shown(own / "fresh")
    assert b"https://example.org/two/entity/omar-said" in shown(own / "g")[0]
    (own / "own.tsv").unlink()
    with pytest.raises(UsageError, match=r"own\.tsv is gone"):
        build([own / "pages" / "one.txt"], own / "g", remove=True)
    build([own / "pages" / "one.txt"], own / "g", remove=True, authority=[])
    assert shown(own / "g")[1] == []


def test_a_folder_that_moved_is_not_read_twice(own):
    build([own / "pages"], own / "g", model="small")
    before = shown(own / "g")
    (own / "pages").rename(own / "archive")
    assert build([own / "archive"], own / "g", model="small").unchanged == 2
    assert shown(own / "g") == before
    (own / "archive" / "one.txt").write_text(PAGE.format("Basma Chami"))
    assert build([own / "archive"], own / "g", model="small").articles == 2
    (own / "archive").rename(own / "attic")
    (own / "attic" / "one.txt").write_text(PAGE.format("Lina Haddad"))
    assert build([own / "attic"], own / "g", model="small").articles == 3
    assert build([own / "archive"], own / "g", remove=True).articles == 2


def test_a_folder_of_the_first_version_is_brought_up_to_date(own):
    build([own / "pages"], own / "g", model="small")
    before = shown(own / "g")
    database = sqlite3.connect(own / "g" / "findings.sqlite")
    database.executescript(
        "CREATE TABLE old (path TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (path, key));"
        "INSERT INTO old SELECT path, key FROM inputs; DROP TABLE inputs; ALTER TABLE old RENAME TO inputs;"
        "DROP TABLE stored; DROP TABLE records; DROP TABLE snapshots; DROP TABLE shown; DROP TABLE sent;"
        "CREATE TABLE resolved (key TEXT PRIMARY KEY, digest TEXT NOT NULL, extraction BLOB NOT NULL);"
    )
    database.close()
    (own / "g" / "snapshots" / "000001").rename(own / "g" / "snapshot")
    with pytest.raises(GraphFolderError, match="build the graph again"):
        open_graph(own / "g")
    assert build([own / "pages" / "one.txt"], own / "g", model="small").articles == 2
    assert shown(own / "g") == before
    assert not (own / "g" / "snapshot").exists()


def test_what_is_told_beside_the_text_is_that_of_the_input(tmp_path):
    line = '{{"id": "{}", "text": "Lina Haddad met Omar Said in Cairo.", "url": "https://news.example.org/{}"}}\n'
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(line.format(name, name))
    build([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "g", model="small")
    assert [found.article.id for found in shown(tmp_path / "g")[1]] == ["a"]
    build([tmp_path / "a.jsonl"], tmp_path / "g", remove=True)
    build([tmp_path / "b.jsonl"], tmp_path / "fresh", model="small")
    assert shown(tmp_path / "g") == shown(tmp_path / "fresh")
    assert [found.article.url for found in shown(tmp_path / "g")[1]] == ["https://news.example.org/b"]


def test_a_build_killed_before_its_first_table_is_told_as_such(tmp_path):
    (tmp_path / "findings.sqlite").touch()
    with pytest.raises(GraphFolderError, match="its build was not finished; run it again"):
        open_graph(tmp_path)
