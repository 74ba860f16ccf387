"""Who said, thinks or wants what: the words, the cue and the speaker as they stand in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tieline import language
from tieline.extraction.extract import extract
from tieline.extraction.index import EntityIndex
from tieline.extraction.statements import find_statements
from tieline.language.lexicon import table
from tieline.records import Article


def read(text):
    aligned = language.analyse(text, language.load())
    return aligned, find_statements(aligned, EntityIndex(aligned, []))


def told(text):
    """(speaker, cue, content, form) of each statement, as words of the text."""

    def words(span):
        return text[span.start : span.end] if span else None

    _, statements = read(text)
    return [(words(s.speaker_span), words(s.cue), [words(c) for c in s.content], s.form) for s in statements]


DIRECT = [
    ("“We will rebuild the bridge,” Lina Haddad said.", "Lina Haddad", "said", ["We will rebuild the bridge,"]),
    ("“We will rebuild the bridge,” said Lina Haddad.", "Lina Haddad", "said", ["We will rebuild the bridge,"]),
    (
        "“It was a mistake,” said Jonas Keller, the former head of the mission in Erbil, in an interview on Tuesday.",
        "Jonas Keller, the former head of the mission in Erbil",
        "said",
        ["It was a mistake,"],
    ),
    (
        "“The plan failed,” Lina Haddad, a senior fellow at the Levant Policy Forum, said on Monday.",
        "Lina Haddad, a senior fellow at the Levant Policy Forum",
        "said",
        ["The plan failed,"],
    ),
    ("“The border,” he said, “must stay open.”", "he", "said", ["The border,", "must stay open."]),
    ("“The border is closed,” he said. “Go home.”", "he", "said", ["The border is closed,", "Go home."]),
    ("“Why did they leave?” Okoro asked. “Nobody knows.”", "Okoro", "asked", ["Why did they leave?", "Nobody knows."]),
    ("“Never again,” he thundered.", "he", "thundered", ["Never again,"]),
    ("He added: “We are ready.”", "He", "added", ["We are ready."]),
    ("Haddad said: “There is no deal.” The crowd cheered.", "Haddad", "said", ["There is no deal."]),
    ("Okoro told reporters in Lagos, “The vote was fair.”", "Okoro", "told", ["The vote was fair."]),
    ("'We are not leaving,' the commander's aide said.", "the commander's aide", "said", ["We are not leaving,"]),
    ("Keller said:\n\n“The road is closed. Nobody gets through.”", "Keller", "said",
     ["The road is closed. Nobody gets through."]),
    ("„The border is closed“, Haddad said.", "Haddad", "said", ["The border is closed"]),
    ("«The border is closed», Haddad said.", "Haddad", "said", ["The border is closed"]),
    ("``The border is closed,'' Haddad said.", "Haddad", "said", ["The border is closed,"]),
    ("Haddad said: “The envoy told me ‘go home’ and left.”", "Haddad", "said",
     ["The envoy told me ‘go home’ and left."]),
    ("“We must,” said Haddad, “leave now.”", "Haddad", "said", ["We must,", "leave now."]),
    ("“Close the road!” shouted the guard.", "the guard", "shouted", ["Close the road!"]),
    ("“The town has changed beyond recognition.” — Adaeze Okoro", "Adaeze Okoro", "—",
     ["The town has changed beyond recognition."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), DIRECT, ids=[row[0][:40] for row in DIRECT])
def test_direct_speech_is_the_words_inside_the_marks(text, speaker, cue, content):
    assert told(text) == [(speaker, cue, content, "direct")]


INDIRECT = [
    ("Omar Nasser said the talks had failed and that Iran would not return.", "Omar Nasser", "said",
     ["the talks had failed and that Iran would not return"]),
    ("Nasser told reporters in Ankara that the pipeline was safe.", "Nasser", "told", ["the pipeline was safe"]),
    ("The militia fired on the base, according to two Iraqi officials.", "two Iraqi officials", "according to",
     ["The militia fired on the base"]),
    ("The ceasefire collapsed within hours, officials said.", "officials", "said",
     ["The ceasefire collapsed within hours"]),
    ("The vote, Haddad said, was stolen.", "Haddad", "said", ["The vote", "was stolen"]),
    ("The envoy urged Iran to stop the attacks and release the sailors.", "The envoy", "urged",
     ["Iran to stop the attacks and release the sailors"]),
    ("Karim Saleh called on Baghdad to disarm the militias.", "Karim Saleh", "called",
     ["Baghdad to disarm the militias"]),
    ("Hezbollah vowed to retaliate.", "Hezbollah", "vowed", ["to retaliate"]),
    ("Iran’s claim that the drone was shot down has been disputed.", "Iran", "claim", ["the drone was shot down"]),
    ("A statement by the ministry said the convoy had left.", "A statement by the ministry", "said",
     ["the convoy had left"]),
    ("The group was described by Ruiz as a proxy of Tehran.", "Ruiz", "was described",
     ["The group", "as a proxy of Tehran"]),
    ("The army is tired, as Ruiz put it.", "Ruiz", "put it", ["The army is tired"]),
    ("As Ruiz put it, the army was tired.", "Ruiz", "put it", ["the army was tired"]),
    ("Keller, according to Haddad, has left the country.", "Haddad", "according to",
     ["Keller", "has left the country"]),
    ("The talks failed, but according to Haddad they would go on.", "Haddad", "according to", ["they would go on"]),
    ("In a statement, the ministry said the road was safe.", "the ministry", "said", ["the road was safe"]),
    ("A spokesman for the army said the road was safe.", "A spokesman for the army", "said", ["the road was safe"]),
    ("The commander reportedly fled to Aleppo.", None, "reportedly", ["The commander", "fled to Aleppo"]),
    ("The dam (which officials say is safe) was closed.", "officials", "say", ["is safe"]),
    ("The envoy left the room, saying that the talks were dead.", "The envoy", "saying", ["the talks were dead"]),
    ("Claims by the ministry that the dam was full were false.", "the ministry", "Claims", ["the dam was full"]),
    ("Haddad wondered why the border was closed.", "Haddad", "wondered", ["why the border was closed"]),
    ("The bridge will open in May, Haddad told reporters in Erbil.", "Haddad", "told",
     ["The bridge will open in May"]),
    ("Two men were arrested at the gate, officials said on Sunday; by Tuesday they were home.", "officials", "said",
     ["Two men were arrested at the gate"]),
    ("Jets crossed the border twice, the army said, the fourth such report this year.", "the army", "said",
     ["Jets crossed the border twice", "the fourth such report this year"]),
    ("Haddad said the road was closed; Keller gave no answer.", "Haddad", "said", ["the road was closed"]),
    ("Keller moved to Basra, where, Haddad says, nobody knows him.", "Haddad", "says", ["nobody knows him"]),
    ("TEHRAN (AP) — The talks failed, Haddad said on Monday.", "Haddad", "said", ["The talks failed"]),
    ("Haddad asked for a delay of the vote.", "Haddad", "asked", ["a delay of the vote"]),
    ("The army was told by the ministry to keep out of the town.", "the ministry", "was told",
     ["to keep out of the town"]),
    ("Keller accused the minister on Monday of hiding a contract.", "Keller", "accused",
     ["the minister", "of hiding a contract"]),
    ("The governor put the loss at $12 million.", "The governor", "put", ["the loss at $12 million"]),
    ("Border will stay closed: Haddad\n\nThe envoy left on Friday.", "Haddad", ":", ["Border will stay closed"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), INDIRECT, ids=[row[0][:40] for row in INDIRECT])
def test_indirect_speech_is_the_reported_clause(text, speaker, cue, content):
    assert told(text) == [(speaker, cue, content, "indirect")]


def test_quoted_words_in_a_reported_clause_make_it_mixed():
    text = "Ali al-Zaidi said he was “very sad” that the envoy had not come to Erbil."
    assert told(text) == [
        ("Ali al-Zaidi", "said", ["he was “very sad” that the envoy had not come to Erbil"], "mixed"),
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The president thinks the deal is dead.", "think"),
        ("The president hopes to meet the envoy.", "hope"),
        ("The president fears that the war will spread.", "fear"),
        ("The minister supports the plan to expand the port.", "support"),
        ("The talks are expected to resume in Doha.", "expect"),
    ],
)
def test_beliefs_wishes_and_fears_are_stances(text, cue):
    _, statements = read(text)
    assert [(s.kind, s.cue_lemma) for s in statements] == [("stance", cue)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “axis of resistance” met in the “Green Zone”.",
        "She read “War and Peace” on the plane.",
        "The convoy left the city at dawn.",
        "The governor put the cup on the table.",
        "The street was named for a general.",
        "Nobody expected the storm.",
        "Lina Haddad speaks to reporters in Baghdad on Sunday. (Photo: Omar Keller/Reuters)",
        "FILE - Lina Haddad, who says the road is closed, during a conference in Baghdad, March 3, 2024.",
        "",
        " \n\n ",
    ],
)
def test_scare_quotes_titles_and_plain_sentences_say_nothing(text):
    assert told(text) == []


def test_a_participle_adds_a_statement_of_the_same_speaker():
    text = "Okoro said that the budget was late, adding that no one would be paid."
    assert [(speaker, content) for speaker, _, content, _ in told(text)] == [
        ("Okoro", ["the budget was late"]),
        ("Okoro", ["no one would be paid"]),
    ]


def test_calling_it_something_is_a_statement():
    text = "The ministry condemned the raid, calling it a “violation of sovereignty”."
    assert ("The ministry", "calling", ["it a “violation of sovereignty”"], "mixed") in told(text)


def test_a_coordinated_cue_ends_the_first_statement():
    text = "Okoro says the budget is late but argues that the port will open."
    assert [content for _, _, content, _ in told(text)] == [["the budget is late"], ["the port will open"]]


def test_a_relative_clause_is_no_part_of_the_speaker():
    text = "Okoro, who has led the agency since 2019, said that the budget was late."
    assert told(text) == [("Okoro", "said", ["the budget was late"], "indirect")]


def test_a_headline_names_its_speaker_before_a_colon():
    text = "Haddad: Militias ‘will not leave’ the city\n\nThe envoy left on Friday."
    assert told(text) == [("Haddad", ":", ["Militias ‘will not leave’ the city"], "mixed")]


def test_a_quotation_of_its_own_paragraph_goes_on_with_the_speaker_before():
    assert told("“We lost,” Ruiz said.\n\n“But we will be back.”") == [
        ("Ruiz", "said", ["We lost,", "But we will be back."], "direct")
    ]


def test_marks_left_open_belong_to_whom_the_next_paragraph_names():
    text = (
        "The square was empty.\n\n“Now we wait. Nobody helps us.\n\n“And nobody ever will,” said Adaeze Okoro, a nurse."
    )
    assert told(text) == [
        ("Adaeze Okoro, a nurse", "said", ["Now we wait. Nobody helps us.", "And nobody ever will,"], "direct")
    ]


def test_a_quotation_after_reported_speech_is_carried_to_its_speaker():
    text = "Keller praised the mayor. “She has done more for this town than anyone.”"
    assert told(text)[-1] == ("Keller", None, ["She has done more for this town than anyone."], "direct")


def test_speaker_addressee_subjects_and_date_are_resolved(reading):
    text = "Lina Haddad arrived on Sunday. She told Karim Nasser on Monday that Iran had armed Kataib Hezbollah."
    extraction = reading(text)
    names = {e.id: e.name for e in extraction.entities}
    (statement,) = extraction.statements
    assert names[statement.speaker] == "Lina Haddad"
    assert text[statement.speaker_span.start : statement.speaker_span.end] == "She"
    assert names[statement.addressee] == "Karim Nasser"
    assert {"Iran", "Kataib Hezbollah"} <= {names[id_] for id_ in statement.about}
    assert statement.date == "2024-03-04"
    assert statement.date_text == "Monday"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Lina Haddad said on Monday that the border was open.", "2024-03-04"),
        ("Lina Haddad said on 3 March 2024 that the border was open.", "2024-03-03"),
        ("Lina Haddad said in February that the border was open.", "2024-02"),
        ("On Monday, Lina Haddad said the border was open.", "2024-03-04"),
        ("“We lost,” Lina Haddad said in a statement on Sunday.", "2024-03-03"),
        ("Speaking on Sunday, Lina Haddad said the border was open.", "2024-03-03"),
        ("In a statement issued on Tuesday, the ministry said the border was open.", "2024-03-05"),
        ("Lina Haddad said the border would open on Monday.", None),
        ("According to Lina Haddad, the bridge would open in May.", None),
    ],
)
def test_the_date_is_that_of_saying(reading, text, date):
    assert [statement.date for statement in reading(text).statements] == [date]


def test_what_it_is_about_stands_inside_the_content(reading):
    text = "Lina Haddad told the European Union that Iran had armed Hezbollah."
    extraction = reading(text)
    names = {e.id: e.name for e in extraction.entities}
    assert [[names[id_] for id_ in s.about] for s in extraction.statements] == [["Iran", "Hezbollah"]]


def test_the_turns_of_a_transcript_are_direct_speech():
    text = "Q: Was the vote fair? KELLER: It was not. Q: Who says so? KELLER: Everybody in the village."
    assert [(speaker, content, form) for speaker, _, content, form in told(text)] == [
        ("Q", ["Was the vote fair"], "direct"),
        ("KELLER", ["It was not"], "direct"),
        ("Q", ["Who says so"], "direct"),
        ("KELLER", ["Everybody in the village"], "direct"),
    ]


def test_a_fact_sheet_is_no_transcript():
    assert told("Founded: 2007. Head: Omar Keller. Strength: 9,000 men. Seat: Basra.") == []


def test_a_speaker_who_continues_makes_a_statement_of_her_own():
    text = "“The road is closed,” the president said. “It will stay closed,” the president continued. “Go home.”"
    assert [(cue, content) for _, cue, content, _ in told(text)] == [
        ("said", ["The road is closed,"]),
        ("continued", ["It will stay closed,", "Go home."]),
    ]


def test_machine_made_summaries_are_not_read():
    article = Article("a", "a", "The road is closed.", summaries=("Lina Haddad said the road is open.",))
    assert extract(article, language.load()).statements == ()


def test_who_means_the_noun_before_it(reading):
    extraction = reading("Reporters met Karim Nasser, who said the border was closed.")
    (statement,) = extraction.statements
    assert {e.id: e.name for e in extraction.entities}[statement.speaker] == "Karim Nasser"


PIECES = [
    "“", "”", '"', "'", "’", ",", ".", ":", "—", "\n\n", "said", "adding", "that", "according to", "Lina Haddad",
    "the minister", "he", "who", "was", "We will go", "Iran", "called for", "is expected to", "claim", "on Monday",
]  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_offsets_and_evidence_hold_for_any_text(pieces):
    text = " ".join(pieces)
    aligned, statements = read(text)
    starts, ends = {s.start for s in aligned.sentences}, {s.end for s in aligned.sentences}
    assert [s.id for s in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]
    assert list(statements) == sorted(statements, key=lambda s: s.content[0])
    for statement in statements:
        assert statement.evidence.start in starts
        assert statement.evidence.end in ends
        parts = [*statement.content, *(s for s in (statement.cue, statement.speaker_span) if s)]
        assert all(statement.evidence.start <= s.start < s.end <= statement.evidence.end for s in parts)
        assert all(a.end <= b.start for a, b in zip(statement.content, statement.content[1:], strict=False))


def test_the_lexicon_of_cues_is_wide_and_without_doubles():
    rows = table("cues")
    assert len(rows) >= 250
    assert len({(row["lemma"], row["pos"]) for row in rows}) == len(rows)
    assert {row["class"] for row in rows} == {"communication", "stance", "belief", "perception"}
