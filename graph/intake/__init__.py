"""Inputs → findings: which articles there are, and what is told in those that were not read before.

intake          the step, with workers beside it
spool           the articles of a build while it reads
partitions      findings as Parquet files: read here, made into a graph elsewhere
"""

from . import partitions
from .intake import Means, earlier, read_and_extract, spool_for, taken_out
from .spool import Spool

__all__ = ["Means", "Spool", "earlier", "partitions", "read_and_extract", "spool_for", "taken_out"]
