"""Who is who across articles: the authority file, and the reason for every identity."""

from .happenings import Happening, happenings
from .joining import join
from .lookup import Authority
from .resolve import resolve, used_entries

__all__ = ["Authority", "Happening", "happenings", "join", "resolve", "used_entries"]
