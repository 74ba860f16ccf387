"""Whom a spokesperson speaks for."""

import pytest

SPOKESPEOPLE = [
    ("A spokesman for the Defense Ministry said the base was safe.", "spokesman", "Defense Ministry"),
    ("Lina Haddad, a spokeswoman for the Interior Ministry, said the roads were open.", "Lina Haddad",
     "Interior Ministry"),
    ("Defense Ministry spokesman Karim Nasser said the base was safe.", "Karim Nasser", "Defense Ministry"),
    ("The Interior Ministry's spokesman, Karim Nasser, said the roads were open.", "Karim Nasser", "Interior Ministry"),
    ("“The roads are open,” said Karim Nasser, spokesman for the Popular Mobilization Forces.", "Karim Nasser",
     "Popular Mobilization Forces"),
    ("A Pentagon spokesman said the strike was a response.", "Pentagon spokesman", "U.S. Department of Defense"),
    ("White House press secretary Dana Keller said the talks would go on.", "Dana Keller", "White House"),
    ("A spokesperson of the European Union told Reuters that aid would continue.", "spokesperson", "European Union"),
    ("Karim Nasser, who is a spokesman for the Interior Ministry, said the roads were open.", "Karim Nasser",
     "Interior Ministry"),
    ("A spokeswoman for Lina Haddad said the roads were open.", "spokeswoman", "Lina Haddad"),
    ("According to a spokesman for the U.S. Central Command, the drone was shot down.", "spokesman",
     "U.S. Central Command"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "institution"), SPOKESPEOPLE, ids=[row[0][:40] for row in SPOKESPEOPLE])
def test_a_spokesperson_speaks_for_an_institution(reading, text, speaker, institution):
    extraction = reading(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    (statement,) = extraction.statements
    assert (names[statement.speaker], names.get(statement.institution)) == (speaker, institution)


@pytest.mark.parametrize(
    "text",
    [
        "Lina Haddad said the roads were open.",
        "The Interior Ministry said the roads were open.",
        "Lina Haddad, a lawyer for the Interior Ministry, said the roads were open.",
        "Lina Haddad said the spokesman for the Interior Ministry had left.",
    ],
)
def test_others_speak_for_themselves(reading, text):
    assert [statement.institution for statement in reading(text).statements] == [None]
