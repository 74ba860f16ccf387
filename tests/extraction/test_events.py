"""Who did what to whom. Each row: sentence, type, words of the actors, words of the recipients."""

import pytest
from tieline.language.lexicon import table
from tieline.rdf.terms import event_modes
from tieline.records import EVENT_TYPES

ROWS = [
    ("Turkish forces attacked Kurdish fighters in northern Syria.", "ASSAULT", "Turkish forces", "Kurdish fighters"),
    ("Two bases were attacked by Islamic State militants.", "ASSAULT", "Islamic State militants", "Two bases"),
    ("Israel launched airstrikes on Hezbollah positions.", "ASSAULT", "Israel", "Hezbollah positions"),
    ("The United States imposed sanctions on Iran.", "SANCTION", "The United States", "Iran"),
    ("Russia condemned the United States.", "ACCUSE", "Russia", "the United States"),
    ("The president met Angela Merkel in Berlin.", "CONSULT", "The president", "Angela Merkel"),
    ("France urged Iran to free the prisoners.", "REQUEST", "France", "Iran"),
    ("Police arrested three lawmakers on Sunday.", "COERCE", "Police", "three lawmakers"),
    ("Iran supplies weapons to the Houthis.", "AID", "Iran", "the Houthis"),
    ("Thousands of Iraqis protested against the government.", "PROTEST", "Thousands of Iraqis", "the government"),
    ("The militia threatened the government.", "THREATEN", "The militia", "the government"),
    ("Turkey withdrew its troops from Iraq.", "RETREAT", "Turkey", "Iraq"),
    ("NATO deployed soldiers to Poland.", "MOBILIZE", "NATO", "Poland"),
    ("Baghdad rejected the American offer.", "REJECT", "Baghdad", "American"),
]


def parties(text, event):
    def words(spans):
        return ", ".join(text[s.start : s.end] for s in spans)

    return event.type, words(event.actor_spans), words(event.recipient_spans)


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), ROWS, ids=[row[1] for row in ROWS])
def test_parties(reading, text, type_, actor, recipient):
    assert (type_, actor, recipient) in [parties(text, event) for event in reading(text).events]


def test_a_noun_with_its_parties_is_an_event(reading):
    text = "Israel's killing of Hassan Nasrallah shocked the region."
    assert ("ASSAULT", "Israel", "Hassan Nasrallah") in [parties(text, event) for event in reading(text).events]


def test_talks_between_two_have_two_actors(reading):
    text = "Talks between Iran and Saudi Arabia resumed in Baghdad."
    (event,) = [e for e in reading(text).events if e.type == "CONSULT"]
    assert parties(text, event)[1] == "Iran, Saudi Arabia"


def test_background_has_no_events(reading):
    text = (
        "The city lies on the Tigris. Its population has doubled since 1990. Wheat prices rose by four percent. "
        "The museum opens at nine. The report has 40 pages and three annexes."
    )
    assert reading(text).events == ()


def test_saying_is_no_event(reading):
    assert reading("The minister said on Monday that the weather was good.").events == ()


def test_date_and_place(reading):
    (event,) = reading("Gunmen killed two soldiers in Kirkuk on Monday.").events
    assert (event.date, event.date_precision, event.date_text) == ("2024-03-04", "day", "Monday")
    assert event.place is not None


def test_i_in_a_quotation_acts_as_the_speaker(reading):
    found = reading("“I urge Iran to free the prisoners,” Omar Haddad said.")
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[e.actors[0]] for e in found.events if e.type == "REQUEST"] == ["Omar Haddad"]


def test_evidence_holds_trigger_and_parties(reading):
    text = "Nothing moved. Turkish jets bombed PKK camps in Iraq. Nobody spoke."
    (event,) = reading(text).events
    assert text[event.evidence.start : event.evidence.end] == "Turkish jets bombed PKK camps in Iraq."
    for span in (event.trigger, *event.actor_spans, *event.recipient_spans):
        assert event.evidence.start <= span.start < span.end <= event.evidence.end


def test_the_lexicon_speaks_plover():
    rows = table("event_triggers")
    assert len(rows) > 500
    modes = event_modes()
    for row in rows:
        assert row["type"] in EVENT_TYPES
        assert not row["mode"] or row["mode"] in modes[row["type"]], row
        assert row["pos"] in {"verb", "noun", "verb+object"}
    keys = [(row["lemma"], row["pos"]) for row in rows]
    assert len(keys) == len(set(keys))
