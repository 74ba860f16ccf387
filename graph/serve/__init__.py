"""A graph folder over HTTP: a SPARQL 1.1 endpoint, pages for people, and RDF for the IRIs of the graph.

`app` speaks HTTP and nothing else; every question is answered in a worker process (`pool`, `worker`) that has the
snapshot open for reading and can be killed. `answers` are the questions of programs, `pages` those of people.
"""

from .messages import Limits, Settings
from .server import Server

__all__ = ["Limits", "Server", "Settings"]
