"""Every format of `tieline export`: which it is, and whether it is one file or several."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..errors import UsageError
from ..extraction.codec import contract
from ..network.exports import FORMATS as OF_NETWORK
from ..network.exports import export as export_network
from ..rdf.export import FORMATS as OF_STORE
from ..rdf.export import export as export_store
from ..wording import one_of
from .csv_tables import CsvTables
from .ftm import ftm_lines
from .output import write_file, write_folder, zipped
from .parquet_tables import ParquetTables
from .rows import ArticleRows, entity_nodes, entity_rows

if TYPE_CHECKING:
    import networkx as nx

    from ..rdf.store import Store
    from ..records import Extraction

_TABLES: Mapping[str, type[CsvTables | ParquetTables]] = {"csv": CsvTables, "parquet": ParquetTables}
FORMATS = (*OF_STORE, *OF_NETWORK, *_TABLES, "jsonl", "ftm")
"""Names of all formats."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an export is made of.

    Attributes:
        extractions: gives those of all articles, identities set, in order of the article keys.
        names: gives the preferred names of entities that have one, by IRI.
        network: gives the ties as `network.network` does.
        base: under which IRIs are minted.
    """

    store: Store
    extractions: Callable[[], Iterable[Extraction]]
    names: Callable[[], Mapping[str, str]]
    network: Callable[[], nx.MultiDiGraph[str]]
    base: str


def is_tables(form: str) -> bool:
    """Tell whether a format is several files.

    Raises:
        UsageError: if there is no such format.
    """
    return one_of("format of an export", form, FORMATS) in _TABLES


def export_bytes(contents: Contents, form: str) -> bytes:
    """Return an export; tables as one ZIP archive.

    Raises:
        UsageError: if there is no such format, or it needs a library that is not installed.
    """
    stream = BytesIO()
    if is_tables(form):
        with tempfile.TemporaryDirectory() as folder:
            zipped(lambda fresh: _fill(contents, form, fresh), Path(folder) / "tables", stream)
    else:
        export_stream(contents, form, stream)
    return stream.getvalue()


def export_stream(contents: Contents, form: str, stream: IO[bytes]) -> None:
    """Write an export that is one file, piece by piece.

    Raises:
        UsageError: if there is no such format, or it is several files.
    """
    if is_tables(form):
        raise UsageError(f"format {form!r}: got no place for several files, expected -o FOLDER or FILE.zip; name one")
    if form in OF_STORE:
        export_store(contents.store, form, stream)
    elif form in OF_NETWORK:
        stream.write(export_network(contents.network(), form).encode())
    elif form == "ftm":
        nodes = entity_nodes(contents.extractions(), contents.names())
        for line in ftm_lines(contents.extractions(), nodes, contents.store, contents.base):
            stream.write(line.encode())
    else:
        for extraction in contents.extractions():
            stream.write(json.dumps(contract(extraction), ensure_ascii=True).encode() + b"\n")


def export_file(contents: Contents, form: str, output: Path) -> None:
    """Write an export to its place: a file, for tables a folder, or a ZIP archive where the name ends in .zip.

    A failed export leaves what stood there before.

    Raises:
        UsageError: as `export_bytes`, and if the place cannot be written.
    """
    if not is_tables(form):
        write_file(output, lambda stream: export_stream(contents, form, stream))
    elif output.suffix.lower() == ".zip":
        near = output.resolve().with_suffix(".tables")
        write_file(output, lambda stream: zipped(lambda fresh: _fill(contents, form, fresh), near, stream))
    else:
        write_folder(output, lambda fresh: _fill(contents, form, fresh))


def _fill(contents: Contents, form: str, folder: Path) -> None:
    """Write the tables into an empty folder, article by article."""
    with _TABLES[form](folder) as tables:
        nodes = entity_nodes(contents.extractions(), contents.names())
        labels = {iri: nodes.nodes[iri]["label"] for iri in nodes}
        for row in entity_rows(nodes):
            tables.add("entities", row)
        for extraction in contents.extractions():
            for table, row in ArticleRows(extraction, labels, contents.base).tables():
                tables.add(table, row)
