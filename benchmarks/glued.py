"""Glued pages: our own articles put together as the web does it, with the truth about every line known.

Usage: python benchmarks/glued.py COUNT [--part A|B|C|D] [--seed N]       (prints the pages)

The articles are the sample corpus and the training passages. The words between them (furniture, credits, labels, date
formats) come from one of four parts, the arrangements from the layouts of the same part; no phrase is in two parts. The
rules of tieline were made on part A; each of the others was measured once before anything was changed for it. In the
phrases `{n}` and `{m}` are names, `{N}` one in capitals, `{p}` a publisher, `{d}` a date, `{place}` a place.
Page n of a part and seed is the same whatever the count.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

import glued_words_a
import glued_words_b
import glued_words_c
import glued_words_d

WORDS = {"A": glued_words_a, "B": glued_words_b, "C": glued_words_c, "D": glued_words_d}
PASSAGES = Path(__file__).parent.parent / "training" / "passages"
_MARKED = re.compile(r"\[([^\[\]|]+)\|[A-Z]+\]")
_DATELINE = re.compile(r"^[A-Z][A-Z ,.]+\s+[—–-]\s+")
_CUT = re.compile(r",| said| after| when| which| who| — |;|:| while| because| but ")
_WEAK = frozenset(
    {"the", "a", "an", "of", "in", "to", "for", "and", "on", "at", "by", "from", "with", "that", "as", "into", "over"}
    | {"its", "his", "her", "their", "is", "was", "were", "are", "had", "has", "be"}
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article before it is glued."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a page. Roles: title, head, body, summary, furniture; `article` is its number, -1 for none."""

    start: int
    end: int
    role: str
    article: int


@dataclass(slots=True)
class Told:
    """What a page says about one of its articles; `start` is where its headline stands, or its body without one."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    start: int = -1


@dataclass(slots=True)
class Page:
    """A page under construction and, when done, its text and truth."""

    rng: random.Random
    part: str
    style: str = ""
    gap: int = 1  # blank lines between paragraphs
    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    day: datetime = datetime(2025, 6, 3, 14, 32, tzinfo=UTC)

    def line(self, *parts: tuple[str, str], article: int = -1, gap: int | None = None) -> None:
        """Add a line of (text, role) parts, `gap` blank lines after the last one."""
        if self.text:
            self.text += "\n" * (1 + (self.gap if gap is None else gap))
        for number, (text, role) in enumerate(parts):
            self.text += " " if number else ""
            start = len(self.text)
            self.text += text
            self.pieces.append(Piece(start, len(self.text), role, article))
            if role in {"title", "body"} and article >= 0 and self.told[article].start < 0:
                self.told[article].start = start

    def furniture(self, kind: str, *, gap: int | None = None, role: str = "furniture") -> None:
        """Add furniture of a kind; a phrase of two lines is added as two."""
        for number, text in enumerate(self.fill(self.pick(kind)).split("\n")):
            self.line((text, role), gap=gap if number == 0 else 0)

    def article(self) -> int:
        """Start the truth of a new article and give its number."""
        self.told.append(Told())
        return len(self.told) - 1

    def pick(self, kind: str) -> str:
        """Draw a phrase of this page's part."""
        return self.rng.choice(getattr(WORDS[self.part], kind))

    def fill(self, phrase: str, publisher: str | None = None) -> str:
        """Put names into a phrase."""
        name, other = self.rng.sample(WORDS[self.part].NAMES, 2)
        place = self.pick("PLACES").title().partition(",")[0]
        spots = {"n": name, "m": other, "N": name.upper(), "p": publisher or self.pick("PUBLISHERS"), "place": place}
        for key, value in {**spots, "d": self.date(self.day)}.items():
            phrase = phrase.replace("{" + key + "}", value)
        return phrase

    def date(self, day: datetime) -> str:
        """Write a date in a format of this part."""
        return day.strftime(self.pick("DATES"))

    def any_day(self) -> datetime:
        """Draw a day before the page's own."""
        return self.day - timedelta(days=self.rng.randrange(1, 300), minutes=self.rng.randrange(600))

    def maybe(self, share: float) -> bool:
        """Draw yes with this probability."""
        return self.rng.random() < share

    def story(self, most: int = 6, least: int = 1) -> Story:
        """Draw an article of `least` to `most` paragraphs."""
        story = self.rng.choice(stories(self.part))
        return replace(story, paragraphs=story.paragraphs[: self.rng.randint(least, max(least, most))])


@cache
def stories(part: str) -> tuple[Story, ...]:
    """Return the articles of a part, those of A and B apart: sample corpus and passages, in fours."""
    found = list(_passages()) + list(_samples()) * 3
    return tuple(story for number, story in enumerate(found) if number % 2 == (part == "B") or part in "CD")


def _samples() -> Iterator[Story]:
    for path in sorted(files("tieline.corpus").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".md"):
            _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
            title = re.search(r'title: "?(.*?)"?\n', front)
            paragraphs = [_DATELINE.sub("", part) for part in body.strip().split("\n\n")]
            yield Story(title[1] if title else "", tuple(paragraphs))


def _passages() -> Iterator[Story]:
    for path in sorted(PASSAGES.glob("*.txt")):
        plain = [_MARKED.sub(r"\1", part).strip() for part in path.read_text(encoding="utf-8").split("\n---\n")]
        prose = [part for part in plain if _is_prose(part)]
        for first in range(0, len(prose) - 4, 4):
            yield Story(headline(prose[first]), tuple(prose[first : first + 4]))


def _is_prose(passage: str) -> bool:
    clean = "\n" not in passage and passage[:1].isupper() and passage.endswith((".", "”", '"'))
    return clean and len(passage) > 200 and not re.match(r"[A-Z][A-Z ,()]{4,}|.{0,40}(?:—|:|\()", passage)


def headline(paragraph: str) -> str:
    """Make a headline of the first words of a paragraph."""
    first = re.sub(r"^(?:The|A|An) ", "", paragraph)
    cut = next((match.start() for match in _CUT.finditer(first) if match.start() > 30), len(first))
    chosen = first[: min(cut, 75)].split()
    if cut > 75 and len(first) > 75:
        chosen = chosen[:-1]
    while len(chosen) > 1 and (chosen[-1].lower() in _WEAK or len(chosen[-1]) < 3):
        chosen.pop()
    title = " ".join(chosen).rstrip(".,;:—“\"'’”").replace("“", "‘").replace("”", "’")
    return title[:1].upper() + title[1:]


def pages(count: int, part: str, seed: int) -> Iterator[Page]:
    """Yield pages in every layout of a part in turn."""
    from glued_layouts import LAYOUTS  # needs Page

    layouts = LAYOUTS[part]
    for number in range(count):
        layout = layouts[number % len(layouts)]
        page = Page(random.Random(f"{part}{seed}-{number}"), part, style=layout.__name__)
        page.gap = page.rng.choice((0, 1, 1))
        layout(page)
        yield page


def main() -> None:
    """Print pages."""
    parser = argparse.ArgumentParser(description="print glued pages")
    parser.add_argument("count", type=int)
    parser.add_argument("--part", choices=("A", "B", "C", "D"), default="A")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for page in pages(given.count, given.part, given.seed):
        print(f"{'=' * 30} {page.style}\n{page.text}\n")


if __name__ == "__main__":
    main()
