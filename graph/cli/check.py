"""`tieline check`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..wording import printable
from .application import Application
from .console import progress, say
from .parts import GRAPH, as_json, checked

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
    "copy": "copies and their sources",
    "findings": "articles against the findings",
}


def add_to(app: Application) -> None:
    """Add the command to the application."""
    app.command(has_json=True)(check)


def check(
    folder: Path = GRAPH,
    workers: int | None = typer.Option(None, help="Processes (default: as many as are of use)."),
    form: str = typer.Option("text", "--format", help="text, or json with each fault."),
) -> None:
    """Re-read every assertion, event and statement against the text it was read from; exit status 1 if one is wrong.

    Example: tieline check graph
    """
    from ..workspace import open_graph

    checked(form, ("text", "json"))
    with open_graph(folder) as graph, progress() as show:
        done = graph.check(workers=workers, progress=show)
    print(_json(folder, done) if form == "json" else _report(done))
    if done.faults:
        graphs = len({fault.graph for fault in done.faults})
        count = f"{len(done.faults):,} faults in {graphs:,} graphs"
        say(f"tieline: check of {folder} failed: {count}; remove its folders store and snapshots and build it again")
        raise typer.Exit(1)


def _json(folder: Path, done: Checked) -> str:
    return as_json({"folder": str(folder), "sound": not done.faults, **asdict(done)}).rstrip("\n")


def _report(done: Checked) -> str:
    lines = [f"{'':<30} {'checked':>10} {'wrong':>8}"]
    lines += [f"{_WORDS[kind]:<30} {n:>10,} {done.wrong[kind]:>8,}" for kind, n in done.checked.items()]
    lines.append("")
    if not done.faults:
        return "\n".join([*lines, "Every record leads to its sentence, and no claim stands as a fact."])
    lines += [_line(fault) for fault in done.faults[:_SHOWN]]
    if len(done.faults) > _SHOWN:
        lines.append(f"… and {len(done.faults) - _SHOWN:,} more; see all with --json")
    return "\n".join(lines)


def _line(fault: Fault) -> str:
    from ..rdf.terms import compact

    where = f"article {fault.article}" if fault.article else f"graph <{fault.graph}>"
    what = fault.kind if fault.kind not in {"graph", "findings"} else "node"
    path = f" {compact(fault.path)}:" if fault.path else ""
    return printable(f"{where}: {what} <{fault.node}>{path} {fault.message}")
