"""The page of a document's versions, and of a law's editions: the changes from each to the next."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from flows.pipeline import VersionChange, compare_editions, compare_versions
from flows.store.documents import find_one, read_document
from flows.web.rendering import Pages

_MOST = 300  # changed paragraphs shown per step
_LONGEST = 4_000  # characters of a paragraph that is compared character by character


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A changed paragraph: its number in the new text, and its parts as (text, "del", "ins" or "")."""

    line: int
    kind: str
    parts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """The changes from one version to the next; `left_out` changes are not shown."""

    step: VersionChange
    changes: list[ShownChange]
    left_out: int


def build_versions(pages: Pages) -> APIRouter:
    """Return the route /versions/ID."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/versions/{document_id}")
    def versions(request: Request, document_id: str) -> HTMLResponse:
        store = pages.library.store
        document = read_document(store, find_one(store, document_id) or "")
        if document is None:
            raise HTTPException(404)
        steps = [*compare_versions(store, document.id), *compare_editions(store, document.id)]
        shown = [_shown(step) for step in steps]
        return pages.render(request, "versions.html", document=document, steps=shown)

    return router


def _shown(step: VersionChange) -> ShownStep:
    changes = [
        ShownChange(change.line, change.kind, split_change(change.old, change.new))
        for change in step.changes[:_MOST]
    ]
    return ShownStep(step, changes, max(0, len(step.changes) - _MOST))


def split_change(old: str, new: str) -> list[tuple[str, str]]:
    """Return a changed text as (text, kind) in order: "del" from the old, "ins" from the new, "" for both.

    Long texts are shown whole, one after the other.
    """
    if not old or not new or len(old) + len(new) > _LONGEST:
        return [(text, kind) for text, kind in ((old, "del"), (new, "ins")) if text]
    parts: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append((old[i1:i2], ""))
            continue
        parts += [(text, kind) for text, kind in ((old[i1:i2], "del"), (new[j1:j2], "ins")) if text]
    return parts
