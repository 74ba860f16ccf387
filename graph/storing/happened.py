"""What the articles tell → happenings and names in the store, written again where something changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from ..articles.copies import Copies, find_copies
from ..articles.reused import reused
from ..findings import Findings
from ..identity import Authority
from ..identity.happenings import happenings_told
from ..identity.tellings import Kinship, Telling
from ..identity.tellings_kept import DIGEST, related, telling
from ..rdf.background import name_labels
from ..rdf.copies import copy_quads
from ..rdf.happenings import happening_quads
from ..rdf.identifiers import copies_graph, happenings_graph, names_graph
from ..rdf.literals import label
from ..rdf.store import Store
from ..rdf.triples import record_iris
from ..rdf.writer import GraphWriter
from .derived import Derived
from .writing import PartedGraph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RECENT = 1_024
_FAMILY = 64
_BUCKETS = 2
"""So many hexadecimal digits of its hash tell in which part of the graph of names an entity is."""


def write_happenings(store: Store, findings: Findings, derived: Derived, names: Authority, base: str) -> int:
    """Let the graph of happenings be what the articles tell; return how many happenings there are."""
    graph = PartedGraph(store, findings, happenings_graph(base))
    if not graph.trusted():
        told = _Told(derived)
        kinship = Kinship(names, base)
        parts = told.parts()

        def quads_of(part: str) -> list[Quad]:
            return happening_quads(happenings_told(told.tellings(parts[part]), kinship, base=base), base=base)

        graph.write(list(parts), quads_of)
    return graph.subjects()


def write_names(store: Store, findings: Findings, base: str) -> None:
    """Let the graph of names be what all other graphs tell."""
    graph = PartedGraph(store, findings, names_graph(base))
    if graph.trusted():
        return
    buckets: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for iri, name in name_labels(store, base):
        buckets[hashlib.sha256(iri.encode()).hexdigest()[:_BUCKETS]][iri] = name
    parts = {}
    for bucket in sorted(buckets):
        content = repr(sorted(buckets[bucket].items())).encode("utf8", "surrogatepass")
        parts[f"{bucket} {hashlib.sha256(content).hexdigest()[:30]}"] = buckets[bucket]

    def quads_of(part: str) -> list[Quad]:
        writer = GraphWriter(names_graph(base))
        for iri, name in parts[part].items():
            writer.add(NamedNode(iri), "rdfs:label", label(name))
        return writer.quads()

    graph.write(list(parts), quads_of)


def write_copies(store: Store, findings: Findings, shown: Mapping[str, str], base: str) -> int:
    """Let the graph of copies be what the articles tell; return how many copies there are.

    Args:
        store: of a graph folder.
        findings: of the same folder.
        shown: key -> digest of the record of each article in the store.
        base: of the data.
    """
    copies = find_copies(findings.sketches())
    graph = PartedGraph(store, findings, copies_graph(base))
    if graph.trusted():
        return len(copies.copies)
    told = lru_cache(_FAMILY)(lambda key: findings.record(key, shown[key]))
    parts = {}
    for root, keys in copies.families.items():
        family = {key: copies.copies[key] for key in keys if key in copies.copies}
        near = {*keys, *(other for key in family for other in copies.earlier(key))}
        content = repr((root, keys, family, [(key, shown[key]) for key in sorted(near, key=copies.order.__getitem__)]))
        parts[hashlib.sha256(content.encode()).hexdigest()[:32]] = Copies({root: keys}, family, copies.order)

    def quads_of(part: str) -> list[Quad]:
        first = {(key, span): source for key, span, source in reused(copies, told, parts[part].families)}
        printed = [
            (iri, first[key, record.evidence])
            for key in parts[part].copies
            for record, iri in record_iris(told(key), base=base).items()
            if (key, record.evidence) in first
        ]
        return copy_quads(parts[part], printed, base=base)

    graph.write(list(parts), quads_of)
    return len(copies.copies)


class _Told:
    """The tellings of all articles, numbered through."""

    def __init__(self, derived: Derived) -> None:
        import numpy as np

        self._derived = derived
        self._keys: list[str] = []
        self._counts = [0]
        self._digests = bytearray()
        self._lines = lru_cache(_RECENT)(derived.tellings)
        self._sets = related(self._clues())
        self._starts: NDArray[np.int64] = np.cumsum(self._counts, dtype=np.int64)

    def _clues(self) -> Iterator[tuple[int, bytes]]:
        for key, digests, clues in self._derived.clues():
            self._keys.append(key)
            self._counts.append(len(digests) // DIGEST)
            self._digests += digests
            yield self._counts[-1], clues

    def parts(self) -> dict[str, NDArray[np.int64]]:
        """Return name of a part -> numbers of its tellings: related ones, or those of an article with no relation."""
        import numpy as np

        parts: dict[str, NDArray[np.int64]] = {}
        alone: defaultdict[int, list[int]] = defaultdict(list)
        for numbers in self._sets:
            if len(numbers) == 1:
                alone[self._article(int(numbers[0]))].append(int(numbers[0]))
            else:
                parts[self._name(numbers)] = numbers
        for ones in alone.values():
            numbers = np.array(ones, dtype=np.int64)
            parts[self._name(numbers)] = numbers
        return dict(sorted(parts.items(), key=lambda item: int(item[1][0])))

    def tellings(self, numbers: NDArray[np.int64]) -> list[Telling]:
        """Return tellings by number."""
        found = []
        for number in numbers.tolist():
            article = self._article(number)
            found.append(telling(self._lines(self._keys[article])[number - int(self._starts[article])]))
        return found

    def _article(self, number: int) -> int:
        import numpy as np

        return int(np.searchsorted(self._starts, number, side="right")) - 1

    def _name(self, numbers: NDArray[np.int64]) -> str:
        digests = (self._digests[number * DIGEST : (number + 1) * DIGEST] for number in numbers.tolist())
        return hashlib.sha256(b"".join(digests)).hexdigest()[:32]
