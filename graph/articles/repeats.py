"""Lines that say once more what the page says elsewhere: pull quotes, snippets, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..wording import folded
from .headers import HeaderFact
from .lines import Line

_QUOTES = "\"“”„‟«»‘’' "
_LEAST_QUOTE = 30  # characters; shorter repetitions are chance
_LEAST_SNIPPET = 40
_MOST_SNIPPET = 400
_LONGEST_BUTTON = 120
_OFTEN = 3
_REACH = 40  # lines around a pull quote that may hold its words
_NEAR = 12  # lines between the name of a tab and its headline
_TAB = re.compile(r"(?P<title>.{12,}?)\s+[|–—-]\s+(?P<site>[^|–—]{2,40})")
_DOTS = ("…", "...", "[…]", "[...]")


def without_repeats(lines: Sequence[Line]) -> list[Line]:
    """Mark as furniture what repeats another line: headlines of a table of contents, snippets, pull quotes."""
    marked = _without_contents(_with_tabs(_without_buttons(lines)))
    for index, line in enumerate(marked):
        if _is_snippet(marked, index) or _is_pull_quote(marked, index):
            marked[index] = replace(line, kind="furniture", header=None)
    return marked


def _without_buttons(lines: Sequence[Line]) -> list[Line]:
    """A short line that stands on the page three times or more is a button, a label or a notice."""
    counts = Counter(folded(line.text) for line in lines if len(line.text) <= _LONGEST_BUTTON)
    often = {text for text, count in counts.items() if count >= _OFTEN}
    return [
        replace(line, kind="furniture")
        if line.kind in {"prose", "title", "label"} and folded(line.text) in often
        else line
        for line in lines
    ]


def _with_tabs(lines: Sequence[Line]) -> list[Line]:
    """The name of a browser tab ("Headline | Site") shortly above its headline tells the publisher."""
    marked = list(lines)
    for index, line in enumerate(lines):
        match = _TAB.fullmatch(line.text) if line.kind == "title" else None
        following = lines[index + 1 : index + _NEAR]
        if match and any(other.kind == "title" and folded(other.text) == folded(match["title"]) for other in following):
            marked[index] = replace(line, kind="header", header=HeaderFact(publisher=match["site"]))
    return marked


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """Two headlines or more in a row at the top that all stand on the page again are its table of contents."""
    marked = list(lines)
    top = next((index for index, line in enumerate(lines) if line.kind == "prose"), len(lines))
    last = {folded(line.text): index for index, line in enumerate(lines) if line.kind == "title"}
    row: list[int] = []
    for index in range(top):
        if lines[index].kind != "title" or last[folded(lines[index].text)] == index:
            row = row if lines[index].kind in {"rule", "furniture"} else []
            continue
        row.append(index)
        if len(row) > 1:
            for place in row[-2:]:
                if last[folded(lines[place].text)] > index:
                    marked[place] = replace(lines[place], kind="furniture")
    return marked


def _is_snippet(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is the beginning of the next paragraph, cut off with dots."""
    text = lines[index].text
    if lines[index].kind not in {"prose", "title"} or not _LEAST_SNIPPET <= len(text) <= _MOST_SNIPPET:
        return False
    if not text.endswith(_DOTS):
        return False
    start = text.rstrip(" .…[]")
    following = next((line for line in lines[index + 1 : index + 8] if line.kind == "prose"), None)
    return following is not None and following.text.startswith(start)


def _is_pull_quote(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is one quotation that stands in a paragraph near it as well."""
    text = lines[index].text
    if lines[index].kind not in {"prose", "title", "label"} or text[0] not in _QUOTES or len(text) > 400:
        return False
    beside = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
    if any(line.kind in {"header", "rule"} for line in beside) or not _has_prose_above(lines, index):
        return False  # a headline
    words = text.strip(_QUOTES + ".,")
    if len(words) < _LEAST_QUOTE or any(mark in words for mark in '“”"'):
        return False
    near = lines[max(0, index - _REACH) : index + _REACH]
    return any(line.kind == "prose" and len(line.text) > len(text) and words in line.text for line in near)


def _has_prose_above(lines: Sequence[Line], index: int) -> bool:
    """Whether the line stands behind prose, pictures and buttons passed over."""
    while index and lines[index - 1].kind in {"furniture", "caption"}:
        index -= 1
    return index > 0 and lines[index - 1].kind == "prose"
