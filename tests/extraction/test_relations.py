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


def test_no_tie_of_a_thing_to_itself(reading):
    for relation in reading("The Badr Organization, a part of the Badr Organization, grew.").relations:
        assert relation.subject != relation.object
