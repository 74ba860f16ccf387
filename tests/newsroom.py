"""Write small articles and what was read out of them, by hand: the input of everything above extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tieline.records import Article, Entity, Event, Extraction, Mention, Relation, Span, Statement

VERBS = {"ASSAULT": "shelled", "ACCUSE": "blamed", "AID": "sent grain to", "CONSULT": "received", "SUPPORT": "praised"}


def iri(name: str) -> str:
    return "https://example.org/id/" + name.lower().replace(" ", "-")


def named(values: dict[str, float]) -> dict[str, float]:
    """What is said of nodes, by the last part of their IRIs."""
    return {node.rsplit("/", 1)[1]: value for node, value in values.items()}


class Report:
    """One article in the making; every method adds one sentence and returns the report."""

    def __init__(
        self,
        key: str,
        *,
        day: date | None = None,
        outlet: str | None = None,
        types: dict | None = None,
        copy_of: str | None = None,
        **page,
    ):
        self.text = ""
        self.page = {"title": f"Report {key}", "published": day, "publisher": outlet, **page}
        self.key = key
        self.signature = f"Filed as {copy_of or key}.\n"  # the texts of two articles differ, unless one is a copy
        self.types = types or {}
        self.entities: dict[str, Entity] = {}
        self.parts: dict[str, list] = {"sentences": [], "events": [], "relations": [], "statements": []}

    def _sentence(self, text: str, names: list[str]) -> Span:
        start = len(self.text)
        self.text += text + "\n"
        span = Span(start, start + len(text))
        self.parts["sentences"].append(span)
        for name in names:
            self._mention(name, start, text)
        return span

    def _mention(self, name: str, start: int, text: str) -> None:
        at = start + text.index(name)
        entity = self.entities.setdefault(
            name,
            Entity(f"e{len(self.entities) + 1}", name, self.types.get(name, "ArmedGroup"), (), iri=iri(name)),
        )
        mention = Mention(at, at + len(name))
        if mention not in entity.mentions:
            self.entities[name] = replace(entity, mentions=(*entity.mentions, mention))

    def describe(self, name: str, /, **fields) -> Report:
        if name not in self.entities:
            self._sentence(f"{name} was named.", [name])
        self.entities[name] = replace(self.entities[name], **fields)
        return self

    def event(
        self, type_: str, actor: str, recipient: str, text: str = "", voice: str | None = None, **fields
    ) -> Report:
        told = f"{actor} {VERBS.get(type_, 'met')} {recipient}."
        text = text or (f"{voice} said {told}" if voice else told)
        span = self._sentence(text, [actor, recipient, *([voice] if voice else [])])
        ids = [self.entities[name].id for name in (actor, recipient)]
        source = self.entities[voice].id if voice else None
        made = Event("", type_, span, span, (ids[0],), (ids[1],), voice=source, **fields)
        self.parts["events"].append(replace(made, id=f"ev{len(self.parts['events'])}"))
        return self

    def relation(self, type_: str, subject: str, object_: str, text: str = "", **fields) -> Report:
        span = self._sentence(text or f"{subject} stands with {object_}.", [subject, object_])
        ids = [self.entities[name].id for name in (subject, object_)]
        made = Relation(f"r{len(self.parts['relations'])}", type_, ids[0], span, span, span, object=ids[1], **fields)
        self.parts["relations"].append(made)
        return self

    def says(self, speaker: str, about: str, words: str, **fields) -> Report:
        span = self._sentence(f"{speaker} said {words}.", [speaker, about])
        content = Span(span.end - len(words) - 1, span.end - 1)
        ids = [self.entities[name].id for name in (speaker, about)]
        name = f"s{len(self.parts['statements'])}"
        made = Statement(name, (content,), span, "indirect", speaker=ids[0], about=(ids[1],), **fields)
        self.parts["statements"].append(made)
        return self

    def done(self) -> Extraction:
        article = Article(self.key, self.key, self.text + self.signature, **self.page)
        parts = {name: tuple(values) for name, values in self.parts.items()}
        return Extraction(article, entities=tuple(self.entities.values()), **parts)
