"""The whole road on one page: read → extract → resolve → store."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from . import language
from .articles.options import ReadOptions
from .errors import GraphFolderError, Interrupted, UsageError
from .findings import Findings, Input
from .identity import Authority
from .intake import Means, earlier, partitions, read_and_extract, spool_for, taken_out
from .rdf.decisions import load
from .rdf.store import Store
from .records import DEFAULT_BASE
from .report import Progress, Report, write_report
from .sending import send
from .storing import DECISIONS, complete
from .version import VERSION
from .workers import Recipe

if TYPE_CHECKING:
    from .rdf.remote import RemoteStore

__all__ = [
    "DECISIONS",
    "OWN_FILES",
    "Progress",
    "Report",
    "authority_of",
    "authority_of_last",
    "build",
    "load_findings",
]

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
    reading: ReadOptions | None = None,
    workers: int | None = None,
    cluster: str | None = None,
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
        reading: how to read inputs that leave a choice.
        workers: processes that read articles; None for as many as the work is worth, at most one per core and four. The
            graph is the same for any number.
        cluster: address of a Dask scheduler whose workers read instead, such as "tcp://host:8786".
        progress: called as the work goes on.

    Raises:
        Interrupted: if the user stopped it; the same call goes on.
        ClusterError: if the cluster cannot be reached or fails; the same call goes on.
        GraphFolderError: if `into` is a file, cannot be written, or is in use by another build.
        UsageError: if there is nothing to read and nothing in the folder, its decisions cannot be read, or the
            authority files of the last build, which `remove` needs, are gone or changed.
        RemoteStoreError: if the server cannot be reached, refuses or fails; the folder itself may be complete by then.
    """
    if workers is not None and workers < 1:
        raise UsageError(f"got {workers} workers, expected 1 or more")
    with _opened(into, store, progress) as opened:
        findings, report = opened.findings, opened.report
        last = findings.settings() if remove else {}
        names = authority_of_last(opened.folder, last) if last and authority is None else authority_of(authority or ())
        settings = {
            "base": base or last.get("base", DEFAULT_BASE),
            "model": last["model"] if last and model is None else language.model_version(model),
            "version": VERSION,
            "names": names.digest,
            "authority": last["authority"] if last and authority is None else _paths(authority or ()),
        }
        if remove:
            findings.accept(taken_out(inputs, findings), settings)
        else:
            means = Means(Recipe.of(model, authority or ()), names, reading, workers, cluster)
            with closing(spool_for(findings, means.made_by)) as spool:
                findings.accept(read_and_extract(inputs, findings, spool, means, report, progress), settings)
        if not findings.input_paths() and findings.current() is None:
            raise UsageError(_nothing(inputs, report))
        opened.complete(names, settings)
        return report


def load_findings(
    folder: str | Path,
    into: str | Path,
    *,
    authority: Sequence[str | Path] = (),
    base: str | None = None,
    store: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Make or update the graph folder `into` from findings as `tieline extract --format parquet` writes them.

    The graph is the one that `build` makes of the same articles. Files of findings that are gone from `folder` since
    the last time leave the graph.

    Args:
        folder: of the findings.
        into, base, store, progress: see `build`.
        authority: the user's own authority files, with which they must have been made.

    Raises:
        UsageError: if there are no findings, or they were made by another version or authority.
        GraphFolderError, RemoteStoreError: see `build`.
    """
    names = authority_of(authority)
    made_by = partitions.made_by_of(Path(folder))
    version, _, rest = made_by.partition(" ")
    model, _, digest = rest.rpartition(" ")
    if version != VERSION:
        raise UsageError(f"findings in {folder}: made by tieline {version}, expected {VERSION}; extract them again")
    if digest != names.digest:
        raise UsageError(f"findings in {folder}: made with another authority; give the --authority they were made with")
    settings = {
        "base": base or DEFAULT_BASE,
        "model": model,
        "version": VERSION,
        "names": names.digest,
        "authority": _paths(authority),
    }
    with _opened(into, store, progress) as opened:
        findings, report = opened.findings, opened.report
        kept = partitions.keep(Path(folder), findings, made_by)
        gone: list[tuple[str, list[Input]]] = [(path, []) for path in earlier([folder], findings)]
        findings.accept(chain(gone, partitions.inputs(Path(folder))), settings)
        opened.complete(names, settings)
        report.unchanged = report.articles - kept
        return report


class _Opened:
    """A graph folder that is being changed, and what is told of it."""

    def __init__(self, folder: Path, local: Store, findings: Findings, remote: RemoteStore | None) -> None:
        self.folder, self._local, self.findings, self._remote = folder, local, findings, remote
        self.report = Report()
        self.progress: Progress | None = None
        self._started = time.monotonic()

    def complete(self, names: Authority, settings: Mapping[str, str]) -> None:
        """Make the graph of the findings, send it, and write the report."""
        complete(self.folder, self.findings, self._local, names, settings, self.report, self.progress)
        write_report(self.folder, self.report, self._started)
        if self._remote:
            send(self._local, self.findings, self._remote, self.report, self.progress)
            write_report(self.folder, self.report, self._started)


@contextmanager
def _opened(into: str | Path, store: str | None, progress: Progress | None) -> Iterator[_Opened]:
    folder = _folder(Path(into))
    load(folder / DECISIONS)  # faults in it are told before anything is read
    with ExitStack() as stack:
        remote = stack.enter_context(_remote(store)) if store else None
        local = stack.enter_context(closing(Store.open(folder / "store")))
        findings = stack.enter_context(closing(Findings(folder / "findings.sqlite")))
        opened = _Opened(folder, local, findings, remote)
        opened.progress = progress
        try:
            yield opened
        except KeyboardInterrupt as error:
            raise Interrupted("interrupted: the articles are read; run the same command to write the graph") from error


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
    if report.foreign:
        where, code = report.foreign[0]
        return f"nothing could be read: {where}: got an article in language {code!r}, expected English"
    return f"no article in {', '.join(map(str, inputs))}; docs/inputs.md lists what is read"
