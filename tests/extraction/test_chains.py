"""Second-hand speech: whose words somebody passes on, and who passes them on."""

import pytest

RELAYED = [
    ("Reuters reported that Lina Haddad said the border would stay closed.", "Lina Haddad",
     "the border would stay closed", ["Reuters"]),
    ("The AP reported on Monday that Foreign Minister Lina Haddad had told lawmakers the talks were over.",
     "Lina Haddad", "the talks were over", ["Associated Press"]),
    ("According to Reuters, Lina Haddad said that the border would stay closed.", "Lina Haddad",
     "the border would stay closed", ["Reuters"]),
    ("Karim Nasser said the bridge was closed, according to Al-Sumaria.", "Karim Nasser", "the bridge was closed",
     ["Al-Sumaria"]),
    ("The bridge was closed, Karim Nasser said, according to Al-Sumaria.", "Karim Nasser", "The bridge was closed",
     ["Al-Sumaria"]),
    ("The convoy was hit near Tikrit, according to the Interior Ministry, as reported by Reuters.", "Interior Ministry",
     "The convoy was hit near Tikrit", ["Reuters"]),
    ("The pipeline is safe, the Oil Ministry said, as cited by Shafaq News.", "Oil Ministry", "The pipeline is safe",
     ["Shafaq News"]),
    ("The militia agreed to leave, Karim Nasser said, the Shafaq News agency reported.", "Karim Nasser",
     "The militia agreed to leave", ["Shafaq News"]),
    ("In remarks carried by IRNA, Lina Haddad said the talks had failed.", "Lina Haddad", "the talks had failed",
     ["Islamic Republic News Agency"]),
    ("Lina Haddad said in comments reported by Al Jazeera that the base was safe.", "Lina Haddad", "the base was safe",
     ["Al Jazeera"]),
    ("“We will not negotiate,” Lina Haddad said, according to Reuters.", "Lina Haddad", "We will not negotiate,",
     ["Reuters"]),
    ("Reuters, citing two Iraqi officials, reported that the envoy had left Baghdad.", "Iraqi officials",
     "the envoy had left Baghdad", ["Reuters"]),
    ("Two soldiers were killed, Reuters reported, citing a security source.", "security source",
     "Two soldiers were killed", ["Reuters"]),
    ("Citing unnamed officials, The New York Times reported that the envoy had left Baghdad.", "unnamed officials",
     "the envoy had left Baghdad", ["New York Times"]),
]  # fmt: skip
QUOTED = [
    ("Karim Nasser arrived on Sunday. AFP quoted him as saying that the road was mined.", "Karim Nasser",
     "the road was mined", ["Agence France-Presse"]),
    ("Karim Nasser was quoted by the Fars news agency as saying that the drones had hit their target.", "Karim Nasser",
     "the drones had hit their target", ["Fars News Agency"]),
    ("Omar Keller was quoted as saying that the drones had hit their target.", "Omar Keller",
     "the drones had hit their target", []),
    ("AFP quoted Lina Haddad as saying: “We will not negotiate.”", "Lina Haddad", "We will not negotiate.",
     ["Agence France-Presse"]),
    ("“We will not negotiate,” Lina Haddad was quoted as saying by Reuters.", "Lina Haddad", "We will not negotiate,",
     ["Reuters"]),
    ("“We will not negotiate,” IRNA quoted Lina Haddad as saying.", "Lina Haddad", "We will not negotiate,",
     ["Islamic Republic News Agency"]),
]  # fmt: skip


def told(reading, text):
    """(speaker, content, relays) of each statement, by name."""
    extraction = reading(text)
    names = {entity.id: entity.name for entity in extraction.entities}
    return [
        (names.get(s.speaker), " ".join(text[c.start : c.end] for c in s.content), [names[id_] for id_ in s.via])
        for s in extraction.statements
    ]


@pytest.mark.parametrize(("text", "speaker", "content", "via"), [*RELAYED, *QUOTED], ids=lambda value: str(value)[:40])
def test_a_statement_has_the_voices_that_pass_it_on(reading, text, speaker, content, via):
    assert (speaker, content, via) in told(reading, text)


@pytest.mark.parametrize(("text", "speaker", "content", "via"), QUOTED, ids=lambda value: str(value)[:40])
def test_who_quotes_somebody_makes_no_statement_by_that(reading, text, speaker, content, via):
    assert told(reading, text) == [(speaker, content, via)]


def test_what_an_outlet_reports_is_its_own_statement_too(reading):
    text = "Reuters reported that Lina Haddad said the border would stay closed."
    assert told(reading, text) == [
        ("Reuters", "Lina Haddad said the border would stay closed", []),
        ("Lina Haddad", "the border would stay closed", ["Reuters"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lina Haddad told Reuters that the talks had failed.",
        "Lina Haddad said in an interview with Al Jazeera that the talks had failed.",
        "Lina Haddad said Reuters had closed its office.",
        "Reuters reported that the bridge had fallen.",
        "Lina Haddad said the talks had failed, but according to Karim Nasser they would go on.",
        "The ministry closed the road, citing the flood.",
    ],
)
def test_a_hearer_a_subject_and_another_speaker_pass_nothing_on(reading, text):
    assert all(via == [] for _, _, via in told(reading, text))


def test_relays_that_are_no_entity_keep_their_words(reading):
    text = "Jonas Keller vowed to resign, according to his lawyer."
    vowed = [statement for statement in reading(text).statements if statement.cue_lemma == "vow"]
    assert [[text[span.start : span.end] for span in statement.via_spans] for statement in vowed] == [["his lawyer"]]


def test_evidence_holds_the_words_of_a_relay(reading):
    text = "The bridge was closed, the governor said, according to Al-Sumaria. It is safe."
    (statement,) = reading(text).statements
    assert all(statement.evidence.start <= r.start < r.end <= statement.evidence.end for r in statement.via_spans)
