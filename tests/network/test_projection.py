from __future__ import annotations

from dataclasses import replace
from datetime import date

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Report, iri
from tieline.network import Belonging, network, simple
from tieline.network.signs import SIGNS
from tieline.rdf.triples import record_iris
from tieline.records import EVENT_TYPES, RELATION_TYPES, Span

ACTORS = ["Red Brigade", "Blue Army", "Green Party", "Grey Council"]


def attributes(found: nx.MultiDiGraph, subject: str, target: str, type_: str) -> dict:
    return found.edges[iri(subject), iri(target), type_]


def test_an_event_ties_its_actor_to_its_recipient_with_the_sentence():
    report = Report("a1", day=date(2024, 5, 2), outlet="Daily Ledger", url="https://ledger.example/1")
    found = network([report.event("ASSAULT", "Red Brigade", "Blue Army").done()])
    tie = attributes(found, "Red Brigade", "Blue Army", "ASSAULT")
    assert (tie["kind"], tie["sign"], tie["weight"], tie["asserted"], tie["claimed"]) == ("event", -1, 1, 1, 0)
    assert (tie["first"], tie["last"]) == ("2024-05-02", "2024-05-02")
    (cited,) = tie["evidence"]
    assert cited.pop("family")
    assert cited.pop("copied_from") is None
    assert [record.split("/event/")[0] for record in cited.pop("records")] == ["https://w3id.org/tieline/id"]
    assert cited == (
        {
            "article": "a1",
            "title": "Report a1",
            "publisher": "Daily Ledger",
            "published": "2024-05-02",
            "url": "https://ledger.example/1",
            "start": 0,
            "end": 30,
            "text": "Red Brigade shelled Blue Army.",
            "date": "2024-05-02",
            "factuality": "happened",
            "voice": None,
            "speaker": None,
            "former": False,
            "quote": None,
            "trigger": (0, 30),
        }
    )


def test_two_records_of_one_sentence_are_one_piece_of_evidence():
    report = Report("a1").event("ASSAULT", "Red Brigade", "Blue Army")
    (event,) = report.parts["events"]
    report.parts["events"].append(replace(event, id="ev9", trigger=Span(0, 3)))
    tie = attributes(network([report.done()]), "Red Brigade", "Blue Army", "ASSAULT")
    assert (tie["asserted"], len(tie["evidence"]), len(tie["evidence"][0]["records"])) == (1, 1, 2)


def test_the_ids_of_records_are_those_of_the_store():
    extraction = (
        Report("a1")
        .relation("alliedWith", "Red Brigade", "Blue Army")
        .says("Red Brigade", "Blue Army", "Blue Army left")
        .done()
    )
    found = network([extraction], base="https://example.org/kb/")
    cited = {record for *_, tie in found.edges(data=True) for item in tie["evidence"] for record in item["records"]}
    assert cited == set(record_iris(extraction, base="https://example.org/kb/").values())


def test_weight_counts_articles_not_sentences():
    first = Report("a1").event("ASSAULT", "Red Brigade", "Blue Army").event("ASSAULT", "Red Brigade", "Blue Army")
    second = Report("a2").event("ASSAULT", "Red Brigade", "Blue Army")
    tie = attributes(network([first.done(), second.done()]), "Red Brigade", "Blue Army", "ASSAULT")
    assert tie["weight"] == 2
    assert tie["asserted"] == 3


def test_the_same_article_twice_counts_once():
    extraction = Report("a1").event("AID", "Red Brigade", "Blue Army").done()
    once, twice = network([extraction]), network([extraction, extraction])
    assert attributes(once, "Red Brigade", "Blue Army", "AID") == attributes(twice, "Red Brigade", "Blue Army", "AID")
    assert dict(once.nodes(data=True))[iri("Red Brigade")]["mentions"] == 1


def test_what_a_speaker_tells_is_claimed_and_names_the_speaker():
    text = "Grey Council said that Red Brigade shelled Blue Army."
    report = Report("a1").event("ASSAULT", "Red Brigade", "Blue Army", text, voice="Grey Council", factuality="claimed")
    tie = attributes(network([report.done()]), "Red Brigade", "Blue Army", "ASSAULT")
    assert (tie["asserted"], tie["claimed"]) == (0, 1)
    assert tie["evidence"][0]["voice"] == "Grey Council"


