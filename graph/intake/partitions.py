"""Findings as Parquet files: read articles in one place, make the graph in another.

A folder of `part-NNNNN.parquet`, each row one article of one input: its key, what was found as JSON, and what a graph
folder needs besides. The metadata of a file says what the findings were made by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..findings import Findings, Input, place_of
from ..records import Article
from ..workers import Outcome, unpacked

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 1_000
"""Articles in a file: some 40 MB in memory, 5 on the disk."""
_MADE_BY = b"tieline.made_by"


class PartitionsWriter:
    """Writes findings into a folder, a file at a time; a file that is there is whole. Use it in a `with` block.

    Args:
        folder: new, empty, or with partitions made by the same, to which more are added.
        made_by: what the findings are made by.

    Attributes:
        there: (key, file) of the articles that the folder holds already.

    Raises:
        UsageError: if pyarrow is not installed, or the folder holds anything else.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        self._arrow = _arrow()
        self._folder, self._made_by = folder, made_by
        self._rows: dict[tuple[str, str], tuple[Article, Outcome]] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"cannot make the folder {folder}: {error.strerror}; choose another --into") from error
        stranger = next((path.name for path in sorted(folder.iterdir()) if not path.name.startswith("part-")), None)
        if stranger is not None:
            raise UsageError(f"{folder} holds other files ({stranger}); choose an empty folder for --into")
        parts = partitions(folder)
        if parts and made_by_of(folder) != made_by:
            other = "got findings made by another version, model or authority"
            raise UsageError(f"{folder}: {other}; choose another --into")
        self.there = {(key, file) for part in parts for key, (file, _), _ in _articles(part)}
        self._number = max((int(part.stem.removeprefix("part-")) + 1 for part in parts), default=0)

    def __enter__(self) -> PartitionsWriter:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if self._rows:  # what was found before a fault is worth keeping
            self._flush()

    def add(self, article: Article, outcome: Outcome) -> None:
        """Write the findings of an article; twice the same from one file is written once."""
        key, (file, start) = article.key, place_of(article)
        other = self._rows.get((key, file))
        if other is None or start < place_of(other[0])[1]:
            self._rows[key, file] = (article, outcome)
        if len(self._rows) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        from pyarrow import parquet

        found = [(article, *unpacked(outcome.data)) for article, outcome in self._rows.values()]
        table: pa.Table = self._arrow.table(
            {
                "key": [article.key for article, _, _ in found],
                "article": [Input.of(article).data.decode() for article, _, _ in found],
                "findings": [findings.decode() for _, findings, _ in found],
                "sketch": self._arrow.array([sketch for _, _, sketch in found], self._arrow.binary()),
            },
            metadata={_MADE_BY: self._made_by.encode()},
        )
        path = self._folder / f"part-{self._number:05}.parquet"
        partial = path.with_suffix(".partial")
        try:
            parquet.write_table(table, partial, compression="zstd")
            partial.replace(path)
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error}; choose another --into") from error
        self._rows, self._number = {}, self._number + 1


def partitions(folder: Path) -> list[Path]:
    """Return the files of findings in a folder and those in it, in order."""
    return sorted(folder.rglob("part-*.parquet"))


def made_by_of(folder: Path) -> str:
    """Return what the findings in a folder are made by.

    Raises:
        UsageError: if there are none, a file is none of ours, or they are not all made by the same.
    """
    parts = partitions(folder)
    if not parts:
        raise UsageError(f"no findings in {folder}; make some with: tieline extract --format parquet --into {folder}")
    makers: dict[Path, str] = {
        part: (_file(part).schema_arrow.metadata or {}).get(_MADE_BY, b"").decode() for part in parts
    }
    strange = next((part for part, maker in makers.items() if not maker), None)
    if strange is not None:
        raise UsageError(f"{strange}: got another Parquet file, expected findings of tieline extract; take it away")
    if len(set(makers.values())) > 1:
        told = " and ".join(map(repr, sorted(set(makers.values()))))
        raise UsageError(f"findings in {folder}: made by {told}, expected one of them; give each a folder")
    return makers[parts[0]]


def keep(folder: Path, findings: Findings, made_by: str) -> int:
    """Keep the findings of a folder in those of a graph folder; return how many were not there."""
    kept = 0
    for part in partitions(folder):
        for rows in _batches(part, ["key", "findings", "sketch"]):
            new = [row for row in rows if not findings.known(row["key"], made_by)]
            findings.keep_all([(row["key"], row["findings"].encode(), row["sketch"]) for row in new], made_by)
            kept += len(new)
    return kept


def inputs(folder: Path) -> Iterator[tuple[str, Iterable[Input]]]:
    """Yield every file of findings as an input, with its articles; the first by place of one that is there twice."""
    for part in partitions(folder):
        first: dict[str, tuple[tuple[str, int], Input]] = {}
        for key, place, data in _articles(part):
            if key not in first or place < first[key][0]:
                first[key] = (place, Input(key, data))
        yield str(part.resolve()), [found for _, found in first.values()]


def _articles(part: Path) -> Iterator[tuple[str, tuple[str, int], bytes]]:
    """Yield key, file and place, and the article itself."""
    for rows in _batches(part, ["key", "article"]):
        for row in rows:
            source = json.loads(row["article"])["source"] or {"file": "", "start": 0}
            yield row["key"], (source["file"], source["start"]), row["article"].encode()


def _batches(part: Path, columns: list[str]) -> Iterator[list[dict[str, Any]]]:
    try:
        for batch in _file(part).iter_batches(batch_size=100, columns=columns):
            yield batch.to_pylist()
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{part}: cannot be read ({' '.join(str(error).split())}); extract again") from error


def _file(part: Path) -> Any:
    _arrow()
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(part)
    except (OSError, ValueError) as error:
        raise UsageError(f"{part}: got no Parquet file ({' '.join(str(error).split())}); take it away") from error


def _arrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise UsageError(
            "findings as Parquet: got no pyarrow, expected it installed; pip install 'tieline[tables]'"
        ) from error
    return pa
