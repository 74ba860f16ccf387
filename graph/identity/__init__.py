"""Who is who across articles: the authority file, and the reason for every identity."""

from .lookup import Authority
from .resolve import resolve, used_entries

__all__ = ["Authority", "resolve", "used_entries"]
