"""What nominal mentions and pronouns refer to.

"The group", "the prime minister", "he", "they" take the nearest fitting entity before them, with subjects first; two
equal candidates leave the mention unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from ..records import AuthorityEntry
from .clusters import Cluster
from .discourse import Discourse
from .naming import NameIndex
from .nominals import DEFINITE, INDEFINITE, Nominal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FEMININE_TITLES = frozenset(
    {"queen", "princess", "lady", "spokeswoman", "congresswoman", "chairwoman", "mrs.", "ms.", "widow"}
)
MASCULINE_TITLES = frozenset(
    {"king", "prince", "sultan", "emir", "spokesman", "congressman", "ayatollah", "imam", "pope", "mr."}
)
ANY_PERSON = frozenset({"official", "man", "woman", "person", "figure", "source", "diplomat", "politician"})
"""After "this", they mean the person just named, whatever the office."""
ANY_BODY = frozenset({"body", "institution", "agency", "organ", "watchdog", "entity"})
"""They mean any body named before; "the ministry" means one with that word in its name."""
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
        self.doc = doc
        self.names = names
        self.clusters = clusters
        self.links: list[tuple[Cluster, int, int, int, str]] = []
        self._discourse = Discourse(doc, clusters, self.voices, paragraphs or [0] * len(doc))
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
        self._discourse.add(head, cluster)

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
        heads = self._discourse.particular()
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
            holders = self._holders(nominal.lemma, nominal.owner)
            if nominal.definite or any(p.dep_ in {"nmod:poss", "poss"} for p in self.doc[nominal.head].children):
                near = [c for c in holders if self._discourse.distance(c, nominal.head) is not None]
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
            near = self._discourse.nearest(holders, nominal.head, reach=None)
            if near is not None and len({id(c) for c in holders}) <= 2:
                return near
            if nominal.demonstrative and nominal.lemma in ANY_PERSON:
                speaking = self._discourse.speakers(self.doc[nominal.head]) if self.voices[nominal.head] >= 0 else set()
                people = [c for c in self._all() if (c.kind == "person" or c.label) and id(c) not in speaking]
                return self._discourse.nearest(people, nominal.head, reach=1)
            return None
        if nominal.owned:
            return None
        if nominal.group == "people" or nominal.plural:
            same = [
                c
                for c in self._described.values()
                if c.plural and c.label and c.label.split()[-1].lower() == self.doc[nominal.head].lower_
            ]
            return self._discourse.nearest(same, nominal.head, reach=8)
        if nominal.modified and not nominal.demonstrative:
            return None  # "the US-led coalition" is no coalition named before, unless the text says so
        types = _REFERENTS.get(nominal.group, set())
        fitting = [c for c in self._all() if c.type in types and not c.plural]
        if nominal.group == "body" and nominal.lemma not in ANY_BODY:
            fitting = [c for c in fitting if _is_called(c, nominal.lemma)]
        return self._discourse.nearest(fitting, nominal.head, reach=REACH)

    def _holders(self, lemma: str, owner: Sequence[str] = ()) -> list[Cluster]:
        """Return the people with an office by the text or the authority file, none known to hold it elsewhere."""
        found = []
        for cluster in self._all():
            if cluster.kind != "person":
                continue
            known = self._known(cluster)
            roles = [*cluster.roles, *([known.office] if known and known.office else [])]
            elsewhere = known is not None and known.state is not None and bool(owner) and known.state not in owner
            if not elsewhere and any(role.casefold().split(" of ")[0].endswith(lemma) for role in roles):
                found.append(cluster)
        return found

    def _known(self, cluster: Cluster) -> AuthorityEntry | None:
        """Return the entry of a person, also where the name alone is not enough to tell ("Trump")."""
        if cluster.entry is not None or not cluster.names:
            return cluster.entry
        candidates = self.names.candidates(cluster.best.text)
        return candidates[0] if len(candidates) == 1 and candidates[0].type == "Person" else None

    def _all(self) -> list[Cluster]:
        return [c for c in self.clusters if c.kind in {"person", "group"} or c.type == "State"]

    def _pronoun(self, token: Token) -> None:
        word = token.lower_
        beside = self._coordinated(token)
        if beside is not None:
            self._link(beside, token.i, token.i + 1, token.i, "pronoun")
            return
        if word in PERSONAL:
            gender = PERSONAL[word]
            candidates = [c for c in self._all() if c.kind == "person" and self._gender.get(id(c), gender) == gender]
            speaking = self._discourse.speakers(token) if self.voices[token.i] >= 0 else set()
            candidates = [c for c in candidates if id(c) not in speaking]
            cluster = self._discourse.nearest(
                self._discourse.without_clause_mates(token, candidates), token.i, reach=REACH
            )
            if cluster is not None and cluster.kind == "person":
                self._gender.setdefault(id(cluster), gender)
        elif word in PLURAL:
            candidates = [c for c in self._all() if c.plural and self._discourse.voiced(c, token)]
            cluster = self._discourse.nearest(self._discourse.without_clause_mates(token, candidates), token.i, reach=2)
            if cluster is not None and self._discourse.rival(cluster, token):
                return
        elif word in NEUTER and token.tag_ == "PRP$":
            candidates = [c for c in self._all() if c.kind == "group" or c.type == "State"]
            candidates = self._discourse.without_clause_mates(token, [c for c in candidates if not c.plural or c.names])
            cluster = self._discourse.nearest(candidates, token.i, reach=0)
        elif word == "it" and token.dep_ in syntax.SUBJECTS and token.head.pos_ == "VERB" and not _expletive(token):
            candidates = [c for c in self._all() if (c.kind == "group" and not c.plural) or c.type == "State"]
            cluster = self._discourse.nearest(
                [c for c in candidates if self._discourse.subject_before(c, token.i)], token.i, reach=1
            )
        else:
            return
        if cluster is not None:
            self._link(cluster, token.i, token.i + 1, token.i, "pronoun")

    def _coordinated(self, token: Token) -> Cluster | None:
        """Return the first of two joined nouns for the owner of the second: "the armed groups and their backers"."""
        if token.tag_ != "PRP$" or token.head.dep_ != "conj":
            return None
        cluster = self._discourse.at(token.head.head.i)
        fits = {"person": PERSONAL, "group": PLURAL if cluster and cluster.plural else NEUTER}
        return cluster if cluster is not None and token.lower_ in fits.get(cluster.kind, ()) else None

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


def _is_called(cluster: Cluster, noun: str) -> bool:
    """Tell whether a noun stands in a name of the cluster: "the ministry" is no parliament."""
    called = [*(name.text for name in cluster.names), cluster.label or ""]
    if cluster.entry is not None:
        called += [cluster.entry.name, *cluster.entry.aliases]
    return any(noun in name.casefold() for name in called)


def _expletive(token: Token) -> bool:
    head = token.head
    return any(c.dep_ in {"ccomp", "csubj", "xcomp"} for c in head.children) and syntax.lemma(head) in {
        "be", "seem", "appear", "take", "make", "remain", "become", "turn",
    }  # fmt: skip


def _acts(token: Token) -> bool:
    """Tell whether a noun takes part in an event: an argument of a verb, an agent, or a possessor of one."""
    chain = [token]
    while chain[-1].dep_ == "conj":
        chain.append(chain[-1].head)
    for each in chain:
        dep = each.dep_.split(":")[0]
        if dep in {"nsubj", "nsubjpass", "csubj", "obj", "dobj", "iobj", "obl", "pobj", "nmod", "poss", "agent"}:
            return True
    return False
