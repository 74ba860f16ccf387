"""Only what the article itself asserts has happened. Each row: sentence, trigger, factuality, speaker."""

import pytest

P = "U.S. Department of Defense"
ROWS = [
    # asserted
    ("Iran attacked the base.", "attacked", "happened", None),
    ("Iran has attacked the base.", "attacked", "happened", None),
    ("The base was attacked by Iran.", "attacked", "happened", None),
    ("After Iran attacked the base, oil prices rose.", "attacked", "happened", None),
    ("Iran attacked the base because talks had failed.", "attacked", "happened", None),
    ("The drones with which Iran attacked the base were old.", "attacked", "happened", None),
    ("Iran managed to attack the base.", "attack", "happened", None),
    ("Iran did attack the base.", "attack", "happened", None),
    ("Iran continued attacking the base.", "attacking", "happened", None),
    ("Not only did Iran attack the base, it also burned the port.", "attack", "happened", None),
    ("Iran attacked the base, not the town.", "attacked", "happened", None),
    ("Nobody was surprised that Iran attacked the base.", "attacked", "happened", None),
    # denied
    ("Iran did not attack the base.", "attack", "denied", None),
    ("Iran never attacked the base.", "attacked", "denied", None),
    ("Iran has not attacked the base.", "attacked", "denied", None),
    ("Iran no longer attacks the base.", "attacks", "denied", None),
    ("No rebels attacked the base.", "attacked", "denied", None),
    ("Neither Iran nor Syria attacked the base.", "attacked", "denied", None),
    ("Iran left the region without attacking the base.", "attacking", "denied", None),
    ("Iran failed to attack the base.", "attack", "denied", None),
    ("Iran avoided attacking the base.", "attacking", "denied", None),
    ("Iran denied that it attacked the base.", "attacked", "denied", "Iran"),
    ("Iran denied attacking the base.", "attacking", "denied", "Iran"),
    ("It is not true that Iran attacked the base.", "attacked", "denied", None),
    ("Police foiled an attack on the base by the rebels.", "attack", "denied", None),
    # planned
    ("Iran will attack the base.", "attack", "planned", None),
    ("Iran plans to attack the base.", "attack", "planned", None),
    ("Iran intends to attack the base.", "attack", "planned", None),
    ("Iran is going to attack the base.", "attack", "planned", None),
    ("Iran is about to attack the base.", "attack", "planned", None),
    ("Iran is preparing to attack the base.", "attack", "planned", None),
    ("Iran sent drones to attack the base.", "attack", "planned", None),
    ("Iran has decided to attack the base.", "attack", "planned", None),
    ("The rebels' planned attack on the base worries the region.", "attack", "planned", None),
    ("Iran announced plans to attack the base.", "attack", "planned", None),
    ("The Pentagon said that Iran will attack the base.", "attack", "planned", P),
    ("The Pentagon said Iran would attack the base.", "attack", "planned", P),
    # possible
    ("Iran may attack the base.", "attack", "possible", None),
    ("Iran could attack the base.", "attack", "possible", None),
    ("Iran might have attacked the base.", "attacked", "possible", None),
    ("Iran may not have attacked the base.", "attacked", "possible", None),
    ("If Iran attacks the base, oil prices rise.", "attacks", "possible", None),
    ("Unless Iran attacks the base, nothing will change.", "attacks", "possible", None),
    ("Had Iran attacked the base, prices would have risen.", "attacked", "possible", None),
    ("It is unclear whether Iran attacked the base.", "attacked", "possible", None),
    ("Iran tried to attack the base.", "attack", "possible", None),
    ("Iran is likely to attack the base.", "attack", "possible", None),
    ("Iran is able to attack the base.", "attack", "possible", None),
    ("Perhaps Iran attacked the base.", "attacked", "possible", None),
    ("The Pentagon said that Iran might attack the base.", "attack", "possible", P),
    ("Did Iran attack the base?", "attack", "possible", None),
    ("A possible attack on the base by the rebels worries the region.", "attack", "possible", None),
    # suspected
    ("Iran allegedly attacked the base.", "attacked", "possible", None),
    ("Iran reportedly attacked the base.", "attacked", "possible", None),
    ("Iran is suspected of attacking the base.", "attacking", "possible", None),
    ("Iran is believed to have attacked the base.", "attacked", "possible", None),
    ("Iran is said to have attacked the base.", "attacked", "claimed", None),
    ("The Pentagon fears that Iran attacked the base.", "attacked", "possible", P),
    ("The Pentagon suspects that Iran attacked the base.", "attacked", "possible", P),
    # claimed
    ("The Pentagon said that Iran attacked the base.", "attacked", "claimed", P),
    ("“Iran attacked the base,” Lina Haddad said.", "attacked", "claimed", "Lina Haddad"),
    ("Iran attacked the base, the Pentagon said.", "attacked", "claimed", P),
    ("According to the Pentagon, Iran attacked the base.", "attacked", "claimed", P),
    ("The Pentagon claimed that Iran attacked the base.", "attacked", "claimed", P),
    ("The Pentagon did not deny that Iran attacked the base.", "attacked", "claimed", P),
    ("The Pentagon said that Iran did not attack the base.", "attack", "denied", P),
    ("The Pentagon told reporters Iran had attacked the base.", "attacked", "claimed", P),
    ("Lina Haddad insisted that Iran attacked the base.", "attacked", "claimed", "Lina Haddad"),
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
    ("text", "types"),
    [
        ("Israel urged Britain to attack Iran.", ["REQUEST"]),
        ("Iran refused to attack the base.", ["REJECT"]),
        ("Iran vowed to attack the base.", ["THREATEN"]),
        ("Iran threatened to attack the base.", ["THREATEN"]),
        ("Iran agreed to release the hostages.", ["AGREE"]),
        ("Iran failed to reach an agreement with Iraq.", ["REJECT"]),
        ("Iran will not accept the inspectors.", ["REJECT"]),
        ("France said that Iran must release the hostages.", ["REQUEST"]),
        ("Workers went on strike to demand the resignation of the governor.", ["PROTEST"]),
    ],
)
def test_what_is_asked_refused_or_promised_is_no_second_event(reading, text, types):
    assert [e.type for e in reading(text).events] == types


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
