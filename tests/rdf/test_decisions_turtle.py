"""The file of decisions: what goes in comes out, hand edits stay, and faults are named."""

import re
from datetime import date
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from newsroom import iri
from tieline.errors import UsageError
from tieline.identity.decisions import Confirm, Merge, Reject, Rename, Retype, Split, Tie, ordered
from tieline.rdf import Store
from tieline.rdf.decisions import added, applying, decision_quads, load, parse, removed, turtle
from tieline.rdf.identifiers import decisions_graph
from tieline.rdf.shapes import violations
from tieline.rdf.terms import definitions, term

MARSH, REED = iri("Marsh Brigade"), iri("Reed Guard")
DAY = date(2026, 3, 1)
EACH = [
    Merge(MARSH, REED, why="same flag", made=DAY, by="L. H."),
    Split(MARSH, ("k1", "k2"), ("Brigade",), "Fen Brigade", iri("fen"), why='two "valleys"', made=DAY),
    Split(REED, called=("Guard", "Reeds"), why="x"),
    Rename(MARSH, "Fen\\Brigade", why="x # no comment"),
    Retype(MARSH, "ThinkTank", why="x", made=DAY),
    Reject(iri("event/1"), why="x", made=DAY),
    Confirm(Tie(MARSH, "supports", REED), why="x", made=DAY),
    Reject(Tie(MARSH, "holdsOffice", "mayor; of “Reeds”."), why="x", made=DAY),
    Confirm(Tie(REED, "holdsOffice", MARSH), why="x", made=DAY),
]
PREFIXES = turtle([])


def test_every_kind_comes_back_and_rdflib_reads_it_too():
    text = turtle(EACH)
    assert parse(text) == ordered(EACH)
    assert len(set(rdflib.Graph().parse(data=text, format="turtle").subjects())) == len(EACH)


def test_the_order_of_decisions_makes_no_other_file():
    assert turtle(EACH) == turtle(EACH[::-1])


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=12)
IRIS = st.sampled_from([MARSH, REED, iri("River Front")])
SHARED = {"why": WORDS, "made": st.none() | st.dates(min_value=date(1000, 1, 1)), "by": st.none() | WORDS}
TIES = st.builds(Tie, IRIS, st.sampled_from(["supports", "ASSAULT"]), IRIS) | st.builds(
    Tie, IRIS, st.just("holdsOffice"), WORDS
)
KEYS = st.lists(WORDS, min_size=1, max_size=3, unique=True).map(sorted).map(tuple)
ANY = st.one_of(
    st.builds(Merge, st.just(MARSH), st.just(REED), **SHARED),
    st.builds(Split, IRIS, KEYS, KEYS, st.none() | WORDS, st.just("") | st.just(iri("new")), **SHARED),
    st.builds(Rename, IRIS, WORDS, **SHARED),
    st.builds(Retype, IRIS, st.sampled_from(["Person", "Place"]), **SHARED),
    st.builds(Reject, IRIS | TIES, **SHARED),
    st.builds(Confirm, IRIS | TIES, **SHARED),
)


@given(ANY)
def test_any_decision_comes_back(decision):
    assert parse(turtle([decision])) == (decision,)
    assert parse(added("", decision)) == (decision,)


def test_adding_and_removing_leave_what_a_person_wrote():
    text = ""
    for decision in EACH:
        text = added(text, decision)
    by_hand = text.replace("[] a tl:Rename", "# asked the editor\n[] a  tl:Rename")
    assert parse(by_hand) == ordered(EACH)
    fewer = removed(by_hand, EACH[0])
    assert parse(fewer) == ordered(EACH[1:])
    assert "# asked the editor\n[] a  tl:Rename" in fewer
    more = added(fewer, EACH[0])
    assert "# asked the editor" in more
    assert parse(more) == ordered(EACH)
    for decision in EACH:
        more = removed(more, decision)
    assert parse(more) == ()


def test_a_decision_that_stands_in_one_block_with_others_is_removed_too():
    packed = re.sub(r"\n\n\[\]", "\n[]", turtle(EACH))
    for decision in EACH:
        assert parse(removed(packed, decision)) == tuple(d for d in ordered(EACH) if d != decision)


