"""What every format is read into."""

from __future__ import annotations

from dataclasses import dataclass

from ..frontmatter import Given


@dataclass(frozen=True, slots=True)
class Page:
    r"""The text of a document, before it is split and cleaned.

    Attributes:
        text: decoded, with "\n" line ends; `Source` and `Segment` count its characters.
        given: what the document says about itself; None for text, whose front matter is in `text`.
        whole: one article: clean it, do not split it, and `given` wins over what its text says. Else `given` counts
            where the text is silent, and only publisher, date and address if there are several articles.
        markdown: headings, links and emphasis are marked as in Markdown.
    """

    text: str
    given: Given | None = None
    whole: bool = False
    markdown: bool = False
