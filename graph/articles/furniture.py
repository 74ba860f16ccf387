"""The words of web pages that are no article: loaded once from boilerplate.tsv and outlets.tsv.

`boilerplate.tsv`: scope, pattern (a regular expression for a whole line, letter case ignored), note.
Scopes: `line` is dropped; `aside` opens a list of other articles; `end` closes the article; `summary` announces a
machine-made summary, `summary_text` is one; `tail` is a last sentence glued to a paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

Scope = Literal["line", "aside", "end", "summary", "summary_text"]
SCOPES: tuple[Scope, ...] = ("summary", "summary_text", "end", "aside", "line")
_LONGEST = 400
_DECORATION = " \t\u00a0\u200b\ufeff*•·▪►▶→»>|#▼▲-–—"


def _rows(name: str) -> list[list[str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:] if line]


@cache
def _pattern(scope: str) -> re.Pattern[str]:
    patterns = [row[1] for row in _rows("boilerplate.tsv") if row[0] == scope]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[.!?”\"’…])\s)(?:{_pattern('tail').pattern})\s*$", re.IGNORECASE)


@cache
def outlets() -> frozenset[str]:
    """Names of news outlets and agencies, in lower case."""
    return frozenset(row[0].casefold() for row in _rows("outlets.tsv"))


@cache
def agencies() -> tuple[str, ...]:
    """Names that stand in photo credits, as written there; the longest first."""
    return tuple(sorted((row[0] for row in _rows("outlets.tsv")), key=lambda name: (-len(name), name)))


def is_outlet(name: str) -> bool:
    """Whether the name is a known outlet or agency; a web address part ("bbc.com") is not."""
    return name.casefold() in outlets()


def scope_of(line: str) -> Scope | None:
    """Return what a whole line is when it is web furniture, else None. Lines over 400 characters never are."""
    if len(line) > _LONGEST:
        return None
    bare = line.strip(_DECORATION)
    return next((scope for scope in SCOPES if _pattern(scope).fullmatch(bare)), None)


def tail_start(paragraph: str) -> int:
    """Return where glued furniture sentences at the end of a paragraph start; its length if there are none."""
    end = len(paragraph)
    while end:
        # Only the last characters can be furniture: bounded work on a paragraph of any length.
        offset = max(0, end - _LONGEST)
        match = _tail_pattern().search(paragraph[offset:end])
        if not match or (offset and match.start() == 0):
            return end
        end = offset + match.start()
    return end
