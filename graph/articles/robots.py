"""What sites ask of programs that visit them (robots.txt, RFC 9309)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

NAME = "tieline"
"""The word by which a robots.txt may name this program."""
LARGEST = 512_000
"""So many bytes of a robots.txt count."""
_KEPT = 24 * 3600.0  # seconds
_MOST_SITES = 1000
_LONGEST_DELAY = 60.0

Ask = Callable[[], "tuple[int, bytes]"]
"""Gives the status and content of a robots.txt; status 0 if the site does not answer."""


@dataclass(frozen=True, slots=True)
class _Known:
    rules: RobotFileParser
    until: float


class Robots:
    """What the sites asked so far want; each is asked again after a day."""

    def __init__(self) -> None:
        self._sites: dict[str, _Known] = {}

    def rules(self, site: str, ask: Ask) -> RobotFileParser:
        """Return the rules of a site ("https://news.example"), asking it if they are not known.

        No robots.txt (status 4xx) allows everything; a site that fails or does not answer allows nothing.
        """
        known = self._sites.get(site)
        if known is None or known.until < time.monotonic():
            if len(self._sites) >= _MOST_SITES:
                self._sites.clear()
            known = _Known(_parsed(*ask()), time.monotonic() + _KEPT)
            self._sites[site] = known
        return known.rules


def delay_of(rules: RobotFileParser) -> float:
    """Return the seconds that a site wants between two visits, a minute at most."""
    wanted = rules.crawl_delay(NAME)
    return min(_LONGEST_DELAY, float(wanted)) if wanted else 0.0


def _parsed(status: int, content: bytes) -> RobotFileParser:
    rules = RobotFileParser()
    if status == 200:
        rules.parse(content[:LARGEST].decode("utf-8", errors="replace").removeprefix("\ufeff").splitlines())
    else:
        rules.parse([] if 400 <= status < 500 else ["User-agent: *", "Disallow: /"])
    return rules
