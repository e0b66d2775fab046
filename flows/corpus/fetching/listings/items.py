"""Items: what a list states about a document, and how that is joined to what the document states itself."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from flows.corpus.metadata import parse_date
from flows.errors import ZhengceError
from flows.records import Document

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MILLISECONDS = re.compile(r"1\d{12}")
_DATES = ("published", "written")
_JOINED = ("title", "published", "written", "publisher", "document_number")
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
    """Fill the document's empty fields from the list. A date that differs between the two gets a note."""
    filled: dict[str, str] = {}
    notes: list[str] = []
    derived = dict(document.metadata.get("derived", {}))
    origins = dict(derived.get("origins", {}))
    for name in _JOINED:
        listed, own = item.fields.get(name, ""), getattr(document, name)
        if listed and not own:
            filled[name], origins[name] = listed, "list"
        elif listed and name in _DATES and not (own.startswith(listed) or listed.startswith(own)):
            notes.append(f"{name}: the list says {listed}, the page {own}")
    metadata = document.metadata
    if filled:
        metadata = {**metadata, "derived": {**derived, "origins": origins}}
    return replace(document, **filled, notes=(*document.notes, *notes), metadata=metadata)
