"""Targets of a search for similar passages: a stored passage, a document, or free text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from flows.embedding import has_words
from flows.errors import UsageError
from flows.store.documents import document_rowids, find_one, read_document
from flows.store.part import StorePart
from flows.store.passages import fetch_passages, passage_rowids
from flows.text import lazy_pattern

if TYPE_CHECKING:
    from flows.store import Store

_PASSAGE = lazy_pattern(r"[0-9a-f]{4,16}-\d{1,9}")
_DOCUMENT = lazy_pattern(r"[0-9a-f]{8,16}")


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a comparison: its kind, its id (or ""), and a text to show (a document's title)."""

    kind: Literal["passage", "document", "text"]
    id: str
    text: str


def read_target(store: Store, given: str, kind: Literal["", "id", "text"] = "") -> Target:
    """Return what `given` names: the id of a stored passage or document, else free text.

    Of a part of a store, ids may be outside it. `kind` restricts it to ids or to texts. Raises UsageError
    if a whole id, or anything that should be one, names nothing stored, and for a text without words.
    """
    given = given.strip()
    if kind != "text":
        if found := _find_stored(store, given):
            return found
        if kind == "id" or _is_whole_id(given):
            raise UsageError("search.no_such_passage", id=given)
    if not has_words(given):
        raise UsageError("search.nothing_to_compare")
    return Target("text", "", given)


def _is_whole_id(given: str) -> bool:
    return bool(re.fullmatch(r"(?=.*\d)[0-9a-f]{16}(-\d+)?", given))


def _whole_of(store: Store) -> Store:
    return store.whole if isinstance(store, StorePart) else store


def _find_stored(store: Store, given: str) -> Target | None:
    store = _whole_of(store)
    document_id, _, position = given.rpartition("-")
    if _PASSAGE.fullmatch(given) and (found := find_one(store, document_id)):
        name = f"{found}-{int(position)}"
        for passage in fetch_passages(store, list(passage_rowids(store, [name]).values())):
            return Target("passage", name, passage.text)
    if _DOCUMENT.fullmatch(given) and (found := find_one(store, given)):
        document = read_document(store, found)
        assert document
        return Target("document", found, document.title)
    return None


def target_rowids(store: Store, target: Target) -> list[int]:
    """Return the row ids of a target's passages; a text has none."""
    store = _whole_of(store)
    match target.kind:
        case "passage":
            return list(passage_rowids(store, [target.id]).values())
        case "document":
            return document_rowids(store, target.id)
    return []
