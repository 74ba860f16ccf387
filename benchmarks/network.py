"""Measure the measures over large networks of invented actors; print a Markdown table of seconds.

Usage: python benchmarks/network.py [NODES ...] [--exact]    (default: 1000 10000)

The network grows by preferential attachment (Barabási and Albert, 1999), 3 ties to each new actor, types of ties, dates
and sources drawn from a seed. Where a faster library can do the same, its seconds stand beside those without it; exact
betweenness above the limit for estimates is measured with --exact only. One thread each; run with OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import networkx as nx
from tieline.network import (
    brokerage,
    by_state_and_kind,
    changes,
    communities,
    cores,
    cut_points,
    disagreement,
    factions,
    narrowed,
    paths,
    roles,
    simple,
    triads,
)
from tieline.network.measures_betweenness import betweenness, is_estimated
from tieline.network.projection import edge_attributes
from tieline.records import EVENT_TYPES

OUTLETS = 40
TYPES = ("State", "GovernmentBody", "ArmedGroup", "Person", "PoliticalParty")
FACTUALITY = ("happened", "happened", "happened", "claimed", "denied")
START = date(2015, 1, 1)


def invented(nodes: int, seed: int = 1) -> nx.MultiDiGraph:
    """Make a network with the attributes that the measures read."""
    draw = random.Random(seed)
    made = nx.MultiDiGraph()
    names = [f"actor {number:06d}" for number in range(nodes)]
    for number, name in enumerate(names):
        state = f"state {number % 20}"
        data = {"label": name, "type": draw.choice(TYPES), "state": state, "within": (), "aliases": (), "articles": 1}
        made.add_node(name, **data, evidence=(cited(draw, number, f"{name} was named."),))
    for pair in nx.barabasi_albert_graph(nodes, 3, seed=seed).edges:
        a, b = draw.sample(pair, 2)
        for type_ in draw.sample(EVENT_TYPES, draw.choice((1, 1, 2))):
            evidence = [
                cited(draw, draw.randrange(4 * nodes), "a sentence") for _ in range(draw.choice((1, 1, 1, 2, 5)))
            ]
            made.add_edge(names[a], names[b], key=type_, **edge_attributes("event", type_, evidence))
    return made


def cited(draw: random.Random, article: int, text: str) -> dict:
    day = (START + timedelta(days=article % 3650)).isoformat()
    factuality = draw.choice(FACTUALITY)
    return {
        "article": f"article {article}",
        "family": f"text {article}",
        "publisher": f"outlet {article % OUTLETS}",
        "url": None,
        "title": None,
        "published": day,
        "date": day,
        "start": 0,
        "end": len(text),
        "text": text,
        "factuality": factuality,
        "speaker": None,
        "voice": None,
        "former": False,
        "quote": None,
        "records": (),
    }


def seconds(work: Callable[[], object]) -> str:
    begun = time.process_time()
    work()
    return f"{time.process_time() - begun:.2f}"


def rows(network: nx.MultiDiGraph, exact: bool) -> list[tuple[str, str, str]]:
    """Give (measure, seconds without other libraries, seconds with one and its name)."""
    groups = by_state_and_kind(network)
    first, *_, last = network
    plain: dict[str, Callable[[], object]] = {
        "one line per pair": partial(simple, network, signed=True, denied=False),
        "period, asserted": partial(narrowed, network, since="2018", until="2019", asserted=True),
        "k-core": partial(cores, network),
        "cut points": partial(cut_points, network),
        "brokers": partial(brokerage, network, groups),
        "triads": partial(triads, network),
        "factions": partial(factions, network),
        "roles": partial(roles, network),
        "3 paths": partial(paths, network, first, last),
        "changes": partial(changes, network, "2020", "2020"),
        "disagreement": partial(disagreement, network),
    }
    found = [(name, seconds(work), "") for name, work in plain.items()]
    both: list[tuple[str, Callable[..., object], str, str]] = [
        ("communities", partial(communities, network), "networkx", "networkit")
    ]
    if is_estimated(len(network)):
        found.append(("betweenness, estimated", seconds(partial(betweenness, network)), ""))
    if exact or not is_estimated(len(network)):
        both += [
            ("betweenness, exact", partial(betweenness, network, exact=True), "tieline", "networkit"),
            (
                "betweenness, exact, unweighted",
                partial(betweenness, network, exact=True, weighted=False),
                "tieline",
                "rustworkx",
            ),
        ]
    for name, work, own, other in both:
        if find_spec(other):
            import_module(other)
        fast = (
            f"{seconds(partial(work, engine=other))} ({other})" if find_spec(other) else f"({other} is not installed)"
        )
        found.append((name, seconds(partial(work, engine=own)), fast))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("nodes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--exact", action="store_true")
    chosen = parser.parse_args()
    for nodes in chosen.nodes:
        network = invented(nodes)
        print(f"\n{nodes:,} actors, {network.number_of_edges():,} ties\n")
        print("| measure | s | s with another library |\n|---|---|---|")
        for name, own, fast in rows(network, chosen.exact):
            print(f"| {name} | {own} | {fast} |", flush=True)


if __name__ == "__main__":
    main()
