"""Sentences begin and end where a careful reader says so."""

import pytest
from tieline import language

CASES = [
    ["Maj. Gen. Tahsin al-Khafaji spoke.", "Lt. Col. Ana Ruiz did not."],
    ["The U.S. Congress met.", "It adjourned."],
    ["Sen. Chris Coe and Rep. Ann Lee voted no."],
    ["“We will not leave,” said Col. Adel Karim of the 9th Division."],
    ["“Who ordered it?” asked the judge."],
    ["The ministry paid $3.5 billion.", "Nobody asked why."],
    ["“It is over.", "We go home,” he said."],
    ["BAGHDAD (AP) — The cabinet met on Sunday."],
    ["Talks with Mr. Haddad, Mrs. Saleh and Dr. Omar went on."],
    ["He joined the party in Jan. 2020 and left it in 2022."],
    ["Kata'ib Hezbollah, Asa'ib Ahl al-Haq and others signed."],
    ["He was killed at 1 a.m. near the airport."],
]


@pytest.mark.parametrize("sentences", CASES, ids=lambda s: s[0][:30])
def test_boundaries(sentences):
    text = " ".join(sentences)
    aligned = language.analyse(text, language.load())
    assert [aligned.slice(span) for span in aligned.sentences] == sentences
