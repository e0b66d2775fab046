"""Sort the fields of records and header tables into ours, by their names in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import isnan
from pathlib import Path
from typing import Any

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.numbers import tidy_number
from flows.records import Reason
from flows.text import has_han, lazy_pattern, simplify

# A record as in its file: JSON values by name.
Record = Mapping[str, Any]

_PUNCTUATION = lazy_pattern(r"[\s\u3000_\-:：.·/\u200b-\u200f\ufeff]+")
_ZERO_WIDTH = lazy_pattern(r"[\u200b-\u200f\u2060\ufeff]")
_PATH = lazy_pattern(r"[\w.-]/[\w.-]*[A-Za-z]|\.(?:md|html?|txt|jsonl?|pdf|docx?)$")
_NOTHING = ("", "nan", "none", "null")
_YEAR_ONLY = ("year", "年份", "年")
_DATES = ("published", "written")
_SINGLE = ("url", "language", "id")  # of a list, the first value is used
_NAMES_OF_OBJECTS = ("name", "title", "zh", "en", "value")
NOTE_NO_DATE = "corpus.note_no_date"
_FIELD_NAMES = {
    "published": "corpus.field_published",
    "written": "corpus.field_written",
    "title": "corpus.field_title",
    "publisher": "corpus.field_publisher",
}


def name_field(name: str) -> object:
    """Return the name of one of our fields as a value of a note."""
    code = _FIELD_NAMES.get(name)
    return {"code": code, "values": {}} if code else name


@dataclass(slots=True)
class Metadata:
    """The known data about a document besides its text.

    `fields` are ours by name, `origins` their sources (record, table, meta, page, text, address, list), and
    `extra` keeps every other field, as JSON values.
    """

    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    notes: list[Reason] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: str, *, overwrite: bool = False, origin: str = "") -> None:
        """Set a field if it has no value yet, or with `overwrite`. An empty value changes nothing."""
        if value and (overwrite or not self.fields.get(name)):
            self.fields[name] = value
            if origin:
                self.origins[name] = origin

    def add_from_text(self, name: str, value: str) -> None:
        """Set a field that was found in the text, and record that."""
        self.add(name, value, origin="text")
        self.mark_from_text(name)

    def mark_from_text(self, name: str) -> None:
        """Record that a field was found in the text."""
        self.extra.setdefault("from_text", []).append(name)


@cache
def field_names() -> dict[str, tuple[str, ...]]:
    """Return our fields with the names that published data use for them, the preferred ones first."""
    return {ours: tuple(names) for ours, names in _read_table("field_names.toml").items()}


@cache
def _field_of() -> dict[str, str]:
    return {name: ours for ours, names in field_names().items() for name in names}


@cache
def header_labels() -> dict[str, tuple[str, ...]]:
    """Return the labels of the official metadata table: `everywhere`, only `in_tables`, only `in_text`."""
    return {place: tuple(labels) for place, labels in _read_table("header_labels.toml").items()}


@cache
def _table_labels() -> frozenset[str]:
    return frozenset((*header_labels()["everywhere"], *header_labels()["in_tables"]))


def _read_table(name: str) -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def normalise_name(name: str) -> str:
    """Fold a field or label name for comparison: `標　　題：` and `Pub-Date` to `标题` and `pubdate`."""
    return _PUNCTUATION.sub("", simplify(name)).lower()


def is_header_label(text: str) -> bool:
    """Return whether a table cell is a label of the official metadata table."""
    return normalise_name(text) in _table_labels()


def read_fields(record: Record, mapping: Mapping[str, str] | None = None) -> Metadata:
    """Sort the fields of a record into ours by name.

    `mapping` (theirs to ours) takes precedence over known names.

    Of two fields with one meaning, the one listed first in `field_names` is used. The other stays in `extra`,
    as does every unknown field. A date that can't be read gives a note and stays in `extra`.
    """
    found = Metadata()
    chosen = _choose_names(record, mapping or {})
    for ours, name in chosen.items():
        _take(found, ours, name, record[name])
    used = set(chosen.values())
    found.extra.update({name: value for name, value in record.items() if name not in used})
    if not found.fields.get("published") and not found.fields.get("written"):
        year = next((value for name, value in record.items() if normalise_name(name) in _YEAR_ONLY), None)
        if year is not None:
            found.add("published", parse_date(str(year)))
    return found


def _choose_names(record: Record, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return, for each of our fields, the name in the record that it is read from."""
    ranked: dict[str, tuple[int, str]] = {}
    for name, value in record.items():
        ours = mapping.get(name) or meaning_of(name)
        if not ours or is_empty(value):
            continue
        if ours == "publisher" and str(value).startswith(("http://", "https://")):
            ours = "url"  # a `source` with an address
        if ours == "publisher" and _PATH.search(str(value)):
            continue  # a file or a repository is not a publisher
        rank = -1 if name in mapping else _rank(ours, name)
        if ours not in ranked or rank < ranked[ours][0]:
            ranked[ours] = (rank, name)
    return {ours: name for ours, (_, name) in ranked.items()}


