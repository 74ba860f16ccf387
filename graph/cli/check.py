"""`tieline check`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .console import progress, say

if TYPE_CHECKING:
    from ..rdf.checking import Checked
    from ..rdf.evidence import Fault

_SHOWN = 20
_WORDS = {
    "graph": "graphs against the shapes",
    "article": "articles",
    "span": "spans of text",
    "entity": "entities with their mentions",
    "assertion": "assertions",
    "event": "events",
    "statement": "statements",
    "plain triple": "plain triples",
    "happening": "happenings",
    "findings": "articles against the findings",
}


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(check)


def check(
    folder: Path = typer.Argument(metavar="DIR", help="The graph folder."),
    workers: int | None = typer.Option(None, help="Processes [default: as many as are of use]."),
    as_json: bool = typer.Option(False, "--json", help="Print everything as JSON, each fault included."),
) -> None:
    """Re-read every assertion, event and statement against the text it was read from; exit status 1 if one is wrong.

    Example: tieline check graph
    """
    from ..workspace import open_graph

    with open_graph(folder) as graph, progress() as show:
        checked = graph.check(workers=workers, progress=show)
    print(_json(folder, checked) if as_json else _report(checked))
    if checked.faults:
        graphs = len({fault.graph for fault in checked.faults})
        count = f"{len(checked.faults):,} faults in {graphs:,} graphs"
        say(f"tieline: check of {folder} failed: {count}; remove its folders store and snapshots and build it again")
        raise typer.Exit(1)


def _json(folder: Path, checked: Checked) -> str:
    found = {"folder": str(folder), "sound": not checked.faults, **asdict(checked)}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _report(checked: Checked) -> str:
    lines = [f"{'':<30} {'checked':>10} {'wrong':>8}"]
    lines += [f"{_WORDS[kind]:<30} {n:>10,} {checked.wrong[kind]:>8,}" for kind, n in checked.checked.items()]
    lines.append("")
    if not checked.faults:
        return "\n".join([*lines, "Every record leads to its sentence, and no claim stands as a fact."])
    lines += [_line(fault) for fault in checked.faults[:_SHOWN]]
    if len(checked.faults) > _SHOWN:
        lines.append(f"… and {len(checked.faults) - _SHOWN:,} more; see all with --json")
    return "\n".join(lines)


def _line(fault: Fault) -> str:
    from ..rdf.terms import compact

    where = f"article {fault.article}" if fault.article else f"graph <{fault.graph}>"
    what = fault.kind if fault.kind not in {"graph", "findings"} else "node"
    path = f" {compact(fault.path)}:" if fault.path else ""
    line = f"{where}: {what} <{fault.node}>{path} {fault.message}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)
