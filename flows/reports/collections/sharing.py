"""A collection as JSON for another store: a colleague's has the same documents under other keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from flows.errors import UsageError
from flows.reports.collections.desk import Desk, check_name
from flows.store.desk import KeptItem, add_items, list_items, place_items

_FORMAT = "zhengce collection 1"
_TEXTS = ("corpus", "key", "content_id", "title", "text", "note")
_NUMBERS = ("position", "start", "end")
_LONGEST = 200_000  # characters of a passage
_MOST = 100_000  # members


class Received(NamedTuple):
    """A received collection: the number of its members, and how many of them are in this store."""

    name: str
    members: int
    found: int


def share(desk: Desk, name: str) -> str:
    """Return a collection as JSON: its query, or its members by content, place and text."""
    found = desk.find(name)
    items = list_items(desk.store, "collection", name)
    members = [{field: getattr(item, field) for field in (*_TEXTS, *_NUMBERS)} for item in items]
    about = {name: getattr(found, name) for name in ("name", "title", "note", "query")}
    return json.dumps({"format": _FORMAT, **about, "members": members}, ensure_ascii=False, indent=1) + "\n"


def create_shared(desk: Desk, text: str, *, name: str = "") -> Received:
    """Create a collection from JSON that `share` returned, under its own name or another.

    Members that this store lacks are kept, and found once their documents are stored. Raises UsageError if
    `text` is not such JSON, and if the name is taken.
    """
    try:
        shared = json.loads(text)
    except (ValueError, RecursionError):
        raise UsageError("reports.not_shared") from None
    if not isinstance(shared, dict) or shared.get("format") != _FORMAT:
        raise UsageError("reports.not_shared")
    members = shared.get("members")
    if not isinstance(members, list) or len(members) > _MOST:
        raise UsageError("reports.not_shared")
    items = [_read_item(member) for member in members]
    about = {field: str(shared.get(field, "")) for field in ("title", "note", "query")}
    name = check_name(name or str(shared.get("name", "")))
    desk.create(name, **about)
    add_items(desk.store, "collection", name, items)
    placed = place_items(desk.store, list_items(desk.store, "collection", name))
    return Received(name, len(placed), sum(one.state != "gone" for one in placed))


def _read_item(member: object) -> KeptItem:
    """Return a member: a whole document or a passage. Raises UsageError for anything else."""
    if not isinstance(member, Mapping):
        raise UsageError("reports.not_shared")
    texts = {field: member.get(field, "") for field in _TEXTS}
    numbers = {field: member.get(field, 0) for field in _NUMBERS}
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts.values()):
        raise UsageError("reports.not_shared")
    if not all(type(number) is int and -1 <= number < 2**31 for number in numbers.values()):
        raise UsageError("reports.not_shared")
    return KeptItem(id=0, list="", name="", place=0, added="", **texts, **numbers)
