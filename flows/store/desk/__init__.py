"""The desk: collections and tags of documents and passages, kept in the store, and the history beside it."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.desk.history import HistoryEntry, add_history, clear_history, read_history
    from flows.store.desk.items import KeptItem, ListName, NamedCollection, TagCount
    from flows.store.desk.keeping import (
        add_items,
        change_collection,
        change_note,
        create_collection,
        drop_list,
        find_source,
        move_item,
        remove_items,
    )
    from flows.store.desk.places import (
        ItemState,
        PlacedItem,
        chosen_rows,
        documents_of_rows,
        place_items,
        rows_of_documents,
    )
    from flows.store.desk.reading import (
        desk_number,
        find_collection,
        list_collections,
        list_items,
        list_tags,
        tags_of,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "HistoryEntry",
    "ItemState",
    "KeptItem",
    "ListName",
    "NamedCollection",
    "PlacedItem",
    "TagCount",
    "add_history",
    "add_items",
    "change_collection",
    "change_note",
    "chosen_rows",
    "clear_history",
    "create_collection",
    "desk_number",
    "documents_of_rows",
    "drop_list",
    "find_collection",
    "find_source",
    "list_collections",
    "list_items",
    "list_tags",
    "move_item",
    "place_items",
    "read_history",
    "remove_items",
    "rows_of_documents",
    "tags_of",
]
