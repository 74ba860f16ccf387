"""Whole pages that several layouts share."""

from __future__ import annotations

import glued_parts as part
from glued import WORDS, Page


def many(page: Page, least: int = 2, most: int = 5) -> range:
    """Draw how many articles a page has."""
    return range(page.rng.randint(least, most))


def live(page: Page, *, titled: bool) -> None:
    """Add a live page; `titled`: its entries may have headlines."""
    words = WORDS[page.part].LIVE
    story = page.story(8, 5)
    number = part.opened(page, story, dated=page.maybe(0.5))
    page.line((page.rng.choice(words["head"]), "furniture"))
    part.title(page, number)
    if page.told[number].published:
        part.head(page, number, part.dated_line(page, number))
    time = page.rng.choice(words["time"])
    if "2025" in time and page.told[number].published is None:
        page.told[number].published = page.day.date().isoformat()
    for place, paragraph in enumerate(story.paragraphs):
        minute = f"{59 - place * 6:02d}"
        page.line((time.replace("32", minute), "furniture"))
        if titled and page.maybe(0.6):
            page.line((page.story().title, "body"), article=number, gap=0)
        page.line((paragraph, "body"), article=number, gap=0)
        if page.maybe(0.4):
            page.line((page.rng.choice(words["foot"]), "furniture"), gap=0)
    part.close(page, share=0.2)


def single(page: Page) -> None:
    """Add one article with everything around it."""
    story = page.story(10, 5)
    number = part.opened(page, story, publisher=page.maybe(0.5), dated=page.maybe(0.7))
    for _ in range(2):
        page.furniture("LINES", gap=0)
    if page.maybe(0.5):
        page.line((page.pick("KICKERS"), "furniture"))
    part.title(page, number)
    told = page.told[number]
    part.head(page, number, *([told.publisher] if told.publisher else []), *part.byline(page, number))
    if told.published:
        part.head(page, number, part.dated_line(page, number))
    page.furniture("CAPTIONS")
    part.body(page, number, story, noise=0.5)
    part.close(page, share=0.7)


def plain(page: Page) -> None:
    """Articles without header lines, a wide gap or a dateline between them."""
    wide = page.maybe(0.5)
    for place in many(page, 2, 4):
        story = page.story(8, 3)
        number = part.opened(page, story, publisher=not wide, dated=not wide)
        part.title(page, number, gap=page.gap + 2 if wide and place else None)
        part.body(page, number, story, noise=0.1, dateline="" if wide else part.dateline(page, number, agency=True))
