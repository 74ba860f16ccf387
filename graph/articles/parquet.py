"""Parquet tables: one article per row, read in small batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import LeftOut, UnreadableInput
from ..records import Article, Source
from .options import MAX_LINE
from .part import Capped, Part, Report, counted
from .rows import article_of, choose_columns
from .unpacking import spooled

_BATCH = 64


def read_parquet(part: Part, wanted: Mapping[str, str], report: Report) -> Iterator[Article]:
    """Yield the articles of a Parquet file, in the order of its rows; the text is taken as it is.

    Only the columns that say something of an article are read. `source` gives the number of the row, from 0.

    Args:
        part: the table.
        wanted: field -> column, where the user has named it.
        report: called for rows that cannot be read; the rest goes on.

    Raises:
        UnreadableInput: if it is no table with a column for the text, or pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        fault = "got a Parquet file, which needs pyarrow; run: pip install 'tieline[tables]'"
        raise UnreadableInput(part.where, fault) from error
    faults = Capped(report, part.where, "row")
    blank = number = 0
    try:
        with spooled(part.stream, part.where) if part.depth else part.stream as stream, ParquetFile(stream) as table:
            columns = choose_columns(table.schema_arrow.names, wanted, part.where)
            for batch in table.iter_batches(_BATCH, columns=columns.all()):
                for row in batch.to_pylist():
                    place, number = f"{part.where} row {number + 1}", number + 1
                    text = row[columns.text]
                    if text is None or (isinstance(text, str) and not text.strip()):
                        blank += 1
                    elif not isinstance(text, str) or len(text) > MAX_LINE:
                        got = f"{len(text):,} characters" if isinstance(text, str) else type(text).__name__
                        faults(UnreadableInput(place, f"got {got} as text, expected a string up to {MAX_LINE:,}"))
                    else:
                        yield article_of(row, text, columns, Source(part.file, number - 1, number))
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UnreadableInput(part.where, f"got a damaged Parquet file ({reason}); fetch it again") from error
    faults.close()
    if blank:
        report(LeftOut(part.where, f"{counted(blank, 'row')} without text"))
    if not number:
        raise UnreadableInput(part.where, "got a table without rows, expected one article per row")
