"""Arrangements of glued pages, parts A and B; which part uses which."""

from __future__ import annotations

from collections.abc import Callable

import glued_parts as part
from glued import Page
from glued_more_layouts import (
    c_archive,
    c_brief,
    c_cards,
    c_fields,
    c_live,
    c_newsletter,
    c_paste,
    c_plain,
    c_single,
    c_summaries,
    c_tags,
    d_clippings,
    d_ends,
    d_portal,
    d_twice,
)
from glued_shapes import live, many, plain, single

Layout = Callable[[Page], None]


def a_cards(page: Page) -> None:
    """A main article, then a list of cards: publisher, age, dash, headline, text in one line."""
    story = page.story(8, 4)
    main = part.opened(page, story)
    part.title(page, main)
    part.body(page, main, story)
    part.close(page)
    page.line(("Comments", "furniture"))
    page.line(("No comments yet...", "furniture"), gap=0)
    page.line(("Related Articles", "furniture"), gap=0)
    for _ in many(page):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True)
        publisher = page.told[number].publisher or ""
        page.line((publisher, "head"), article=number, gap=2)
        part.head(page, number, part.age(page, number, masthead=False), f"- {publisher}")
        part.title(page, number, gap=0)
        page.line((" ".join(story.paragraphs), "body"), (page.pick("TAILS").replace("{p}", publisher), "furniture"),
                  article=number, gap=0)  # fmt: skip


def b_cards(page: Page) -> None:
    """Cards one below the other: headline, publisher and age in one line, snippet, text."""
    for _ in many(page, 3, 6):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True)
        publisher = page.told[number].publisher or ""
        part.title(page, number)
        part.head(page, number, f"{publisher} {page.rng.choice('·•|')} {part.age(page, number, masthead=False)}")
        page.line((story.paragraphs[0][:110].rpartition(" ")[0] + " …", "furniture"), article=number, gap=0)
        part.body(page, number, story, noise=0.1)


def a_summaries(page: Page) -> None:
    """Headline, summary put together from sentences, text with advertisements."""
    page.line(("How did your country report this? Share your view in the comments.", "furniture"))
    for _ in many(page, 2, 4):
        story = page.story(9, 5)
        number = part.opened(page, story)
        part.title(page, number)
        part.summary(page, number, story, labelled=page.maybe(0.5))
        part.body(page, number, story)
        part.close(page, share=0.2)


def b_summaries(page: Page) -> None:
    """Headline, publisher and date, a labelled summary in bullets or a paragraph, text."""
    for _ in many(page, 1, 3):
        story = page.story(8, 4)
        number = part.opened(page, story, publisher=True, dated=True)
        part.title(page, number)
        part.head(page, number, f"{page.told[number].publisher} - {part.day_of(page, number)}")
        part.summary(page, number, story, bullets=page.maybe(0.6))
        part.body(page, number, story)
        part.close(page, share=0.2)


def a_ruled(page: Page) -> None:
    """A digest with rules between its items; each says where it comes from and when."""
    known = part.masthead(page)
    for _ in many(page, 3, 6):
        page.line((page.rng.choice(("-----", "* * *", "______")), "furniture"))
        story = page.story(3, 1)
        number = part.opened(page, story, publisher=True, dated=page.maybe(0.6))
        told = page.told[number]
        when = part.day_of(page, number) if told.published else part.age(page, number, masthead=known)
        part.title(page, number)
        part.head(page, number, f"{told.publisher} | {when}")
        part.body(page, number, story, noise=0.1)


def b_ruled(page: Page) -> None:
    """A digest with rules between its items; publisher in capitals above, writer and date below the headline."""
    known = part.masthead(page)
    for place in many(page, 3, 6):
        if place:
            page.line((page.rng.choice(("• • •", "=====", "~ ~ ~", "—————")), "furniture"))
        story = page.story(3, 1)
        number = part.opened(page, story, publisher=True, dated=page.maybe(0.6))
        told = page.told[number]
        page.line(((told.publisher or "").upper(), "head"), article=number)
        part.title(page, number, gap=0)
        if told.published:
            part.head(page, number, *part.byline(page, number)[:1], part.dated_line(page, number))
        elif known:
            told.published = page.day.date().isoformat()
        part.body(page, number, story, noise=0.1)


