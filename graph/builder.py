"""The whole road on one page: read → extract → resolve → store."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from . import language
from .errors import GraphFolderError, UsageError
from .findings import Findings
from .identity import Authority
from .intake import read_and_extract, taken_out
from .rdf.decisions import load
from .rdf.store import Store
from .records import DEFAULT_BASE
from .report import Progress, Report, write_report
from .sending import send
from .storing import DECISIONS, complete
from .version import VERSION

if TYPE_CHECKING:
    from .rdf.remote import RemoteStore

__all__ = ["DECISIONS", "OWN_FILES", "Progress", "Report", "authority_of", "authority_of_last", "build"]

OWN_FILES = frozenset(
    {
        *("store", "snapshots", "findings.sqlite", "findings.sqlite-journal"),
        *("report.json", "report.json.partial", DECISIONS, f".{DECISIONS}.partial"),
    }
)
"""What a graph folder holds."""


def build(
    inputs: Sequence[str | Path],
    into: str | Path,
    *,
    model: str | None = None,
    authority: Sequence[str | Path] | None = None,
    base: str | None = None,
    remove: bool = False,
    store: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make or update the graph folder `into` from files and folders of articles.

    Only what changed is read again: an article whose text, model, version and authority are those of an earlier
    build keeps its findings; an article that no longer stands in a file or folder given here leaves the graph.

    A build may be killed at any moment. Readers go on with the graph as it was; the next build reads again the article
    that was in hand, and its graph is that of a fresh build.

    Args:
        inputs: files, folders or "-" (standard input).
        into: the graph folder; made when missing.
        model: "accurate" (the default), "small", or an installed spaCy pipeline.
        authority: authority files of the user's own; their entries win.
        base: IRI prefix of the data.
        remove: take the articles of `inputs` out of the graph instead; model, authority and base are those of the last
            build unless they are given.
        store: address of a SPARQL server that is to hold the same graphs; what changed since the last time is sent.
        progress: called as the work goes on.

    Raises:
        GraphFolderError: if `into` is a file, cannot be written, or is in use by another build.
        UsageError: if there is nothing to read and nothing in the folder, its decisions cannot be read, or the
            authority files of the last build, which `remove` needs, are gone or changed.
        RemoteStoreError: if the server cannot be reached, refuses or fails; the folder itself may be complete by then.
    """
    started = time.monotonic()
    folder = _folder(Path(into))
    load(folder / DECISIONS)  # faults in it are told before anything is read
    with ExitStack() as opened:
        remote = opened.enter_context(_remote(store)) if store else None
        local = opened.enter_context(closing(Store.open(folder / "store")))
        findings = opened.enter_context(closing(Findings(folder / "findings.sqlite")))
        report = Report()
        last = findings.settings() if remove else {}
        names = authority_of_last(folder, last) if last and authority is None else authority_of(authority or ())
        settings = {
            "base": base or last.get("base", DEFAULT_BASE),
            "model": last["model"] if last and model is None else language.model_version(model),
            "version": VERSION,
            "names": names.digest,
            "authority": last["authority"] if last and authority is None else _paths(authority or ()),
        }
        if remove:
            found = taken_out(inputs, findings)
        else:
            found = read_and_extract(inputs, findings, names, model, report, progress)
        findings.accept(found, settings)
        if not findings.paths() and findings.current() is None:
            raise UsageError(_nothing(inputs, report))
        complete(folder, findings, local, names, settings, report, progress)
        write_report(folder, report, started)
        if remote:
            send(local, findings, remote, report, progress)
            write_report(folder, report, started)
    return report


def _remote(url: str) -> RemoteStore:
    from .rdf.remote import RemoteStore

    return RemoteStore(url)


def authority_of(files: Sequence[str | Path]) -> Authority:
    """Return the shipped authority with the user's own files."""
    names = Authority.shipped()
    for file in files:
        names = names.with_file(Path(file))
    return names


def authority_of_last(folder: Path, settings: Mapping[str, str]) -> Authority:
    """Return the authority of the last build, whose settings are given.

    Raises:
        UsageError: if it is not there any more as it was.
    """
    again = f"run the last tieline build into {folder} again"
    files = [Path(file) for file in json.loads(settings["authority"])]
    gone = next((file for file in files if not file.is_file()), None)
    if gone is not None:
        raise UsageError(f"authority file of the graph in {folder}: {gone} is gone; {again}, with its --authority")
    names = authority_of(files)
    if names.digest != settings["names"]:
        raise UsageError(f"authority of the graph in {folder}: changed since the graph was made; {again}")
    return names


def _paths(files: Sequence[str | Path]) -> str:
    return json.dumps([str(Path(file).resolve()) for file in files])


def _folder(into: Path) -> Path:
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphFolderError(
            f"cannot make the graph folder {into}: {error.strerror}; choose another --into"
        ) from error
    stranger = next((p for p in into.iterdir() if p.name not in OWN_FILES), None)
    if stranger is not None and not (into / "findings.sqlite").exists():
        raise GraphFolderError(f"{into} holds other files ({stranger.name}); choose an empty folder for --into")
    return into


def _nothing(inputs: Sequence[str | Path], report: Report) -> str:
    if report.skipped:
        where, why = report.skipped[0]
        return f"nothing could be read: {where}: {why}"
    return f"no article in {', '.join(map(str, inputs))}; give .txt, .md or .jsonl files or folders of them"
