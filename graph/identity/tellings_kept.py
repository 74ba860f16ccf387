"""Tellings as JSON, and which of them may have to do with each other: so that no event is compared with all others.

Tellings that share a clue are related, in reports of what is near also by way of a third; relations lead on. Only what
is related can be one happening or the counterpart of one, so that each set of related tellings is compared by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..records import Article
from .happenings import WINDOW
from .tellings import NEAR, SENTENCE, Telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SETS = ("factuality", "actors", "recipients", "dates", "wordings", "sentences")
_CLUE = [("clue", "<u8"), ("telling", "<u4"), ("day", "<i4")]
_UNDATED = -1
DIGEST = 16
"""Bytes of the digest of a telling."""


def line(telling: Telling) -> bytes:
    """Return a telling as JSON without line breaks."""
    told: dict[str, Any] = {part: sorted(getattr(telling, part)) for part in _SETS}
    told |= {
        "key": telling.article.key,
        "published": telling.article.published.isoformat() if telling.article.published else None,
        "number": telling.number,
        "events": telling.events,
        "type": telling.type,
        "standing": telling.standing,
        "words": [sorted(words) for words in telling.words],
        "places": dict(sorted(telling.places.items())),
    }
    return json.dumps(told, separators=(",", ":")).encode()


def telling(data: bytes) -> Telling:
    """Return the telling that `line` wrote; of its article there are the key and the day."""
    told: dict[str, Any] = json.loads(data)
    key, published = told.pop("key"), told.pop("published")
    told |= {part: frozenset(told[part]) for part in _SETS}
    actors, recipients = told.pop("words")
    return Telling(
        article=Article(key, key, "", published=date.fromisoformat(published) if published else None),
        events=tuple(told.pop("events")),
        words=(frozenset(actors), frozenset(recipients)),
        **told,
    )


def digest(data: bytes) -> bytes:
    """Return what stands for a telling as `line` wrote it."""
    return hashlib.sha256(data).digest()[:DIGEST]


def clues(told: Iterable[Telling]) -> bytes:
    """Return the clues of one article's tellings, in the form that `related` reads."""
    import numpy as np

    rows = []
    for at, one in enumerate(told):
        for kind, token in one.clues():
            day = one.anchor.toordinal() if kind == NEAR and one.anchor else _UNDATED
            # What is told as a fact and what is denied may share every clue but the sentence.
            said = [kind, *token, *([one.standing] if kind == SENTENCE else ())]
            rows.append((_hashed(said), at, day))
    return np.array(rows, dtype=_CLUE).tobytes()


def _hashed(said: Sequence[object]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(said).encode("utf8", "surrogatepass"), digest_size=8).digest(), "little")


def related(articles: Iterable[tuple[int, bytes]]) -> list[NDArray[np.int64]]:
    """Return sets of related tellings, each sorted, the sets by their first; one that is alone is a set of its own.

    Args:
        articles: of each article the number of its tellings and what `clues` returned; all tellings are numbered
            through from 0.
    """
    import numpy as np

    data, counts, lengths = bytearray(), [0], []
    for count, blob in articles:
        data += blob
        counts.append(count)
        lengths.append(len(blob) // np.dtype(_CLUE).itemsize)
    rows = np.frombuffer(data, dtype=_CLUE)
    starts = np.cumsum(counts, dtype=np.int64)
    numbers = rows["telling"] + np.repeat(starts[:-1], lengths)
    order = np.lexsort((rows["day"], rows["clue"]))
    clue, day, numbers = rows["clue"][order], rows["day"][order].astype(np.int64), numbers[order]
    linked = (clue[1:] == clue[:-1]) & (day[1:] - day[:-1] <= WINDOW.days) & (numbers[1:] != numbers[:-1])
    size = int(starts[-1])
    if not size:
        return []
    pairs = np.unique(numbers[:-1][linked] * size + numbers[1:][linked])
    first = np.array(_roots(size, zip((pairs // size).tolist(), (pairs % size).tolist(), strict=True)), dtype=np.int64)
    sets = np.argsort(first, kind="stable")
    return np.split(sets, np.flatnonzero(np.diff(first[sets])) + 1)


def _roots(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each number the smallest one that it is linked with, also by way of others."""
    above = list(range(size))

    def root(one: int) -> int:
        while above[one] != one:
            above[one] = one = above[above[one]]
        return one

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    return [root(one) for one in range(size)]
