"""Items: what a list states about a document, joined with what the document itself states."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from flows.corpus.fetching.markup import ListError
from flows.corpus.metadata import (
    NOTE_FILE_MADE,
    add_notes,
    days_apart,
    drop_notes,
    find_disagreements,
    name_field,
    parse_date,
)
from flows.records import Document, Reason
from flows.text import lazy_pattern

_TAG = lazy_pattern(r"</?[a-zA-Z][^<>]*>")
_MILLISECONDS = lazy_pattern(r"1\d{12}")
_DATES = ("published", "written")
_JOINED = ("title", "published", "written", "publisher", "document_number")
_CLOSE_DAYS = 3  # between the date in an address and that of the list, which then mean the same day
_OF_ADDRESS, _OF_DOCUMENT = "corpus.by_address", "corpus.by_document"
_BEIJING = timedelta(hours=8)


class MissingPageError(ListError):
    """The answer states that the page or list does not exist: the end of pages read by number."""


@dataclass(frozen=True, slots=True)
class Item:
    """A listed document.

    `fields` are our fields as listed (dates in ISO). `record` is the item's record if the list contains the
    text itself.
    """

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, object] | None = None


def clean_value(value: object) -> str:
    """Return a value as text without tags (`<em>` around a search term), entities and runs of white space."""
    if value is None or isinstance(value, dict | bool):
        return ""
    if isinstance(value, list):
        return "、".join(filter(None, map(clean_value, value)))
    return " ".join(html.unescape(_TAG.sub("", str(value))).replace("\u200b", "").split())


def clean_fields(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the filled fields, cleaned, with dates in ISO.

    Milliseconds since 1970 count as dates; other values that are not dates are dropped.
    """
    found: dict[str, str] = {}
    for name, value in fields.items():
        text = _read_date(value) if name in _DATES else clean_value(value)
        if text:
            found[name] = text
    return found


def _read_date(value: object) -> str:
    if isinstance(value, str) and _MILLISECONDS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 10**11 < value < 4 * 10**12:
        # Services that send such values mean midnight in Beijing.
        moment = datetime.fromtimestamp(value / 1000, UTC) + _BEIJING
        return moment.date().isoformat()
    return parse_date(clean_value(value))


def join_listed(document: Document, item: Item) -> Document:
    """Fill the document's empty fields from the list, and note dates that differ.

    A listed date takes precedence over the same field guessed from the address, unless both mean the same
    day, and over the day on which the file was made. It does not replace the document's own date. The date of
    the last change counts only for a document without a date.
    """
    listed = _list_fields(document, item)
    joined = _fill(_drop_date_of_file(document, listed), listed)
    if (joined.published, joined.written) == (document.published, document.written):
        return joined
    return _compare_again(joined, document.date)


def _list_fields(document: Document, item: Item) -> Mapping[str, str]:
    """Return the listed fields, without a date of change if the document has any date."""
    if item.fields.get("updated") and document.date:
        return {name: value for name, value in item.fields.items() if name != "published"}
    return item.fields


def _fill(document: Document, listed: Mapping[str, str]) -> Document:
    filled: dict[str, str] = {}
    notes: list[Reason] = []
    derived = dict(document.metadata.get("derived", {}))
    origins = dict(derived.get("origins", {}))
    for name in _JOINED:
        value, own = listed.get(name, ""), getattr(document, name)
        if not value or (name not in _DATES and own):
            continue
        is_guess = origins.get(name) == "address"
        if own and not (own.startswith(value) or value.startswith(own)):
            origin = {"code": _OF_ADDRESS if is_guess else _OF_DOCUMENT, "values": {}}
            values = {"field": name_field(name), "listed": value, "origin": origin, "own": own}
            notes.append(Reason("corpus.note_list_date", values))
        if not own or (is_guess and _is_better(value, own)):
            filled[name], origins[name] = value, "list"
    metadata = document.metadata
    if filled:
        metadata = {**metadata, "derived": {**derived, "origins": origins}}
    return add_notes(replace(document, **filled, notes=document.notes, metadata=metadata), notes)


def _is_better(listed: str, guessed: str) -> bool:
    """Return whether a listed date differs from the one in the address, or is more exact.

    Sites often list a page a day or two after they made it. Both are then the date of publication.
    """
    if listed.startswith(guessed):
        return listed != guessed
    return days_apart(listed, guessed) > _CLOSE_DAYS


def _compare_again(document: Document, former: str) -> Document:
    """Return a document with notes on its present date instead of its former one."""
    kept = drop_notes(document, lambda note: bool(former) and note["values"].get("date") == former)
    fields = {name: getattr(document, name) for name in _DATES}
    found = find_disagreements(fields, document.text, "")
    return add_notes(kept, [note for note in found if note.message() not in kept.notes])


def _drop_date_of_file(document: Document, listed: Mapping[str, str]) -> Document:
    """Return a document without the day on which its file was made, if the list has a date."""
    derived = document.metadata.get("derived", {})
    origins = derived.get("origins", {})
    if origins.get("published") != "file created" or not any(listed.get(name) for name in _DATES):
        return document
    kept = {name: origin for name, origin in origins.items() if name != "published"}
    metadata = {**document.metadata, "derived": {**derived, "origins": kept}}
    return drop_notes(
        replace(document, published="", metadata=metadata), lambda note: note["code"] == NOTE_FILE_MADE
    )
