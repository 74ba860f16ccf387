"""`tieline build`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .application import Application
from .console import progress, result, say
from .parts import as_json, checked

if TYPE_CHECKING:
    from ..builder import Report


def add_to(app: Application) -> None:
    """Add the command to the application."""
    app.command(has_json=True)(build)


def build(
    inputs: list[str] = typer.Argument(help="Files (.txt, .md, .jsonl), folders of them, or - for standard input."),
    into: Path = typer.Option(..., "--into", help="The graph folder to make or update."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    authority: list[Path] = typer.Option([], help="Your own authority file (.tsv or .ttl); its entries win."),
    base: str | None = typer.Option(None, help="IRI prefix of the data, ending in / or #."),
    remove: bool = typer.Option(False, "--remove", help="Take the articles of these inputs out of the graph."),
    store: str | None = typer.Option(None, "--store", help="A SPARQL server to hold the same graphs: its address."),
    form: str = typer.Option("text", "--format", help="How to print what was done: text or json."),
) -> None:
    """Make or update a graph folder; only what changed is read again.

    Example: tieline build articles/ --into graph
    """
    from ..builder import build as build_graph

    checked(form, ("text", "json"))
    with progress() as show:
        report = build_graph(
            inputs, into, model=model, authority=authority or None, base=base, remove=remove, store=store, progress=show
        )
    for where, why in report.skipped:
        say(f"skipped: {where}: {why}")
    for line in report.stale:
        say(line)
    if form == "json":
        print(as_json(asdict(report)), end="")
    else:
        result(summary(report))
        if report.sent is not None:
            result(f"{report.sent:,} graphs changed in {store}")
    if report.skipped:
        raise typer.Exit(1)


def summary(report: Report) -> str:
    """Return the report as one short paragraph."""
    return (
        f"{report.articles:,} articles in the graph ({report.added} written, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.copies} copies, {len(report.skipped)} skipped)\n"
        f"{report.entities:,} entities, {report.statements:,} statements, "
        f"{report.happenings:,} events told in {report.events:,} places, "
        f"{report.ties:,} ties in {report.seconds:.1f} s"
    )
