"""The file that a document was read from, as received."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Response

from flows.store import read_raw
from flows.store.documents import StoredDocument, find_one, read_document
from flows.text import lazy_pattern
from flows.web.library import Library

_NOT_IN_NAMES = lazy_pattern(r"[\x00-\x1f\x7f\"\\/]")


def build_originals(library: Library) -> APIRouter:
    """Return the route /original/ID. The file is always downloaded, never shown: it may contain anything."""
    router = APIRouter(include_in_schema=False)

    @router.get("/original/{document_id}")
    def original(document_id: str) -> Response:
        store = library.store
        document = read_document(store, find_one(store, document_id) or "")
        data = read_raw(store, document.source_sha256) if document else None
        if document is None or data is None:
            raise HTTPException(404)
        name = name_original(document)
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        return Response(data, media_type="application/octet-stream", headers=headers)

    return router


def name_whole(document: StoredDocument) -> str:
    """Return the file's name if it contains more than this document: records, members of an archive.

    Returns "" if the file is only this document's.
    """
    if isinstance(document.metadata.get("line"), int) or document.metadata.get("member"):
        return name_original(document)
    return ""


def name_original(document: StoredDocument) -> str:
    """Return the name for saving the original: its file's, else the document's id.

    A record's file is the one that contains the record; a web page without a name gets .html.
    """
    last = _NOT_IN_NAMES.sub("_", document.key.partition("#")[0].rstrip("/").rpartition("/")[2])
    name = last.partition("?")[0].strip(" .") or document.id
    ending = f".{document.format}" if document.format else ""
    return name if "." in name or not ending else f"{name}{ending}"
