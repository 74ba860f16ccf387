"""`tieline query`, `tieline queries`, `tieline export`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from ..errors import UsageError
from .console import write


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(query)
    app.command()(queries)
    app.command()(export)


def query(
    folder: Path = typer.Argument(help="The graph folder."),
    name: str = typer.Argument(help="A query of the library, a .rq file, or - to read SPARQL from standard input."),
    settings: list[str] = typer.Option([], "--set", help="A parameter, as name=value; entities by name."),
    form: str = typer.Option("table", "--format", help="table, csv, json or turtle."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Write to this file."),
) -> None:
    """Ask the graph.

    Example: tieline query graph members-of --set organization="Popular Mobilization Forces"
    """
    from ..rdf.results import render
    from ..workspace import open_graph

    parameters = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not sign or not key:
            raise UsageError(f"cannot read --set {setting!r}; write it as name=value")
        parameters[key] = value
    with open_graph(folder) as graph:
        result = graph.query(sys.stdin.read() if name == "-" else name, **parameters)
    write(render(result, form).encode(), output)


def queries() -> None:
    """List the queries of the library with their parameters."""
    from ..rdf.library import list_queries

    for each in list_queries():
        print(f"{each.name}\n    {each.title}")
        for parameter in each.parameters:
            default = f" [default: {parameter.default}]" if parameter.default else ""
            print(f"    --set {parameter.name}=…  {parameter.description}{default}")


def export(
    folder: Path = typer.Argument(help="The graph folder."),
    form: str = typer.Option("turtle", "--format", help="turtle, trig, nquads, jsonld, graphml, gexf, csv or jsonl."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Write to this file."),
) -> None:
    """Write the graph in a standard format; the same graph gives the same bytes.

    Example: tieline export graph --format turtle -o graph.ttl
    """
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        write(graph.export(form), output)
