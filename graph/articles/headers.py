"""Header lines of an article: "By NAME", dates, ages, publisher lines, alone or several in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .ages import AGE, CLOCK, FILLER, SHORT_AGE, days_of
from .dates import find_date
from .furniture import is_masthead, is_outlet, reads_like_outlet

_LONGEST = 160
_GAP = "\x00"  # stands where a date or an age was taken out of a line
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|GMT|UTC|BST|CES?T|EES?T|[ECMP][DS]?T|IST|AST)\b\.?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·●;\n]\s*|\s+[-–—/]+\s+|^\s*[-–—]+\s*|\s*[-–—]+\s*$|:\s*$|^\s*:\s*")
_BY = re.compile(
    r"(?:(?:written|reported|story|words|report|text|analysis|opinion|review|interview|posted) )?"
    r"by(?:line)?:?\s+(?P<name>.+)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:sources?|via|publisher|published by|outlet|newspaper|publication|from"
    r"|(?:(?:continue|keep) reading|read (?:more|on|it|the (?:full|rest|whole)\b[^.:]{0,40}?)"
    r"|full (?:story|article|text)|more) (?:at|in|on|from)"
    r"|originally published (?:by|in|on|at)|(?:this article )?(?:first )?appeared (?:in|on))\s*:?\s+(?P<name>.+)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[](?P<name>[^()\[\]]{2,40})[)\]]")
_BRACKETED_LINE = re.compile(r"[(\[](?P<words>[^()\[\]]+,[^()\[\]]+)[)\]]")
_PARTICLE = frozenset(
    {"of", "and", "the", "for", "in", "at", "with", "&"}
    | {
        "de",
        "la",
        "du",
        "da",
        "di",
        "al",
        "el",
        "bin",
        "bint",
        "ibn",
        "ben",
        "umm",
        "ould",
        "abu",
        "van",
        "von",
        "der",
        "den",
    }
)
_JOB = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|analyst|columnist|journalist|bureau chief|contributor|producer|staff"
    r"|desk|reporting from|special to|professor|fellow|author|photographer)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """What one header line says.

    Attributes:
        byline: names of the writers, as written.
        publisher: outlet or agency, as written.
        published, updated: dates; `updated` where the line says that the date is of a later change.
        age: the line gives a relative age ("an hour ago").
        dashed: the publisher stands after a dash and is no known outlet: it may be an item of a list.
        named: the line names its publisher in so many words ("Source: …").
        dated: the line is only a date, without "published" or another sign that it is about the page.
        days: the age in whole days, None where it is told in months or years.
        clock: the line is only a time of day, as entries of a live page have it.
    """

    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    updated: date | None = None
    age: bool = False
    dashed: bool = False
    named: bool = False
    dated: bool = False
    days: int | None = None
    clock: bool = False


def read_header(line: str) -> HeaderFact | None:
    """Read a header line; None for every other line.

    A line is a header line only if each part of it is one: "By Ana Ruiz | Reuters | 25 June 2025" is,
    "Ruiz met Reuters on 25 June 2025" is not.
    """
    if len(line) > _LONGEST or line.endswith(":") or _ends_sentence(line):
        return None
    inside = _BRACKETED_LINE.fullmatch(line)
    if inside:
        fact = read_header(inside["words"])
        return fact if fact and fact.publisher and (fact.published or fact.age) else None
    found = find_date(line)
    rest = line[: found.start] + _GAP + line[found.end :] if found else line
    aged = AGE.search(rest) or SHORT_AGE.search(rest)
    rest = rest[: aged.start()] + _GAP + rest[aged.end() :] if aged else rest
    timed = found is not None or aged is not None
    if timed:
        rest = CLOCK.sub(" ", rest)
    fact = _parts(rest, timed=timed)
    if fact is None or (not timed and not (fact.byline or fact.publisher)):
        return None
    updated = bool(re.search(r"\b(?:updated|modified|upd)\b", line, re.IGNORECASE)) and not re.search(
        r"\b(?:published|posted)\b", line, re.IGNORECASE
    )
    day = found.day if found else None
    return HeaderFact(
        byline=fact.byline,
        publisher=fact.publisher,
        published=None if updated else day,
        updated=day if updated else None,
        age=aged is not None,
        dashed=fact.dashed,
        named=fact.named,
        dated=found is not None and not line[: found.start].strip() and not line[found.end :].strip(),
        days=days_of(aged[0]) if aged else None,
    )


def read_source(line: str) -> HeaderFact | None:
    """Read a line that names where an article comes from ("Source: Reuters", "Read more at The Guardian")."""
    match = _SOURCE.fullmatch(line.strip(" \t\u00a0»>→-–—"))
    if len(line) > _LONGEST or not match or re.match(r"(?:from|via|more)\b", line, re.IGNORECASE):
        return None
    names = [match["name"]] if is_outlet(match["name"]) else re.split(r",\s*|\s+and\s+|;\s*", match["name"])
    if not all(_is_name(name) or is_outlet(name) for name in names):
        return None
    return HeaderFact(publisher=names[0].strip(" »>→"), named=True)


def dated_masthead(line: str) -> HeaderFact | None:
    """Read the name of a digest with its date in one line ("Morning Digest | June 3, 2025")."""
    found = find_date(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    rest = _WEEKDAY.sub("", CLOCK.sub("", line[: found.start] + " " + line[found.end :]))
    name = re.sub(r"(?:\b(?:for|of|from|on|at|in)\b[^\w)]*)*$", "", rest.strip()).strip(" ,|·•–—-:")
    return HeaderFact(published=found.day) if is_masthead(name) else None


def read_signature(line: str) -> HeaderFact | None:
    """Read "Ana Ruiz, Chief political writer" or "Ana Ruiz for Reuters": one name, then a job or an outlet."""
    match = re.fullmatch(r"(?P<name>.+?)(?:,| for| of)\s+(?P<outlet>.+)", line) if len(line) <= _LONGEST else None
    if match and is_person(match["name"]) and (is_outlet(match["outlet"]) or reads_like_outlet(match["outlet"])):
        return HeaderFact(byline=match["name"], publisher=match["outlet"])
    if re.fullmatch(
        r"by (?:our|a|an|the)\b[\w ]{0,40}\b(?:correspondents?|reporters?|writers?|staff|desk)", line, re.IGNORECASE
    ):
        return HeaderFact(byline=line[3:])
    name, comma, job = line.partition(", ")
    if not comma or len(line) > _LONGEST or not is_person(name) or not is_job(job) or len(job.split()) > 7:
        return None
    return HeaderFact(byline=name)


def is_job(line: str) -> bool:
    """Whether a line says what the person named above it does ("Defence correspondent, reporting from Erbil")."""
    return len(line) <= 100 and len(line.split()) <= 14 and not line.endswith(".") and bool(_JOB.search(line))


def is_person(line: str) -> bool:
    """Whether a line has the shape of one to three personal names and nothing else."""
    names = re.split(r",\s*|\s+(?:and|&)\s+", line)
    return 1 <= len(names) <= 4 and all(_capitalised(name) and 2 <= len(name.split()) <= 5 for name in names)


def _parts(rest: str, *, timed: bool) -> HeaderFact | None:
    """Facts of a line whose date and age are taken out; None if a part of it is something else."""
    byline = publisher = None
    dashed = named = False
    pieces = [piece for part in _SEPARATOR.split(rest) if (piece := part.strip(" ,\t\u00a0"))]
    lead_dash = bool(re.match(r"\s*[-–—]+\s*[^\s\d-]", rest))
    for piece in pieces:
        told = [part for part in piece.split(",") if FILLER.sub("", part.replace(_GAP, "")).strip(" .:()+-0123456789")]
        name, joined = ",".join(told).replace(_GAP, "").strip(" ,:"), any(_GAP in part for part in told)
        if not FILLER.sub("", name).strip(" ,.:()+-0123456789"):
            continue
        by, source, bracket = _BY.fullmatch(name), _SOURCE.fullmatch(name), _BRACKETED.fullmatch(name)
        if by and is_byline(by["name"]):
            byline, outlet = _without_outlet(by["name"])
            publisher = publisher or outlet
        elif source and (_is_name(source["name"]) or is_outlet(source["name"])):
            publisher, named = source["name"].strip(), not re.match(r"(?:from|via)\b", name, re.IGNORECASE)
        elif bracket and is_outlet(bracket["name"]):
            publisher = bracket["name"]
        elif is_outlet(name) or (len(pieces) > 1 and reads_like_outlet(name)):
            publisher = publisher or name
        elif timed and is_outlet(_last_part(name)) and is_byline(name):
            byline, publisher = _without_outlet(name)
        elif ((timed and not joined) or (lead_dash and len(pieces) == 1) or byline) and _is_name(name):
            if publisher is None:
                publisher, dashed = name, lead_dash
        else:
            return None
    return HeaderFact(byline=byline, publisher=publisher, dashed=dashed, named=named)


def is_byline(names: str) -> bool:
    """Whether the words after "By" can be names: capitalised, with particles and places between them."""
    if not 0 < len(names.split()) <= 20 or _ends_sentence(names):
        return False
    first, *rest = re.split(r",\s*", names)
    return _capitalised(first) and all(_capitalised(part) or is_job(part) for part in rest)


def _without_outlet(names: str) -> tuple[str, str | None]:
    """Split "ANA RUIZ, Associated Press" into the names and the outlet."""
    head, comma, last = names.rpartition(",")
    if comma and (is_outlet(last.strip()) or reads_like_outlet(last.strip())):
        return head.strip(" ,"), last.strip()
    match = re.fullmatch(r"(?P<names>.+?)\s+(?:for|of)\s+(?P<outlet>.+)", names)
    if match and (is_outlet(match["outlet"]) or reads_like_outlet(match["outlet"])):
        return match["names"], match["outlet"]
    if is_outlet(names):
        return names, names
    while comma and is_job(last):
        names = head
        head, comma, last = names.rpartition(",")
    return re.sub(r"\s(?:in|reporting from|for)\s.*$", "", names).strip(" ,"), None


def _last_part(name: str) -> str:
    return name.rpartition(",")[2].strip()


def _is_name(name: str) -> bool:
    """Whether a part can be the name of a publisher: up to six capitalised words, or a web host."""
    if re.fullmatch(r"(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}", name, re.IGNORECASE):
        return True
    return len(name.split()) <= 6 and _capitalised(name)


def _capitalised(name: str) -> bool:
    words = name.replace(",", " ").split()
    marked = [word for word in words if word.casefold() not in _PARTICLE]
    return bool(marked) and all(word[0].isupper() or word.casefold().startswith(("al-", "el-")) for word in marked)


def _ends_sentence(line: str) -> bool:
    bare = line.rstrip("\"”’')]")
    return bare.endswith((".", "!", "?")) and not re.search(r"(?:\b[a-zA-Z]\.){2,}$|\b(?:Jr|Sr|a\.m|p\.m)\.$", bare)
