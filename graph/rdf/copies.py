"""The graph of copies: which articles print what others printed before, and which records are not their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from ..articles.copies import Copies
from ..records import DEFAULT_BASE
from .identifiers import article_iri, copies_graph, syndication_iri
from .store import Store
from .terms import term
from .writer import GraphWriter


@dataclass(frozen=True)
class Copied:
    """What the graph of copies tells.

    Attributes:
        groups: key of each article that has copies or is one -> key of the first of them.
        sources: key of a copy -> keys of the articles it was made from, sorted.
        first: IRI of an assertion, event or statement of a copy -> key of the article that printed its sentence first.
    """

    groups: dict[str, str] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)


def copy_quads(copies: Copies, first: Iterable[tuple[str, str]], *, base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph `graph/copies`.

    Args:
        copies: as `tieline.articles.copies.find_copies` returns them.
        first: (IRI of a record, key of the article that printed its sentence first).
        base: as for `article_quads`.
    """
    writer = GraphWriter(copies_graph(base))
    for root, keys in copies.families.items():
        if len(keys) > 1:
            group = syndication_iri(root, base)
            writer.add(group, "rdf:type", term("tl:SyndicationGroup"))
            writer.add(group, "tl:firstArticle", article_iri(root, base))
            for key in keys:
                writer.add(article_iri(key, base), "tl:syndicationGroup", group)
    for copy in copies.copies.values():
        sources = (article_iri(source, base) for source in copy.sources)
        writer.add(article_iri(copy.key, base), "prov:wasDerivedFrom", *sources)
    for record, key in first:
        writer.add(NamedNode(record), "tl:firstPrintedIn", article_iri(key, base))
    return writer.quads()


def copies_in(store: Store, base: str = DEFAULT_BASE) -> Copied:
    """Return what the graph of copies of a store tells; nothing where there is none.

    Args:
        store: of a graph folder.
        base: of its IRIs.
    """
    articles = f"{base}article/"
    found: dict[str, list[tuple[str, str]]] = {}
    for quad in store.quads(copies_graph(base)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            pair = (quad.subject.value.removeprefix(articles), quad.object.value.removeprefix(articles))
            found.setdefault(quad.predicate.value, []).append(pair)
    roots = dict(found.get(term("tl:firstArticle").value, ()))
    sources: dict[str, tuple[str, ...]] = {}
    for key, source in sorted(found.get(term("prov:wasDerivedFrom").value, ())):
        sources[key] = (*sources.get(key, ()), source)
    groups = {key: roots[group] for key, group in sorted(found.get(term("tl:syndicationGroup").value, ()))}
    return Copied(groups, sources, dict(sorted(found.get(term("tl:firstPrintedIn").value, ()))))