def a_numbered(page: Page) -> None:
    """A digest with numbered headlines and the source below each item."""
    known = part.masthead(page)
    for place in many(page, 3, 6):
        story = page.story(2, 1)
        number = part.opened(page, story, publisher=True)
        part.title(page, number, shape=f"{place + 1}. {{}}")
        part.body(page, number, story, noise=0.05)
        part.head(page, number, f"Source: {page.told[number].publisher}")
        if known:
            page.told[number].published = page.day.date().isoformat()


def b_numbered(page: Page) -> None:
    """A digest with numbers in another dress and publisher and date behind a dash below each item."""
    part.masthead(page)
    shape = page.rng.choice(("{}) ", "({}) ", "#{} ", "{} – "))
    for place in many(page, 3, 6):
        story = page.story(2, 1)
        number = part.opened(page, story, publisher=True, dated=True)
        part.title(page, number, shape=f"{shape.format(place + 1)}{{}}")
        part.body(page, number, story, noise=0.05)
        part.head(page, number, f"— {page.told[number].publisher}, {part.day_of(page, number)}")


def a_newsletter(page: Page) -> None:
    """A newsletter: greeting, headlines with a paragraph or two and a link, sign-off."""
    known = part.masthead(page)
    page.furniture("GREETINGS")
    page.gap = 1
    for _ in many(page, 3, 6):
        story = page.story(2, 1)
        number = part.opened(page, story, publisher=True)
        part.title(page, number)
        part.body(page, number, story, noise=0)
        page.line((f"Read more at {page.told[number].publisher}", "head"), article=number)
        if known:
            page.told[number].published = page.day.date().isoformat()
    page.furniture("SIGN_OFFS")


def b_newsletter(page: Page) -> None:
    """A newsletter: sections, headlines with the publisher in brackets, sign-off."""
    known = part.masthead(page)
    page.furniture("GREETINGS")
    page.gap = 1
    for place in many(page, 3, 6):
        if place % 2 == 0:
            page.line((page.pick("KICKERS").upper(), "furniture"), gap=2)
        story = page.story(2, 1)
        number = part.opened(page, story, publisher=True)
        part.title(page, number, shape=f"{{}} ({page.told[number].publisher})")
        part.body(page, number, story, noise=0)
        if known:
            page.told[number].published = page.day.date().isoformat()
    page.furniture("SIGN_OFFS")


def a_live(page: Page) -> None:
    """A live page, newest entry first: one article."""
    live(page, titled=True)


def b_live(page: Page) -> None:
    """A live page whose entries name their writers."""
    live(page, titled=True)


def a_review(page: Page) -> None:
    """A press review: publisher and date, quoted headline, text."""
    for _ in many(page, 2, 5):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True, dated=True)
        page.line((f"{page.told[number].publisher} – {part.day_of(page, number)}", "head"), article=number)
        part.title(page, number, gap=0, shape=page.rng.choice(("“{}”", "{}")))
        part.body(page, number, story, noise=0.1)


def b_review(page: Page) -> None:
    """A press review: publisher, headline and date in one line."""
    shape = page.rng.choice(("{p}: “{t}” ({d})", "{p}, {d}: {t}", "“{t}”, {p}, {d}"))
    for _ in many(page, 2, 5):
        story = page.story(4, 2)
        number = part.opened(page, story, publisher=True, dated=True)
        line = shape.replace("{p}", page.told[number].publisher or "").replace("{d}", part.day_of(page, number))
        part.title(page, number, shape=line.replace("{t}", "{}"))
        part.body(page, number, story, noise=0.1)


