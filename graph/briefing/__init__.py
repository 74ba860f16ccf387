"""The brief of a graph: what was read and what it tells, one page for readers, every number with its sentences."""

from .corpus import Corpus, read_corpus
from .page import report_page
from .periods import Periods

__all__ = ["Corpus", "Periods", "read_corpus", "report_page"]
