"""Copies of the store that readers open while a build changes the store itself.

They stand in `snapshots/NUMBER` of the graph folder. A folder gets its name when it is complete, and no two snapshots
ever share one: a reader that has one open never meets the files of another.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from .store import Store

_PARTIAL = ".partial"


def snapshot_path(folder: Path, number: int) -> Path:
    """Return where a snapshot of a graph folder stands."""
    return folder / "snapshots" / f"{number:06d}"


def next_number(folder: Path, last: int) -> int:
    """Return a number greater than `last` and that of any snapshot that is there, published or not."""
    there = (int(path.name) for path in (folder / "snapshots").glob("*") if path.name.isdecimal())
    return max(last, *there, 0) + 1


def write_snapshot(store: Store, folder: Path, number: int) -> None:
    """Copy the store as it is now (hard links where the file system has them).

    Raises:
        GraphFolderError: if it cannot be written.
    """
    whole = snapshot_path(folder, number)
    partial = whole.with_name(whole.name + _PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.parent.mkdir(exist_ok=True)
    store.flush()
    store.backup(partial)
    partial.rename(whole)


def remove_snapshots(folder: Path, *, keep: Collection[int]) -> None:
    """Remove all snapshots but these, and what a killed build left; one that is in use stays where it must."""
    kept = {snapshot_path(folder, number) for number in keep}
    former = (folder / "snapshot", folder / "snapshot.new")  # of version 0.1.0
    for path in (*(folder / "snapshots").glob("*"), *former):
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)
