"""Measure how pages are split and cleaned, on glued pages whose truth is known; print a Markdown table.

Usage: python benchmarks/splitting.py [--part A|B|C|D] [--pages N] [--seed N] [--show STYLE] [--plain FILE.jsonl.gz ...]

A page is read as users read it, from a file; see `glued` for the parts.
- boundaries: precision, recall and F1 of where articles start. A start is right if the first headline or paragraph at
  or behind it is the headline of an article, its first paragraph where it has none; of two on one place one is wrong.
- publisher, date, title: share of all articles for which the page's words are given, none where the page tells none; an
  article whose start was missed counts as wrong.
- furniture kept: share of the characters of furniture and header lines that stand in a text.
- body lost: share of the characters of paragraphs and subheads that stand in no text, or in that of another article.
- summaries kept: share of the characters of machine-made summaries that stand in a text.
`--plain` counts the splits of articles that are one (`text` of each line); nothing of them is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from glued import Page, pages
from tieline.articles import read
from tieline.records import Article

COLUMNS = ("articles", "P", "R", "F1", "publisher", "date", "title", "furniture kept", "body lost", "summaries kept")


def main() -> None:
    """Print one row per style and one for all."""
    parser = argparse.ArgumentParser(description="measure splitting and cleaning")
    parser.add_argument("--part", choices=("A", "B", "C", "D"), default="A")
    parser.add_argument("--pages", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", metavar="STYLE", help="print what goes wrong in a style")
    parser.add_argument("--plain", nargs="*", default=[])
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for page in pages(given.pages, given.part, given.seed):
        counted = score(page, articles_of(page.text), show=given.show in {page.style, "all"})
        counts[page.style] += counted
    total: Counter[str] = sum(counts.values(), Counter())
    print("| style | " + " | ".join(COLUMNS) + " |\n| --- " + "| ---: " * len(COLUMNS) + "|")
    for style, counted in [*counts.items(), ("all", total)]:
        print(f"| {style.replace('_', ' ')} | " + " | ".join(row(counted)) + " |")
    for path in given.plain:
        print(f"\n{path}: {splits(Path(path)):.1f} false splits in 100 articles")


def articles_of(text: str) -> list[Article]:
    """Read a page from a file, as users do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.txt")
        path.write_text(text, encoding="utf-8")
        return list(read([path], on_error=lambda _: None))


def score(page: Page, articles: Sequence[Article], *, show: bool = False) -> Counter[str]:
    """Count what is right and wrong on a page."""
    got: Counter[str] = Counter(told=len(page.told), found=len(articles))
    firsts = {told.start: number for number, told in enumerate(page.told)}
    matched: dict[int, Article] = {}
    for article in articles:
        start = next((p.start for p in page.pieces if p.role in {"title", "body"} and p.start >= _start(article)), -1)
        if start in firsts and firsts[start] not in matched:
            matched[firsts[start]] = article
        elif show:
            print(f"[{page.style}] FALSE START at {page.text[_start(article) :][:90]!r}")
    got["right"] = len(matched)
    for number, told in enumerate(page.told):
        article = matched.get(number)
        if article is None:
            if show:
                print(f"[{page.style}] MISSED {page.text[max(0, told.start - 120) : told.start + 60]!r}")
            continue
        said = (article.publisher, article.published.isoformat() if article.published else None, article.title)
        for name, value, wanted in zip(
            ("publisher", "date", "title"), said, (told.publisher, told.published, told.title), strict=True
        ):
            right = (value or "").casefold() == (wanted or "").casefold()
            got[name] += right
            if show and not right:
                around = page.text[max(0, told.start - 90) : told.start + 160]
                print(f"[{page.style}] {name}: got {value!r}, expected {wanted!r} in {around!r}")
    _count_text(page, articles, matched, got, show=show)
    return got


def _start(article: Article) -> int:
    return article.source.start if article.source else 0


def _count_text(
    page: Page, articles: Sequence[Article], matched: dict[int, Article], got: Counter[str], *, show: bool
) -> None:
    """Count the characters of each role that stand in a text."""
    holder: list[int | None] = [None] * len(page.text)
    for number, article in enumerate(articles):
        for segment in article.segments:
            holder[segment.file_start : segment.file_start + segment.length] = [number] * segment.length
    index = {id(article): number for number, article in enumerate(articles)}
    own = {number: index[id(article)] for number, article in matched.items()}
    for piece in page.pieces:
        role = "furniture" if piece.role == "head" else piece.role
        held = holder[piece.start : piece.end]
        size = len(held)
        kept = size - held.count(None)
        got[f"{role} size"] += size
        if role == "body":
            lost = size - held.count(own[piece.article]) if piece.article in own else size
            got["body lost"] += lost
            wrong = lost > size // 4
        else:
            got[f"{role} kept"] += kept
            wrong = role != "title" and kept > 0
        if show and wrong and not (role == "body" and piece.article not in own):
            print(
                f"[{page.style}] {role} {'lost' if role == 'body' else 'kept'}:",
                repr(page.text[piece.start : piece.end][:110]),
            )


def row(got: Counter[str]) -> Iterator[str]:
    """Yield the cells of a row."""
    precision, recall = got["right"] / max(1, got["found"]), got["right"] / max(1, got["told"])
    yield str(got["told"])
    yield f"{precision:.3f}"
    yield f"{recall:.3f}"
    yield f"{2 * precision * recall / max(1e-9, precision + recall):.3f}"
    for name in ("publisher", "date", "title"):
        yield f"{got[name] / max(1, got['told']):.3f}"
    for name, size in (
        ("furniture kept", "furniture size"),
        ("body lost", "body size"),
        ("summary kept", "summary size"),
    ):
        yield f"{100 * got[name] / got[size]:.1f}%" if got[size] else "—"


def splits(path: Path) -> float:
    """Return the false splits in 100 articles that are one each."""
    count = more = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            count += 1
            more += max(0, len(articles_of(json.loads(line)["text"])) - 1)
    return 100 * more / max(1, count)


if __name__ == "__main__":
    main()
