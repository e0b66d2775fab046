"""Services that list documents in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flows.corpus.fetching.addresses import normalise_address
from flows.corpus.fetching.declaration import JsonFetch
from flows.corpus.fetching.items import Item, ListError, MissingPageError, clean_fields, clean_value

_CALLBACK = re.compile(r"^\s*[\w.$]+\s*\((.*)\)\s*;?\s*$", re.DOTALL)
_PLACE = re.compile(r"\{([^{}]+)\}")


def read_json_list(body: bytes, fetch: JsonFetch) -> list[Item]:
    """Return the items of one answer; raises ListError where it is no JSON, or no list stands at the paths of the manifest."""
    text = body.decode("utf-8-sig", "replace")
    if match := _CALLBACK.match(text):  # JSONP
        text = match[1]
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        raise ListError(f"not JSON: {' '.join(text[:60].split())!r}") from None
    paths = [fetch.items] if isinstance(fetch.items, str) else fetch.items
    lists = [found for path in paths if isinstance(found := walk(answer, path), list)]
    if not lists:
        keys = ", ".join(list(answer)[:8]) if isinstance(answer, dict) else type(answer).__name__
        raise MissingPageError(f"no list at {' or '.join(paths)}; the answer has {keys}")
    return [
        item
        for found in lists
        for record in found
        if isinstance(record, dict) and (item := _read_item(record, fetch))
    ]


def _read_item(record: Mapping[str, Any], fetch: JsonFetch) -> Item | None:
    """A record without an address is kept, with an empty one, so that the loss of the field is seen."""
    values = {ours: walk(record, theirs) for theirs, ours in fetch.fields.items()}
    fields = clean_fields({name: value for name, value in values.items() if name != "text"})
    target = fields.pop("url", "")
    if fetch.link:
        parts = {name: clean_value(walk(record, name)) for name in _PLACE.findall(fetch.link)}
        target = (
            _PLACE.sub(lambda match: quote(parts[match[1]], safe=""), fetch.link)
            if all(parts.values())
            else ""
        )
    address = normalise_address(target, fetch.address) if target else ""
    if fetch.follow:
        return Item(address, fields)
    if not address and not fields.get("id"):
        return Item("", fields)
    kept = {ours: value for ours, value in values.items() if value is not None} | fields
    return Item(address or f"{fetch.address}#{quote(fields['id'], safe='')}", fields, kept)


def walk(value: Any, path: str) -> Any:
    """Return what stands at a path of keys and positions apart by dots (`result.list.0.name`), or None."""
    for key in path.split("."):
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
