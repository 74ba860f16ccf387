"""Builds from archives, tables, web archives and addresses: which input an article belongs to, and what is told."""

from __future__ import annotations

import json
import sys

import pytest
from packing import lined, prose, tabled, tarred, warced, zipped
from tieline.articles import ReadOptions
from tieline.builder import build
from tieline.cli import main
from tieline.findings import Findings
from tieline.workspace import open_graph
from webserver import PAGE, web_site

HERE = ReadOptions(allow_private=True, delay=0)
FRENCH = (
    "Le conseil municipal a voté lundi la fermeture du vieux pont, a déclaré le bureau du maire. Les habitants du "
    "quartier avaient demandé ces travaux depuis les tempêtes de l'hiver dernier, et les travaux commenceront bientôt."
)
GERMAN = (
    "Der Stadtrat beschloss am Montag, die alte Brücke zu schließen, teilte das Büro des Bürgermeisters mit. Die "
    "Anwohner hatten seit den Stürmen des letzten Winters um die Arbeiten gebeten, die nun bald beginnen werden."
)


def _paths(folder):
    findings = Findings(folder / "findings.sqlite", read_only=True)
    try:
        return {path: len(keys) for path, keys in findings.inputs()}
    finally:
        findings.close()


def _texts(folder):
    with open_graph(folder) as graph:
        rows = graph.export("jsonl").splitlines()
    return sorted(json.loads(row)["text"] for row in rows)


def test_articles_of_an_archive_belong_to_the_archive(tmp_path):
    folder, into = tmp_path / "in", tmp_path / "g"
    (folder / "deep").mkdir(parents=True)
    archive = folder / "deep" / "news.zip"
    archive.write_bytes(
        zipped({"a/x.txt": prose(0), "b.txt": prose(1), "in.tar": tarred({"c.txt": prose(2).encode()})})
    )
    (folder / "crawl.warc.gz").write_bytes(
        warced({f"https://n.example/{number}": f"<p>{prose(number)}</p>".encode() for number in (3, 4)})
    )
    (folder / "table.csv").write_text(tabled([{"text": prose(5)}]))
    assert build([folder], into, model="small").articles == 6
    assert _paths(into) == {
        str(archive): 3,
        str(folder / "crawl.warc.gz"): 2,
        str(folder / "table.csv"): 1,
    }
    # A changed archive is what it holds now; one that is gone takes its articles along.
    archive.write_bytes(zipped({"b.txt": prose(1), "d.txt": prose(6)}))
    report = build([folder], into, model="small")
    assert (report.articles, report.added, report.removed) == (5, 1, 2)
    archive.unlink()
    assert build([folder], into, model="small").articles == 3
    assert build([folder / "crawl.warc.gz"], into, model="small", remove=True).articles == 1
    assert _texts(into) == [prose(5)]


def test_a_page_that_cannot_be_fetched_stays_as_it_was(tmp_path):
    into = tmp_path / "g"
    (tmp_path / "a.txt").write_text(prose(3))
    with web_site() as site:
        address = site.add("/news")
        assert build([address, tmp_path / "a.txt"], into, model="small", reading=HERE).articles == 2
        assert _paths(into) == {address: 1, str(tmp_path / "a.txt"): 1}
        site.add("/news", status=500)
        failed = build([address, tmp_path / "a.txt"], into, model="small", reading=HERE)
        assert (failed.articles, failed.removed) == (2, 0)
        assert failed.skipped == [(address, "got status 500, expected 200; check the address")]
        site.add("/news", PAGE.replace(prose(0), prose(1)))
        changed = build([address], into, model="small", reading=HERE)
        assert (changed.articles, changed.added, changed.removed) == (2, 1, 1)
        # The same text in a file does not make the page one that was moved.
        (tmp_path / "b.txt").write_text(f"Repairs\n\n{prose(1)}")
        build([tmp_path / "b.txt"], into, model="small")
        assert address in _paths(into)
        assert build([address], into, model="small", remove=True).removed == 1
    assert address not in _paths(into)


@pytest.fixture
def command(monkeypatch, capfd):
    """Run a command in this process; return its exit status, output lines and error lines."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["tieline", *map(str, arguments)])
        try:
            main()
        except SystemExit as ended:
            status = ended.code or 0
        else:
            status = 0
        told = capfd.readouterr()
        return status, told.out.splitlines(), told.err.splitlines()

    return run


@pytest.fixture
def mixed(tmp_path):
    rows = [{"text": text} for text in (prose(0), FRENCH * 2, GERMAN * 2, FRENCH * 3, " ")]
    (tmp_path / "a.csv").write_text(tabled(rows))
    return tmp_path / "a.csv"


def test_other_languages_are_one_line(mixed, tmp_path, command):
    status, out, err = command("build", mixed, "--into", tmp_path / "g", "--model", "small")
    assert status == 1
    assert [line for line in err if "skipped" in line or "left out" in line] == [
        "skipped: 3 articles in other languages (fr 2, de 1)",
        f"left out: {mixed}: 1 row without text",
    ]
    assert "3 skipped" in "".join(out + err)
    kept = json.loads((tmp_path / "g" / "report.json").read_text())
    assert sorted(language for _, language in kept["foreign"]) == ["de", "fr", "fr"]
    assert all(str(mixed) in where for where, _ in kept["foreign"])
    assert kept["skipped"] == []
    status, out, err = command("extract", mixed, "--model", "small")
    assert status == 1
    assert err[-1] == "skipped: 3 articles in other languages (fr 2, de 1)"
    assert [json.loads(line)["text"] for line in out] == [prose(0)]


def test_what_is_left_out_on_purpose_is_no_failure(tmp_path, command):
    (tmp_path / "a.csv").write_text(tabled([{"text": prose(0)}, {"text": " "}]))
    assert command("build", tmp_path / "a.csv", "--into", tmp_path / "g", "--model", "small")[0] == 0


def test_columns_and_addresses_on_the_command_line(tmp_path, command):
    (tmp_path / "a.jsonl").write_bytes(lined([{"words": prose(1), "head": "Repairs"}]))
    with web_site() as site:
        (tmp_path / "urls.txt").write_text(f"# two\n{site.add('/news')}\n\n")
        asked = ["extract", tmp_path / "a.jsonl", "--columns", "text=words,title=head", "--model", "small"]
        asked += ["--urls", tmp_path / "urls.txt"]
        status, out, _ = command(*asked, "--allow-private")
        assert status == 0
        found = [json.loads(line) for line in out]
        assert [(article["text"], article["title"]) for article in found] == [
            (prose(1), "Repairs"),
            (prose(0), "Repairs"),
        ]
        status, out, err = command(*asked)
        assert status == 1
        assert "give --allow-private" in err[0]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "no input; give files"),
        (["--urls", "{}/missing.txt"], "--urls {}/missing.txt: cannot be read (no such file or directory)"),
        (["--urls", "{}/bad.txt"], "--urls {}/bad.txt:1: got 'news.example', expected an http or https address"),
        (["a.csv", "--columns", "words=text"], "--columns: got 'words=text', expected FIELD=COLUMN"),
    ],
)
def test_wrong_options_are_usage_errors(tmp_path, command, arguments, why):
    (tmp_path / "bad.txt").write_text("news.example\n")
    status, _, err = command("extract", *(argument.format(tmp_path) for argument in arguments))
    assert status == 2
    assert why.format(tmp_path) in err[0]
