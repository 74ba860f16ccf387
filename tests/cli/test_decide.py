"""Corrections as a user types them, on a small graph: what they do, that they stay, and what goes wrong."""

import json
import shutil
import sqlite3
import subprocess
import sys

import pytest
from tieline.builder import build
from tieline.identity.decisions import Rename
from tieline.rdf.decisions import added, load
from tieline.workspace import open_graph

BASE = "https://w3id.org/tieline/id/"
HEAD = "---\ntitle: {}\npublisher: {}\npublished: {}\n---\n"
PAGES = {
    "one.md": HEAD.format("Envoy meets mayor", "Levant Wire", "2024-03-05")
    + "Lina Haddad, the head of the Levant Policy Forum, met Omar Said in Cairo on Monday. Tarek Nassar, a spokesman "
    "for the Levant Policy Forum, accused Omar Said of lying.\n\nOmar Said said the Levant Policy Forum is funded by "
    "Qatar.\n",
    "two.md": HEAD.format("Mayor travels", "Basra Post", "2024-03-07")
    + "Omar Said met Iraqi Prime Minister Mohammed Shia al-Sudani in Baghdad on Wednesday. Leila Hamdan, the head of "
    "the Basra Water Board, criticized Omar Said. Kataib Hezbollah attacked Leila Hamdan.\n",
}


def tieline(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tieline", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decide")
    for name, text in PAGES.items():
        (folder / name).write_text(text)
    build([folder / name for name in PAGES], folder / "g", model="small")
    return folder


@pytest.fixture
def desk(built, tmp_path):
    """A folder with the two pages, and a graph of them that no decision has touched; the pages are where they were."""
    shutil.copytree(built / "g", tmp_path / "g")
    return tmp_path


def decide(desk, *arguments, why="checked"):
    done = tieline("decide", desk / "g", *arguments, "--why", why, "--made", "2026-03-01")
    assert done.returncode == 0, done.stderr
    return done


def named(desk, name):
    """The IRIs of all actors called so, in the order of the alphabet."""
    with open_graph(desk / "g") as graph:
        return sorted(node for node, data in graph.network().nodes(data=True) if data["label"] == name)


def rebuilt(desk, built, *pages):
    return tieline("build", *(built / page for page in pages or PAGES), "--into", desk / "g", "--model", "small")


def exported(desk):
    with open_graph(desk / "g") as graph:
        return graph.export("trig")


def test_namesakes_are_merged_by_iri_and_stay_so_after_a_rebuild(desk, built):
    one, two = named(desk, "Omar Said")
    decide(desk, "merge", one, two, why="one mayor")
    assert named(desk, "Omar Said") == [one]
    shown = tieline("show", desk / "g", "Omar Said")
    assert "in 2 articles" in shown.stdout
    assert "decision: merged into Omar Said because one mayor" in shown.stdout
    before = exported(desk)
    done = rebuilt(desk, built)
    assert done.returncode == 0, done.stderr
    assert exported(desk) == before
    assert "no longer applies" not in done.stderr


def test_applying_anew_and_building_with_the_decisions_there_give_the_same_graph(desk, built, tmp_path):
    one, two = named(desk, "Omar Said")
    decide(desk, "merge", one, two)
    decide(desk, "rename", "Leila Hamdan", "Layla Hamdan")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "g").mkdir()
    (fresh / "g" / "decisions.ttl").write_bytes((desk / "g" / "decisions.ttl").read_bytes())
    build([built / name for name in sorted(PAGES, reverse=True)], fresh / "g", model="small")
    assert exported(fresh) == exported(desk)


def test_split_by_article_and_by_name(desk):
    decide(desk, "retype", "Kataib Hezbollah", "PoliticalParty")
    decide(desk, "split", "Kataib Hezbollah", "--article", "Mayor travels", "--name", "KH (other)", why="not them")
    assert named(desk, "Kataib Hezbollah") == []
    (new,) = named(desk, "KH (other)")
    assert new.startswith(f"{BASE}entity/kataib-hezbollah/split-")
    assert "split off as KH (other) because not them" in tieline("show", desk / "g", "KH (other)").stdout
    decide(desk, "split", "Leila Hamdan", "--called", "Leila Hamdan", "--name", "Another Hamdan")
    assert named(desk, "Leila Hamdan") == []
    assert len(named(desk, "Another Hamdan")) == 1


def test_a_new_name_is_shown_on_the_page_in_the_network_in_rdf_and_by_show(desk):
    decide(desk, "rename", "Kataib Hezbollah", "Hezbollah Brigades")
    decide(desk, "rename", "Tarek Nassar", "Tariq Nassar")
    for name in ("Hezbollah Brigades", "Tariq Nassar"):
        (node,) = named(desk, name)
        assert tieline("show", desk / "g", name).stdout.startswith(name)
        with open_graph(desk / "g") as graph:
            asked = f"SELECT DISTINCT ?name WHERE {{ <{node}> rdfs:label ?name }}"
            assert [name_.value for (name_,) in graph.query(asked).rows] == [name]
            asked = f"SELECT DISTINCT ?name WHERE {{ <{node}> skos:prefLabel ?name }}"
            assert {name_.value for (name_,) in graph.query(asked).rows} == {name}
            assert f'"name":"{name}"' in graph.view()
    assert "Tarek Nassar" in tieline("show", desk / "g", "Tariq Nassar").stdout  # among its other names


