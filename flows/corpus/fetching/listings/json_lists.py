"""Services that list documents in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flows.corpus.fetching.addresses import resolve_link
from flows.corpus.fetching.declaration import JsonFetch
from flows.corpus.fetching.listings.items import Item, MissingPageError, clean_fields, clean_value
from flows.corpus.fetching.markup import ListError
from flows.corpus.metadata import as_list
from flows.text import lazy_pattern

_CALLBACK = lazy_pattern(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_PLACE = lazy_pattern(r"\{([^{}]+)\}")
_SHOWN_KEYS = 8


def read_json_list(body: bytes, fetch: JsonFetch) -> list[Item]:
    """Return the items of one answer.

    Raises ListError if it is not JSON, and MissingPageError if there is no list at the paths.
    """
    text = body.decode("utf-8-sig", "replace")
    if match := _CALLBACK.match(text):  # JSONP
        text = match[1]
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        raise ListError("corpus.list_not_json", start=" ".join(text[:60].split())) from None
    paths = as_list(fetch.items)
    lists = [found for path in paths if isinstance(found := walk(answer, path), list)]
    if not lists:
        raise MissingPageError("corpus.no_list_in_answer", paths=" or ".join(paths), keys=_shown_keys(answer))
    items = (_read_item(record, fetch) for found in lists for record in found if isinstance(record, dict))
    return [item for item in items if item]


def _shown_keys(answer: object) -> list[str]:
    return list(answer)[:_SHOWN_KEYS] if isinstance(answer, dict) else [type(answer).__name__]


def _read_item(record: Mapping[str, object], fetch: JsonFetch) -> Item | None:
    """Read one record.

    One without an address is kept with an empty address, so that the loss of the field is noticed.
    """
    values = {ours: walk(record, theirs) for theirs, ours in fetch.fields.items()}
    fields = clean_fields({name: value for name, value in values.items() if name != "text"})
    target = fields.pop("url", "")
    if fetch.link:
        target = _fill_link(fetch.link, record)
    address = resolve_link(target, fetch.address)
    if fetch.follow:
        return Item(address, fields)
    if not address and not fields.get("id"):
        return Item("", fields)
    kept = {ours: value for ours, value in values.items() if value is not None} | fields
    return Item(address or f"{fetch.address}#{quote(fields['id'], safe='')}", fields, kept)


def _fill_link(link: str, record: Mapping[str, object]) -> str:
    """Fill the fields of a link such as `detail?id={id}` from a record; "" if one of them is empty."""
    parts = {name: clean_value(walk(record, name)) for name in _PLACE.findall(link)}
    if not all(parts.values()):
        return ""
    return _PLACE.sub(lambda match: quote(parts[match[1]], safe=""), link)


def walk(value: Any, path: str) -> Any:
    """Return the value at a path of keys and positions joined by dots (`result.list.0.name`), or None."""
    for key in path.split("."):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
