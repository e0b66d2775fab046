"""The official metadata table as part of the text: labels and values, line by line or all on one line."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.corpus.metadata.fields import header_labels
from flows.text import lazy_pattern, simplify

_GAP = r"[ \t\u3000\u00a0\u200b]*"
_HEAD = 3_000
_MAX_VALUE = 300
_MINIMUM = 3
_SPACES = lazy_pattern(r"[\s\u3000\u00a0\u200b-\u200f\ufeff]+")


class _Table(NamedTuple):
    """The pairs of a table, and its position in the text."""

    pairs: list[tuple[str, str]]
    start: int
    end: int


@cache
def _label_pattern() -> re.Pattern[str]:
    known = (*header_labels()["everywhere"], *header_labels()["in_text"])
    labels = "|".join(_GAP.join(label) for label in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=\s))(?P<label>{labels}){_GAP}[:：]|【(?P<boxed>{labels})】{_GAP}[:：]?")


def read_text_header(text: str) -> list[tuple[str, str]]:
    """Return the (label, value) pairs of a table in the first 3,000 characters, or [].

    A table has at least three labels together. A value ends at the next label, the last one at the end of its
    line. If two labels are the same, the first is used.
    """
    return _read(text).pairs


def find_text_header(text: str) -> tuple[int, int] | None:
    """Return the start and end of such a table, or None."""
    table = _read(text)
    return (table.start, table.end) if table.pairs else None


def _read(text: str) -> _Table:
    found = list(_label_pattern().finditer(simplify(text[:_HEAD])))
    borders = [match.start() for match in found[1:]]
    pairs: dict[str, str] = {}
    first = end = 0
    for match, following in zip(found, [*borders, None], strict=False):
        value = text[match.end() : following or _HEAD]
        if following is None:
            value = _first_line(value)
        if not pairs:
            first = match.start()
        is_last = len(value) > _MAX_VALUE
        if is_last and len(pairs) < _MINIMUM - 1:
            pairs.clear()
            continue
        if is_last:  # the table ends at the end of this line
            value = _first_line(value)
        pairs.setdefault(_SPACES.sub("", match["label"] or match["boxed"]), _SPACES.sub(" ", value).strip())
        end = text.find(value, match.end()) + len(value)
        if is_last:
            break
    if len(pairs) < _MINIMUM:
        return _Table([], 0, 0)
    return _Table(list(pairs.items()), first, end)


def _first_line(text: str) -> str:
    return text.lstrip().split("\n", 1)[0][:_MAX_VALUE]
