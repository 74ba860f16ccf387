"""The graph in the formats of other programs: RDF, networks, tables, JSON lines, FollowTheMoney."""

from .columns import TABLES
from .formats import FORMATS, Contents, export_bytes, export_file, export_stream, is_tables

__all__ = ["FORMATS", "TABLES", "Contents", "export_bytes", "export_file", "export_stream", "is_tables"]
