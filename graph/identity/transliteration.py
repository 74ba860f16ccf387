"""Spellings of one name: Arabic, Persian, Turkish and Slavic names as news romanizes them, brought to one key.

Newsrooms follow no single table (ALA-LC, https://www.loc.gov/catdir/cpso/roman.html; BGN/PCGN; French or Persian
habit), so a letter has several spellings and a spelling several letters. Rules unify the spellings of one sound; where
that would join different names (d and z, e as a or i), frequent names stand in a list instead.

What is here proposes: whether two names are one entity is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from ..extraction.naming import type_by_words
from ..language.lexicon import table
from .lookup import key

_ARTICLES = frozenset({"al", "el", "ul", "as", "ash", "ad", "an", "ar", "at", "az", "the"})
_LINKS = frozenset({"i", "e", "ye", "ed", "en", "er", "es", "ez", "ud", "ur", "us", "uz"})
"""Ezafe ("Jaish-e-Mohammed") and rarer forms of the article: no part of a name where something stands before them."""

_JOINING = {
    **dict.fromkeys(("abu", "abou", "abo", "abi"), "abu"),
    **dict.fromkeys(("umm", "um", "oum", "om"), "um"),
    **dict.fromkeys(("bin", "ibn", "ben"), "bin"),
    **dict.fromkeys(("bint", "bent"), "bint"),
    **dict.fromkeys(("abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdu", "abed"), "abd"),
}
"""Words that make one part of a name with the next: kunyas, parents, servants of God."""

_TRAILING = {"allah": "ullah", **dict.fromkeys(("din", "deen", "dine"), "uddin")}
"""Words that make one part with the word before: "Ansar Allah", "Safi al-Din"."""

_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ə": "a"})

_Rules = tuple[tuple[str, str], ...]

_NAMES: _Rules = (
    (r"^m[ou]+ham+[ae]d", "muhamad"),
    (r"^ahm[ae]d", "ahmad"),
    (r"^hammad$", "hamMad"),  # a capital stays: not Hamad
    (r"^h[ae][iy]d[ae]r", "haidar"),
    (r"^y[ou]+s+[eiou]+f", "yusuf"),
    (r"^(g|gh|q|k|kh)[ae](d+h?)+af", "kadaf"),  # Gaddafi: g for the letter qaf, as Libyans and Gulf Arabs say it
    (r"^[gq]ar[gq]ash$", "karkash"),
    (r"^[kq]a(z|dh)[ei]m", "kazim"),  # the letter za: dh in Iraq, z in Iran and Egypt
    (r"^dhaf[ei]r", "zafir"),
    (r"^dhah[ei]r", "zahir"),
    (r"haf[ei]dh$", "hafiz"),
    (r"^nidham", "nizam"),
    (r"^m[ou]dhaf+ar", "muzafar"),
    (r"^r[ei](z|dh|d)h?a$", "riza"),  # the letter dad: d in Arabic, z in Persian
    (r"^m[ou]rt[ae](z|dh|d)h?a$", "murtaza"),
    (r"^ramadh?an", "ramazan"),
    (r"^iyad$", "ayad"),
    (r"^m[aei]sha+l$", "mishal"),
    (r"^h[ai]ft[ae]r$", "haftar"),
    (r"^s[ae]r+aj$", "saraj"),
    (r"^yeh", "yah"),
    (r"^sh[ae]r(i|ee|y)f$", "sharif"),
    (r"^c[ei](?!h)", "ja"),  # Turkish: Celal, Cemil, Cevad
    (r"^g[ea]mal$", "jamal"),
    (r"^ale(ks|x)ande?r$", "aliksandr"),
    (r"enk[ao]$", "inka"),  # Lukashenko in Russian, Lukashenka in Belarusian
)
"""Frequent names whose spellings no rule of sounds joins without joining others."""

_COMPOUNDS: _Rules = (
    (r"(?<=..)[aou]ll+ah?(?=$|i)", "ula"),  # Abdullah, Abdallah, Abdollahian; Hizbullah, Hezbollah
    (r"(?<=..)([aeiou]+d{2,}|ud)(ee|ie|i|y)ne?$", "din"),  # Safieddine, Sirajuddin
    (r"(?<=..)(an|oun|in)e$", r"\1"),  # French: Salmane, Tebboune
)

_SERVANT = re.compile(r"abd[aeiou]+(l(?!l?ah?$)|(?=([dnrstz])\2))(?=\w{3})")  # Abdulaziz, Abdelaziz, Abderrahman

_CONSONANTS: _Rules = (
    (r"x", "ks"),
    (r"ph", "f"),
    (r"kh", "x"),
    (r"tch|sch|ch|sh", "S"),  # ch is sh in French: Bachar
    (r"gh|q|ck|c", "k"),  # qaf, and Persian where both letters sound alike: Qasem, Ghasem, Kassem
    (r"dzh|dj|zh|gu(?=[ei])|g", "j"),  # Egyptian: Gamal, Naguib
    (r"th", "t"),
    (r"dh", "d"),
    (r"n(?=b)", "m"),
    (r"([^aeiou])\1+", r"\1"),
)

_VOWELS: _Rules = (
    (r"ee+|ii+", "i"),
    (r"(?<=[aeiou])y(?=eva?$)", ""),  # Aliyev, Aliev
    (r"^y[ei](?!h)", "i"),  # Yeltsin, Eltsin
    (r"e(?=h[^aeiou])", "a"),  # Mehdi, Yehya
    (r"^([^aeiou]{1,2}a+[^aeiou]{1,2})eh$|^(m[ou][^aeiou]{2})eh$", r"\1\2ih"),  # Saleh, Mufleh: the h is heard
    (r"aie$", "ai"),
    (r"[ae]h?$", "a"),  # Haniyeh, Haniyah, Haniya
    (r"uh$", "u"),
    (r"a[wv]?(oo|ou|u)|aw(?=[^aeiou]|$)", "au"),  # Daoud, Dawud, Davood; Aoun, Awn
    (r"[eo]w(?=[^aeiou]|$)", "u"),
    (r"[ou]+", "u"),
    (r"^u(?=a)|w", "v"),  # Oualid, Walid; Jawad, Javad
    (r"[ae]y(?=[aeiou])|[ae]i(?=[au])", "aY"),  # a capital stays: Zayed is not Zaid
    (r"a[ei]+|ei|[ae]y", "ai"),  # Husain, Hussein, Husayn
    (r"ie?y*(?=[aeiou])|ie|e", "i"),
    (r"(?<=[^aeiou])y|y(?=[^aeiou]|$)", "i"),
    (r"([aeiou])\1+", r"\1"),
)


@cache
def skeleton(word: str) -> str:
    """Return the key of a word or part: equal for its spellings, whatever case, accents, apostrophes, doubled letters.

    >>> skeleton("Qassem"), skeleton("Ghasem"), skeleton("Kasim")
    ('kasim', 'kasim', 'kasim')
    """
    return "".join(map(_skeleton, _words(word)))


@cache
def _skeleton(word: str) -> str:
    servant = _SERVANT.match(word)
    plain = word[servant.end() :] if servant else _JOINING.get(word, word).translate(_LETTERS)
    for rules in (_NAMES, _COMPOUNDS, _CONSONANTS, _VOWELS):
        for pattern, replacement in rules:
            plain = re.sub(pattern, replacement, plain)
    return f"abd{plain}" if servant else plain


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", key(name).casefold()) if word]


def _skeletons(words: str) -> frozenset[str]:
    return frozenset(map(skeleton, words.split()))


@cache
def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name: without articles and ezafe; kunyas, parents and "Abd al-" with their word.

    >>> parts("Abu Mahdi al-Muhandis"), parts("Abd al-Karim Qasim")
    (('abu mahdi', 'muhandis'), ('abd karim', 'qasim'))
    """
    words = _words(name)
    found: list[str] = []
    prefix = ""
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if not last and (word in _ARTICLES or (word in _LINKS and (found or prefix))):
            continue
        if not last and word in _JOINING:
            prefix += f"{_JOINING[word]} "
        elif word in _TRAILING and (prefix == "abd " or (found and not prefix)):
            found.append((prefix.strip() or found.pop()) + _TRAILING[word])
            prefix = ""
        else:
            found.append(prefix + word)
            prefix = ""
    return tuple(found)


