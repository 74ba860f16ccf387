"""What has been mentioned so far in an article, and which of it is most salient.

Source: syntactic salience after Lappin and Leass (1994) and Hobbs (1978), as rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language import syntax
from .clusters import Cluster
from .cues import cue_at
from .nominals import OWNERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Discourse:
    """The mentions read so far, those by name of the whole article.

    Args:
        doc: the article's parse.
        clusters: the named clusters.
        voices: per token, the number of its quotation, -1 outside quotation marks.
        paragraphs: per token, the number of its paragraph.
    """

    def __init__(self, doc: Doc, clusters: list[Cluster], voices: Sequence[int], paragraphs: Sequence[int]) -> None:
        self._doc = doc
        self._voices = voices
        self._paragraphs = paragraphs
        self._sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        self._seen: list[tuple[int, Cluster]] = sorted(
            ((name.head, cluster) for cluster in clusters for name in cluster.names), key=lambda pair: pair[0]
        )

    def add(self, head: int, cluster: Cluster) -> None:
        """Note a mention by the token that heads it."""
        self._seen.append((head, cluster))
        self._seen.sort(key=lambda pair: pair[0])

    def at(self, head: int) -> Cluster | None:
        """Return what a token that heads a mention means."""
        return next((seen for at, seen in self._seen if at == head), None)

    def particular(self) -> dict[int, Cluster]:
        """Return head -> cluster of all mentions but those of classes of actors."""
        return {head: cluster for head, cluster in self._seen if not cluster.generic}

    def _heads(self, cluster: Cluster, before: int) -> list[int]:
        return [head for head, seen in self._seen if seen is cluster and head < before]

    def nearest(self, candidates: list[Cluster], before: int, *, reach: int | None) -> Cluster | None:
        """Return the most salient candidate before a token: nearest sentence, subjects first, then the latest."""
        best: list[tuple[tuple[int, int, int], Cluster]] = []
        for cluster in candidates:
            heads = self._heads(cluster, before)
            if not heads:
                continue
            distance = self._sentence[before] - self._sentence[heads[-1]]
            if reach is not None and distance > reach:
                continue
            in_sentence = [h for h in heads if self._sentence[h] == self._sentence[heads[-1]]]
            subject = any(_subject(self._doc[h]) for h in in_sentence)
            best.append(((distance - (1 if subject else 0), 0 if subject else 1, -heads[-1]), cluster))
        return min(best, key=lambda pair: pair[0])[1] if best else None

    def distance(self, cluster: Cluster, before: int) -> int | None:
        """Return how many sentences before a token an entity was last mentioned, None where it was not."""
        heads = self._heads(cluster, before)
        return self._sentence[before] - self._sentence[heads[-1]] if heads else None

    def subject_before(self, cluster: Cluster, before: int) -> bool:
        """Tell whether one of the last mentions before a token, of an entity, is a subject."""
        return any(seen is cluster and head < before and _subject(self._doc[head]) for head, seen in self._seen[-400:])

    def without_clause_mates(self, token: Token, candidates: list[Cluster]) -> list[Cluster]:
        """Drop the other argument of the pronoun's own verb ("Biden met him") and what "its ally" is said of."""
        verb = token.head
        if token.tag_ == "PRP$":
            said_of = verb.dep_ in {"xcomp", "attr"} and syntax.lemma(verb.head) in {"become", "remain", "be"}
            verb = verb.head if said_of else verb
            if not said_of and not any(c.dep_ == "cop" for c in verb.children):
                return candidates
        elif verb.pos_ not in {"VERB", "AUX"}:
            return candidates
        mates = {c.i for c in verb.children if c.i != token.i and c.dep_ in syntax.SUBJECTS | syntax.OBJECTS}
        other = {id(cluster) for head, cluster in self._seen if head in mates}
        return [c for c in candidates if id(c) not in other]

    def voiced(self, cluster: Cluster, token: Token) -> bool:
        """Tell whether a class of people can be "they" there: in a quotation, not those who are only told it."""
        if self._voices[token.i] < 0:
            return True
        heads = [self._doc[head] for head in self._heads(cluster, token.i)]
        return any(self._voices[head.i] >= 0 or head.dep_ not in syntax.OBJECTS for head in heads)

    def rival(self, cluster: Cluster, token: Token) -> bool:
        """Tell whether an unresolved plural subject stands between the mention and "they", likelier to be meant."""
        heads = self._heads(cluster, token.i)
        known = {head for head, seen in self._seen if seen.plural}
        between = self._doc[heads[-1] + 1 : token.i]
        return any(
            t.tag_ in {"NNS", "NNPS"}
            and t.i not in known
            and _subject(t)
            and self._voices[t.i] == self._voices[token.i]
            for t in between
        )

    def speakers(self, token: Token) -> set[int]:
        """Return who speaks in the paragraph of a quoted word: "he" in a quotation is not the one quoted."""
        return {
            id(cluster)
            for head, cluster in self._seen
            if self._paragraphs[head] == self._paragraphs[token.i]
            and self._voices[head] < 0
            and _subject(self._doc[head])
            and cue_at(self._doc[head].head) is not None
        }


def _subject(token: Token) -> bool:
    """Tell whether a word is a subject or owns one: "the militias' response" is about the militias."""
    if token.dep_ in OWNERS and token.head.i != token.i:
        token = token.head
    return token.dep_ in syntax.SUBJECTS or token.dep_ in syntax.PASSIVE_SUBJECTS
