"""Refuse values of filters and fields that no stored passage has: they are mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.corpus.metadata import state_names
from flows.errors import UsageError, unknown_value
from flows.search.collection import Collection
from flows.search.grammar import list_fields, parse
from flows.search.parts import entity_keys
from flows.search.request import PLAIN_FILTERS, STATE_FIELDS, Filters, field_of
from flows.search.suggestions import did_you_mean, nearest, suggest_names
from flows.store import choose_publishers, find_publishers
from flows.store.facts import entity_surfaces, is_label
from flows.store.fulltext import FullText
from flows.text import names_alone

_CHECKED = (*PLAIN_FILTERS, "publisher", "entity", *STATE_FIELDS)
_CHECKED_FIELDS = (*_CHECKED, "sure")
_LABELS = ("strategy", "instrument")
_LISTED, _LISTED_LENGTH = 14, 200  # limits of the known values in a message: number and characters
_SHOWN = 5
_OTHER_LABELS = {
    "strategy": ("instrument", "search.an_instrument"),
    "instrument": ("strategy", "search.a_strategy"),
}


def check_values(collection: Collection, filters: Filters, query: str = "") -> None:
    """Raise UsageError for a value of a filter, or of a field in the query, that no stored passage has.

    Terms are checked when they are looked up in the lexicon.
    """
    given = [*_filter_values(filters), *_field_values(query)]
    if not given:
        return
    index = collection.index
    for name, value, column in given:
        (found,) = collection.read_values(name, [value])
        if name == "entity":
            _check_entity(collection, value, column)
        elif name in STATE_FIELDS:
            _check_state(index, name, value, found, column)
        elif name == "sure":
            _check_sure(index, found, column)
        elif not _is_known(index, name, found, is_part=bool(column)):
            raise _no_such_value(index, name, found, column, ())


def check_label(collection: Collection, kind: str, label: str) -> None:
    """Raise UsageError for a strategy or instrument (`kind`) that no stored passage was weighed for."""
    index = collection.index
    if not _is_known(index, kind, label, is_part=False):
        _refuse_other_label(index, "search.other_label", kind, label)
        raise unknown_value(kind, label, show_known(label, _known_values(index, kind)))


def check_entity(collection: Collection, name: str) -> None:
    """Raise UsageError for a name missing from the lexicon that no stored passage mentions."""
    _check_entity(collection, name, 0)


def show_known(value: str, known: Iterable[str]) -> list[str]:
    """Return the known values of a field; of many, only those near the typed one, and their number."""
    names = sorted(known)
    if not names:
        return []
    if len(names) <= _LISTED and sum(map(len, names)) <= _LISTED_LENGTH:
        return names
    shown = nearest(value, names) or sorted(names, key=len)[:_SHOWN]
    return [*shown, f"… ({len(names):,})"]


def _no_such_value(index: FullText, name: str, value: str, column: int, others: Iterable[str]) -> UsageError:
    """Return the error for a value that no passage has; it lists the existing values and `others`."""
    _refuse_other_label(
        index, "search.other_field_value" if column else "search.other_value", name, value, column
    )
    shown = show_known(value, {*_known_values(index, field_of(name)), *others})
    return unknown_value(name, value, shown, column=column)


def _refuse_other_label(index: FullText, code: str, name: str, value: str, column: int = 0) -> None:
    """Raise UsageError if a value of a strategy is an instrument's (rd_support), or the other way round."""
    other, kind = _OTHER_LABELS.get(name, ("", ""))
    if other and _is_known(index, other, value, is_part=False):
        is_kind = {"code": kind, "values": {}}
        raise UsageError(code, name=name, value=value, column=column, other=other, kind=is_kind)


def _known_values(index: FullText, field: str) -> dict[str, int]:
    return index.count_values(index.all_of([]), [field]).values[field]


def _check_state(index: FullText, name: str, typed: str, value: str, column: int) -> None:
    """Raise UsageError for a status, level or kind that is unknown and that no document has.

    `value` is the meaning of the `typed` word. A word known to this field is not an error even if no document
    has it: perhaps nothing is repealed here.
    """
    known = state_names()[name]
    if value not in known and not index.has_value(STATE_FIELDS[name], value):
        raise _no_such_value(index, name, typed, column, known)


def _check_sure(index: FullText, value: str, column: int) -> None:
    """Raise UsageError if a value is neither a strategy nor an instrument that passages were weighed for."""
    if not any(_is_known(index, kind, value, is_part=False) for kind in _LABELS):
        known = {label for kind in _LABELS for label in _known_values(index, kind)}
        raise unknown_value("sure", value, show_known(value, known), column=column)


def _check_entity(collection: Collection, name: str, column: int) -> None:
    lexicon = collection.lexicon
    keys = entity_keys(lexicon, name)
    if lexicon.look_up(name) or any(entity_surfaces(collection.store, key) for key in keys):
        return
    if any(collection.index.has_value("entity", key) for key in keys):
        return
    hint = did_you_mean(suggest_names(collection.store, name))
    where = f"column {column}: " if column else ""
    raise UsageError("search.no_entity", where=where, name=name, hint=hint)


def _is_known(index: FullText, name: str, value: str, *, is_part: bool) -> bool:
    """Return whether a passage has a value, or has been weighed for it.

    In a field of a query, part of a publisher's name is enough.
    """
    if index.has_value(name, value) or is_label(index.store, name, value):
        return True
    if name != "publisher":
        return False
    if is_part and not names_alone(value):
        return bool(find_publishers(index.store, value))
    return choose_publishers(index.store, [value]) != [value]


def _filter_values(filters: Filters) -> Iterator[tuple[str, str, int]]:
    for name in _CHECKED:
        yield from ((name, value, 0) for value in getattr(filters, name))


def _field_values(query: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, value and column of the fields in a query with a known set of values."""
    if ":" not in query and "：" not in query:
        return
    for field in list_fields(parse(query)):
        if field.name in _CHECKED_FIELDS:
            yield field.name, field.value, field.column
