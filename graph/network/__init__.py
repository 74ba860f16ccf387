"""Extractions as a networkx graph: who is tied to whom, with measures, paths, changes and exports."""

from .belonging import Belonging, belonging
from .changes import Change, Changes, changes
from .disagreement import Voices, disagreement
from .exports import FORMATS, export
from .groups import GROUPINGS, by_state_and_kind, groups_from
from .lookup import node_named
from .measures import conflict_share, degree, measures, strength
from .measures_balance import Factions, Triads, factions, signed_pairs, triads
from .measures_betweenness import betweenness
from .measures_brokerage import brokerage
from .measures_communities import communities, cores, cut_points, modularity
from .measures_roles import role_similarity, roles
from .narrowing import narrowed, voices_of
from .paths import Path, Step, paths
from .projection import network
from .simple import simple
from .sources import independent_sources, text_family
from .tables import TABLES, Choices, Table, table

__all__ = [
    "FORMATS",
    "GROUPINGS",
    "TABLES",
    "Belonging",
    "Change",
    "Changes",
    "Choices",
    "Factions",
    "Path",
    "Step",
    "Table",
    "Triads",
    "Voices",
    "belonging",
    "betweenness",
    "brokerage",
    "by_state_and_kind",
    "changes",
    "communities",
    "conflict_share",
    "cores",
    "cut_points",
    "degree",
    "disagreement",
    "export",
    "factions",
    "groups_from",
    "independent_sources",
    "measures",
    "modularity",
    "narrowed",
    "network",
    "node_named",
    "paths",
    "role_similarity",
    "roles",
    "signed_pairs",
    "simple",
    "strength",
    "table",
    "text_family",
    "triads",
    "voices_of",
]
