"""Which articles are copies of others: word for word, edited, cut, or with something added.

An article is a copy of an earlier one if enough of the shorter one's own words, quotations left aside, stand in the
other, in runs of four (Broder 1997: containment, which a cut copy keeps and likeness does not). Pairs to compare are
those that share some of a fixed quarter of all runs. Articles are then taken in the order of their publication, and
each joins the family of the earlier one it shares most with. So a digest that prints two reports joins neither family
to the other: it comes after both and belongs to one only if that makes up most of it.

Source: On the resemblance and containment of documents (Broder, 1997), with its sketch of hashes modulo m.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from .shingles import Sketch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .shingles import Shingles

COPIED = ((30, 0.35), (12, 0.6), (8, 0.8))
"""Runs that two texts share at least, and the part of the shorter text that they then must be."""
_LITTLE = 20
"""Runs outside quotations below which quotations count too."""
_MOST = 0.7
"""Part of an article from which on it belongs to one family, whatever else it prints."""
_ABOUT = 0.8
"""Of two earlier articles that share with a later one, the earlier is its source unless it shares less than this."""
_SAMPLED = 1 << 30
"""Runs with a number below it propose pairs: a quarter of them, the same ones in each text."""
_NEAR, _FAR, _COMMON = 8, 48, 64
"""Of what a run is shared by, so many neighbours are compared: few of them where more than `_COMMON` share it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that prints what an earlier one printed.

    Attributes:
        key: of the article.
        root: key of the first article of its family; its own where it is made of several others.
        sources: roots of the families from which it has its text, the one it shares most with first; never empty.
    """

    key: str
    root: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Copies:
    """All copies among some articles.

    Attributes:
        families: root -> keys of its family in order of publication, the root first; families of one article only
            where it is made of others.
        copies: key -> the copy, sorted.
        order: key -> place in order of publication, of all members of the families.
    """

    families: Mapping[str, tuple[str, ...]]
    copies: Mapping[str, Copy]
    order: Mapping[str, int]

    def earlier(self, key: str) -> tuple[str, ...]:
        """Return the articles from which a copy may have a sentence, in order of publication; none for an original."""
        copy = self.copies.get(key)
        roots: dict[str, None] = {}
        waiting = [copy.root, *copy.sources] if copy else []
        while waiting:
            root = waiting.pop()
            if root not in roots:
                roots[root] = None
                waiting += self._above[root]
        before = (member for root in roots for member in self.families[root] if self.order[member] < self.order[key])
        return tuple(sorted(before, key=self.order.__getitem__))

    @cached_property
    def _above(self) -> Mapping[str, frozenset[str]]:
        """Root -> the roots of other families from which members of its family have text."""
        return {
            root: frozenset(source for key in keys if key in self.copies for source in self.copies[key].sources)
            for root, keys in self.families.items()
        }


def find_copies(sketches: Iterable[Sketch]) -> Copies:
    """Group articles into families of copies; the order in which they are given does not matter.

    The first of a family is the earliest published (undated ones last); of one day what is made of others comes after
    these, a text that credits another house after one that does not, then the keys decide.

    Args:
        sketches: of all articles, each key once.
    """
    return _Finder(sketches).copies()


class _Finder:
    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._all = sorted(sketches, key=lambda one: (one.published or date.max, one.reprint, one.key))
        same: dict[str, list[Sketch]] = {}
        for sketch in self._all:
            same.setdefault(sketch.words if len(sketch.own) + len(sketch.quoted) else sketch.key, []).append(sketch)
        self._same = {group[0].key: group for group in same.values()}
        self._texts = [group[0] for group in same.values()]  # each wording once, by its earliest article
        self._shared: dict[tuple[int, int], Shingles] = {}
        self._linked: defaultdict[int, list[int]] = defaultdict(list)
        for a, b in _candidates(self._texts):
            shared = _copied(self._texts[a], self._texts[b])
            if shared is not None:
                self._shared[a, b] = shared
                self._linked[a].append(b)
                self._linked[b].append(a)

    def copies(self) -> Copies:
        days = self._days()
        ranks = {at: (days[at], self._texts[at].reprint, self._texts[at].key) for at in range(len(self._texts))}
        order = sorted(ranks, key=ranks.__getitem__)
        families: dict[str, list[str]] = {}
        copies: dict[str, Copy] = {}
        root_of: dict[int, str] = {}
        placed: list[str] = []
        for at in order:
            key = self._texts[at].key
            earlier = [other for other in sorted(self._linked[at], key=ranks.__getitem__) if other in root_of]
            sources, joined = self._sources(at, earlier, root_of)
            root_of[at] = joined or key
            if sources:
                copies[key] = Copy(key, root_of[at], sources)
            families.setdefault(root_of[at], []).append(key)
            for again in self._same[key][1:]:
                families[root_of[at]].append(again.key)
                copies[again.key] = Copy(again.key, root_of[at], sources if joined else (key,))
            placed += (same.key for same in self._same[key])
        used = {root for copy in copies.values() for root in (copy.root, *copy.sources)}
        kept = {root: tuple(keys) for root, keys in families.items() if root in used}
        members = {key for keys in kept.values() for key in keys}
        places = {key: at for at, key in enumerate(key for key in placed if key in members)}
        return Copies(dict(sorted(kept.items())), dict(sorted(copies.items())), places)

    def _days(self) -> list[tuple[date, int]]:
        """Give each text the day it counts from, and 1 where it is made of others of that day, which come first."""
        days = [(text.published or date.max, 0) for text in self._texts]
        found = list(days)
        for at in sorted(self._linked):
            parts = [other for other in self._linked[at] if self._is_part(other, at)]
            of = days[at][0]
            bundled = {
                part
                for a, b in combinations(sorted(parts), 2)
                if b not in self._linked[a] and self._apart(self._between(a, at), self._between(b, at))
                for part in (a, b)
            }
            if bundled:
                found[at] = (max(of, *(days[part][0] for part in bundled)), 1)
        return found

    def _is_part(self, part: int, whole: int) -> bool:
        """Tell whether a text stands in another, longer one that is not known to be the earlier."""
        a, b = self._texts[part], self._texts[whole]
        if a.published and b.published and b.published < a.published:
            return False
        size, shared = _size(a), len(self._between(part, whole))
        return shared >= _MOST * size and size <= _MOST * _size(b)

    def _between(self, a: int, b: int) -> Shingles:
        return self._shared[min(a, b), max(a, b)]

    def _apart(self, a: Shingles, b: Shingles) -> bool:
        return len(_common(a, b)) * 2 < min(len(a), len(b))

    def _sources(self, at: int, earlier: Sequence[int], root_of: Mapping[int, str]) -> tuple[tuple[str, ...], str]:
        """Give the roots of the families a text was taken from, and that of the family it belongs to, if any."""
        import numpy as np

        taken: dict[str, Shingles] = {}
        for other in earlier:
            shared = self._between(at, other)
            root = root_of[other]
            taken[root] = np.union1d(taken[root], shared) if root in taken else shared
        most = max(map(len, taken.values()), default=0)
        # First the one published first of those with about as much: what printed it again in a digest has no more.
        kept = [root for root in taken if len(taken[root]) >= _ABOUT * most][:1]
        for root in sorted(taken, key=lambda root: -len(taken[root])):
            if all(self._apart(taken[root], taken[other]) for other in kept):
                kept.append(root)
        alone = len(kept) == 1 or (kept and len(taken[kept[0]]) >= _MOST * _size(self._texts[at]))
        return tuple(kept), kept[0] if alone else ""


def _size(sketch: Sketch) -> int:
    return len(sketch.own) if len(sketch.own) >= _LITTLE else len(sketch.own) + len(sketch.quoted)


def _copied(a: Sketch, b: Sketch) -> Shingles | None:
    """Give the runs that two texts share if one is a copy of the other."""
    import numpy as np

    one, other = a.own, b.own
    if min(len(one), len(other)) < _LITTLE:
        one, other = np.union1d(one, a.quoted), np.union1d(other, b.quoted)
    shared = _common(one, other)
    least = min(len(one), len(other))
    if any(len(shared) >= runs and len(shared) >= part * least for runs, part in COPIED):
        return shared
    return None


def _common(a: Shingles, b: Shingles) -> Shingles:
    import numpy as np

    return np.intersect1d(a, b, assume_unique=True)


def _candidates(texts: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Give the pairs of places of texts that share two sampled runs or more, sorted."""
    import numpy as np

    parts: list[tuple[Shingles, NDArray[np.uint32]]] = []
    for at, text in enumerate(texts):
        runs = np.union1d(text.own, text.quoted)
        runs = runs[runs < _SAMPLED]
        parts.append((runs, np.full(len(runs), at, dtype=np.uint32)))
    if not parts:
        return []
    runs, places = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(runs, kind="stable")
    runs, places = runs[order], places[order]
    _, inverse, counts = np.unique(runs, return_inverse=True, return_counts=True)
    common = counts[inverse] > _COMMON
    pairs: list[NDArray[np.uint64]] = []
    for lag in range(1, min(_FAR, len(runs) - 1) + 1):
        same = runs[lag:] == runs[:-lag]
        if lag > _NEAR:
            same &= ~common[lag:]
        if not same.any():
            break
        pairs.append(places[:-lag][same].astype(np.uint64) << np.uint64(32) | places[lag:][same])
    if not pairs:
        return []
    found, times = np.unique(np.concatenate(pairs), return_counts=True)
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in found[times > 1].tolist()]
