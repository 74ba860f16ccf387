"""Cells of CSV files."""

from __future__ import annotations

from .identifiers import well_formed

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def defused(cell: float | str) -> float | str:
    """Return a cell that no spreadsheet runs as a formula: an apostrophe stands before what one might.

    It stands before a leading apostrophe as well, so that it can be undone: of every cell of text that begins with an
    apostrophe, drop that one character. Numbers stay numbers. What UTF-8 cannot hold, and NUL, become U+FFFD.
    """
    if not isinstance(cell, str):
        return cell
    text = well_formed(cell).replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA_START) else text
