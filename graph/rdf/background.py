"""The graphs that no article tells: what is known beforehand, what was run, and one name for each entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ..errors import UsageError
from ..records import DEFAULT_BASE, AuthorityEntry
from . import literals
from .identifiers import authority_graph, authority_iri, names_graph, run_iri, runs_graph
from .store import Store
from .terms import definitions, entity_classes, term
from .writer import GraphWriter

_VOICES = ("tl:ArticleVoice", "tl:UnnamedVoice")


def authority_quads(entries: Iterable[AuthorityEntry], base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph `graph/authority`: names, class, state and parent of the entries given.

    Names in other languages carry the tag of `AuthorityEntry.languages`, where it is one; demonyms, capitals and
    ambiguous names are no labels, since they do not name the thing. State and parent are `tl:ofState` and
    `tl:parentBody`, never a relation: no article vouches for them. `owl:sameAs` only for the `same_as` of the entry.

    Args:
        entries: those in use, each id once; a state or parent that is not among them is left out.
        base: as for `article_quads`.
    """
    known = {entry.id: entry for entry in entries}
    writer = GraphWriter(authority_graph(base))
    for entry in known.values():
        node = authority_iri(entry.id, base)
        writer.add(node, "rdf:type", *entity_classes(entry.type))
        writer.add(node, "tl:authorityId", literals.text(entry.id))
        writer.add(node, "skos:prefLabel", literals.label(entry.name, "en"))
        for alias, kind in entry.aliases.items():
            if kind not in {"demonym", "capital"} and alias not in entry.ambiguous and alias != entry.name:
                writer.add(node, "skos:altLabel", literals.label(alias, _tag(entry.languages.get(alias))))
        writer.add(node, "tl:ofState", authority_iri(entry.state, base) if entry.state in known else None)
        writer.add(node, "tl:parentBody", authority_iri(entry.parent, base) if entry.parent in known else None)
        writer.add(node, "tl:knownOffice", literals.text(entry.office) if entry.office else None)
        writer.add(node, "tl:officeSince", literals.year(entry.since) if entry.since else None)
        writer.add(node, "tl:officeUntil", literals.year(entry.until) if entry.until else None)
        writer.add(node, "dct:source", literals.text(entry.source) if entry.source else None)
        writer.add(node, "owl:sameAs", *(_elsewhere(iri, entry.id) for iri in entry.same_as))
    return writer.quads()


def run_quads(
    version: str, model: str, settings: Mapping[str, str] | None = None, *, base: str = DEFAULT_BASE
) -> list[Quad]:
    """Return the graph `graph/runs`: which tool, pipeline and settings read the articles.

    No time of day: the same input read the same way gives the same bytes.

    Args:
        version: of tieline.
        model: name and version of the language pipeline.
        settings: name -> value of what changes the result.
        base: as for `article_quads`.
    """
    lines = sorted(f"{name}={value}" for name, value in (settings or {}).items())
    writer = GraphWriter(runs_graph(base))
    run = run_iri([version, model, lines], base)
    writer.add(run, "rdf:type", term("prov:Activity"))
    writer.add(run, "tl:extractorVersion", literals.text(version))
    writer.add(run, "tl:modelName", literals.text(model))
    writer.add(run, "tl:setting", *(literals.text(line) for line in lines))
    return writer.quads()


def name_quads(store: Store, base: str = DEFAULT_BASE) -> list[Quad]:
    """Return the graph `graph/names`: one `rdfs:label` for each entity and voice, derived from all other graphs.

    Every article names an entity its own way (`skos:prefLabel` in its graph). The one label is the authority's; else
    the name used in most articles, then the longer, then the alphabetically first. The shipped queries show it. To be
    written again whenever another graph has changed.
    """
    authority = authority_graph(base)
    listed: dict[NamedNode, str] = {}
    told: defaultdict[NamedNode, Counter[str]] = defaultdict(Counter)
    for quad in store.matching(predicate=term("skos:prefLabel")):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
            continue  # no graph of ours holds such a name, a graph loaded by hand might
        name = quad.object.value
        if quad.graph_name == authority:
            listed[quad.subject] = name
        else:
            told[quad.subject][name] += 1
    writer = GraphWriter(names_graph(base))
    for node, names in told.items():
        best = min(names, key=lambda name: (-names[name], -len(name), name))
        writer.add(node, "rdfs:label", literals.label(listed.get(node, best)))
    for node, name in listed.items():
        writer.add(node, "rdfs:label", literals.label(name))
    for voice in map(term, _VOICES):
        for subject, predicate, name in definitions("vocabulary.ttl"):
            if subject == voice.value and predicate == term("rdfs:label").value:
                writer.add(voice, "rdfs:label", literals.label(name))
    return writer.quads()


def _tag(language: str | None) -> str | None:
    """Give a language tag as stores keep it: in lower case."""
    return language.lower() if language else None


def _elsewhere(iri: str, entry_id: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"same_as of authority entry {entry_id}: got {iri!r}, expected an IRI ({error})") from error
