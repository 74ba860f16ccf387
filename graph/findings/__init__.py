"""What was found in each article, kept between builds in one SQLite file.

findings        the file as a build and its readers use it
file            its tables, and how it is opened
rows            what its rows are made of
"""

from .findings import Findings
from .rows import Input, Record, Snapshot, article_json, place_of

__all__ = ["Findings", "Input", "Record", "Snapshot", "article_json", "place_of"]
