"""Links between the documents lead somewhere, and every page is found from the README."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent.parent
NAMED = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
PAGES = [*(path for path in NAMED if path.exists()), *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s+(\S+)|(?:href|src)=\"([^\"]+)\"", re.MULTILINE
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(text):
    """Targets of the links and pictures of a page, code aside."""
    plain = CODE.sub("", FENCED.sub("", text))
    return [next(filter(None, groups)) for groups in LINK.findall(plain)]


def anchors(text):
    """Names of the headings, as GitHub makes them, and of anchors set by hand."""
    found = set(re.findall(r"(?:id|name)=\"([^\"]+)\"", text))
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*#*$", FENCED.sub("", text), re.MULTILINE):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        found.add(next(each for each in (name, *(f"{name}-{n}" for n in range(1, 99))) if each not in found))
    return found


def broken(page):
    """The links of a page that lead nowhere."""
    for target in links(page.read_text(encoding="utf-8")):
        if ELSEWHERE.match(target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path).resolve() if path else page
        there = file.exists() and file.is_relative_to(ROOT)
        if there and anchor and file.suffix == ".md":
            there = anchor in anchors(file.read_text(encoding="utf-8"))
        if not there:
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file_or_heading(page):
    assert list(broken(page)) == []


def test_the_readme_leads_to_every_page():
    linked = {target.partition("#")[0] for target in links((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert [path.name for path in sorted((ROOT / "docs").glob("*.md")) if f"docs/{path.name}" not in linked] == []


def test_every_picture_of_the_documents_is_shown_somewhere():
    shown = {Path(target).name for page in PAGES for target in links(page.read_text(encoding="utf-8"))}
    assert [path.name for path in sorted((ROOT / "docs" / "images").glob("*")) if path.name not in shown] == []


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## What it does", "what-it-does"),
        ("## `tieline view`: the page", "tieline-view-the-page"),
        ("### A [link](x.md) inside", "a-link-inside"),
        ("# Läuft, oder nicht?", "läuft-oder-nicht"),
    ],
)
def test_headings_have_the_names_that_github_gives_them(heading, anchor):
    assert anchors(f"{heading}\n\ntext\n") == {anchor}


def test_a_link_that_leads_nowhere_is_found(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "b.md").write_text("# Here\n\n```\n[no](gone.md)\n```\n")
    page = tmp_path / "a.md"
    page.write_text("[a](b.md) [b](b.md#here) [c](b.md#there) [d](gone.md) `[e](x.md)` [f](https://example.org/x)\n")
    assert list(broken(page)) == ["b.md#there", "gone.md"]
