"""What the shipped questions answer: what a reader of the articles would."""

from __future__ import annotations

from functools import cache

from dispatches import BASE, HARBOUR, entity_iri, filled_store
from press import TALKS, VISIT, press
from tieline.rdf import Store, run
from tieline.rdf.terms import compact

LINES = HARBOUR.split("\n")


@cache
def store() -> Store:
    return filled_store()


@cache
def more() -> Store:
    return press()


def answers(name: str, asked: Store | None = None, **parameters: str) -> list[dict[str, str]]:
    """Give the rows as the table shows them, without empty cells."""
    found = run(asked or store(), name, parameters)
    rows = [dict(zip(found.variables, row, strict=True)) for row in found.rows]
    return [{key: compact(cell.value) for key, cell in row.items() if cell is not None} for row in rows]


def columns(name: str, *wanted: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in wanted) for row in answers(name, **parameters)]


def of_more(name: str, *wanted: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in wanted) for row in answers(name, more(), **parameters)]


def test_members_and_leaders():
    assert columns("members-of", "member", "tie", "said_by", organization="River Front") == [
        ("Ada Wenn", "org:memberOf", "the article"),
        ("Marsh Brigade", "org:subOrganizationOf", "the article"),
    ]
    assert columns("leaders-of", "leader", "sentence", organization="Marsh Brigade") == [("Ada Wenn", LINES[1])]


def test_who_said_what():
    assert columns("who-said-what-about", "said_by", "words", about="Tarvia") == [
        ("Jon Bel", "Tarvia armed the Marsh Brigade")
    ]
    assert columns("who-said-what-about", "words", about="River Front", speaker="Jon Bel") == []
    assert columns("statements-by", "words", "cue", "said_on", speaker="Jon Bel") == [
        ("Tarvia armed the Marsh Brigade", "say", "2024-03-04")
    ]
    assert columns("speakers-about", "speaker", "articles", about="River Front") == [("Tarvia", "1")]


def test_claims_and_denials_are_told_as_such():
    assert columns("claims-not-facts", "said_by", "subject", "claim", "object") == [
        ("Jon Bel", "Tarvia", "tl:arms", "Marsh Brigade"),
        ("Tarvia", "Tarvia", "tl:supports", "River Front"),
        ("an unnamed source", "", "tlp:ASSAULT", ""),
        ("an unnamed source", "Tarvia", "tlp:SUPPORT", "Marsh Brigade"),
    ]
    assert columns("denied-or-planned", "told_as", "subject", "what", "object") == [
        ("tl:Denied", "Tarvia", "tl:supports", "River Front"),
        ("tl:Planned", "the militias", "tlp:CONSULT", "Osmar"),
        ("tl:Possible", "the militias", "tl:meetsWith", "Osmar"),
    ]


def test_ties_and_events_between_two_in_either_direction():
    assert columns("ties-between", "subject", "tie", "object", "said_by", a="Marsh Brigade", b="Tarvia") == [
        ("Tarvia", "tl:arms", "Marsh Brigade", "Jon Bel")
    ]
    one = columns("events-between", "actor", "type", "recipient", a="Osmar", b="Tarvia")
    assert one == columns("events-between", "actor", "type", "recipient", a="Tarvia", b="Osmar")
    assert one == [("Tarvia", "tlp:AID", "Osmar")]
    assert columns("who-accuses-whom", "accuser", "accused", "mode") == [("Ilo Sant", "Tarvia", "tlp:ACCUSE-allege")]


def test_a_month_touches_every_period_it_reaches_into():
    def dates(**period):
        return columns("events-by-type-and-period", "date", **period)

    assert dates() == [("2024-02",), ("2024-03-04",)]
    assert dates(since="2024-02-29", until="2024-02-29") == [("2024-02",)]
    assert dates(since="2024-03-01") == [("2024-03-04",)]
    assert dates(type="ASSAULT") == [("2024-03-04",)]


def test_offices_and_ties_of_the_past():
    assert columns("offices", "holder", "office", "former") == [
        ("Ilo Sant", "prime minister", "true"),
        ("Jon Bel", "foreign minister of Osmar", "false"),
    ]
    assert columns("former-ties", "subject", "tie", "object") == [
        ("Ilo Sant", "tl:holdsOffice", "prime minister"),
        ("Marsh Brigade", "tl:alliedWith", "Osmar"),
    ]


def test_armed_groups_by_authority_and_by_evidence():
    assert columns("armed-groups-of-state", "group", "tie", "said_by", state="Tarvia") == [
        ("Marsh Brigade", "tl:arms", "Jon Bel"),
        ("Marsh Brigade", "tl:ofState", ""),
        ("River Front", "tl:supports", "Tarvia"),
    ]


def test_timeline_evidence_and_search_lead_to_the_sentence():
    assert [date for (date,) in columns("timeline-of", "date", entity="Tarvia")] == [
        "2024-02",
        "2024-02-20",
        "2024-03-05",
        "2024-03-05",
    ]
    for row in answers("evidence-for-entity", entity="Ada Wenn"):
        if row["article"] == f"{BASE}article/aaa1":
            assert HARBOUR[int(row["begin"]) : int(row["end"])] == row["sentence"]
    assert columns("search-sentences", "sentence", words="FOREIGN minister") == [(LINES[2],)]


