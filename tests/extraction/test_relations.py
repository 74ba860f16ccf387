"""Lasting ties. Each row: sentence, subject, type, object (an entity's name or the words of an office)."""

import pytest

ROWS = [
    ("The Badr Organization, part of the Fatah Alliance, denied it.", "Badr Organization", "partOf", "Fatah Alliance"),
    ("Iraqi Prime Minister Mustafa al-Kadhimi arrived.", "Mustafa al-Kadhimi", "holdsOffice", "Prime Minister"),
    ("Hadi al-Amiri, the leader of the Badr Organization, agreed.", "Hadi al-Amiri", "leads", "Badr Organization"),
    ("Iran-backed Hezbollah fired rockets.", "Iran", "supports", "Hezbollah"),
    ("Hezbollah, which is backed by Iran, fired rockets.", "Iran", "supports", "Hezbollah"),
    ("Russia supports Syria.", "Russia", "supports", "Syria"),
    ("Lina Haddad, a fellow at Chatham House, agreed.", "Lina Haddad", "affiliatedWith", "Chatham House"),
    ("Lina Haddad, of Chatham House, agreed.", "Lina Haddad", "affiliatedWith", "Chatham House"),
    ("Dmitry Peskov, a spokesman for the Kremlin, declined to comment.", "Dmitry Peskov", "spokespersonFor", "Kremlin"),
    ("Esmail Qaani, who commands the Quds Force, left Baghdad.", "Esmail Qaani", "leads", "Quds Force"),
    ("Hezbollah leader Rami Nasser spoke.", "Rami Nasser", "leads", "Hezbollah"),
    ("Minister of Justice Mona Aziz resigned.", "Mona Aziz", "holdsOffice", "Minister of Justice"),
    ("The chief of the Quds Force, Brig. Gen. Rami Nasser, spoke.", "Rami Nasser", "leads", "Quds Force"),
    ("General Rami Nasser, commander, Quds Force, spoke.", "Rami Nasser", "leads", "Quds Force"),
    ("Hezbollah, whose leader, Rami Nasser, is ill, said nothing.", "Rami Nasser", "leads", "Hezbollah"),
    ("Mona Aziz became leader of the Green Party.", "Mona Aziz", "leads", "Green Party"),
    ("Mona Aziz was appointed director of the World Bank.", "Mona Aziz", "leads", "World Bank"),
    ("Parliament elected Mona Aziz as head of the Green Party.", "Mona Aziz", "leads", "Green Party"),
    ("Mona Aziz, a member of the Green Party, resigned.", "Mona Aziz", "memberOf", "Green Party"),
    ("Mona Aziz, 38, a tester and member of the Green Party, was born here.", "Mona Aziz", "memberOf", "Green Party"),
    ("Mona Aziz of the Green Party abstained.", "Mona Aziz", "memberOf", "Green Party"),
    ("Her party, the Green Party, elected Mona Aziz. Mona Aziz joined the Green Party.", "Mona Aziz", "memberOf",
     "Green Party"),
    ("Mona Aziz is now with the World Bank.", "Mona Aziz", "affiliatedWith", "World Bank"),
    ("Mona Aziz, deputy head of the World Bank, agreed.", "Mona Aziz", "affiliatedWith", "World Bank"),
    ("Mona Aziz, a hydrologist from the World Bank, agreed.", "Mona Aziz", "affiliatedWith", "World Bank"),
    ("Mona Aziz, who founded the Cedar Institute, agreed.", "Mona Aziz", "affiliatedWith", "Cedar Institute"),
    ("Hezbollah spokeswoman Mona Aziz denied it.", "Mona Aziz", "spokespersonFor", "Hezbollah"),
    ("Hezbollah's Radwan Force withdrew.", "Radwan Force", "partOf", "Hezbollah"),
    ("The Quds Force, the foreign arm of the Revolutionary Guards, denied it.", "Quds Force", "partOf",
     "Revolutionary Guards"),
    ("Hezbollah's armed wing, the Islamic Resistance, fired.", "Islamic Resistance", "partOf", "Hezbollah"),
    ("The Cedar Company, a front for Hezbollah, was fined.", "Cedar Company", "partOf", "Hezbollah"),
    ("The Fatah Alliance, including the Badr Organization, voted no.", "Badr Organization", "partOf",
     "Fatah Alliance"),
    ("The Islamic Resistance, an umbrella group that includes Hezbollah, spoke.", "Hezbollah", "partOf",
     "Islamic Resistance"),
    ("Coalition nations which have sent soldiers include Norway and France.", "Norway", "memberOf",
     "Coalition nations"),
    ("The Houthis are funded by Iran.", "Iran", "funds", "Houthis"),
    ("Iran supplies weapons to Hezbollah.", "Iran", "arms", "Hezbollah"),
    ("Iran has provided the Houthis with missiles.", "Iran", "arms", "Houthis"),
    ("Hezbollah enjoys the backing of Iran.", "Iran", "supports", "Hezbollah"),
    ("Iran's support for Hezbollah has grown.", "Iran", "supports", "Hezbollah"),
    ("Hezbollah, a proxy of Iran, fired rockets.", "Iran", "supports", "Hezbollah"),
    ("Kataib Hezbollah, a pro-Iran militia, denied it.", "Kataib Hezbollah", "supports", "Iran"),
    ("The Iran-linked Harakat al-Nujaba denied it.", "Harakat al-Nujaba", "affiliatedWith", "Iran"),
    ("Rami Nasser is loyal to Moqtada al-Sadr.", "Rami Nasser", "supports", "Moqtada al-Sadr"),
    ("Syria, an ally of Russia, agreed.", "Syria", "alliedWith", "Russia"),
    ("Iran's ally Hezbollah fired rockets.", "Hezbollah", "alliedWith", "Iran"),
    ("Hezbollah is allied with the Amal Movement.", "Hezbollah", "alliedWith", "Amal Movement"),
    ("Greece accused its rival Turkey of spying.", "Turkey", "opposes", "Greece"),
    ("Norway is opposed to Hamas.", "Norway", "opposes", "Hamas"),
    ("Iraqi forces fought against the Islamic State.", "Iraqi forces", "fightsAgainst", "Islamic State"),
    ("France is committed to defeating the Islamic State.", "France", "fightsAgainst", "Islamic State"),
    ("Hezbollah's campaign against the Islamic State goes on.", "Hezbollah", "fightsAgainst", "Islamic State"),
    ("Mona Aziz regularly meets Rami Nasser.", "Mona Aziz", "meetsWith", "Rami Nasser"),
    ("The Cedar Institute, headquartered in Beirut, published it.", "Cedar Institute", "basedIn", "Beirut"),
    ("She asked the Iraqi embassy in London for papers.", "Iraqi embassy", "basedIn", "London"),
    ("The Cedar Company, a firm from Basra, supplied it.", "Cedar Company", "basedIn", "Basra"),
    ("Hezbollah, which fought a long war with Israel, agreed.", "Hezbollah", "fightsAgainst", "Israel"),
    ("Scholars at the Cedar Institute in Beirut agreed.", "Cedar Institute", "basedIn", "Beirut"),
    ("The Badr Organization operates in Diyala.", "Badr Organization", "operatesIn", "Diyala"),
    ("Anita Bhandari of Nepal agreed.", "Anita Bhandari", "citizenOf", "Nepal"),
]  # fmt: skip


