"""Graph folders brought to a state without reading text, in children of a process of their own: cheap to kill.

Run as a script it reads one JSON object per line, {"folder", "numbers", "decisions", "last"}, and prints the status of
the child and a digest of what readers then see. The process itself never opens a store: its threads would not survive
a fork.
"""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from dispatches import grain, harbour
from killing import until
from tieline.builder import authority_of
from tieline.findings import Findings
from tieline.identity.decisions import Merge, Reject, Rename, Tie
from tieline.rdf import Store
from tieline.rdf.decisions import turtle
from tieline.records import DEFAULT_BASE
from tieline.report import Report
from tieline.storing import complete, writing
from tieline.version import VERSION
from tieline.workspace import open_graph

NAMES = authority_of(())
FRONT, BRIGADE = (f"{DEFAULT_BASE}entity/group/{name}" for name in ("river-front", "marsh-brigade"))
DECISIONS = (
    "",
    turtle([Rename(entity=FRONT, name="The Front", why="its own name")]),
    turtle([Merge(keep=FRONT, drop=BRIGADE, why="one body")]),
    turtle([Reject(of=Tie(BRIGADE, "partOf", FRONT), why="misread")]),
)


def told(number):
    """Findings of an article: two stories by turns, later ones are copies of the first with another title."""
    found = grain() if number % 2 else harbour()
    article = replace(found.article, key=f"{found.article.key}{number // 2}", title=f"Copy {number // 2}")
    return replace(found, article=replace(article, id=article.key, byline=f"By {number}"))


def brought(folder, numbers, decisions="", last=None):
    """Bring a graph folder to the state in which exactly these articles are read; die at a line of the code."""
    folder.mkdir(exist_ok=True)
    (folder / "decisions.ttl").write_text(decisions)
    store, findings = Store.open(folder / "store"), Findings(folder / "findings.sqlite")
    report = Report()
    try:
        for number in sorted(numbers):
            if not findings.known(told(number).article.key, "test 1 0"):
                findings.keep(told(number), "test 1 0")
        wanted = {f"{number}.md": [told(number).article] for number in numbers}
        options = {"base": DEFAULT_BASE, "model": "test", "version": VERSION, "names": NAMES.digest, "authority": "[]"}
        if last is not None:
            sys.settrace(until(last))
        findings.accept({path: [] for path in findings.paths()} | wanted, options)
        complete(folder, findings, store, NAMES, options, report)
        sys.settrace(None)
    finally:
        findings.close()
        store.close()
    return report


def shown(folder):
    with open_graph(folder) as graph:
        return graph.export("trig"), graph.extractions()


class Process:
    """The process, seen from a test."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def close(self):
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def run(self, folder, numbers, decisions="", last=None):
        """Return the status of a build, and what readers see after it; nothing if it was killed."""
        asked = {"folder": str(folder), "numbers": sorted(numbers), "decisions": decisions, "last": last}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        status, _, seen = self._process.stdout.readline().strip().partition(" ")
        return int(status), seen


def serve():
    writing._BATCH = 40  # so that a few articles are several batches
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            try:
                brought(Path(asked["folder"]), asked["numbers"], asked["decisions"], asked["last"])
                seen = hashlib.sha256(repr(shown(Path(asked["folder"]))).encode()).hexdigest()
                os.write(1, f"0 {seen}\n".encode())
                os._exit(0)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if status:
            print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
