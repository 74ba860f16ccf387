"""What is fuzzed: per target, a strategy that makes inputs and a check that says what must hold for each of them.

A check calls real code and may raise `TielineError`; everything else is a fault, and so is a broken promise of its
answer. `scripts/fuzz.py` runs them for as long as one likes, tests/fuzz/test_fuzz.py for a moment.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import lxml.html
import networkx as nx
import pyoxigraph as ox
from dispatches import BASE, harbour
from exporting import contents
from fuzz_mutation import mutated, texts
from fuzz_road import brief, extracted
from fuzz_seeds import PACKED, seeds
from hypothesis import strategies as st
from newsroom import Report
from tieline.articles import read
from tieline.articles.formats import pages
from tieline.errors import TielineError, UnreadableInput, UsageError
from tieline.exports.formats import export_bytes
from tieline.extraction.quotations import find_quotations
from tieline.identity import authority_table, authority_turtle
from tieline.network import export, network
from tieline.rdf import article_quads, decisions
from tieline.rdf.identifiers import slug, web_iri
from tieline.rdf.literals import text as literal
from tieline.rdf.parameters import PARAMETER_TYPES, bound_term
from tieline.rdf.results import Result, render
from tieline.rdf.serialize import serialized
from tieline.rdf.sparql import blanked, keywords, written
from tieline.records import Article
from tieline.serve.guard import _name
from tieline.serve.marking import Span, pieces
from tieline.serve.messages import Fault
from tieline.serve.negotiation import preferred
from tieline.serve.protocol import operation
from tieline.view import view

MARK = "xss7"
"""Stands in every attribute and element that a hostile text tries to bring into a page."""
NAME = '<xss7 onload="xss7()">'


@dataclass(frozen=True)
class Target:
    """One thing that is fuzzed.

    Attributes:
        inputs: strategy of its inputs.
        check: raises where an input breaks a promise.
        corpus: files found on the way that reach new code; mutated as the seeds are.
    """

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    corpus: list[bytes] = field(default_factory=list)


def check_reading(name: str, data: bytes) -> None:
    """Articles or faults; each fault one printable line; every segment where it says; all texts fit into UTF-8."""
    faults: list[UnreadableInput] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        articles = list(read([path], on_error=faults.append))
    assert articles or faults
    for fault in faults:
        assert str(fault).isprintable(), str(fault)
    last = -1
    for article in articles:
        check_article(article)
        assert article.source is not None
        assert 0 <= article.source.start <= article.source.end
        if article.source.file == name:
            assert article.source.start >= last
            last = article.source.start
    if Path(name).suffix in {".txt", ".md", ".html", ".mhtml", ".eml", ".rss", ".xml", ".pdf", ".docx"} and articles:
        told = pages(data, name=name, where=name, report=lambda _: None)
        check_segments("\n".join(page.text for page in told), articles)


def check_article(article: Article) -> None:
    told = (article.id, article.key, article.text, article.title, article.publisher, article.byline, article.url)
    for text in told:
        assert text is None or isinstance(text, str)
        (text or "").encode()
    assert article.text.strip()
    assert "\x00" not in article.text or article.source.file.endswith(
        ("jsonl", "gz", "parquet", "csv", "tsv", "zip", "tar")
    )
    assert article.published is None or isinstance(article.published, date)
    for line in (article.title, article.publisher, article.byline):
        assert line is None or "\n" not in line


def check_segments(text: str, articles: list[Article]) -> None:
    """Every run of an article stands where its segment says, and there is nothing but runs."""
    for article in articles:
        assert 0 <= article.source.start < article.source.end <= len(text)
        covered = 0
        for segment in article.segments:
            assert article.text[covered : segment.start] in {"", "\n\n"}
            run = article.text[segment.start : segment.start + segment.length]
            assert text[segment.file_start : segment.file_start + segment.length] == run
            assert article.source.start <= segment.file_start
            assert segment.file_start + segment.length <= article.source.end
            covered = segment.start + segment.length
        assert covered == len(article.text)


def check_quotations(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.start <= quotation.inner.start < quotation.inner.end <= quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        assert text[quotation.inner.start : quotation.inner.end].strip()
        last = quotation.end


def check_road(text: str) -> None:
    """A text through the language pipeline: spans in the text, triples that are read back as they were written."""
    article = Article("a", "aaa1", text, title=text[:80], publisher=text[-20:], url=text[:40])
    if not text.strip():
        return
    extraction = extracted(article)
    for mention in (mention for entity in extraction.entities for mention in entity.mentions):
        assert 0 <= mention.start < mention.end <= len(text)
    for record in (*extraction.events, *extraction.relations, *extraction.statements):
        assert 0 <= record.evidence.start < record.evidence.end <= len(text)
    check_triples(list(article_quads(extraction, base=BASE)))


def check_triples(quads: list[ox.Quad]) -> None:
    """Every format says again what was said."""
    for form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        assert set(ox.parse(serialized(quads, form), format=form)) == set(quads)
    triples = [quad.triple for quad in quads]
    turtle = serialized(triples, ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(triples)
    turtle.decode()


def hostile_extraction(told: str):
    """The harbour dispatch with a hostile text wherever an article has its say."""
    made = harbour()
    article = replace(made.article, title=told, publisher=told, byline=told, url=told)
    entities = tuple(replace(entity, name=told or "x", role=told) for entity in made.entities)
    return replace(made, article=article, entities=entities)


def check_article_quads(told: str) -> None:
    check_triples(list(article_quads(hostile_extraction(told), base=BASE)))


def check_terms(told: str) -> None:
    """A text bound into a query is that text again, on both engines' reading, and no address is half an IRI."""
    import rdflib

    term = literal(told)
    query = f"SELECT ?x {{ VALUES ?x {{ {written(term)} }} }}"
    assert [row[0] for row in _store().query(query)] == [term]
    if "\ufffe" not in told and "\uffff" not in told:
        (row,) = rdflib.Graph().query(query)
        assert str(row[0]) == term.value
    address = web_iri(told)
    if address is not None:
        assert address.value.lower().startswith(("http:", "https:"))
        assert not set(address.value) & set('<>"{}|\\^` \n\t\r\x00')
        assert not _store().query(f"ASK {{ {written(address)} ?p ?o }}")
    assert slug(told) == slug(slug(told))
    for kind in PARAMETER_TYPES:
        try:
            bound = bound_term(_store(), kind, "x", told)
        except TielineError as error:
            assert "\n" not in str(error)
        else:
            _store().query(f"SELECT * {{ VALUES ?x {{ {written(bound)} }} }}")


