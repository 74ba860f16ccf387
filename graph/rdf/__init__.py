"""Records as RDF: one named graph per article, a store of them, questions to it, and exports.

`triples` writes what an article says; `background` what no article says; `store` keeps it; `library` asks it; `shapes`
checks it; `export` writes it out. The terms are defined in vocabulary.ttl and plover.ttl.
"""

from .export import export
from .identifiers import article_iri, authority_graph, graph_iri, names_graph, runs_graph
from .library import list_queries, load, run
from .results import Result, render
from .store import Store
from .triples import article_quads, authority_quads, name_quads, run_quads

__all__ = [
    "Result",
    "Store",
    "article_iri",
    "article_quads",
    "authority_graph",
    "authority_quads",
    "export",
    "graph_iri",
    "list_queries",
    "load",
    "name_quads",
    "names_graph",
    "render",
    "run",
    "run_quads",
    "runs_graph",
]
