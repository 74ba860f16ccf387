"""`tieline build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from .console import progress, say

if TYPE_CHECKING:
    from ..builder import Report


def add_to(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(build)


def build(
    inputs: list[str] = typer.Argument(help="Files (.txt, .md, .jsonl), folders of them, or - for standard input."),
    into: Path = typer.Option(..., "--into", help="The graph folder to make or update."),
    model: str | None = typer.Option(None, help="accurate (default), small, or an installed spaCy pipeline."),
    authority: list[Path] = typer.Option([], help="Your own authority file (.tsv); its entries win."),
    base: str | None = typer.Option(None, help="IRI prefix of the data, ending in / or #."),
    remove: bool = typer.Option(False, "--remove", help="Take the articles of these inputs out of the graph."),
) -> None:
    """Make or update a graph folder; only what changed is read again.

    Example: tieline build articles/ --into graph
    """
    from ..builder import build as build_graph
    from ..records import DEFAULT_BASE

    with progress() as show:
        report = build_graph(
            inputs, into, model=model, authority=authority, base=base or DEFAULT_BASE, remove=remove, progress=show
        )
    for where, why in report.skipped:
        say(f"skipped: {where}: {why}")
    print(summary(report))
    if report.skipped:
        raise typer.Exit(1)


def summary(report: Report) -> str:
    """Return the report as one short paragraph."""
    return (
        f"{report.articles:,} articles in the graph ({report.added} written, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.copies} copies, {len(report.skipped)} skipped)\n"
        f"{report.entities:,} entities, {report.statements:,} statements, {report.events:,} events, "
        f"{report.ties:,} ties in {report.seconds:.1f} s"
    )
