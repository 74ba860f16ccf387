"""Write docs/vocabulary.md from vocabulary.ttl, plover.ttl and shapes.ttl.

Usage: python scripts/make_vocabulary.py [FILE]       (default: docs/vocabulary.md)
"""

import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from tieline.rdf.terms import PREFIXES, compact, definitions

TL = PREFIXES["tl"]
PAGE = Path(__file__).parents[1] / "docs" / "vocabulary.md"
MAPPINGS = {
    "rdfs:subClassOf": "is a kind of",
    "rdfs:subPropertyOf": "implies",
    "skos:exactMatch": "same as",
    "skos:closeMatch": "close to",
    "skos:broadMatch": "narrower than",
    "skos:narrowMatch": "wider than",
    "skos:relatedMatch": "related to",
}
PROPERTIES = {"owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "rdf:Property"}
VOCABULARIES = {
    "dct": "Dublin Core terms",
    "foaf": "FOAF",
    "gaf": "Grounded Annotation Framework",
    "nif": "NLP Interchange Format",
    "org": "W3C Organization Ontology",
    "owl": "OWL",
    "prov": "PROV-O",
    "rdf": "RDF",
    "rdfs": "RDF Schema",
    "schema": "schema.org",
    "sem": "Simple Event Model",
    "skos": "SKOS",
}
HEAD = """# Vocabulary

Made by `make docs` from `graph/rdf/vocabulary.ttl`, `plover.ttl` and `shapes.ttl`; change those.

Own terms stand under `{tl}` (`tl:`), event types under
`{tlp}` (`tlp:`). Terms of other vocabularies are used where they say exactly what is meant, and
listed at the end. Nothing is inferred: an entity carries its class and the classes above it. "On" tells where the
shapes allow a property, and how often: `1` exactly once, `?` at most once, `+` at least once, `*` any number.
"""


class Vocabulary:
    """What the three files say, by prefixed name, in the order of the files."""

    def __init__(self) -> None:
        self.said: dict[str, dict[str, list[str]]] = {}
        for file in ("vocabulary.ttl", "plover.ttl"):
            for subject, predicate, object_ in definitions(file):
                about = self.said.setdefault(compact(subject), defaultdict(list))
                about[compact(predicate)].append(compact(object_))
        self.shapes = Graph().parse(data=files("tieline.rdf").joinpath("shapes.ttl").read_bytes(), format="turtle")
        self.uses = self._uses()

    def one(self, name: str, predicate: str) -> str:
        return next(iter(self.said[name].get(predicate, ())), "")

    def of_type(self, *types: str) -> list[str]:
        return [name for name, about in self.said.items() if set(types) & set(about.get("rdf:type", ()))]

    def mappings(self, name: str) -> str:
        """Give what a term maps to, in words."""
        found = ((words, sorted(self.said[name].get(predicate, ()))) for predicate, words in MAPPINGS.items())
        return "; ".join(f"{words} {', '.join(map(code, values))}" for words, values in found if values)

    def _uses(self) -> dict[str, list[str]]:
        """Give property -> where the shapes allow it, with how often."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for shape in self.shapes.subjects(RDF.type, SH.NodeShape):
            targets = [compact(str(target)) for target in self.shapes.objects(shape, SH.targetClass)]
            name = "entities" if len(targets) > 3 else code(targets[0]) if targets else ""
            for part, optional in self._properties(shape):
                path = compact(str(self.shapes.value(part, SH.path)))  # a path of several is none of theirs
                if name and not (optional and name in found[path]):
                    found[path][name] = self._often(part, optional=optional)
        return {path: [f"{name} {places[name]}" for name in sorted(places)] for path, places in found.items()}

    def _properties(self, shape):
        """Give the property shapes of a shape, and of its alternatives; and whether they are of an alternative."""
        yield from ((part, False) for part in self.shapes.objects(shape, SH.property))
        for either in (SH["or"], SH.xone):
            for alternatives in self.shapes.objects(shape, either):
                for alternative in Collection(self.shapes, alternatives):
                    yield from ((part, True) for part in self.shapes.objects(alternative, SH.property))

    def _often(self, part, *, optional: bool) -> str:
        least, most = (int(self.shapes.value(part, bound) or 0) for bound in (SH.minCount, SH.maxCount))
        return {(1, 1): "1", (0, 1): "?", (1, 0): "+"}.get((0 if optional else least, most), "*")


def page() -> str:
    """Return the whole page."""
    known = Vocabulary()
    classes = known.of_type("owl:Class")
    values = [name for name in classes if known.of_type(name)]
    kinds = [name for name in classes if known.one(name, "skos:notation")]
    decisions = [name for name in classes if "tl:Decision" in (name, known.one(name, "rdfs:subClassOf"))]
    relations = [name for name in known.of_type(*PROPERTIES) if known.one(name, "tl:sign")]
    properties = [name for name in known.of_type(*PROPERTIES) if name.startswith("tl:") and name not in relations]
    rest = [name for name in classes if name not in {*values, *kinds, *decisions}]
    parts = [
        HEAD.format(tl=TL, tlp=PREFIXES["tlp"]),
        "## Kinds of things\n\nThe name without its prefix is the `type` of an entity in the JSON contract.\n",
        table(("class", "label", "meaning", "mappings"), [class_row(known, name) for name in kinds]),
        "## Records and other classes\n",
        table(("class", "label", "meaning", "mappings"), [class_row(known, name) for name in rest]),
        "## Relations\n\nPredicates of assertions; plain triples only where the article itself says so.\n",
        table(
            ("property", "type", "read", "sign", "meaning", "mappings"),
            [relation_row(known, name) for name in relations],
        ),
        "## Properties\n",
        table(
            ("property", "label", "on", "values", "meaning", "mappings"), [property_row(known, n) for n in properties]
        ),
        "## Values\n\nThe notation is the word of the JSON contract.\n",
        table(
            ("value", "of", "notation", "meaning", "mappings"),
            [value_row(known, name, class_) for class_ in values for name in known.of_type(class_)],
        ),
        "## Decisions\n\nWritten by people, in `decisions.ttl`; see [decisions.md](decisions.md).\n",
        table(("class", "label", "meaning", "mappings"), [class_row(known, name) for name in decisions]),
        "## Event types\n\nThe types and modes of PLOVER; the score runs from -10 (conflict) to 10 (cooperation).\n",
        table(("type", "quad class", "score", "meaning", "modes"), [event_row(known, n) for n in event_types(known)]),
        "## Terms of other vocabularies\n",
        table(("vocabulary", "namespace", "terms"), [*borrowed(known)]),
    ]
    return "\n".join(parts)


def class_row(known: Vocabulary, name: str) -> list[str]:
    return [code(name), known.one(name, "rdfs:label"), known.one(name, "rdfs:comment"), known.mappings(name)]


def relation_row(known: Vocabulary, name: str) -> list[str]:
    symmetric = " (symmetric)" if "owl:SymmetricProperty" in known.said[name]["rdf:type"] else ""
    read = f"{known.one(name, 'rdfs:label')} / {known.one(name, 'tl:inverseReading')}{symmetric}"
    sign = known.one(name, "tl:sign").replace("1", "+1").replace("-+", "-")
    meaning = known.one(name, "rdfs:comment")
    return [code(name), code(known.one(name, "skos:notation")), read, sign, meaning, known.mappings(name)]


def property_row(known: Vocabulary, name: str) -> list[str]:
    on = known.uses.get(name) or [code(each) for each in known.said[name].get("rdfs:domain", ())]
    values = known.one(name, "rdfs:range")
    if not values:
        values = "text" if "owl:DatatypeProperty" in known.said[name]["rdf:type"] else ""
    label, meaning = known.one(name, "rdfs:label"), known.one(name, "rdfs:comment")
    return [code(name), label, ", ".join(on), code(values), meaning, known.mappings(name)]


def value_row(known: Vocabulary, name: str, class_: str) -> list[str]:
    notation = known.one(name, "skos:notation")
    meaning = known.one(name, "rdfs:comment")
    return [code(name), code(class_), code(notation), meaning, known.mappings(name)]


def event_types(known: Vocabulary) -> list[str]:
    return [name for name in known.of_type("skos:Concept") if known.one(name, "skos:topConceptOf")]


def event_row(known: Vocabulary, name: str) -> list[str]:
    modes = [other for other in known.of_type("skos:Concept") if known.one(other, "skos:broader") == name]
    words = ", ".join(known.one(mode, "skos:notation") for mode in modes)
    quarter = known.one(known.one(name, "tl:quadClass"), "rdfs:label")
    return [code(name), quarter, known.one(name, "tl:score"), known.one(name, "skos:definition"), words]


def borrowed(known: Vocabulary):
    """Give the terms of other vocabularies that the shapes and the classes above own ones name."""
    asked = (SH.path, SH["class"], SH.targetClass, SH.targetSubjectsOf)
    found = {compact(str(value)) for predicate in asked for value in known.shapes.objects(None, predicate)}
    found |= {above for name in known.of_type("owl:Class") for above in known.said[name].get("rdfs:subClassOf", ())}
    found |= {"rdf:type", "sem:Actor"} | {name for name in known.of_type(*PROPERTIES) if not name.startswith("tl:")}
    for prefix, title in VOCABULARIES.items():
        terms = sorted(name for name in found if name.startswith(f"{prefix}:"))
        if terms:
            yield [title, code(PREFIXES[prefix]), ", ".join(map(code, terms))]


def table(head, rows) -> str:
    """Return a Markdown table, without the columns that no row fills."""
    filled = [at for at in range(len(head)) if any(row[at] for row in rows)]
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line[at].replace("|", "\\|") for at in filled) + " |\n" for line in lines)


def code(name: str) -> str:
    return f"`{name}`" if name else ""


if __name__ == "__main__":
    target = Path(sys.argv[1]) if sys.argv[1:] else PAGE
    target.write_text(page(), encoding="utf-8")
