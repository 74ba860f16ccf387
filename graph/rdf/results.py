"""The answer to a query, and how to show it: table, CSV, SPARQL JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from ..errors import UsageError
from ..wording import one_of
from .cells import defused
from .serialize import serialized
from .store import QueryResults
from .terms import compact, term

Term = NamedNode | Literal | BlankNode | Triple
Row = tuple[Term | None, ...]

_ANSWER = "answer"
_TRIPLE = ("subject", "predicate", "object")
_NUMBERS = frozenset(term(f"xsd:{kind}") for kind in ("integer", "decimal", "double", "float"))


@dataclass(frozen=True)
class Result:
    """An answer as rows.

    Attributes:
        kind: "select", "ask" (one row, one truth value) or "construct" (one row for each triple).
        variables: names of the columns, without "?".
        rows: one term or None for each column; in the order of the query if it orders them, else sorted.
    """

    kind: str
    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def answer(self) -> bool:
        """Whether there is an answer at all: what an ASK query says, else whether there is a row."""
        return self.rows == ((_TRUE,),) if self.kind == "ask" else bool(self.rows)


_TRUE = Literal("true", datatype=term("xsd:boolean"))
_FALSE = Literal("false", datatype=term("xsd:boolean"))


def result(found: QueryResults, *, ordered: bool) -> Result:
    """Return what the store found; rows are sorted unless the query has `ordered` them."""
    if isinstance(found, ox.QueryBoolean):
        return Result("ask", (_ANSWER,), ((_TRUE if found else _FALSE,),))
    if isinstance(found, ox.QueryTriples):
        triples = {(triple.subject, triple.predicate, triple.object) for triple in found}
        return Result("construct", _TRIPLE, tuple(sorted(triples, key=_sort_key)))
    variables = tuple(variable.value for variable in found.variables)
    rows: list[Row] = [tuple(solution) for solution in found]
    return Result("select", variables, tuple(rows if ordered else sorted(rows, key=_sort_key)))


def render(answer: Result, format: str = "table") -> str:
    """Return an answer as text.

    Args:
        format: "table" for reading, "csv" (RFC 4180; a cell that a spreadsheet would run as a formula gets an
            apostrophe in front), "json" (SPARQL 1.1 Query Results JSON) or "turtle" (CONSTRUCT and DESCRIBE only).

    Raises:
        UsageError: if there is no such format, or the answer has no triples to write as Turtle.
    """
    return FORMATS[one_of("format of an answer", format, FORMATS)](answer)


def _table(answer: Result) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not answer.rows:
        return "no answer\n"
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for variable in answer.variables:
        table.add_column(variable, overflow="fold")
    for row in answer.rows:
        # Text, not markup: "[bold]" in an article is four letters in brackets. Control characters do not reach the
        # terminal.
        table.add_row(*(Text(_printable(_shown(cell))) for cell in row))
    stream = io.StringIO()
    Console(file=stream, width=_width(answer), color_system=None, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _width(answer: Result) -> int:
    """Give room in proportion to the columns, and no more than they need."""
    return 24 + 24 * len(answer.variables)


def _csv(answer: Result) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(answer.variables)
    writer.writerows([_guarded(cell) for cell in row] for row in answer.rows)
    return stream.getvalue()


def _guarded(cell: Term | None) -> float | str:
    """Return a cell for a spreadsheet; numbers keep their signs."""
    value = "" if cell is None else cell.value if isinstance(cell, NamedNode | Literal | BlankNode) else str(cell)
    number = isinstance(cell, Literal) and cell.datatype in _NUMBERS
    return value if number else defused(value)


def _json(answer: Result) -> str:
    document: dict[str, object]
    if answer.kind == "ask":
        document = {"head": {}, "boolean": answer.answer}
    else:
        bindings = [
            {name: _binding(cell) for name, cell in zip(answer.variables, row, strict=True) if cell is not None}
            for row in answer.rows
        ]
        document = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _binding(cell: Term) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, Literal):
        described = {"type": "literal", "value": cell.value}
        if cell.language:
            return {**described, "xml:lang": cell.language}
        return described if cell.datatype == term("xsd:string") else {**described, "datatype": cell.datatype.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    return {"type": "literal", "value": str(cell)}


def _turtle(answer: Result) -> str:
    if answer.kind != "construct":
        raise UsageError("format turtle: got an answer in rows, expected triples; use CONSTRUCT, or table, csv or json")
    triples = [Triple(row[0], row[1], row[2]) for row in answer.rows]  # type: ignore[arg-type]
    return serialized(triples, RdfFormat.TURTLE).decode()


FORMATS: Mapping[str, Callable[[Result], str]] = MappingProxyType(
    {"table": _table, "csv": _csv, "json": _json, "turtle": _turtle}
)
"""Name of a format -> how it is written."""


def _shown(cell: Term | None) -> str:
    if isinstance(cell, NamedNode):
        return compact(cell.value)
    return "" if cell is None else cell.value if isinstance(cell, Literal | BlankNode) else str(cell)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _sort_key(row: Row) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in row)
