"""A real Dask cluster of two workers: the findings of one process, also when a worker is lost on the way."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

import psutil
import pytest
from tieline.errors import ClusterError, UsageError
from tieline.workers import Cluster, Here, Recipe, cluster
from workers_reading import all_of, article

SMALL = Recipe("small")
PEOPLE = ("Lina Haddad", "Omar Said", "Tarek Nassar", "Leila Hamdan", "Basma Chami", "Adnan Kiwani", "Rana Daher")
ARTICLES = [
    article(n, f"{PEOPLE[n % 7]} met Samir Odeh in Cairo on Monday. “We agreed on {n} points,” Odeh said.\n\n" * 4)
    for n in range(28)
]


def start(*arguments, **environment):
    """Start one, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **environment},
    )


def worker(address, home, **environment):
    options = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--local-directory", str(home))
    return start("worker", address, *options, **environment)


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        assert process.poll() is not None
    process.wait(10)


@pytest.fixture
def scheduler(tmp_path):
    """The address of a scheduler without workers."""
    file = tmp_path / "scheduler.json"
    process = start("scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file))
    while not file.exists() or not file.read_text().strip():
        assert process.poll() is None
        time.sleep(0.05)
    yield json.loads(file.read_text())["address"]
    end(process)


@pytest.fixture
def two(scheduler, tmp_path):
    """Two workers of the scheduler."""
    workers = [worker(scheduler, tmp_path / name) for name in ("one", "two")]
    yield workers
    for process in workers:
        end(process)


def test_a_cluster_that_loses_a_worker_finds_what_one_process_finds(scheduler, two, made_by, monkeypatch):
    monkeypatch.setattr(cluster, "_ARTICLES", 2)
    with Here(SMALL.reading) as reader:
        alone = all_of(reader, ARTICLES)
    with Cluster(scheduler, SMALL, made_by(SMALL)) as reader:
        reader._client.wait_for_workers(2, timeout=30)
        first = all_of(reader, ARTICLES[:8])
        assert sum(map(readers, two)) == 2
        lost = threading.Timer(0.3, os.killpg, (two[0].pid, signal.SIGKILL))
        lost.start()
        found = all_of(reader, ARTICLES[8:])
        lost.join()
        assert len(reader._client.nthreads()) == 1
    assert {**first, **found} == alone
    assert readers(two[1]) == 0


def readers(process):
    """Return how many processes that read articles run below one."""
    count = 0
    for one in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # ended, and not yet waited for
            count += "tieline.workers.process" in one.cmdline()
    return count


def test_workers_without_the_same_version_are_named(scheduler, tmp_path, made_by):
    other = tmp_path / "other"
    other.mkdir()
    (other / "sitecustomize.py").write_text("import sys\nsys.modules['tieline'] = None\n")
    process = worker(scheduler, tmp_path / "one", PYTHONPATH=str(other))
    try:
        with pytest.raises(
            UsageError, match=r"cluster: tcp://.* has no tieline of this version, expected '.*'; install"
        ):
            Cluster(scheduler, SMALL, made_by(SMALL))
        with pytest.raises(UsageError, match=r"cluster: "):
            Cluster(scheduler, SMALL, "0.0.1 other x")
    finally:
        end(process)


def test_a_cluster_that_is_not_there_is_named(made_by, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT", 1)
    with pytest.raises(ClusterError, match=r"cannot reach a Dask scheduler at tcp://127.0.0.1:1: .*; start one with"):
        Cluster("tcp://127.0.0.1:1", SMALL, made_by(SMALL))


def test_a_cluster_without_workers_is_named(scheduler, made_by, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT", 2)
    with pytest.raises(ClusterError, match="no worker at the Dask scheduler"):
        Cluster(scheduler, SMALL, made_by(SMALL))


def test_without_dask_the_extra_is_named(made_by, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'tieline\[cluster\]'"):
        Cluster("tcp://127.0.0.1:1", SMALL, made_by(SMALL))
