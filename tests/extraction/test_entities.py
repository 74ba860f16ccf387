"""Who and what a text names, and which words mean them."""

import pytest
from tieline import language
from tieline.extraction.entities import find_entities
from tieline.identity import Authority


def entities(text):
    aligned = language.analyse(text, language.load())
    found = find_entities(aligned, Authority.shipped())
    return {e.name: (e, [text[m.start : m.end] for m in e.mentions]) for e in found}


def one(text, name):
    found = entities(text)
    assert name in found, sorted(found)
    return found[name]


def test_a_surname_means_the_full_name_before_it():
    _, mentions = one("Lina Haddad arrived in Beirut. Haddad met reporters there.", "Lina Haddad")
    assert mentions == ["Lina Haddad", "Haddad"]


def test_a_surname_in_the_lead_means_the_full_name_after_it():
    _, mentions = one("Haddad has resigned as governor. Karim Haddad led the province for years.", "Karim Haddad")
    assert mentions == ["Haddad", "Karim Haddad"]


def test_two_people_of_one_name_leave_the_surname_alone():
    found = entities("Karim Nasser met Leila Nasser in Beirut on Monday. Nasser left early.")
    assert found["Karim Nasser"][1] == ["Karim Nasser"]
    assert found["Leila Nasser"][1] == ["Leila Nasser"]


def test_titles_are_roles_and_no_part_of_the_name():
    entity, _ = one("Iraqi Prime Minister Mohammed Shia al-Sudani visited Basra.", "Mohammed Shia al-Sudani")
    assert entity.type == "Person"
    assert entity.role == "prime minister"


def test_an_apposition_gives_the_role():
    entity, mentions = one("Lina Haddad, a senior fellow at the Levant Policy Forum, disagreed.", "Lina Haddad")
    assert entity.role == "senior fellow"
    assert mentions[0] == "Lina Haddad"


def test_an_acronym_in_brackets_means_the_name_before_it():
    text = "The Democratic Front of Kasai (DFK) signed. The DFK will disarm."
    _, mentions = one(text, "Democratic Front of Kasai")
    assert mentions.count("DFK") == 2


def test_the_group_means_the_armed_group_before_it():
    text = "Kataib Hezbollah denied the report. The group blamed a rival."
    entity, mentions = one(text, "Kataib Hezbollah")
    assert entity.type == "ArmedGroup"
    assert "The group" in mentions


def test_kataib_hezbollah_is_not_hezbollah():
    found = entities("Kataib Hezbollah fights in Iraq. Hezbollah is based in Lebanon.")
    assert found["Kataib Hezbollah"][1] == ["Kataib Hezbollah"]
    assert found["Hezbollah"][1] == ["Hezbollah"]


def test_he_means_the_person_who_spoke():
    text = "Karim Nasser met Turkish officials in Ankara. He promised more trade."
    _, mentions = one(text, "Karim Nasser")
    assert mentions == ["Karim Nasser", "He"]


def test_he_in_a_quotation_is_not_the_one_who_is_quoted():
    text = "Karim Nasser took office in May. “He is hedging his bets,” Omar Haddad said."
    _, mentions = one(text, "Karim Nasser")
    assert "He" in mentions


def test_a_class_of_actors_is_a_generic_entity():
    text = "The Iraqi militias attacked two bases. Iraqi militias have done so before."
    found = entities(text)
    generic = [e for e, _ in found.values() if e.generic]
    assert [len(e.mentions) for e in generic if "militias" in e.name] == [2]
    assert all(e.type == "ArmedGroup" for e in generic if "militias" in e.name)


