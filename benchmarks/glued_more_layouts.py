"""Arrangements of glued pages, parts C and D."""

from __future__ import annotations

import glued_parts as part
from glued import Page
from glued_shapes import live, many, plain, single


def c_tags(page: Page) -> None:
    """The page of a topic: headlines with the first words of their text, cut off."""
    page.line((page.rng.choice(("Iraqi parliament", "Elections 2025")), "furniture"))
    page.line(("10 Stories", "furniture"), gap=0)
    tail = page.pick("TAILS")
    for _ in many(page, 3, 6):
        story = page.story(1, 1)
        number = part.opened(page, story)
        part.title(page, number)
        page.line((story.paragraphs[0][:280].rpartition(" ")[0], "body"), (tail, "furniture"), article=number)


def c_brief(page: Page) -> None:
    """A numbered brief with several sources below each item."""
    known = part.masthead(page)
    for place in many(page, 3, 5):
        story = page.story(2, 1)
        number = part.opened(page, story, publisher=True)
        part.title(page, number, shape=f"{place + 1}. {{}}")
        part.body(page, number, story, noise=0)
        other = page.rng.choice(("Reuters", "The Guardian"))
        part.head(page, number, f"Sources: {page.told[number].publisher}, {other}")
        if known:
            page.told[number].published = page.day.date().isoformat()


def c_archive(page: Page) -> None:
    """An archive list: headline, date, text, a link."""
    for _ in many(page, 3, 6):
        story = page.story(2, 1)
        number = part.opened(page, story, dated=True)
        part.title(page, number)
        part.head(page, number, part.day_of(page, number), gap=1)
        part.body(page, number, story, noise=0)
        page.line(("details", "furniture"), article=number)


def c_fields(page: Page) -> None:
    """Articles of a news database: fields with their names before and behind the text."""
    count = page.rng.randint(2, 4)
    for place in range(count):
        story = page.story(6, 3)
        number = part.opened(page, story, publisher=True, dated=True)
        page.line((f"{place + 1} of {count} DOCUMENTS", "furniture"), gap=2)
        part.head(page, number, page.told[number].publisher or "", gap=1)
        part.head(page, number, part.day_of(page, number), gap=1)
        part.title(page, number, gap=1)
        part.head(page, number, f"BYLINE: {page.fill('{n}')}", "SECTION: NEWS; Pg. 4", "LENGTH: 645 words", gap=1)
        part.body(page, number, story, noise=0)
        page.line(("LOAD-DATE: June 12, 2025", "furniture"), gap=1)
        page.line(("LANGUAGE: ENGLISH", "furniture"), gap=1)


def c_cards(page: Page) -> None:
    """Cards: age above, headline, text, publisher below."""
    for _ in many(page, 3, 6):
        story = page.story(3, 1)
        number = part.opened(page, story, publisher=True)
        page.line((part.age(page, number, masthead=False), "head"), article=number)
        part.title(page, number, gap=0)
        part.body(page, number, story, noise=0.1, gap=0)
        part.head(page, number, page.told[number].publisher or "")


def c_summaries(page: Page) -> None:
    """Headline, byline, a summary under a label, text."""
    for _ in many(page, 1, 3):
        story = page.story(8, 4)
        number = part.opened(page, story, dated=True)
        part.title(page, number)
        part.head(page, number, *part.byline(page, number), part.dated_line(page, number))
        part.summary(page, number, story, bullets=page.maybe(0.5))
        part.body(page, number, story)
        part.close(page, share=0.3)


def c_newsletter(page: Page) -> None:
    """A newsletter: greeting, kickers, headlines, text, sign-off, with rules between its items."""
    known = part.masthead(page)
    page.furniture("GREETINGS")
    page.gap = 1
    for _ in many(page, 3, 5):
        page.line((page.rng.choice(("---", "###", "· · ·")), "furniture"))
        story = page.story(3, 1)
        number = part.opened(page, story)
        if page.maybe(0.4):
            page.line((page.pick("KICKERS"), "furniture"))
        part.title(page, number)
        part.body(page, number, story, noise=0)
        if known:
            page.told[number].published = page.day.date().isoformat()
    page.line(("---", "furniture"))
    page.furniture("SIGN_OFFS")


def c_live(page: Page) -> None:
    """A live page that closed: its headline says so."""
    live(page, titled=True)


def c_paste(page: Page) -> None:
    """Articles pasted with their sections, dates and captions."""
    for _ in many(page, 2, 4):
        story = page.story(8, 3)
        number = part.opened(page, story, publisher=page.maybe(0.6), dated=True)
        if page.maybe(0.5):
            page.line((page.pick("KICKERS"), "furniture"))
        part.title(page, number)
        told = page.told[number]
        groups = [
            part.byline(page, number),
            [part.dated_line(page, number)],
            [told.publisher] if told.publisher else [],
        ]
        page.rng.shuffle(groups)
        part.head(page, number, *(line for group in groups for line in group))
        page.furniture("CAPTIONS")
        part.body(page, number, story)
        part.close(page)


def c_plain(page: Page) -> None:
    """Articles without header lines, told apart by rules, a wide gap or datelines."""
    plain(page)


def c_single(page: Page) -> None:
    """One article with everything around it, and a list of others."""
    single(page)
    part.related(page, ages=page.maybe(0.5))


def d_portal(page: Page) -> None:
    """A portal: kicker, headline, reading time, publisher and date in one line, standfirst, text."""
    for _ in many(page, 2, 5):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True, dated=True)
        if page.maybe(0.5):
            page.line((page.pick("KICKERS"), "furniture"))
        part.title(page, number)
        told = page.told[number]
        joint = page.rng.choice((" · ", " | ", " - "))
        part.head(page, number, joint.join(("3 min read", told.publisher or "", part.day_of(page, number))))
        part.body(page, number, story, noise=0.2)


def d_clippings(page: Page) -> None:
    """Clippings: headline, then publisher, page and date in brackets; rules between some of them."""
    for place in many(page, 2, 5):
        if place and page.maybe(0.5):
            page.line(("----------", "furniture"))
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True, dated=True)
        part.title(page, number)
        part.head(page, number, f"({page.told[number].publisher}, {part.day_of(page, number)})")
        part.body(page, number, story, noise=0.1)


def d_ends(page: Page) -> None:
    """Agency copy: dateline, text, the end mark of the trade."""
    mark = page.rng.choice(("(END)", "-30-", "###", "ENDS"))
    for _ in many(page, 2, 5):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True, dated=True)
        part.title(page, number)
        part.body(page, number, story, noise=0, dateline=part.dateline(page, number, agency=True))
        page.line((mark, "furniture"), article=number)


def d_twice(page: Page) -> None:
    """Pages saved one after another, each with the name of its browser tab above its headline."""
    for _ in many(page, 1, 3):
        story = page.story(7, 3)
        number = part.opened(page, story, publisher=True, dated=True)
        page.line((f"{story.title} | {page.told[number].publisher}", "head"), article=number, gap=2)
        page.furniture("LINES", gap=0)
        part.title(page, number)
        part.head(page, number, *part.byline(page, number), part.dated_line(page, number))
        part.body(page, number, story)
        part.close(page)
        part.related(page, ages=page.maybe(0.5))
