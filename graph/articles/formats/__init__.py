"""Documents of all formats to `Page` records: decoded text and what the document says about itself."""

from __future__ import annotations

from .dispatch import MAX_FILE, pages
from .kinds import SUFFIXES, can_read
from .page import Page

__all__ = ["MAX_FILE", "SUFFIXES", "Page", "can_read", "pages"]
