"""A full disk, a folder that may not be written to: one line, exit status 2, and what was there before is still there.

The disk is really full: a limit of the system on the size of a file, or a small file system of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from tieline.workspace import open_graph

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv[:2] = ["tieline"]
from tieline.cli import main
main()
"""
FIRST = "Kataib Hezbollah is part of the Popular Mobilization Forces, the Iraqi government said on Monday.\n"
SECOND = "Iran funds Hezbollah. Dora Finch, the mayor of Gull Bay, visited the Iraqi government on Monday.\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and file systems as POSIX knows them")


def tieline(*arguments, limit=None):
    how = ["-c", LIMITED, str(limit)] if limit is not None else ["-m", "tieline"]
    command = [sys.executable, "-W", "ignore", *how, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)


def refused(done, *words):
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("tieline: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr


def held(folder):
    with open_graph(folder) as graph:
        return graph.export("nquads")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with two texts, `a.txt` and `b.txt`, and the graph `g` of the first, made with the small pipeline."""
    home = tmp_path_factory.mktemp("full")
    (home / "a.txt").write_text(FIRST)
    (home / "b.txt").write_text(SECOND)
    done = tieline("build", home / "a.txt", "--into", home / "g", "--model", "small")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "home"))


@pytest.mark.parametrize("limit", [0, 40_000, 70_000, 100_000])
def test_a_build_that_finds_the_disk_full_leaves_the_graph(home, limit):
    before = held(home / "g")
    refused(tieline("build", home / "b.txt", "--into", home / "g", "--model", "small", limit=limit), "g")
    assert held(home / "g") == before
    done = tieline("build", home / "b.txt", "--into", home / "g", "--model", "small")
    assert done.returncode == 0, done.stderr
    assert "2 articles in the graph" in done.stdout
    assert b"Gull Bay" in held(home / "g")


@pytest.mark.parametrize(
    "command",
    [
        ("view",),
        ("report",),
        ("export", "--format", "turtle"),
        ("export", "--format", "gexf"),
        ("export", "--format", "csv"),
        ("export", "--format", "parquet"),
    ],
    ids=" ".join,
)
def test_an_output_that_finds_the_disk_full_leaves_the_old_one_and_no_rest(home, command):
    if command == ("report",):
        pytest.importorskip("matplotlib")
    if "parquet" in command:
        pytest.importorskip("pyarrow")
    (home / "old.zip").write_text("what stood there")
    names = sorted(path.name for path in home.iterdir())
    refused(tieline(command[0], home / "g", *command[1:], "-o", home / "old.zip", limit=200), "cannot write", "old.zip")
    assert (home / "old.zip").read_text() == "what stood there"
    assert sorted(path.name for path in home.iterdir()) == names


def test_a_decision_that_cannot_be_written_is_not_made(home):
    before = held(home / "g")
    rename = ("rename", "Kataib Hezbollah", "The Brigades", "--why", "a test")
    refused(tieline("decide", home / "g", *rename, limit=100))
    assert not (home / "g" / "decisions.ttl").exists()
    assert held(home / "g") == before


@pytest.mark.parametrize("place", ["a.txt", "a.txt/in"])
def test_a_file_where_a_folder_should_be(home, place):
    refused(tieline("build", home / "b.txt", "--into", home / place), "--into")
    refused(tieline("demo", "--into", home / place), "--into")
    refused(tieline("export", home / "g", "--format", "turtle", "-o", home / "a.txt" / "in.ttl"), "-o")
    assert (home / "a.txt").read_text() == FIRST


@contextmanager
def disk(folder: Path, size: str):
    """A file system of its own; skips where nobody may make one."""
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root on Linux can make a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file systems can be made here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("size", ["100k", "250k", "400k"])
def test_a_first_build_on_a_small_disk(home, tmp_path, size):
    with disk(tmp_path / "disk", size):
        done = tieline("build", home / "a.txt", "--into", tmp_path / "disk" / "g", "--model", "small")
        refused(done)
        assert "disk is full" in done.stderr or "No space left on device" in done.stderr


def test_a_folder_that_may_only_be_read(home, tmp_path):
    place = tmp_path / "disk"
    with disk(place, "5m"):
        graph = Path(shutil.copytree(home / "g", place / "g"))
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        before = held(graph)
        told = "Read-only file system"
        refused(tieline("build", home / "b.txt", "--into", graph, "--model", "small"), told)
        refused(tieline("build", home / "b.txt", "--into", place / "new"), told, "--into")
        refused(tieline("demo", "--into", place / "new"), told, "--into")
        refused(tieline("decide", graph, "rename", "Kataib Hezbollah", "The Brigades", "--why", "x"), told)
        refused(tieline("view", graph, "-o", place / "x.html"), told, "-o")
        assert tieline("show", graph, "Kataib Hezbollah").returncode == 0
        assert tieline("check", graph).returncode == 0
        assert held(graph) == before