def test_a_second_rename_takes_the_place_of_the_first(desk):
    decide(desk, "rename", "Tarek Nassar", "Tariq Nassar")
    done = decide(desk, "rename", "Tariq Nassar", "T. Nassar")
    assert "replaced: rename" in done.stdout
    (rename,) = load(desk / "g" / "decisions.ttl")
    assert rename.name == "T. Nassar"


def test_retype_changes_the_class(desk):
    decide(desk, "retype", "Levant Policy Forum", "ThinkTank", why="it says so")
    shown = tieline("show", desk / "g", "Levant Policy Forum").stdout
    assert "[ThinkTank]" in shown
    assert "to ThinkTank because it says so" in shown


def test_a_tie_is_rejected_by_its_three_words_and_a_record_by_its_iri(desk):
    shown = tieline("show", desk / "g", "Tarek Nassar", "--ids").stdout
    assert "Tarek Nassar —ACCUSE→ Omar Said" in shown
    decide(desk, "reject", "Tarek Nassar", "ACCUSE", *one_of_article(desk, "Omar Said", "Tarek Nassar"))
    assert "ACCUSE" not in tieline("show", desk / "g", "Tarek Nassar").stdout
    (address,) = {line.strip() for line in shown.splitlines() if f"{BASE}assertion/" in line}
    decide(desk, "reject", address)
    assert address not in tieline("show", desk / "g", "Tarek Nassar", "--ids").stdout
    assert f"<{address}> a" not in exported(desk).decode()
    assert f"tl:record <{address}>" in exported(desk).decode()


def one_of_article(desk, name, beside):
    """The IRI of the actor of that name who is tied to another."""
    with open_graph(desk / "g") as graph:
        network = graph.network()
        (node,) = named(desk, beside)
        near = {*network.successors(node), *network.predecessors(node)}
        return [iri for iri in named(desk, name) if iri in near]


def test_confirming_makes_sure_of_the_reading_and_not_of_what_is_claimed(desk):
    asked = "SELECT DISTINCT ?a ?c ?f WHERE { ?a a tl:Assertion ; tl:confidence ?c ; tl:factuality ?f } ORDER BY ?a"
    with open_graph(desk / "g") as graph:
        before = {a.value: (c.value, f.value) for a, c, f in graph.query(asked).rows}
    claimed = [a for a, (_, factuality) in before.items() if factuality.endswith("Claimed")]
    assert claimed
    decide(desk, "confirm", claimed[0])
    with open_graph(desk / "g") as graph:
        after = {a.value: (c.value, f.value) for a, c, f in graph.query(asked).rows}
        marked = graph.query("SELECT DISTINCT ?a WHERE { ?d a tl:Confirm ; tl:appliesTo ?a }").rows
    assert after == before | {claimed[0]: ("1", before[claimed[0]][1])}
    assert [a.value for (a,) in marked] == [claimed[0]]


def test_list_tells_which_apply_and_undo_takes_one_back(desk):
    untouched = exported(desk)
    decide(desk, "rename", "Tarek Nassar", "Tariq Nassar", why="his own spelling")
    decide(desk, "retype", "Levant Policy Forum", "ThinkTank")
    listed = tieline("decide", desk / "g", "list").stdout
    assert "1. rename" in listed
    assert "his own spelling (2026-03-01)" in listed
    assert "2. retype Levant Policy Forum to ThinkTank  [applies]" in listed
    for _ in range(2):
        assert tieline("decide", desk / "g", "undo", "1").returncode == 0
    assert load(desk / "g" / "decisions.ttl") == ()
    assert exported(desk) == untouched
    assert "no decisions" in tieline("decide", desk / "g", "list").stdout


def test_a_decision_about_a_removed_article_is_reported_and_comes_back_with_it(desk, built):
    decide(desk, "rename", "Leila Hamdan", "Layla Hamdan")
    done = tieline("build", built / "two.md", "--into", desk / "g", "--remove")
    assert done.returncode == 0, done.stderr
    assert "decision 1 (rename" in done.stderr
    assert "no longer applies" in done.stderr
    assert json.loads((desk / "g" / "report.json").read_text())["stale"] == done.stderr.splitlines()
    assert "[no longer applies]" in tieline("decide", desk / "g", "list").stdout
    assert rebuilt(desk, built).stderr == ""
    assert named(desk, "Layla Hamdan")


