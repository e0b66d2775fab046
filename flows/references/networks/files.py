"""Write a network as GraphML or GEXF, for Gephi, Cytoscape, NetworkX and others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from flows.errors import UsageError
from flows.references.networks.model import Network, NetworkFormat, Value
from flows.text import lazy_pattern

NETWORK_FORMATS: tuple[NetworkFormat, ...] = get_args(NetworkFormat)
# Characters that XML 1.0 does not allow.
_NO_XML = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE = lazy_pattern(r' lastmodifieddate="[^"]*"')


def write_network(network: Network, path: Path, file_format: str) -> None:
    """Write a network to `path`; the same network yields the same bytes.

    Nodes have `label`, `label_zh` and `label_en`, edges `weight`. Raises UsageError for another format.
    """
    import networkx

    graph = build_graph(network)
    match file_format:
        case "graphml":
            networkx.write_graphml_xml(graph, path, named_key_ids=True)
        case "gexf":
            networkx.write_gexf(graph, path)
            # A date of writing would make the same network a different file.
            path.write_text(_MADE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
        case _:
            raise UsageError("references.network_format", format=file_format, known=NETWORK_FORMATS)


def build_graph(network: Network) -> Any:
    """Return the network as a NetworkX graph."""
    import networkx

    graph = networkx.DiGraph() if network.is_directed else networkx.Graph()
    graph.graph["name"] = f"zhengce {network.kind}"
    for node in network.nodes:
        labels = {"label": node.label, "label_zh": node.label_zh, "label_en": node.label_en}
        graph.add_node(_clean(node.id), **_clean_all({**labels, **node.attributes}))
    for edge in network.edges:
        graph.add_edge(
            _clean(edge.source), _clean(edge.target), weight=edge.weight, **_clean_all(edge.attributes)
        )
    return graph


def _clean_all(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items()}


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
