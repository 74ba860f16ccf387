"""The spaCy pipeline: loading it, aligning its Docs with the article's own characters, reading its parse.

`load` returns the spaCy `Language` in use, `analyse` runs it over a text and keeps the offsets.
"""

from .aligned import AlignedDoc, analyse, analyse_many
from .load import SHIPPED, load, model_version

__all__ = ["SHIPPED", "AlignedDoc", "analyse", "analyse_many", "load", "model_version"]
