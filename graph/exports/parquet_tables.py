"""Tables as Parquet files, by pyarrow (the extra `tieline[tables]`)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..rdf.identifiers import well_formed
from .columns import TABLES, Column

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 20_000
"""Rows that are in memory before they are written as one row group."""


class ParquetTables:
    """Writes TABLE.parquet for every table into a folder. Use it in a `with` block.

    Raises:
        UsageError: if pyarrow is not installed.
    """

    def __init__(self, folder: Path) -> None:
        try:
            import pyarrow.parquet
        except ImportError as error:
            raise UsageError(
                "format 'parquet': got no pyarrow, expected it installed; pip install 'tieline[tables]'"
            ) from error
        self._arrow = pyarrow
        self._folder = folder
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}
        self._schemas = {table: self._schema(columns) for table, columns in TABLES.items()}
        self._rows: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}

    def __enter__(self) -> ParquetTables:
        for table, schema in self._schemas.items():
            path = str(self._folder / f"{table}.parquet")
            self._writers[table] = self._open.enter_context(self._arrow.parquet.ParquetWriter(path, schema))
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        with self._open:
            for table in TABLES if fault is None else ():
                self._flush(table)

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Write one row; columns that it lacks are null."""
        self._rows[table].append({column.name: _clean(row.get(column.name)) for column in TABLES[table]})
        if len(self._rows[table]) >= _GROUP:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows = self._rows[table]
        if rows:
            self._writers[table].write_table(self._arrow.Table.from_pylist(rows, schema=self._schemas[table]))
            rows.clear()

    def _schema(self, columns: tuple[Column, ...]) -> pa.Schema:
        arrow = self._arrow
        types = {
            "text": arrow.string(),
            "list": arrow.list_(arrow.string()),
            "integer": arrow.int64(),
            "number": arrow.float64(),
            "truth": arrow.bool_(),
            "date": arrow.date32(),
        }
        about = ({"description": column.about} for column in columns)
        return arrow.schema(
            [
                arrow.field(column.name, types[column.kind], metadata=meta)
                for column, meta in zip(columns, about, strict=True)
            ]
        )


def _clean(value: Any) -> Any:
    """Replace what UTF-8 cannot hold."""
    if isinstance(value, list):
        return [well_formed(item) for item in value]
    return well_formed(value) if isinstance(value, str) else value
