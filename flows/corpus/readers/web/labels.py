"""Labels and values in the tables and lists of a web page."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

from flows.corpus.metadata import is_header_label

_MAX_LABEL, _MAX_VALUE, _MAX_TABLE = 16, 300, 3_000
_MAX_PARTS = 100  # elements inside a label, of which each character may have some
_MAX_SEARCHED = 1_000  # characters, with white space, of an element that may contain a label or a value
_MINIMUM_PAIRS = 3


class _Labelled(NamedTuple):
    """A known label with the value next to it, and the table or list that contains both."""

    label: str
    value: str
    table: Any


def take_header_pairs(tree: Any) -> list[tuple[str, str]]:
    """Return the values next to known labels, and remove their tables, so that they are not taken for text.

    A table or list with only one such label belongs to the text.
    """
    found = _find_labels(tree)
    labels = Counter(entry.table for entry in found)
    pairs = [(entry.label, entry.value) for entry in found if entry.table is None or labels[entry.table] > 1]
    if len(pairs) < _MINIMUM_PAIRS:
        return []
    for table, number in labels.items():
        is_header = table is not None and number > 1 and table.getparent() is not None
        if is_header and len(table.text_content()) < _MAX_TABLE:
            table.drop_tree()
    return pairs


def _find_labels(tree: Any) -> list[_Labelled]:
    found: list[_Labelled] = []
    seen: set[tuple[str, str]] = set()
    read_text = cache(partial(_short_text, limit=_MAX_SEARCHED))  # thousands of labels may share an element
    for cell in tree.iter("td", "th", "dt", "b", "strong", "span", "label"):
        if next(itertools.islice(cell.iter(), _MAX_PARTS, None), None) is not None:
            continue  # a layout, or thousands of nested elements
        label = _short_text(cell, _MAX_LABEL)
        if len(label) > _MAX_LABEL or not is_header_label(label):
            continue
        holder = cell if cell.tag in ("td", "th", "dt") else cell.getparent()
        value = None if holder is None else _value_after_label(label, holder, read_text)
        if value is not None and len(value) < _MAX_VALUE and (label, value) not in seen:
            seen.add((label, value))
            table = next(holder.iterancestors("table", "dl", "ul"), None)
            found.append(_Labelled(label, value, table))
    return found


def _value_after_label(label: str, holder: Any, read_text: Callable[[Any], str]) -> str | None:
    """Return the text of the element after a label's.

    If label and value share one element (<li><span>文号：</span>示发〔2021〕3号</li>), return the rest of
    that.
    """
    whole = read_text(holder)
    if is_header_label(whole):
        following = holder.getnext()
        return None if following is None else read_text(following)
    whole, label = whole.strip(), label.strip()
    if holder.tag in ("li", "p", "div") and whole.startswith(label):
        return whole[len(label) :]
    return None


def _short_text(element: Any, limit: int) -> str:
    """Return the text inside an element, cut once it is longer than `limit`."""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > limit:
            break
    return text
