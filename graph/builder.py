"""The whole road on one page: read → extract → resolve → store."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from . import language
from .articles import read
from .errors import GraphFolderError, Interrupted, UnreadableInput, UsageError
from .extraction.extract import extract
from .findings import Findings
from .identity import Authority, resolve, used_entries
from .rdf.background import authority_quads, name_quads, run_quads
from .rdf.identifiers import authority_graph, graph_iri, names_graph, runs_graph
from .rdf.store import Store
from .rdf.triples import article_quads
from .records import DEFAULT_BASE, Article, Extraction
from .version import VERSION

OWN_FILES = frozenset({"store", "snapshot", "snapshot.new", "findings.sqlite", "report.json"})
"""What a graph folder holds."""

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, how many are done, of how many)."""


@dataclass
class Report:
    """What a build did.

    Attributes:
        articles: in the graph after the build; `added`, `removed`, `unchanged`: against the build before.
        copies: articles read again whose text stood in another input already.
        skipped: (where, why) of inputs that could not be read.
        ties: relations and events between two entities.
        seconds: wall-clock time of the build.
    """

    articles: int = 0
    added: int = 0
    removed: int = 0
    unchanged: int = 0
    copies: int = 0
    entities: int = 0
    statements: int = 0
    events: int = 0
    ties: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


