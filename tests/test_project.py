"""The promises around the code: nothing private, nothing forgotten, nothing oversized."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{path.name}" for path in sorted(ROOT.glob("docs/*.md"))),
]
MODULES = sorted((ROOT / "graph").rglob("*.py"))
# Written in pieces, so that this file does not name what it forbids.
LEFT_OVER = re.compile("|".join([r"\b" + "TO" + r"DO\b", r"\b" + "FIX" + r"ME\b", r"\b" + "X" + r"XX\b"]))
MACHINE = re.compile(
    r"(?<![\w.<-])/(?:" + "|".join(["wo" + "rk", "ho" + "me", "ro" + "ot", "Us" + "ers", "t" + "mp"]) + r")/\w"
)
SECRET = re.compile("-----BEGIN [A-Z ]*PRIV" + "ATE KEY|(?:index|extra-index)-u" + "rl")


@pytest.fixture(scope="module")
def texts():
    """Every text file that git would commit, except the language pipeline's: path -> content."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    found = {}
    for name in sorted(filter(None, done.stdout.decode().split("\0"))):
        path = ROOT / name
        if path.is_file() and (not name.startswith("graph/language/models/") or name.endswith(".md")):
            raw = path.read_bytes()
            if b"\0" not in raw:
                found[name] = raw.decode("utf8")
    return found


@pytest.mark.parametrize("pattern", [LEFT_OVER, MACHINE, SECRET], ids=["left over", "machine path", "private"])
def test_no_file_holds(texts, pattern):
    assert len(texts) > 50
    hits = [
        f"{name}:{number}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert hits == []


def test_every_subpackage_is_listed():
    homes = PROJECT["tool"]["setuptools"]["package-dir"]
    folders = {path.parent for home in homes.values() for path in (ROOT / home).rglob("__init__.py")}
    names = {(ROOT / home): name for name, home in homes.items()}
    expected = set()
    for folder in folders:
        home = next(home for home in names if home == folder or home in folder.parents)
        expected.add(".".join([names[home], *folder.relative_to(home).parts]))
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(expected)


def test_every_folder_of_modules_is_a_package():
    assert [str(path) for path in MODULES if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf8")
    assert len(text.splitlines()) <= 400
    assert path.stem not in {"utils", "util", "common", "misc", "helpers"}
    assert text.startswith(('"""', 'r"""')), "no docstring"


def test_licences_are_there():
    assert PROJECT["project"]["license"] == "Apache-2.0"
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).stat().st_size > 1000
    licence = (ROOT / "LICENSE").read_text(encoding="utf8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "CC BY-SA 4.0" in (ROOT / "graph/language/models/LICENSE.md").read_text(encoding="utf8")


def test_the_changelog_knows_the_version():
    assert f"\n## {PROJECT['project']['version']}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf8")


@pytest.mark.parametrize("page", PAGES)
def test_links_inside_the_project_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_make_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf8")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    assert phony == set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    assert {"help", "demo", "test", "lint", "score", "bench", "train", "dist", "clean"} <= phony


def test_continuous_integration_runs_the_tests():
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
