"""CSV and TSV tables: one article per row, read line by line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO, Literal

from charset_normalizer import from_bytes

from ..errors import LeftOut, UnreadableInput
from ..records import Article, Source
from .decoding import decode
from .documents import MAX_FILE
from .options import MAX_LINE
from .part import Capped, Part, Report, counted
from .rows import article_of, choose_columns

MAX_FIELD = 10_000_000
"""Longest cell of a column that is not the text, in characters; the text itself may have `options.MAX_LINE`."""
DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
_SAMPLE_BYTES = 1_000_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_SEPARATOR = re.compile(r"sep=(.)\n?")  # how some spreadsheets name the delimiter, in a line before the header


def read_delimited(part: Part, wanted: Mapping[str, str], report: Report) -> Iterator[Article]:
    r"""Yield the articles of a table, in the order of its rows; the text is taken as it is.

    The first row names the columns. The delimiter (comma, semicolon, tab, bar) is that under which the most rows have
    as many cells as the first; quotation marks are plain characters if only so all of them have. Encoding: byte order
    mark, UTF-8, best guess. `source` counts characters of the decoded file with "\n" line ends.

    Args:
        part: the table.
        wanted: field -> column, where the user has named it.
        report: called for rows that cannot be read; the rest goes on.

    Raises:
        UnreadableInput: if it is no table with a column for the text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    lines = _Lines(_decoded(part.stream, part.where))
    sample = list(islice(lines.ahead(), _SAMPLE_LINES))
    named = _SEPARATOR.fullmatch(sample[0]) if sample else None
    if named:
        next(lines)
    dialect = _dialect(sample[1:] if named else sample, named[1] if named else None, cut=len(sample) == _SAMPLE_LINES)
    rows = csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting, strict=True)
    try:
        header = next(filter(None, rows), None)
    except csv.Error as error:
        raise _broken(part.where, error) from error
    if header is None:
        raise UnreadableInput(part.where, "got an empty file, expected a table with a row of column names")
    header = [name.strip() for name in header]
    columns = choose_columns(header, wanted, part.where)
    faults = Capped(report, part.where, "row")
    blank, found = 0, False
    while True:
        start = lines.position
        place = f"{part.where}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            found = True
            faults(_broken(place, error))
            continue
        if row is None:
            break
        if not row:
            continue
        cells = dict(zip(header, row, strict=False))
        text = cells.get(columns.text, "")
        fault = _fault(row, header, text)
        if fault:
            found = True
            faults(UnreadableInput(place, fault))
        elif not text.strip():
            blank += 1
        else:
            found = True
            yield article_of(cells, text, columns, Source(part.file, start, lines.position - lines.ended))
    faults.close()
    if blank:
        report(LeftOut(part.where, f"{counted(blank, 'row')} without text"))
    if not found and not blank:
        raise UnreadableInput(part.where, "got a table without rows, expected one article per row")


def _broken(place: str, error: csv.Error) -> UnreadableInput:
    return UnreadableInput(place, f"got a broken row ({error}), expected cells with paired quotation marks")


def _fault(row: Sequence[str], header: Sequence[str], text: str) -> str | None:
    if len(row) != len(header):
        return f"got a row of {len(row)} cells, expected {len(header)} as in the first"
    if len(text) > MAX_LINE:
        return f"got a text of {len(text):,} characters, expected at most {MAX_LINE:,}"
    return None


@dataclass
class _Lines:
    """Lines of a table, counted as they are taken.

    Attributes:
        position: characters taken.
        ended: 1 if the last line taken had a line end, else 0.
    """

    source: Iterator[str]
    position: int = 0
    ended: int = 0
    _waiting: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop(0) if self._waiting else next(self.source)
        self.position += len(line)
        self.ended = int(line.endswith("\n"))
        return line

    def ahead(self) -> Iterator[str]:
        """Yield lines without taking them."""
        for line in self.source:
            self._waiting.append(line)
            yield line


@dataclass(frozen=True, slots=True)
class _Dialect:
    delimiter: str
    quoting: Literal[0, 3]


def _dialect(sample: Sequence[str], delimiter: str | None, *, cut: bool) -> _Dialect:
    """The delimiter and quoting under which the rows of a sample fit its first row best."""
    best = _Dialect(delimiter or ",", csv.QUOTE_MINIMAL)
    score = (0.0, 0)
    quotings: tuple[Literal[0, 3], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
    for mark in delimiter or DELIMITERS:
        for quoting in quotings:
            rows = [row for row in _tried(sample, mark, quoting) if row != []]
            if cut and len(rows) > 1:
                rows.pop()  # its end may lie behind the sample
            width = len(rows[0]) if rows and rows[0] else 0
            if width < 2:
                continue
            reached = (sum(row is not None and len(row) == width for row in rows) / len(rows), width)
            if reached > score and (quoting == csv.QUOTE_MINIMAL or reached[0] == 1.0):
                best, score = _Dialect(mark, quoting), reached
    return best


def _tried(sample: Sequence[str], delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str] | None]:
    """Rows of a sample under a dialect, None for one that is broken under it."""
    rows = csv.reader(iter(sample), delimiter=delimiter, quoting=quoting, strict=True)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _decoded(stream: BinaryIO, where: str) -> Iterator[str]:
    r"""Lines of text, each with one "\n" at its end but perhaps the last."""
    first = stream.readline(MAX_FIELD + 1)
    if first.startswith(_WIDE):
        data = first + stream.read(MAX_FILE)
        if len(data) > MAX_FILE:
            raise UnreadableInput(where, f"got more than {MAX_FILE:,} bytes in UTF-16, expected less; save it as UTF-8")
        yield from io.StringIO(decode(data, where), newline="\n")
        return
    sample = [first.removeprefix(codecs.BOM_UTF8)]
    while sample[-1] and sum(map(len, sample)) < _SAMPLE_BYTES:
        sample.append(stream.readline(MAX_FIELD + 1))
    encoding = _encoding(b"".join(sample), where)
    for raw in chain(sample, iter(lambda: stream.readline(MAX_FIELD + 1), b"")):
        if len(raw) > MAX_FIELD:
            raise UnreadableInput(where, f"got a line over {MAX_FIELD:,} bytes, expected a table; check the file")
        text = raw.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
        yield from io.StringIO(text, newline="\n")


def _encoding(sample: bytes, where: str) -> str:
    """UTF-8 if the first lines are, with a broken byte here and there; else the best guess."""
    text = decode(sample, where)  # tells what is no text at all
    if text == sample.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n"):
        return "utf-8"
    names = [match.encoding for match in from_bytes(sample)]
    # Western European code pages read a short English text equally well: the usual one wins.
    return "cp1252" if "cp1252" in names or not names else names[0]
