"""Roles over parses made by hand, in both label schemes.

Each row of a parse: word, tag, part of speech, head (index), UD label, CLEAR label.
"""

import pytest
import spacy
from spacy.tokens import Doc
from tieline.language import syntax

SCHEMES = {"ud": 4, "clear": 5}


def parse(rows, scheme):
    """Make a Doc; CLEAR heads differ for prepositions, so a row may give (UD head, CLEAR head)."""
    column = SCHEMES[scheme]
    heads = [row[3] if isinstance(row[3], int) else row[3][column - 4] for row in rows]
    return Doc(
        spacy.blank("en").vocab,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        lemmas=[row[6] if len(row) > 6 else row[0].lower() for row in rows],
        heads=heads,
        deps=[row[column] for row in rows],
    )


ACTIVE = [
    ("Iran", "NNP", "PROPN", 1, "nsubj", "nsubj"),
    ("funds", "VBZ", "VERB", 1, "ROOT", "ROOT", "fund"),
    ("militias", "NNS", "NOUN", 1, "obj", "dobj"),
    ("in", "IN", "ADP", (4, 1), "case", "prep"),
    ("Iraq", "NNP", "PROPN", (1, 3), "obl", "pobj"),
]
PASSIVE = [
    ("Bases", "NNS", "NOUN", 3, "nsubj:pass", "nsubjpass"),
    ("were", "VBD", "AUX", 3, "aux:pass", "auxpass"),
    ("not", "RB", "PART", 3, "advmod", "neg"),
    ("attacked", "VBN", "VERB", 3, "ROOT", "ROOT", "attack"),
    ("by", "IN", "ADP", (5, 3), "case", "agent"),
    ("Turkey", "NNP", "PROPN", (3, 4), "obl:agent", "pobj"),
    ("and", "CC", "CCONJ", (7, 5), "cc", "cc"),
    ("Syria", "NNP", "PROPN", 5, "conj", "conj"),
]
CONTROLLED = [
    ("Biden", "NNP", "PROPN", 1, "nsubj", "nsubj"),
    ("urged", "VBD", "VERB", 1, "ROOT", "ROOT", "urge"),
    ("Iran", "NNP", "PROPN", 1, "obj", "dobj"),
    ("to", "TO", "PART", 4, "mark", "aux"),
    ("leave", "VB", "VERB", 1, "xcomp", "xcomp"),
]
PROMISED = [
    ("Biden", "NNP", "PROPN", 1, "nsubj", "nsubj"),
    ("promised", "VBD", "VERB", 1, "ROOT", "ROOT", "promise"),
    ("Iran", "NNP", "PROPN", 1, "obj", "dobj"),
    ("to", "TO", "PART", 4, "mark", "aux"),
    ("leave", "VB", "VERB", 1, "xcomp", "xcomp"),
]
RELATIVE = [
    ("Gunmen", "NNS", "NOUN", 4, "nsubj", "nsubj"),
    ("who", "WP", "PRON", 2, "nsubj", "nsubj"),
    ("attacked", "VBD", "VERB", 0, "acl:relcl", "relcl", "attack"),
    ("Taji", "NNP", "PROPN", 2, "obj", "dobj"),
    ("fled", "VBD", "VERB", 4, "ROOT", "ROOT", "flee"),
]
BACKED = [
    ("militias", "NNS", "NOUN", 0, "ROOT", "ROOT"),
    ("backed", "VBN", "VERB", 0, "acl", "acl", "back"),
    ("by", "IN", "ADP", (3, 1), "case", "agent"),
    ("Iran", "NNP", "PROPN", (1, 2), "obl:agent", "pobj"),
]


