"""The present members of a collection or tag, one row each."""

from __future__ import annotations

from typing import NamedTuple

from flows.search import Collection, Filters, select_passages
from flows.store import Store
from flows.store.desk import ListName, PlacedItem, find_collection, list_items, place_items
from flows.store.documents import read_document
from flows.store.passages import fetch_passages, sort_by_date


class Member(NamedTuple):
    """A document or passage of a list, in its order from 1.

    `state` is same, moved, changed or gone (see `flows.store.desk`), or found if a query chooses. `text` is
    the passage's present text; `former` is the text when it was added, if different. `id` is empty if a
    member is gone. `item` is the member's number in the store, 0 for results of a query.
    """

    number: int
    kind: str
    id: str
    state: str
    title: str
    date: str
    publisher: str
    document_number: str
    corpus: str
    language: str
    text: str
    former: str
    note: str
    item: int

    @property
    def document_id(self) -> str:
        """The id of the document, "" if it is gone."""
        return self.id.rpartition("-")[0] if self.kind == "passage" else self.id


def read_members(
    collection: Collection, kind: ListName, name: str, limit: int | None = None, offset: int = 0
) -> tuple[list[Member], int]:
    """Return the members of a list in order after the first `offset`, at most `limit`, and the total number.

    The members of a query collection are the passages that it finds now, by date and place. Raises QueryError
    if its query is no longer valid.
    """
    store = collection.store
    found = find_collection(store, name) if kind == "collection" else None
    if found and found.query:
        return _find_members(collection, found.query, limit, offset)
    items = list_items(store, kind, name)
    placed = place_items(store, items[offset:][:limit])
    return [_read_member(store, number, one) for number, one in enumerate(placed, offset + 1)], len(items)


def _find_members(
    collection: Collection, query: str, limit: int | None, offset: int
) -> tuple[list[Member], int]:
    ids = sort_by_date(collection.store, select_passages(collection, query, Filters()).rows())
    rows = fetch_passages(collection.store, ids[offset:][:limit])
    members = [
        Member(
            number,
            "passage",
            row.passage_id,
            "found",
            row.title,
            row.date,
            row.publisher,
            row.document_number,
            row.corpus,
            row.language,
            row.text,
            "",
            "",
            0,
        )
        for number, row in enumerate(rows, offset + 1)
    ]
    return members, len(ids)


def _read_member(store: Store, number: int, placed: PlacedItem) -> Member:
    item = placed.item
    kind = "passage" if item.is_passage else "document"
    document = read_document(store, placed.document_id) if placed.document_id else None
    if document is None:
        about = (item.title, "", "", "", item.corpus, "")
        return Member(number, kind, "", "gone", *about, "", item.text, item.note, item.id)
    return Member(
        number,
        kind,
        placed.public_id,
        placed.state,
        document.title,
        document.date,
        document.publisher,
        document.document_number,
        document.corpus,
        document.language,
        placed.text,
        item.text if placed.state == "changed" else "",
        item.note,
        item.id,
    )
