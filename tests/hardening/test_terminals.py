"""What an article says reaches the terminal as letters: it cannot colour, clear or rename it, nor turn a line round."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
EVIL = "\x1b[31mX\x1b]0;pwned\x07\x9b31m\u202e"
TEXT = (
    f"Kataib Hezbollah {EVIL}is part of the Popular Mobilization Forces. Iran funds Kataib Hezbollah{EVIL}. “We {EVIL} "
    f"stay,” said Ana Ruiz of the Marsh Brigade on Monday. Kataib Hezbollah attacked the Iraqi army{EVIL} on Monday."
)


def tieline(*arguments):
    command = [sys.executable, "-W", "ignore", "-m", "tieline", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=170, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terminal")
    row = {"id": EVIL, "text": TEXT, "title": EVIL, "publisher": f"The {EVIL} Post", "published": "2031-05-06"}
    (folder / "a.jsonl").write_text(json.dumps({**row, "url": f"http://x.example/{EVIL}"}) + "\n")
    status, told, errors = tieline("build", folder / "a.jsonl", "--into", folder / "g", "--model", "small")
    assert status == 0, errors
    assert STEERING.search(told + errors) is None
    return folder / "g"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "GRAPH", "Kataib Hezbollah"),
        ("show", "GRAPH", "Iran"),
        ("show", "GRAPH", EVIL),
        ("measure", "GRAPH"),
        ("path", "GRAPH", "Iran", "Kataib Hezbollah"),
        ("changes", "GRAPH", "--from", "2030-01-01", "--to", "2032-01-01"),
        ("disagreement", "GRAPH", "Iran", "Kataib Hezbollah"),
        ("query", "GRAPH", "evidence-for-entity", "--set", "entity=Iran"),
        ("query", "GRAPH", "evidence-for-entity", "--set", f"entity={EVIL}"),
        ("check", "GRAPH"),
        ("decide", "GRAPH", "rename", "Iran", f"I{EVIL}", "--why", EVIL),
        ("decide", "GRAPH", "list"),
        ("explain", TEXT),
        ("build", f"{EVIL}.txt", "--into", "GRAPH"),
    ],
    ids=lambda command: command[0],
)
def test_nothing_steers_the_terminal(graph, command):
    status, told, errors = tieline(*(graph if word == "GRAPH" else word for word in command if "\x00" not in str(word)))
    assert told or errors
    assert status in {0, 1, 2}
    assert "Traceback" not in errors
    assert STEERING.search(told) is None
    assert STEERING.search(errors) is None
