"""The entities of one article: names grouped, nominals and pronouns attached."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..language import syntax
from ..language.lexicon import mapping
from ..records import Entity, EntityType, Mention
from .clusters import Cluster, cluster_names
from .coreference import Resolver
from .names import find_names
from .naming import NameIndex
from .nominals import find_nominals
from .quotations import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..language import AlignedDoc


def find_entities(aligned: AlignedDoc, names: NameIndex) -> tuple[Entity, ...]:
    """Return the entities of a text in order of their first mention, ids "e1", "e2", …

    Args:
        aligned: the text and its parse.
        names: names the world knows; they give classes and decide what the pipeline's marks leave open.
    """
    doc = aligned.doc
    found = find_names(doc, names)
    clusters = cluster_names(doc, found, names)
    taken = {
        i for name in found for i in range(name.first, name.last) if name.type not in {"Nationality", "Date", "Money"}
    }
    voices = [-1] * len(doc)
    for number, quotation in enumerate(find_quotations(aligned.text, aligned.paragraph_spans)):
        first, last = aligned.tokens(quotation.inner.start, quotation.inner.end)
        voices[first:last] = [number] * (last - first)
    links = Resolver(doc, clusters, names, voices, aligned.paragraphs).resolve(list(find_nominals(doc, taken, names)))
    mentions: dict[int, list[Mention]] = {}
    for cluster in clusters:
        mentions[id(cluster)] = [
            Mention(*_chars(aligned, name.first, name.last), "name", aligned.starts[name.head])
            for name in cluster.names
        ]
    for cluster, first, last, head, kind in links:
        mention = Mention(
            *_chars(aligned, first, last), "pronoun" if kind == "pronoun" else "nominal", aligned.starts[head]
        )
        mentions[id(cluster)].append(mention)
    _describe(doc, clusters, links)
    kept = sorted((c for c in clusters if mentions[id(c)]), key=lambda c: min(mentions[id(c)]))
    return tuple(_entity(f"e{n}", cluster, mentions[id(cluster)]) for n, cluster in enumerate(kept, 1))


def _chars(aligned: AlignedDoc, first: int, last: int) -> tuple[int, int]:
    span = aligned.span(first, last)
    return span.start, span.end


def _entity(id_: str, cluster: Cluster, mentions: list[Mention]) -> Entity:
    name = cluster.entry.name if cluster.entry else cluster.best.text if cluster.names else cluster.label or ""
    type_ = cluster.entry.type if cluster.entry else cluster.type
    if cluster.names:
        name = cluster.best.text if not cluster.entry or len(cluster.best.words) > 1 else name
    if type_ == "Place" and name.isupper() and len(name) > 4:
        name = name.title()  # a dateline
    return Entity(
        id=id_,
        name=" ".join(name.split()),
        type=cast(EntityType, type_),
        mentions=tuple(sorted(set(mentions))),
        role=cluster.roles[0] if cluster.roles else None,
        generic=cluster.generic,
    )


def _describe(doc: Doc, clusters: list[Cluster], links: list[tuple[Cluster, int, int, int, str]]) -> None:
    """Take role and class from what the text calls a named entity: "X, an Iraqi militia", "Y, a senior fellow"."""
    types = mapping("actor_nouns", "lemma", "type")
    classes = mapping("actor_nouns", "lemma", "class")
    named = {id(cluster) for cluster in clusters if cluster.names}
    for cluster, first, _, head, kind in links:
        if kind != "nominal" or id(cluster) not in named:
            continue
        token = doc[head]
        lemma = syntax.lemma(token)
        if not (token.dep_ == "appos" or any(c.dep_ in {"appos", "flat", "cop"} for c in token.children)):
            continue
        if cluster.kind == "person" and classes.get(lemma) == "person":
            skip = {"a", "an", "the", "his", "her", "its", "their", "former", "late"}
            words = [t.text for t in doc[first : head + 1] if t.lower_ not in skip and t.ent_type_ == ""]
            role = " ".join(words).lower()
            if role and role not in cluster.roles:
                cluster.roles.append(role)
        elif cluster.kind == "group" and cluster.entry is None and cluster.type == "Organization":
            cluster.type = types.get(lemma, cluster.type)
