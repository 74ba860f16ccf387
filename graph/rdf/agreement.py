"""Compare an article's graph with the findings it was made from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Quad

from ..errors import TielineError
from ..records import DEFAULT_BASE, Extraction
from .evidence import Fault
from .identifiers import graph_iri
from .terms import compact
from .triples import article_quads, record_iris


def disagreements(quads: Iterable[Quad], extraction: Extraction, *, base: str = DEFAULT_BASE) -> list[Fault]:
    """Return where an article's graph differs from what its findings give, and findings whose evidence is no sentence.

    Args:
        quads: of the graph.
        extraction: the findings, resolved as they were when the graph was written.
        base: of the IRIs.

    Returns:
        Faults of kind "findings", one for each node that differs, in no order.
    """
    graph = graph_iri(extraction.article.key, base).value
    try:
        expected = article_quads(extraction, base=base)
        found = _outside_sentences(extraction, graph, base)
    except TielineError as error:
        return [Fault(graph, "findings", graph, f"cannot be written: {error}", article=extraction.article.id)]
    there, wanted = set(quads), set(expected)
    sides: defaultdict[str, Counter[str]] = defaultdict(Counter)
    example: dict[str, str] = {}
    for side, differing in (("in the graph only", there - wanted), ("in the findings only", wanted - there)):
        for quad in sorted(differing, key=str):
            node = str(getattr(quad.subject, "value", quad.subject))
            sides[node][side] += 1
            example.setdefault(node, compact(quad.predicate.value))
    for node, counts in sides.items():
        told = ", ".join(f"{count} {side}" for side, count in sorted(counts.items()))
        message = f"differs between graph and findings: triples {told}, such as {example[node]}"
        found.append(Fault(graph, "findings", node, message, article=extraction.article.id))
    return found


def _outside_sentences(extraction: Extraction, graph: str, base: str) -> list[Fault]:
    """Give the records whose evidence does not start and end with sentences of the article."""
    starts = {span.start for span in extraction.sentences}
    ends = {span.end for span in extraction.sentences}
    message = "has evidence in the findings that is no run of sentences of the article"
    return [
        Fault(graph, "findings", iri, message, article=extraction.article.id)
        for record, iri in record_iris(extraction, base=base).items()
        if record.evidence.start not in starts or record.evidence.end not in ends
    ]
