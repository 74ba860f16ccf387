"""`tieline query`, `tieline queries`, `tieline export`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..errors import UsageError
from .application import Application
from .console import note, standard_output, write
from .parts import GRAPH, as_json, checked

if TYPE_CHECKING:
    from ..rdf.results import Result


def add_to(app: Application) -> None:
    """Add the commands to the application."""
    app.command(has_json=True)(query)
    app.command(has_json=True)(queries)
    app.command()(export)


def query(
    words: list[str] = typer.Argument(
        metavar="DIR QUERY",
        help="The graph folder (not with --store); a query of the library, a .rq file, or - to read SPARQL from "
        "standard input.",
    ),
    settings: list[str] = typer.Option([], "--set", help="A parameter, as name=value; entities by name."),
    store: str | None = typer.Option(None, "--store", help="Ask a SPARQL server instead of a folder: its address."),
    form: str = typer.Option("table", "--format", help="table, csv, json or turtle."),
    output: Path | None = typer.Option(None, "-o", "--output", help="Write to this file."),
) -> None:
    """Ask the graph.

    Example: tieline query graph members-of --set organization="Popular Mobilization Forces"
    """
    from ..rdf.results import render

    *folder, name = words
    if len(folder) != (not store):
        raise UsageError(f"query: got {' '.join(words)!r}, expected DIR QUERY, or --store ADDRESS QUERY")
    parameters = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not sign or not key:
            raise UsageError(f"cannot read --set {setting!r}; write it as name=value")
        parameters[key] = value
    asked = sys.stdin.read() if name == "-" else name
    result = _asked_there(store, asked, parameters) if store else _asked_here(Path(folder[0]), asked, parameters)
    write(render(result, form).encode(), output)


def _asked_here(folder: Path, name: str, parameters: dict[str, str]) -> Result:
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        return graph.query(name, **parameters)


def _asked_there(address: str, name: str, parameters: dict[str, str]) -> Result:
    from ..rdf.library import load, run
    from ..rdf.remote import RemoteStore

    query = load(name)
    with RemoteStore(address) as store:
        return run(store, query, parameters)


def queries(form: str = typer.Option("text", "--format", help="text or json.")) -> None:
    """List the queries of the library with their parameters.

    Example: tieline queries
    """
    from ..rdf.library import list_queries

    if checked(form, ("text", "json")) == "json":
        listed = [
            {"name": each.name, "title": each.title, "parameters": [asdict(one) for one in each.parameters]}
            for each in list_queries()
        ]
        print(as_json(listed), end="")
        return
    for each in list_queries():
        print(f"{each.name}\n    {each.title}")
        for parameter in each.parameters:
            default = f" (default: {parameter.default})" if parameter.default else ""
            print(f"    --set {parameter.name}=…  {parameter.description}{default}")


def export(
    folder: Path = GRAPH,
    form: str = typer.Option(
        "turtle",
        "--format",
        help="turtle, turtle12, trig, nquads, jsonld; graphml, gexf, ties; csv, parquet; jsonl; ftm.",
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="Write to this file; csv and parquet to this folder or .zip."
    ),
) -> None:
    """Write the graph in a standard format; the same graph gives the same bytes.

    Example: tieline export graph --format turtle -o graph.ttl
    """
    from ..exports import TABLES, is_tables
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        if output is None or str(output) == "-":
            with standard_output() as stream:
                graph.export_stream(form, stream)
            return
        graph.export_file(form, output)
    if is_tables(form) and output.is_dir():
        note(f"wrote {', '.join(f'{table}.{form}' for table in TABLES)} to {output}")
    else:
        note(f"wrote {output} ({output.stat().st_size:,} bytes)")