def words(tokens):
    return [token.text for token in tokens]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("rows", "verb", "subjects", "objects"),
    [
        (ACTIVE, 1, ["Iran"], ["militias"]),
        (PASSIVE, 3, ["Turkey", "Syria"], ["Bases"]),
        (CONTROLLED, 4, ["Iran"], []),
        (PROMISED, 4, ["Biden"], []),
        (RELATIVE, 2, ["Gunmen"], ["Taji"]),
        (BACKED, 1, ["Iran"], ["militias"]),
    ],
    ids=["active", "passive", "object control", "subject control", "relative", "participle"],
)
def test_who_acts_on_whom(scheme, rows, verb, subjects, objects):
    token = parse(rows, scheme)[verb]
    assert words(syntax.logical_subjects(token)) == subjects
    assert words(syntax.logical_objects(token)) == objects


@pytest.mark.parametrize("scheme", SCHEMES)
def test_oblique_negation_and_voice(scheme):
    active, passive = parse(ACTIVE, scheme), parse(PASSIVE, scheme)
    assert [(prep, noun.text) for prep, noun in syntax.obliques(active[1])] == [("in", "Iraq")]
    assert syntax.preposition(active[4]) == "in"
    assert syntax.negated(passive[3])
    assert not syntax.negated(active[1])
    assert syntax.is_passive(passive[3])
    assert not syntax.is_passive(active[1])


REPORTED = [
    ("Officials", "NNS", "NOUN", 2, "nsubj", "nsubj"),
    ("may", "MD", "AUX", 2, "aux", "aux"),
    ("say", "VB", "VERB", 2, "ROOT", "ROOT"),
    ("that", "IN", "SCONJ", 5, "mark", "mark"),
    ("Iran", "NNP", "PROPN", 5, "nsubj", "nsubj"),
    ("lied", "VBD", "VERB", 2, "ccomp", "ccomp", "lie"),
]
DESCRIBED = [
    ("Iran", "NNP", "PROPN", 2, "nmod:poss", "poss"),
    ("'s", "POS", "PART", 0, "case", "case"),
    ("ally", "NN", "NOUN", 9, "nsubj", "nsubj"),
    (",", ",", "PUNCT", 2, "punct", "punct"),
    ("the", "DT", "DET", 6, "det", "det"),
    ("Shiite", "JJ", "ADJ", 6, "amod", "amod"),
    ("militia", "NN", "NOUN", 2, "appos", "appos"),
    (",", ",", "PUNCT", 2, "punct", "punct"),
    ("never", "RB", "ADV", 9, "advmod", "neg"),
    ("left", "VBD", "VERB", 9, "ROOT", "ROOT", "leave"),
]
AGENT = [
    ("strikes", "NNS", "NOUN", 0, "ROOT", "ROOT", "strike"),
    ("by", "IN", "ADP", (2, 0), "case", "prep"),
    ("Turkey", "NNP", "PROPN", (0, 1), "nmod", "pobj"),
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_clausal_complement_and_modality(scheme):
    doc = parse(REPORTED, scheme)
    assert words(syntax.complements(doc[2])) == ["lied"]
    assert syntax.modal(doc[2]) == "may"
    assert syntax.auxiliaries(doc[2]) == ["may"]
    assert syntax.modal(doc[5]) is None
    assert words(syntax.logical_subjects(doc[5])) == ["Iran"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_apposition_possessor_and_modifier(scheme):
    doc = parse(DESCRIBED, scheme)
    assert words(syntax.appositions(doc[2])) == ["militia"]
    assert words(syntax.possessors(doc[2])) == ["Iran"]
    assert words(syntax.premodifiers(doc[6])) == ["Shiite"]
    assert syntax.negated(doc[9])
    assert syntax.noun_phrase(doc[6]) == (4, 7)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_agent_of_a_passive_and_of_a_noun(scheme):
    assert words(syntax.agents(parse(PASSIVE, scheme)[3])) == ["Turkey", "Syria"]
    assert words(syntax.agents(parse(AGENT, scheme)[0])) == ["Turkey"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_conjuncts(scheme):
    assert words(syntax.coordinated(parse(PASSIVE, scheme)[5])) == ["Turkey", "Syria"]
