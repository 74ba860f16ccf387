"""`tieline serve` as a user starts it."""

import re
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import quote

import httpx
import pytest


def start(*arguments):
    command = [sys.executable, "-W", "ignore", "-m", "tieline", "serve", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def fails(*arguments):
    process = start(*arguments)
    told, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told == ""
    assert said.count("\n") == 1, said
    return said


def listed(*arguments):
    done = subprocess.run(["ps", "-o", "pid=", *arguments], capture_output=True, text=True, check=False)
    return done.stdout.split()


def children_of(process):
    return listed("--ppid", str(process.pid))


def left_of(pids):
    """Those of some processes that are still there after a while."""
    deadline = time.monotonic() + 10
    while (left := listed("-p", ",".join(pids))) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_its_address_and_ends_when_told(folder, ending):
    process = start(folder, "--port", 0, "--workers", 1)
    try:
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)[0]
        assert httpx.get(f"{address}sparql?query=ASK{{}}", trust_env=False).json()["boolean"] is True
        children = children_of(process)
        assert children
        started = time.monotonic()
        process.send_signal(ending)
        _, said = process.communicate(timeout=30)
        assert time.monotonic() - started < 10
        assert process.returncode == (0 if ending == signal.SIGINT else -signal.SIGTERM)
        assert said == ("stopped\n" if ending == signal.SIGINT else "")
        assert left_of(children) == []
    finally:
        process.kill()
        process.communicate()


def test_it_ends_in_the_middle_of_a_query_too(folder):
    process = start(folder, "--port", 0, "--workers", 1)
    try:
        port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            query = quote("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i && ?a != ?i) }")
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(2)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=15)
        assert (process.returncode, said) == (0, "stopped\n")
    finally:
        process.kill()
        process.communicate()


def test_workers_end_with_a_server_that_was_killed_even_in_the_middle_of_a_query(folder):
    process = start(folder, "--port", 0, "--workers", 1)
    try:
        address = re.search(r"http://[\d.:]+/", process.stdout.readline())[0]
        query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{address}sparql", params={"query": query}, timeout=2, trust_env=False)
        children = children_of(process)
        assert children
    finally:
        process.kill()
        process.communicate()
    assert left_of(children) == []


def test_a_port_in_use(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"got 127.0.0.1:{port}, which cannot be had (Address already in use)" in fails(folder, "--port", port)


def test_a_host_that_is_not_ours(folder):
    assert "choose another --host or --port" in fails(folder, "--host", "192.0.2.1", "--port", 0)
    assert "choose another --host or --port" in fails(folder, "--host", "no such host", "--port", 0)


def test_no_graph(tmp_path):
    assert "no graph in" in fails(tmp_path)
    assert "no graph in" in fails(tmp_path / "nowhere")


def test_without_its_libraries_it_says_which_to_install(folder, tmp_path):
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError('none', name='starlette')")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from tieline.cli import main; main()"
    command = [sys.executable, "-W", "ignore", "-c", code, str(tmp_path), "serve", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "needs the library starlette" in done.stderr
    assert "pip install" in done.stderr
