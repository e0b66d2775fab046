"""Describe a document by all its metadata (level, kind, validity), and find contradictions in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flows.corpus.metadata.dates import find_date_in_address, parse_date
from flows.corpus.metadata.fields import NOTE_NO_DATE
from flows.corpus.metadata.issuers import split_issuers
from flows.corpus.metadata.kinds import issued_kind, kind_issued_in_full, kind_of
from flows.corpus.metadata.states import level_of_record, read_site
from flows.errors import format_message
from flows.records import Document, Reason
from flows.text import lazy_pattern, simplify
from flows.text.places import level_of_issuer

_VALIDITY = (
    ("not_yet", lazy_pattern("尚未(?:生效|施行|实施)|未生效")),
    ("amended", lazy_pattern("已?被?修(?:改|订|正)|部分(?:失效|废止|有效)")),
    ("repealed", lazy_pattern("废止")),
    ("expired", lazy_pattern("失效|过期|停止执行")),
    ("in_force", lazy_pattern("有效|现行|继续执行")),
)
_STATUS_LABELS = ("有效性", "文件状态", "效力", "时效性")
_NUMBER_YEAR = lazy_pattern(r"[〔\[【（(]\s*(20\d{2})\s*[〕\]】）)]\s*第?\s*\d{1,5}\s*号")
# The years of events that policy texts mention as past. Mentions of an event to come (迎接党的二十大) do not
# count.
_CONGRESSES = {"十七": 2007, "十八": 2012, "十九": 2017, "二十": 2022}
_PLENUMS = {
    "十七": (2007, 2008, 2008, 2009, 2010, 2011, 2012),
    "十八": (2012, 2013, 2013, 2014, 2015, 2016, 2017),
    "十九": (2017, 2018, 2018, 2019, 2020, 2021, 2022),
    "二十": (2022, 2023, 2024, 2025),
}
_PLENUM_NUMBERS = "一二三四五六七"
_CONGRESS = lazy_pattern(
    r"(?<!迎接)(?<!喜迎)(?<!迎)党的(十[七八九]|二十)大"
    r"(?:以来|精神|报告|作出|提出|指出|强调|明确|和(?:十[七八九]|二十)届)"
)
_PLENUM = lazy_pattern(
    r"(十[七八九]|二十)届([一二三四五六七])中全会(?:精神|以来|通过|审议|提出|作出|《|强调|明确|指出)"
)
NOTE_FILE_MADE = "corpus.note_file_made"
_CLOSE_DAYS = 45  # a moved page may keep its first date in its address for up to this long

# Data beyond the fields, as JSON values by name.
Description = dict[str, Any]


def describe(fields: Mapping[str, str], extra: Mapping[str, object], text: str = "") -> Description:
    """Return what the metadata show beyond the fields, without empty values.

    These are `kind`, `issued_kind`, `issuers` (if several), `level` (by the issuer's name, by the category of
    a record of laws, or by the name of a national law), `site` (with a level if there is no other) and
    `validity`. News that a document was issued are a notice if they contain all of it.
    """
    title = fields.get("title", "")
    header = extra.get("header")
    found: Description = {"kind": kind_of(title), "issued_kind": issued_kind(title)}
    if issued := kind_issued_in_full(title, text):
        found |= {"kind": "notice", "issued_kind": issued}
    names = split_issuers(fields.get("publisher", ""))
    if len(names) > 1:
        found["issuers"] = names
    if isinstance(header, dict):
        found["validity"] = read_validity(header)
    found["level"] = level_of_issuer(fields.get("publisher", "")) or level_of_record(extra, title)
    found["site"] = read_site(extra.get("meta"), found["level"])
    return {name: value for name, value in found.items() if value}


def read_validity(header: Mapping[str, str]) -> dict[str, str]:
    """Return the `status`, `from` and `until` of an official metadata table, without empty values.

    The status is in_force, amended, expired, repealed or not_yet; the dates are ISO.
    """
    given = simplify(next((header[label] for label in _STATUS_LABELS if header.get(label)), ""))
    found = {
        "status": next((name for name, pattern in _VALIDITY if pattern.search(given)), ""),
        "from": parse_date(header.get("实施日期", "")),
        "until": parse_date(header.get("失效日期", "")),
    }
    return {name: value for name, value in found.items() if value}


def add_notes(document: Document, notes: Iterable[Reason]) -> Document:
    """Return a document with further notes: as English sentences, and as codes and values in `derived`.

    Exports contain the sentences; the codes let `show_notes` show the notes in another locale.
    """
    if not (added := list(notes)):
        return document
    derived = dict(document.metadata.get("derived", {}))
    derived["notes"] = [*derived.get("notes", []), *(note.as_value() for note in added)]
    sentences = (*document.notes, *(note.message() for note in added))
    return replace(document, notes=sentences, metadata={**document.metadata, "derived": derived})


def unread_dates(document: Document) -> list[str]:
    """Return the values in a document's date fields that could not be read as dates."""
    notes = document.metadata.get("derived", {}).get("notes", [])
    return [str(note["values"]["value"]) for note in notes if note["code"] == NOTE_NO_DATE]


