"""The version of tieline; part of what findings are cached by."""

from importlib.metadata import version

VERSION = version("tieline")
