"""`tieline.toml`: what one would write behind every command again."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..wording import suggestion

FILE = "tieline.toml"


def defaults(command: Any, file: Path | None) -> dict[str, Any]:
    """Return the defaults of a file for the commands below `command`, as click's `default_map` has them.

    A table is a command and a key one of its options, by its long name: `[build]`, `model = "small"`;
    `[decide.merge]`, `by = "Ana"`. What stands on the command line wins.

    Args:
        command: the group of all commands.
        file: the one the user names; else `tieline.toml` in the working directory, which need not exist.

    Raises:
        UsageError: if it cannot be read, is no TOML, or names a command or option there is not.
    """
    path = file or Path(FILE)
    if file is None and not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {(error.strerror or str(error)).lower()}; check --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}; write TOML, such as [build] and model = 'small'") from error
    return _commands(command, data, str(path))


def _commands(group: Any, tables: dict[str, Any], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, table in tables.items():
        command = group.commands.get(name)
        if command is None or not isinstance(table, dict):
            hint = _hint(name, group.commands)
            raise UsageError(f"table in {where}: got {name!r}, expected a command of tieline such as [build]; {hint}")
        nested = hasattr(command, "commands")
        found[name] = (_commands if nested else _options)(command, table, f"{where}, [{name}]")
    return found


def _options(command: Any, table: dict[str, Any], where: str) -> dict[str, Any]:
    known = {flag.removeprefix("--"): each for each in command.params for flag in each.opts if flag.startswith("--")}
    found: dict[str, Any] = {}
    for name, value in table.items():
        option = known.get(name)
        if option is None:
            raise UsageError(f"option in {where}: got {name!r}, expected one of its options; {_hint(name, known)}")
        if isinstance(value, dict) or isinstance(value, list) != bool(option.multiple):
            rule = 'a list, such as ["one"]' if option.multiple else "one value"
            raise UsageError(f"{name} in {where}: got {value!r}, expected {rule}; write it so")
        found[option.name] = value
    return found


def _hint(name: str, known: Any) -> str:
    return suggestion(name, known, f"take one of {', '.join(sorted(known))}")
