"""Lexicons as tables: one TSV per subject, first row the column names, `#` lines are notes."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of lexicon `name` ("titles"), column name -> cell, in file order."""
    text = (files(__package__) / f"{name}.tsv").read_text(encoding="utf8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple({key: value or "" for key, value in row.items()} for row in rows)


@cache
def column(name: str, key: str) -> frozenset[str]:
    """Return the non-empty cells of one column of lexicon `name`."""
    return frozenset(row[key] for row in table(name) if row[key])


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """Return column `key` -> column `value` of lexicon `name`; of equal keys the first row counts."""
    found: dict[str, str] = {}
    for row in table(name):
        found.setdefault(row[key], row[value])
    return found
