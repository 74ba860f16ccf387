"""Write docs/cli.md from the commands and docs/python.md from the public names of the package.

Usage: python scripts/make_reference.py

tests/test_reference.py fails when the pages say something else than the code.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import tieline
import tieline.network
from tieline.cli import app
from typer.main import get_command

ROOT = Path(__file__).resolve().parent.parent
CLI = ROOT / "docs" / "cli.md"
PYTHON = ROOT / "docs" / "python.md"
COMMON = {"quiet", "verbose", "help"}
HELD_BACK = {
    "check": "docs/checking.md runs it",
    "demo": "builds the sample corpus once more",
    "report": "docs/report.md runs it",
    "serve": "runs until Ctrl-C",
}
"""Examples that the tests of the documents leave alone, and why."""
CLI_HEAD = """\
# The command line

<!-- Written by scripts/make_reference.py from the commands themselves; change those, then run: make docs -->

Every command has `--help`, `--quiet` (results and errors only) and `--verbose` (each step with its time); those with a
format `json` take `--json` for it. Results go to standard output; notes, progress and errors to standard error. Colours
and progress bars appear on a terminal only, colours not where `NO_COLOR` is set. `tieline --install-completion` sets
up the Tab key of your shell.

Exit status: 0 done; 1 done, but a check failed or some input could not be read; 2 wrong usage, or nothing could be
done; 130 stopped by Ctrl-C. An error is one line that says what, where and what to do, a missing or unknown
option is shown with the usage; `tieline --debug COMMAND …` adds the trace.

What you would write behind every command stands in `tieline.toml` in the folder you work in (or in the file of
`tieline --config FILE COMMAND …`): a table for each command, with its options by their long names. The command line
wins.

```toml
[build]
into = "graph"
model = "small"
authority = ["our-names.tsv"]

[decide.merge]
by = "Ana"
```
"""
PYTHON_HEAD = """\
# The Python API

<!-- Written by scripts/make_reference.py from the docstrings; change those, then run: make docs -->

`import tieline` is light; spaCy and the stores load on first use. What is not on this page may change from one version
to the next. Records (`Article`, `Entity`, `Statement`, `Event`, `Relation`, `Evidence`) are frozen dataclasses of
`tieline.records`, with the fields of [json.md](json.md).
"""


def cli() -> str:
    """Return the page of the commands."""
    parts = [CLI_HEAD]
    for path, command in commands(get_command(app), ("tieline",)):
        parts += [f"## {' '.join(path)}", "", *described(command.help or ""), *table(command), ""]
    return "\n".join(parts).rstrip() + "\n"


def commands(group: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


def described(help_text: str) -> Iterator[str]:
    for paragraph in help_text.replace("\b", "").strip().split("\n\n"):
        text = " ".join(paragraph.split())
        if text.startswith("Example: "):
            example = text.removeprefix("Example: ")
            reason = HELD_BACK.get(example.split()[1])
            yield from (f"<!-- not run: {reason} -->",) if reason else ()
            yield from ("```sh", example, "```", "")
        else:
            yield from (text, "")


def table(command: Any) -> Iterator[str]:
    """Yield the rows of a table of arguments and options, but for those of every command."""
    own = [each for each in command.params if each.name not in COMMON and each.name != "printed_as_json"]
    if not own:
        return
    yield from ("| argument or option | meaning |", "| --- | --- |")
    for each in own:
        is_option = any(flag.startswith("-") for flag in each.opts)
        name = ", ".join(f"`{flag}`" for flag in each.opts) if is_option else f"`{each.metavar or each.name}`"
        many = each.multiple or each.nargs == -1
        default = each.default
        shown = is_option and default not in (None, False, ...) and default != [] and not callable(default)
        told = [cell(getattr(each, "help", "") or "")]
        told += [f"Default: {listed(default)}."] if shown else []
        told += ["May be repeated."] if many and "repeated" not in told[0] else []
        told += ["Required."] if each.required else []
        yield f"| {name} | {' '.join(told)} |"


def listed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def python() -> str:
    """Return the page of the public names."""
    parts = [PYTHON_HEAD]
    for module in (tieline, tieline.network):
        parts += [f"## {module.__name__}", "", *docstring(module.__doc__ or ""), *members(module)]
    return "\n".join(parts).rstrip() + "\n"


def members(module: ModuleType) -> Iterator[str]:
    names = sorted(module.__all__, key=lambda name: (not inspect.isclass(getattr(module, name)), name.lower()))
    for name in names:
        value = getattr(module, name)
        if inspect.isclass(value):
            yield from (f"### class {module.__name__}.{name}", "", *docstring(value.__doc__ or ""))
            for method, function in own_methods(value):
                yield from (f"#### {name}.{method}", "", *signature(f"{name}.{method}", function))
                yield from docstring(function.__doc__ or "")
        elif inspect.isfunction(value):
            yield from (f"### {module.__name__}.{name}", "", *signature(name, value), *docstring(value.__doc__ or ""))


def own_methods(cls: type) -> Iterator[tuple[str, Any]]:
    if issubclass(cls, Exception):
        return
    for name, value in vars(cls).items():
        if not name.startswith("_") and inspect.isfunction(value):
            yield name, value


def signature(name: str, function: Any) -> list[str]:
    shown = inspect.signature(function)
    parameters = [one for one in shown.parameters.values() if one.name != "self"]
    text = unquoted(f"{name}{shown.replace(parameters=parameters)}")
    if len(text) > 110:
        inside = "".join(f"    {unquoted(str(one))},\n" for one in with_star(parameters))
        text = unquoted(f"{name}(\n{inside}) -> {shown.return_annotation}")
    return ["```python", text, "```", ""]


def unquoted(text: str) -> str:
    """Return a signature with its annotations as they stand in the code, not as strings."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)


def with_star(parameters: list[inspect.Parameter]) -> Iterator[Any]:
    starred = False
    for one in parameters:
        if one.kind is one.VAR_POSITIONAL:
            starred = True
        if one.kind is one.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        yield one


def docstring(text: str) -> Iterator[str]:
    """Yield Markdown: sections become lists, indented blocks code, the rest paragraphs."""
    section = ""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        head, *body = paragraph.split("\n")
        if re.fullmatch(r"(Args|Returns|Raises|Yields|Attributes):", head):
            section = head.removesuffix(":")
            yield from (f"{section}:", "")
            if section in {"Returns", "Yields"}:
                yield from (" ".join(line.strip() for line in body), "")
            else:
                yield from (*items(body), "")
        elif paragraph.startswith("    "):
            yield from ("```text", *inspect.cleandoc(paragraph).split("\n"), "```", "")
        else:
            yield from (paragraph, "")


def items(lines: list[str]) -> Iterator[str]:
    found: list[str] = []
    for line in lines:
        if re.match(r" {4}[\w*`.,/ ()]+?:(\s|$)", line) or not found:
            found.append(line.strip())
        else:
            found[-1] += f" {line.strip()}"
    for item in found:
        name, colon, rest = item.partition(":")
        yield f"- `{name}`{colon}{rest}"


def main() -> int:
    """Write both pages."""
    CLI.write_text(cli(), encoding="utf-8")
    PYTHON.write_text(python(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
