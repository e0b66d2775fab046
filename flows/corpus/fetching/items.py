"""Items: what a list says about a document before it is read, and how that is joined to what the document says itself."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.corpus.metadata import parse_date
from flows.records import Document

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DATES = ("published", "written")


class ListError(Exception):
    """A list can't be read: not the format that the manifest names, or nothing where the manifest says that items stand."""


class MissingPageError(ListError):
    """The answer says that there is no such page or list: the end, where pages are counted up."""


@dataclass(frozen=True, slots=True)
class Item:
    """A listed document: its address, our fields as listed (dates in ISO), and its record where the list holds the text itself."""

    address: str
    fields: Mapping[str, str] = field(default_factory=dict)
    record: Mapping[str, object] | None = None


def clean_value(value: object) -> str:
    """Return a listed value as text: without tags (`<em>` about a search term), entities and runs of white space."""
    if value is None or isinstance(value, dict | bool):
        return ""
    if isinstance(value, list):
        return "、".join(filter(None, map(clean_value, value)))
    return " ".join(html.unescape(_TAG.sub("", str(value))).replace("\u200b", "").split())


def clean_fields(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the filled fields, cleaned; dates in ISO, those that are none left out. Milliseconds since 1970 are dates, too."""
    found: dict[str, str] = {}
    for name, value in fields.items():
        text = _read_date(value) if name in _DATES else clean_value(value)
        if text:
            found[name] = text
    return found


def _read_date(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"1\d{12}", value.strip()):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 10**11 < value < 4 * 10**12:
        from datetime import UTC, datetime, timedelta

        return (
            (datetime.fromtimestamp(value / 1000, UTC) + timedelta(hours=8)).date().isoformat()
        )  # midnight in Beijing
    return parse_date(clean_value(value))


def join_listed(document: Document, item: Item) -> Document:
    """Fill what the document does not say from the list; where both speak of a date and differ, a note says so."""
    filled: dict[str, str] = {}
    notes: list[str] = []
    derived = dict(document.metadata.get("derived", {}))
    origins = dict(derived.get("origins", {}))
    for name in ("title", "published", "written", "publisher", "document_number"):
        listed, own = item.fields.get(name, ""), getattr(document, name)
        if listed and not own:
            filled[name], origins[name] = listed, "list"
        elif listed and name in _DATES and not (own.startswith(listed) or listed.startswith(own)):
            notes.append(f"{name}: the list says {listed}, the page {own}")
    metadata = (
        {**document.metadata, "derived": {**derived, "origins": origins}} if filled else document.metadata
    )
    return replace(document, **filled, notes=(*document.notes, *notes), metadata=metadata)