def test_most_mentioned_actors_come_first():
    assert columns("actors-by-articles", "actor", "articles", least="2") == [
        (name, "2") for (name,) in columns("actors-by-articles", "actor", least="2")
    ]
    assert {name for (name,) in columns("actors-by-articles", "actor", least="2")} == {
        "Ada Wenn",
        "Marsh Brigade",
        "Osmar",
        "River Front",
        "Tarvia",
    }


def test_facts_are_only_plain_triples():
    facts = answers("facts-about", entity="Tarvia")
    assert {row["predicate"] for row in facts} == {"tl:citizenOf", "rdfs:label"}


def test_evidence_of_a_tie_leads_to_its_place():
    found = answers("evidence-for-tie", more(), **{"from": "Tarvia", "to": "River Front", "tie": "supports"})
    assert [(row["factuality"], row["said_by"], row.get("publisher")) for row in found] == [
        ("tl:Happened", "the article", "Lorin Gazette"),
        ("tl:Denied", "Tarvia", "Example Courier"),
        ("tl:Happened", "the article", "Osmar Post"),
    ]
    place = found[0]
    assert TALKS[int(place["begin"]) : int(place["end"])] == place["sentence"] == "Tarvia supports the River Front."


def test_a_copy_is_no_second_source():
    counts = ("tie", "factuality", "independent", "articles", "texts", "publishers")
    assert of_more("independent-sources", *counts, a="River Front", b="Tarvia") == [
        ("tl:supports", "tl:Happened", "1", "2", "1", "1"),
        ("tl:supports", "tl:Denied", "1", "1", "1", "1"),
    ]


def test_claims_of_one_outlet_only():
    assert of_more("single-source-claims", "said_by", "subject", "claim", "object", "source") == [
        ("Jon Bel", "Tarvia", "tl:arms", "Marsh Brigade", "Example Courier"),
        *[("Osmar", "Osmar", "tl:opposes", "Tarvia", "Osmar Post")] * 2,  # and the Lorin Gazette, word for word
        ("an unnamed source", "Tarvia", "tlp:SUPPORT", "Marsh Brigade", f"{BASE}article/bbb2"),
    ]


def test_contradictions_show_both_sentences_and_symmetric_ties_either_way():
    found = of_more("contradictions", "subject", "what", "object", "asserted_by", "denied_by")
    assert sorted(set(found)) == [
        ("Osmar", "tl:opposes", "Tarvia", "the article", "Osmar"),
        ("River Front", "tlp:ASSAULT", "Lorin", "Osmar", "River Front"),
        ("Tarvia", "tl:supports", "River Front", "the article", "Tarvia"),
    ]
    assert (VISIT.split("\n")[1], TALKS.split("\n")[2]) in of_more("contradictions", "sentence", "denial")
    assert of_more("denied-events", "type", "words", "denied_by")[0] == ("tlp:ASSAULT", "shelled", "River Front")


def test_a_triad_joins_a_state_a_group_and_an_organ_of_another_state():
    found = of_more("triads", "patron_side", "tie", "group", "other_tie", "host_side", patron="Tarvia", host="Osmar")
    assert ("Tarvia", "tl:arms", "Marsh Brigade", "tl:fightsAgainst", "Harbour Police") in found
    assert {group for _, _, group, _, _ in found} == {"Marsh Brigade"}


def test_who_stands_between_two_and_by_which_ties():
    assert of_more("brokers", "broker", "articles_a", "articles_b", a="Marsh Brigade", b="Tarvia") == [
        ("Osmar", "1", "2"),
        ("River Front", "1", "2"),
        ("Ada Wenn", "1", "1"),
    ]
    chain = ("subject", "tie", "object", "next_subject", "next_tie", "next_object", "next_articles")
    assert of_more("two-step-ties", *chain, a="Tarvia", b="Harbour Police") == [
        ("Tarvia", "tl:arms", "Marsh Brigade", "Harbour Police", "tl:fightsAgainst", "Marsh Brigade", "2")
    ]


def test_cooperation_and_conflict_of_two_camps():
    found = of_more("ties-by-sign", "sign", "subject", "tie", "object", "articles", a="Tarvia", b="Osmar")
    assert ("1", "Tarvia", "tlp:AID", "Osmar", "1") in found
    assert ("-1", "Harbour Police", "tl:fightsAgainst", "Marsh Brigade", "2") in found
    assert [sign for sign, *_ in found] == sorted((sign for sign, *_ in found), key=int, reverse=True)


def test_what_passed_between_two_by_date():
    assert of_more("timeline-of-two", "date", "who", "what", "whom", a="Tarvia", b="Osmar") == [
        ("", "Osmar", "Tarvia", "Tarvia"),
        ("2024-02", "Tarvia", "tlp:AID", "Osmar"),
        ("2024-03-08", "Osmar", "Tarvia", "Tarvia"),
        ("2024-03-13", "Osmar", "tlp:ACCUSE", "Tarvia"),
        ("2024-03-13", "Osmar", "of war", "Tarvia"),
    ]


