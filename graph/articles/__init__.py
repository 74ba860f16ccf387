"""Formats to `Article` records: read, decode, split, clean, date."""

from __future__ import annotations

from .options import ReadOptions
from .reading import MAX_FILE, SUFFIXES, read

__all__ = ["MAX_FILE", "SUFFIXES", "ReadOptions", "read"]