_ENGLISH = frozenset({"uf", "fur", "in", "and", "un"})
"""Skeletons of the connectors of an institution's name, of which no word is a father's name."""

_GIVEN = _skeletons("""
    Abbas Abdullah Adel Adnan Ahmad Akbar Akram Ali Amin Amir Ammar Anwar Asad Asghar Ashraf Ayman Aziz Baqir Bashar
    Bashir Basim Daoud Fadel Fahd Faisal Faleh Fares Farid Farouk Fawzi Fuad Ghassan Habib Hadi Hafez Haider Hakim
    Hamad Hamed Hamid Hamza Hasan Hashem Hatem Hisham Hussein Ibrahim Idris Imad Isa Ismail Jaafar Jabbar Jaber Jalal
    Jalil Jamal Jamil Jasim Javad Kamal Kamel Karim Kazem Khaled Khalifa Khalil Khamis Latif Mahdi Maher Mahmoud Majid
    Malik Mansour Marwan Masoud Mohsen Mohammad Mubarak Mukhtar Munir Murad Musa Mustafa Nabil Naim Naji Najib Naser
    Nasr Nawaf Nayef Nizar Nouri Omar Osama Osman Qasem Rafiq Rahim Rahman Rashad Rashid Reza Riad Sabah Saad Sadeq
    Saeed Saif Salah Saleh Salem Salim Salman Sami Samir Saud Shaker Sharif Suleiman Sultan Taha Taher Tariq Tawfiq
    Turki Walid Yahya Yasin Yaser Yaqub Younis Yusuf Zaid Zaki Zayed Ziad
""")
"""Names that are given to sons and stand as father's names too: turned round, two of them name another man."""