@cache
def _store() -> Any:
    from dispatches import filled_store

    return filled_store(harbour())


def check_lexer(query: str) -> None:
    """A call of another server is seen whatever stands around it; no text makes the lexer slow or fail."""
    words = keywords(query)
    assert all(word == word.upper() for word in words)
    assert len(blanked(query)) == len(query)
    service = f"SELECT * {{ ?s ?p ?o . {query}\n SERVICE <http://x.example/> {{ ?a ?b ?c }} }}"
    plain = f"SELECT * {{ ?s ?p ?o . {query}\n OPTIONAL {{ ?a ?b ?c }} }}"
    try:
        ox.Store().query(plain)
    except (SyntaxError, ValueError, UnicodeEncodeError, OSError):
        return
    assert "SERVICE" in keywords(service)


def check_protocol(told: tuple[str, str, str, bytes]) -> None:
    """What arrives over HTTP: a query or a fault of one line with a status."""
    method, query, header, body = told
    try:
        found = operation(method, query, header, body, header)
        assert found.query is None or isinstance(found.query, str)
    except Fault as fault:
        assert 400 <= fault.status < 500
        assert "\n" not in fault.message
    preferred(header, ["text/html", "text/turtle"])
    assert _name(header) == _name(header).lower()


def check_decisions(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    try:
        found = decisions.parse(text)
    except UsageError as error:
        assert "\n" not in str(error)
        return
    assert decisions.parse(decisions.turtle(found)) == found


def check_authority(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    faults: list[str] = []
    found = list(authority_turtle.entries(text, "a.ttl", faults, lambda _id: None))
    found += authority_table.entries(text, "a.tsv", faults, frozenset())
    for fault in faults:
        assert "\n" not in fault, fault
    for entry in found:
        assert entry.name.isprintable()
        assert slug(entry.id) == entry.id or len(entry.id) > 80


def hostile_network(told: str):
    report = Report("a1", day=date(2024, 5, 2), outlet=told, url=told, title=told)
    report.event("ASSAULT", "Red Brigade", "Blue Army").event("AID", "Red Brigade", "Blue Army", factuality="denied")
    report.says("Ana Ruiz", "Blue Army", "Blue Army had won")
    done = report.describe("Blue Army", role=told, name=told or "x").done()
    return [done], {entity.iri: told or "x" for entity in done.entities}


def check_network_files(told: str) -> None:
    extractions, names = hostile_network(told)
    made = network(extractions, names=names)
    for form in ("graphml", "gexf"):
        root = ET.fromstring(export(made, form).encode())
        assert not [node for node in root.iter() if MARK in node.tag]
    assert len(nx.parse_graphml(export(made, "graphml"), force_multigraph=True)) == len(made)
    check_cells(export(made, "ties"))
    export_all = contents(hostile_extraction(told))
    for form in ("jsonl", "ftm"):
        for line in export_bytes(export_all, form).decode().rstrip("\n").split("\n"):
            json.loads(line)
    for form in ("turtle", "trig", "nquads"):
        rdf = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}[form]
        assert list(ox.parse(export_bytes(export_all, form), format=rdf))


def check_cells(table: str) -> None:
    for row in csv.reader(io.StringIO(table, newline=""), strict=True):
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "＠", "－")) for cell in row)
        assert not any(cell.startswith("-") and not cell[1:].replace(".", "", 1).isdecimal() for cell in row)


