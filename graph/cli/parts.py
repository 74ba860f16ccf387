"""The graph folder and the options by which several commands take a part of its network, and how they print it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from ..wording import one_of

GRAPH: Path = typer.Argument(metavar="DIR", help="The graph folder.")
SINCE: str | None = typer.Option(None, help="Only evidence of this day, month or year, or later.")
UNTIL: str | None = typer.Option(None, help="Only evidence of this day, month or year, or earlier.")
VOICE: str | None = typer.Option(None, help="Only what this actor, or who speaks for it, claims.")
TYPES: list[str] | None = typer.Option(None, "--type", help="Only ties of this type; may be repeated.")
ASSERTED: bool = typer.Option(False, "--asserted", help="Only what an article's own voice asserts.")
OUTPUT = typer.Option(None, "-o", "--output", help="Write here instead of printing.")


def checked(form: str, known: Sequence[str]) -> str:
    """Return the format if the command has it.

    Raises:
        UsageError: if it has not.
    """
    return one_of("--format", form, known)


def as_json(value: Any) -> str:
    """Write JSON for people and programs, as it is in memory; tuples are lists."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=list) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write CSV (RFC 4180) with a header; lists are joined by "; ", None is empty, no cell runs as a formula."""
    from ..rdf.cells import defused

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(_cell(row[column])) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str | float:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None else value
