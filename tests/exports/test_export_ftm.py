"""FollowTheMoney: every line fits its schema, every reference leads somewhere, and no claim is a link."""

import json
import re
from pathlib import Path

import pytest
from dispatches import grain, harbour
from exporting import ALL, HOSTILE, contents, hostile, turned
from tieline.exports import export_bytes
from tieline.records import Article, Entity, Extraction, Mention, Relation, Span

SCHEMATA = json.loads(Path(__file__).with_name("ftm_schemata.json").read_text(encoding="utf8"))
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def lines(which=ALL):
    return [json.loads(line) for line in export_bytes(which, "ftm").splitlines()]


def of(schema, which=ALL):
    return [line["properties"] for line in lines(which) if line["schema"] == schema]


def named(which=ALL):
    return {line["id"]: line["properties"]["name"][0] for line in lines(which) if "name" in line["properties"]}


@pytest.mark.parametrize("which", [ALL, contents(hostile())], ids=["ours", "hostile"])
def test_every_line_fits_its_schema(which):
    told = lines(which)
    schema_of = {line["id"]: line["schema"] for line in told}
    assert len(schema_of) == len(told)
    for line in told:
        assert set(line) == {"id", "schema", "properties"}
        assert ID.fullmatch(line["id"])
        schema = SCHEMATA[line["schema"]]
        assert set(schema["required"]) <= set(line["properties"])
        for name, values in line["properties"].items():
            kind, _, range_ = schema["properties"][name].partition(" ")
            assert values and len(values) == len(set(values))
            for value in values:
                assert isinstance(value, str) and value.strip()
                if kind == "entity":
                    assert range_ in SCHEMATA[schema_of[value]]["is"], (line, name)
                elif kind == "date":
                    assert DATE.fullmatch(value)
                elif kind == "name":
                    assert len(value) <= 384
                    assert value == " ".join(value.split())
                elif kind == "url":
                    assert value.startswith(("http://", "https://"))


def test_followthemoney_takes_every_value_unchanged():
    """Where the library is installed: it needs a compiler (pyicu has no wheels), so that we do not ask for it."""
    model = pytest.importorskip("followthemoney").model
    told = lines()
    for line in told:
        proxy = model.get_proxy(json.loads(json.dumps(line)), cleaned=False)
        proxy.schema.validate(line)
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(kept[name]) for name in kept} == {
            name: sorted(values) for name, values in line["properties"].items()
        }


def test_the_kept_schemata_are_those_of_the_library():
    model = pytest.importorskip("followthemoney").model
    for name, kept in SCHEMATA.items():
        if name != "source":
            schema = model.get(name)
            assert set(kept["required"]) == set(schema.required)
            assert set(kept["properties"]) <= set(schema.properties)


def test_what_the_article_asserts_is_a_link():
    names = named()
    (leads,) = of("Directorship")
    assert (names[leads["director"][0]], names[leads["organization"][0]]) == ("Ada Wenn", "Marsh Brigade")
    assert leads["summary"] == ["General Ada Wenn leads the Marsh Brigade."]
    members = {(names[link["member"][0]], link["role"][0], names[link["organization"][0]]) for link in of("Membership")}
    assert members == {("Marsh Brigade", "is part of", "River Front"), ("Ada Wenn", "is a member of", "River Front")}
    (former,) = [link for link in of("UnknownLink") if link.get("status")]
    assert (former["role"], former["status"]) == (["formerly: is allied with"], ["former"])
    offices = {(names[held["holder"][0]], names[held["post"][0]], *held.get("status", [])) for held in of("Occupancy")}
    assert offices == {("Jon Bel", "foreign minister of Osmar"), ("Ilo Sant", "prime minister", "ended")}


def test_every_link_leads_to_its_document_and_sentence():
    texts = {line["id"]: line["properties"]["bodyText"][0] for line in lines() if line["schema"] == "Article"}
    for line in lines():
        if line["schema"] not in {"Article", "Position", "Person", "Organization", "PublicBody", "Address"}:
            (proof,) = line["properties"]["proof"]
            assert line["properties"]["summary"][0] in texts[proof]


def test_every_record_of_the_graph_is_one_line():
    told = [line["properties"] for line in lines() if line["schema"] not in {"Article", "Documentation", "Position"}]
    found = [row["recordId"][0] if "recordId" in row else row["notes"][0].split("\n")[0] for row in told]
    question = "SELECT DISTINCT ?n { ?n tl:sentenceText ?t }"
    records = {row[0].value for row in ALL.store.query(question)}
    assert sorted(iri for iri in found if iri in records) == sorted(records)


