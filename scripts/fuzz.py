"""Fuzz what reads strangers' data and what writes it out again, for as long as one likes.

    python scripts/fuzz.py --minutes 10 [--seed N] [--only TARGET ...] [--into .fuzz]

The targets are those of tests/fuzz/fuzz_targets.py. Each runs in a process of its own, for its share of the time: a
crash of a C library, an input that takes over `SECONDS` seconds or more than `MEMORY` bytes is a fault too. Files that
reach new lines of tieline are kept in `.fuzz/corpus/TARGET` and mutated in later runs; faults are shrunk, told, and
kept in `.fuzz/faults/TARGET`. One of ours becomes a case in tests/fuzz/cases once it is fixed. Exit status 1 if
anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 20.0
"""Most time for one input of at most 64 KB."""
MEMORY = 4 << 30
"""Most memory of a target's process, in bytes, where the system can limit it; the language pipeline takes one half."""
BATCH = 40
_WATCHED = 2_000  # calls of a function
_LIMIT_GROWTH = 2_000  # files kept per target


class TooSlow(BaseException):
    """An input that takes too long; no `except Exception` holds it back."""


def main() -> int:
    arguments = _arguments()
    targets = arguments.only or _names()
    if arguments.worker:
        return _fuzz(targets[0], arguments.seconds, arguments.seed, arguments.into)
    share = arguments.minutes * 60 / len(targets)
    print(f"{len(targets)} targets, {share:.0f} s each, seed {arguments.seed}", flush=True)
    found = 0
    for name in targets:
        found += _ran(name, share, arguments.seed, arguments.into)
    print(f"{found} targets with faults" if found else "no faults")
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0, help="time for all targets together")
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other inputs")
    parser.add_argument("--only", nargs="+", metavar="TARGET", help="some targets only")
    parser.add_argument("--into", type=Path, default=ROOT / ".fuzz", help="corpus and faults")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=0.0, help=argparse.SUPPRESS)
    return parser.parse_args()


def _targets() -> dict[str, Any]:
    sys.path[:0] = [str(ROOT / folder) for folder in ("tests", "tests/fuzz")]
    from fuzz_targets import TARGETS

    return TARGETS


def _names() -> list[str]:
    return list(_targets())


def _ran(name: str, seconds: float, seed: int, into: Path) -> bool:
    """Fuzz one target in a process of its own; tell what came of it, and whether there was a fault."""
    command = [sys.executable, __file__, "--worker", "--only", name, "--seconds", str(seconds)]
    command += ["--seed", str(seed), "--into", str(into)]
    try:
        done = subprocess.run(command, timeout=seconds + 300, check=False)
    except subprocess.TimeoutExpired:
        print(f"{name}: hangs; the input is {into / 'running' / name}", flush=True)
        return True
    if done.returncode not in {0, 1}:
        print(f"{name}: ended with {done.returncode}; the input is {into / 'running' / name}", flush=True)
    return done.returncode != 0


def _fuzz(name: str, seconds: float, seed: int, into: Path) -> int:
    """Run batches of one target until its time is spent or a fault is found."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings
    from hypothesis import seed as seeded

    target = _targets()[name]
    kept = into / "corpus" / name
    kept.mkdir(parents=True, exist_ok=True)
    target.corpus.extend(path.read_bytes() for path in sorted(kept.iterdir()))
    running = into / "running" / name
    running.parent.mkdir(exist_ok=True)
    _limit_memory()
    lines = _Lines()
    count = {"done": 0}
    new: list[bytes] = []

    def check(value: Any) -> None:
        count["done"] += 1
        running.write_bytes(value if isinstance(value, bytes) else repr(value).encode())
        fresh = _checked(target.check, value, lines)
        if fresh and isinstance(value, bytes):
            new.append(value)

    end = time.monotonic() + seconds
    batch = 0
    while time.monotonic() < end:
        quick = settings(
            max_examples=BATCH,
            deadline=None,
            database=None,
            verbosity=Verbosity.quiet,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        try:
            seeded(f"{seed} {batch} {len(target.corpus)}")(quick(given(target.inputs)(check)))()
        except BaseException as error:  # whatever it is, it is a finding
            if isinstance(error, KeyboardInterrupt):
                raise
            return _told(name, error, running, into, count["done"])
        batch += 1
        for value in new[
            : _LIMIT_GROWTH - len(target.corpus)
        ]:  # not before: within a batch the strategy must not change
            target.corpus.append(value)
            (kept / hashlib.sha256(value).hexdigest()[:16]).write_bytes(value)
        new.clear()
    told = f"{name:20} {count['done']:8,} inputs {len(lines.seen):6,} lines {len(target.corpus):5,} kept"
    print(told, flush=True)
    with (into / "counts.jsonl").open("a") as stream:
        stream.write(
            json.dumps({"target": name, "seed": seed, "inputs": count["done"], "lines": len(lines.seen)}) + "\n"
        )
    return 0


def _checked(check: Any, value: Any, lines: _Lines) -> bool:
    """Check one input within its time; whether it reached lines that none has reached before."""
    known = len(lines.seen)

    def late(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"over {SECONDS:g} seconds")

    timed = hasattr(signal, "setitimer")
    if timed:
        signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
    sys.settrace(lines.called)
    try:
        check(value)
    finally:
        sys.settrace(None)
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return len(lines.seen) > known


class _Lines:
    """The lines of tieline that were reached. A function is watched at its first calls only: watching is slow."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self._calls: Counter[CodeType] = Counter()
        self._own: dict[str, bool] = {}
        self._home = str(ROOT / "graph") + os.sep

    def called(self, frame: FrameType, _event: str, _value: Any) -> Any:
        file = frame.f_code.co_filename
        own = self._own.get(file)
        if own is None:
            own = self._own[file] = file.startswith(self._home)
        if not own:
            return None
        self._calls[frame.f_code] += 1
        return self._line if self._calls[frame.f_code] <= _WATCHED else None

    def _line(self, frame: FrameType, event: str, _value: Any) -> Any:
        if event == "line":
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _told(name: str, error: BaseException, running: Path, into: Path, count: int) -> int:
    """Tell a fault and keep its input, shrunk; the last input that ran is the smallest."""
    kept = into / "faults" / name
    kept.mkdir(parents=True, exist_ok=True)
    data = running.read_bytes()
    place = kept / hashlib.sha256(data).hexdigest()[:16]
    place.write_bytes(data)
    print(f"{name}: {type(error).__name__} after {count:,} inputs; the input is {place}", flush=True)
    print("".join(traceback.format_exception(error)[-12:]), data[:400], flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
