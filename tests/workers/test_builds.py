"""Builds with workers: the same graph, also after an interruption, and from findings that were made elsewhere."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import psutil
import pytest
from tieline.builder import build, load_findings
from tieline.errors import UsageError
from tieline.findings import Findings
from tieline.intake import Means, read_and_extract, spool_for
from tieline.report import Report
from tieline.workers import Recipe
from tieline.workspace import open_graph

PEOPLE = ("Lina Haddad", "Omar Said", "Tarek Nassar", "Leila Hamdan", "Basma Chami", "Adnan Kiwani", "Rana Daher")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder of a dozen short articles, one of them in two files, and one file that is none."""
    folder = tmp_path_factory.mktemp("articles") / "pages"
    folder.mkdir()
    for n in range(12):
        one, two = PEOPLE[n % 7], PEOPLE[(n + 1 + n // 7) % 7]
        (folder / f"{n:02}.md").write_text(
            f"---\ntitle: Report {n}\npublisher: Basra Post\npublished: 2024-03-{n + 1:02}\n---\n"
            f"{one} met {two} in Cairo on Monday. Kataib Hezbollah, an Iraqi militia, denied attacking {one}.\n"
        )
    (folder / "again.md").write_text((folder / "03.md").read_text())
    (folder / "empty.md").write_text("")
    return folder


@pytest.fixture(scope="module")
def alone(pages, tmp_path_factory):
    """The graph that one process makes."""
    folder = tmp_path_factory.mktemp("alone") / "g"
    report = build([pages], folder, model="small")
    assert (report.articles, len(report.skipped)) == (12, 1)
    return trig(folder)


def trig(folder):
    with open_graph(folder) as graph:
        return graph.export("trig"), graph.extractions()


def tieline(*arguments, **options):
    command = [sys.executable, "-W", "ignore", "-m", "tieline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)


def test_two_workers_make_the_graph_of_one_process(pages, alone, tmp_path):
    done = tieline("build", pages, "--into", tmp_path / "g", "--model", "small", "--workers", "2")
    assert done.returncode == 1, done.stderr  # a file is empty
    assert "skipped: " in done.stderr
    assert "12 articles in the graph (12 written, 0 unchanged, 0 removed" in done.stdout
    assert trig(tmp_path / "g") == alone


def test_an_interrupted_build_goes_on(pages, alone, tmp_path):
    command = [sys.executable, "-W", "ignore", "-m", "tieline", "build", pages, "--into", tmp_path / "g"]
    process = subprocess.Popen(
        [*map(str, command), "--model", "small", "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # What runs in the background of a shell ignores the signal, and so does what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- no other thread here
    )
    known = 0
    while not known and process.poll() is None:
        known = kept(tmp_path / "g" / "findings.sqlite")
    workers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "run the same command" in told
    assert "Traceback" not in told
    assert len(workers) == 2
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    report = build([pages], tmp_path / "g", model="small", workers=1)
    assert report.unchanged >= known
    assert trig(tmp_path / "g") == alone


def kept(path):
    """Return of how many articles the findings are kept."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT COUNT(*) FROM findings").fetchone()[0]
    except sqlite3.Error:
        return 0


def test_what_fails_is_left_out_by_name(fragile, pages, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "good.md").write_text((pages / "00.md").read_text())
    (tmp_path / "pages" / "bad.md").write_text("Crash the whole machine, said Omar Said in Cairo on Monday.\n")
    report = build([tmp_path / "pages"], tmp_path / "g", model=fragile, workers=2)
    assert report.articles == 1
    ((where, why),) = report.skipped
    assert where == "bad.md"
    assert "leave it out or split it" in why


def test_findings_made_elsewhere_make_the_same_graph(pages, alone, tmp_path):
    wrong = tieline("extract", pages, "--format", "parquet")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    command = ["extract", pages, "--model", "small", "--format", "parquet", "--into", tmp_path / "found"]
    done = tieline(*command, "--workers", "2")
    assert done.returncode == 1, done.stderr
    assert f"tieline load {tmp_path / 'found'} --into GRAPH" in done.stderr
    before = sorted(path.name for path in (tmp_path / "found").iterdir())
    assert tieline(*command).returncode == 1  # nothing new
    assert sorted(path.name for path in (tmp_path / "found").iterdir()) == before == ["part-00000.parquet"]
    loaded = tieline("load", tmp_path / "found", "--into", tmp_path / "g", "--json")
    assert json.loads(loaded.stdout)["articles"] == 12, loaded.stderr
    assert trig(tmp_path / "g") == alone
    assert load_findings(tmp_path / "found", tmp_path / "g").unchanged == 12
    build([tmp_path / "found"], tmp_path / "g", remove=True)
    with open_graph(tmp_path / "g") as graph:
        assert graph.extractions() == []


def test_findings_that_do_not_fit_are_refused(tmp_path):
    import pyarrow as pa
    from pyarrow import parquet

    with pytest.raises(UsageError, match=r"no findings in .*; make some with"):
        load_findings(tmp_path, tmp_path / "g")
    for maker, words in (
        (b"", "got another Parquet file"),
        (b"0.0.1 small-1 x", "made by tieline 0.0.1"),
        (f"{tieline_version()} small-1 x".encode(), "made with another authority"),
    ):
        table = pa.table({"key": ["a"]}, metadata={b"tieline.made_by": maker})
        parquet.write_table(table, tmp_path / "part-00000.parquet")
        with pytest.raises(UsageError, match=words):
            load_findings(tmp_path, tmp_path / "g")
    (tmp_path / "part-00000.parquet").write_text("no")
    with pytest.raises(UsageError, match="got no Parquet file"):
        load_findings(tmp_path, tmp_path / "g")
    assert not (tmp_path / "g").exists()


def tieline_version():
    from tieline.version import VERSION

    return VERSION


def test_lines_come_in_the_order_of_the_articles(pages):
    one, two = (tieline("extract", pages, "--model", "small", *more) for more in ([], ["--workers", "2"]))
    assert one.stdout == two.stdout
    assert [json.loads(line)["title"] for line in two.stdout.splitlines()][:2] == ["Report 0", "Report 1"]
    assert one.returncode == two.returncode == 1


def test_many_articles_are_read_while_files_are(pages, tmp_path, monkeypatch):
    """Workers begin before the last input is read."""
    from tieline.identity import Authority
    from tieline.intake import intake

    monkeypatch.setattr(intake, "_MANY", 400)
    seen = []
    names = Authority.shipped()
    means = Means(Recipe("small"), names)
    with (
        closing(Findings(tmp_path / "findings.sqlite")) as findings,
        closing(spool_for(findings, means.made_by)) as spool,
    ):
        tell = lambda _, done, total: seen.append((done, total))  # noqa: E731
        findings.accept(read_and_extract([pages], findings, spool, means, Report(), tell), {})
        assert sum(len(keys) for _, keys in findings.inputs()) == 13
    assert (0, 0) in seen
    assert seen[-1] == (12, 12)
