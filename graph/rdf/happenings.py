"""The graph of happenings: which events of the articles are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from ..identity import Happening
from ..records import DEFAULT_BASE, Factuality
from . import literals
from .identifiers import article_iri, happenings_graph
from .store import Store
from .terms import individuals, term
from .writer import GraphWriter


def happening_quads(happenings: Iterable[Happening], *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph `graph/happenings`: for each event its reports, the articles, how it is told and the reason.

    Args:
        happenings: as `tieline.identity.happenings` returns them.
        base: as for `article_quads`.
    """
    writer = GraphWriter(happenings_graph(base))
    factuality = individuals("tl:Factuality")
    for happening in happenings:
        node = NamedNode(happening.iri)
        writer.add(node, "rdf:type", term("tl:Happening"))
        writer.add(node, "tl:report", *map(NamedNode, happening.reports))
        writer.add(node, "tl:reportedIn", *(article_iri(key, base) for key in happening.articles))
        writer.add(node, "tl:articleCount", literals.offset(len(happening.articles)))
        writer.add(node, "tl:toldAs", *(factuality[told] for told in happening.told))
        writer.add(node, "tl:sameEventReason", literals.text(happening.reason))
        writer.add(node, "tl:counterpart", NamedNode(happening.counterpart) if happening.counterpart else None)
    return writer.quads()


def happenings_in(store: Store, base: str = DEFAULT_BASE) -> list[Happening]:
    """Return what the graph of happenings holds, those of most articles first, then by IRI.

    Args:
        store: of a graph folder.
        base: of its IRIs; articles are given by their keys.
    """
    told: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads(happenings_graph(base)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told[quad.subject.value][quad.predicate.value].append(quad.object.value)
    names = {node.value: name for name, node in individuals("tl:Factuality").items()}
    articles = f"{base}article/"
    made = []
    for iri, values in told.items():
        of = {name: sorted(values[term(name).value]) for name in ("tl:report", "tl:reportedIn", "tl:toldAs")}
        made.append(
            Happening(
                iri,
                tuple(of["tl:report"]),
                tuple(node.removeprefix(articles) for node in of["tl:reportedIn"]),
                tuple(sorted(cast("Factuality", names[node]) for node in of["tl:toldAs"])),
                values[term("tl:sameEventReason").value][0],
                next(iter(values[term("tl:counterpart").value]), None),
            )
        )
    return sorted(made, key=lambda happening: (-len(happening.articles), happening.iri))
