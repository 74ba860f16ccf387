"""Who acts in an event and who is acted on: from the roles around its trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import syntax
from ..language.lexicon import mapping
from .arguments import Argument, arguments, forms
from .clauses import infinitival, objects
from .complements import GOVERNING
from .surroundings import engaged, led, nominal_actors, owners, phrases, planners, shifted, speaker, subjects, wanted
from .triggers import Trigger, all_needs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_BODILY = frozenset({"ASSAULT", "COERCE"})
"""Things are acted on too: a base is attacked, a ship is seized."""
_MEASURES = frozenset({"SANCTION", "CONCEDE", "COERCE", "AID"})
"""A measure "in Haiti" is one against Haiti where nobody else is named."""
_INWARD = frozenset({"of", "from", "to", "with", "against", "by", "for", "on", "towards", "toward", "over"})
_PARTNERS = frozenset({"of", "with", "to", "from", "by"})
_ALLEGED = frozenset({"allegation", "claim", "accusation", "charge", "report", "complaint", "suspicion", "rumour"})
_VAGUE = frozenset({"target", "position", "area", "site"})
"""Says nothing of whom it is: "fired at targets in *Jericho*"."""
_TRUCES = frozenset({"ceasefire", "cease-fire", "truce", "armistice"})
_STOPPED = frozenset(
    f"{verb} {noun}"
    for verb in ("prevent", "block", "disperse", "ban", "stop")
    for noun in ("demonstration", "protest", "rally", "march")
)
"""Done to those who hold it."""


def parties(
    aligned: AlignedDoc, entities: EntityIndex, trigger: Trigger
) -> tuple[list[Argument], list[Argument]] | None:
    """Return (actors, recipients) of a trigger, or None where something that cannot act does it."""
    roles = _Roles(aligned, entities, trigger)
    actors = roles.actors()
    if actors is None:
        return None
    roles.known(actors)
    recipients = roles.recipients()
    if trigger.type == "CONSULT":
        classes = mapping("event_objects", "lemma", "class")
        recipients = [a for a in recipients if all(classes.get(word) != "kin" for word in forms(a.head))]
    if trigger.mode == "visit":  # whom one meets is somebody; where, is the place
        recipients = [a for a in recipients if a.direct and not (a.entity is not None and a.entity.type == "Place")]
    if trigger.type in _MUTUAL and not actors and recipients and trigger.verb is None:
        return recipients, []
    return actors, recipients


class _Roles:
    """The parties of one trigger."""

    def __init__(self, aligned: AlignedDoc, entities: EntityIndex, trigger: Trigger) -> None:
        self.aligned = aligned
        self.entities = entities
        self.trigger = trigger
        self.taken: set[int] = set()
        self.same: set[str] = set()

    def known(self, actors: list[Argument]) -> None:
        """Keep the actors from being recipients too."""
        self.taken = {a.head.i for a in actors}
        self.same = {a.entity.id for a in actors if a.entity is not None}

    def arguments(self, heads: list[Token]) -> list[Argument]:
        """Return the arguments for heads of noun phrases."""
        nouns = [t for t in heads if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"}]
        found = arguments(self.aligned, self.entities, nouns)
        return [
            a for a in found if a.head.i not in self.taken and not (a.entity is not None and a.entity.id in self.same)
        ]

    def actors(self) -> list[Argument] | None:
        """Return who acts; None where the text names something that cannot."""
        verb, noun = self.trigger.verb, self.trigger.noun
        if verb is None:
            assert noun is not None
            return [a for a in self.arguments(nominal_actors(noun)) if a.actor]
        heads = syntax.logical_subjects(verb)
        if self.trigger.type == "CONSULT" and syntax.is_passive(verb) and not heads:
            return None  # "was met with silence"
        if self.trigger.row["pos"] == "adjective":
            heads = syntax.surface_subjects(verb)
        elif not heads and syntax.is_passive(verb) and self.trigger.mode in {"withdraw", "disarm"}:
            heads = syntax.surface_subjects(verb)  # who was demobilized has retreated
        elif verb.dep_ == "advcl" and verb.tag_ == "VBG" and syntax.is_passive(verb.head):
            marked = any(c.dep_ == "mark" for c in verb.children)  # "suspected of killing two"
            heads = heads if marked else syntax.agents(verb.head)  # "was hit by a drone, killing two"
        if not heads and syntax.is_passive(verb) and ("obj" not in self.trigger.places or engaged(verb)):
            heads = syntax.surface_subjects(verb)  # "protested" has no passive, whatever the parse makes of it
        if not heads and noun is not None:
            heads = owners(noun)
        if not heads and verb.dep_ == "acl" and infinitival(verb) and not syntax.is_passive(verb):
            heads = planners(verb.head)
        found = self.arguments([speaker(head) or head for head in heads])
        able = [a for a in found if a.actor]
        if self.trigger.type == "CONSULT":
            able = [a for a in able if a.direct]
        if able or not found:
            return able
        inner = [a for a in self.within([a.head for a in found]) if a.actor]
        if inner:
            return inner
        kinds = {mapping("event_objects", "lemma", "class").get(word, "") for a in found for word in forms(a.head)}
        if self.trigger.type == "ASSAULT" and kinds & {"weapon", "craft"}:
            return [a for a in found if "craft" in kinds]
        return None

    def recipients(self) -> list[Argument]:
        """Return who is acted on, of the trigger's own phrases, else of the event in its complement."""
        trigger = self.trigger
        found = self.own()
        if not found and trigger.asked is not None:
            found = [a for a in self.arguments(subjects(trigger.asked)) if a.actor]
        if not found and trigger.type in {"REQUEST", "ACCUSE"}:
            found = self.told()  # who is to do it, before whom it is done to
        if not found and trigger.content is not None and trigger.row["type"] in GOVERNING:
            roles = _Roles(self.aligned, self.entities, trigger.content)
            roles.taken, roles.same = self.taken, self.same
            found = roles.recipients()
        if not found and trigger.type in {"THREATEN", "REJECT"}:
            found = self.told()
        if not found and trigger.type == "PROTEST":
            found = self.told()
        if not found and (trigger.type == "PROTEST" or trigger.row["lemma"] in _STOPPED) and trigger.pattern != "noun":
            found = self.doers()
        if not found and trigger.type in _MEASURES and trigger.pattern != "noun":
            found = self.somewhere()
        return found

    def own(self) -> list[Argument]:
        """Return the recipients that the trigger's own frame gives."""
        trigger, verb, noun = self.trigger, self.trigger.verb, self.trigger.noun
        if verb is None:
            assert noun is not None
            return self.nominal(noun)
        if trigger.asked is not None:
            return []
        direct = [] if noun is not None else objects(verb) or shifted(verb)
        given = [c for c in verb.children if c.dep_ in {"iobj", "dative"} and c.pos_ in {"NOUN", "PROPN", "PRON"}]
        if given and "to" in trigger.places:
            return self.fitting(given)
        sources = [noun, verb, *(() if noun is not None else direct)]
        oblique = [pair for source in sources if source is not None for pair in syntax.obliques(source)]
        if trigger.type == "REQUEST" and direct and any(infinitival(c) for c in verb.children if c.i > verb.i):
            return self.arguments(direct)  # who is to do it can act
        for place in trigger.places:
            heads = direct if place == "obj" else [n for prep, n in oblique if prep == place]
            if found := self.fitting(heads):
                return found
        if syntax.is_passive(verb) and (found := self.fitting(direct)):
            return found
        if noun is None:
            return []
        if trigger.pattern == "light-verb" and syntax.possessors(noun):
            return []  # "continued its attacks": who owns the deed has done it
        return self.fitting(owners(noun)) or self.within([noun])

    def nominal(self, noun: Token) -> list[Argument]:
        """Return the recipients of a noun: "A's killing of B", "an attack on B"."""
        places = syntax.obliques(noun)
        if any(prep in {"between", "among"} for prep, _ in places):
            return []
        doing = [n for prep, n in places if prep == "by"]  # small parsers hang "on Y" of "attack by X on Y" on X
        places += [pair for each in doing for pair in syntax.obliques(each) if pair[0] in {"on", "against"}]
        for place in self.trigger.places:
            if place != "by" and (found := self.fitting([n for prep, n in places if prep == place])):
                return found
        return []

    def fitting(self, heads: list[Token]) -> list[Argument]:
        """Return those that can act, else the actors inside them, else things where the type has things."""
        found = self.arguments(heads)
        able = [a for a in found if a.actor]
        if able or not found:
            return self.narrowed(able)
        if "person" not in _needs(self.trigger) and (inner := self.within([a.head for a in found])):
            return inner
        kinds = mapping("event_objects", "lemma", "class")
        things = [a for a in found if a.entity is not None or not kinds.keys().isdisjoint(forms(a.head))]
        if self.trigger.type == "ASSAULT" and all(not _VAGUE.isdisjoint(forms(a.head)) for a in found):
            around = [n for a in found for prep, n in syntax.obliques(a.head) if prep in {"in", "inside", "around"}]
            things = [a for a in self.arguments(around) if a.entity is not None] or things
        return things if self.trigger.type in _BODILY else []

    def narrowed(self, able: list[Argument]) -> list[Argument]:
        """Return the owner in place of what it owns ("criticised Turkey's decision"), unless things are acted on."""
        if self.trigger.type in _BODILY or "obj" not in self.trigger.places:
            return able
        owning = [owners(a.head) if not a.direct else [] for a in able]
        return [
            b for a, own in zip(able, owning, strict=True) for b in ([c for c in self.arguments(own) if c.actor] or [a])
        ]

    def within(self, heads: list[Token], depth: int = 0) -> list[Argument]:
        """Return the actors inside phrases: "the removal of X", "support from Y", "X's decision", "a call by X"."""
        inward = _PARTNERS if self.trigger.type in _MUTUAL else _INWARD
        if told := [a for head in heads for a in self.alleged(head)]:
            return told
        groups: dict[str, list[Token]] = {"": [n for head in heads for n in (*syntax.possessors(head), *led(head))]}
        for head in heads:
            for prep, noun in syntax.obliques(head):
                if prep in inward and noun.i > heads[0].i:
                    groups.setdefault(prep, []).append(noun)
        inner = [self.arguments(group) for group in groups.values()]
        if able := next((some for some in ([a for a in each if a.actor] for each in inner) if some), []):
            return able
        if depth > 1:
            return []
        deeper = ([a.head for a in each] for each in inner if each)
        return next((some for each in deeper if (some := self.within(each, depth + 1))), [])

    def alleged(self, noun: Token) -> list[Argument]:
        """Return of whom an allegation tells: "an investigation into a claim by X that *Y* had fled"."""
        if self.trigger.type != "ACCUSE" or _ALLEGED.isdisjoint(syntax.lemmas(noun)):
            return []
        below = [c for c in noun.subtree if c.dep_.startswith("acl") and c.i > noun.i]
        clauses = [c for c in below if any(m.lower_ == "that" and m.i < c.i for m in c.children)]
        heads = [n for c in clauses[:1] for n in subjects(c)]
        return [a for a in self.arguments([n for n in heads if n.tag_ != "WDT"]) if a.actor]

    def doers(self) -> list[Argument]:
        """Return whose deed the trigger is about: "a strike over a law signed by X", "a march staged by X"."""
        verb, noun = self.trigger.verb, self.trigger.noun
        starts = [t for t in (noun, verb) if t is not None]
        for start in starts:
            below = [t for t in phrases(start) if t.i > start.i and syntax.preposition(t) == "by"]
            if found := [a for a in self.arguments(below[:1]) if a.actor]:
                return found
        return []

    def told(self) -> list[Argument]:
        """Return whom the complement names: the subject of "that Iran leave", who stands in "to deliver blows to X"."""
        verb = self.trigger.verb
        if verb is None or self.trigger.asked is not None:
            return []
        nouns = [n for n in objects(verb) if n.i > verb.i]
        nouns += [n for prep, n in syntax.obliques(verb) if prep in {"on", "for", "to"}]
        clauses = list(syntax.complements(verb))
        trailing = verb.dep_ == "parataxis" and verb.head.i < verb.i and not objects(verb)
        if trailing and self.trigger.type in {"PROTEST", "ACCUSE"}:
            clauses.append(verb.head)  # "They failed, a group protested"
        clauses += [c for c in verb.children if c.dep_ == "advcl" and subjects(c) and (infinitival(c) or wanted(c))]
        for noun in nouns:
            clauses += [c for c in noun.children if c.dep_ in {"acl", "ccomp", "xcomp"} and subjects(c)]
        for clause in clauses:
            taken = [n for prep, n in syntax.obliques(clause) if prep == "from"] if syntax.is_passive(clause) else []
            if found := [a for a in self.arguments(taken) if a.actor]:
                return found  # "that control be taken from X"
            if found := [a for a in self.arguments(subjects(clause)) if a.actor]:
                return found
            things = objects(clause)
            if found := self.fitting(things):
                return found
            heads = [n for thing in things for prep, n in syntax.obliques(thing) if prep == "in"]
            heads += [n for prep, n in syntax.obliques(clause) if prep in _INWARD | {"in"}]
            if found := [a for a in self.arguments(heads) if a.actor]:
                return found
        if self.trigger.type == "PROTEST":
            return []
        after = verb.doc[verb.i + 1 : min(verb.i + 5, verb.sent.end)]
        start = next((t.i + 1 for t in after if t.lower_ == "that"), None)
        rest = list(verb.doc[start : verb.sent.end]) if start is not None else []
        head = next((t for t in rest if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "amod"}), None)
        near = head is not None and head.i <= (start or 0) + 5
        return [a for a in self.arguments([head]) if a.actor] if head is not None and near else []

    def somewhere(self) -> list[Argument]:
        """Return the state or place that a measure holds in ("lifted a curfew in Montenegro")."""
        verb, noun = self.trigger.verb, self.trigger.noun
        if noun is not None and not _TRUCES.isdisjoint(syntax.lemmas(noun)):
            return []  # a truce has a place, but is with somebody
        sources = [noun, *(objects(verb) if verb is not None else []), verb]
        near = [[n for p, n in syntax.obliques(each) if p == "in"] for each in sources if each is not None]
        deep = [noun] if noun is not None and self.trigger.type == "CONCEDE" else []
        far = [[t for t in phrases(each) if syntax.preposition(t) == "in"] for each in deep]
        for heads in (*near, *far):
            places = [a for a in self.arguments(heads) if a.entity is not None and a.entity.type in {"State", "Place"}]
            if places:
                return places
        return []


def _needs(trigger: Trigger) -> set[str]:
    """Return all that the row of a trigger needs."""
    return set().union(*all_needs(trigger.row))