def told(found):
    names = {entity.id: entity.name for entity in found.entities}
    return {
        (names[r.subject], r.type, end)
        for r in found.relations
        for end in (names.get(r.object) if r.object else None, r.object_text)
        if end
    }


@pytest.mark.parametrize(("text", "subject", "type_", "object_"), ROWS, ids=[row[0][:44] for row in ROWS])
def test_ties(reading, text, subject, type_, object_):
    assert (subject, type_, object_) in told(reading(text))


def test_a_title_describes_the_name_after_it(reading):
    text = (
        "As he flew to the Netherlands, NATO Secretary-General Mark Rutte spoke of Trump, French President Macron said."
    )
    leaders = {subject for subject, type_, _ in told(reading(text)) if type_ in {"leads", "holdsOffice"}}
    assert "Netherlands" not in leaders
    assert not any("Trump" in name for name in leaders)


@pytest.mark.parametrize(
    "text",
    [
        "Qasem Soleimani, Iran's top commander, was in Damascus.",
        "The top Iranian militia leader, Qasem Soleimani, was in Damascus.",
        "Qasem Soleimani, the Iranian opposition leader, was in Damascus.",
    ],
)
def test_who_leads_something_of_a_state_leads_no_state(reading, text):
    assert [r.type for r in reading(text).relations if r.type == "leads"] == []


def test_a_former_tie_is_marked(reading):
    relations = reading("Former Prime Minister Haider al-Abadi returned to Baghdad.").relations
    assert [r.former for r in relations if r.type == "holdsOffice"] == [True]


