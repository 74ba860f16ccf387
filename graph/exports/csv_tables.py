"""Tables as CSV files: UTF-8, RFC 4180, no cell that a spreadsheet runs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from ..rdf.cells import defused
from .columns import TABLES


class CsvTables:
    """Writes TABLE.csv for every table into a folder. Use it in a `with` block.

    Lists are JSON arrays, days ISO dates, truths `true` and `false`; a missing value is an empty cell.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> CsvTables:
        for table, columns in TABLES.items():
            path = self._folder / f"{table}.csv"
            file = self._open.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[table] = csv.writer(file, lineterminator="\r\n")
            self._writers[table].writerow([column.name for column in columns])
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one row; columns that it lacks are empty."""
        self._writers[table].writerow([_cell(row.get(column.name)) for column in TABLES[table]])


def _cell(value: Any) -> float | str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return defused(json.dumps(value, ensure_ascii=False))
    return defused(value.isoformat() if isinstance(value, date) else value)
