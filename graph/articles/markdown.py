"""Markdown marks: what of a line is a mark and not text. Nothing is rewritten, marks are only left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line, classify

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?){1,5}(?=\S)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)")
_LINK = re.compile(
    r"(?<!!)(?P<open>\[)(?P<words>[^\[\]]{1,300})(?P<close>\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\))"
)
_STRONG = re.compile(r"(?P<open>\*\*|__)(?=\S)(?P<words>[^*_]{1,400})(?<=\S)(?P<close>\*\*|__)")
_EMPHASIS = re.compile(r"(?<![\w*])(?P<open>[*_])(?=\S)(?P<words>[^*_]{1,400})(?<=\S)(?P<close>[*_])(?![\w*])")


def without_block_marks(lines: Sequence[Line]) -> list[Line]:
    """Move heading and quotation marks out of the lines and classify what is left."""
    return [bare for line in lines if not _IMAGE.fullmatch(line.text) for bare in (_bare(line),)]


def inline_marks(text: str) -> list[tuple[int, int]]:
    """Return the spans of link and emphasis marks and of images in a paragraph, sorted, end excluded."""
    spans = {match.span() for match in _IMAGE.finditer(text)}
    for pattern in (_LINK, _STRONG, _EMPHASIS):
        for match in pattern.finditer(text):
            spans |= {match.span("open"), match.span("close")}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _bare(line: Line) -> Line:
    heading, quote = _HEADING.match(line.text), _QUOTE.match(line.text)
    match = heading or quote
    if not match:
        return _reread(line)
    start, text = line.start + match.end(), line.text[match.end() :]
    if heading:
        return replace(line, start=start, text=text, kind="title", level=len(heading[1]), header=None)
    kind, header = classify(text)
    return replace(line, start=start, text=text, kind=kind, header=header)


def _reread(line: Line) -> Line:
    """Classify a line as if its emphasis were not there ("*By Ana Ruiz*")."""
    plain = line.text.strip("*_ ")
    if plain == line.text or not plain or line.kind == "rule":
        return line
    kind, header = classify(plain)
    return replace(line, kind=kind, header=header)
