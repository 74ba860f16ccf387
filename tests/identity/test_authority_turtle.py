"""An authority file in Turtle says what a table says; the export of the authority graph, fed back, changes nothing."""

import re
import socket
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat
from tieline.errors import UsageError
from tieline.identity import Authority, join, resolve
from tieline.identity.authority_turtle import LARGEST
from tieline.rdf.background import authority_quads
from tieline.rdf.serialize import serialized
from tieline.rdf.terms import entity_classes
from tieline.rdf.triples import article_quads
from tieline.records import DEFAULT_BASE, ENTITY_TYPES, Article, Entity, Extraction, Mention

AUTHORITY = Authority.shipped()
PREFIXES = """
@prefix tl: <https://w3id.org/tieline/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix own: <https://example.org/own/> .
@prefix entity: <https://w3id.org/tieline/id/entity/> .
"""
FRONT = """
own:widget-front a tl:ArmedGroup ;
  skos:prefLabel "Widget Front"@en , "جبهة"@ar ;
  skos:altLabel "WF" , "Jabhat al-Widjit"@ar-Latn , "Widget Front of Ruvo" ;
  skos:hiddenLabel "the Front" ;
  tl:ofState entity:iraq ; tl:parentBody own:widget-guild ;
  owl:sameAs <http://www.wikidata.org/entity/Q1234567> ;
  dct:source "own notes" .
own:lina-dovan a foaf:Person ; skos:prefLabel "Lina Dovan" ;
  tl:knownOffice "Envoy of Iraq" ; tl:officeSince "2020" ; tl:officeUntil 2024 .
<urn:x:something> tl:authorityId "widget-guild" ; a tl:Organization ; skos:prefLabel "Widget Guild" .
"""


def file(tmp_path, text, name="own.ttl"):
    path = tmp_path / name
    path.write_text(PREFIXES + text, encoding="utf8")
    return path


def test_an_entry_says_what_a_row_of_a_table_says(tmp_path):
    own = AUTHORITY.with_file(file(tmp_path, FRONT))
    front = own.find("WF")
    assert front == own.find("widget front") == own.entry("widget-front")
    assert front.aliases == {
        "WF": "acronym",
        "Jabhat al-Widjit": "transliteration",
        "Widget Front of Ruvo": "name",
        "the Front": "short",
        "جبهة": "name",
    }
    assert (front.type, front.state, front.parent, front.source) == ("ArmedGroup", "iraq", "widget-guild", "own notes")
    assert front.same_as == ("http://www.wikidata.org/entity/Q1234567",)
    assert own.is_ambiguous("the Front")
    person = own.find("Lina Dovan")
    assert (person.type, person.office, person.since, person.until) == ("Person", "Envoy of Iraq", 2020, 2024)
    assert own.digest != AUTHORITY.digest


def test_the_examples_of_the_documentation_say_the_same(tmp_path):
    text = (Path(__file__).parents[2] / "docs" / "authority.md").read_text(encoding="utf8")
    for name, form in (("own.ttl", r"```turtle\n(.*?)```"), ("own.tsv", r"```\n(id\t.*?)```")):
        (tmp_path / name).write_text(re.search(form, text, re.DOTALL)[1], encoding="utf8")
        own = AUTHORITY.with_file(tmp_path / name)
        front = own.find("Jabhat Ruvo")
        assert (front.id, front.name, front.type, front.state) == ("ruvo-front", "Ruvo Front", "ArmedGroup", "iraq")
        assert (front.aliases["RF"], own.is_ambiguous("RF")) == ("acronym", True)


def test_the_users_entries_win(tmp_path):
    own = AUTHORITY.with_file(file(tmp_path, 'own:my-party a tl:PoliticalParty ; skos:prefLabel "Hezbollah"@en .'))
    assert own.find("Hezbollah").id == "my-party"


def test_the_export_fed_back_changes_nothing(tmp_path):
    exported = tmp_path / "export.TTL"
    triples = sorted({quad.triple for quad in authority_quads(AUTHORITY.entries)}, key=str)
    exported.write_bytes(serialized(triples, RdfFormat.TURTLE))
    again = AUTHORITY.with_file(exported)
    assert len(again.entries) == len(AUTHORITY.entries)
    for entry in AUTHORITY.entries:
        back = again.entry(entry.id)
        for field in ("name", "type", "state", "parent", "office", "since", "until", "same_as", "source", "ambiguous"):
            assert getattr(back, field) == getattr(entry, field), (entry.id, field)
        assert {name: kind for name, kind in entry.aliases.items() if name != entry.name} == dict(back.aliases)
        for name in (entry.name, *entry.aliases):
            for ask in ("find", "demonym", "capital"):
                before, after = getattr(AUTHORITY, ask)(name), getattr(again, ask)(name)
                assert (before and before.id) == (after and after.id), (ask, name)
            assert {e.id for e in AUTHORITY.candidates(name)} == {e.id for e in again.candidates(name)}
            assert {e.id for e in AUTHORITY.people_by_surname(name)} == {e.id for e in again.people_by_surname(name)}


