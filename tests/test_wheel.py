"""The wheel holds the whole package and works on its own, away from the checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOMES = {"graph": "tieline", "corpus": "tieline/corpus", "queries": "tieline/queries"}
SOURCES = ("pyproject.toml", "README.md", "LICENSE", *HOMES)
REPORT = """
import json, sys
import tieline
light = sorted({"spacy", "networkx", "rdflib", "pyoxigraph", "numpy"} & set(sys.modules))
found = tieline.extract("Iraqi Prime Minister Nadia Saleem met Iranian officials in Tehran on Monday.")
print(json.dumps({"file": tieline.__file__, "version": tieline.__version__, "loaded": light,
                  "names": [entity.name for entity in found.entities], "model": found.model}))
"""


def run(*command, cwd, **options):
    """Run a command away from the checkout and from the settings of this Python; return its output."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=keep, check=False, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a clean copy, by way of the source archive as `make dist` does."""
    copy = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, copy / name)
    run(sys.executable, "-m", "build", *isolation(), cwd=copy)
    (built,) = (copy / "dist").glob("*.whl")
    return built


def isolation():
    """Build with the setuptools at hand where it is new enough, so that no network is needed."""
    try:
        new_enough = int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        new_enough = False
    return ["--no-isolation"] if new_enough else []


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """A Python with the wheel installed; it has the libraries of this environment, but not the checkout."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", "--quiet", wheel, cwd=folder)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    # Paths named in a .pth file are searched last, and .pth files inside them (the editable checkout) are not read.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_every_file_of_the_package_is_in_the_wheel_and_nothing_else(wheel):
    expected = {
        f"{inside}/{path.relative_to(ROOT / home)}"
        for home, inside in HOMES.items()
        for path in (ROOT / home).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert sorted(expected - held) == []
    assert sorted(held - expected) == []


def test_the_licences_are_in_the_wheel(wheel):
    held = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name]
    assert sorted(name.split("/licenses/")[1] for name in held) == ["LICENSE", "graph/language/models/LICENSE.md"]


def test_the_installed_package_reads_a_sentence(clean, tmp_path):
    told = json.loads(run(clean, "-c", REPORT, cwd=tmp_path))
    assert Path(told["file"]).is_relative_to(clean.parent.parent)
    assert told["loaded"] == [], "import tieline loads heavy libraries"
    assert "Nadia Saleem" in told["names"]
    assert told["model"].startswith("tieline_news_accurate-")


def test_the_installed_command_works(clean, tmp_path):
    command = clean.with_name("tieline")
    assert "members-of" in run(command, "queries", cwd=tmp_path)
    (tmp_path / "page.txt").write_text("Iraqi Prime Minister Nadia Saleem met Iranian officials in Tehran on Monday.\n")
    article = json.loads(run(command, "extract", "page.txt", cwd=tmp_path))
    assert "Nadia Saleem" in {entity["name"] for entity in article["entities"]}
    run(command, "build", "page.txt", "--into", "g", cwd=tmp_path)
    assert "@prefix" in run(command, "export", "g", "--format", "turtle", cwd=tmp_path)
    run(command, "view", "g", "-o", "g.html", cwd=tmp_path)
    assert "Nadia Saleem" in (tmp_path / "g.html").read_text(encoding="utf8")
