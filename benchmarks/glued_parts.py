"""Parts that every layout of a glued page uses: headers, bodies with noise, summaries, lists of other articles."""

from __future__ import annotations

import re
from datetime import timedelta

from glued import WORDS, Page, Story

AGED = re.compile(r"(?P<count>\d+|an?)\s?(?P<unit>[a-z])")
NOISE = ("LINES", "LINES", "CAPTIONS", "CORRECTIONS")


def opened(page: Page, story: Story, *, publisher: bool | str = False, dated: bool | None = False) -> int:
    """Start an article with its title; draw its publisher and date where they will be told."""
    number = page.article()
    told = page.told[number]
    told.title = story.title
    if publisher:
        told.publisher = publisher if isinstance(publisher, str) else page.pick("PUBLISHERS")
    if dated:
        told.published = page.any_day().date().isoformat()
    return number


def day_of(page: Page, number: int) -> str:
    """Write the date of an article in a format of its part."""
    told = page.told[number].published or ""
    year, month, day = map(int, told.split("-"))
    return page.date(page.day.replace(year=year, month=month, day=day))


def dated_line(page: Page, number: int) -> str:
    """Write a line with the date of an article."""
    return page.pick("PUBLISHED").replace("{d}", day_of(page, number))


def byline(page: Page, number: int) -> list[str]:
    """Draw a byline, in one line or two."""
    publisher = page.told[number].publisher
    while True:
        drawn = page.pick("BYLINES")
        if publisher or "{p}" not in drawn:
            return page.fill(drawn, publisher).split("\n")


def age(page: Page, number: int, *, masthead: bool) -> str:
    """Draw an age; on a page with a date of its own it tells the date of the article."""
    drawn = page.pick("AGES")
    if masthead:
        page.told[number].published = (page.day - timedelta(days=_days(drawn))).date().isoformat()
    return drawn


def _days(drawn: str) -> int:
    if drawn == "Yesterday":
        return 1
    match = AGED.search(drawn.lower().removeprefix("updated ").removeprefix("about "))
    if not match or match["unit"] not in "dw":
        return 0
    count = 1 if match["count"].startswith("a") else int(match["count"])
    return count * (7 if match["unit"] == "w" else 1)


def head(page: Page, number: int, *lines: str, gap: int = 0) -> None:
    """Add header lines of an article."""
    for line in lines:
        page.line((line, "head"), article=number, gap=gap)


def title(page: Page, number: int, *, gap: int | None = None, shape: str = "{}") -> None:
    """Add the headline line; `shape` may hold a number or a site name around it."""
    told = page.told[number].title or ""
    page.line((shape.format(told), "title"), article=number, gap=gap)


def body(
    page: Page, number: int, story: Story, *, noise: float = 0.25, dateline: str = "", gap: int | None = None
) -> None:
    """Add the paragraphs with furniture, captions, pull quotes and subheads between them."""
    for place, paragraph in enumerate(story.paragraphs):
        text = dateline + paragraph if place == 0 else paragraph
        parts = [(text, "body")]
        if place and page.maybe(noise / 4):
            parts.append((page.fill(page.pick("GLUED_CAPTIONS")), "furniture"))
        if place > 1 and page.maybe(noise / 2):
            page.line((page.pick("SUBHEADS"), "body"), article=number)
        page.line(*parts, article=number, gap=gap if place == 0 else None)
        if page.maybe(noise):
            page.furniture(page.rng.choice(NOISE[:3]))
        quote = re.search(r"“([^“”]{40,140})”", text)
        if quote and page.maybe(noise / 3):
            page.line((f"“{quote[1]}”", "furniture"))


def dateline(page: Page, number: int, *, agency: bool = False) -> str:
    """Draw a dateline; with a year it tells the date of an article that has no other, as an agency its publisher."""
    told, place = page.told[number], page.pick("PLACES")
    name = told.publisher if agency and told.publisher else None
    source = f" ({name})" if name else ""
    if told.published and page.part == "A":
        day = page.day.replace(**dict(zip(("year", "month", "day"), map(int, told.published.split("-")), strict=True)))
        return f"{place}, {day.strftime('%B %-d, %Y')}{source} — "
    if told.published:
        day = page.day.replace(**dict(zip(("year", "month", "day"), map(int, told.published.split("-")), strict=True)))
        return f"{place}{source}, {day.strftime('%b. %-d %Y')} – "
    return f"{place}{source} — " if page.part == "A" else f"{place}{source} - "


def summary(page: Page, number: int, story: Story, *, labelled: bool = True, bullets: bool = False) -> None:
    """Add a machine-made summary: sentences of the article, with its label or without."""
    sentences = re.split(r"(?<=[.”])\s+(?=[A-Z“])", " ".join(story.paragraphs))
    chosen = sorted(page.rng.sample(range(len(sentences)), min(len(sentences), 4)))
    if labelled:
        page.line((page.pick("SUMMARY_LABELS"), "furniture"), article=number, gap=0)
    if bullets:
        for index in chosen:
            page.line((f"• {sentences[index]}", "summary"), article=number, gap=0)
    else:
        page.line((" ".join(sentences[index] for index in chosen), "summary"), article=number, gap=0)
    if labelled and page.maybe(0.5):
        page.line((page.pick("SUMMARY_NOTES"), "furniture"), article=number, gap=0)


def related(page: Page, *, ages: bool) -> None:
    """Add a list of other headlines."""
    page.furniture("ASIDES")
    for teaser in page.rng.sample(WORDS[page.part].TEASERS, 3):
        page.line((teaser, "furniture"))
        if ages:
            page.line((page.pick("AGES"), "furniture"), gap=0)


def close(page: Page, *, share: float = 0.5) -> None:
    """Add what stands below an article: credits, corrections, the writer, buttons."""
    for kind in ("CORRECTIONS", "BIOS", "LINES", "LINES"):
        if page.maybe(share):
            page.furniture(kind)


def masthead(page: Page) -> bool:
    """Add the name of a digest; return whether it tells the date of the page."""
    drawn = page.pick("MASTHEADS")
    for number, text in enumerate(drawn.replace("{d}", page.date(page.day)).split("\n")):
        page.line((text, "furniture"), gap=None if number == 0 else 0)
    return "{d}" in drawn
