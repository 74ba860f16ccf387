"""Sentences of articles as the evidence of ties; `projection.network` lists the keys of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..records import Article, Event, Extraction, Factuality, Relation, Statement

Evidence = dict[str, Any]


def cite(article: Article, start: int = 0, end: int = 0) -> Evidence:
    """Cite a run of an article's text, with what a reader needs to find the article again."""
    return {
        "article": article.key,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "start": start,
        "end": end,
        "text": article.text[start:end],
    }


def standing(told: Event | Relation) -> Factuality:
    """Return the factuality of an event or relation; what a voice tells as happened is claimed."""
    return "claimed" if told.voice is not None and told.factuality == "happened" else told.factuality


def cite_told(article: Article, told: Event | Relation, iris: Mapping[str, str]) -> Evidence:
    """Cite the sentence of an event or relation; voices are nodes by `iris` (entity id -> node)."""
    evidence = cite(article, told.evidence.start, told.evidence.end)
    dated = getattr(told, "date", None)
    evidence["date"] = dated or evidence["published"]
    evidence["factuality"] = standing(told)
    evidence["speaker"] = iris.get(told.voice) if told.voice else None
    evidence["former"] = bool(getattr(told, "former", False))
    evidence["quote"] = None
    evidence["trigger"] = (told.trigger.start, told.trigger.end) if told.trigger else None
    return evidence


def cite_statement(article: Article, statement: Statement) -> Evidence:
    """Cite a statement: that it was said stands in the article's own voice."""
    evidence = cite(article, statement.evidence.start, statement.evidence.end)
    words = " … ".join(article.text[span.start : span.end] for span in sorted(statement.content))
    return evidence | {
        "date": statement.date or evidence["published"],
        "factuality": "happened",
        "speaker": None,
        "former": False,
        "quote": words,
        "trigger": (statement.cue.start, statement.cue.end) if statement.cue else None,
    }


def sentence_around(extraction: Extraction, start: int) -> Span:
    """Give the sentence that holds a character; without sentences, the paragraph's line."""
    for sentence in extraction.sentences:
        if sentence.start <= start < sentence.end:
            return sentence
    text = extraction.article.text
    end = text.find("\n", start)
    return Span(text.rfind("\n", 0, start) + 1, end if end >= 0 else len(text))


def evidence_order(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    """Sort key of evidence: date first (undated last), then article, place and words."""
    date = evidence["date"] or "9999"
    place = f"{evidence['start']:09d}"
    rest = (evidence["factuality"], evidence["speaker"] or "", evidence["quote"] or "", str(evidence["former"]))
    return (date, evidence["article"], place, f"{evidence['end']:09d}", *rest)