def check_pages(told: str) -> None:
    """No page that tieline writes holds an element, attribute or address that came from a text."""
    extractions, names = hostile_network(f"{told}{NAME}")
    check_markup(view(network(extractions, names=names), title=f"{told}{NAME}"))
    check_markup(brief(extractions, title=f"{told}{NAME}"))


def check_serving(told: str) -> None:
    from tieline.serve.rendering import _environment, address

    graph = type("Graph", (), {"base": BASE})
    told = told.encode("utf-8", "replace").decode()  # as it comes out of the store and of requests
    assert address(graph, f"{BASE}entity/{told}").startswith("/")
    template = _environment().from_string(
        '{% autoescape true %}<a href="{{ address }}" title="{{ told }}">{{ told }}</a>{% endautoescape %}'
    )
    check_markup(template.render(told=f"{told}{NAME}", address=address(graph, f"{told}{NAME}")))
    cut = [Span(at, at + 3, sentence=at % 2 == 0, entity="e" if at % 3 else "") for at in range(0, len(told), 2)]
    assert "".join(piece.text for piece in pieces(told, cut)) == told


def check_query_result(told: str) -> None:
    """An answer written out: no cell a formula, JSON that is read back."""
    answer = Result("select", ("x",), ((literal(told),), (None,)))
    check_cells("".join(render(answer, "csv").partition("\r\n")[2]))
    assert json.loads(render(answer, "json"))["results"]["bindings"][0]
    shown = render(answer, "table")
    assert all(char.isprintable() or char == "\n" for char in shown), shown


def check_markup(page: str) -> None:
    """Parse as browsers do, and look for what only a text can have brought in."""
    page.encode()
    root = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert MARK not in element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert MARK not in name
            if name in {"href", "src", "action", "formaction"}:
                assert not value.strip().lower().startswith(("javascript:", "vbscript:", "data:text")), value
    scripts = [script.text or "" for script in root.iter("script")]
    assert not [script for script in scripts if "<xss7" in script.lower()]


