"""Extractions as a networkx graph: who is tied to whom, with measures, paths and exports."""

from .exports import FORMATS, export
from .lookup import node_named
from .measures import betweenness, communities, degree, measures, strength
from .paths import Path, Step, paths
from .projection import network
from .simple import simple

__all__ = [
    "FORMATS",
    "Path",
    "Step",
    "betweenness",
    "communities",
    "degree",
    "export",
    "measures",
    "network",
    "node_named",
    "paths",
    "simple",
    "strength",
]
