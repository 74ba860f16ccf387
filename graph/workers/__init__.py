"""Articles read by many processes, here or on a cluster, with the findings that one process would give.

`Here` reads in the process itself, `Local` in processes of this machine, `Cluster` on an existing Dask cluster. All
take articles as bytes and give findings as bytes, so that the process that stores them handles no big objects.
"""

from .cluster import Cluster
from .ordered import in_order
from .pool import Here, Local, Outcome, Reader, usual_workers
from .recipe import Recipe, article_bytes, packed, unpacked

__all__ = [
    "Cluster",
    "Here",
    "Local",
    "Outcome",
    "Reader",
    "Recipe",
    "article_bytes",
    "in_order",
    "packed",
    "unpacked",
    "usual_workers",
]
