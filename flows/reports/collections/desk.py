"""The desk of a store: how commands, pages and notebooks use collections and tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.errors import UsageError
from flows.output.bibliography import find_document_and_passage
from flows.reports.collections.members import Member, read_members
from flows.search import Collection, Filters, select_passages
from flows.search.kept import check_circle, check_list, users_of
from flows.store import Store
from flows.store.desk import (
    KeptItem,
    ListName,
    NamedCollection,
    PlacedItem,
    TagCount,
    add_items,
    change_collection,
    change_note,
    create_collection,
    drop_list,
    find_collection,
    find_source,
    list_collections,
    list_items,
    list_tags,
    move_item,
    place_items,
    remove_items,
)
from flows.text import lazy_pattern

# Names occur in queries, addresses and options: letters and digits of any script, and what joins them.
_NAME = lazy_pattern(r"[^\W_][\w .·&+-]{0,63}")
_LONGEST_NOTE = 10_000  # characters


class Desk:
    """Collections and tags of one store, read through `collection`, its store with index and lexicon.

    Members are named by ids of documents or passages, as in `zhengce cite`. All methods raise UsageError for
    an unknown name; those that write raise StoreError for a read-only store.
    """

    def __init__(self, collection: Callable[[], Collection]) -> None:
        self._collection = collection

    @property
    def store(self) -> Store:
        """The store."""
        return self._collection().store

    def collections(self) -> list[NamedCollection]:
        """Return the collections by name."""
        return list_collections(self.store)

    def tags(self) -> list[TagCount]:
        """Return the tags by name."""
        return list_tags(self.store)

    def find(self, name: str) -> NamedCollection:
        """Return a collection by its name."""
        check_list(self.store, "collection", name)
        found = find_collection(self.store, name)
        assert found is not None
        return found

    def members(self, name: str, *, kind: ListName = "collection", limit: int | None = None) -> list[Member]:
        """Return the members of a collection or tag in order, at most `limit`."""
        return self.page(name, kind=kind, limit=limit)[0]

    def page(
        self, name: str, *, kind: ListName = "collection", limit: int | None = None, offset: int = 0
    ) -> tuple[list[Member], int]:
        """Return the members of a collection or tag after the first `offset`, and the total number."""
        check_list(self.store, kind, name)
        return read_members(self._collection(), kind, name, limit, offset)

    def create(self, name: str, *, title: str = "", note: str = "", query: str = "") -> NamedCollection:
        """Create a collection; with a query, it contains the results whenever the collection is used."""
        name = check_name(name)
        if query:
            self._check_query(query)
            check_circle(self.store, name, query)
        if not create_collection(self.store, name, title or name, _read_note(note), query):
            raise UsageError("reports.collection_exists", name=name)
        return self.find(name)

    def describe(
        self, name: str, *, title: str | None = None, note: str | None = None, query: str | None = None
    ) -> NamedCollection:
        """Change title, note or query of a collection; None leaves a field unchanged."""
        found = self.find(name)
        if query:
            if found.members:
                raise UsageError("reports.collection_by_hand", name=name)
            self._check_query(query)
            check_circle(self.store, name, query)
        change_collection(
            self.store,
            name,
            title=title or None,
            note=None if note is None else _read_note(note),
            query=query,
        )
        return self.find(name)

    def users(self, name: str, *, kind: ListName = "collection") -> tuple[list[str], list[str]]:
        """Return the saved searches and the collections whose queries name a collection or tag."""
        return users_of(self.store, kind, name)

    def drop(self, name: str, *, kind: ListName = "collection") -> int:
        """Delete a collection or tag; return how many members it had. The documents stay."""
        check_list(self.store, kind, name)
        return drop_list(self.store, kind, name)

    def add(
        self, name: str, ids: str | Sequence[str], *, kind: ListName = "collection", note: str = ""
    ) -> int:
        """Add documents and passages to a collection or tag, creating it if necessary.

        Returns how many are new; existing members get the note, if one is given.
        """
        name, ids = self.check_target(name, kind=kind), list(dict.fromkeys(_several(ids)))
        items = [self._item(one)._replace(note=_read_note(note)) for one in ids]
        if kind == "collection" and find_collection(self.store, name) is None:
            self.create(name)
        known = {one.public_id: one.item for one in self._placed(kind, name)}
        for place, item in enumerate(items):
            # A member whose document has a new version since is the same member, not another one.
            if there := known.get(self._public_id(ids, place)):
                items[place] = there._replace(note=item.note)
        return add_items(self.store, kind, name, items)

    def check_target(self, name: str, *, kind: ListName = "collection") -> str:
        """Return the name of a list that can have members added, stored or not, in its stored form.

        Raises UsageError for an impossible name, and for a collection by query.
        """
        name = check_name(name)
        found = find_collection(self.store, name) if kind == "collection" else None
        if found and found.query:
            raise UsageError("reports.collection_of_query", name=name)
        return name

    def remove(self, name: str, ids: str | Sequence[str], *, kind: ListName = "collection") -> int:
        """Remove members by id, by number in the list or by mark; return how many."""
        found = [self._member(kind, name, one).id for one in _several(ids)]
        remove_items(self.store, found)
        return len(found)

    def note(self, name: str, member: str, note: str, *, kind: ListName = "collection") -> None:
        """Replace the note of a member, named by id or by number in the list."""
        change_note(self.store, self._member(kind, name, member).id, _read_note(note))

    def move(self, name: str, member: str, place: int) -> None:
        """Move a member of a collection to a place, counted from 1."""
        item = self._member("collection", name, member)
        move_item(self.store, list_items(self.store, "collection", name), item.id, place)

    def _check_query(self, query: str) -> None:
        """Refuse an invalid query, or one that ranks by similarity, which does not define a set."""
        select_passages(self._collection(), query, Filters())

    def _item(self, name: str) -> KeptItem:
        """Return the document or passage that an id names."""
        document, passage = find_document_and_passage(self.store, name)
        found = find_source(self.store, document.id, passage.position if passage else None)
        assert found is not None
        return found

    def _public_id(self, ids: Sequence[str], place: int) -> str:
        document, passage = find_document_and_passage(self.store, ids[place])
        return f"{document.id}-{passage.position}" if passage else document.id

    def _placed(self, kind: ListName, name: str) -> list[PlacedItem]:
        return place_items(self.store, list_items(self.store, kind, name))

    def _member(self, kind: ListName, name: str, member: str) -> KeptItem:
        """Return a member by id, by number in the list or by mark."""
        if check_list(self.store, kind, name):
            raise UsageError("reports.collection_of_query", name=name)
        placed = self._placed(kind, name)
        if marked := [one.item for one in placed if one.item.mark == member]:
            return marked[0]
        if member.isascii() and member.isdecimal() and 1 <= int(member) <= len(placed):
            return placed[int(member) - 1].item
        wanted = {member}
        try:
            document, passage = find_document_and_passage(self.store, member)
            wanted.add(f"{document.id}-{passage.position}" if passage else document.id)
        except UsageError:
            pass  # a member that is gone has only its number
        for one in placed:
            if one.public_id and one.public_id in wanted:
                return one.item
        raise UsageError("reports.no_member", name=name, member=member)


def check_name(name: str) -> str:
    """Return the name of a collection or tag. Raises UsageError for one that can't be typed in a query."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name):
        raise UsageError("reports.collection_name", name=name[:80])
    return name


def _read_note(note: str) -> str:
    return "".join(one for one in note.strip()[:_LONGEST_NOTE] if one.isprintable() or one in "\n\t")


def _several(ids: str | Sequence[str]) -> Sequence[str]:
    """Return ids as a list; a string is a single id."""
    return [ids] if isinstance(ids, str) else ids
