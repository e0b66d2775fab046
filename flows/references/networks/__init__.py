"""Networks: documents that cite each other, entities mentioned together, and joint issuers."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.networks.files import NETWORK_FORMATS, build_graph, write_network
    from flows.references.networks.finding import find_network
    from flows.references.networks.model import (
        NETWORK_KINDS,
        Network,
        NetworkEdge,
        NetworkFormat,
        NetworkKind,
        NetworkNode,
        NetworkRequest,
    )
    from flows.references.networks.neighbourhood import (
        Neighbourhood,
        NeighbouringDocument,
        find_neighbourhood,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "NETWORK_FORMATS",
    "NETWORK_KINDS",
    "Neighbourhood",
    "NeighbouringDocument",
    "Network",
    "NetworkEdge",
    "NetworkFormat",
    "NetworkKind",
    "NetworkNode",
    "NetworkRequest",
    "build_graph",
    "find_neighbourhood",
    "find_network",
    "write_network",
]
