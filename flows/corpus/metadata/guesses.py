"""Fields of a record that are plainly a title, date or publisher although their names are not accepted."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.fields import Metadata, Record, is_empty, name_field, normalise_name
from flows.corpus.metadata.issuers import are_bodies
from flows.records import Reason
from flows.text.places import list_provinces

_MAX_TITLE = 200
_PROVINCE = ("province", "省份", "省市", "地区")
_OF_A_GOVERNMENT = "政府工作报告"


@cache
def _guesses() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("guessed_names.toml").read_text(encoding="utf-8"))
    return {name: ours for ours, names in table.items() for name in names}


def guess_meaning(name: str, value: object) -> str:
    """Return which of our fields a record's field plainly is, by its name and value, or ""."""
    ours = _guesses().get(normalise_name(name), "")
    return ours if ours and not is_empty(value) and _checked(ours, value) else ""


def _checked(ours: str, value: object) -> str:
    if ours == "published":
        return parse_date(value)
    text = " ".join(str(value).split())
    if ours == "publisher":
        return text if are_bodies(text) else ""
    return text if 1 < len(text) <= _MAX_TITLE else ""


def take_guesses(found: Metadata, record: Record) -> None:
    """Fill a missing title, date or publisher, with a note that names the field."""
    for name, value in record.items():
        ours = guess_meaning(name, value)
        has_date = ours == "published" and found.fields.get("written")
        if ours and not has_date and not found.fields.get(ours):
            found.add(ours, _checked(ours, value), origin="record")
            found.notes.append(_note(ours, name))
    _take_government(found, record)


def _note(ours: str, name: str) -> Reason:
    return Reason("corpus.note_from_field", {"field": name_field(ours), "name": name})


def _take_government(found: Metadata, record: Record) -> None:
    """Use a province's government as the publisher of its work report."""
    if found.fields.get("publisher") or _OF_A_GOVERNMENT not in found.fields.get("title", ""):
        return
    for name, value in record.items():
        if normalise_name(name) in _PROVINCE and value in {one.name for one in list_provinces()}:
            found.add("publisher", f"{value}人民政府", origin="record")
            found.notes.append(_note("publisher", name))
            return
