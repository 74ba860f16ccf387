"""Findings → store and snapshot, made again only where something changed.

completing      the whole step, from findings to what readers see
derived         what is worked out of each article, kept for the next build
identifying     who is who, in each article and across them
making          an article as it goes into the store
happened        happenings, copies and names, told by many articles together
writing         graphs into the store, so that a kill at any moment leaves nothing wrong
"""

from .completing import DECISIONS, complete, publish
from .writing import GraphsWriter

__all__ = ["DECISIONS", "GraphsWriter", "complete", "publish"]
