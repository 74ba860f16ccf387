"""`tieline measure`, `tieline path`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import typer

from ..errors import UsageError
from .application import Application
from .console import harmless, write
from .parts import ASSERTED, GRAPH, OUTPUT, SINCE, TYPES, UNTIL, VOICE, as_csv, as_json, checked

if TYPE_CHECKING:
    import networkx as nx

    from ..network import Path as TiePath
    from ..network import Step, Table


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command(has_json=True)(measure)
    app.command(has_json=True)(path)


def measure(
    folder: Path = GRAPH,
    which: list[str] = typer.Option(
        ["actors"],
        "--measure",
        help="actors, brokers, communities, balance, factions, roles, or all; may be repeated.",
    ),
    top: int = typer.Option(20, help="Rows to print of each table; 0 for all. CSV and JSON have all."),
    groups: str = typer.Option(
        "state-kind", help="Groups of brokers: state-kind, state, kind, type, or a file of actor, tab, group."
    ),
    exact: bool = typer.Option(False, "--exact", help="No estimates, however long it takes."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    voice: str | None = VOICE,
    types: list[str] | None = TYPES,
    asserted: bool = ASSERTED,
    form: str = typer.Option("table", "--format", help="table, csv or json."),
    output: Path | None = OUTPUT,
) -> None:
    """Measure the network: who is central, who brokers, who holds together, which camps, which roles.

    Example: tieline measure graph --measure brokers --since 2019 --until 2020
    """
    from ..network import TABLES, Choices, narrowed, table
    from ..workspace import open_graph

    checked(form, ("table", "csv", "json"))
    names = list(dict.fromkeys(TABLES if "all" in which else which))
    if form == "csv" and len(names) > 1:
        raise UsageError(f"--measure with --format csv: got {', '.join(names)}, expected one; name one or take json")
    with open_graph(folder) as graph:
        whole = graph.network(statements=False)
    network = narrowed(whole, since=since, until=until, voice=voice, types=types or (), asserted=asserted)
    choices = Choices(_groups(whole, groups), exact or None)
    tables = [table(network, name, choices) for name in names]
    width = get_terminal_size().columns if output is None and sys.stdout.isatty() else 140
    write(_written(tables, form, top, width).encode(), output)


def path(
    folder: Path = GRAPH,
    a: str = typer.Argument(metavar="A", help="One actor."),
    b: str = typer.Argument(metavar="B", help="The other."),
    limit: int = typer.Option(3, help="Most paths to print."),
    sources: int = typer.Option(1, help="Fewest independent sources of every step."),
    statements: bool = typer.Option(False, "--statements", help="Count speaking about somebody as a step."),
    since: str | None = SINCE,
    until: str | None = UNTIL,
    voice: str | None = VOICE,
    types: list[str] | None = TYPES,
    asserted: bool = ASSERTED,
    form: str = typer.Option("text", "--format", help="text or json."),
    output: Path | None = OUTPUT,
) -> None:
    """Tell how two actors are tied, step by step, each with its sentence, outlet and date.

    Example: tieline path graph Iran "Iraqi government" --asserted --sources 2
    """
    from ..workspace import open_graph

    checked(form, ("text", "json"))
    part = {"since": since, "until": until, "voice": voice, "types": types or (), "asserted": asserted}
    with open_graph(folder) as graph:
        found = graph.path(a, b, limit=limit, sources=sources, statements=statements, **part)
    if form == "json":
        text = as_json([asdict(each) for each in found])
    elif found:
        text = harmless("".join(_path_text(number, each) for number, each in enumerate(found, 1)))
    else:
        hint = "" if statements else " (--statements counts speaking about somebody)"
        text = f"no chain of ties joins {a} and {b}{hint}\n"
    write(text.encode(), output)


def _groups(network: nx.MultiDiGraph[str], chosen: str) -> dict[str, str]:
    """Group by the whole network: a period may lack the tie that tells where somebody belongs."""
    from ..network import GROUPINGS, groups_from

    if chosen in GROUPINGS:
        return GROUPINGS[chosen](network)
    if not Path(chosen).is_file():
        raise UsageError(f"--groups: got {chosen!r}, expected {', '.join(GROUPINGS)} or a file; choose one of them")
    return groups_from(network, Path(chosen))


def _written(tables: list[Table], form: str, top: int, width: int) -> str:
    if form == "json":
        made = [{"measure": each.name, "method": each.method, "rows": each.rows} for each in tables]
        return as_json(made[0] if len(made) == 1 else made)
    if form == "csv":
        return as_csv(tables[0].columns, tables[0].rows)
    return harmless("\n".join(_table_text(each, top, width) for each in tables))


def _table_text(made: Table, top: int, width: int) -> str:
    from rich.console import Console
    from rich.table import Table as Lines
    from rich.text import Text

    columns = [column for column in made.columns if column != "node"]
    lines = Lines(box=None)
    for column in columns:
        numbers = all(isinstance(row[column], (int, float, type(None))) for row in made.rows)
        lines.add_column("actor" if column == "label" else column, justify="right" if numbers else "left")
    for row in made.rows[: top or None]:
        lines.add_row(*(Text(_shown(row[column])) for column in columns))
    out = StringIO()
    console = Console(file=out, width=width, color_system=None)
    console.print(Text(f"{made.name}: {made.method}"))
    console.print(lines)
    if top and len(made.rows) > top:
        console.print(Text(f"… and {len(made.rows) - top} more (--top 0 shows all)"))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, tuple):
        return ", ".join(value[:8]) + (f" and {len(value) - 8} more" if len(value) > 8 else "")
    return "" if value is None else str(value)


def _path_text(number: int, found: TiePath) -> str:
    names = " – ".join([found.steps[0].source_label, *(step.target_label for step in found.steps)])
    steps = len(found.steps)
    lines = [f"{number}. {found.kind}, {steps} step{'s' * (steps != 1)}: {names}"]
    for step in found.steps:
        lines += (f"   {line}" for line in _step_lines(step))
    return "\n".join(lines) + "\n"


def _step_lines(step: Step) -> list[str]:
    from ..network.footnotes import best_evidence, citation, tie_line

    labels = {step.source: step.source_label, step.target: step.target_label}
    first, *others = step.ties
    lines = [tie_line(first, labels), f"    {citation(best_evidence(first))}"]
    if others:
        same = {True: "→", False: "←"}
        also = (f"{tie['type']} {same[tie['subject'] == first['subject']]} ({tie['weight']})" for tie in others)
        lines.append(f"    also: {', '.join(also)}")
    return lines
