"""Only what the article itself asserts has happened. Each row: sentence, trigger, factuality, speaker."""

import pytest

ROWS = [
    ("Iran attacked the base.", "attacked", "happened", None),
    ("Iran did not attack the base.", "attack", "denied", None),
    ("Iran never attacked the base.", "attacked", "denied", None),
    ("Iran will attack the base.", "attack", "planned", None),
    ("Iran plans to attack the base.", "attack", "planned", None),
    ("Iran may attack the base.", "attack", "possible", None),
    ("Iran could attack the base.", "attack", "possible", None),
    ("If Iran attacks the base, oil prices rise.", "attacks", "possible", None),
    ("Iran allegedly attacked the base.", "attacked", "possible", None),
    ("The Pentagon said that Iran attacked the base.", "attacked", "claimed", "U.S. Department of Defense"),
    ("“Iran attacked the base,” Lina Haddad said.", "attacked", "claimed", "Lina Haddad"),
    ("Iran attacked the base, the Pentagon said.", "attacked", "claimed", "U.S. Department of Defense"),
    ("According to the Pentagon, Iran attacked the base.", "attacked", "claimed", "U.S. Department of Defense"),
    ("Iran denied that it attacked the base.", "attacked", "denied", "Iran"),
    ("Israel urged Britain to attack Iran.", "attack", "possible", "Israel"),
    ("Iran refused to attack the base.", "attack", "denied", None),
    ("Iran vowed to attack the base.", "attack", "planned", "Iran"),
    ("The Pentagon said that Iran might attack the base.", "attack", "possible", "U.S. Department of Defense"),
    ("The Pentagon said that Iran will attack the base.", "attack", "planned", "U.S. Department of Defense"),
    ("The Pentagon fears that Iran attacked the base.", "attacked", "possible", "U.S. Department of Defense"),
]


@pytest.mark.parametrize(("text", "trigger", "factuality", "speaker"), ROWS, ids=[row[0][:44] for row in ROWS])
def test_factuality(reading, text, trigger, factuality, speaker):
    found = reading(text)
    names = {entity.id: entity.name for entity in found.entities}
    told = [
        (e.factuality, names.get(e.voice) if e.voice else None)
        for e in found.events
        if e.type == "ASSAULT" and text[e.trigger.start : e.trigger.end] == trigger
    ]
    assert [f for f, _ in told] == [factuality]
    if speaker is not None and told[0][1] is not None:
        assert told[0][1] in {speaker, "Pentagon"}


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Russia supports Syria.", "happened"),
        ("The envoy said that Russia supports Syria.", "claimed"),
        ("Russia does not support Syria.", "denied"),
        ("Russia may support Syria.", "possible"),
        ("“Russia supports Syria,” Lina Haddad said.", "claimed"),
        ("They met late. “Nobody doubts it. Russia supports Syria. That is all.”", "claimed"),
    ],
)
def test_ties_follow_the_same_rules(reading, text, factuality):
    told = [r.factuality for r in reading(text).relations if r.type == "supports"]
    assert told == [factuality]
