"""`tieline view`, `tieline measure`, `tieline path`, `tieline show`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .console import write


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(view)
    app.command()(measure)
    app.command()(path)
    app.command()(show)


def view(
    folder: Path = typer.Argument(help="The graph folder."),
    output: Path | None = typer.Option(None, "-o", "--output", help="The page [default: FOLDER.html]."),
    focus: str | None = typer.Option(None, help="Draw only what is near this actor."),
    hops: int = typer.Option(1, help="How far from --focus."),
    limit: int = typer.Option(400, help="Most actors to draw."),
    title: str | None = typer.Option(None, help="Heading of the page."),
) -> None:
    """Write the network as one HTML page that opens without a network.

    Example: tieline view graph -o graph.html --focus "Kataib Hezbollah" --hops 2
    """
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        page = graph.view(title=title or folder.resolve().name, focus=focus, hops=hops, limit=limit)
    write(page.encode(), output or Path(f"{folder.resolve()}.html"))


def measure(
    folder: Path = typer.Argument(help="The graph folder."),
    top: int = typer.Option(20, help="Rows to print; 0 for all."),
) -> None:
    """Print degree, strength, betweenness and community of the actors."""
    from ..network import measures
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        rows = measures(graph.network(statements=False))
    rows = [row for row in rows if row["degree"]]
    table = Table(box=None)
    for column in ("actor", "type", "articles", "degree", "strength", "betweenness", "community", "conflict"):
        table.add_column(column, justify="left" if column in {"actor", "type"} else "right")
    for row in rows[: top or None]:
        conflict = "" if row["conflict"] is None else f"{row['conflict']:.2f}"
        cells = [row["label"], row["type"], *(str(row[c]) for c in ("articles", "degree", "strength"))]
        table.add_row(*map(Text, [*cells, f"{row['betweenness']:.3f}", str(row["community"]), conflict]))
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def path(
    folder: Path = typer.Argument(help="The graph folder."),
    a: str = typer.Argument(help="One actor."),
    b: str = typer.Argument(help="The other."),
    limit: int = typer.Option(3, help="Most paths to print."),
    form: str = typer.Option("text", "--format", help="text or json."),
) -> None:
    """Tell how two actors are tied, step by step, each with its sentence.

    Example: tieline path graph Iran "Iraqi government"
    """
    from dataclasses import asdict

    from ..workspace import open_graph

    with open_graph(folder) as graph:
        found = graph.path(a, b, limit=limit)
    if form == "json":
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1, default=list))
        return
    if not found:
        print(f"no chain of ties joins {a} and {b}")
    for number, each in enumerate(found, 1):
        print(
            f"{number}. {each.kind}: {' – '.join([each.steps[0].source_label, *(s.target_label for s in each.steps)])}"
        )
        for step in each.steps:
            _print_tie(step.ties[0], {step.source: step.source_label, step.target: step.target_label}, indent="   ")


def show(
    folder: Path = typer.Argument(help="The graph folder."),
    name: str = typer.Argument(help="An actor: name, alias or IRI."),
    limit: int = typer.Option(15, help="Most ties to print; 0 for all."),
) -> None:
    """Show one actor: names, roles, why it is who it is, and its ties with their sentences."""
    from ..workspace import open_graph

    with open_graph(folder) as graph:
        actor = graph.entity(name)
        network = graph.network()
        reasons = sorted(
            {e.reason for x in graph.extractions() for e in x.entities if e.iri == actor["iri"] and e.reason}
        )
        labels = {node: data["label"] for node, data in network.nodes(data=True)}
    print(f"{actor['label']}  [{actor['type']}]  {actor['iri']}")
    print(f"in {actor['articles']} articles, {actor['mentions']} mentions")
    if actor["roles"]:
        print(f"roles: {', '.join(actor['roles'])}")
    if actor["aliases"]:
        print(f"also: {', '.join(actor['aliases'])}")
    for reason in reasons:
        print(f"identity: {reason}")
    for tie in actor["ties"][: limit or None]:
        _print_tie(tie, labels)
    if limit and len(actor["ties"]) > limit:
        print(f"… and {len(actor['ties']) - limit} more ties (--limit 0 shows all)")


def _print_tie(tie: Any, labels: dict[str, str], indent: str = "") -> None:
    """Print a tie and the sentence of its first evidence."""
    print(f"{indent}{labels[tie['subject']]} —{tie['type']}→ {labels[tie['object']]}  ({tie['weight']} articles)")
    evidence = tie["evidence"][0]
    voice = f", claimed by {evidence['voice']}" if evidence.get("voice") else ""
    source = ", ".join(str(part) for part in (evidence["publisher"], evidence["published"]) if part)
    words = " ".join(evidence["text"].split())
    print(f"{indent}    “{words}” ({source or evidence['article']}{voice}, {evidence['factuality']})")
