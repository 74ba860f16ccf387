"""The triggers of a text, and which of them only stand in the complement of another.

What is asked, refused, threatened or promised is no second event (PLOVER 2021); it tells whom the first concerns.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language import syntax
from .clauses import WILL, infinitival, objects, refuses, wished
from .triggers import Trigger, single_triggers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})
GOVERNING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE", "PROTEST"})
_BLAMING = frozenset({"COERCE", "SANCTION", "ACCUSE", "SUPPORT"})
"""What somebody is arrested, charged or praised "for doing" is the reason given."""


def find_triggers(doc: Doc) -> list[Trigger]:
    """Return the triggers of a text in order; what is the object or complement of another is inside that one."""
    found = {trigger.token.i: trigger for trigger in single_triggers(doc)}
    inside: set[int] = set()
    made: dict[int, Trigger] = {}
    for i in sorted(found, reverse=True):  # complements stand to the right
        trigger = found[i]
        if trigger.verb is not None:
            trigger, swallowed = _with_content(trigger, {**found, **made})
            inside |= swallowed
        made[i] = trigger
    return [made[i] for i in sorted(made) if i not in inside and _complete(made[i])]


def _with_content(trigger: Trigger, found: dict[int, Trigger]) -> tuple[Trigger, set[int]]:
    """Return the trigger with the event in its complement, and the tokens that are thereby no triggers."""
    verb = trigger.verb
    assert verb is not None
    heads = _complement(trigger)
    inner = [found[head.i] for head in heads if head.i in found and head.i != trigger.token.i]
    content = inner[0] if inner else None
    type_, refused = trigger.type, False
    if content is not None and type_ == "AGREE" and content.type in _HOSTILE:
        type_ = "THREATEN"
    if refuses(verb) and (type_ in COOPERATIVE or "refusal" in trigger.row["needs"]):
        type_, refused = "REJECT", True
    elif type_ == "RETREAT" and _conditional(verb):
        type_ = "THREATEN"
    mode = trigger.mode if type_ == trigger.row["type"] else ""
    made = replace(trigger, type=type_, mode=mode, content=content, refused=refused)
    swallowed = {each.token.i for each in inner} if trigger.row["type"] in GOVERNING and _complete(made) else set()
    if trigger.row["type"] in _BLAMING:
        swallowed |= {c.i for c in verb.children if c.tag_ == "VBG" and any(m.lower_ == "for" for m in c.children)}
    return made, swallowed


def _conditional(verb: Token) -> bool:
    """Tell whether a future comes with a threat's condition ("will withdraw unless …")."""
    future = syntax.modal(verb) in WILL
    marks = (m.lower_ for c in verb.children if c.dep_ == "advcl" for m in c.children if m.dep_ == "mark")
    return future and "unless" in marks


def _complement(trigger: Trigger) -> list[Token]:
    """Return the words that may tell an event inside the complement: heads of clauses, objects, their complements."""
    verb = trigger.verb
    assert verb is not None
    if trigger.asked is not None:
        return _chain(trigger.asked)
    request, protest = trigger.row["type"] == "REQUEST", trigger.row["type"] == "PROTEST"
    threat = trigger.row["type"] == "THREATEN"
    found: list[Token] = []
    nouns = [trigger.noun] if trigger.noun is not None else []
    nouns += [noun for noun in objects(verb) if noun.i > verb.i or syntax.is_passive(verb)]
    nouns += [
        noun for prep, noun in syntax.obliques(verb) if prep in {"for", "of", "to", "on", "in"} and noun.i > verb.i
    ]
    for child in (c for each in (verb, *nouns) for c in each.children):
        if child.i <= verb.i or child.dep_ not in {"xcomp", "ccomp", "advcl", "acl", "pcomp", "obl", "nmod"}:
            continue
        gerund = child.tag_ == "VBG" and any(c.lower_ in {"of", "from", "for", "with", "in"} for c in child.children)
        clause = child.dep_ == "ccomp" or (child.dep_ == "acl" and child.head is not verb)
        asked = request and clause and wished(child)
        warned = threat and child.dep_ == "ccomp" and syntax.modal(child) in WILL
        calling = protest and child.tag_ == "VBG" and (child.dep_ == "advcl" or child.head.ent_type_ == "DATE")
        if infinitival(child) or gerund or asked or warned or calling:
            found += _chain(child)
    for noun in nouns:
        found += [noun, *(inner for prep, inner in syntax.obliques(noun) if prep in {"for", "of", "to"})]
    return list(dict.fromkeys(t for t in found if t is not verb and t is not trigger.noun))


def _chain(clause: Token) -> list[Token]:
    """Return the verb of a clause, those joined to it, their infinitives, and their objects."""
    found = [clause]
    for verb in syntax.coordinated(clause):
        found += [verb, *objects(verb)]
        for child in verb.children:
            if child.dep_ == "xcomp" and child.i > verb.i:
                found += _chain(child)
    return found


def _complete(trigger: Trigger) -> bool:
    """Tell whether a trigger that needs an event in its complement ("failed to agree") has a fitting one."""
    needs = trigger.row["needs"].split(",")
    return "content" not in needs or (trigger.content is not None and trigger.content.type in COOPERATIVE)
