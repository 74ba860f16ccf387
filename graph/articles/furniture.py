"""The words of web pages that are no article: loaded once from boilerplate.tsv and outlets.tsv.

`boilerplate.tsv`: scope, pattern (a regular expression for a whole line, letter case ignored), note.
Scopes: `line` is dropped; `aside` opens a list of other articles; `end` closes the article; `break` stands between two;
`summary` announces a machine-made summary, `summary_text` is one, `points` announces a list that may be one; `masthead`
is the name of a digest, `live` that of a live page, `greeting` the first or last words of a newsletter; `tail` is a
last sentence glued to a paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

Scope = Literal["line", "aside", "end", "summary", "summary_text", "points", "masthead", "live", "greeting", "break"]
SCOPES: tuple[Scope, ...] = (
    "break", "summary", "summary_text", "live", "end", "aside", "line", "points", "masthead", "greeting"
)  # fmt: skip
_LONGEST = 400
_CUT_OFF = re.compile(
    r"\s*(?:\[(?:…|\.\.\.)\]|(?:…|\.\.\.)\s*(?:read more|more|continue reading|continue|read on)?\s*[»›>→]*"
    r"|\s(?:read )?more\s*[»›>→]+"
    r"|(?<=[a-z,0-9])\s(?-i:Read|Continue|Keep|Learn|Find)\s(?:more|reading|out more"
    r"|(?:it|the (?:full|rest|whole|entire)\b.{0,30}))(?: here)?\.?)$",
    re.IGNORECASE,
)
_HEAD_WORD = (
    r"(?:times|post|news|herald|tribune|courier|observer|gazette|chronicle|journal|mail|standard|monitor|review"
    r"|today|online|radio|tv|television|broadcasting|agency|press|wire|newswire|dispatch|register|examiner|inquirer"
    r"|enquirer|sentinel|telegraph|globe|mirror|express|independent|guardian|echo|argus|advertiser|reporter"
    r"|insider|magazine|weekly|daily|quarterly|spectator|statesman)"
)
_NAME = r"(?-i:[A-Z][\w.'’&\-]*)"
_NEWSPAPER = re.compile(
    rf"(?:the )?(?!an? ){_NAME} (?:(?:{_NAME}|of|and|the) ){{0,3}}{_HEAD_WORD}"
    rf"|(?:the )?(?:{_NAME} )?(?:daily|weekly|sunday|evening|morning|radio|voice of) (?:{_NAME} ?){{1,2}}(?<! )",
    re.IGNORECASE,
)
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


def reads_like_outlet(name: str) -> bool:
    """Whether a capitalised name of two to five words is built like that of a newspaper ("Marsh County Herald")."""
    return len(name) <= 60 and bool(_NEWSPAPER.fullmatch(name))


def scope_of(line: str) -> Scope | None:
    """Return what a whole line is when it is web furniture, else None. Lines over 400 characters never are."""
    if len(line) > _LONGEST:
        return None
    bare = line.strip(_DECORATION) if not line.startswith("#") else line
    return next((scope for scope in SCOPES if _pattern(scope).fullmatch(bare)), None)


def is_masthead(name: str) -> bool:
    """Whether words are the name of a digest ("Morning briefing")."""
    return len(name) <= _LONGEST and bool(_pattern("masthead").fullmatch(name))


def is_cut_off(paragraph: str) -> bool:
    """Whether a paragraph ends as the first words of a longer text do ("… Read more", "[…]", "More »")."""
    cut = _CUT_OFF.search(paragraph, max(0, len(paragraph) - _LONGEST))
    return cut is not None and cut[0].strip() not in {"…", "..."}


def tail_start(paragraph: str) -> int:
    """Return where glued furniture sentences at the end of a paragraph start; its length if there are none."""
    cut = _CUT_OFF.search(paragraph, max(0, len(paragraph) - _LONGEST))
    end = cut.start() if cut else len(paragraph)
    while end:
        # Only the last characters can be furniture: bounded work on a paragraph of any length.
        offset = max(0, end - _LONGEST)
        match = _tail_pattern().search(paragraph[offset:end])
        if not match or (offset and match.start() == 0):
            return end
        end = offset + match.start()
    return end
