"""Store → remote store: the graphs that changed since they were last sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from .findings import Findings
from .rdf.store import Store, digest
from .report import Progress, Report

if TYPE_CHECKING:
    from .rdf.remote import RemoteStore


def send(
    store: Store, findings: Findings, remote: RemoteStore, report: Report, progress: Progress | None = None
) -> None:
    """Let a remote store hold the graphs of this store, as far as it does not hold them already.

    What was sent is remembered graph by graph: if it is interrupted, the next time goes on where it stopped. Graphs
    that were never sent from here are left alone. A store that has been emptied since gets everything again.

    Raises:
        RemoteStoreError: if it cannot be reached, refuses or fails.
    """
    there = remote.endpoints.query
    wanted, sent = findings.stored(), findings.sent(there)
    filled = next((graph for graph in sorted(sent) if sent[graph] != digest(())), None)
    if filled and not remote.holds(NamedNode(filled)):
        for graph in sent:
            findings.set_sent(there, graph, None)
        sent = {}
    changed = sorted(graph for graph in wanted if sent.get(graph) != wanted[graph])
    gone = sorted(sent.keys() - wanted.keys())
    for done, graph in enumerate([*changed, *gone]):
        if progress:
            progress("sending the graph", done, len(changed) + len(gone))
        node = NamedNode(graph)
        if graph in wanted:
            findings.set_sent(there, graph, None)
            remote.replace_graph(node, store.quads(node))
        else:
            remote.remove_graph(node)
        findings.set_sent(there, graph, wanted.get(graph))
    report.sent = len(changed) + len(gone)