def test_a_file_without_our_prefixes_grows_as_well():
    bare = f"<x:d> a <https://w3id.org/tieline/ns#Rename> ; <https://w3id.org/tieline/ns#entity> <{MARSH}> ;"
    bare += ' <https://w3id.org/tieline/ns#newName> "Fen" ; <https://w3id.org/tieline/ns#why> "x" .'
    assert parse(added(bare, EACH[0])) == ordered([EACH[0], Rename(MARSH, "Fen", why="x")])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("[] a tl:Merge", "cannot be read as Turtle"),
        ("[] a tl:Marge .", "expected one of tl:Confirm, tl:Merge"),
        ('[] tl:why "x" .', "rdf:type of a decision in decisions.ttl: got none"),
        (f'[] a tl:Merge ; tl:keep <{MARSH}> ; tl:why "x" .', "tl:drop of a decision of kind tl:Merge"),
        (f"[] a tl:Merge ; tl:keep <{MARSH}> ; tl:drop <{REED}> .", "tl:why of"),
        (f'[] a tl:Merge ; tl:keep <{MARSH}>, <{REED}> ; tl:drop <{REED}> ; tl:why "x" .', "got 2 values"),
        (f'[] a tl:Merge ; tl:keep "Marsh" ; tl:drop <{REED}> ; tl:why "x" .', "an IRI in <…>"),
        (f'[] a tl:Rename ; tl:entity <{MARSH}> ; tl:name "x" ; tl:why "x" .', "got tl:name"),
        (f'[] a tl:Rename ; tl:entity <{MARSH}> ; tl:newName <{REED}> ; tl:why "x" .', "text in quotation marks"),
        (f'[] a tl:Retype ; tl:entity <{MARSH}> ; tl:newType tl:Militia ; tl:why "x" .', "ThinkTank"),
        (f'[] a tl:Split ; tl:entity <{MARSH}> ; tl:why "x" .', "at least one of either"),
        (f'[] a tl:Reject ; tl:record <{MARSH}> ; tl:tieType "arms" ; tl:why "x" .', "either a record or a tie"),
        (f'[] a tl:Reject ; tl:record <{MARSH}> ; tl:why "x" ; dct:created "soon" .', "YYYY-MM-DD"),
        (
            f'[] a tl:Reject ; rdf:subject <{MARSH}> ; tl:tieType "holdsOffice" ; rdf:object "http://x" ; tl:why "x" .',
            "the words of an office",
        ),
        ('[] a tl:Reject ; tl:record [] ; tl:why "x" .', "expected an IRI or text"),
        (
            turtle([Merge(MARSH, REED, why="x"), Merge(REED, MARSH, why="y")]).removeprefix(PREFIXES),
            "circle",
        ),
    ],
)
def test_a_fault_is_named_in_one_line(said, words):
    with pytest.raises(UsageError) as error:
        parse(PREFIXES + said)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_the_example_in_the_manual_is_a_decision():
    manual = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text(encoding="utf8")
    (example,) = re.findall(r"```turtle\n(.*?)```", manual, re.DOTALL)
    (decision,) = parse(example)
    assert (decision.why, decision.made) == ("same office, same week", DAY)


def test_a_file_that_is_no_text_is_named(tmp_path):
    file = tmp_path / "decisions.ttl"
    assert load(file) == ()
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        load(file)


def test_the_graph_of_decisions_keeps_to_the_shapes_and_vocabulary():
    store = Store.memory()
    reached = dict.fromkeys(EACH[:-1], (MARSH,)) | {EACH[-1]: ()}
    quads = decision_quads(reached)
    store.replace_graph(decisions_graph(), quads)
    assert violations(store) == []
    defined = {subject for subject, _, _ in definitions("vocabulary.ttl")}
    used = {
        n.value for q in quads for n in (q.predicate, q.object) if n.value.startswith("https://w3id.org/tieline/ns#")
    }
    assert used - defined == set()
    other = Rename(REED, "not in the store", why="x")
    assert applying(store, [*EACH, other]) == {d: d is not EACH[-1] for d in EACH} | {other: None}


def test_who_decided_is_an_agent_and_who_is_not_named_is_none():
    quads = decision_quads(dict.fromkeys(EACH, ()))
    agents = {q.object for q in quads if q.predicate == term("prov:wasAttributedTo")}
    names = {q.object.value for q in quads if q.predicate == term("foaf:name") and q.subject in agents}
    assert names == {"L. H."} == {decision.by for decision in EACH} - {None}
    attributed = {q.subject for q in quads if q.predicate == term("prov:wasAttributedTo")}
    assert attributed == {q.subject for q in quads if q.predicate == term("tl:decidedBy")}