def drop_notes(document: Document, is_dropped: Callable[[Mapping[str, Any]], bool]) -> Document:
    """Return a document without the notes for which `is_dropped` is true."""
    derived = document.metadata.get("derived", {})
    coded = derived.get("notes", [])
    kept = [number for number, note in enumerate(coded) if not is_dropped(note)]
    if len(kept) == len(coded):
        return document
    rest = {**derived, "notes": [coded[number] for number in kept]}
    notes = tuple(document.notes[number] for number in kept)
    return replace(document, notes=notes, metadata={**document.metadata, "derived": rest})


def show_notes(notes: Sequence[str], metadata: Mapping[str, Any], locale: str = "en") -> list[str]:
    """Return the notes of a document in a locale.

    For a document that was read before notes had codes, these are its sentences, which are English.
    """
    coded = metadata.get("derived", {}).get("notes", [])
    if len(coded) != len(notes):
        return list(notes)
    return [format_message(note["code"], note["values"], locale) for note in coded]


def find_disagreements(
    fields: Mapping[str, str], text: str, address: str, signed: str = "", named: str = ""
) -> list[Reason]:
    """Return notes on dates that contradict each other.

    `signed` is the date of the signature, `named` that of the file name; both are ISO or "".
    """
    published, written = fields.get("published", ""), fields.get("written", "")
    latest = published or written
    notes = [*_compare_dates(published, written, find_date_in_address(address), signed, named)]
    if latest:
        notes += _compare_with_events(latest, text)
    return notes


def _compare_dates(
    published: str, written: str, in_address: str, signed: str, named: str
) -> Iterator[Reason]:
    if published and in_address and days_apart(published, in_address) > _CLOSE_DAYS:
        yield Reason("corpus.note_address_date", {"address": in_address, "published": published})
    known = [value for value in (published, written) if value]
    if named and known and all(days_apart(value, named) > _CLOSE_DAYS for value in known):
        yield Reason("corpus.note_named_date", {"named": named, "known": known[0]})
    if len(written) == len(published) == 10 and written > published:
        yield Reason("corpus.note_written_later", {"written": written, "published": published})
    if written and signed and days_apart(written, signed) > 0:
        yield Reason("corpus.note_signed", {"written": written, "signed": signed})


def _compare_with_events(latest: str, text: str) -> Iterator[Reason]:
    """Yield notes on later years that a text mentions as past."""
    year = int(latest[:4])
    years = set(_NUMBER_YEAR.findall(text))
    if years and int(max(years)) > year:
        yield Reason("corpus.note_number_year", {"date": latest, "year": max(years)})
    if later := [(held, name) for name, held in _events(text) if held > year]:
        held, name = max(later)
        yield Reason("corpus.note_event_year", {"date": latest, "name": name, "year": str(held)})


def _events(text: str) -> Iterator[tuple[str, int]]:
    """Yield the party congresses and plenums that a text mentions as past, with their years."""
    for match in _CONGRESS.finditer(text):
        yield f"党的{match[1]}大", _CONGRESSES[match[1]]
    for match in _PLENUM.finditer(text):
        number = _PLENUM_NUMBERS.index(match[2])
        if number < len(years := _PLENUMS[match[1]]):
            yield f"{match[1]}届{match[2]}中全会", years[number]


def days_apart(one: str, other: str) -> int:
    """Return the days between two ISO dates; 0 if the shorter one (a month, a year) contains the longer."""
    if one.startswith(other) or other.startswith(one):
        return 0
    return abs((_first_day(one) - _first_day(other)).days)


def _first_day(value: str) -> date:
    return date.fromisoformat((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])
