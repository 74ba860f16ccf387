"""The graph as FollowTheMoney entities, one JSON object per line: for Aleph and the tools around it.

FollowTheMoney has no place for who asserts a thing, so that only what an article says in its own voice becomes a link
or an event (`ftm_links`); everything else is a note that says whose word it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..records import Extraction
from .ftm_entities import SCHEMATA, document, is_thing, thing, wikidata_ids
from .ftm_links import ArticleLinks

if TYPE_CHECKING:
    import networkx as nx

    from ..rdf.store import Store


def ftm_lines(extractions: Iterable[Extraction], nodes: nx.MultiDiGraph[str], store: Store, base: str) -> Iterator[str]:
    """Yield one line per entity: each article's document, mentions, links, events, notes; then offices and actors.

    Actors without a name of their own ("the militias") are no entities, since Aleph would match them with others of
    that name; notes tell of them in words.

    Args:
        extractions: identities set, in order of the article keys.
        nodes: from `rows.entity_nodes`, over the same articles.
        store: holds the authority graph, for Wikidata ids.
        base: under which the IRIs are minted.
    """
    things = {iri: SCHEMATA[node["type"]] for iri, node in nodes.nodes(data=True) if is_thing(node)}
    labels = {iri: nodes.nodes[iri]["label"] for iri in nodes}
    posts: dict[str, dict[str, Any]] = {}
    for extraction in extractions:
        yield _line(document(extraction.article))
        for entity in ArticleLinks(extraction, things, labels, base).entities():
            if entity["schema"] == "Position":
                proofs = posts.setdefault(entity["id"], entity)["properties"]["proof"]
                proofs += [proof for proof in entity["properties"]["proof"] if proof not in proofs]
            else:
                yield _line(entity)
    yield from (_line(posts[id_]) for id_ in sorted(posts))
    same = wikidata_ids(store, base)
    for iri in sorted(things):
        yield _line(thing(iri, things[iri], nodes.nodes[iri], same.get(iri, [])))


def _line(entity: Mapping[str, Any]) -> str:
    return json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n"
