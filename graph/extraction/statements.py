"""Statements: who said, thinks or wants what; direct, indirect and mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..language import syntax
from ..records import ACTOR_TYPES, Entity, Span, Statement, StatementForm
from .addressees import addressees, utterances
from .anonymity import with_anonymity
from .attributions import Attribution, find_attributions
from .chains import chained
from .institutions import institutions
from .naming import is_title
from .quoted import QuotedText
from .relays import is_outlet
from .time import date_of_cue, resolve_date

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..language import AlignedDoc
    from .index import EntityIndex

_CONFIDENCE = {
    "quotation": 0.9,
    "colon": 0.8,
    "credit": 0.9,
    "turn": 0.9,
    "clause": 0.8,
    "according-to": 0.85,
    "parataxis": 0.7,
    "rest-of-sentence": 0.55,
    "noun-clause": 0.3,
    "infinitive": 0.5,
    "noun-phrase": 0.5,
    "raised": 0.4,
    "quotation-carried": 0.4,
    "quotation-alone": 0.3,
    "passed-on": 0.6,
}
"""Share of findings of each pattern whose content and speaker are right, rounded, as measured on PolNeAR."""


def find_statements(
    aligned: AlignedDoc, entities: EntityIndex, *, published: date | None = None
) -> tuple[Statement, ...]:
    """Return the statements of a text in order, ids "s1", "s2", …

    A quotation broken by "he said" is one statement with two spans, as are consecutive quoted sentences of one
    speaker; words quoted inside a reported clause make it mixed. Of nested attributions only the outermost is given,
    and what somebody said whom an outlet or source passes on. Captions of pictures say nothing.

    Args:
        aligned: the text and its parse.
        entities: resolves speakers, addressees and what a statement is about.
        published: what the date of saying ("said on Monday") counts from; without one in the sentence there is none.
    """
    if not len(aligned.doc):
        return ()
    text = QuotedText(aligned)

    def outlet(token: Token) -> bool:
        entity = _entity(entities, token)
        return entity.type == "MediaOutlet" if entity is not None else is_outlet(token)

    found = with_anonymity(text, chained(text, find_attributions(text), outlet))
    made = [_statement(text, entities, attribution, published) for attribution in found]
    made.sort(key=lambda s: (s.content[0], s.evidence))
    return tuple(replace(statement, id=f"s{number}") for number, statement in enumerate(made, 1))


def _statement(text: QuotedText, entities: EntityIndex, attribution: Attribution, published: date | None) -> Statement:
    aligned = text.aligned
    content = tuple(_words(text, first, last) for first, last in attribution.content)
    cue = aligned.span(*attribution.cue) if attribution.cue else None
    speaker_span = aligned.span(*attribution.speaker) if attribution.speaker else None
    via_spans = tuple(aligned.span(*range_) for range_, _ in attribution.via)
    relays = [_entity(entities, head) for _, head in attribution.via]
    anonymous = aligned.span(*attribution.anonymity) if attribution.anonymity else None
    near = [span for span in (cue, speaker_span, *content, *via_spans, anonymous) if span]
    evidence = aligned.sentence_at(min(s.start for s in near), max(s.end for s in near))
    speaker = _titled(entities, _entity(entities, attribution.head), speaker_span)
    addressee = _addressee(text, entities, attribution)
    institution = _institution(text, entities, attribution)
    about = sorted({e.id for span in content for e in entities.within(span)}, key=lambda id_: int(id_[1:]))
    date_text = _date_text(text, attribution)
    day = resolve_date(date_text, published) if date_text else None
    return Statement(
        id="",
        content=content,
        evidence=evidence,
        form=_form(text, attribution),
        kind=attribution.kind,
        cue=cue,
        cue_lemma=attribution.cue_lemma,
        speaker=speaker.id if speaker else None,
        speaker_span=speaker_span,
        addressee=addressee.id if addressee and addressee != speaker else None,
        institution=institution.id if institution else None,
        anonymity=anonymous,
        about=tuple(about),
        date=day[0] if day else None,
        date_text=date_text,
        confidence=_CONFIDENCE[attribution.pattern],
        pattern=attribution.pattern,
        via=tuple(dict.fromkeys(relay.id for relay in relays if relay is not None and relay != speaker)),
        via_spans=via_spans,
    )


def _words(text: QuotedText, first: int, last: int) -> Span:
    """Return the characters of a range; of one that is a whole quotation, the words inside the marks."""
    number = text.at[first]
    if number >= 0 and number == text.at[last - 1]:
        quoted = text.quotations[number]
        if first <= quoted.inner[0] and last >= quoted.inner[1]:
            return quoted.mark.inner
    return text.aligned.span(first, last)


def _form(text: QuotedText, attribution: Attribution) -> StatementForm:
    if attribution.pattern == "turn":
        return "direct"
    words = [t.i for first, last in attribution.content for t in text.words(first, last)]
    marked = sum(text.at[i] >= 0 for i in words)
    return "direct" if marked == len(words) else "mixed" if marked else "indirect"


def _entity(entities: EntityIndex, head: Token | None) -> Entity | None:
    """Return the entity a head word means; "who" means what its clause describes."""
    if head is None:
        return None
    if head.tag_ in {"WP", "WDT"}:
        noun = syntax.antecedent(head)
        return _entity(entities, noun) if noun is not None and noun.i != head.i else None
    return entities.headed_by(head) or entities.covering(head)


def _titled(entities: EntityIndex, found: Entity | None, span: Span | None) -> Entity | None:
    """Let "Senate Committee Chairman Bob Lee" be Bob Lee, not the committee: a name after a name and its title."""
    if found is None or span is None or found.type == "Person":
        return found
    text = entities.aligned.text
    ends = [m.end for m in found.mentions if span.start <= m.start and m.end <= span.end]
    for person in entities.within(span) if ends else ():
        starts = [m.start for m in person.mentions if ends[0] <= m.start and m.end <= span.end and m.kind == "name"]
        between = text[ends[0] : starts[0]].split() if starts and person.type == "Person" else []
        if between and all(is_title(word) or word in {"'s", "’s"} for word in between):
            return person
    return found


def _addressee(text: QuotedText, entities: EntityIndex, attribution: Attribution) -> Entity | None:
    """Return the actor something is said to; who says it, or passes it on, is not its hearer."""
    voices = [_entity(entities, head) for head in (attribution.head, *(head for _, head in attribution.via))]
    for head in addressees(text, attribution):
        found = _entity(entities, head)
        if found is not None and found.type in ACTOR_TYPES and found not in voices:
            return found
    return None


def _institution(text: QuotedText, entities: EntityIndex, attribution: Attribution) -> Entity | None:
    """Return whom the speaker is a spokesperson of."""
    for head in institutions(text, attribution):
        found = _entity(entities, head)
        if found is not None and found.type in ACTOR_TYPES and found != _entity(entities, attribution.head):
            return found
    return None


def _date_text(text: QuotedText, attribution: Attribution) -> str | None:
    """Return the date of saying: by the parse, else the first date after the cue, else "in a statement on Monday"."""
    if attribution.cue is None:
        return None
    if words := date_of_cue(text.aligned, attribution.cue):
        return words
    doc, last = text.doc, text.sentence(attribution.cue[0])[1]
    told = {i for a, b in attribution.content for i in range(a, b)}
    for i in range(attribution.cue[1], min(attribution.cue[1] + 12, last)):
        if i in told or doc[i].text == ";":
            break
        if doc[i].ent_type_ == "DATE":
            return _date_at(text, i, last, told)
    place = next((i for i in utterances(text, attribution) if i < attribution.cue[0]), None)
    for i in range(place + 1, min(place + 6, last)) if place is not None else ():
        if doc[i].ent_type_ == "DATE" and doc[i - 1].lower_ in {"on", "in"} and i not in told:
            return _date_at(text, i, last, told)
        if doc[i].text == ",":
            return None
    return None


def _date_at(text: QuotedText, i: int, last: int, told: set[int]) -> str:
    """Return the words of a date from its first token on."""
    end = next((j for j in range(i, last) if text.doc[j].ent_type_ != "DATE" or j in told), last)
    return " ".join(text.aligned.slice(text.aligned.span(i, end)).split())