def test_a_claim_a_denial_and_a_plan_are_notes_that_say_whose_word_it_is():
    asserted = {
        row["recordId"][0] for schema in SCHEMATA if schema != "Note" for row in of(schema) if "recordId" in row
    }
    question = (
        "SELECT DISTINCT ?n { ?n tl:factuality ?f ; tl:voice ?v . FILTER(?f != tl:Happened || ?v != tl:ArticleVoice) }"
    )
    held = {row[0].value for row in ALL.store.query(question)}
    assert held
    assert not asserted & held
    notes = [note["name"][0] for note in of("Note")]
    assert "claimed, says Jon Bel: Tarvia arms Marsh Brigade" in notes
    assert "denied, says Tarvia: Tarvia supports River Front" in notes
    assert any(note.startswith("planned, says the article: CONSULT") for note in notes)
    assert any(note.startswith("Jon Bel says: Tarvia armed") for note in notes)


def test_actors_without_a_name_are_told_in_words_only():
    assert not any(
        "militias" in " ".join(line["properties"].get("name", [])) for line in lines() if line["schema"] != "Note"
    )


def test_entities_carry_their_names_ids_and_documents():
    brigade = next(row for row in of("Organization") if row["name"] == ["Marsh Brigade"])
    assert brigade["keywords"] == ["ArmedGroup"]
    assert "Marsh Brigades" in brigade["alias"]
    assert len(brigade["proof"]) == 2
    (article,) = [row for row in of("Article") if row["title"] == ["Shells on Lorin"]]
    assert article["sourceUrl"] == ["https://news.example.org/lorin"]
    assert article["publishedAt"] == ["2024-03-05"]


def test_what_tells_of_no_entity_is_pinned_to_its_article():
    text = "The militias supported the rebels, a witness said."
    ends = (Span(0, 12), Span(23, 33))
    crowds = [
        Entity(
            f"e{at}",
            text[end.start : end.end],
            "ArmedGroup",
            (Mention(end.start, end.end, "nominal"),),
            generic=True,
            iri=f"https://x.example/{at}",
        )
        for at, end in enumerate(ends)
    ]
    line = Span(0, len(text))
    tie = Relation("r1", "supports", "e0", line, *ends, object="e1", factuality="claimed")
    told = contents(Extraction(Article("a", "a", text), (line,), tuple(crowds), relations=(tie,)))
    (note,) = of("Note", told)
    assert note["name"] == ["claimed, says an unnamed source: The militias supports the rebels"]
    assert note["entity"] == note["proof"]
    assert {line["schema"] for line in lines(told)} == {"Article", "Note"}


def test_a_company_that_is_part_of_something_is_an_asset():
    text = "Harbour Crane Ltd is part of Tarvia."
    ends = (Span(0, 17), Span(29, 35))
    crane, tarvia = (
        Entity(
            f"e{number}",
            text[end.start : end.end],
            type_,
            (Mention(end.start, end.end),),
            iri=f"https://x.example/{number}",
        )
        for number, (end, type_) in enumerate(zip(ends, ("Company", "State"), strict=True))
    )
    line = Span(0, len(text))
    tie = Relation("r1", "partOf", "e0", line, *ends, object="e1")
    told = Extraction(Article("a", "a", text), (line,), (crane, tarvia), relations=(tie,))
    (owned,) = of("Ownership", contents(told))
    assert owned["role"] == ["is part of"]


def test_wikidata_ids_come_from_the_authority():
    brigade = next(row for row in of("Organization") if row["name"] == ["Marsh Brigade"])
    assert "wikidataId" not in brigade  # its sameAs leads elsewhere


def test_the_order_of_articles_and_records_does_not_show():
    once = export_bytes(ALL, "ftm")
    assert export_bytes(contents(grain(), harbour()), "ftm") == once
    assert export_bytes(contents(turned(grain()), turned(harbour())), "ftm") == once


def test_long_texts_are_cut_where_paragraphs_end():
    text = "\n".join(["A quiet day in the port of Lorin, with nothing to tell."] * 3000)
    pieces = of("Article", contents(Extraction(Article("a", "a", text))))[0]["bodyText"]
    assert max(map(len, pieces)) <= 60_000
    assert len(pieces) > 1
    assert all(piece in text for piece in pieces)


def test_hostile_names_stay_one_line():
    data = export_bytes(contents(hostile()), "ftm")
    assert data.count(b"\n") == len(data.splitlines())
    assert " ".join(HOSTILE.replace("\ud800", "\ufffd").split()) in named(contents(hostile())).values()
