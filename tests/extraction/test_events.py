"""Who did what to whom. Each row: sentence, type, words of the actors, words of the recipients."""

from pathlib import Path

import pytest
from tieline.language.lexicon import table
from tieline.rdf.terms import event_modes
from tieline.records import EVENT_TYPES

ROWS = [
    # objects and prepositions
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
    ("Turkey signed a trade agreement with Armenia.", "SUPPORT", "Turkey", "Armenia"),
    ("Egypt broke off relations with Qatar.", "SANCTION", "Egypt", "Qatar"),
    ("Gunmen opened fire on a convoy.", "ASSAULT", "Gunmen", "a convoy"),
    ("Pakistan handed over two fugitives to Iran.", "AID", "Pakistan", "Iran"),
    ("Norway gave Ukraine fifty tanks.", "AID", "Norway", "Ukraine"),
    ("Rebels fought with the army near the border.", "ASSAULT", "Rebels", "the army"),
    ("Students marched against the governor.", "PROTEST", "Students", "the governor"),
    ("Kuwait shares intelligence with Britain.", "COOPERATE", "Kuwait", "Britain"),
    ("Hamid Karim said that the Cedar Front would continue its attacks.", "ASSAULT", "the Cedar Front", ""),
    # recipients inside the complement or the object
    ("Baghdad rejected the American offer.", "REJECT", "Baghdad", "American"),
    ("France demanded that Iran stop the tests.", "REQUEST", "France", "Iran"),
    ("The envoy called for Syria to open the border.", "REQUEST", "The envoy", "Syria"),
    ("The envoy called on Syria to open the border.", "REQUEST", "The envoy", "Syria"),
    ("The union demanded the resignation of the minister.", "REQUEST", "The union", "the minister"),
    ("Jordan demanded an apology from Israel.", "REQUEST", "Jordan", "Israel"),
    ("Germany said that Serbia must release the journalists.", "REQUEST", "Germany", "Serbia"),
    ("Haddad criticised Turkey's decision to close the port.", "ACCUSE", "Haddad", "Turkey"),
    ("Sweden accused Russia of hacking its parliament.", "ACCUSE", "Sweden", "Russia"),
    ("Cuba refused to meet the American envoy.", "REJECT", "Cuba", "the American envoy"),
    ("Chad rejected a call by France for new elections.", "REJECT", "Chad", "France"),
    ("Libya agreed to hold talks with Malta.", "AGREE", "Libya", "Malta"),
    (
        "The rebels threatened to attack the capital's garrison unless the army left.",
        "THREATEN",
        "The rebels",
        "the capital's garrison",
    ),
    ("Iran promised to release the British sailors.", "AGREE", "Iran", "the British sailors"),
    ("The militia threatened to shell Kurdish villages.", "THREATEN", "The militia", "Kurdish villages"),
    ("Ethiopia will not accept the Egyptian proposal.", "REJECT", "Ethiopia", "Egyptian"),
    ("Burundi lifted a curfew in Bujumbura.", "CONCEDE", "Burundi", "Bujumbura"),
    # voice, relative clauses, control, coordination
    ("The mayor was kidnapped by masked gunmen.", "ASSAULT", "masked gunmen", "The mayor"),
    ("The rebels who attacked the garrison fled.", "ASSAULT", "The rebels", "the garrison"),
    ("The garrison that the rebels attacked was empty.", "ASSAULT", "the rebels", "The garrison"),
    ("The army wants to attack the rebels.", "ASSAULT", "The army", "the rebels"),
    ("The army surrounded the town and attacked the rebels.", "ASSAULT", "The army", "the rebels"),
    ("Police arrested a journalist and two teachers.", "COERCE", "Police", "a journalist, two teachers"),
    ("The police and the army arrested the mayor.", "COERCE", "The police, the army", "the mayor"),
    ("A bomb hit a bus, killing four soldiers.", "ASSAULT", "", "four soldiers"),
    ("Iran announced plans to attack the rebels.", "ASSAULT", "Iran", "the rebels"),
    # nouns, light verbs, nationalities
    ("Israel's killing of Hassan Nasrallah shocked the region.", "ASSAULT", "Israel", "Hassan Nasrallah"),
    ("Israeli airstrikes on Hezbollah worried Paris.", "ASSAULT", "Israeli", "Hezbollah"),
    ("An attack by the rebels on the army shook the town.", "ASSAULT", "the rebels", "the army"),
    ("Saudi-led airstrikes on the Houthis continued.", "ASSAULT", "Saudi", "the Houthis"),
    ("The army carried out strikes against the rebels.", "ASSAULT", "The army", "the rebels"),
    ("Rebels laid siege to the army's garrison.", "COERCE", "Rebels", "the army"),
    ("The foreign minister held talks with Omar Haddad.", "CONSULT", "The foreign minister", "Omar Haddad"),
    ("Iraq was in talks with Kuwait over the islands.", "CONSULT", "Iraq", "Kuwait"),
    ("The French President visited Algeria.", "CONSULT", "The French President", "Algeria"),
    ("Russian and Turkish officials met on Monday.", "CONSULT", "Russian, Turkish officials", ""),
    ("The drone attack on the embassy of Chad caused a fire.", "ASSAULT", "", "the embassy"),
    ("Prosecutors put the former minister under investigation.", "ACCUSE", "Prosecutors", "the former minister"),
    ("Doctors went on strike against the ministry.", "PROTEST", "Doctors", "the ministry"),
    ("Mexico is opposed to the American plan.", "REJECT", "Mexico", "the American plan"),
    ("Oman is willing to mediate between Iran and Britain.", "AGREE", "Oman", "Iran, Britain"),
    ("Malta denounced as a disgrace Libya's treatment of the sailors.", "ACCUSE", "Malta", "Libya"),
    ("Cyprus is neglecting the refugees, a Greek union protested on Monday.", "ACCUSE", "a Greek union", "Cyprus"),
    (
        "Doctors went on strike over a law signed by President Omar Haddad.",
        "PROTEST",
        "Doctors",
        "President Omar Haddad",
    ),
    ("Soldiers prevented a march organised by students.", "COERCE", "Soldiers", "students"),
    ("Albanian gunners fired missiles at targets in Aleppo.", "ASSAULT", "Albanian gunners", "Aleppo"),
    ("Peru lifted an embargo on timber sales to Bolivia.", "CONCEDE", "Peru", "Bolivia"),
    ("Kenya refused to commit to any aid to the French-led war against Chad.", "REJECT", "Kenya", "French"),
    ("Chad ordered the weekly newspaper Le Matin to close.", "REQUEST", "Chad", "the weekly newspaper Le Matin"),
    (
        "The militia demanded that control of the port be taken away from the Somali governor.",
        "REQUEST",
        "The militia",
        "the Somali governor",
    ),
]


