"""A graph that was changed, or whose build was killed anywhere, is that of a fresh build; nothing is made twice."""

import random
import signal
from dataclasses import replace

import pytest
from brought import DECISIONS, Process, brought, shown, told
from tieline.storing import completing

ROUNDS = 9
"""Builds that are killed one after the other, each of other articles."""


@pytest.fixture(scope="module")
def process():
    process = Process()
    yield process
    process.close()


@pytest.mark.parametrize("seed", range(2))
def test_a_build_killed_at_any_line_leaves_nothing_stale(tmp_path, process, seed):
    chance = random.Random(seed)
    killed = 0
    for round_ in range(ROUNDS):
        numbers = frozenset(chance.sample(range(6), chance.randrange(1, 6)))
        state = numbers, chance.choice(DECISIONS)
        killed += process.run(tmp_path / "g", *state, last=int(10 ** chance.uniform(1, 3.7)))[0] == -signal.SIGKILL
        if round_ % 3 == 2:
            status, seen = process.run(tmp_path / "g", *state)
            assert status == 0
            assert (0, seen) == process.run(tmp_path / f"fresh{round_}", *state)
    assert killed > ROUNDS // 3


@pytest.mark.parametrize("decisions", DECISIONS[1:])
def test_decisions_that_come_and_go_leave_the_graph_as_it_was(tmp_path, decisions):
    brought(tmp_path / "g", {0, 1, 2})
    before = shown(tmp_path / "g")
    assert brought(tmp_path / "g", {0, 1, 2}, decisions).stale == []
    brought(tmp_path / "fresh", {0, 1, 2}, decisions)
    assert shown(tmp_path / "g") == shown(tmp_path / "fresh") != before
    brought(tmp_path / "g", {0, 1, 2})
    assert shown(tmp_path / "g") == before


def test_the_report_of_a_build_that_changes_nothing_is_that_of_the_first(tmp_path, monkeypatch):
    first = brought(tmp_path / "g", {0, 1, 2})
    monkeypatch.setattr(completing, "article_quads", None)  # what would be called if anything was made again
    second = brought(tmp_path / "g", {0, 1, 2})
    assert replace(second, added=first.added) == first
    assert second.added == 0
    assert first.articles == 3


def test_one_more_article_makes_only_its_own_graph_anew(tmp_path, monkeypatch):
    brought(tmp_path / "g", {0, 2})
    made = []
    quads = completing.article_quads
    monkeypatch.setattr(completing, "article_quads", lambda one, **k: made.append(one.article.key) or quads(one, **k))
    brought(tmp_path / "g", {0, 1, 2})
    assert told(1).article.key in made
    assert told(0).article.key not in made