def test_a_file_edited_by_hand_is_applied(desk):
    file = desk / "g" / "decisions.ttl"
    (node,) = named(desk, "Tarek Nassar")
    file.write_text(added("", Rename(node, "Tariq Nassar", why="by hand")))
    assert "[not applied yet]" in tieline("decide", desk / "g", "list").stdout
    assert tieline("decide", desk / "g", "apply").returncode == 0
    assert named(desk, "Tariq Nassar") == [node]


def test_a_faulty_file_is_named_and_nothing_is_lost(desk, built):
    file = desk / "g" / "decisions.ttl"
    decide(desk, "rename", "Tarek Nassar", "Tariq Nassar")
    before = exported(desk)
    broken = file.read_text() + "\n[] a tl:Merge ; tl:keep"
    file.write_text(broken)
    for done in (
        tieline("decide", desk / "g", "rename", "Omar Said", "x", "--why", "y"),
        tieline("decide", desk / "g", "apply"),
        tieline("decide", desk / "g", "list"),
        rebuilt(desk, built),
    ):
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert str(file) in done.stderr
        assert "correct the file" in done.stderr
    assert file.read_text() == broken
    assert exported(desk) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{g}", "merge", "Tarek Nassar"], "Missing"),
        (["{g}", "merge", "Tarek Nassar", "Omar Saeed", "--why", "x"], "did you mean"),
        (["{g}", "merge", "Omar Said", "Tarek Nassar", "--why", "x"], "ambiguous"),
        (["{g}", "merge", "Tarek Nassar", "tarek nassar", "--why", "x"], "name two actors"),
        (["{g}", "merge", "Tarek Nassar", "Lina Haddad"], "--why"),
        (["{g}", "merge", "Tarek Nassar", "Lina Haddad", "--why", " "], "say why"),
        (["{g}", "merge", "Tarek Nassar", "Lina Haddad", "--why", "x", "--made", "May"], "YYYY-MM-DD"),
        (["{g}", "split", "Tarek Nassar", "--why", "x"], "--article"),
        (["{g}", "split", "Tarek Nassar", "--article", "nowhere", "--why", "x"], "nowhere"),
        (["{g}", "retype", "Tarek Nassar", "Persn", "--why", "x"], "Person"),
        (["{g}", "reject", "Tarek Nassar", "funds", "Lina Haddad", "--why", "x"], "nothing ties them"),
        (["{g}", "reject", "Tarek Nassar", "fund", "Lina Haddad", "--why", "x"], "funds"),
        (["{g}", "reject", "Tarek Nassar", "funds", "--why", "x"], "SUBJECT TYPE OBJECT"),
        (["{g}", "confirm", "https://example.org/nothing", "--why", "x"], "--ids"),
        (["{g}", "undo", "1"], "expected 1 to 0"),
        (["{g}", "frobnicate"], "No such command"),
        (["{g}/none", "list"], "no graph in"),
        (["{g}/none", "apply"], "no graph in"),
    ],
)
def test_wrong_use_gets_status_2_and_decides_nothing(built, arguments, words):
    done = tieline("decide", *(a.format(g=built / "g") for a in arguments))
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (built / "g" / "decisions.ttl").exists()


def test_a_merge_that_leads_back_is_refused_and_the_file_stays(desk):
    one, two = named(desk, "Omar Said")
    decide(desk, "merge", one, two)
    decide(desk, "split", one, "--article", "Mayor travels", "--name", "Elder Omar")
    before = (desk / "g" / "decisions.ttl").read_text()
    done = tieline("decide", desk / "g", "merge", "Omar Said", "Elder Omar", "--why", "after all")
    assert done.returncode == 2
    assert "circle" in done.stderr
    assert (desk / "g" / "decisions.ttl").read_text() == before


def test_a_graph_of_an_earlier_version_is_to_be_built_again_first(desk):
    with sqlite3.connect(desk / "g" / "findings.sqlite") as findings:
        findings.execute("DROP TABLE settings")
    findings.close()
    done = tieline("decide", desk / "g", "apply")
    assert done.returncode == 2
    assert "earlier version" in done.stderr
    assert "tieline build" in done.stderr


def test_with_another_authority_than_the_build_had_nothing_is_decided(desk, built, tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text(
        "id\tname\ttype\taliases\tambiguous\tstate\tparent\toffice\tsince\tuntil\twikidata\tsource\n"
        "tarek-nassar\tTarek Nassar\tPerson\t\t\t\t\t\t\t\t\tour own\n"
    )
    build([built / name for name in PAGES], desk / "g", model="small", authority=[own], base="https://example.org/")
    decide(desk, "rename", "Tarek Nassar", "Tariq Nassar")
    assert named(desk, "Tariq Nassar") == ["https://example.org/entity/tarek-nassar"]
    own.write_text(own.read_text().replace("our own", "ours"))
    done = tieline("decide", desk / "g", "undo", "1")
    assert done.returncode == 2
    assert "changed since" in done.stderr
    own.unlink()
    assert "is gone" in tieline("decide", desk / "g", "undo", "1").stderr
    assert len(load(desk / "g" / "decisions.ttl")) == 1
