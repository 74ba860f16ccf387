"""Evidence closure of the graph of happenings: what it counts must be told by the graphs of the articles."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from .evidence import Fault, Reading
from .store import Store
from .terms import compact, term


def read_happenings(store: Store) -> Reading:
    """Compare every `tl:Happening` with the events that it is made of, wherever these stand.

    Sound is a happening whose reports are events of articles, each with a sentence; which is reported in just the
    articles of its reports, as many as it counts; and which is told in no way in which no report tells it: what
    is only claimed is not told as happened.
    """
    reading = Reading()
    class_ = term("tl:Happening")
    for kind in store.matching(predicate=term("rdf:type")):
        if kind.object == class_ and isinstance(kind.subject, NamedNode):
            graph = getattr(kind.graph_name, "value", "")
            reading.checked["happening"] += 1
            faults = _faults(store, kind.subject)
            reading.faults += (Fault(graph, "happening", kind.subject.value, message) for message in faults)
    return reading


def _faults(store: Store, node: NamedNode) -> Iterator[str]:
    reports = _values(store, node, "tl:report")
    if not reports:
        yield "has no report"
    sources, factualities = set(), set()
    for report in sorted(reports):
        event = NamedNode(report)
        if term("sem:Event").value not in _values(store, event, "rdf:type") or not _values(store, event, "tl:sentence"):
            yield f"has a report that is no event with a sentence: <{report}>"
        sources |= _values(store, event, "dct:source")
        factualities |= _values(store, event, "tl:factuality")
    articles = _values(store, node, "tl:reportedIn")
    if articles != sources:
        other = min(articles ^ sources)
        yield f"is not reported in the articles of its reports: <{other}>"
    if _values(store, node, "tl:articleCount") != {str(len(articles))}:
        yield f"does not count its articles, which are {len(articles)}"
    for told in sorted(_values(store, node, "tl:toldAs") - factualities):
        yield f"is told as {compact(told).removeprefix('tl:').lower()}, and no report of it is"


def _values(store: Store, node: NamedNode, name: str) -> set[str]:
    found = (quad.object for quad in store.matching(subject=node, predicate=term(name)))
    return {str(getattr(value, "value", value)) for value in found}
