"""The authority file is well formed, finds names as news spells them, and refuses faulty tables of the user's."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.errors import UsageError
from tieline.identity import Authority
from tieline.identity.authority_table import COLUMNS, KINDS
from tieline.identity.lookup import key
from tieline.records import ENTITY_TYPES

AUTHORITY = Authority.shipped()
ENTRIES = AUTHORITY.entries


def found(name):
    entry = AUTHORITY.find(name)
    return entry.id if entry else None


def names_of(entry):
    return [n for n, kind in [(entry.name, "name"), *entry.aliases.items()] if kind not in {"demonym", "capital"}]


def test_rows_are_well_formed():
    ids = {entry.id for entry in ENTRIES}
    for entry in ENTRIES:
        assert entry.type in ENTITY_TYPES
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)
        assert set(entry.aliases.values()) <= KINDS
        assert entry.ambiguous <= {entry.name, *entry.aliases}, entry.id
        assert {entry.state, entry.parent} <= ids | {None}, entry.id
        assert (entry.since or 0) <= (entry.until or 9999), entry.id
        assert entry.source


def test_a_name_claimed_twice_is_marked_ambiguous():
    claims = defaultdict(set)
    for entry in ENTRIES:
        for name in names_of(entry):
            if name not in entry.ambiguous:
                claims[key(name)].add(entry.id)
    assert {name: sorted(ids) for name, ids in claims.items() if len(ids) > 1} == {}


def test_there_is_enough_of_each_kind():
    types = [entry.type for entry in ENTRIES]
    assert types.count("State") >= 193
    assert types.count("Person") >= 100
    assert types.count("ArmedGroup") + types.count("MilitaryUnit") >= 60
    assert types.count("MediaOutlet") + types.count("ThinkTank") >= 60


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("the US", "united-states"),
        ("The United States’", "united-states"),
        ("us", None),
        ("is", None),
        ("who", None),
        ("UN", "united-nations"),
        ("un", None),
        ("IRAQ", "iraq"),
        ("Nato", "nato"),
        ("Kata'ib Hizballah", "kataib-hezbollah"),
        ("KATAIB HEZBOLLAH", "kataib-hezbollah"),
        ("Kataib-Hezbollah", "kataib-hezbollah"),
        ("Hizbullah", "hezbollah"),
        ("Qasim Suleimani", "qassem-soleimani"),
        ("al-Hashd al-Sha’abi", "popular-mobilization-forces"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("the Iraqi parliament", "council-of-representatives-of-iraq"),
        ("the Pentagon", "us-department-of-defense"),
        ("the White House", "white-house"),
        ("the Kremlin", "kremlin"),
        ("Tehran", None),
        ("Iraqi", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_find(name, id_):
    assert found(name) == id_


@pytest.mark.parametrize("name", ["Sadr", "Maliki", "Abadi", "the Guards", "Barzani", "Georgia", "Foreign Ministry"])
def test_bare_names_need_a_second_reason(name):
    assert AUTHORITY.is_ambiguous(name)
    assert AUTHORITY.candidates(name)


def test_an_unknown_name_is_not_ambiguous():
    assert not AUTHORITY.is_ambiguous("Atlantis")


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("Iraqi", "iraq"),
        ("Iraqis", "iraq"),
        ("Americans", "united-states"),
        ("Polish", "poland"),
        ("polish", None),
        ("Korean", None),
        ("Iraq", None),
    ],
)
def test_demonyms(word, id_):
    entry = AUTHORITY.demonym(word)
    assert (entry.id if entry else None) == id_


@pytest.mark.parametrize(
    ("word", "id_"), [("Tehran", "iran"), ("Sana'a", "yemen"), ("Kiev", "ukraine"), ("Basra", None)]
)
def test_capitals(word, id_):
    entry = AUTHORITY.capital(word)
    assert (entry.id if entry else None) == id_


def test_surnames_without_regard_to_spelling_or_article():
    assert {"qassem-soleimani"} == {e.id for e in AUTHORITY.people_by_surname("Suleimani")}
    assert "muqtada-al-sadr" in {e.id for e in AUTHORITY.people_by_surname("al-Sadr")}
    assert AUTHORITY.people_by_surname("") == ()


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("Khamenei", "Khomeini", True),
        ("Ali Khamenei", "Ruhollah Khomeini", True),
        ("Hassan Nasser", "Hussein Nasser", True),
        ("Amiri", "Omari", True),
        ("Amir", "Omar", True),
        ("Abadi", "Abdi", True),
        ("Karim", "Karam", True),
        ("Maliki", "Malik", True),
        ("Kata'ib Hizballah", "Hezbollah", True),
        ("Iranian Foreign Ministry", "Iraqi Foreign Ministry", True),
        ("Qasem Soleimani", "Qassem Suleimani", False),
        ("IRGC", "the Revolutionary Guards", False),
        ("Hassan", "Hassan Hussein", False),
        ("Lina Haddad", "Lina Hadad", False),
    ],
)
def test_never_merge(a, b, apart):
    assert AUTHORITY.never_merge(a, b) is apart
    assert AUTHORITY.never_merge(b, a) is apart


@given(st.text(max_size=30))
def test_keys_are_stable(name):
    assert key(key(name)) == key(name)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_may_be_asked_for(a, b):
    assert AUTHORITY.never_merge(a, b) is AUTHORITY.never_merge(b, a)
    assert AUTHORITY.find(a) in (None, *AUTHORITY.candidates(a))


HEADER = "\t".join(COLUMNS)


def table(tmp_path, *rows, header=HEADER):
    file = tmp_path / "own.tsv"
    file.write_text("\n".join([header, *rows]), encoding="utf8")
    return file


def test_the_users_entries_win(tmp_path):
    rows = ["my-hezbollah\tHezbollah\tOrganization\tWidget Guild|short|en", "iraq\tIraq\tPlace"]
    own = AUTHORITY.with_file(table(tmp_path, *rows))
    assert own.find("Hezbollah").id == "my-hezbollah"
    assert own.find("Widget Guild").id == "my-hezbollah"
    assert own.entry("iraq").type == "Place"
    assert own.find("Iran").id == "iran"
    assert own.digest != AUTHORITY.digest
    assert AUTHORITY.find("Hezbollah").id == "hezbollah"


def test_a_later_file_wins_over_an_earlier(tmp_path):
    first = AUTHORITY.with_file(table(tmp_path, "first\tWidget Guild\tOrganization"))
    assert first.with_file(table(tmp_path, "second\tWidget Guild\tCompany")).find("Widget Guild").id == "second"


def test_the_user_can_make_a_name_ambiguous(tmp_path):
    row = "widget-front\tWidget Front\tOrganization\tHezbollah|short|en\tHezbollah"
    assert AUTHORITY.with_file(table(tmp_path, row)).is_ambiguous("Hezbollah")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Bad Id\tX\tPerson", "id in "),
        ("../etc\tX\tPerson", "'../etc'"),
        ("x\t\tPerson", "name in "),
        ("x\tX\tWizard", "'Wizard'"),
        ("x\tX\tPerson\tY|nickname|en", "kind one of"),
        ("x\tX\tPerson\tY", "name|kind|language"),
        ("x\tX\tPerson\t\tZ", "ambiguous in "),
        ("x\tX\tPerson\t\t\tatlantis", "'atlantis'"),
        ("x\tX\tPerson\t\t\t\t\t\tsoon", "'soon', expected a year"),
        ("x\tX\tPerson\t\t\t\t\t\t\t\thttp://evil", "an id like Q796"),
        ("x\tX\u202eY\tPerson", "no control characters"),
        ("x\tX\x00Y\tPerson", "no control characters"),
        ("x\tX\tPerson" + "\t" * 20, "23 cells"),
        ("x\tX\tPerson\nx\tY\tPerson", "again"),
    ],
)
def test_a_faulty_row_is_named(tmp_path, row, says):
    line = 1 + len(row.split("\n"))
    with pytest.raises(UsageError) as raised:
        AUTHORITY.with_file(table(tmp_path, row))
    assert f"own.tsv:{line}: " in str(raised.value)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_many_faults_are_told_together(tmp_path):
    with pytest.raises(UsageError, match=r"own\.tsv:2: .*own\.tsv:3: .*and 4 more"):
        AUTHORITY.with_file(table(tmp_path, *["?\tX\tPerson"] * 9))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"name\nX\n"])
def test_what_is_no_table_is_refused(tmp_path, content):
    file = tmp_path / "own.tsv"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"own\.tsv"):
        AUTHORITY.with_file(file)
    with pytest.raises(UsageError, match="cannot read"):
        AUTHORITY.with_file(tmp_path / "missing.tsv")
