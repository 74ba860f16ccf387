"""Findings in the order of the articles, whoever is done first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from ..records import Article
from .pool import Outcome, Reader
from .recipe import article_bytes

_AHEAD = 256
"""Outcomes that may wait for one before them."""


def in_order(articles: Iterable[Article], reader: Reader) -> Iterator[tuple[Article, Outcome]]:
    """Yield every article with its outcome, in order, as soon as it is there; articles are taken as there is room."""
    waiting: deque[Article] = deque()
    found: dict[str, Outcome] = {}
    first = 0

    def ready() -> Iterator[tuple[Article, Outcome]]:
        nonlocal first
        while waiting and (outcome := found.pop(str(first), None)):
            first += 1
            yield waiting.popleft(), outcome

    for article in articles:
        reader.submit(str(first + len(waiting)), article_bytes(article))
        waiting.append(article)
        while True:
            full = not reader.room or len(waiting) >= _AHEAD
            found |= {outcome.key: outcome for outcome in reader.finished(waiting=full)}
            yield from ready()
            if reader.room and len(waiting) < _AHEAD:
                break
    while waiting:
        found |= {outcome.key: outcome for outcome in reader.finished(waiting=True)}
        yield from ready()
