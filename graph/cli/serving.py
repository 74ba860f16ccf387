"""`tieline serve`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import typer

from ..errors import UsageError
from .application import Application
from .console import note
from .parts import GRAPH

_LEAST_MEMORY = 256


def add_to(app: Application) -> None:
    """Add the command to the application."""
    app.command()(serve)


def serve(
    folder: Path = GRAPH,
    host: str = typer.Option("127.0.0.1", help="Address to listen at; 0.0.0.0 lets other machines in."),
    port: int = typer.Option(8181, min=0, max=65535, help="Port; 0 takes a free one."),
    workers: int = typer.Option(2, min=1, max=256, help="Queries answered at once, each in a process of its own."),
    timeout: float = typer.Option(30.0, min=0.1, help="Seconds a query may take."),
    memory: int = typer.Option(2048, min=_LEAST_MEMORY, help="MB a worker may hold (not on Windows)."),
    answer: int = typer.Option(64, min=1, help="MB an answer may have."),
    request: int = typer.Option(1, min=1, help="MB the body of a request may have."),
    cors: list[str] = typer.Option([], "--cors", help="Origin whose pages may read answers; * for all."),
    name: list[str] = typer.Option([], "--name", help="Host name to answer to, behind a proxy."),
) -> None:
    """Serve the graph: a SPARQL endpoint, a page for every actor and article, RDF for every IRI. Read-only.

    Example: tieline serve graph --port 8181
    """
    try:
        from ..serve import Limits, Server, Settings
    except ModuleNotFoundError as error:
        raise UsageError(
            f"serve: needs the library {error.name}, which is not installed; run: pip install starlette uvicorn jinja2"
        ) from error
    from ..serve.messages import MEGABYTE

    limits = Limits(seconds=timeout, memory=memory * MEGABYTE, answer=answer * MEGABYTE, request=request * MEGABYTE)
    settings = Settings(folder, host, port, workers, tuple(cors), tuple(name), limits)
    with Server(settings) as server:
        print(f"{folder.resolve().name} is served at {server.address} (SPARQL: {server.address}sparql)", flush=True)
        if server.is_open_to_others:
            note("other machines can reach it, and there is no password; see docs/serve.md")
        with suppress(KeyboardInterrupt):
            server.run()
    note("stopped")
