"""`tieline report` and `Graph.report_page` over a graph folder."""

import re

import dispatches
import pytest
import tieline
from served import hostile, put_graph
from tieline.cli import app
from tieline.errors import UsageError
from typer.testing import CliRunner


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return put_graph(tmp_path_factory.mktemp("report") / "news", dispatches.harbour(), dispatches.grain(), hostile())


def report(*arguments):
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_the_page_is_written_beside_the_folder_unless_told_otherwise(folder, tmp_path):
    done = report(folder)
    assert done.exit_code == 0
    page = (folder.parent / "news-report.html").read_text(encoding="utf-8")
    assert "<title>news</title>" in page
    assert "3 articles of " in page
    assert f"wrote {folder.parent / 'news-report.html'}" in done.output
    named = report(folder, "-o", tmp_path / "brief.html", "--title", "Lorin & the river", "--from", "2024-03-01")
    assert named.exit_code == 0
    text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "<title>Lorin &amp; the river</title>" in text
    assert "1 March 2024 to 5 March 2024" in text


def test_it_goes_to_standard_output_for_a_dash(folder):
    assert report(folder, "-o", "-").output.startswith("<!DOCTYPE html>")


def test_python_gives_the_same_page(folder, tmp_path):
    assert report(folder, "-o", tmp_path / "brief.html").exit_code == 0
    with tieline.open(folder) as graph:
        page = graph.report_page(title="news")
        assert page == graph.report_page(title="news")
        assert page == (tmp_path / "brief.html").read_text(encoding="utf-8")
        with pytest.raises(UsageError, match="--from"):
            graph.report_page(until="2024-03-01")
    assert "Lorin" in page
    assert not re.search(r"<script", page)


def test_faulty_requests_are_told_in_one_line(folder, tmp_path):
    assert isinstance(report(tmp_path).exception, tieline.errors.TielineError)
    assert isinstance(report(folder, "--to", "2024-01-01").exception, UsageError)
    assert isinstance(report(folder, "--from", "soon").exception, UsageError)