def a_paste(page: Page) -> None:
    """Articles pasted one after another: headline, byline, date."""
    for _ in many(page, 2, 4):
        story = page.story(8, 3)
        number = part.opened(page, story, publisher=page.maybe(0.5), dated=True)
        if page.maybe(0.3):
            page.line((page.pick("KICKERS"), "furniture"))
        part.title(page, number)
        if page.told[number].publisher:
            part.head(page, number, page.told[number].publisher or "")
        part.head(page, number, *part.byline(page, number), part.dated_line(page, number))
        part.body(page, number, story)
        part.close(page)


def b_paste(page: Page) -> None:
    """Articles pasted one after another: the date above the headline, the publisher in the byline or as site name."""
    for _ in many(page, 2, 4):
        story = page.story(8, 3)
        number = part.opened(page, story, publisher=True, dated=True)
        page.line((part.dated_line(page, number), "head"), article=number)
        part.title(page, number, gap=0, shape=f"{{}} {page.rng.choice('|-–')} {page.told[number].publisher}")
        part.head(page, number, *part.byline(page, number))
        if page.maybe(0.5):
            page.line((page.fill(page.pick("CAPTIONS")), "furniture"))
        part.body(page, number, story)
        part.close(page)


def a_plain(page: Page) -> None:
    """Articles without header lines, a wide gap or a dateline between them."""
    plain(page)


def b_plain(page: Page) -> None:
    """Articles without header lines: headlines in capitals behind a wide gap, or datelines in another style."""
    wide = page.maybe(0.5)
    for place in many(page, 2, 4):
        story = page.story(8, 3)
        number = part.opened(page, story, publisher=not wide, dated=not wide)
        if wide:
            page.told[number].title = story.title.upper()
        part.title(page, number, gap=page.gap + 1 + page.rng.randint(1, 3) if wide and place else None)
        part.body(page, number, story, noise=0.1, dateline="" if wide else part.dateline(page, number, agency=True))


def a_single(page: Page) -> None:
    """One article with everything around it."""
    single(page)


def b_single(page: Page) -> None:
    """One article with everything around it."""
    single(page)


def a_related(page: Page) -> None:
    """Articles that each end in a list of other headlines."""
    for _ in many(page, 1, 3):
        story = page.story(7, 3)
        number = part.opened(page, story, dated=True)
        part.title(page, number)
        part.head(page, number, *part.byline(page, number), part.dated_line(page, number))
        part.body(page, number, story)
        part.close(page)
        part.related(page, ages=page.maybe(0.5))


def b_related(page: Page) -> None:
    """Articles that each end in a list of other headlines; the table of contents stands above."""
    chosen = [page.story(7, 3) for _ in many(page, 1, 3)]
    if len(chosen) > 1:
        page.line((page.rng.choice(("In this issue", "Contents")), "furniture"))
        for story in chosen:
            page.line((story.title, "furniture"), gap=0)
    for story in chosen:
        number = part.opened(page, story, dated=True)
        part.title(page, number, gap=2)
        part.head(page, number, *part.byline(page, number), part.dated_line(page, number))
        part.body(page, number, story)
        part.close(page)
        part.related(page, ages=page.maybe(0.5))


_A: tuple[Layout, ...] = (
    *(a_cards, a_summaries, a_ruled, a_numbered, a_newsletter, a_live, a_review, a_paste, a_plain, a_single, a_related),
)
_B: tuple[Layout, ...] = (
    *(b_cards, b_summaries, b_ruled, b_numbered, b_newsletter, b_live, b_review, b_paste, b_plain, b_single, b_related),
)
_C: tuple[Layout, ...] = (
    *(c_tags, c_brief, c_archive, c_fields, c_cards, c_summaries, c_newsletter, c_live, c_paste, c_plain, c_single),
)
_D: tuple[Layout, ...] = (
    *(d_portal, d_clippings, d_ends, d_twice, a_cards, b_summaries, b_ruled, a_newsletter, a_live, b_review, c_paste),
    *(b_plain, c_single, b_related, c_cards, c_tags),
)
LAYOUTS: dict[str, tuple[Layout, ...]] = {"A": _A, "B": _B, "C": _C, "D": _D}
