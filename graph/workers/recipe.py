"""What a worker must know to read articles as the process that asks it would, and the reading itself."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .. import language
from ..articles.shingles import Sketch
from ..extraction.codec import contract, dumps
from ..extraction.extract import extract
from ..findings import article_json
from ..identity import Authority, resolve
from ..records import Article
from ..version import VERSION

Read = Callable[[bytes], bytes]
"""An article as `article_bytes` gives it -> its findings and sketch, `packed`, or its line of JSON."""


@dataclass(frozen=True)
class Recipe:
    """How articles are to be read; small, and the same on every machine.

    Attributes:
        model: "accurate", "small" or an installed spaCy pipeline; None for the default.
        authority: (name, text) of the user's own authority files, in their order.
        printed: give the line that `tieline extract` prints, not what a findings file keeps.
        patience: seconds an article may take at least; long ones get more (`time_limit`).
    """

    model: str | None = None
    authority: tuple[tuple[str, str], ...] = ()
    printed: bool = False
    patience: float = 60.0

    @classmethod
    def of(cls, model: str | None, files: Sequence[str | Path] = (), *, printed: bool = False) -> Recipe:
        """Return a recipe with the user's own authority files, which can be read: an `Authority` was made of them."""
        texts = tuple((Path(file).name, Path(file).read_text(encoding="utf-8-sig")) for file in files)
        return cls(model, texts, printed)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Recipe:
        fields = json.loads(data)
        return cls(**fields | {"authority": tuple((name, text) for name, text in fields["authority"])})

    def names(self) -> Authority:
        """Return the authority: the shipped one with the user's files.

        Raises:
            UsageError: if one of them is faulty.
        """
        names = Authority.shipped()
        with tempfile.TemporaryDirectory() as folder:
            for name, text in self.authority:
                file = Path(folder) / name
                file.write_text(text, encoding="utf8")
                names = names.with_file(file)
        return names

    def made_by(self, names: Authority) -> str:
        """Return version, pipeline and authority: findings that differ in one of them are not the same findings."""
        return f"{VERSION} {language.model_version(self.model)} {names.digest}"

    def reading(self, names: Authority | None = None) -> Read:
        """Load what is needed and return the function that reads an article.

        Args:
            names: the authority of the recipe, if it is at hand.

        Raises:
            ModelNotFound: if the pipeline is not installed here.
        """
        known = names or self.names()
        nlp, version = language.load(self.model), language.model_version(self.model)

        def read(article: bytes) -> bytes:
            found = extract(article_json().validate_json(article), nlp, names=known, model=version)
            if self.printed:
                return json.dumps(contract(resolve(found, known)), ensure_ascii=True).encode()
            return packed(dumps(found), Sketch.of(found.article).to_bytes())

        return read

    def time_limit(self, article: bytes) -> float:
        """Return the seconds an article may take: some forty times what it takes on one core of today."""
        return self.patience + len(article) / 400


def packed(findings: bytes, sketch: bytes) -> bytes:
    """Return both as one; `unpacked` takes them apart."""
    return len(findings).to_bytes(8, "big") + findings + sketch


def unpacked(data: bytes) -> tuple[bytes, bytes]:
    """Return findings and sketch."""
    end = 8 + int.from_bytes(data[:8], "big")
    return data[8:end], data[end:]


def article_bytes(article: Article) -> bytes:
    """Return an article in the form workers take."""
    return article_json().dump_json(article)