def test_offices_from_the_first_article_to_the_last_and_from_the_authority():
    years = ("office", "first", "last", "former_since", "articles")
    assert of_more("offices-over-time", *years, person="Jon Bel") == [
        ("foreign minister", "2019", "2024", "", "0"),
        ("foreign minister of Osmar", "2024-03-05", "2024-03-08", "2024-03-13", "4"),
    ]


def test_a_plan_and_what_came_of_it():
    assert of_more("planned-then-happened", "actor", "recipient", "announced", "told", "date") == [
        ("Jon Bel", "Tarvia", "2024-03-08", "2024-03-13", "2024-03-12")
    ]


def test_events_counted_by_month_victim_attacker_and_place():
    assert of_more("events-by-month", "month", "events", "dated", type="AID") == [("2024-02", "1", "1")]
    assert of_more("most-attacked", "actor", "articles", "events", "claimed") == [("Lorin", "1", "1", "1")]
    assert of_more("most-attacking", "actor", "claimed") == [("Marsh Brigade", "0"), ("River Front", "1")]
    assert of_more("places-of-events", "place", "type", "events") == [
        ("Lorin", "tlp:ASSAULT", "2"),
        ("Lorin", "tlp:COERCE", "1"),
    ]
    assert set(of_more("weapons-of-events", "weapon", "actor", "factuality")) == {
        ("rockets", "River Front", "tl:Denied"),
        ("rockets", "River Front", "tl:Claimed"),
    }


def test_who_is_mentioned_and_who_is_who():
    assert of_more("mentions-of", "mentions", "headline", entity="HP") == [
        ("1", "Visit expected"),
        ("1", "A visit to come"),
        ("1", "The visit"),
    ]
    assert of_more("actors-of-class", "actor", "state", "parent", **{"class": "GovernmentBody"}) == [
        ("Harbour Police", "Osmar", "")
    ]
    assert of_more("namesakes", "name", "articles", "node") == [
        ("Ada Wenn", "2", entity_iri("ada-wenn")),
        ("Ada Wenn", "1", entity_iri("ada-wenn-teacher")),
    ]
    assert [name for (name,) in of_more("several-names", "name", least="4")] == [
        "MB",
        "Marsh Brigade",
        "Marsh Brigades",
        "لواء الأهوار",
    ]


def test_stances_come_before_utterances_with_what_the_speaker_does():
    assert set(of_more("stances-on", "kind", "cue", "act", "said_by", about="Tarvia")) == {
        ("tl:Stance", "fear", "", "Osmar"),
        ("tl:Communication", "accuse", "tlp:ACCUSE", "Osmar"),
        ("tl:Communication", "say", "", "Jon Bel"),
    }
    assert of_more("stances-on", "kind", about="Tarvia")[0] == ("tl:Stance",)
    assert of_more("who-speaks-about-whom", "speaker", "about", "articles", "statements") == [
        ("Osmar", "Tarvia", "3", "3"),
        ("River Front", "Lorin", "2", "2"),
        ("River Front", "rockets", "2", "2"),
    ]


def test_outlets_with_and_without_name_and_date():
    assert of_more("articles-by-publisher", "publisher", "articles", "texts", "first", "ties", "events") == [
        ("Example Courier", "2", "2", "2024-03-05", "9", "8"),
        ("", "1", "1", "2024-02-20", "3", "2"),
        ("Lorin Gazette", "1", "1", "", "4", "2"),
        ("Osmar Post", "1", "1", "2024-03-08", "4", "2"),
    ]


def test_decisions_with_what_they_apply_to():
    found = of_more("decisions", "made", "kind", "why", "decided_by", "applies_to")
    assert ("2024-04-01", "tl:Rename", "its name", "L. H.", entity_iri("lorin")) in found
    assert ("", "tl:Reject", "misread", "", "") in found


def test_the_network_of_asserted_ties_holds_no_claim():
    ties = {(row["subject"], row["predicate"], row["object"]) for row in answers("asserted-network", more())}
    assert (entity_iri("tarvia"), "tl:supports", entity_iri("river-front")) in ties
    assert not {predicate for _, predicate, _ in ties} & {"tl:arms", "tl:alliedWith"}
    supports = {row["predicate"] for row in answers("asserted-network", more(), tie="supports")}
    assert supports == {"tl:supports", "rdfs:label"}


def test_the_graph_around_an_entity_keeps_its_evidence():
    triples = {(row["predicate"], row["object"]) for row in answers("subgraph-of", more(), entity="Jon Bel")}
    assert {
        ("schema:headline", "The visit"),
        ("nif:anchorOf", LINES[2]),
        ("rdf:type", "nif:Sentence"),
        ("rdfs:label", "Tarvia"),
        ("tl:voice", entity_iri("jon-bel")),
    } <= triples
