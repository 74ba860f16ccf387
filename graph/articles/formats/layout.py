"""Printed pages to paragraphs: columns in reading order, lines joined, running heads left out.

Columns are found by recursive cuts along the white space between them (XY-cut: Nagy and Seth, 1984).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_MARGIN = 0.12  # share of the height, above and below, in which running heads stand
_WORD_GAP = 1.0  # in font sizes; a wider gap inside a line divides columns
_LEAST_COLUMN = 3  # lines
_HEADING = 1.25  # times the usual size
_LONGEST_HEADING = 250
_DEPTH = 6
_NUMBER = re.compile(r"(?:page |p\. ?|- ?)?\d{1,4}(?: ?-|(?: of | ?/ ?)\d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?…:][\"”’')\]]*$")
_DIVIDED = re.compile(r"(?P<head>\w{2,})[\x02\u00ad\ufffe-]$")
_WORDS = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line, with their box in points from the left and top of the page.

    Attributes:
        size: of the font.
        height: of the page.
    """

    left: float
    top: float
    right: float
    bottom: float
    size: float
    height: float
    text: str


def text_of(pages: Sequence[Sequence[Piece]]) -> str:
    """Return the paragraphs of a document in reading order, a blank line between two; headings marked with "#".

    Args:
        pages: pieces of lines of each page, from the top.
    """
    running = _running(pages)
    words = Counter(word for page in pages for piece in page for word in _WORDS.findall(piece.text))
    usual = median(piece.size for page in pages for piece in page for _ in range(len(piece.text) // 10 + 1))
    lines: list[list[Piece]] = []
    for page in pages:
        kept = _lines([piece for piece in page if not _is_running(piece, running)])
        lines.extend(_columns(kept))
    paragraphs = [part for column in lines for part in _paragraphs(column)]
    joined: list[list[Piece]] = []
    for part in paragraphs:
        if joined and _goes_on(joined[-1], part, lines):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return "\n\n".join(_text(part, words, usual) for part in joined)


def running_lines(pages: Sequence[Sequence[Piece]]) -> list[str]:
    """Return the running heads of a document, as they stand on its first page."""
    running = _running(pages)
    return [piece.text.strip() for piece in (pages[0] if pages else ()) if _is_running(piece, running)]


def _running(pages: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """Lines of the margins that stand on half of the pages, figures apart."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_bare(piece.text) for piece in page if _in_margin(piece)})
    least = max(2, len(pages) // 2)
    return frozenset(line for line, count in counts.items() if count >= least)


def _is_running(piece: Piece, running: frozenset[str]) -> bool:
    bare = piece.text.strip()
    return _in_margin(piece) and (_bare(piece.text) in running or bool(_NUMBER.fullmatch(bare)))


def _in_margin(piece: Piece) -> bool:
    return piece.bottom < _MARGIN * piece.height or piece.top > (1 - _MARGIN) * piece.height


def _bare(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split())).casefold()


def _lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Join pieces that stand side by side without a gap: words in another font, parts of a line."""
    lines: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (round(piece.bottom), piece.left)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 8), -1):
            line = lines[index]
            shared = min(line.bottom, piece.bottom) - max(line.top, piece.top)
            gap = piece.left - line.right
            size = max(line.size, piece.size)
            if shared >= 0.5 * min(line.bottom - line.top, piece.bottom - piece.top) and -size < gap < _WORD_GAP * size:
                space = " " if gap > 0.12 * size and not line.text.endswith((" ", "\x02")) else ""
                lines[index] = replace(
                    line,
                    right=max(line.right, piece.right),
                    top=min(line.top, piece.top),
                    bottom=max(line.bottom, piece.bottom),
                    text=line.text + space + piece.text,
                    size=line.size if len(line.text) >= len(piece.text) else piece.size,
                )
                break
        else:
            lines.append(piece)
    return lines


def _columns(lines: Sequence[Piece], depth: int = 0) -> Iterator[list[Piece]]:
    """Runs of lines in reading order: each a column, or what stands across all of them."""
    rows = _rows(lines)
    start = 0
    whole: list[Piece] = []
    while start < len(rows):
        cut = _gutter(rows, start) if depth < _DEPTH else None
        if cut is None:
            whole.extend(rows[start])
            start += 1
            continue
        end, middle = cut
        if whole:
            yield whole
            whole = []
        run = [line for row in rows[start:end] for line in row]
        yield from _columns([line for line in run if line.right <= middle], depth + 1)
        yield from _columns([line for line in run if line.right > middle], depth + 1)
        start = end
    if whole:
        yield whole


def _rows(lines: Sequence[Piece]) -> list[list[Piece]]:
    """Lines that stand side by side, from the top."""
    rows: list[list[Piece]] = []
    foot = 0.0
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if rows and line.top + 0.3 * line.size < foot:
            rows[-1].append(line)
            foot = max(foot, min(line.bottom, foot + line.size))
        else:
            rows.append([line])
            foot = line.bottom
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _gutter(rows: Sequence[Sequence[Piece]], start: int) -> tuple[int, float] | None:
    """Widest run of rows from `start` on with white space between two columns: its end and the middle of the space."""
    free = _gaps(rows[start])
    best = None
    for end in range(start + 1, len(rows) + 1):
        if not free:
            break
        run = [line for row in rows[start:end] for line in row]
        for left, right in free:
            before = [line for line in run if line.right <= left + 1]
            after = [line for line in run if line.left >= right - 1]
            if len(before) >= _LEAST_COLUMN and len(after) >= _LEAST_COLUMN and len(before) + len(after) == len(run):
                best = (end, (left + right) / 2)
                break
        if end < len(rows):
            free = _narrowed(free, rows[end])
    return best


def _gaps(row: Sequence[Piece]) -> list[tuple[float, float]]:
    """White space in a row that may divide columns; that at its sides too."""
    size = max(line.size for line in row)
    edges = [(-10_000.0, row[0].left), *((a.right, b.left) for a, b in pairwise(row)), (row[-1].right, 10_000.0)]
    return [(left, right) for left, right in edges if right - left >= 0.8 * size]


def _narrowed(free: Sequence[tuple[float, float]], row: Sequence[Piece]) -> list[tuple[float, float]]:
    """What of the white space goes on through a row."""
    size = max(line.size for line in row)
    overlaps = ((max(left, low), min(right, high)) for left, right in free for low, high in _gaps(row))
    return [(left, right) for left, right in overlaps if right - left >= 0.8 * size]


def _paragraphs(column: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut a column where a line is set apart, indented or in another size, or the one before ends short."""
    pitches = [b.bottom - a.bottom for a, b in pairwise(column) if 0 < b.bottom - a.bottom < 3 * b.size]
    pitch = median(pitches) if pitches else 0.0
    part: list[Piece] = []
    for index, line in enumerate(column):
        if part and _starts(part[-1], line, column, index, pitch):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _starts(last: Piece, line: Piece, column: Sequence[Piece], index: int, pitch: float) -> bool:
    """Whether a line starts a paragraph."""
    edge = min(near.left for near in column)
    end = max(near.right for near in column)
    gap = line.bottom - last.bottom
    if abs(line.size - last.size) > 0.15 * last.size or (pitch and gap > 1.3 * pitch) or gap < -last.size:
        return True
    ended = bool(_ENDED.search(last.text.strip()))
    after = column[index + 1] if index + 1 < len(column) else None
    if line.left - edge > 0.7 * line.size:  # indented, unless it is a line of a block that is set in
        if last.left - edge < 0.4 * line.size and (after is None or abs(after.left - line.left) > 0.2 * line.size):
            return True
        if ended and after is not None and after.left - edge < 0.4 * line.size:
            return True
    return ended and last.right < edge + 0.75 * (end - edge)


def _goes_on(last: Sequence[Piece], part: Sequence[Piece], columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether a paragraph runs on over the end of a column or page."""
    first = part[0]
    at_top = any(column and column[0] is first for column in columns)
    if not at_top or abs(last[-1].size - first.size) > 0.15 * first.size:
        return False
    text = last[-1].text.strip()
    start = first.text.lstrip("\"“‘'(")[:1]
    return not _ENDED.search(text) and (start.islower() or bool(_DIVIDED.search(text)) or text.endswith((",", ";")))


def _text(part: Sequence[Piece], words: Counter[str], usual: float) -> str:
    """The words of a paragraph, those divided at a line end joined."""
    text = ""
    for line in part:
        piece = " ".join(line.text.split())
        match = _DIVIDED.search(text)
        if match and piece[:1].islower():
            tail = _WORDS.match(piece)
            head = re.search(r"[\w-]+$", text[:-1])
            compound = f"{head[0] if head else ''}-{tail[0] if tail else ''}"
            text = text[:-1] + ("-" if words[compound] else "") + piece
        elif match and text.endswith("-"):
            text += piece  # "Anglo-" and "American"
        else:
            text = f"{text} {piece}" if text else piece
    text = re.sub(r"[\x02\u00ad\ufffe]", "-", text)
    size = median(line.size for line in part)
    if size >= _HEADING * usual and len(text) <= _LONGEST_HEADING:
        return f"{'#' if size >= 1.5 * usual else '##'} {text}"
    return text
