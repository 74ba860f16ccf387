"""Ages ("3 hours ago") and times of day in header lines."""

from __future__ import annotations

import re

AGE = re.compile(
    r"\b(?:(?:about |over )?(?:\d{1,3}|an?|one|two|three|a few|few|several)\s?"
    r"(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y)\s+ago"
    r"|just now|(?:(?<=^)|(?<=[|•·,:] )|(?<=ed ))(?:yesterday|today))\b",
    re.IGNORECASE,
)
SHORT_AGE = re.compile(r"(?:^|(?<=[|•·(]))\s*\d{1,2}\s?(?:h|d|w|hrs?|mins?|days?|hours?)\s*(?=$|[|•·)])", re.IGNORECASE)
_AGE_PARTS = re.compile(r"(?P<count>\d{1,3}|an?|one|two|three)\s?(?P<unit>[a-z]+)", re.IGNORECASE)
_UNITS = {"d": 1, "day": 1, "days": 1, "w": 7, "wk": 7, "wks": 7, "week": 7, "weeks": 7}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_LONG_UNITS = ("mo", "y")
CLOCK = re.compile(
    r"\b(?:at )?\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?(?!\w))?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"\b(?:first published|last (?:updated|modified)|originally published|published|posted|updated|modified"
    r"|created|(?:(?:publication|publish(?:ed|ing)|article|story) )?date|article|issued|upd|on|at|from|in"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|GMT|UTC|BST|CEST|CET|EE?S?T|E[DS]T|P[DS]T|C[DS]T|M[DS]T|IST|AST|local time"
    r"|\d+[ -]min(?:ute)?s?(?: read)?|read time|reading time)\b\.?",
    re.IGNORECASE,
)


def is_clock(line: str) -> bool:
    """Whether a line is a time of day and nothing else ("14:32 GMT", "Posted at 2:32 p.m.")."""
    if len(line) > 60 or not CLOCK.search(line):
        return False
    line = re.sub(r"^\[([^\[\]]+)\]", r"\1", line.strip())
    line = re.sub(r"^(?=\d)([^|]+) \| [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$", r"\1", line)
    rest = SHORT_AGE.sub(" ", AGE.sub(" ", CLOCK.sub(" ", line)))
    return not FILLER.sub("", rest).strip(" ,.:()+-–—|•·/0123456789")


def days_of(age: str) -> int | None:
    """Age in whole days; 0 for hours and less."""
    text = age.strip().lower()
    if text == "yesterday":
        return 1
    match = _AGE_PARTS.search(text.removeprefix("about ").removeprefix("over "))
    if not match:
        return 0
    if match["unit"].startswith(_LONG_UNITS):
        return None
    return (int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]) * _UNITS.get(match["unit"], 0)
