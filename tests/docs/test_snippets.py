"""Every command, script and query of the documents runs, and prints what the page shows."""

import csv
import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import tieline

sys.path.insert(0, str(Path(__file__).parent))

from snippets import RUN, faults, shows, snippets
from tieline.cli import app
from typer.testing import CliRunner

ROOT = Path(__file__).parent.parent.parent
GENERATED = {"python.md", "cli.md", "queries.md"}
"""Signatures, not code to run; and pages of single commands, which have tests of their own below."""
PAGES = [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").glob("*.md") if path.name not in GENERATED)]


@pytest.fixture(scope="session")
def reader(tmp_path_factory):
    """A folder as a reader of the documents has it: some articles, and the graph of the sample corpus."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "articles").mkdir()
    for path in sorted((folder / "corpus").glob("2024-*.md")):
        shutil.copy(path, folder / "articles")
    shutil.copy(path, folder / "article.txt")
    tieline.build([folder / "corpus"], folder / "graph")
    return folder


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_tells_to_do_works_as_it_says(page, reader, tmp_path):
    text = page.read_text(encoding="utf-8")
    if not any(snippet.language in RUN and not snippet.not_run for snippet in snippets(text)):
        return
    folder = tmp_path / "reader"
    shutil.copytree(reader, folder)
    assert list(faults(text, folder)) == []


@pytest.mark.model
def test_every_example_of_the_commands_works(reader, tmp_path, monkeypatch):
    """In this process: thirty starts of Python would take longer than all the work."""
    folder = tmp_path / "reader"
    shutil.copytree(reader, folder)
    monkeypatch.chdir(folder)
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    asked = [one.code.partition(" | ")[0] for one in snippets(page) if one.language == "sh" and not one.not_run]
    failed = []
    for line in asked:
        name, *command = shlex.split(line)
        done = CliRunner().invoke(app, command)
        if name != "tieline" or done.exit_code:
            failed.append((line, done.output[-500:], done.exception))
    assert failed == []


@pytest.mark.model
def test_every_query_of_the_library_answers_as_its_page_says(reader):
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    asked = re.findall(r"^```sh\ntieline (query graph [^\n]+)\n```\n\n(.+?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert len(asked) == page.count("\n## ")
    wrong = [command for command, shown in asked if not answers(shlex.split(command), shown, reader / "graph")]
    assert wrong == [], "run: make docs"


def answers(command, shown, graph):
    """Ask in this process (a start of Python for each would take a minute); compare columns and number of rows."""
    command[1] = str(graph)
    turtle = "turtle" in command
    done = CliRunner().invoke(app, command if turtle else [*command, "--format", "csv"])
    if done.exit_code:
        return False
    if turtle:
        return bool(done.stdout.strip()) == ("No answer" not in shown)
    columns, *rows = csv.reader(io.StringIO(done.stdout))
    if not rows:
        return shown.startswith("No answer")
    return shown.startswith(f"| {' | '.join(columns)} |") and f"\n{len(rows):,} rows in all." in shown


def test_a_block_that_is_not_run_says_why():
    unrun = [one for page in PAGES for one in snippets(page.read_text(encoding="utf-8")) if one.not_run]
    assert all(len(one.not_run.split()) >= 2 for one in unrun)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb\n", "a  \nb", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nd\n", True),
        ("12 articles in … s\n", "12 articles in 3.4 s\n", True),
        ("12 articles in … s\n", "13 articles in 3.4 s\n", False),
        ("a\n", "a\nb\n", False),
        ("…\n", "", True),
    ],
)
def test_an_output_is_compared_line_by_line(shown, printed, same):
    assert shows(shown, printed) == same


def test_a_failing_block_and_a_wrong_output_are_told(tmp_path):
    page = "```sh\necho one\n```\n\n```text\ntwo\n```\n\n```python\nraise SystemExit(3)\n```\n"
    wrong, failed = faults(page, tmp_path)
    assert "but it prints\none" in wrong
    assert "exit status 3" in failed


def test_comments_before_a_block_write_files_and_hold_back(tmp_path):
    file = "<!-- file: a.txt -->\n```text\nhello\n```\n"
    held_back = "<!-- not run: no server here -->\n```sh\nfalse\n```\n"
    assert list(faults(f"{file}\n```sh\ncat a.txt\n```\n\n{held_back}", tmp_path)) == []
    assert (tmp_path / "a.txt").read_text() == "hello\n"
