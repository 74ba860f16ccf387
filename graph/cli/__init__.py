"""The command line: parse, call, print. One file per group of commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from ..errors import Interrupted, TielineError
from . import ask, check, compare, correct, demo, extracting, look, make, measuring, reporting, serving
from .application import Application
from .console import say
from .settings import defaults

app = Application(
    name="tieline",
    help="Turn news articles into a knowledge graph; every triple leads to the sentence that says it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (extracting, make, ask, look, measuring, compare, check, serving, reporting, correct, demo):
    group.add_to(app)


def _version(value: bool) -> None:
    if value:
        from ..version import VERSION

        print(f"tieline {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    config: Path | None = typer.Option(
        None, "--config", help="File of defaults for options (default: tieline.toml here, if there is one)."
    ),
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),  # noqa: ARG001
    debug: bool = typer.Option(False, "--debug", help="Show the trace of an error."),
) -> None:
    """Options of every command."""
    context.default_map = defaults(context.command, config)
    if debug:
        os.environ["TIELINE_DEBUG"] = "1"


def main() -> None:
    """Run the command line; exit status 0 done, 1 done in part, 2 nothing could be done."""
    try:
        app()
    except TielineError as error:
        if os.environ.get("TIELINE_DEBUG"):
            raise
        say(f"tieline: {' '.join(str(error).split())}")
        sys.exit(130 if isinstance(error, Interrupted) else 2)
