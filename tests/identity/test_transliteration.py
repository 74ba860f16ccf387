"""Names that are spelled in several ways are proposed as one; names that look alike and are two are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tieline.identity import Authority
from tieline.identity.transliteration import is_common, parts, parts_key, same_name, same_parts, skeleton

TABLE = Path(__file__).with_name("name_pairs.tsv")
LINES = [line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines() if not line.startswith("#")][1:]
AUTHORITY = Authority.shipped()
PIECES = ("Abu", "bin", "al-", "Abd", "el", "Umm", "i", "e", "Mohammed", "Qasem", "Soleimani", "Allah", "Din", "the")
WORD = st.text("abdefghijklmnoqrstuwyzACHKMSé", min_size=1, max_size=9) | st.sampled_from(PIECES)
NAMES = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


def test_the_pairs_are_well_formed():
    assert len(LINES) >= 320
    assert {len(line) for line in LINES} == {5}
    assert {(verdict, part) for _, _, verdict, _, part in LINES} == {
        (verdict, part) for verdict in ("same", "different") for part in ("dev", "test")
    }
    pairs = [frozenset((a, b)) for a, b, *_ in LINES]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("part", ["dev", "test"])
def test_most_spellings_of_one_name_are_proposed(part):
    same = [(a, b) for a, b, verdict, _, of in LINES if verdict == "same" and of == part]
    missed = [pair for pair in same if not same_name(*pair)]
    assert len(missed) <= 0.08 * len(same), missed


@pytest.mark.parametrize("apart", [lambda a, b: False, AUTHORITY.never_merge])
def test_two_names_are_never_proposed_as_one(apart):
    assert [(a, b) for a, b, verdict, *_ in LINES if verdict == "different" and same_name(a, b, apart)] == []


@pytest.mark.parametrize(
    "spellings",
    [
        "Hossein Hussein Husain Hussain Housein Husayn",
        "Mohammad Muhammad Mohamed Mohammed Mohamad Muhammed",
        "Hizballah Hezbollah Hizbullah Hizbollah",
        "Soleimani Suleimani Sulaymani Soleymani",
        "Qassem Kassem Ghasem Qasim Qāsim",
        "Gaddafi Qaddafi Kadhafi Gadhafi Qadhafi Kaddafi",
        "Gamal Jamal Cemal Djamal",
        "Dhafer Zafer",
        "Kadhimi Kazemi Kadhemi",
        "Davood Dawud Daoud",
        "Haniya Haniyah Haniyeh Haniyya Hania",
        "Fakhrizadeh Fakhrizade Fakhrizada",
        "Sudani Soudani",
        "Nouri Nuri Noori Noory",
        "Saleh Salih Sāliḥ Saaleh",
        "Zelensky Zelenskyy Zelenskiy Zelenskii",
        "Sa'eed Saʿīd Said Saeed",
        "Badreddine Badruddin Badr-ud-Din",
        "Abdelaziz Abdul-Aziz Abdolaziz",
        "Abderrahmane Abdulrahman Abdur-Rahman",
        "Bachar Bashar",
        "Çavuşoğlu Cavusoglu",
        "Araghchi Araqchi",
    ],
)
def test_spellings_of_a_word_have_one_skeleton(spellings):
    first, *others = spellings.split()
    assert [other for other in others if not same_name(first, other)] == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mohammad", "Mehmet"),
        ("Salih", "Salah"),
        ("Khan", "Kan"),
        ("Hamad", "Hammad"),
        ("Zayed", "Zaid"),
        ("Abdi", "Abdali"),
        ("Soleimani", "Soleiman"),
        ("Qassem Suleiman", "Qassem Suleimani"),
    ],
)
def test_near_names_stay_apart(a, b):
    assert not same_name(a, b)


def test_a_skeleton_joins_the_words_of_a_part():
    assert skeleton("Abd Karim") == skeleton("Abdulkarim")
    assert skeleton("Qassem") == "kasim"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Abu Mahdi al-Muhandis", ("abu mahdi", "muhandis")),
        ("Abou al-Hasan el-Hashimi", ("abu hasan", "hashimi")),
        ("Mohammed bin Salman", ("mohammed", "bin salman")),
        ("Oum Kalthoum", ("um kalthoum",)),
        ("Abd al-Fattah as-Sisi", ("abd fattah", "sisi")),
        ("Jaish-e-Mohammed", ("jaish", "mohammed")),
        ("Kata'ib Sayyid ash-Shuhada", ("kataib", "sayyid", "shuhada")),
        ("Ansar Allah", ("ansarullah",)),
        ("Abd Allah", ("abdullah",)),
        ("Safi al-Din", ("safiuddin",)),
        ("Al", ("al",)),
        ("E. Barak", ("e", "barak")),
        ("", ()),
    ],
)
def test_parts_of_a_name(name, expected):
    assert parts(name) == expected


def test_surname_first_or_last_but_not_father_and_son():
    assert same_name("Qasem Soleimani", "Soleimani Qassem")
    assert same_name("Muqtada al-Sadr", "Sadr, Moqtada")
    assert not same_name("Ali Hassan", "Hassan Ali")
    assert not same_name("Hamad bin Khalifa", "Khalifa bin Hamad")


def test_a_name_without_the_fathers_name():
    assert same_name("Nouri al-Maliki", "Nuri Kamel al-Maliki")
    assert same_name("Omar Hassan Ahmad al-Bashir", "Omar al-Bashir")
    assert not same_name("Abu Mahdi al-Muhandis", "Jamal Abu Mahdi")
    assert not same_name("Maliki", "Nouri al-Maliki")
    assert not same_name("Mohammad Khatami", "Mohammad Reza Khatami")
    assert not same_name("Ali Salehi", "Ali Akbar Salehi")
    assert not same_name("Abdullah bin Abdulaziz", "Abdullah bin Khalid bin Abdulaziz")
    assert not same_name("George W. Bush", "George H. W. Bush")
    assert not same_name("Lebanese Forces", "Lebanese Armed Forces")


def test_words_joined_or_not():
    assert same_name("Amir Ali Hajizadeh", "Amirali Hajizadeh")
    assert same_name("Gholamhossein Ejei", "Gholam-Hossein Eje'i")
    assert not same_name("Amir Ali Hajizadeh", "Amirali")


def test_what_is_known_to_be_two_is_never_proposed():
    def known(a, b):
        return (a, b) == ("Kazem Sami", "Kadhim Sami")

    assert same_name("Kazem Sami", "Kadhim Sami")
    assert not same_name("Kazem Sami", "Kadhim Sami", known)
    assert not same_name("Kadhim Sami", "Kazem Sami", known)


def test_names_of_two_persons_of_the_authority_are_not_proposed_as_one():
    people = [entry for entry in AUTHORITY.entries if entry.type == "Person"]
    assert [
        (one.name, two.name)
        for at, one in enumerate(people)
        for two in people[at + 1 :]
        if same_name(one.name, two.name, AUTHORITY.never_merge)
    ] == []


@given(NAMES, NAMES)
def test_same_name_is_symmetric(a, b):
    assert same_name(a, b) == same_name(b, a)


@given(NAMES)
def test_a_name_is_itself(name):
    assert same_name(name, name) == bool(parts(name))


@given(NAMES, NAMES)
def test_case_hyphens_and_apostrophes_tell_nothing(a, b):
    expected = same_name(a, b)
    assert same_name(a.upper(), b) == expected
    assert same_name(a.replace(" ", "-"), b) == expected


@given(NAMES, st.data())
def test_an_apostrophe_changes_no_part(name, data):
    at = data.draw(st.integers(0, len(name)))
    if name[at:].strip().casefold() != "s":  # a possessive
        assert parts(name[:at] + data.draw(st.sampled_from("'’ʿʾ`")) + name[at:]) == parts(name)


@given(st.text())
def test_parts_take_any_text(text):
    assert all(parts(text))
    assert isinstance(skeleton(text), str)


@given(NAMES, NAMES)
def test_agreement_of_parts_goes_both_ways(a, b):
    assert same_parts(a, b) is same_parts(b, a)
    assert same_parts(a, a)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("Yousef al-Dovani", "Yusuf Dovany", True),
        ("Amir Ali Dovan", "Amirali Dovan", True),
        ("Dovan Lina", "Lina Dovan", True),
        ("Lina R. Dovan", "Lina Dovan", True),
        ("Lina R. Dovan", "Lina B. Dovan", False),
        ("Lina Omar Dovan", "Lina Dovan", False),
        ("Lina Dovan", "Rana Dovan", False),
    ],
)
def test_all_parts_agree(a, b, agree):
    assert same_parts(a, b) is agree
    assert not agree or parts_key(a) == parts_key(b)


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("Ali Hassan", True),
        ("Abu Ahmad", True),
        ("Ben Salman", True),
        ("John Smith", True),
        ("John Q. Smith", True),
        ("Ben Dovan", False),
        ("Ali Dovan", False),
        ("John Dovan", False),
        ("Abu Baqir al-Dovani", False),
    ],
)
def test_names_that_many_bear(name, common):
    assert is_common(name) is common
