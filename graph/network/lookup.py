"""Find a node by what a person would type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError
from ..wording import suggestion

if TYPE_CHECKING:
    import networkx as nx


def node_named(network: nx.MultiDiGraph[str], name: str) -> str:
    """Give the node with this IRI, label or alias (in this order; letter case does not matter for names).

    Args:
        network: as `tieline.network.network` gives it.
        name: an IRI or a name.

    Raises:
        UsageError: if nothing is called so (close names are suggested), or several are.
    """
    if name in network:
        return name
    wanted = name.strip().casefold()
    by_label = sorted(node for node, data in network.nodes(data=True) if data["label"].casefold() == wanted)
    by_alias = sorted(
        node for node, data in network.nodes(data=True) if wanted in {alias.casefold() for alias in data["aliases"]}
    )
    found = by_label or by_alias
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"ambiguous name in network: got {name!r}, expected one of {found}; give the IRI instead")
    labels = {data["label"] for _, data in network.nodes(data=True)}
    hint = suggestion(name, labels, "list the names with an export to csv")
    raise UsageError(f"unknown name in network: got {name!r}, expected an IRI, label or alias; {hint}")
