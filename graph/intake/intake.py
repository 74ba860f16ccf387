"""Inputs → findings: which articles there are, and what is told in those that were not read before."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..articles import read
from ..articles.addresses import is_address
from ..articles.options import ReadOptions
from ..errors import Interrupted, LeftOut, OtherLanguage, UnreadableInput, UsageError
from ..findings import Findings, Input
from ..identity import Authority
from ..records import Article
from ..report import Progress, Report
from ..workers import Cluster, Here, Local, Outcome, Reader, Recipe, unpacked, usual_workers
from .spool import Spool

Inputs = Iterator[tuple[str, Iterable[Input]]]
"""Absolute path of a file, or "-" for standard input, with the articles in it, each key once."""

_MANY = 300_000
"""Characters of text from which on starting processes is worth it."""


@dataclass(frozen=True)
class Means:
    """What articles are to be read with.

    Attributes:
        recipe: how.
        names: the authority of the recipe.
        reading: how to read inputs that leave a choice.
        workers: processes of this machine; None for as many as the work is worth.
        cluster: address of a Dask scheduler whose workers read instead.
    """

    recipe: Recipe
    names: Authority
    reading: ReadOptions | None = None
    workers: int | None = None
    cluster: str | None = None

    @property
    def made_by(self) -> str:
        return self.recipe.made_by(self.names)

    def reader(self, characters: int) -> Reader:
        """Return the reader for so many characters of text."""
        if self.cluster:
            return Cluster(self.cluster, self.recipe, self.made_by)
        if self.workers is None and characters < _MANY:
            return Here(lambda: self.recipe.reading(self.names))
        return Local(self.recipe, self.made_by, self.workers or usual_workers())


def read_and_extract(
    inputs: Sequence[str | Path],
    findings: Findings,
    spool: Spool,
    means: Means,
    report: Report,
    progress: Progress | None,
) -> Inputs:
    """Read the inputs and keep what is told in each article; what the same model, version and names read is not redone.

    Args:
        inputs: files, folders, "-".
        findings: of the graph folder.
        spool: made by `spool_for`; it must stay open while the outcome is used.
        means: what to read with.
        report: told of skipped inputs, copies and unchanged articles.
        progress: called as the work goes on.

    Returns:
        What was read from where. A file of an earlier build has no articles any more if it is gone from a folder given,
        or is nowhere while all its articles were read from other files: it was moved.

    Raises:
        Interrupted: if the user stopped it; what was read is kept.
        ClusterError: if the cluster fails; what was read is kept.
    """
    work = _Work(findings, spool, means, progress)
    with work.opened:
        try:
            for path, article in _articles(inputs, findings, spool, means, report):
                report.copies += spool.add(path, article)
                work.go_on()
            for path, keys in findings.inputs():
                if _is_file(path) and not spool.names(path) and not Path(path).exists() and all(map(spool.holds, keys)):
                    spool.expect(path)
            work.finish()
        except KeyboardInterrupt as error:
            raise Interrupted(
                f"interrupted: {work.done} of {spool.todo} articles read; run the same command to go on"
            ) from error
    report.unchanged = spool.unchanged
    report.skipped += sorted((spool.file_of(key), fault) for key, fault in work.failed.items())
    return spool.inputs(without=work.failed)


def spool_for(findings: Findings, made_by: str) -> Spool:
    """Return an empty spool to which articles are known whose findings were made by the same."""
    return Spool(lambda key: findings.known(key, made_by))


class _Work:
    """The reading of the articles in a spool, which goes on while others are added."""

    def __init__(self, findings: Findings, spool: Spool, means: Means, progress: Progress | None) -> None:
        self._findings, self._spool, self._means, self._progress = findings, spool, means, progress
        self._made_by = means.made_by
        self._reader: Reader | None = None
        self._asked = 0
        self.opened = ExitStack()
        self.done = 0
        self.failed: dict[str, str] = {}

    def go_on(self) -> None:
        """Let the workers have what they have room for and keep what they found, without waiting."""
        if self._reader is None and self._spool.characters >= _MANY:
            self._reader = self.opened.enter_context(self._means.reader(self._spool.characters))
        if self._reader and not isinstance(self._reader, Here):
            self._submit(self._reader)
            self._keep(self._reader.finished(waiting=False))
            self._tell(0)

    def finish(self) -> None:
        """Read all that is left."""
        if not self._spool.todo:
            return
        reader = self._reader or self.opened.enter_context(self._means.reader(self._spool.characters))
        self._tell(self._spool.todo)
        while self._submit(reader) or self.done < self._asked or self._spool.again():
            self._keep(reader.finished(waiting=True))
            self._tell(max(self._spool.todo, self._asked))

    def _submit(self, reader: Reader) -> int:
        submitted = 0
        while reader.room and (taken := self._spool.take(1)):
            reader.submit(*taken[0])
            submitted += 1
        self._asked += submitted
        return submitted

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        found = [(outcome.key, *unpacked(outcome.data)) for outcome in outcomes if not outcome.fault]
        if found:
            self._findings.keep_all(found, self._made_by)
        self.failed |= {outcome.key: outcome.fault for outcome in outcomes if outcome.fault}
        self.done += len(outcomes)

    def _tell(self, total: int) -> None:
        if self._progress:
            self._progress("reading articles", self.done, total)


def _articles(
    inputs: Sequence[str | Path], findings: Findings, spool: Spool, means: Means, report: Report
) -> Iterator[tuple[str, Article]]:
    """Yield all articles with the paths of their inputs; expect those of earlier builds."""

    def skip(error: UnreadableInput) -> None:
        if isinstance(error, OtherLanguage):
            report.foreign.append((error.where, error.language))
        elif isinstance(error, LeftOut):
            report.notes.append(str(error))
        else:
            report.skipped.append((error.where, error.why))

    paths = findings.input_paths()
    for given in inputs:
        root = Path(given)
        for path in [] if is_address(str(given)) else _under(given, paths):  # a page that fails stays as it was
            spool.expect(path)
        is_folder = root.is_dir()
        for article in read([given], options=means.reading, on_error=skip):
            yield _path(given, article, is_folder=is_folder), article


def taken_out(inputs: Sequence[str | Path], findings: Findings) -> Mapping[str, Iterable[Article]]:
    """Return the paths of earlier builds that are these files or lie in these folders, without articles.

    Raises:
        UsageError: if nothing was read from one of them.
    """
    removed: dict[str, list[Article]] = {}
    for given in inputs:
        paths = earlier([given], findings)
        if not paths:
            raise UsageError(f"nothing in the graph was read from {given}; give a file or folder it was built from")
        removed.update({path: [] for path in paths})
    return removed


def earlier(inputs: Iterable[str | Path], findings: Findings) -> list[str]:
    """Return the input paths of earlier builds that are these files or lie in these folders."""
    paths = findings.input_paths()
    return [path for given in inputs for path in _under(given, paths)]


def _path(given: str | Path, article: Article, *, is_folder: bool) -> str:
    """Return the absolute path of the file an article was read from; standard input and addresses as they are."""
    if not _is_file(str(given)):
        return str(given)
    path = Path(given)
    if is_folder and article.source:
        for part in PurePosixPath(article.source.file).parts:
            path /= part
            if path.is_file():  # what follows are names inside an archive
                break
    return str(path.resolve())


def _is_file(path: str) -> bool:
    return path != "-" and not is_address(path)


def _under(given: str | Path, paths: Sequence[str]) -> list[str]:
    """Return those of sorted input paths that lie in what is given or are it."""
    if not _is_file(str(given)):
        return [str(given)] if str(given) in paths else []
    top = str(Path(given).resolve())
    inside = top if top.endswith(os.sep) else top + os.sep
    first, end = bisect_left(paths, inside), bisect_left(paths, inside + "\U0010ffff")
    at = bisect_left(paths, top)
    return [top] * (paths[at : at + 1] == [top]) + list(paths[first:end])
