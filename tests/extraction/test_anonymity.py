"""Sources that are not named: how they are described, and why they ask for it."""

import pytest

UNNAMED = [
    ("An Iraqi official, who spoke on condition of anonymity because he was not authorised to brief, said it was over.",
     "An Iraqi official", "spoke on condition of anonymity because he was not authorised to brief"),
    ("The convoy had left, said a diplomat who asked not to be named because of the sensitivity of the talks.",
     "a diplomat", "asked not to be named because of the sensitivity of the talks"),
    ("Two people familiar with the talks said they were over, speaking on condition of anonymity to discuss the draft.",
     "Two people familiar with the talks", "speaking on condition of anonymity to discuss the draft"),
    ("The officials, who declined to be identified, said the pipeline was safe.", "The officials",
     "declined to be identified"),
    ("“They will not leave,” an aide said on condition of anonymity, citing security reasons.", "an aide",
     "on condition of anonymity, citing security reasons"),
    ("A militia commander said the drones were ready. He spoke on condition of anonymity because he fears reprisals.",
     "A militia commander", "spoke on condition of anonymity because he fears reprisals"),
    ("A police officer who was not authorized to speak publicly said the road was open.", "A police officer",
     "was not authorized to speak publicly"),
    ("According to two people with knowledge of the matter, who requested anonymity, the bank has closed.",
     "two people with knowledge of the matter", "requested anonymity"),
    ("Western diplomats, speaking anonymously, said the draft was weak.", "Western diplomats, speaking anonymously",
     "speaking anonymously"),
    ("Sources close to the ministry said the minister would resign.", "Sources close to the ministry", None),
    ("A person briefed on the plan said it would cost millions.", "A person briefed on the plan", None),
    ("A lawmaker with knowledge of the vote said it had failed.", "A lawmaker with knowledge of the vote", None),
]  # fmt: skip


def words(text, span):
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(("text", "speaker", "reason"), UNNAMED, ids=[row[0][:40] for row in UNNAMED])
def test_an_unnamed_source_keeps_description_and_reason(reading, text, speaker, reason):
    (statement,) = reading(text).statements
    assert (words(text, statement.speaker_span), words(text, statement.anonymity)) == (speaker, reason)
    if statement.anonymity is not None:
        assert statement.evidence.start <= statement.anonymity.start < statement.anonymity.end <= statement.evidence.end


@pytest.mark.parametrize(
    "text",
    [
        "Lina Haddad said the new judge was not to be named before Sunday.",
        "The envoy said troops were not authorised to enter the town.",
        "The group agreed to leave on condition that the strikes stop, officials said.",
    ],
)
def test_words_that_are_said_or_tell_of_others_give_no_reason(reading, text):
    assert all(statement.anonymity is None for statement in reading(text).statements)


def test_the_reason_belongs_to_the_nearest_unnamed_source(reading):
    text = (
        "The minister said the road was closed, but a police officer who was not authorized to speak said it was open."
    )
    reasons = {words(text, s.speaker_span): words(text, s.anonymity) for s in reading(text).statements}
    assert reasons == {"The minister": None, "a police officer": "was not authorized to speak"}