def test_an_export_can_be_edited(tmp_path):
    iraq = AUTHORITY.entry("iraq")
    text = serialized([q.triple for q in authority_quads([iraq])], RdfFormat.TURTLE).decode()
    edited = text.replace('"Republic of Iraq"@en', '"Republic of Iraq"@en , "Land of Two Rivers"@en')
    assert edited != text
    own = AUTHORITY.with_file(file(tmp_path, "").with_suffix(".ttl"))
    (tmp_path / "own.ttl").write_text(edited, encoding="utf8")
    own = AUTHORITY.with_file(tmp_path / "own.ttl")
    assert own.find("Land of Two Rivers").id == own.demonym("Iraqi").id == own.capital("Baghdad").id == "iraq"


@pytest.mark.parametrize("type_", [t for t in ENTITY_TYPES if t not in {"Date", "Money", "Nationality"}])
def test_every_class_is_read_as_it_is_written(tmp_path, type_):
    classes = " , ".join(f"<{node.value}>" for node in entity_classes(type_))
    own = AUTHORITY.with_file(file(tmp_path, f'own:x a {classes} ; skos:prefLabel "Xylograph Guild" .'))
    assert own.find("Xylograph Guild").type == type_


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('own:Bad_Id a tl:Person ; skos:prefLabel "X" .', "id in "),
        ("own:x a tl:Person .", "skos:prefLabel in own.ttl, 'x': got none"),
        ('own:x a tl:Person ; skos:prefLabel "X"@en , "Y"@en .', "skos:prefLabel in own.ttl, 'x': got several"),
        ('own:x skos:prefLabel "X" .', "type in own.ttl, 'x': got none"),
        ('own:x a tl:Person , tl:Company ; skos:prefLabel "X" .', "got Company, Person"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; tl:ofState own:atlantis .', "expected an entry of this file"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; tl:ofState "Iraq" .', "'Iraq', expected an IRI"),
        ("own:x a tl:Person ; skos:prefLabel own:y .", "expected a text"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; tl:officeSince "soon" .', "'soon', expected a year"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; tl:knownOffice "a" , "b" .', "tl:knownOffice in own.ttl, 'x'"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; owl:sameAs <http://evil.example/Q1> .', "expected an IRI like"),
        ('own:x a tl:Person ; skos:prefLabel "X" ; tl:offic "y" .', "predicate in own.ttl: got <https"),
        ('own:x a tl:Person ; skos:prefLabel "X\\u202EY" .', "a text of one line"),
        ('own:x a tl:Person ; skos:prefLabel "X\\u0000Y" .', "a text of one line"),
        (f'own:x a tl:Person ; skos:prefLabel "{"X" * 301}" .', "at most 300 characters"),
        ('[] a tl:Person ; skos:prefLabel "X" .', "a blank node"),
        ('own:x a tl:Person ; skos:prefLabel "X" . own:y tl:authorityId "x" ; a tl:Person .', "of two subjects"),
        ("own:x a tl:Assertion .", "the authority graph alone"),
        ("own:x a tl:Person ;\n skos:prefLabel .", "Turtle in own.ttl:10: "),
        ('@prefix : <../> own:x "', "Turtle in own.ttl:"),
    ],
)  # fmt: skip
def test_a_faulty_entry_is_named(tmp_path, monkeypatch, text, says):
    monkeypatch.chdir(file(tmp_path, text).parent)
    with pytest.raises(UsageError) as raised:
        AUTHORITY.with_file("own.ttl")
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith("; correct the file and try again")


def test_a_file_too_large_is_refused(tmp_path):
    with pytest.raises(UsageError, match=re.escape(f"expected {LARGEST:,} or fewer")):
        AUTHORITY.with_file(file(tmp_path, "#" * LARGEST))


def test_nothing_is_fetched(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    text = '<https://example.org/o> owl:imports <https://example.org/more> . own:x a tl:Person ; skos:prefLabel "X Y" .'
    assert AUTHORITY.with_file(file(tmp_path, text)).find("X Y").id == "x"


def test_only_entries_with_a_wikidata_id_link_out():
    links = {
        q.subject.value: q.object.value for q in authority_quads(AUTHORITY.entries) if "sameAs" in q.predicate.value
    }
    assert links == {f"{DEFAULT_BASE}entity/{e.id}": e.same_as[0] for e in AUTHORITY.entries if e.same_as}
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+", link) for link in links.values())
    assert links[f"{DEFAULT_BASE}entity/iran"].endswith("/Q794")


def test_no_article_links_out():
    mention = Mention(0, 4)
    entities = [Entity("e1", "Iran", "State", (mention,)), Entity("e2", "Lina Dovan", "Person", (mention,))]
    (found,) = join([resolve(Extraction(Article("a", "a", "Iran"), entities=tuple(entities)), AUTHORITY)], AUTHORITY)
    assert not [quad for quad in article_quads(found) if "sameAs" in quad.predicate.value]
