"""What every command can be told: tieline.toml, --quiet, --verbose, --json, and how it helps and errs."""

import json
import os
import re
import subprocess
import sys

import pytest
from tieline.cli import app
from typer.main import get_command

TEXT = """Iran backs the Marsh Brigade. Lina Haddad, the mayor of Tell Marwan, met Omar Said on Monday.

Haddad accused Said of lying. Haddad praised Iran. Said arrested two members of the Marsh Brigade.
"""


def tieline(*arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tieline", *map(str, arguments)],
        cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Give a folder with a graph `g`, made with nothing but a tieline.toml on the command line's behalf."""
    folder = tmp_path_factory.mktemp("settings")
    (folder / "page.txt").write_text(TEXT)
    (folder / "tieline.toml").write_text('[build]\nmodel = "small"\ninto = "g"\n\n[show]\nlimit = 1\n')
    done = tieline("build", "page.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def commands(group, path=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands(get_command(app)))


@pytest.mark.model
def test_the_settings_stand_behind_the_commands_and_the_command_line_wins(built):
    assert " more ties (" in tieline("show", "g", "Lina Haddad", cwd=built).stdout
    assert "more ties" not in tieline("show", "g", "Lina Haddad", "--limit", "0", cwd=built).stdout


@pytest.mark.model
def test_another_file_of_settings_can_be_named(built, tmp_path):
    (tmp_path / "mine.toml").write_text("[show]\nlimit = 0\n")
    done = tieline("--config", tmp_path / "mine.toml", "show", "g", "Lina Haddad", cwd=built)
    assert "more ties" not in done.stdout


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[biuld]\n", "did you mean 'build'?"),
        ("[build]\nmodle = 'small'\n", "did you mean 'model'?"),
        ("[build]\nauthority = 'mine.tsv'\n", "expected a list"),
        ("[decide.merge]\nmaed = '2026-01-01'\n", "did you mean 'made'?"),
        ("model = 'small'\n", "expected a command"),
        ("[build\n", "line 1"),
        (b"\xff\xfe\x00", "write TOML"),
    ],
)
def test_a_faulty_file_of_settings_is_one_line_and_exit_status_2(tmp_path, settings, told):
    (tmp_path / "tieline.toml").write_bytes(settings if isinstance(settings, bytes) else settings.encode())
    done = tieline("queries", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "tieline.toml" in done.stderr
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_named_file_that_is_not_there_is_an_error(tmp_path):
    done = tieline("--config", tmp_path / "none.toml", "queries")
    assert done.returncode == 2
    assert "none.toml" in done.stderr


@pytest.mark.model
def test_quiet_says_nothing_that_is_no_result(built):
    loud = tieline("export", "g", "-o", "loud.ttl", cwd=built)
    quiet = tieline("export", "g", "-o", "quiet.ttl", "--quiet", cwd=built)
    assert "wrote loud.ttl" in loud.stderr
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert (built / "loud.ttl").read_bytes() == (built / "quiet.ttl").read_bytes()
    assert "unknown name" in tieline("show", "g", "Nobody", "-q", cwd=built).stderr


@pytest.mark.model
def test_a_build_can_be_quiet_or_told_as_json(built):
    assert tieline("build", "page.txt", "--quiet", cwd=built).stdout == ""
    told = json.loads(tieline("build", "page.txt", "--json", cwd=built).stdout)
    assert told["articles"] == told["unchanged"] == 1


@pytest.mark.model
def test_verbose_tells_the_steps_with_their_times(built):
    done = tieline("check", "g", "--verbose", cwd=built)
    assert done.returncode == 0
    assert done.stderr.rstrip().endswith(" s")


@pytest.mark.model
@pytest.mark.parametrize("arguments", [("measure", "g"), ("show", "g", "Lina Haddad"), ("check", "g"), ("queries",)])
def test_json_is_the_format_json(built, arguments):
    short, long = tieline(*arguments, "--json", cwd=built), tieline(*arguments, "--format", "json", cwd=built)
    assert short.returncode == 0, short.stderr
    assert short.stdout == long.stdout
    assert json.loads(short.stdout)


def test_every_command_has_an_example_and_the_common_options():
    assert {("build",), ("decide", "merge"), ("serve",)} <= ALL.keys()
    for path, command in ALL.items():
        flags = {flag for option in command.params for flag in option.opts}
        assert {"--quiet", "--verbose"} <= flags, path
        assert "Example: " in command.help, path
        assert f"tieline {path[0]}" in command.help, path


def test_a_slip_in_a_command_or_option_is_met_with_the_right_word():
    assert "'build'" in tieline("buld", "x").stderr
    assert "--model" in tieline("build", "x", "--modle", "small").stderr


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_that_want_them(no_color, coloured):
    pty = pytest.importorskip("pty")  # not on Windows
    environment = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm-256color"} | ({"NO_COLOR": no_color} if no_color else {})
    here, there = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tieline", "--help"], env=environment, stdout=there, stderr=there
    ) as run:
        os.close(there)
        shown = b""
        try:
            while part := os.read(here, 4096):
                shown += part
        except OSError:  # how Linux tells that the other end is closed
            pass
        assert run.wait(60) == 0
    os.close(here)
    assert b"build" in shown
    assert bool(re.search(rb"\x1b\[(\d+;)*3\dm", shown)) == coloured
    assert "\x1b" not in tieline("--help").stdout
