"""Items: what a list states about a document, and how that is joined to what the document states itself."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from flows.corpus.metadata import NOTE_FILE_MADE, add_notes, name_field, parse_date
from flows.errors import ZhengceError
from flows.records import Document, Reason

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MILLISECONDS = re.compile(r"1\d{12}")
_DATES = ("published", "written")
_JOINED = ("title", "published", "written", "publisher", "document_number")
_GUESSED = ("address", "file name")
_OF_ADDRESS, _OF_DOCUMENT = "corpus.by_address", "corpus.by_document"
_BEIJING = timedelta(hours=8)


class ListError(ZhengceError):
    """A list can't be read: another format than declared, or no items at the place declared."""


class MissingPageError(ListError):
    """The answer states that the page or list does not exist: the end of pages that are counted up."""


@dataclass(frozen=True, slots=True)
class Item:
    """A listed document.

    `fields` are our fields as listed (dates in ISO). `record` is the item's record if the list holds the text
    itself.
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

    Milliseconds since 1970 count as dates; other non-dates go.
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
        # Such services mean midnight in Beijing.
        moment = datetime.fromtimestamp(value / 1000, UTC) + _BEIJING
        return moment.date().isoformat()
    return parse_date(clean_value(value))


def join_listed(document: Document, item: Item) -> Document:
    """Fill the document's empty fields from the list.

    The list's date takes precedence over one that was only guessed: from the address, or from the day on
    which the file was made. Any other date that differs between the two gets a note.
    """
    document = _drop_date_of_file(document, item)
    filled: dict[str, str] = {}
    notes: list[Reason] = []
    derived = dict(document.metadata.get("derived", {}))
    origins = dict(derived.get("origins", {}))
    for name in _JOINED:
        listed, own = item.fields.get(name, ""), getattr(document, name)
        if not listed or (name not in _DATES and own):
            continue
        differs = bool(own) and not (own.startswith(listed) or listed.startswith(own))
        is_guess = origins.get(name) in _GUESSED
        if differs:
            origin = {"code": _OF_ADDRESS if is_guess else _OF_DOCUMENT, "values": {}}
            values = {"field": name_field(name), "listed": listed, "origin": origin, "own": own}
            notes.append(Reason("corpus.note_list_date", values))
        if not own or (is_guess and not own.startswith(listed)):
            filled[name], origins[name] = listed, "list"
    metadata = document.metadata
    if filled:
        metadata = {**metadata, "derived": {**derived, "origins": origins}}
    return add_notes(replace(document, **filled, notes=document.notes, metadata=metadata), notes)


def _drop_date_of_file(document: Document, item: Item) -> Document:
    """Return a document without the day on which its file was made where the list has a date."""
    derived = document.metadata.get("derived", {})
    origins = derived.get("origins", {})
    if origins.get("published") != "file created" or not any(item.fields.get(name) for name in _DATES):
        return document
    coded = derived.get("notes", [])
    kept = [number for number, note in enumerate(coded) if note["code"] != NOTE_FILE_MADE]
    rest = {
        **derived,
        "origins": {name: origin for name, origin in origins.items() if name != "published"},
        "notes": [coded[number] for number in kept],
    }
    notes = tuple(document.notes[number] for number in kept)
    return replace(document, published="", notes=notes, metadata={**document.metadata, "derived": rest})
