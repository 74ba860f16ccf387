"""The network as one HTML file that asks for nothing outside itself."""

from .page import view
from .pyvis_network import to_pyvis

__all__ = ["to_pyvis", "view"]