def test_a_voice_turns_happened_into_claimed():
    report = Report("a1").event("ASSAULT", "Red Brigade", "Blue Army", voice="Grey Council", factuality="happened")
    assert attributes(network([report.done()]), "Red Brigade", "Blue Army", "ASSAULT")["asserted"] == 0


@pytest.mark.parametrize("factuality", ["denied", "planned", "possible", "claimed"])
def test_each_piece_of_evidence_is_counted_once_by_factuality(factuality):
    report = (
        Report("a1")
        .event("AID", "Red Brigade", "Blue Army", factuality=factuality)
        .event("AID", "Red Brigade", "Blue Army")
    )
    tie = attributes(network([report.done()]), "Red Brigade", "Blue Army", "AID")
    assert tie[factuality] == 1
    assert tie["asserted"] == 1
    assert sum(tie[name] for name in ("asserted", "claimed", "denied", "planned", "possible")) == len(tie["evidence"])


def test_symmetric_relations_stand_once_whichever_end_comes_first():
    one = Report("a1").relation("alliedWith", "Red Brigade", "Blue Army").done()
    other = Report("a2").relation("alliedWith", "Blue Army", "Red Brigade").done()
    found = network([one, other])
    assert list(found.edges(keys=True)) == [(iri("Blue Army"), iri("Red Brigade"), "alliedWith")]
    assert attributes(found, "Blue Army", "Red Brigade", "alliedWith")["weight"] == 2


def test_statements_tie_the_speaker_to_what_it_speaks_about_unless_switched_off():
    extraction = Report("a1").says("Red Brigade", "Blue Army", "Blue Army had left").done()
    tie = attributes(network([extraction]), "Red Brigade", "Blue Army", "says-about")
    assert (tie["kind"], tie["sign"], tie["asserted"]) == ("statement", 0, 1)
    assert tie["evidence"][0]["quote"] == "Blue Army had left"
    assert network([extraction], statements=False).number_of_edges() == 0


def test_the_date_in_the_text_goes_before_the_day_of_publication():
    report = Report("a1", day=date(2024, 5, 2)).event("AID", "Red Brigade", "Blue Army", date="2020-01")
    tie = attributes(
        network([report.event("AID", "Red Brigade", "Blue Army").done()]), "Red Brigade", "Blue Army", "AID"
    )
    assert (tie["first"], tie["last"]) == ("2020-01", "2024-05-02")


def test_undated_ties_have_no_dates():
    tie = attributes(
        network([Report("a1").event("AID", "Red Brigade", "Blue Army").done()]), "Red Brigade", "Blue Army", "AID"
    )
    assert (tie["first"], tie["last"]) == (None, None)


def test_an_entity_is_never_tied_to_itself():
    assert network([Report("a1").event("AID", "Red Brigade", "Red Brigade").done()]).number_of_edges() == 0


def test_nodes_know_names_roles_counts_and_where_they_were_seen():
    one = Report("a1", types={"Ana Ruiz": "Person"}).describe("Ana Ruiz", role="minister")
    two = Report("a2", types={"Ana Ruiz": "Person"}).describe("Ana Ruiz", role="mayor")
    three = Report("a3", types={"Ana Ruiz": "Person"}).describe("Ana Ruiz", role="minister", name="Ana M. Ruiz")
    node = network([one.done(), two.done(), three.done()]).nodes[iri("Ana Ruiz")]
    assert (node["label"], node["type"], node["generic"]) == ("Ana Ruiz", "Person", False)
    assert (node["role"], node["roles"]) == ("minister", ("minister", "mayor"))
    assert (node["articles"], node["mentions"], node["aliases"]) == (3, 3, ("Ana M. Ruiz",))
    assert [sighting["text"] for sighting in node["evidence"]] == ["Ana Ruiz was named."] * 3


def test_a_preferred_name_labels_the_node_and_its_voice():
    report = Report("a1").event("AID", "Red Brigade", "Blue Army", voice="Grey Council", factuality="claimed")
    found = network([report.done()], names={iri("Grey Council"): "The Council"})
    assert found.nodes[iri("Grey Council")]["label"] == "The Council"
    assert found.nodes[iri("Grey Council")]["aliases"] == ("Grey Council",)
    assert attributes(found, "Red Brigade", "Blue Army", "AID")["evidence"][0]["voice"] == "The Council"


