"""Nominal mentions and pronouns, and what they refer to.

"The Iraqi army" is an entity by its state and noun; "the group", "the prime minister", "he", "they" take the
nearest fitting entity before them, with subjects first; two equal candidates leave the mention unresolved.
Sources: syntactic salience after Lappin and Leass (1994) and Hobbs (1978), as rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from ..records import AuthorityEntry
from .clusters import Cluster
from .cues import cue_at
from .names import part_of_office
from .naming import NameIndex, name_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "both"})
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "other", "another", "any", "no", "few", "two", "three"})
FEMININE_TITLES = frozenset(
    {"queen", "princess", "lady", "spokeswoman", "congresswoman", "chairwoman", "mrs.", "ms.", "widow"}
)
MASCULINE_TITLES = frozenset(
    {"king", "prince", "sultan", "emir", "spokesman", "congressman", "ayatollah", "imam", "pope", "mr."}
)
_OWNERS = frozenset({"nmod:poss", "poss"})
REACH = 3
"""Sentences a pronoun or "the group" looks back."""
_REFERENTS = {
    "group": {"ArmedGroup", "Organization", "PoliticalParty", "MilitaryUnit"},
    "force": {"MilitaryUnit", "ArmedGroup"},
    "body": {"GovernmentBody", "InternationalOrganization", "Organization"},
    "organization": {"Organization", "ThinkTank", "InternationalOrganization", "ArmedGroup", "Company"},
    "party": {"PoliticalParty"},
    "alliance": {"InternationalOrganization", "PoliticalParty", "Organization"},
    "media": {"MediaOutlet"},
    "company": {"Company"},
    "state": {"State"},
}


@dataclass(frozen=True)
class Nominal:
    """A common noun phrase for an actor: its head, class, state or owner words, determiner."""

    head: int
    first: int
    last: int
    lemma: str
    type: str
    group: str
    plural: bool
    definite: bool
    demonstrative: bool
    modified: bool
    owner: tuple[str, ...]


def find_nominals(doc: Doc, taken: set[int], names: NameIndex) -> Iterator[Nominal]:
    """Yield the nominal mentions whose head is not inside a name, in text order."""
    classes = mapping("actor_nouns", "lemma", "class")
    types = mapping("actor_nouns", "lemma", "type")
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "amod"}:
            continue
        lemma = token.lower_ if token.lower_ in classes else syntax.lemma(token)
        if lemma not in classes or part_of_office(doc, token.i, token.i + 1):
            continue
        if token.dep_ in {"flat", "nmod:desc", "nmod"} and token.head.i in taken and token.head.i > token.i:
            continue
        group = classes[lemma]
        plural = token.tag_ in {"NNS", "NNPS"} or group == "people"
        if group == "person" and plural:
            group = "people"
        first, last = syntax.noun_phrase(token)
        while first < token.i and doc[first].ent_type_ == "DATE":
            first += 1
        of = _of_place(token, names)
        last = of[1] if of is not None else last
        determiner = next(
            (c.lower_ for c in token.children if c.dep_ in {"det", "nmod:poss", "poss"} and c.i < token.i), ""
        )
        yield Nominal(
            head=token.i,
            first=first,
            last=last,
            lemma=syntax.lemma(token),
            type="Organization" if group == "people" else types[lemma],
            group=group,
            plural=plural,
            definite=determiner in DEFINITE,
            demonstrative=determiner in {"this", "these", "that", "those"},
            modified=any(t.is_alpha and t.pos_ != "DET" and t.dep_ not in _OWNERS for t in doc[first : token.i]),
            owner=tuple(dict.fromkeys(_owner(token, names))),
        )


def _owner(token: Token, names: NameIndex) -> Iterator[str]:
    """Yield what the noun belongs to: ids of states by adjective or possessive, else the words of its owner."""
    for each in (*syntax.possessors(token), *syntax.premodifiers(token)):
        text = each.text
        state = names.demonym(text) or names.find(text)
        if state is not None and state.type in {"State", "Place"}:
            yield state.id
        elif each.pos_ == "PROPN" and each.ent_type_ in {"ORG", "GPE", "NORP"}:
            yield "-".join(name_words(text))
    of = _of_place(token, names)
    if of is not None:
        yield of[0]


def _of_place(token: Token, names: NameIndex) -> tuple[str, int] | None:
    """Return the place in "the government of Iraq", "the people of Mosul", as a key, and where its name ends.

    Read off the words: parsers hang such phrases on the wrong noun.
    """
    doc, first = token.doc, token.i + 1
    if first + 1 >= len(doc) or doc[first].lower_ != "of":
        return None
    first += 2 if doc[first + 1].lower_ == "the" else 1
    for last in range(min(first + 4, token.sent.end), first, -1):
        entry = names.find(doc[first:last].text) if doc[first].text[0].isupper() else None
        if entry is not None and entry.type == "State":
            return entry.id, last
    city = next((ent for ent in doc.ents if ent.start == first and ent.label_ == "GPE"), None)
    return ("-".join(name_words(city.text)), city.end) if city is not None else None


class Resolver:
    """Attach nominals and pronouns to clusters, reading the Doc from left to right.

    Args:
        doc: the article's parse.
        clusters: the named clusters; generic ones are appended to the list as they are met.
        names: names of states and their adjectives.
        voices: per token, the number of its quotation, -1 outside quotation marks.
        paragraphs: per token, the number of its paragraph.
    """

    def __init__(
        self,
        doc: Doc,
        clusters: list[Cluster],
        names: NameIndex,
        voices: Sequence[int] = (),
        paragraphs: Sequence[int] = (),
    ) -> None:
        self.voices = voices or [-1] * len(doc)
        self.paragraphs = paragraphs or [0] * len(doc)
        self.doc = doc
        self.names = names
        self.clusters = clusters
        self.links: list[tuple[Cluster, int, int, int, str]] = []
        self._sentence = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
        self._seen: list[tuple[int, Cluster]] = sorted(
            ((name.head, cluster) for cluster in clusters for name in cluster.names), key=lambda pair: pair[0]
        )
        named = [(name, cluster) for cluster in clusters for name in cluster.names]
        self._starts = {name.first: cluster for name, cluster in named}
        self._ends = {name.last: cluster for name, cluster in named}
        self._described: dict[tuple[str, tuple[str, ...], bool], Cluster] = {}
        self._gender: dict[int, str] = {}
        for cluster in clusters:
            titles = {word for role in cluster.roles for word in role.split()}
            if titles & FEMININE_TITLES:
                self._gender[id(cluster)] = "f"
            elif titles & MASCULINE_TITLES:
                self._gender[id(cluster)] = "m"

    def resolve(self, nominals: list[Nominal]) -> list[tuple[Cluster, int, int, int, str]]:
        """Return (cluster, first, last, head, kind) of each resolved nominal and pronoun, in text order."""
        by_head = {nominal.head: nominal for nominal in nominals}
        for token in self.doc:
            if token.i in by_head:
                self._nominal(by_head[token.i])
            elif token.pos_ == "PRON" or token.tag_ == "PRP$":
                self._pronoun(token)
        return self.links

    def _link(self, cluster: Cluster, first: int, last: int, head: int, kind: str) -> None:
        self.links.append((cluster, first, last, head, kind))
        self._seen.append((head, cluster))
        self._seen.sort(key=lambda pair: pair[0])

    def _nominal(self, nominal: Nominal) -> None:
        token = self.doc[nominal.head]
        named = self._apposed(token)
        if named is not None:
            return self._link(named, nominal.first, nominal.last, nominal.head, "nominal")
        if nominal.owner:
            cluster = self._by_owner(nominal)
        elif nominal.definite:
            cluster = self._by_reference(nominal)
        else:
            cluster = None
        told = nominal.owner or nominal.modified or not nominal.definite
        if cluster is None and told and _acts(token):
            cluster = self._new(nominal)
        if cluster is not None:
            self._link(cluster, nominal.first, nominal.last, nominal.head, "nominal")
        return None

    def _apposed(self, token: Token) -> Cluster | None:
        """Return the named cluster this noun describes: "Soleimani, the commander", "the group, Kataib Hezbollah"."""
        heads = {head: cluster for head, cluster in self._seen if not cluster.generic}
        beside = self._beside(token)
        if beside is not None and beside.kind == "person" and self._fits(token, beside):
            return beside
        if token.dep_ == "appos" and token.head.i in heads:
            return heads[token.head.i] if self._fits(token, heads[token.head.i]) else None
        for child in token.children:
            if child.dep_ in {"appos", "flat"} and child.i in heads and self._fits(token, heads[child.i]):
                return heads[child.i]
        if token.dep_ == "ROOT" and any(c.dep_ == "cop" and c.lower_ in {"is", "was"} for c in token.children):
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i in heads), None)
            if subject is not None and self._fits(token, heads[subject.i]):
                return heads[subject.i]
        return None

    def _beside(self, token: Token) -> Cluster | None:
        """Return the named cluster right after the noun ("leader X") or before it and a comma ("X, the leader")."""
        if token.i + 1 in self._starts:
            return self._starts[token.i + 1]
        first, _ = syntax.noun_phrase(token)
        while first and (token.doc[first - 1].ent_type_ or token.doc[first - 1].tag_ == "POS"):
            first -= 1
        closes = token.doc[first - 1].text if first else ""
        return self._ends.get(first - 1) if closes in {",", "("} else None

    def _fits(self, token: Token, cluster: Cluster) -> bool:
        group = mapping("actor_nouns", "lemma", "class").get(syntax.lemma(token), "")
        if cluster.kind == "person":
            return group == "person" and token.tag_ in {"NN", "NNP"}
        if cluster.type == "State":
            return group == "state"
        return group in _REFERENTS and group != "state"

    def _by_owner(self, nominal: Nominal) -> Cluster | None:
        """Return the entity of "the Iraqi prime minister" (one person with that role) or of "the Iraqi army"."""
        if nominal.group == "person":
            holders = self._holders(nominal.lemma)
            if nominal.definite or any(p.dep_ in {"nmod:poss", "poss"} for p in self.doc[nominal.head].children):
                near = [c for c in holders if self._distance(c, nominal.head) is not None]
                if len(near) == 1:
                    return near[0]
            return None
        entry = self.names.find(str(self.doc[nominal.first : nominal.last].text))
        if entry is not None:
            return next((c for c in self.clusters if c.entry and c.entry.id == entry.id), None) or self._new(
                nominal, entry
            )
        return self._described.get((nominal.lemma, nominal.owner, nominal.plural))

    def _by_reference(self, nominal: Nominal) -> Cluster | None:
        """Return the nearest fitting entity for "the group", "the president", "these militias"."""
        if nominal.group == "person":
            holders = self._holders(nominal.lemma)
            near = self._nearest(holders, nominal.head, reach=None)
            if near is not None and len({id(c) for c in holders}) <= 2:
                return near
            if nominal.demonstrative:
                return self._nearest([c for c in self._all() if c.kind == "person" or c.label], nominal.head, reach=1)
            return None
        if nominal.group == "people" or nominal.plural:
            same = [
                c
                for c in self._described.values()
                if c.plural and c.label and c.label.split()[-1].lower() == self.doc[nominal.head].lower_
            ]
            return self._nearest(same, nominal.head, reach=8)
        if nominal.modified and not nominal.demonstrative:
            return None  # "the US-led coalition" is no coalition named before, unless the text says so
        types = _REFERENTS.get(nominal.group, set())
        fitting = [c for c in self._all() if c.type in types and not c.plural]
        return self._nearest(fitting, nominal.head, reach=REACH)

    def _holders(self, lemma: str) -> list[Cluster]:
        found = []
        for cluster in self._all():
            roles = [*cluster.roles, *([cluster.entry.office] if cluster.entry and cluster.entry.office else [])]
            if cluster.kind == "person" and any(role.casefold().split(" of ")[0].endswith(lemma) for role in roles):
                found.append(cluster)
        return found

    def _all(self) -> list[Cluster]:
        return [c for c in self.clusters if c.kind in {"person", "group"} or c.type == "State"]

    def _distance(self, cluster: Cluster, before: int) -> int | None:
        heads = [head for head, seen in self._seen if seen is cluster and head < before]
        return self._sentence[before] - self._sentence[heads[-1]] if heads else None

    def _nearest(self, candidates: list[Cluster], before: int, *, reach: int | None) -> Cluster | None:
        """Return the most salient candidate before a token: nearest sentence, subjects first, then the latest."""
        best: list[tuple[tuple[int, int, int], Cluster]] = []
        for cluster in candidates:
            heads = [head for head, seen in self._seen if seen is cluster and head < before]
            if not heads:
                continue
            distance = self._sentence[before] - self._sentence[heads[-1]]
            if reach is not None and distance > reach:
                continue
            in_sentence = [h for h in heads if self._sentence[h] == self._sentence[heads[-1]]]
            subject = any(_subject(self.doc[h]) for h in in_sentence)
            best.append(((distance - (1 if subject else 0), 0 if subject else 1, -heads[-1]), cluster))
        return min(best, key=lambda pair: pair[0])[1] if best else None

    def _pronoun(self, token: Token) -> None:
        word = token.lower_
        if word in PERSONAL:
            gender = PERSONAL[word]
            candidates = [c for c in self._all() if c.kind == "person" and self._gender.get(id(c), gender) == gender]
            speaking = self._speakers(token) if self.voices[token.i] >= 0 else set()
            candidates = [c for c in candidates if id(c) not in speaking]
            cluster = self._nearest(self._without_clause_mates(token, candidates), token.i, reach=REACH)
            if cluster is not None and cluster.kind == "person":
                self._gender.setdefault(id(cluster), gender)
        elif word in PLURAL:
            candidates = [c for c in self._all() if c.plural]
            cluster = self._nearest(self._without_clause_mates(token, candidates), token.i, reach=2)
        elif word in NEUTER and token.tag_ == "PRP$":
            candidates = [c for c in self._all() if c.kind == "group" or c.type == "State"]
            cluster = self._nearest([c for c in candidates if not c.plural or c.names], token.i, reach=0)
        elif word == "it" and token.dep_ in syntax.SUBJECTS and token.head.pos_ == "VERB" and not _expletive(token):
            candidates = [c for c in self._all() if (c.kind == "group" and not c.plural) or c.type == "State"]
            cluster = self._nearest([c for c in candidates if self._subject_before(c, token.i)], token.i, reach=1)
        else:
            return
        if cluster is not None:
            self._link(cluster, token.i, token.i + 1, token.i, "pronoun")

    def _speakers(self, token: Token) -> set[int]:
        """Return who speaks in the paragraph of a quoted word: "he" in a quotation is not the one quoted."""
        return {
            id(cluster)
            for head, cluster in self._seen
            if self.paragraphs[head] == self.paragraphs[token.i]
            and self.voices[head] < 0
            and _subject(self.doc[head])
            and cue_at(self.doc[head].head) is not None
        }

    def _subject_before(self, cluster: Cluster, before: int) -> bool:
        return any(seen is cluster and head < before and _subject(self.doc[head]) for head, seen in self._seen[-400:])

    def _without_clause_mates(self, token: Token, candidates: list[Cluster]) -> list[Cluster]:
        """Drop candidates that are the other argument of the pronoun's own verb ("Biden met him")."""
        if token.tag_ == "PRP$" or token.head.pos_ not in {"VERB", "AUX"}:
            return candidates
        mates = {c.i for c in token.head.children if c.i != token.i and c.dep_ in syntax.SUBJECTS | syntax.OBJECTS}
        other = {id(cluster) for head, cluster in self._seen if head in mates}
        return [c for c in candidates if id(c) not in other]

    def _new(self, nominal: Nominal, entry: AuthorityEntry | None = None) -> Cluster:
        """Open a cluster for a described actor: one person by role, a class of people, or a body of a state."""
        tokens = self.doc[nominal.first : nominal.last]
        skip = 1 if tokens[0].lower_ in DEFINITE | INDEFINITE and len(tokens) > 1 else 0
        label = entry.name if entry else str(tokens[skip:].text)
        generic = entry is None and (nominal.plural or not nominal.owner or nominal.group not in {"force", "body"})
        cluster = Cluster([], entry.type if entry else nominal.type, entry, plural=nominal.plural, label=label)
        cluster.generic = generic
        if nominal.group == "person":
            cluster.type = "Person"
            cluster.roles.append(nominal.lemma)
        elif entry is None:
            self._described[(nominal.lemma, nominal.owner, nominal.plural)] = cluster
        self.clusters.append(cluster)
        return cluster


def _subject(token: Token) -> bool:
    return token.dep_ in syntax.SUBJECTS or token.dep_ in syntax.PASSIVE_SUBJECTS


def _expletive(token: Token) -> bool:
    head = token.head
    return any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in head.children) and syntax.lemma(head) in {
        "be", "seem", "appear", "take", "make", "remain", "become", "turn",
    }  # fmt: skip


def _acts(token: Token) -> bool:
    """Tell whether a noun takes part in an event: an argument of a verb, an agent, or a possessor of one."""
    for each in (token, token.head) if token.dep_ == "conj" else (token,):
        dep = each.dep_.split(":")[0]
        if dep in {"nsubj", "nsubjpass", "csubj", "obj", "dobj", "iobj", "obl", "pobj", "nmod", "poss", "agent"}:
            return True
    return False
