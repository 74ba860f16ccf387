"""Findings → store → snapshot: who is who, what is decided, and the graph of it, written where it changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from itertools import chain
from pathlib import Path

from ..errors import GraphFolderError
from ..findings import Findings, Record, Snapshot
from ..identity import Authority
from ..identity.decisions import Decision
from ..identity.decisions_applied import Applying, corrected, former
from ..rdf.background import authority_quads, run_quads
from ..rdf.decisions import decision_quads, load
from ..rdf.identifiers import (
    authority_graph,
    copies_graph,
    decisions_graph,
    graph_iri,
    happenings_graph,
    names_graph,
    runs_graph,
    slug,
)
from ..rdf.snapshots import next_number, remove_snapshots, snapshot_path, write_snapshot
from ..rdf.store import Store
from ..rdf.triples import article_quads, record_iris
from ..records import Extraction
from ..report import Progress, Report
from .derived import Derived
from .happened import write_copies, write_happenings, write_names
from .identifying import Identities, stamp
from .making import Tallied, made_of
from .writing import GraphsWriter, forget_parts

DECISIONS = "decisions.ttl"
_COUNTS = ("articles", "copies", "entities", "statements", "events", "happenings", "ties", "stale")
"""What a report tells of the graph, and not of the build."""


def complete(
    folder: Path,
    findings: Findings,
    store: Store,
    names: Authority,
    settings: Mapping[str, str],
    report: Report,
    progress: Progress | None = None,
) -> None:
    """Make the graph of a folder from its findings and decisions, and put it where readers look.

    It may be killed at any moment: readers go on with the snapshot they had, and what the store holds is trusted again
    only where it is known; `complete` writes the rest anew. What nothing has changed for is not worked out again.

    Raises:
        GraphFolderError: if it cannot be written.
        UsageError: if the decisions cannot be read.
    """
    base = settings["base"]
    decisions = load(folder / DECISIONS)
    derived = Derived(findings, stamp(settings["version"], names.digest, base))
    sources, makers = findings.sources(), findings.makers()
    state = hashlib.sha256(repr((sources, makers, decisions)).encode("utf8", "surrogatepass")).hexdigest()
    if _is_shown(folder, findings, store, base) and _recall(derived, state, report):
        return
    derived.note("state", None)
    identities = Identities(findings, derived, names, base)
    identities.bring_up_to_date(sources)
    following = (copies_graph(base), happenings_graph(base), names_graph(base))
    try:
        writer = GraphsWriter(store, findings, following=following)
        articles = _Articles(identities, derived, writer, names, base)
        applying = articles.deciding(decisions)
        report.added += articles.write(applying, list(sources), progress)
        decided = applying.applied([])
        report.stale = decided.stale
        tallied = Tallied(derived.tallies())
        entries = corrected(tallied.used_entries(names, base), decided.holding, base=base)
        writer.put(authority_graph(base), authority_quads(entries, base=base))
        runs = (run_quads(*_reader(made_by), articles=keys, base=base) for made_by, keys in makers.items())
        writer.put(runs_graph(base), chain.from_iterable(runs))
        writer.put(decisions_graph(base), decision_quads(decided.reached, base=base))
        report.removed += writer.remove_others(keep=[*following, *(graph_iri(key, base) for key in sources)])
        forget_parts(findings, keep=following)
        shown = {key: digest for key, (digest, _) in derived.made().items()}
        tallied.tell(report)
        report.happenings = write_happenings(store, findings, derived, names, base)
        report.copies += write_copies(store, findings, shown, base)
        write_names(store, findings, base)
        publish(folder, store, findings, base, shown)
    except OSError as error:
        reason = " ".join(str(error).split())
        raise GraphFolderError(f"cannot write the graph in {folder}: {reason}; run the same command again") from error
    derived.note("state", json.dumps([state, {name: asdict(report)[name] for name in _COUNTS}]))


def _is_shown(folder: Path, findings: Findings, store: Store, base: str) -> bool:
    """Tell whether readers see what the store holds, and nothing of that is in doubt."""
    current = findings.current()
    return (
        current is not None
        and (current.base, current.content) == (base, _content(findings))
        and snapshot_path(folder, current.number).is_dir()
        and any(True for _ in store.quads())
    )


def _recall(derived: Derived, state: str, report: Report) -> bool:
    """Tell whether the last graph was made from the same, and if so report what was told of it."""
    noted, counts = json.loads(derived.noted("state") or "[null, null]")
    if noted != state:
        return False
    report.copies += counts.pop("copies")
    for name, value in counts.items():
        setattr(report, name, value)
    return True


class _Articles:
    """The graphs of the articles: those are written that are not in the store as they should be."""

    def __init__(
        self, identities: Identities, derived: Derived, writer: GraphsWriter, names: Authority, base: str
    ) -> None:
        self._identities = identities
        self._derived = derived
        self._writer = writer
        self._names = names
        self._base = base
        self._record_iris = partial(record_iris, base=base)

    def deciding(self, decisions: tuple[Decision, ...]) -> Applying:
        """Return the decisions on their way through the articles."""
        lights = _Again(self._identities.lights) if decisions else ()
        moves = self._identities.moves() if decisions else ()
        return Applying(decisions, lights, record_iris=self._record_iris, former=former(moves))

    def write(self, applying: Applying, keys: list[str], progress: Progress | None) -> int:
        """Write what is missing, and what decisions concern or concerned; return how many graphs have changed."""
        made = self._derived.made()
        concerned = self._concerned(applying, keys)
        changed = 0
        for done, key in enumerate(keys):
            if progress:
                progress("writing the graph", done, len(keys))
            digest, decided = made.get(key, ("", False))
            graph = graph_iri(key, self._base)
            if not (digest and self._writer.holds(graph)) or decided or key in concerned:
                extraction = self._identities.extraction(key)
                if key in concerned:
                    extraction = applying.to(extraction)
                record = Record.of(extraction)
                if record.digest == digest and decided == (key in concerned) and self._writer.holds(graph):
                    continue
                iris = self._record_iris(extraction)
                save = made_of(extraction, record.digest, key in concerned, iris, self._names, self._base).save
                changed += self._writer.put(graph, article_quads(extraction, base=self._base), record, save)
        self._writer.flush()
        return changed

    def _concerned(self, applying: Applying, keys: list[str]) -> set[str]:
        """Return the articles to which decisions may apply."""
        if not applying.any:
            return set()
        kinds = ("assertion", "event", "statement")
        judged = {
            iri.removeprefix(f"{self._base}{kind}/").rpartition("-")[0] for iri in applying.records for kind in kinds
        }
        found = {key for key in keys if slug(key) in judged}
        for light in self._identities.lights():
            if applying.concern(entity.iri for entity in light.entities):
                found.add(light.article.key)
        return found


class _Again:
    """What can be gone through several times without being held."""

    def __init__(self, begin: Callable[[], Iterator[Extraction]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[Extraction]:
        return self._begin()


def publish(folder: Path, store: Store, findings: Findings, base: str, shown: Mapping[str, str]) -> None:
    """Let readers see the store as it is and these records (article key -> digest), unless they do already."""
    content = _content(findings)
    current = findings.current()
    if (
        current
        and (current.base, current.content) == (base, content)
        and findings.shown(current.number) == shown
        and snapshot_path(folder, current.number).is_dir()
    ):
        return
    number = next_number(folder, current.number if current else 0)
    write_snapshot(store, folder, number)
    kept = findings.publish(Snapshot(number, base, content), shown)
    remove_snapshots(folder, keep=kept)


def _content(findings: Findings) -> str:
    """Return what stands for all that is known to be in the store."""
    return hashlib.sha256(repr(sorted(findings.stored().items())).encode()).hexdigest()


def _reader(made_by: str) -> tuple[str, str, dict[str, str]]:
    """Return version, pipeline and settings by which an article was read, from what is kept of it."""
    version, _, rest = made_by.partition(" ")
    model, _, authority = rest.rpartition(" ")
    return version, model, {"authority": authority}
