"""Header lines of an article: "By NAME", dates, ages, publisher lines, alone or several in one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .dates import find_date
from .furniture import is_outlet

_LONGEST = 160
_GAP = "\x00"  # stands where a date or an age was taken out of a line
_AGE = re.compile(
    r"\b(?:(?:about |over )?(?:\d{1,3}|an?|one|two|three|a few|few|several)\s?"
    r"(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y)\s+ago"
    r"|just now|yesterday|today)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?\b)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{2}:\d{2}\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:first published|last (?:updated|modified)|originally published|published|posted|updated|modified"
    r"|created|date|issued|upd|on|at|from|in|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|GMT|UTC|BST|CEST|CET|EE?S?T|E[DS]T|P[DS]T|C[DS]T|M[DS]T|IST|AST|local time"
    r"|\d+[ -]min(?:ute)?s?(?: read)?|read time|reading time)\b\.?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[|•·●;\n]\s*|\s+[-–—/]+\s+|^\s*[-–—]+\s*|\s*[-–—]+\s*$|:\s*$|^\s*:\s*")
_BY = re.compile(r"(?:written |reported |story |words )?by:?\s+(?P<name>.+)", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:source|via|publisher|published by|outlet|newspaper|publication|from|courtesy of"
    r"|originally published (?:by|in|on|at)|(?:this article )?(?:first )?appeared (?:in|on))\s*:?\s+(?P<name>.+)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[](?P<name>[^()\[\]]{2,40})[)\]]")
_PARTICLE = frozenset(
    {"of", "and", "the", "for", "in", "at", "with", "&"}
    | {"de", "la", "du", "da", "di", "al", "el", "bin", "ibn", "ben", "abu", "van", "von", "der", "den"}
)
_JOB = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|analyst|columnist|journalist|bureau chief|contributor|producer|staff"
    r"|reporting from|special to|professor|fellow|author|photographer)\b",
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
    """

    byline: str | None = None
    publisher: str | None = None
    published: date | None = None
    updated: date | None = None
    age: bool = False
    dashed: bool = False
    named: bool = False
    dated: bool = False


def read_header(line: str) -> HeaderFact | None:
    """Read a header line; None for every other line.

    A line is a header line only if each part of it is one: "By Ana Ruiz | Reuters | 25 June 2025" is,
    "Ruiz met Reuters on 25 June 2025" is not.
    """
    if len(line) > _LONGEST or line.endswith(":") or _ends_sentence(line):
        return None
    found = find_date(line)
    rest = line[: found.start] + _GAP + line[found.end :] if found else line
    aged = _AGE.search(rest)
    rest = _AGE.sub(_GAP, rest) if aged else rest
    timed = found is not None or aged is not None
    if timed:
        rest = _CLOCK.sub(" ", rest)
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
        dated=bool(found) and found is not None and not line[: found.start].strip() and not line[found.end :].strip(),
    )


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
        name = piece.replace(_GAP, "").strip(" ,:")
        if not _FILLER.sub("", name).strip(" ,.:()+-0123456789"):
            continue
        by, source, bracket = _BY.fullmatch(name), _SOURCE.fullmatch(name), _BRACKETED.fullmatch(name)
        if by and is_byline(by["name"]):
            byline, outlet = _without_outlet(by["name"])
            publisher = publisher or outlet
        elif source and (_is_name(source["name"]) or is_outlet(source["name"])):
            publisher, named = source["name"].strip(), not re.match(r"(?:from|via)\b", name, re.IGNORECASE)
        elif bracket and is_outlet(bracket["name"]):
            publisher = bracket["name"]
        elif is_outlet(name):
            publisher = publisher or name
        elif timed and is_outlet(_last_part(name)) and is_byline(name):
            byline, publisher = _without_outlet(name)
        elif ((timed and _GAP not in piece) or (lead_dash and len(pieces) == 1) or byline) and _is_name(name):
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
    if comma and is_outlet(last.strip()):
        return head.strip(" ,"), last.strip()
    match = re.fullmatch(r"(?P<names>.+?)\s+(?:for|of)\s+(?P<outlet>.+)", names)
    if match and is_outlet(match["outlet"]):
        return match["names"], match["outlet"]
    if is_outlet(names):
        return names, names
    while comma and is_job(last):
        names = head
        head, comma, last = names.rpartition(",")
    return names.strip(" ,"), None


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
