"""The tables and their columns: the one place that says what stands where, and in which type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "list", "integer", "number", "truth", "date"]
"""Of a value: text, several texts, a whole number, a number, yes or no, a calendar day."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; without a value a cell is empty."""

    name: str
    kind: Kind
    about: str


def _column(name: str, about: str, kind: Kind = "text") -> Column:
    return Column(name, kind, about)


_ARTICLE = _column("article", "key of the article; its graph is graph/KEY, its text the node article/KEY")
_PLACE = (
    _ARTICLE,
    _column("start", "first character of the sentence (or sentences) in the text of the article", "integer"),
    _column("end", "character after the last one", "integer"),
    _column("sentence", "the sentence, as the article prints it"),
)
_READING = (
    _column("confidence", "trust in the reading, 0 to 1; not the truth of what is read", "number"),
    _column("pattern", "the rule that found it"),
)
_TOLD = (
    _column("factuality", "happened, planned, possible, denied or claimed, as the voice presents it"),
    _column("voice", "IRI of who asserts it: a speaker, tl:ArticleVoice or tl:UnnamedVoice in full"),
    _column("voice_name", "its name"),
    _column("asserted", "true only where the article itself, in its own voice, says that it is or was so", "truth"),
)

TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "entities": (
            _column("iri", "identity of the entity across articles"),
            _column("name", "preferred name"),
            _column("type", "Person, State, ArmedGroup and so on; the type given in most articles"),
            _column("generic", "true where no article names a particular actor", "truth"),
            _column("role", "office or role given in most articles"),
            _column("roles", "all of them, most frequent first", "list"),
            _column("aliases", "other names, sorted", "list"),
            _column("articles", "number of articles that mention it", "integer"),
            _column("mentions", "number of places that mention it", "integer"),
            _column("article", "key of the earliest article that mentions it"),
            _column("start", "first character of the sentence that first names it there", "integer"),
            _column("end", "character after the last one", "integer"),
            _column("sentence", "that sentence"),
        ),
        "mentions": (
            _column("iri", "IRI of the run of text"),
            _column("entity", "IRI of the entity"),
            _column("entity_name", "its preferred name"),
            _column("text", "the words"),
            _column("kind", "name, nominal or pronoun"),
            _ARTICLE,
            _column("start", "first character of the words in the text of the article", "integer"),
            _column("end", "character after the last one", "integer"),
            _column("sentence_start", "first character of their sentence", "integer"),
            _column("sentence_end", "character after the last one", "integer"),
            _column("sentence", "the sentence, as the article prints it"),
        ),
        "statements": (
            _column("iri", "IRI of the statement"),
            _column("speaker", "IRI of who says it; empty where that is nobody known"),
            _column("speaker_name", "preferred name of the speaker"),
            _column("speaker_text", "the words that stand for the speaker at this place"),
            _column("kind", "communication (said or written) or stance (thought, wanted, feared)"),
            _column("form", "direct, indirect or mixed"),
            _column("cue", "base form of the word that announces it"),
            _column("content", "the words said; that they are said does not make them true"),
            _column("about", "IRIs of the entities mentioned in the words said", "list"),
            _column("about_names", "their preferred names", "list"),
            _column("addressee", "IRI of the entity it is said to"),
            _column("addressee_name", "its preferred name"),
            _column("via", "IRIs of those who pass it on, outermost last", "list"),
            _column("via_texts", "their words, also where they are no entity", "list"),
            _column("institution", "IRI of whom a spokesperson speaks for"),
            _column("anonymity", "the words that say why the speaker is not named"),
            _column("date", "ISO day, month or year in which it was said"),
            _column("date_text", "the words that give the date"),
            *_PLACE,
            *_READING,
        ),
        "events": (
            _column("iri", "IRI of the event"),
            _column("type", "PLOVER type"),
            _column("mode", "PLOVER mode"),
            *_TOLD,
            _column("actors", "IRIs of who acts", "list"),
            _column("actor_names", "their preferred names", "list"),
            _column("actor_texts", "the words, also where they are no entity", "list"),
            _column("recipients", "IRIs of towards whom", "list"),
            _column("recipient_names", "their preferred names", "list"),
            _column("recipient_texts", "the words, also where they are no entity", "list"),
            _column("trigger", "the word that stands for the event"),
            _column("place", "IRI of the place"),
            _column("place_name", "its preferred name"),
            _column("date", "ISO day, month or year, as exact as the text gives it"),
            _column("date_first", "first day of that date", "date"),
            _column("date_last", "last day of that date", "date"),
            _column("date_text", "the words that give the date"),
            *_PLACE,
            *_READING,
        ),
        "relations": (
            _column("iri", "IRI of the assertion"),
            _column("subject", "IRI of the subject"),
            _column("subject_name", "its preferred name"),
            _column("subject_text", "the words that stand for it"),
            _column("type", "leads, memberOf, partOf and so on"),
            _column("object", "IRI of the object; empty for an office"),
            _column("object_name", "its preferred name, or the office in words"),
            _column("object_text", "the words that stand for it"),
            *_TOLD,
            _column("former", "true for a tie that was over when the article was written", "truth"),
            _column("trigger", "the word that stands for the tie"),
            *_PLACE,
            *_READING,
        ),
        "evidence": (
            _column("iri", "IRI of the sentence"),
            _column("record", "IRI of the relation, event or statement that rests on it"),
            _column("record_kind", "relation, event or statement"),
            _column("record_type", "type of the relation or event, kind of the statement"),
            *_TOLD,
            *_PLACE,
            _column("title", "title of the article"),
            _column("publisher", "its publisher"),
            _column("published", "its day of publication", "date"),
            _column("url", "its address"),
        ),
    }
)
"""Table -> its columns. A row is an entity, mention, statement, event or relation, or a sentence of such a record."""