_TWOFOLD = _skeletons("Mohammad Ahmad")
"""Given names so often followed by a second that brothers share them: Mohammad and Mohammad-Reza Khatami."""

_FIRST = _skeletons("Ali Amir Gholam Mir Seyed")
_SECOND = _skeletons("""
    Abbas Akbar Ali Amin Asghar Baqir Hadi Hasan Hussein Jafar Javad Kazem Mahdi Mohammad Morteza Naqi Reza Sadeq Taqi
""")
"""Elements of twofold given names: "Ali Akbar" is not "Ali" with a father's name."""


def _never(a: str, b: str) -> bool:  # noqa: ARG001 -- stands for Authority.never_merge
    return False


def same_name(a: str, b: str, apart: Callable[[str, str], bool] = _never) -> bool:
    """Propose whether two full names are spellings of one.

    Part for part, words joined or not ("Amir Ali", "Amirali"), surname first or last; or one without the father's
    name of the other.

    Args:
        a: a name.
        b: another.
        apart: says of two names that they are known to be two, as `Authority.never_merge`.
    """
    words, others = parts(a), parts(b)
    if not words or not others:
        return False
    one, other = tuple(map(skeleton, words)), tuple(map(skeleton, others))
    alike = _agree(words, others) or (
        (_shortened(one, other) or _shortened(other, one)) and not type_by_words(a) and not type_by_words(b)
    )
    return alike and not apart(a, b) and not apart(b, a)


def same_parts(a: str, b: str, apart: Callable[[str, str], bool] = _never) -> bool:
    """Tell whether all parts of two names agree; stricter than `same_name`: only a middle initial may be left out.

    Args:
        a, b, apart: as for `same_name`.
    """
    words, others = parts(a), parts(b)
    if not words or not others:
        return False
    inner, outer = set(words) - set(_whole(words)), set(others) - set(_whole(others))
    alike = (not inner or not outer or inner == outer) and _agree(_whole(words), _whole(others))
    return alike and not apart(a, b) and not apart(b, a)


@cache
def parts_key(name: str) -> str:
    """Return what is equal for names of which all parts agree, and for few others: `same_parts` decides.

    The letters of all skeletons in alphabetical order, so that joined and turned names have it too.
    """
    return "".join(sorted("".join(map(skeleton, _whole(parts(name))))))


@cache
def is_common(name: str) -> bool:
    """Tell whether many bear a person's name: a kunya alone, given names throughout ("Ali Hassan"), "John Smith"."""
    found = _whole(parts(name))
    if len(found) == 1 and found[0].startswith("bin ") and key(name).casefold().startswith("ben "):
        return skeleton(found[0].removeprefix("bin ")) in _GIVEN  # Ben Carson has a given name, Ben Salman none
    if len(found) < 2 or all(skeleton(part) in _GIVEN for part in found):
        return True
    rows = {(row["word"], row["part"]) for row in table("frequent_names")}
    return len(found) == 2 and {(found[0], "given"), (found[1], "surname")} <= rows


def _whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts without initials in the middle."""
    return tuple(w for at, w in enumerate(words) if len(w) > 1 or at in {0, len(words) - 1})


def _agree(words: Sequence[str], others: Sequence[str]) -> bool:
    one, other = tuple(map(skeleton, words)), tuple(map(skeleton, others))
    return one == other or _joined(words, others) or _joined(others, words) or _turned(one, other)


def _joined(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether names agree when neighbouring words are written as one wherever the other has them so."""
    i = j = 0
    while i < len(words) and j < len(others):
        here, there = skeleton(words[i]), skeleton(others[j])
        if here == there:
            i, j = i + 1, j + 1
        elif i + 1 < len(words) and skeleton(words[i] + words[i + 1]) == there:
            i, j = i + 2, j + 1
        elif j + 1 < len(others) and skeleton(others[j] + others[j + 1]) == here:
            i, j = i + 1, j + 2
        else:
            return False
    return i == len(words) and j == len(others)


def _turned(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one has the surname first and the other last; never for father and son, each other's names."""
    if len(one) != len(other) or all(part in _GIVEN or part.startswith("bin") for part in one):
        return False
    return [*one[1:], one[0]] == list(other) or [*other[1:], other[0]] == list(one)


def _initials(words: Sequence[str]) -> int:
    return sum(len(word) == 1 for word in words)


def _shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether the short name is the long one without names in between, which are a father's or a family's."""
    if not 2 <= len(short) < len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if long[0] in _TWOFOLD or (long[0] in _FIRST and long[1] in _SECOND and short[1] != long[1]):
        return False
    if sum(part.startswith("bin") for part in short) != sum(part.startswith("bin") for part in long):
        return False
    if _ENGLISH.intersection(long) or (_initials(short) and _initials(short) != _initials(long)):
        return False
    rest = iter(long)
    return all(part in rest for part in short)
