"""A document's metadata as lines for people: nested records spread out, empty fields left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# For programs: where page numbers stand, and which rule set each field (`zhengce show` tells it).
_LEFT_OUT = frozenset(("page_numbers", "origins"))


def metadata_lines(metadata: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name, value) in the order of the metadata.

    A record inside gives a line a field, a list one line.
    """
    return [(name, value) for name, value in _lines(metadata) if value]


def _lines(metadata: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in metadata.items():
        if name in _LEFT_OUT:
            continue
        if isinstance(value, Mapping):
            yield from _lines(value)
        elif isinstance(value, list):
            yield name, "; ".join(filter(None, map(_text, value)))
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " · ".join(filter(None, map(_text, value.values())))
    return "" if value is None or value != value else str(value)