def meaning_of(name: str) -> str:
    """Return which of our fields a name means, or ""."""
    return _field_of().get(normalise_name(name), "")


def as_list(value: Any) -> list[Any]:
    """Return a list unchanged, and any other value as a list of one."""
    if isinstance(value, list):
        return value
    return [value]


def is_empty(value: object) -> bool:
    """Return whether a value means nothing.

    Tables write an empty cell to JSON as NaN; programs print it as "nan" or "None".
    """
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING
    return value in (None, [], {}) or (isinstance(value, float) and isnan(value))


def _rank(ours: str, name: str) -> int:
    names, folded = field_names()[ours], normalise_name(name)
    return (*names, folded).index(folded)


def _take(found: Metadata, ours: str, name: str, value: object) -> None:
    if ours == "text":
        found.add(ours, _as_text(value))
    elif ours not in _DATES:
        single = value[0] if ours in _SINGLE and isinstance(value, list) and value else value
        line = " ".join(_ZERO_WIDTH.sub("", _as_line(single)).split())
        found.add(ours, line)
        if not line:
            found.extra[name] = value
    elif iso := parse_date(_as_line(value) if isinstance(value, list | Mapping) else value):
        found.add(ours, iso)
    else:
        found.notes.append(Reason(NOTE_NO_DATE, {"name": name, "value": str(value)[:40]}))
        found.extra[name] = value


def _as_line(value: object) -> str:
    """Return a value on one line: the joined values of a list, or the name of an object."""
    if isinstance(value, Mapping):
        named = (value.get(name) for name in _NAMES_OF_OBJECTS)
        return _as_line(next(filter(None, named), ""))
    if isinstance(value, list):
        parts = list(filter(None, map(_as_line, value)))
        return ("；" if has_han("".join(parts)) else "; ").join(parts)
    return "" if value is None else str(value)


def _as_text(value: object) -> str:
    """Return a text, or a list of paragraphs joined by line breaks; "" for any other value."""
    parts = as_list(value)
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(parts):
        return ""
    return "\n".join(texts)


def read_header_pairs(pairs: Iterable[tuple[str, str]]) -> Metadata:
    """Read the label and value pairs of an official metadata table.

    The table is kept as `extra["header"]`.
    """
    header = {
        normalise_name(label): " ".join(value.split()) for label, value in pairs if is_header_label(label)
    }
    found = read_fields(header)
    found.fields.pop("id", None)
    if number := found.fields.get("document_number"):
        found.fields["document_number"] = tidy_number(number)
    found.extra.clear()
    if header:
        found.extra["header"] = header
    return found


def has_date_field(record: Record) -> bool:
    """Return whether a record has a date field that is not empty; null says that the date is unknown."""
    return any(
        meaning_of(name) in _DATES and (value is None or not is_empty(value))
        for name, value in record.items()
    )
