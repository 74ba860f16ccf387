"""`tieline report`."""

from __future__ import annotations

from pathlib import Path

import typer

from .application import Application
from .console import write
from .parts import GRAPH


def add_to(app: Application) -> None:
    """Add the command to the application."""
    app.command()(report)


def report(
    folder: Path = GRAPH,
    output: Path | None = typer.Option(None, "-o", "--output", help="The page; if left out, DIR-report.html."),
    title: str | None = typer.Option(None, help="Heading of the page; if left out, the name of the folder."),
    since: str | None = typer.Option(None, "--from", help="First day of the period to look at for changes."),
    until: str | None = typer.Option(None, "--to", help="Its last day; if left out, that of the newest article."),
    before: str | None = typer.Option(None, help="Start of the period before it; if left out, it is as long."),
) -> None:
    """Write a brief of the graph: what was read, who stands with and against whom, what happened, what is disputed.

    One HTML page without scripts that needs no network; every number leads to its sentences.
    Needs matplotlib (the extra named report).

    Example: tieline report graph -o brief.html --from 2024-01-01
    """
    from ..workspace import open_graph

    place = folder.resolve()
    with open_graph(folder) as graph:
        page = graph.report_page(title=title or place.name, since=since, until=until, before=before)
    write(page.encode(), output or place.with_name(f"{place.name}-report.html"))
