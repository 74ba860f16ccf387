"""`tieline demo`."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

import typer

from .application import Application
from .console import progress, write
from .make import summary


def add_to(app: Application) -> None:
    """Add the command to the application."""
    app.command()(demo)


def demo(
    into: Path = typer.Option(Path("demo"), "--into", help="Folder for the graph, the Turtle and the page."),
) -> None:
    """Build the graph of the sample corpus, write Turtle and HTML, and say what to open next.

    Example: tieline demo
    """
    from ..builder import build
    from ..workspace import open_graph

    graph_folder = into / "graph"
    with as_file(files("tieline.corpus")) as corpus, progress() as show:
        report = build([corpus], graph_folder, progress=show)
    print(summary(report))
    with open_graph(graph_folder) as graph:
        write(graph.export("turtle"), into / "graph.ttl")
        write(graph.view(title="Iran, the militias and the Iraqi state (sample corpus)").encode(), into / "graph.html")
    command = "tieline" if shutil.which("tieline") else sys.argv[0]
    print(f"""
Open next:
  {into / "graph.html"}    the network in your browser; click a tie to read its sentences
  {into / "graph.ttl"}     the same as RDF
Ask:
  {command} queries
  {command} query {graph_folder} members-of --set organization="Popular Mobilization Forces"
  {command} path {graph_folder} Iran "Popular Mobilization Forces"
  {command} show {graph_folder} "Kataib Hezbollah\"""")
