"""An event told again in its article is in the group of the first. Each row: text, the group of each event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.extraction.codec import contract
from tieline.extraction.retold import dates_agree, wording
from tieline.language.lexicon import table

ROWS = [
    ("A rocket hit the airport in Erbil on Sunday. Kataib Hezbollah carried out the attack.", "v1 v1"),
    ("France met Jordan in Paris on Tuesday. The talks between France and Jordan lasted two hours.", "v1 v1"),
    ("Turkish jets struck a village. The strike by Turkish jets on the village drew anger.", "v1 v1"),
    ("Israel bombed the depot on Monday. Israel struck the depot, officials said.", "v1 v1"),
    ("Gunmen attacked the base on Monday. The base was attacked by gunmen.", "v1 v1"),
    ("Gunmen abducted Omar Veltan. The abduction of Omar Veltan by gunmen shocked the town.", "v1 v1"),
    ("Israel bombed Hezbollah on Monday. The airstrikes by Israel on Hezbollah lasted an hour.", "v1 v1"),
    # another date, party, place or manner of telling is another event
    ("Israel bombed the depot on Monday. Israel bombed the depot on Tuesday.", "v1 v2"),
    ("Israel bombed the depot. Israel bombed the bridge.", "v1 v2"),
    ("Israel bombed Iran. Iran bombed Israel.", "v1 v2"),
    ("Gunmen attacked police in Basra. Gunmen attacked police in Mosul.", "v1 v2"),
    ("Iran attacked the tanker on Monday. Iran did not attack the tanker on Monday.", "v1 v2"),
    ("France met Jordan on Monday. France will meet Jordan.", "v1 v2"),
    ("France met Jordan. France met Egypt.", "v1 v2"),
    # what is presented as new is new
    ("Israel bombed the depot on Monday. Israel bombed the depot again.", "v1 v2"),
    ("France met Jordan in Paris. Another meeting between France and Jordan is planned.", "v1 v2"),
    ("Turkish jets struck a farm. A second strike by Turkish jets on the farm followed.", "v1 v2"),
    ("Veltan ordered his lawmakers to resign. Veltan ordered his men to withdraw.", "v1 v2"),
    # of two that fit alike nobody knows which is meant
    ("Gunmen attacked a base in Basra. Gunmen attacked a bank in Mosul. Kataib Hezbollah carried out the attack.",
     "v1 v2 v3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "groups"), ROWS)
def test_events_told_again(reading, text, groups):
    assert " ".join(event.group for event in reading(text).events) == groups


def test_what_is_claimed_may_be_what_happened(reading):
    text = "Israel bombed the depot on Monday. Israel bombed the depot, Iran said."
    told = reading(text).events
    assert [(event.group, event.factuality) for event in told] == [("v1", "happened"), ("v1", "claimed")]


def test_the_contract_names_events_and_their_groups(reading):
    printed = contract(reading(ROWS[0][0]))["events"]
    assert [(event["id"], event["group"]) for event in printed] == [("v1", "v1"), ("v2", "v1")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("launch airstrike", "bomb", True),
        ("arrest", "take into custody", True),
        ("kill", "assassination", True),
        ("kill", "attack", False),
        ("hold meeting", "meet", True),
        ("thaw", "thaw", True),
        ("thaw", "melt", False),
    ],
)
def test_wordings(one, other, same):
    assert (wording(one) == wording(other)) is same


def test_every_word_of_the_lexicon_has_one_class():
    words = [row["word"] for row in table("retellings")]
    assert len(set(words)) == len(words) > 250


DATES = st.sampled_from(["2023", "2024", "2024-03", "2024-04", "2024-03-04", "2024-03-05"])


@given(st.lists(DATES))
def test_dates_agree_where_each_two_do(dates):
    each_two = all(a.startswith(b) or b.startswith(a) for a in dates for b in dates)
    assert dates_agree(dates) is each_two
