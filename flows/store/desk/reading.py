"""Collections, tags and their items as stored."""

from __future__ import annotations

from flows.store.database import Store
from flows.store.desk.items import KeptItem, ListName, NamedCollection, TagCount

_COLLECTIONS = (
    "SELECT c.name, c.title, c.note, c.query, c.created, (SELECT count(*) FROM kept_item k "
    "WHERE k.list = 'collection' AND k.name = c.name) AS members FROM collection c"
)
_ITEMS = (
    'SELECT id, list, name, place, corpus, key, content_id, title, position, start, "end", text, note, added '
    "FROM kept_item"
)


def desk_number(store: Store) -> int:
    """Return how often collections and tags have changed; while it stays the same, so do they."""
    return int(store.value("SELECT value FROM counter WHERE name = 'desk'") or 0)


def list_collections(store: Store) -> list[NamedCollection]:
    """Return the collections by name."""
    return list(store.select(NamedCollection, f"{_COLLECTIONS} ORDER BY c.name"))


def find_collection(store: Store, name: str) -> NamedCollection | None:
    """Return a collection by its name, or None."""
    return store.select_one(NamedCollection, f"{_COLLECTIONS} WHERE c.name = ?", (name,))


def list_tags(store: Store) -> list[TagCount]:
    """Return the tags by name."""
    query = (
        "SELECT name, sum(position = -1) AS documents, sum(position != -1) AS passages FROM kept_item "
        "WHERE list = 'tag' GROUP BY name ORDER BY name"
    )
    return list(store.select(TagCount, query))


def list_items(store: Store, kind: ListName, name: str) -> list[KeptItem]:
    """Return the items of a collection or tag in order; [] for an unknown one."""
    query = f"{_ITEMS} WHERE list = ? AND name = ? ORDER BY place, id"
    return list(store.select(KeptItem, query, (kind, name)))


def tags_of(store: Store, document_id: str) -> list[KeptItem]:
    """Return the kept items of a stored document and its passages, by list and name."""
    query = (
        f"{_ITEMS} WHERE (corpus, key) = (SELECT corpus, key FROM document WHERE id = ?) "
        "ORDER BY list, name, position"
    )
    return list(store.select(KeptItem, query, (document_id,)))