def build(
    inputs: Sequence[str | Path],
    into: str | Path,
    *,
    model: str | None = None,
    authority: Sequence[str | Path] = (),
    base: str = DEFAULT_BASE,
    remove: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Make or update the graph folder `into` from files and folders of articles.

    Only what changed is read again: an article whose text, model, version and authority are those of an earlier
    build keeps its findings; an article that no longer stands in a file or folder given here leaves the graph.

    Args:
        inputs: files, folders or "-" (standard input).
        into: the graph folder; made when missing.
        model: "accurate" (the default), "small", or an installed spaCy pipeline.
        authority: authority files of the user's own; their entries win.
        base: IRI prefix of the data.
        remove: take the articles of `inputs` out of the graph instead.
        progress: called as the work goes on.

    Raises:
        GraphFolderError: if `into` is a file, or in use by another build.
        UsageError: if there is nothing to read and nothing in the folder.
    """
    started = time.monotonic()
    folder = _folder(Path(into))
    store = Store.open(folder / "store")
    findings = Findings(folder / "findings.sqlite")
    try:
        names = _authority(authority)
        report = Report()
        if remove:
            _remove(inputs, findings)
        else:
            made_by = f"{VERSION} {language.model_version(model)} {names.digest}"
            _read_and_extract(inputs, findings, names, model, made_by, report, progress)
        if not findings.keys() and not store.graphs():
            raise UsageError(_nothing(inputs, report))
        _resolve_and_store(findings, store, names, base, model, report, progress)
        store.flush()
        _publish(store, folder)
    finally:
        findings.close()
        store.close()
    report.seconds = round(time.monotonic() - started, 2)
    (folder / "report.json").write_text(
        json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf8"
    )
    return report


def _publish(store: Store, folder: Path) -> None:
    """Put a snapshot where readers look, so that they never see a build half done."""
    fresh = folder / "snapshot.new"
    shutil.rmtree(fresh, ignore_errors=True)
    store.backup(fresh)
    shutil.rmtree(folder / "snapshot", ignore_errors=True)
    fresh.rename(folder / "snapshot")


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


def _authority(files: Sequence[str | Path]) -> Authority:
    names = Authority.shipped()
    for file in files:
        names = names.with_file(Path(file))
    return names


def _nothing(inputs: Sequence[str | Path], report: Report) -> str:
    if report.skipped:
        where, why = report.skipped[0]
        return f"nothing could be read: {where}: {why}"
    return f"no article in {', '.join(map(str, inputs))}; give .txt, .md or .jsonl files or folders of them"


def _read_and_extract(
    inputs: Sequence[str | Path],
    findings: Findings,
    names: Authority,
    model: str | None,
    made_by: str,
    report: Report,
    progress: Progress | None,
) -> None:
    by_path: dict[str, set[str]] = {}
    articles: dict[str, Article] = {}
    texts: dict[str, str] = {}

    def skip(error: UnreadableInput) -> None:
        report.skipped.append((error.where, error.why))

    for given in inputs:
        root = Path(given)
        for path in _earlier(root, findings):
            by_path.setdefault(path, set())
        for article in read([given], on_error=skip):
            by_path.setdefault(_path(root, article), set()).add(article.key)
            report.copies += texts.setdefault(article.text, article.key) != article.key or article.key in articles
            known = articles.get(article.key)
            if known is None or _place(article) < _place(known):
                articles[article.key] = article
    todo = [articles[key] for key in sorted(articles) if not findings.known(key, made_by)]
    report.unchanged = len(articles) - len(todo)
    nlp = language.load(model) if todo else None
    for done, article in enumerate(todo):
        if progress:
            progress("reading articles", done, len(todo))
        assert nlp is not None
        try:
            extraction = extract(article, nlp, names=names, model=language.model_version(model))
        except KeyboardInterrupt as error:
            raise Interrupted(
                f"interrupted: {done} of {len(todo)} articles read; run the same command to go on"
            ) from error
        except Exception as error:  # noqa: BLE001 -- one bad article never stops a build
            file = article.source.file if article.source else article.id
            report.skipped.append((file, f"cannot be analysed ({type(error).__name__}: {error}); please report it"))
            for keys in by_path.values():
                keys.discard(article.key)
            continue
        findings.keep(extraction, made_by)
    for path, keys in by_path.items():
        findings.set_inputs(path, keys)
    _forget_orphans(findings)


def _place(article: Article) -> tuple[str, int]:
    return (article.source.file, article.source.start) if article.source else ("", 0)


def _path(root: Path, article: Article) -> str:
    """Return the absolute path of the file an article was read from; "-" for standard input."""
    if str(root) == "-":
        return "-"
    file = article.source.file if article.source else ""
    return str((root / file if root.is_dir() else root).resolve())


def _earlier(root: Path, findings: Findings) -> list[str]:
    """Return the input paths of earlier builds that lie in `root` or are it."""
    if str(root) == "-":
        return []
    top = root.resolve()
    return [path for path in findings.paths() if path == str(top) or top in Path(path).parents]


def _remove(inputs: Sequence[str | Path], findings: Findings) -> None:
    for given in inputs:
        paths = _earlier(Path(given), findings)
        if not paths:
            raise UsageError(f"nothing in the graph was read from {given}; give a file or folder it was built from")
        for path in paths:
            findings.set_inputs(path, set())
    _forget_orphans(findings)


def _forget_orphans(findings: Findings) -> None:
    kept = {key for keys in findings.paths().values() for key in keys}
    for key in findings.keys() - kept:
        findings.forget(key)


def _resolve_and_store(
    findings: Findings,
    store: Store,
    names: Authority,
    base: str,
    model: str | None,
    report: Report,
    progress: Progress | None,
) -> None:
    before = findings.digests()
    graphs = set(store.graphs())
    resolved = [_states(resolve(extraction, names, base=base)) for extraction in findings.extractions()]
    wanted = {authority_graph(base), runs_graph(base), names_graph(base)}
    for done, extraction in enumerate(resolved):
        if progress:
            progress("writing the graph", done, len(resolved))
        graph = graph_iri(extraction.article.key, base)
        wanted.add(graph)
        quads = article_quads(extraction, base=base)
        digest = _digest(map(str, quads))
        if before.get(extraction.article.key) != digest or graph not in graphs:
            store.replace_graph(graph, quads)
            findings.keep_resolved(extraction, digest)
            report.added += 1
        _count(extraction, report)
    store.replace_graph(authority_graph(base), authority_quads(used_entries(resolved, names, base=base), base=base))
    store.replace_graph(runs_graph(base), run_quads(VERSION, language.model_version(model), base=base))
    for graph in graphs - wanted:
        store.remove_graph(graph)
        report.removed += 1
    store.replace_graph(names_graph(base), name_quads(store, base))
    report.articles = len(resolved)
    report.entities = len({entity.iri for extraction in resolved for entity in extraction.entities})


def _states(extraction: Extraction) -> Extraction:
    """Let nationalities that mean a state be mentions of it ("Iraqi" of Iraq), so that the graph has one node."""
    entities = tuple(
        replace(entity, type="State") if entity.type == "Nationality" and "/nationality/" not in entity.iri else entity
        for entity in extraction.entities
    )
    return replace(extraction, entities=entities)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _count(extraction: Extraction, report: Report) -> None:
    report.statements += len(extraction.statements)
    report.events += len(extraction.events)
    report.ties += sum(1 for relation in extraction.relations if relation.object)
    report.ties += sum(1 for event in extraction.events if event.actors and event.recipients)