def parties(text, event):
    def words(spans):
        return ", ".join(text[s.start : s.end] for s in spans)

    return event.type, words(event.actor_spans), words(event.recipient_spans)


@pytest.mark.parametrize(("text", "type_", "actor", "recipient"), ROWS, ids=[row[1] for row in ROWS])
def test_parties(reading, text, type_, actor, recipient):
    assert (type_, actor, recipient) in [parties(text, event) for event in reading(text).events]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Gunmen killed two farmers in a village near Kirkuk.", ["ASSAULT"]),
        ("Two farmers were killed in a flood near Kirkuk.", []),
        ("The senator attacked the governor in an interview over the budget.", ["ACCUSE"]),
        ("Iran freed the sailors.", ["RETREAT"]),
        ("Iran released a statement.", []),
        ("The rebels resigned themselves to a long siege.", []),
        ("Rebels violated the ceasefire.", ["REJECT"]),
        ("The prime minister sacked the police chief.", ["SANCTION"]),
        ("The minister asked whether the road was open.", []),
        ("The minister asked Turkey to open the road.", ["REQUEST"]),
        ("Chad called the report a lie.", []),
        ("Chad called for new elections.", ["REQUEST"]),
    ],
)
def test_the_same_verb_tells_other_things_with_other_parties(reading, text, types):
    assert [event.type for event in reading(text).events] == types


def test_plain_prose_has_hardly_any_events(reading):
    lines = (Path(__file__).parent / "background.txt").read_text(encoding="utf8").splitlines()
    sentences = [line for line in lines if line and not line.startswith("#")]
    false = [(sentence, event.type) for sentence in sentences for event in reading(sentence).events]
    assert len(sentences) >= 100
    assert len(false) <= 5, false


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
        assert row["pos"] in {"verb", "noun", "verb+object", "adjective", "light"}
        if row["pos"] == "light":
            continue
        assert row["type"] in EVENT_TYPES
        assert not row["mode"] or row["mode"] in modes[row["type"]], row
    keys = [(row["lemma"], row["pos"]) for row in rows]
    assert len(keys) == len(set(keys))
