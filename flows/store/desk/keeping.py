"""Write collections, tags and their items, one transaction each."""

from __future__ import annotations

from collections.abc import Sequence

from flows.store.database import Store, now
from flows.store.desk.items import WHOLE, KeptItem, ListName

# Answers that depend on collections or tags are kept until this number changes (`desk_number`).
_COUNT_CHANGE = "UPDATE counter SET value = value + 1 WHERE name = 'desk'"
# The columns of a KeptItem that is in no list yet.
_UNLISTED = "SELECT 0 AS id, '' AS list, '' AS name, 0 AS place, d.corpus, d.key, c.content_id, d.title, "
_FROM = " FROM document d JOIN document_content_id c ON c.document_id = d.id "


def find_source(store: Store, document_id: str, position: int | None = None) -> KeptItem | None:
    """Return a stored document, or its passage at a position, as an item to keep; None if there is none."""
    if position is None:
        query = (
            f"{_UNLISTED} {WHOLE} AS position, 0 AS start, 0 AS \"end\", '' AS text, '' AS note, '' AS added"
            f"{_FROM} WHERE d.id = ?"
        )
        return store.select_one(KeptItem, query, (document_id,))
    query = (
        f"{_UNLISTED} p.position, p.start, p.\"end\", p.text, '' AS note, '' AS added{_FROM} "
        "JOIN passage p ON p.document_id = d.id WHERE d.id = ? AND p.position = ?"
    )
    return store.select_one(KeptItem, query, (document_id, position))


def create_collection(store: Store, name: str, title: str, note: str = "", query: str = "") -> bool:
    """Create a collection; return False if the name is taken."""
    with store.transaction() as connection:
        cursor = connection.execute(
            "INSERT OR IGNORE INTO collection VALUES (?, ?, ?, ?, ?)", (name, title, note, query, now())
        )
        connection.execute(_COUNT_CHANGE)
        return cursor.rowcount > 0


def change_collection(
    store: Store, name: str, *, title: str | None = None, note: str | None = None, query: str | None = None
) -> None:
    """Change title, note or query of a collection; None leaves a field unchanged."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE collection SET title = coalesce(?, title), note = coalesce(?, note), "
            "query = coalesce(?, query) WHERE name = ?",
            (title, note, query, name),
        )
        connection.execute(_COUNT_CHANGE)


def drop_list(store: Store, kind: ListName, name: str) -> int:
    """Delete a collection or tag with its items; return the number of items."""
    with store.transaction() as connection:
        connection.execute("DELETE FROM collection WHERE ? = 'collection' AND name = ?", (kind, name))
        cursor = connection.execute("DELETE FROM kept_item WHERE list = ? AND name = ?", (kind, name))
        connection.execute(_COUNT_CHANGE)
        return cursor.rowcount


def add_items(store: Store, kind: ListName, name: str, items: Sequence[KeptItem]) -> int:
    """Add items at the end of a list; return how many are new. An existing item gets the given note."""
    with store.transaction() as connection:
        last = store.value(
            "SELECT coalesce(max(place), 0) FROM kept_item WHERE list = ? AND name = ?", (kind, name)
        )
        added = 0
        for item in items:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO kept_item (list, name, place, corpus, key, content_id, title, "
                'position, start, "end", text, note, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                (
                    kind,
                    name,
                    last + added + 1,
                    item.corpus,
                    item.key,
                    item.content_id,
                    item.title,
                    item.position,
                    item.start,
                    item.end,
                    item.text,
                    item.note,
                    item.added or now(),
                ),
            )
            added += cursor.rowcount
            if not cursor.rowcount and item.note:
                connection.execute(
                    "UPDATE kept_item SET note = ? WHERE list = ? AND name = ? AND corpus = ? AND key = ? "
                    'AND position = ? AND start = ? AND "end" = ?',
                    (item.note, kind, name, item.corpus, item.key, item.position, item.start, item.end),
                )
        connection.execute(_COUNT_CHANGE)
        return added


def remove_items(store: Store, ids: Sequence[int]) -> None:
    """Remove items, by their ids, from their lists."""
    with store.transaction() as connection:
        connection.executemany("DELETE FROM kept_item WHERE id = ?", [(one,) for one in ids])
        connection.execute(_COUNT_CHANGE)


def change_note(store: Store, item_id: int, note: str) -> None:
    """Replace the note of an item."""
    with store.transaction() as connection:
        connection.execute("UPDATE kept_item SET note = ? WHERE id = ?", (note, item_id))
        connection.execute(_COUNT_CHANGE)


def move_item(store: Store, items: Sequence[KeptItem], item_id: int, place: int) -> None:
    """Move an item to a place, counted from 1, among `items`, which are all items of its list."""
    ordered = [one.id for one in items if one.id != item_id]
    ordered.insert(max(0, place - 1), item_id)
    with store.transaction() as connection:
        connection.executemany(
            "UPDATE kept_item SET place = ? WHERE id = ?",
            [(number, one) for number, one in enumerate(ordered, 1)],
        )
        connection.execute(_COUNT_CHANGE)
