"""Cues: the words that attribute content to a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import StatementKind

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}
_ENTRIES = {(row["lemma"], row["pos"]): row for row in table("cues")}
_PARTICLES = frozenset(lemma.split()[0] for lemma, _ in _ENTRIES if " " in lemma)
_SUBJECTS = frozenset({"i", "we", "he", "she", "they", "who"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True)
class Cue:
    """A cue word in its sentence.

    Attributes:
        first, last: tokens of the cue with its auxiliaries, negation and particle, last excluded.
        frames: letters of the lexicon: c clause, q quotation, i infinitive, n noun phrase, r raised subject.
        prepositions: those whose noun phrase is the content.
    """

    token: Token
    lemma: str
    kind: StatementKind
    pos: str
    frames: str
    prepositions: frozenset[str]
    first: int
    last: int

    @property
    def verb(self) -> bool:
        return self.pos == "verb"


def cue_at(token: Token) -> Cue | None:
    """Return the cue that a token is, or None. Adjectives count only as predicates ("is confident that")."""
    pos = _POS.get(token.pos_)
    before = token.nbor(-1) if token.i > 0 else None
    if pos == "noun" and before is not None and (before.lower_ in _SUBJECTS or _inverted(before, token)):
        pos = "verb"  # "she vows", “We won,” vows Haddad: the tagger takes many such verbs for nouns
    if pos is None:
        return None
    entry = _entry(token, pos)
    if entry is None or (pos == "adjective" and not _predicate(token)):
        return None
    kind: StatementKind = "communication" if entry["class"] == "communication" else "stance"
    first, last = _cluster(token, entry["lemma"])
    prepositions = frozenset(entry["prepositions"].split(",")) - {""}
    return Cue(token, entry["lemma"], kind, pos, entry["frames"], prepositions, first, last)


def _inverted(mark: Token, token: Token) -> bool:
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    named = after is not None and after.pos_ in {"PROPN", "DET", "PRON"}
    return mark.is_quote and token.tag_ in {"NNS", "NN"} and token.lower_ == token.text and named


def unlisted_cue(token: Token) -> Cue:
    """Return a verb outside the lexicon as a cue; for verbs that stand where only cues stand ("…,” he thundered)."""
    return Cue(token, syntax.lemma(token), "communication", "verb", "q", frozenset(), *_cluster(token, ""))


def _entry(token: Token, pos: str) -> dict[str, str] | None:
    for lemma in syntax.lemmas(token):
        if pos == "verb" and lemma in _PARTICLES and token.i + 1 < len(token.doc):
            phrase = f"{lemma} {token.nbor().lower_}"
            if (phrase, pos) in _ENTRIES:
                return _ENTRIES[phrase, pos]
        if (lemma, pos) in _ENTRIES:
            return _ENTRIES[lemma, pos]
    return None


def _predicate(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children) or token.head.pos_ in {"AUX", "VERB"}


def _cluster(token: Token, lemma: str) -> tuple[int, int]:
    """Return (first, last excluded) of the cue with auxiliaries, negation and particle ("has not ruled out")."""
    first = last = token.i
    if token.pos_ in {"VERB", "AUX", "ADJ"}:
        doc, start = token.doc, token.sent.start
        i = token.i - 1
        while i >= start and token.i - i <= 5:
            word = doc[i]
            if word.pos_ == "AUX" or word.lower_ in syntax.NEGATIONS or word.tag_ == "MD":
                first = i
            elif (
                word.pos_ != "ADV"
                and word.lower_ not in {"both", "all", "each"}
                and not (word.lower_ == "to" and word.pos_ == "PART")
            ):
                break
            i -= 1
        if " " in lemma:
            last += 1
    return first, last + 1
