"""Workers: the findings of one process, whatever dies meanwhile; a bad article harms no other."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import psutil
import pytest
from tieline.errors import UsageError
from tieline.workers import Here, Local, Recipe, article_bytes, child, in_order
from workers_reading import all_of, article

PEOPLE = ("Lina Haddad", "Omar Said", "Tarek Nassar", "Leila Hamdan", "Basma Chami", "Adnan Kiwani", "Rana Daher")
ARTICLES = [
    article(n, f"{one} met Samir Odeh in Cairo on Monday. “We agreed on {n} points,” {one} said.\n\n" * (1 + n % 3))
    for n, one in enumerate(PEOPLE)
]
SMALL = Recipe("small")


@pytest.fixture(scope="module")
def alone():
    with Here(SMALL.reading) as reader:
        return all_of(reader, ARTICLES)


@pytest.fixture(scope="module")
def pool(made_by):
    with Local(SMALL, made_by(SMALL), 2) as reader:
        yield reader
        running = children()
    assert len(running) == 2
    assert psutil.wait_procs(running, timeout=10)[1] == []


def test_two_processes_find_what_one_finds(alone, pool):
    assert {key: outcome.fault for key, outcome in alone.items()} == {one.key: "" for one in ARTICLES}
    assert all_of(pool, reversed(ARTICLES)) == alone


def test_outcomes_come_in_order_whoever_is_first(alone, pool):
    articles = [replace(ARTICLES[0], text=ARTICLES[0].text * 40), *ARTICLES[1:]]
    several = [(one.key, outcome.data) for one, outcome in in_order(iter(articles), pool)]
    assert [key for key, _ in several] == [one.key for one in articles]
    assert several[1:] == [(one.key, alone[one.key].data) for one in ARTICLES[1:]]


def test_articles_of_a_killed_process_are_read_again(alone, pool):
    one, other = children()
    os.kill(one.pid, signal.SIGSTOP)  # so that it has an article in hand when it is killed
    killed = threading.Timer(0.5, one.kill)
    killed.start()
    assert all_of(pool, ARTICLES) == alone
    killed.join()
    assert other in children()
    assert one not in children()


def test_a_process_is_recycled(alone, made_by, monkeypatch):
    monkeypatch.setattr(child, "RECYCLED_AFTER", 4)
    with Local(SMALL, made_by(SMALL), 1) as reader:
        assert all_of(reader, ARTICLES) == alone


def test_an_article_that_ends_its_process_harms_no_other(fragile, made_by):
    recipe = Recipe(fragile)
    bad = [article(91, "Crash the machine, said Omar Said."), article(92, "Refuse it, said Omar Said.")]
    once = [article(93, "Stumble over it, said Omar Said.")]
    with Local(recipe, made_by(recipe), 2) as reader:
        found = all_of(reader, [ARTICLES[0], *bad, *once, ARTICLES[1]])
    faults = {key: outcome.fault for key, outcome in found.items() if outcome.fault}
    assert sorted(faults) == ["a91", "a92"]
    assert "its process ended with status -9" in faults["a91"]
    assert "leave it out or split it" in faults["a91"]
    assert faults["a92"] == "cannot be analysed (ValueError: no such word); please report it"


def test_an_article_that_never_ends_is_given_up(fragile, made_by):
    recipe = Recipe(fragile, patience=0.8)
    with Local(recipe, made_by(recipe), 1) as reader:
        found = all_of(reader, [article(94, "Linger over it, said Omar Said."), ARTICLES[0]])
    assert "it took more than 1 seconds, twice" in found["a94"].fault
    assert not found[ARTICLES[0].key].fault


def test_long_articles_get_more_time():
    short, long = (article_bytes(article(1, "Word " * n)) for n in (10, 100_000))
    assert SMALL.time_limit(short) < 70
    assert SMALL.time_limit(long) > 1_000


def test_a_model_that_is_missing_is_named(made_by):
    with (
        pytest.raises(UsageError, match="unknown model 'en_core_web_xx'"),
        Local(Recipe("en_core_web_xx"), made_by(SMALL), 1) as reader,
    ):
        all_of(reader, ARTICLES[:1])


def test_a_process_of_another_version_is_refused():
    with pytest.raises(UsageError, match="install the same version"), Local(SMALL, "0.0.1 other x", 1) as reader:
        all_of(reader, ARTICLES[:1])


def test_a_process_that_cannot_start_says_why(made_by, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with (
        pytest.raises(UsageError, match=r"worker process: ended with status 1 while it started .*encodings"),
        Local(SMALL, made_by(SMALL), 1) as reader,
    ):
        all_of(reader, ARTICLES[:1])


def test_processes_end_with_their_parent():
    code = (
        "import time\nfrom tieline.identity import Authority\nfrom tieline.workers import *\n"
        "recipe = Recipe('small')\nreader = Local(recipe, recipe.made_by(Authority.shipped()), 1)\n"
        "from tieline.records import Article\nreader.submit('a', article_bytes(Article('a', 'a', 'Iran met Iraq.')))\n"
        "reader.finished(waiting=True)\nprint('read', flush=True)\ntime.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout.readline() == "read\n"
    (worker,) = psutil.Process(parent.pid).children()
    parent.kill()
    parent.communicate()
    assert psutil.wait_procs([worker], timeout=10)[1] == []


def test_an_authority_of_the_user_travels(tmp_path, made_by):
    from tieline.builder import authority_of

    own = tmp_path / "own.tsv"
    own.write_text("id\tname\ttype\ncedar-board\tCedar Board\tCompany\n")
    recipe = Recipe.of("small", [own])
    with Local(recipe, recipe.made_by(authority_of([own])), 1) as reader:
        found = all_of(reader, [article(1, "The Cedar Board accused Omar Said of lying.")])
    assert b'"Company"' in found["a1"].data


def children():
    """Return the worker processes of this one."""
    return [one for one in psutil.Process().children() if "tieline.workers.process" in one.cmdline()]
