"""Patterns of many alternatives, compiled so that a search passes quickly over where none can begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

# The parser of `re` has no public door. Whether mypy sees it depends on the order in which it reads modules.
from re import _constants as codes  # type: ignore[attr-defined,unused-ignore]
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]
from typing import Any, NamedTuple

_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ONE_CHARACTER = (codes.IN, codes.NOT_LITERAL, codes.ANY)
_WITHOUT_WIDTH = (codes.ASSERT, codes.ASSERT_NOT, codes.AT)


class _Heads(NamedTuple):
    """What a match can begin with, as members of character classes.

    Either its first character is in `first`, or it is any and the second in `second`.
    """

    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()

    def join(self, other: _Heads) -> _Heads:
        """Return what either can begin with."""
        return _Heads(self.first | other.first, self.second | other.second)


def compile_alternatives(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern so that it looks at the next character before it tries its alternatives.

    `re` tries all alternatives at every character, and runs assertions before a first letter. With the
    characters that a match can begin with in front, it finds the same matches two to five times as fast. A
    pattern that may be empty or begin with anything, or ignores case, is compiled as it is. So is one that
    begins with a letter: `re` looks for that itself.
    """
    parsed = parser.parse(pattern, flags)
    heads = _read_heads(list(parsed))
    if heads is None or parsed[0][0] == codes.LITERAL or parsed.state.flags & re.IGNORECASE:
        return re.compile(pattern, flags)
    classes = [f"[{''.join(sorted(heads.first))}]"] if heads.first else []
    if heads.second:
        classes.append(f"(?s:.)[{''.join(sorted(heads.second))}]")
    end = "\n" if parsed.state.flags & re.VERBOSE else ""  # of a comment
    return re.compile(f"(?={'|'.join(classes)})(?:{pattern}{end})", flags)


def start_of(match: re.Match[str] | None, otherwise: int) -> int:
    """Return where a match begins, in code points, and `otherwise` where there is none."""
    return match.start() if match else otherwise


def end_of(match: re.Match[str] | None, otherwise: int) -> int:
    """Return where a match ends, in code points, and `otherwise` where there is none."""
    return match.end() if match else otherwise


def _read_heads(items: Sequence[tuple[Any, Any]]) -> _Heads | None:
    """Return what a sequence can begin with; None for anything."""
    found = _Heads()
    for place, (code, value) in enumerate(items):
        if code in _WITHOUT_WIDTH:
            continue
        own = _begin(code, value)
        if own is None and code in _ONE_CHARACTER:
            rest = _read_heads(items[place + 1 :])
            return None if rest is None or rest.second else found.join(_Heads(second=rest.first))
        if own is None:
            return None
        found = found.join(own)
        if not (code in _REPEATS and value[0] == 0) and not _may_be_empty(code, value):
            return found
    return None


def _begin(code: Any, value: Any) -> _Heads | None:
    """Return what one item of a parsed pattern can begin with; None for anything or nothing."""
    if code == codes.LITERAL:
        return _Heads(frozenset((re.escape(chr(value)),)))
    if code == codes.IN:
        return _read_class(value)
    if code == codes.SUBPATTERN:
        is_any_case = value[1] & re.IGNORECASE
        return None if is_any_case else _read_heads(list(value[3]))
    if code in _REPEATS:
        return _read_heads(list(value[2]))
    if code == codes.BRANCH:
        found = [_read_heads(list(branch)) for branch in value[1]]
        return None if None in found else reduce(_Heads.join, filter(None, found))
    return None


def _may_be_empty(code: Any, value: Any) -> bool:
    """Return whether a group or a choice can match nothing."""
    if code == codes.SUBPATTERN:
        return bool(value[3].getwidth()[0] == 0)
    if code == codes.BRANCH:
        return any(branch.getwidth()[0] == 0 for branch in value[1])
    return False


def _read_class(members: Iterable[tuple[Any, Any]]) -> _Heads | None:
    found: set[str] = set()
    for code, value in members:
        if code == codes.LITERAL:
            found.add(re.escape(chr(value)))
        elif code == codes.RANGE:
            first, last = (re.escape(chr(point)) for point in value)
            found.add(f"{first}-{last}")
        elif code == codes.CATEGORY and value in _CLASSES:
            found.add(_CLASSES[value])
        else:
            return None
    return _Heads(frozenset(found))
