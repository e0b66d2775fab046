"""Networks on the site: /api/network as JSON, and files for Gephi and others under /download/network/."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from flows.errors import UsageError
from flows.references.networks import (
    Network,
    NetworkFormat,
    NetworkKind,
    NetworkRequest,
    find_network,
    write_network,
)
from flows.search import read_range
from flows.store.facts import MentionUnit, count_units
from flows.web import limits
from flows.web.addresses import ChoiceAddress
from flows.web.library import Library
from flows.web.lists.filters import ChosenByDocumentKind, Date, FirstDate
from flows.web.refusals import strict_router

_Corpora = Annotated[list[str], Query(default_factory=limits.no_values, max_length=50)]
_Minimum = Annotated[int | None, Query(ge=1, le=10**6, description="the least weight of an edge")]
_TYPES = {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml"}
_Answer = dict[str, object]


def build_networks(library: Library) -> APIRouter:
    """Return the routes /api/network and /download/network/KIND.FORMAT."""
    refused = {400: {"description": "a corpus or date cannot be read, or too many passages are in scope"}}
    router = strict_router(responses=refused)

    @router.get("/api/network")
    def network(
        *,
        kind: NetworkKind = "citations",
        first: FirstDate = "",
        to: Date = "",
        corpus: _Corpora,
        minimum: _Minimum = None,
        unit: Literal["passage", "document"] = "passage",
        chosen: ChosenByDocumentKind,
        limit: Annotated[int, Query(ge=1, le=limits.ROWS, description="edges, the heaviest first")] = 1000,
    ) -> _Answer:
        """Return a network of citations, joint mentions or joint issuers; `edges_in_all` counts all edges.

        A choice (`document_kind`, `collection` ...) selects the documents that cite, mention or are issued;
        what they cite may be outside it.
        """
        request = NetworkRequest(kind, read_range(first, to), tuple(corpus), minimum, unit)
        found = _find(library, request, chosen)
        edges = sorted(found.edges, key=lambda edge: (-edge.weight, edge.source, edge.target))[:limit]
        used = {name for edge in edges for name in (edge.source, edge.target)}
        return {
            "kind": found.kind,
            "directed": found.is_directed,
            "edges_in_all": len(found.edges),
            "nodes": [asdict(node) for node in found.nodes if node.id in used],
            "edges": [asdict(edge) for edge in edges],
        }

    @router.get("/download/network/{kind}.{ending}", include_in_schema=False)
    def download(
        *,
        kind: NetworkKind,
        ending: NetworkFormat,
        first: FirstDate = "",
        to: Date = "",
        corpus: _Corpora,
        minimum: _Minimum = None,
        unit: MentionUnit = "passage",
        chosen: ChosenByDocumentKind,
    ) -> FileResponse:
        request = NetworkRequest(kind, read_range(first, to), tuple(corpus), minimum, unit)
        found = _find(library, request, chosen)
        folder = tempfile.TemporaryDirectory(prefix="zhengce-")
        path = Path(folder.name) / f"zhengce-network-{kind}.{ending}"
        write_network(found, path, ending)
        cleanup = BackgroundTask(folder.cleanup)
        return FileResponse(path, media_type=_TYPES[ending], filename=path.name, background=cleanup)

    return router


def _find(library: Library, request: NetworkRequest, chosen: ChoiceAddress) -> Network:
    """Return a network of chosen documents. Raises UsageError if it would take too long for a page."""
    store = library.part(chosen.documents).store
    if request.kind == "mentions":
        passages = count_units(store, "passage", request.dates, request.corpora)
        if passages > limits.MAX_COUNTED:
            raise UsageError("web.network_too_large", passages=passages, limit=limits.MAX_COUNTED)
    return find_network(store, library.lexicon, request)
