"""A part of the network: of one period, of one voice, of some types, or of what is asserted only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from ..errors import TielineError, UsageError
from ..rdf.literals import period
from ..wording import one_of
from .lookup import node_named
from .projection import edge_attributes
from .signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

SPEAKS_FOR = frozenset({"leads", "memberOf", "partOf", "spokespersonFor"})
"""Ties by which somebody's word is taken as that of the other end."""
_OFFICIAL = frozenset({"Person", "GovernmentBody", "MilitaryUnit"})


def narrowed(
    network: nx.MultiDiGraph[str],
    *,
    since: str | None = None,
    until: str | None = None,
    voice: str | None = None,
    types: Collection[str] = (),
    asserted: bool = False,
) -> nx.MultiDiGraph[str]:
    """Keep the evidence that fits, and the ties that some evidence is left for; weights, counts and dates are anew.

    All nodes stay, with the attributes of the whole network, so that two parts can be compared node by node.

    Args:
        network: as `tieline.network.network` gives it.
        since, until: ISO dates (day, month or year), both included. Evidence counts if its date, which may be a month
            or a year, overlaps the period; evidence without any date does not.
        voice: IRI or name of an actor: only what it claims, or what somebody who speaks for it claims (`voices_of`).
            Statements are left out: that something was said is the article's word.
        types: tie types to keep; empty for all.
        asserted: only what happened in an article's own voice.

    Raises:
        UsageError: a faulty date, a period that ends before it starts, an unknown type or name.
    """
    tests: list[Callable[[Mapping[str, Any]], bool]] = []
    if since is not None or until is not None:
        first, last = span_of_days(since, until)
        tests.append(lambda item: _overlaps(item["date"], first, last))
    if voice is not None:
        speakers = voices_of(network, node_named(network, voice))
        tests.append(lambda item: item["speaker"] in speakers)
    if asserted:
        tests.append(lambda item: item["factuality"] == "happened")
    wanted = known_types(types)
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_nodes_from(network.nodes(data=True))
    for subject, target, key, tie in network.edges(keys=True, data=True):
        if wanted and tie["type"] not in wanted:
            continue
        cited = [item for item in tie["evidence"] if all(test(item) for test in tests)]
        if cited:
            kept.add_edge(subject, target, key=key, **edge_attributes(tie["kind"], tie["type"], cited))
    return kept


def voices_of(network: nx.MultiDiGraph[str], node: str) -> frozenset[str]:
    """Return the actors whose word is taken as that of `node`: itself and those that speak for it.

    These are the persons, government bodies and military units that belong to it by the authority files (`within`), or
    that an article asserts to lead it, to be its member, part or spokesperson, and not formerly; and in turn theirs. A
    militia or party speaks for itself only, whatever it is part of.
    """
    speaks_for: nx.DiGraph[str] = nx.DiGraph()
    speaks_for.add_nodes_from(network)
    for member, data in network.nodes(data=True):
        if data["type"] in _OFFICIAL:
            speaks_for.add_edges_from((body, member) for body in data["within"])
    for member, body, tie in network.edges(data=True):
        if tie["type"] in SPEAKS_FOR and network.nodes[member]["type"] in _OFFICIAL and is_standing(tie):
            speaks_for.add_edge(body, member)
    return frozenset({node, *nx.descendants(speaks_for, node)})


def is_standing(tie: Mapping[str, Any]) -> bool:
    """Tell whether an article asserts a tie, and not as a past one."""
    return any(item["factuality"] == "happened" and not item["former"] for item in tie["evidence"])


def known_types(types: Collection[str]) -> frozenset[str]:
    """Return the types as a set.

    Raises:
        UsageError: for a type that no tie can have; close ones are suggested.
    """
    return frozenset(one_of("type of a tie", name, SIGNS) for name in types)


def span_of_days(since: str | None, until: str | None) -> tuple[str, str]:
    """Return first and last day of a period, open ends as the first and last day of the calendar.

    Raises:
        UsageError: for a faulty date, or a period that ends before it starts.
    """
    try:
        first = period(since)[0].isoformat() if since is not None else "0001-01-01"
        last = period(until)[1].isoformat() if until is not None else "9999-12-31"
    except TielineError as error:
        raise UsageError(f"{error}; correct it") from error
    if last < first:
        raise UsageError(f"period: got {since} to {until}, expected an end that is not before the start; swap them")
    return first, last


def _overlaps(date: str | None, first: str, last: str) -> bool:
    if not date:
        return False
    begins, ends = (day.isoformat() for day in period(date))
    return begins <= last and ends >= first
