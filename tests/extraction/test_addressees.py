"""To whom something is said."""

import pytest

SPOKEN_TO = [
    ("Lina Haddad told Al-Sumaria that the talks had failed.", "Al-Sumaria"),
    ("Lina Haddad told reporters in Baghdad that the talks had failed.", "reporters"),
    ("“Stop the strikes,” the minister told Israel.", "Israel"),
    ("The envoy urged Iran to stop the attacks.", "Iran"),
    ("Lina Haddad asked the U.N. to send observers.", "United Nations"),
    ("Tehran warned Washington that any strike would be answered.", "United States"),
    ("Baghdad assured Tehran that its soil would not be used for attacks.", "Iran"),
    ("The general reminded NATO that the mandate was ending.", "NATO"),
    ("The prime minister called on Turkey to withdraw its troops.", "Turkey"),
    ("Karim Nasser appealed to Iran to release the sailors.", "Iran"),
    ("Lina Haddad encouraged Kuwait to invest in the port.", "Kuwait"),
    ("The minister invited France to send engineers.", "France"),
    ("Lina Haddad thanked Germany for the loan.", "Germany"),
    ("Lina Haddad complained to the European Union that the border was closed.", "European Union"),
    ("The Foreign Ministry demanded from Kuwait that it open the crossing.", "Kuwait"),
    ("Lina Haddad wrote to the United Nations that the camp had no water.", "United Nations"),
    ("“You must leave,” Lina Haddad said to Karim Nasser.", "Karim Nasser"),
    ("Karim Nasser confirmed to the BBC that the talks had failed.", "BBC"),
    ("In a letter to the Security Council, Iraq said the raid was an act of aggression.", "Security Council"),
    ("Iraq said in a letter to the United Nations Security Council that the raid was illegal.",
     "United Nations Security Council"),
    ("A letter to the European Union said the camp had no water.", "European Union"),
    ("In a message to Hezbollah, the commander said the war was over.", "Hezbollah"),
    ("Karim Nasser said in an interview with Al Jazeera that the army was ready.", "Al Jazeera"),
    ("Speaking to Rudaw, Karim Nasser said the budget was late.", "Rudaw"),
    ("Hezbollah was warned by Israel not to cross the line.", "Hezbollah"),
    ("Iran's ambassador was told by Iraq that the raid was illegal.", "Iran's ambassador"),
]  # fmt: skip


def hearers(reading, text):
    extraction = reading(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    return [names.get(statement.addressee) for statement in extraction.statements]


@pytest.mark.parametrize(("text", "hearer"), SPOKEN_TO, ids=[row[0][:40] for row in SPOKEN_TO])
def test_the_hearer_is_the_one_it_is_said_to(reading, text, hearer):
    assert hearers(reading, text) == [hearer]


@pytest.mark.parametrize(
    "text",
    [
        "Lina Haddad went to Tehran and said the talks had failed.",
        "Lina Haddad said the message to Hezbollah was clear.",
        "Lina Haddad referred to Iran as a partner.",
        "Lina Haddad condemned Iran.",
        "Lina Haddad said Israel would attack Iran.",
        "Flying to Ankara on Monday, Lina Haddad said the talks had failed.",
        "“Nobody told me,” Lina Haddad said.",
    ],
)
def test_places_of_the_way_and_what_it_is_about_are_no_hearers(reading, text):
    assert set(hearers(reading, text)) <= {None}