def _reader(name: str) -> Target:
    corpus: list[bytes] = []
    inputs = mutated(lambda: [*seeds()[name], *corpus])
    if name in PACKED:  # damage of packed bytes is noticed at once: what they hold is damaged as well
        sound, pack = PACKED[name]
        inputs = st.one_of(inputs, mutated(sound).map(pack))
    return Target(inputs, lambda data: check_reading(name, data), corpus)


def _turtle(name: str, sound: tuple[str, ...], check: Callable[[bytes], None]) -> Target:
    corpus: list[bytes] = []
    return Target(mutated(lambda: [*(text.encode() for text in sound), *corpus]), check, corpus)


DECISIONS = """@prefix tl: <https://w3id.org/tieline/ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a tl:Merge ; tl:keep <https://w3id.org/tieline/id/entity/a> ; tl:drop <https://w3id.org/tieline/id/entity/b> ;
   tl:why "the same man" ; tl:decidedBy "Ana Ruiz" ; dct:created "2031-05-06"^^xsd:date .

[] a tl:Rename ; tl:entity <https://w3id.org/tieline/id/entity/c> ; tl:newName "Bo Li" ; tl:why "spelling" .
"""
AUTHORITY = """@prefix tl: <https://w3id.org/tieline/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<https://w3id.org/tieline/id/entity/marsh-brigade> a tl:ArmedGroup ; skos:prefLabel "Marsh Brigade"@en ;
   skos:altLabel "MB" ; tl:officeSince "2020" ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
"""
TABLE = (
    "id\tname\ttype\taliases\tambiguous\tstate\tparent\toffice\tsince\tuntil\twikidata\tsource\n"
    "# a note\nmarsh-brigade\tMarsh Brigade\tArmedGroup\tMB|acronym|en;Brigade|short|\tBrigade\t\t\t\t2020\t\tQ1\town\n"
)
_SPARQL = st.lists(
    st.one_of(
        st.sampled_from(
            ["<", ">", "'", '"', "'''", '"""', "#", "\n", ")", "(", "\\", ":", "?a", " ", "x:", "1", ".", "{", "}"]
        ),
        st.sampled_from(
            ["SERVICE", "\\u0053ERVICE", "FILTER(?s<3)", "<http://a#b>", "@en", "^^", "FROM", "_:b", "%41", "é"]
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    ),
    max_size=25,
).map("".join)
_HEADER = st.one_of(
    texts(100), st.sampled_from(["application/sparql-query", "*/*;q=0", "a/b;q=1e9", "localhost:80:80", "[::1]"])
)

TARGETS: dict[str, Target] = {
    **{f"read-{name}": _reader(name) for name in seeds()},
    "read-lines": Target(
        texts(2000).map(lambda text: text.encode("utf-8", "surrogatepass")), lambda d: check_reading("a.md", d)
    ),
    "quotations": Target(texts(), check_quotations),
    "road": Target(texts(200).map(lambda text: text.encode("utf-8", "replace").decode()), check_road),
    "article-quads": Target(texts(), check_article_quads),
    "terms": Target(texts(), check_terms),
    "query-files": Target(texts(), check_query_result),
    "lexer": Target(_SPARQL, check_lexer),
    "protocol": Target(
        st.tuples(st.sampled_from(["GET", "HEAD", "POST"]), texts(), _HEADER, st.binary(max_size=60)), check_protocol
    ),
    "decisions": _turtle("decisions", (DECISIONS,), check_decisions),
    "authority": _turtle("authority", (AUTHORITY, TABLE), check_authority),
    "network-files": Target(texts(), check_network_files),
    "pages": Target(texts(100), check_pages),
    "serving": Target(texts(), check_serving),
}
"""Name -> what is fuzzed."""
