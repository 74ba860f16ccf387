"""Inputs → findings: which articles there are, and what is told in those that were not read before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import language
from .articles import read
from .errors import Interrupted, UnreadableInput, UsageError
from .extraction.extract import extract
from .findings import Findings, place_of
from .identity import Authority
from .records import Article
from .report import Progress, Report
from .version import VERSION

Inputs = dict[str, list[Article]]
"""Absolute path of a file, or "-" for standard input -> the articles in it, each key once."""


def read_and_extract(
    inputs: Sequence[str | Path],
    findings: Findings,
    names: Authority,
    model: str | None,
    report: Report,
    progress: Progress | None,
) -> Inputs:
    """Read the inputs and keep what is told in each article; what the model, version and names have read is not redone.

    Returns:
        What was read from where. A file of an earlier build has no articles any more if it is gone from a folder given,
        or is nowhere while all its articles were read from other files: it was moved.

    Raises:
        Interrupted: if the user stopped it; what was read is kept.
    """
    made_by = f"{VERSION} {language.model_version(model)} {names.digest}"
    by_path: dict[str, dict[str, Article]] = {}
    articles: dict[str, Article] = {}
    texts: dict[str, str] = {}

    def skip(error: UnreadableInput) -> None:
        report.skipped.append((error.where, error.why))

    for given in inputs:
        root = Path(given)
        for path in _earlier(root, findings):
            by_path.setdefault(path, {})
        for article in read([given], on_error=skip):
            _keep_first(by_path.setdefault(_path(root, article), {}), article)
            report.copies += texts.setdefault(article.text, article.key) != article.key or article.key in articles
            _keep_first(articles, article)
    for path, keys in findings.paths().items():
        if path not in by_path and keys <= articles.keys() and path != "-" and not Path(path).exists():
            by_path[path] = {}
    todo = [articles[key] for key in sorted(articles) if not findings.known(key, made_by)]
    report.unchanged = len(articles) - len(todo)
    failed = _extract_each(todo, findings, names, model, made_by, report, progress)
    return {path: [article for key, article in found.items() if key not in failed] for path, found in by_path.items()}


def _keep_first(articles: dict[str, Article], article: Article) -> None:
    known = articles.get(article.key)
    if known is None or place_of(article) < place_of(known):
        articles[article.key] = article


def _extract_each(
    articles: Sequence[Article],
    findings: Findings,
    names: Authority,
    model: str | None,
    made_by: str,
    report: Report,
    progress: Progress | None,
) -> set[str]:
    """Return the keys of the articles that failed."""
    failed: set[str] = set()
    if not articles:
        return failed
    nlp = language.load(model)
    for done, article in enumerate(articles):
        if progress:
            progress("reading articles", done, len(articles))
        try:
            extraction = extract(article, nlp, names=names, model=language.model_version(model))
        except KeyboardInterrupt as error:
            raise Interrupted(
                f"interrupted: {done} of {len(articles)} articles read; run the same command to go on"
            ) from error
        except Exception as error:  # noqa: BLE001 -- one bad article never stops a build
            file = article.source.file if article.source else article.id
            report.skipped.append((file, f"cannot be analysed ({type(error).__name__}: {error}); please report it"))
            failed.add(article.key)
            continue
        findings.keep(extraction, made_by)
    return failed


def taken_out(inputs: Sequence[str | Path], findings: Findings) -> Inputs:
    """Return the paths of earlier builds that are these files or lie in these folders, without articles.

    Raises:
        UsageError: if nothing was read from one of them.
    """
    removed: Inputs = {}
    for given in inputs:
        paths = _earlier(Path(given), findings)
        if not paths:
            raise UsageError(f"nothing in the graph was read from {given}; give a file or folder it was built from")
        removed.update({path: [] for path in paths})
    return removed


def _path(root: Path, article: Article) -> str:
    """Return the absolute path of the file an article was read from; "-" for standard input."""
    if str(root) == "-":
        return "-"
    file = article.source.file if article.source else ""
    return str((root / file if root.is_dir() else root).resolve())


def _earlier(root: Path, findings: Findings) -> list[str]:
    """Return the input paths of earlier builds that lie in `root` or are it."""
    if str(root) == "-":
        return ["-"] if "-" in findings.paths() else []
    top = root.resolve()
    return [path for path in findings.paths() if path == str(top) or top in Path(path).parents]
