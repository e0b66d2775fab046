"""The current places of kept documents and passages: in the current version, or in that of a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

from flows.store.database import Store
from flows.store.desk.items import KeptItem

# same: unchanged; moved: the same text elsewhere in its document; changed: another text in its place (for a
# document: title or text); gone: the document, or anything like the passage, is not in the store.
ItemState = Literal["same", "moved", "changed", "gone"]
_ALIKE = 0.6  # least share of characters in common with the text in its place
_COMPARED = 2_000  # characters


class PlacedItem(NamedTuple):
    """An item with its current document and, for a passage, the current row id, position and text."""

    item: KeptItem
    state: ItemState
    document_id: str
    rowid: int
    position: int
    text: str

    @property
    def public_id(self) -> str:
        """The id of the passage or document, "" if it is gone."""
        if not self.item.is_passage or not self.document_id:
            return self.document_id
        return f"{self.document_id}-{self.position}"


class _Passage(NamedTuple):
    rowid: int
    position: int
    start: int
    end: int
    text: str


def place_items(store: Store, items: Sequence[KeptItem]) -> list[PlacedItem]:
    """Return each item with its place in the store (or in a part of it), in order.

    A document that has no current version under its corpus and key is found by its title and text.
    """

    @cache
    def version_of(corpus: str, key: str, content_id: str) -> str:
        return _current(store, corpus, key) or _with_content(store, content_id)

    @cache
    def passages_of(document_id: str) -> list[_Passage]:
        query = (
            'SELECT id AS rowid, position, start, "end", text FROM passage WHERE document_id = ? '
            "ORDER BY position"
        )
        return list(store.select(_Passage, query, (document_id,)))

    placed = []
    for item in items:
        document_id = version_of(item.corpus, item.key, item.content_id)
        if not document_id:
            placed.append(PlacedItem(item, "gone", "", 0, item.position, ""))
        elif item.is_passage:
            placed.append(_place_passage(item, document_id, passages_of(document_id)))
        else:
            query = "SELECT content_id FROM document_content_id WHERE document_id = ?"
            is_same = store.value(query, (document_id,)) == item.content_id
            placed.append(PlacedItem(item, "same" if is_same else "changed", document_id, 0, -1, ""))
    return placed


def chosen_rows(placed: Iterable[PlacedItem]) -> tuple[list[str], list[int]]:
    """Return the ids of the documents chosen as a whole, and the row ids of single passages."""
    documents: dict[str, None] = {}
    passages: dict[int, None] = {}
    for one in placed:
        if one.state == "gone":
            continue
        if one.item.is_passage:
            passages[one.rowid] = None
        else:
            documents[one.document_id] = None
    return list(documents), list(passages)


def rows_of_documents(store: Store, documents: Iterable[str]) -> list[int]:
    """Return the row ids of all passages of these documents."""
    query = "SELECT p.id FROM json_each(?) x CROSS JOIN passage p ON p.document_id = x.value"
    return store.column(query, (json.dumps(list(documents)),))


def documents_of_rows(store: Store, rows: Iterable[int]) -> dict[int, str]:
    """Return the ids of the documents that these passages (row ids) belong to, by row id."""
    query = "SELECT p.id, p.document_id FROM json_each(?) x CROSS JOIN passage p ON p.id = x.value"
    return {row[0]: row[1] for row in store.rows(query, (json.dumps(list(rows)),))}


def _current(store: Store, corpus: str, key: str) -> str:
    query = "SELECT id FROM document WHERE corpus = ? AND key = ? AND superseded_by IS NULL"
    return store.value(query, (corpus, key)) or ""


def _with_content(store: Store, content_id: str) -> str:
    """Return the current document with this title and text that was stored first, or ""."""
    query = (
        "SELECT d.id FROM document_content_id c JOIN document d ON d.id = c.document_id "
        "WHERE c.content_id = ? AND d.superseded_by IS NULL ORDER BY d.first_seen, d.id"
    )
    return store.value(query, (content_id,)) or ""


def _place_passage(item: KeptItem, document_id: str, passages: Sequence[_Passage]) -> PlacedItem:
    """Return the place of a passage in a version: by place and text, by text, or by likeness."""

    def placed(state: ItemState, found: _Passage) -> PlacedItem:
        return PlacedItem(item, state, document_id, found.rowid, found.position, found.text)

    if not item.text:  # forgotten with its document, which has been read again since
        there = (item.position, item.start, item.end)
        same = [one for one in passages if (one.position, one.start, one.end) == there]
        return placed("same", same[0]) if same else PlacedItem(item, "gone", "", 0, item.position, "")
    same = [one for one in passages if one.text == item.text]
    if same:
        nearest = min(same, key=lambda one: (abs(one.start - item.start), abs(one.position - item.position)))
        is_there = (nearest.start, nearest.end) == (item.start, item.end)
        return placed("same" if is_there else "moved", nearest)
    similarities = [(_similarity(item.text, one.text), -abs(one.start - item.start), one) for one in passages]
    best = max(similarities, key=lambda entry: entry[:2], default=None)
    if best is None or best[0] < _ALIKE:
        return PlacedItem(item, "gone", "", 0, item.position, "")
    return placed("changed", best[2])


def _similarity(old: str, new: str) -> float:
    """Return the share of characters in common; 1 if one text contains the other."""
    if not old or not new:
        return 0.0
    if old in new or new in old:
        return max(_ALIKE, min(len(old), len(new)) / max(len(old), len(new)))
    matcher = SequenceMatcher(None, old[:_COMPARED], new[:_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
