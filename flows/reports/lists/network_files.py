"""Write a network to a file with its sidecar."""

from __future__ import annotations

from pathlib import Path

from flows.annotation.lexicon import Lexicon
from flows.output import describe_origin, repeat_command, start_side, write_with_sidecar
from flows.references.networks import Network, NetworkRequest, write_network
from flows.store import Store

_WHAT = {
    "citations": "documents (nodes) and who cites whom (edges)",
    "mentions": "entities (nodes) and how often they are mentioned together (edges)",
    "issuers": "issuing bodies (nodes) and how many documents they issue together (edges)",
}


def write_network_file(
    store: Store, lexicon: Lexicon, network: Network, request: NetworkRequest, path: Path
) -> Path:
    """Write a network in the format of the path's ending, with a sidecar; return the path.

    Raises UsageError for an ending other than .graphml and .gexf; no file is left then.
    """
    side, file_format = start_side(path), path.suffix.lower().removeprefix(".")
    try:
        write_network(network, side, file_format)
    except BaseException:  # Ctrl-C must not leave a partial file either
        side.unlink(missing_ok=True)
        raise
    words, out = request.words(), path
    if path.stem == f"network-{request.kind}":
        out = path.parent
        if file_format != "graphml":
            words += ["--format", file_format]
    return write_with_sidecar(
        side,
        path,
        what=_WHAT[network.kind],
        again=repeat_command(words, store, out, kind_option="--document-kind"),
        origin=describe_origin(store, lexicon),
        options={
            "kind": request.kind,
            "format": file_format,
            "minimum": request.least,
            "unit": request.unit if request.kind == "mentions" else "",
            "corpus": list(request.corpora),
            "from": request.dates.first,
            "to": request.dates.last,
            "nodes": len(network.nodes),
        },
        rows=len(network.edges),
    )