@pytest.mark.parametrize(
    ("text", "iran"),
    [
        ("Tehran accused the envoy of lying.", True),
        ("The talks between Tehran and the agency failed.", True),
        ("The pro-Tehran party lost two seats.", True),
        ("A bomb exploded in Tehran.", False),
        ("The envoy flew to Tehran.", False),
    ],
)
def test_a_capital_is_the_state_where_it_acts(text, iran):
    names = {e.name: e.type for e, _ in entities(text).values()}
    assert (names.get("Iran") == "State") == iran
    assert ("Tehran" in names) != iran


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("The Ministry of Water Resources said so.", "Ministry of Water Resources", "GovernmentBody"),
        ("Troops of the 42nd Brigade left Mosul.", "42nd Brigade", "MilitaryUnit"),
        ("A paper by the Aldine Institute was cited.", "Aldine Institute", "ThinkTank"),
        ("The United Nations sent an envoy.", "United Nations", "InternationalOrganization"),
        ("The United States sent an envoy.", "United States", "State"),
    ],
)
def test_classes(text, name, type_):
    assert one(text, name)[0].type == type_


def test_mentions_are_sorted_and_lie_in_the_text():
    text = "President Salma Idris of Sudan spoke. “We are tired,” Idris said. She left. Her party lost."
    for entity, mentions in entities(text).values():
        assert list(entity.mentions) == sorted(entity.mentions)
        assert all(words.strip() == words and words for words in mentions)


def test_described_actors_of_a_named_state_are_kept_and_others_only_where_they_act():
    found = entities("The plan worries the Iraqi people. Shops near the army of ants stayed open for customers.")
    assert "Iraqi people" in found
    assert not {"customers", "ants"} & set(found)


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The government of Iraq rejected the plan.", "Iraqi Government", "The government of Iraq"),
        (
            "The people of the United States pay for it.",
            "people of the United States",
            "The people of the United States",
        ),
    ],
)
def test_a_body_or_people_of_a_state_is_one_mention(text, name, words):
    _, mentions = one(text, name)
    assert words in mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The court cited the Public Safety Act on Monday.", "Public Safety Act"),
        ("Parliament ratified the Maritime Boundary Treaty.", "Maritime Boundary Treaty"),
        ("The army launched Operation Iron Gate near Samarra.", "Operation Iron Gate"),
        ("Secretary of State Dana Whitlock arrived.", "State"),
    ],
)
def test_laws_operations_and_parts_of_offices_are_no_entities(text, name):
    assert name not in entities(text)


def test_an_acronym_of_a_weapon_is_a_weapon():
    found = entities("Police said two IEDs and one VBIED exploded near the gate.")
    assert {found[name][0].type for name in found if name in {"IEDs", "VBIED", "IED"}} <= {"Weapon"}
    assert not any(entity.type == "Organization" for entity, _ in found.values())


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The Marsh Brigade said that Iraq's failure to guard its border was plain.", "Iraq", "its"),
        (
            "Analysts met on Monday. The talks joined the Iraqi militias and their commanders.",
            "Iraqi militias",
            "their",
        ),
        ("Under pressure, Iran says that Syria has become its gate to the sea.", "Iran", "its"),
    ],
)
def test_an_owner_is_whom_the_sentence_is_about(text, name, words):
    assert words in one(text, name)[1]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "The Senate Budget Committee met. The ministry declined to comment.",
            "Senate Budget Committee",
            "The ministry",
        ),
        ("Ali Khamenei, the leader of Iran, spoke. The Iraqi leader did not.", "Ali Khamenei", "The Iraqi leader"),
        ("Omar Said told reporters on Monday: “They know nothing.”", "reporters", "They"),
        ("The Iraqi militias left. The Iranians held all their cards.", "Iraqi militias", "their"),
        ("Israel closed the crossing. Iranians fear for their country.", "Israel", "their country"),
    ],
)
def test_what_does_not_fit_is_not_meant(text, name, words):
    found = entities(text)
    assert words not in (found[name][1] if name in found else [])


def test_the_rest_of_a_title_is_no_person():
    assert "Secretary" not in entities("Alliance Secretary General Karin Holt spoke first.")


def test_a_lone_name_that_only_a_movement_has_is_the_movement():
    assert one("Badr denied the report on Monday.", "Badr")[0].type == "ArmedGroup"
    assert one("Badr denied the report. Karim Badr is a lawyer.", "Karim Badr")[0].type == "Person"