def test_listed_actors_know_their_names_bodies_and_state():
    listed = Belonging(
        names={iri("Red Brigade"): "Brigade of the North"},
        bodies={iri("Red Brigade"): (iri("Northland"),)},
        states={iri("Red Brigade"): "Northland"},
    )
    found = network([Report("a1").describe("Red Brigade").describe("Blue Army").done()], listed=listed)
    node, other = found.nodes[iri("Red Brigade")], found.nodes[iri("Blue Army")]
    assert (node["label"], node["state"], node["within"]) == ("Brigade of the North", "Northland", (iri("Northland"),))
    assert (other["state"], other["within"]) == (None, ())


def test_generic_only_if_no_article_names_a_particular_actor():
    generic = Report("a1").describe("Red Brigade", generic=True).done()
    assert network([generic]).nodes[iri("Red Brigade")]["generic"]
    assert not network([generic, Report("a2").describe("Red Brigade").done()]).nodes[iri("Red Brigade")]["generic"]


def test_unresolved_entities_stay_local_to_their_article():
    found = network([Report(key).describe("Red Brigade", iri="").done() for key in ("a1", "a2")])
    assert sorted(found) == ["urn:tieline:a1:e1", "urn:tieline:a2:e1"]


def test_dates_and_money_are_no_nodes():
    assert list(network([Report("a1", types={"10 dinars": "Money"}).describe("10 dinars").done()])) == []


def test_without_sentences_the_line_is_the_evidence():
    report = Report("a1").event("AID", "Red Brigade", "Blue Army").describe("Grey Council")
    report.parts["sentences"] = [Span(0, 1)]
    assert network([report.done()]).nodes[iri("Grey Council")]["evidence"][0]["text"] == "Grey Council was named."


def test_nothing_read_gives_an_empty_network():
    assert network([]).number_of_nodes() == 0


def test_every_tie_type_has_a_sign_and_quads_decide_it():
    assert {*EVENT_TYPES, *RELATION_TYPES, "says-about"} == set(SIGNS)
    assert [SIGNS[name] for name in ("CONSULT", "RETREAT", "REQUEST", "SANCTION", "ASSAULT")] == [1, 1, -1, -1, -1]
    assert [SIGNS[name] for name in ("fightsAgainst", "opposes", "basedIn", "leads")] == [-1, -1, 0, 1]


events = st.tuples(
    st.sampled_from(["ASSAULT", "AID", "ACCUSE"]),
    st.sampled_from(ACTORS),
    st.sampled_from(ACTORS),
    st.sampled_from(["happened", "denied", "planned"]),
)


@given(st.lists(st.lists(events, max_size=4), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(articles, random):
    extractions = []
    for number, told in enumerate(articles):
        report = Report(f"a{number}", day=date(2024, 1, 1 + number % 2))
        for type_, actor, recipient, factuality in told:
            report.event(type_, actor, recipient, factuality=factuality)
        extractions.append(report.done())
    shuffled = random.sample(extractions, len(extractions))
    expected, found = network(extractions), network(shuffled)
    assert list(found.nodes(data=True)) == list(expected.nodes(data=True))
    assert list(found.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


def test_simple_counts_an_article_once_per_pair_and_keeps_the_loose_nodes():
    report = Report("a1").event("AID", "Red Brigade", "Blue Army").event("ASSAULT", "Blue Army", "Red Brigade")
    other = Report("a2").event("ASSAULT", "Blue Army", "Red Brigade").describe("Grey Council")
    collapsed = simple(network([report.done(), other.done()]), signed=True)
    assert iri("Grey Council") in collapsed
    assert collapsed.edges[iri("Blue Army"), iri("Red Brigade")] == {
        "weight": 2,
        "distance": 0.5,
        "types": ("AID", "ASSAULT"),
        "cooperative": 1,
        "conflict": 2,
        "neutral": 0,
        "sign": -1,
    }


def test_simple_leaves_out_denials_where_asked():
    report = Report("a1").event("AID", "Red Brigade", "Blue Army", factuality="denied")
    report.event("ASSAULT", "Blue Army", "Grey Council").event("AID", "Blue Army", "Grey Council", factuality="denied")
    found = network([report.done()])
    assert simple(found).number_of_edges() == 2
    assert [(tie["types"], tie["sign"]) for *_, tie in simple(found, signed=True, denied=False).edges(data=True)] == [
        (("ASSAULT",), -1)
    ]
