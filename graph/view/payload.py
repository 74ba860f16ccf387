"""What the page needs to know, as JSON: sentences and articles stand once and are referred to by number."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from ..records import SYMMETRIC_RELATIONS
from .style import ACTOR_STYLES, SIGN_COLOURS, actor_style, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyvis.network import Network

    from .selection import Selection

EVIDENCE_SHOWN = 20
"""Most sentences per tie and per actor in the page; the page tells how many more there are."""

_UNSAFE_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_COUNTS = ("asserted", "claimed", "denied", "planned", "possible")


class _Sources:
    """Gives sentences and articles their numbers, in the order in which they are first asked for."""

    def __init__(self) -> None:
        self.articles: list[dict[str, Any]] = []
        self.sentences: list[dict[str, Any]] = []
        self._articles: dict[str, int] = {}
        self._sentences: dict[tuple[str, int, int], int] = {}

    def sentence(self, evidence: Mapping[str, Any]) -> int:
        place = (evidence["article"], evidence["start"], evidence["end"])
        if place not in self._sentences:
            self._sentences[place] = len(self.sentences)
            held = {name: evidence[name] for name in ("start", "end", "text")}
            self.sentences.append({"article": self._article(evidence), **held})
        return self._sentences[place]

    def _article(self, evidence: Mapping[str, Any]) -> int:
        key = evidence["article"]
        if key not in self._articles:
            self._articles[key] = len(self.articles)
            held = {name: evidence[name] for name in ("title", "publisher", "published", "url") if evidence[name]}
            self.articles.append({"key": key, **held})
        return self._articles[key]


def payload(selection: Selection, drawn: Network, title: str) -> dict[str, Any]:
    """Give the data of the page: nodes and lines of pyvis, with ties, evidence, legend and counts."""
    network = selection.network
    sources = _Sources()
    numbers: dict[tuple[str, str, str], int] = {}
    ties: list[dict[str, Any]] = []
    for subject, target, key, tie in network.edges(keys=True, data=True):
        numbers[subject, target, key] = len(ties)
        ties.append({"subject": subject, "object": target, **_tie(tie, sources)})
    nodes = [node | _actor(network.nodes[node["id"]], sources) for node in drawn.nodes]
    lines = [line | {"ties": [numbers[tie] for tie in line["ties"]]} for line in drawn.edges]
    articles = {evidence["article"] for _, _, tie in network.edges(data=True) for evidence in tie["evidence"]}
    return {
        "title": title,
        "nodes": nodes,
        "lines": lines,
        "ties": ties,
        "sentences": sources.sentences,
        "articles": sources.articles,
        "actorTypes": _actor_types(node["type"] for node in nodes),
        "tieTypes": _tie_types(ties),
        "signColours": {str(sign): colour for sign, colour in SIGN_COLOURS.items()},
        "counts": {"tied": selection.tied, "loose": selection.loose, "articles": len(articles)},
        "focus": selection.focus,
    }


def script_json(data: Mapping[str, Any]) -> str:
    """Write JSON that may stand inside a `script` element, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_UNSAFE_IN_SCRIPT)


def _tie(tie: Mapping[str, Any], sources: _Sources) -> dict[str, Any]:
    return {
        **{name: tie[name] for name in ("kind", "type", "sign", "first", "last")},
        "weight": tie["articles"],
        "symmetric": tie["type"] in SYMMETRIC_RELATIONS,
        "counts": {name: tie[name] for name in _COUNTS if tie[name]},
        "years": _years(tie["evidence"]),
        "evidence": [_evidence(evidence, sources) for evidence in _newest(tie["evidence"])],
        "more": max(0, len(tie["evidence"]) - EVIDENCE_SHOWN),
    }


def _newest(evidence: tuple[Mapping[str, Any], ...]) -> list[Mapping[str, Any]]:
    """Take the asserted first, each kind from the newest to the oldest: what a reader wants to see before the rest."""
    newest = sorted(evidence, key=lambda item: item["date"] or "", reverse=True)
    return sorted(newest, key=lambda item: item["factuality"] != "happened")[:EVIDENCE_SHOWN]


def _years(evidence: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Count articles by year of what they tell ("" = undated): [all, those that assert it]."""
    told: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for item in evidence:
        year = (item["date"] or "")[:4]
        told[year][0].add(item["article"])
        if item["factuality"] == "happened":
            told[year][1].add(item["article"])
    return {year: [len(everyone), len(asserted)] for year, (everyone, asserted) in sorted(told.items())}


def _evidence(evidence: Mapping[str, Any], sources: _Sources) -> dict[str, Any]:
    told = {name: evidence[name] for name in ("date", "factuality", "voice", "former", "quote") if evidence[name]}
    return {"sentence": sources.sentence(evidence), **told}


def _actor(attributes: Mapping[str, Any], sources: _Sources) -> dict[str, Any]:
    seen = attributes["evidence"]
    return {
        "name": attributes["label"],
        "generic": attributes["generic"],
        "roles": list(attributes["roles"]),
        "aliases": list(attributes["aliases"]),
        "articles": attributes["articles"],
        "mentions": attributes["mentions"],
        "seen": [sources.sentence(sighting) for sighting in seen[-EVIDENCE_SHOWN:][::-1]],
        "unseen": max(0, len(seen) - EVIDENCE_SHOWN),
    }


def _actor_types(types: Iterable[str]) -> list[dict[str, Any]]:
    counts = Counter(types)
    listed = [name for name in ACTOR_STYLES if name in counts]
    return [
        {
            "type": name,
            "name": readable(name),
            "colour": actor_style(name).colour,
            "shape": actor_style(name).shape,
            "count": counts[name],
        }
        for name in [*listed, *sorted(counts.keys() - set(listed))]
    ]


def _tie_types(ties: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    counts = Counter((tie["type"], tie["sign"]) for tie in ties)
    ordered = sorted(counts, key=lambda item: (-item[1], -counts[item], item[0]))
    return [{"type": name, "name": readable(name), "sign": sign, "count": counts[name, sign]} for name, sign in ordered]