def test_a_present_tie_is_not(reading):
    relations = reading("Prime Minister Haider al-Abadi returned to Baghdad.").relations
    assert [r.former for r in relations if r.type == "holdsOffice"] == [False]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Rami Nasser led the Green Party until 2010.", "leads"),
        ("Mona Aziz resigned as director of the World Bank.", "leads"),
        ("Mona Aziz, once director of the World Bank, agreed.", "leads"),
        ("Mona Aziz taught at Harvard University.", "affiliatedWith"),
        ("The Dawn Brigades broke away from the Mahdi Army.", "partOf"),
        ("The Dawn Brigades, a splinter of the Mahdi Army, grew.", "partOf"),
    ],
)
def test_a_tie_that_is_over_is_former(reading, text, type_):
    assert [r.former for r in reading(text).relations if r.type == type_] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The pro-Iran Kataib Hezbollah militia denied it.",  # a group and its own description
        "The Green Party, a party of the centre, grew.",
        "The 45th Brigade, the 46th Brigade and the 47th Brigade marched.",  # a list, no apposition
        "Mona Aziz reported to the World Bank that the money was gone.",
        "Mona Aziz met Rami Nasser in Paris.",  # once is an event
        "The company Norway chose has failed.",
        "Mona Aziz is in the room at the World Bank.",
        "Norway supports the Swedish right to strike.",
        "Norway does not seek a conflict with Sweden.",
    ],
)
def test_what_tells_no_tie(reading, text):
    assert told(reading(text)) == set()


def test_who_leads_a_part_does_not_lead_the_whole(reading):
    for text in (
        "Rami Nasser, the intelligence chief of the Quds Force, left.",
        "Mona Aziz, the World Bank's director for energy, left.",
        "Mona Aziz commands the Quds Force's supply unit.",
    ):
        assert "leads" not in {
            type_ for _, type_, other in told(reading(text)) if other in {"Quds Force", "World Bank"}
        }


def test_a_list_of_leaders_ties_each_to_the_own(reading):
    text = (
        "Omar Saleh, the commander-in-chief of the Quds Force, Rami Nasser, the chief of the World Bank, "
        "and Mona Aziz, the head of the Green Party, left."
    )
    assert {tie for tie in told(reading(text)) if tie[1] == "leads"} == {
        ("Omar Saleh", "leads", "Quds Force"),
        ("Rami Nasser", "leads", "World Bank"),
        ("Mona Aziz", "leads", "Green Party"),
    }


def test_who_accuses_does_not_do_it(reading):
    [relation] = reading("The minister accused Norway of supporting Hezbollah.").relations
    assert (relation.type, relation.factuality) == ("supports", "claimed")
    assert ("Norway", "supports", "Hezbollah") in told(reading("Norway was accused of supporting Hezbollah."))


def test_a_description_in_passing_is_asserted(reading):
    relations = reading("Mona Aziz, the head of the Green Party, would win.").relations
    assert {r.factuality for r in relations} == {"happened"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Cedar Front of Rami Nasser is backed by Iran.", ("happened", None)),
        ("Iran supports the Cedar Front of Rami Nasser.", ("happened", None)),
        ("Iran said that Rami Nasser, the leader of the Cedar Front, was ill.", ("claimed", "Iran")),
        ("Turkey opposes the Iran-backed Cedar Front.", ("claimed", "Turkey")),
    ],
)
def test_how_one_is_described_whom_others_back_is_told_by_the_article(reading, text, told):
    found = reading(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert [
        (r.factuality, r.voice and names[r.voice])
        for r in found.relations
        if r.type in {"leads", "supports"} and r.pattern != "verb"
    ] == [told]


def test_an_occupation_is_no_office(reading):
    found = told(reading("Mona Aziz, an analyst at the Cedar Institute, agreed."))
    assert found == {("Mona Aziz", "affiliatedWith", "Cedar Institute")}


@pytest.mark.parametrize(
    ("text", "factuality", "trigger"),
    [
        ("Iran arms Hezbollah.", "happened", "arms"),
        ("Israel said Iran had armed Hezbollah.", "claimed", "armed"),
        ("Iran does not arm Hezbollah.", "denied", "arm"),
        ("Iran plans to arm Hezbollah.", "planned", "arm"),
    ],
)
def test_a_tie_is_as_factual_as_its_trigger(reading, text, factuality, trigger):
    [relation] = [r for r in reading(text).relations if r.type == "arms"]
    assert (relation.factuality, text[relation.trigger.start : relation.trigger.end]) == (factuality, trigger)


def test_no_tie_of_a_thing_to_itself(reading):
    for relation in reading("The Badr Organization, a part of the Badr Organization, grew.").relations:
        assert relation.subject != relation.object
