"""Who asserts a tie, who claims it, who denies it, and which outlets that write about both ends say nothing of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .lookup import node_named
from .signs import SAYS_ABOUT
from .sources import outlet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

DAYS = 7
"""Days before the first and after the last word on a tie in which an outlet could have told of it."""


@dataclass(frozen=True, slots=True)
class Silence:
    """An outlet that tells nothing of a tie: its articles of the period on either end, and those that name both."""

    outlet: str
    articles: int
    on_both: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what of one tie; the evidence is in the order of the network.

    Attributes:
        subject, object, type, sign: of the tie; `subject_label`, `object_label`: names of its ends.
        period: first and last day on which an outlet could have told of it, or None where nothing is dated.
        asserts: outlets that assert it in their own voice; claims: speakers that claim it ("" where unnamed);
            expects: speakers or outlets that tell it as planned or possible; denies: speakers, else outlets, that
            deny it; each name -> evidence, most evidence first.
        silent: outlets with articles of the period on both ends and no word of the tie, most on both first.
        alike: other tie types of the same sign, in the same direction, that somebody asserts or claims: a denial of AID
            stands against "arms" too.
    """

    subject: str
    object: str
    type: str
    sign: int
    subject_label: str
    object_label: str
    period: tuple[str, str] | None
    asserts: Mapping[str, tuple[Mapping[str, Any], ...]]
    claims: Mapping[str, tuple[Mapping[str, Any], ...]]
    expects: Mapping[str, tuple[Mapping[str, Any], ...]]
    denies: Mapping[str, tuple[Mapping[str, Any], ...]]
    silent: tuple[Silence, ...]
    alike: tuple[str, ...]

    @property
    def disputed(self) -> bool:
        """Whether somebody asserts or claims what somebody denies, or the like of it."""
        return bool(self.denies) and bool(self.asserts or self.claims or self.alike)


def disagreement(
    network: nx.MultiDiGraph[str], a: str | None = None, b: str | None = None, *, days: int = DAYS
) -> list[Voices]:
    """Tell for ties who asserts, claims, denies them and who is silent.

    Of two actors all ties between them are told, of one or none those that somebody denies. Statements (`says-about`)
    are left out.

    An outlet is silent if it published on both ends, in one article or several, between `days` before the first and
    `days` after the last article that tells of the tie, and none of its articles, of whatever day, tells of it.
    Silence may mean that the sentence was not understood: it is no denial. Articles of unknown origin are no outlet.

    Args:
        network: as `tieline.network.network` gives it.
        a, b: IRI, label or alias.
        days: at least 0.

    Returns:
        Disputed ties first, then those with most voices, then by names.

    Raises:
        UsageError: unknown or ambiguous name, the same actor twice, `b` without `a`, or fewer than 0 days.
    """
    if days < 0:
        raise UsageError(f"days of a disagreement: got {days}, expected 0 or more; leave it out for {DAYS}")
    if b is not None and a is None:
        raise UsageError(f"actors of a disagreement: got {b!r} as the second only, expected the first too; name it")
    ends = {node_named(network, name) for name in (a, b) if name is not None}
    if b is not None and len(ends) < 2:
        raise UsageError(f"actors of a disagreement: got {a!r} twice, expected two different ones; name another")
    found = []
    for subject, target, tie in network.edges(data=True):
        if tie["type"] != SAYS_ABOUT and ends <= {subject, target}:
            voices = _voices(network, subject, target, tie, days)
            if b is not None or voices.denies:
                found.append(voices)
    return sorted(found, key=_order)


def _voices(network: nx.MultiDiGraph[str], subject: str, target: str, tie: Mapping[str, Any], days: int) -> Voices:
    cited = tie["evidence"]
    period = _period(cited, days)
    return Voices(
        subject,
        target,
        tie["type"],
        tie["sign"],
        network.nodes[subject]["label"],
        network.nodes[target]["label"],
        period,
        asserts=_by_name((outlet(item), item) for item in cited if item["factuality"] == "happened"),
        claims=_by_name((item["voice"] or "", item) for item in cited if item["factuality"] == "claimed"),
        expects=_by_name(
            (item["voice"] or outlet(item), item) for item in cited if item["factuality"] in {"planned", "possible"}
        ),
        denies=_by_name((item["voice"] or outlet(item), item) for item in cited if item["factuality"] == "denied"),
        silent=_silent(network, subject, target, cited, period) if period else (),
        alike=_alike(network, subject, target, tie) if tie["sign"] else (),
    )


def _alike(network: nx.MultiDiGraph[str], subject: str, target: str, tie: Mapping[str, Any]) -> tuple[str, ...]:
    others = network[subject][target].values()
    return tuple(
        sorted(
            other["type"]
            for other in others
            if other["type"] != tie["type"] and other["sign"] == tie["sign"] and (other["asserted"] or other["claimed"])
        )
    )


def _order(voices: Voices) -> tuple[Any, ...]:
    heard = len(voices.asserts) + len(voices.claims) + len(voices.expects) + len(voices.denies)
    return (not voices.disputed, -heard, voices.subject_label, voices.type, voices.object_label, voices.subject)


def _by_name(
    told: Iterable[tuple[str, Mapping[str, Any]]],
) -> dict[str, tuple[Mapping[str, Any], ...]]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for name, item in told:
        grouped.setdefault(name, []).append(item)
    return {name: tuple(grouped[name]) for name in sorted(grouped, key=lambda name: (-len(grouped[name]), name))}


def _period(cited: Iterable[Mapping[str, Any]], days: int) -> tuple[str, str] | None:
    """Give the days around the publication of the evidence; its own dates may lie years back."""
    published = sorted(item["published"] for item in cited if item["published"])
    if not published:
        return None
    first, last = date.fromisoformat(published[0]), date.fromisoformat(published[-1])
    room = min(days, (first - date.min).days, (date.max - last).days)
    return (first - timedelta(days=room)).isoformat(), (last + timedelta(days=room)).isoformat()


def _silent(
    network: nx.MultiDiGraph[str],
    subject: str,
    target: str,
    cited: Iterable[Mapping[str, Any]],
    period: tuple[str, str],
) -> tuple[Silence, ...]:
    first, last = period
    published: list[dict[str, str]] = [
        {
            item["article"]: outlet(item)
            for item in network.nodes[node]["evidence"]
            if item["published"] and first <= item["published"] <= last and (item["publisher"] or item["url"])
        }
        for node in (subject, target)
    ]
    either, both = published[0] | published[1], published[0].keys() & published[1].keys()
    talking = {outlet(item) for item in cited}
    covering = (set(published[0].values()) & set(published[1].values())) - talking
    total, together = Counter(either.values()), Counter(either[article] for article in both)
    found = [Silence(name, total[name], together[name]) for name in covering]
    return tuple(sorted(found, key=lambda silence: (-silence.on_both, -silence.articles, silence.outlet)))
