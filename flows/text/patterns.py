"""Patterns of many alternatives, compiled so that searches quickly skip places where none can begin."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

# `re` has no public parser. Whether mypy sees it depends on the order in which mypy reads modules.
from re import _constants as codes  # type: ignore[attr-defined,unused-ignore]
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]
from typing import Any, cast

_CLASSES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
# What is used of a compiled pattern.
_MEMBERS = (
    *("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn"),
    *("pattern", "flags", "groups", "groupindex"),
)
_ONE_CHARACTER = (codes.IN, codes.NOT_LITERAL, codes.ANY)
_WITHOUT_WIDTH = (codes.ASSERT, codes.ASSERT_NOT, codes.AT)
_LOOKED_AT = 2  # characters that a pattern looks ahead: a third would reject few more places
_KNOWN_BY = 4  # characters by which an index finds a pattern
_CONTINUED = re.compile(r"(?<!\\)\n *(?=\|)")
_MOST_STARTS = 5000
_MOST_SPELLED = 100
_LONGEST_RANGE = 64  # characters of a class that are listed one by one

# The members of a character class as `re` parses them: (code, value).
_Members = frozenset[tuple[Any, Any]]
# The possible first characters of a match; anything may follow. None means any character, or no character if
# the match ends.
_Start = tuple[_Members | None, ...]


def read_patterns(path: Path) -> dict[str, Any]:
    """Return the values of a TOML file, in which a long pattern may continue in lines that begin with `|`.

    The line break and the indent before `|` are not part of the pattern.
    """
    return tomllib.loads(_CONTINUED.sub("", path.read_text(encoding="utf-8")))


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used.

    For constants of modules: they import some 2,000 patterns, which take two seconds to compile, and a
    command uses few of them. The functions of `re` don't take it: call its methods. The `re` of a match is
    the compiled pattern.
    """
    return cast("re.Pattern[str]", _LazyPattern(partial(re.compile, pattern, flags), pattern))


def compile_alternatives(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a lazy pattern that looks at the next two characters before it tries its alternatives.

    `re` tries all alternatives at every character, and runs assertions before a first letter. With a
    lookahead for the possible first characters, it finds the same matches two to five times as fast. A
    pattern that may be empty or begin with anything is compiled unchanged. So is one that begins with a
    letter: `re` searches for that itself.
    """
    return cast("re.Pattern[str]", _LazyPattern(partial(_compile_alternatives, pattern, flags)))


class _LazyPattern:
    """A pattern built when a method is first requested; its methods are then those of the built pattern.

    Its text may be known before.
    """

    def __init__(self, build: Callable[[], re.Pattern[str]], pattern: str | None = None) -> None:
        self._build = build
        if pattern is not None:
            self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in _MEMBERS:
            raise AttributeError(name)
        built = self._build()
        self.__dict__.update({member: getattr(built, member) for member in _MEMBERS})
        return self.__dict__[name]

    def __reduce__(self) -> tuple[object, ...]:
        return _LazyPattern, (self._build,)  # its methods can't be pickled


def _compile_alternatives(pattern: str, flags: int) -> re.Pattern[str]:
    parsed = parser.parse(pattern, flags)
    starts = _read_starts(list(parsed), _LOOKED_AT)
    may_begin_anyhow = any(not any(start) for start in starts)
    begins_with_letter = parsed[0][0] == codes.LITERAL and not flags & re.IGNORECASE
    if may_begin_anyhow or begins_with_letter or parsed.state.flags != flags | re.UNICODE:
        return re.compile(pattern, flags)
    end = "\n" if flags & re.VERBOSE else ""  # ends a comment
    return re.compile(f"(?={_show_starts(starts)})(?:{pattern}{end})", flags)


class PatternIndex:
    """Patterns by the first four characters of their matches: at most places in a text none need be tried."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], place: str = "") -> None:
        r"""Read the beginnings of `patterns`; `place` matches wherever one can begin (\b for words)."""
        numbers: dict[str, set[int]] = defaultdict(set)
        starts = [_starts_of(pattern) for pattern in patterns]
        for number, own in enumerate(starts):
            for beginning in chain.from_iterable(map(_list_texts, own)):
                numbers[beginning].add(number)
        self._numbers = {
            beginning: tuple(sorted(set().union(*(numbers.get(part, ()) for part in _parts(beginning)))))
            for beginning in numbers
        }
        self._lengths = sorted(set(map(len, numbers)), reverse=True)
        anywhere = "(?s:.)" if "" in numbers else f"(?={_show_starts(chain.from_iterable(starts))})"
        self._place = re.compile(place or anywhere)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield each place of `text[start:end]` where patterns may match, with their numbers in order."""
        numbers, lengths = self._numbers, self._lengths
        for match in self._place.finditer(text, start, end):
            place = match.start()
            for length in lengths:
                if found := numbers.get(text[place : place + length]):
                    yield place, found
                    break


def start_of(match: re.Match[str] | None, otherwise: int) -> int:
    """Return the start of a match in code points, or `otherwise` if there is no match."""
    return match.start() if match else otherwise


def end_of(match: re.Match[str] | None, otherwise: int) -> int:
    """Return the end of a match in code points, or `otherwise` if there is no match."""
    return match.end() if match else otherwise


def _starts_of(pattern: re.Pattern[str]) -> set[_Start]:
    """Return the possible beginnings of a pattern's matches: anything if it ignores case."""
    if pattern.flags & re.IGNORECASE:
        return {()}
    return _read_starts(list(parser.parse(pattern.pattern, pattern.flags)), _KNOWN_BY)


def _read_starts(items: Sequence[tuple[Any, Any]], depth: int) -> set[_Start]:
    """Return the possible beginnings of a sequence of parsed items, of up to `depth` characters."""
    whole: set[_Start] = set()
    open_ends: set[_Start] = {()}
    for code, value in items:
        grown = _extend(open_ends, _read_item(code, value, depth), depth)
        open_ends = {start for start in grown if len(start) < depth}
        whole |= grown - open_ends
        if not open_ends:
            break
        if len(whole) > _MOST_STARTS:
            return {(None,) * depth}
    return whole | open_ends


def _read_item(code: Any, value: Any, depth: int) -> set[_Start]:
    """Return the possible beginnings of one item of a parsed pattern."""
    if code == codes.LITERAL:
        return {(frozenset(((code, value),)),)}
    if code in _ONE_CHARACTER:
        return {(_read_class(value) if code == codes.IN else None,)}
    if code in _WITHOUT_WIDTH:
        return {()}
    if code == codes.SUBPATTERN and not value[1] & re.IGNORECASE:
        return _read_starts(list(value[3]), depth)
    if code == codes.BRANCH:
        return set().union(*(_read_starts(list(branch), depth) for branch in value[1]))
    if code in _REPEATS:
        return _read_repeat(value, depth)
    return {(None,) * depth}


def _read_repeat(value: tuple[Any, Any, Any], depth: int) -> set[_Start]:
    least, most, items = value
    once = _read_starts(list(items), depth)
    found: set[_Start] = set()
    begun: set[_Start] = {()}
    for times in range(min(int(most), depth) + 1):
        if times >= min(int(least), depth):
            found |= begun
        begun = _extend(begun, once, depth)
    return found


def _extend(starts: set[_Start], following: set[_Start], depth: int) -> set[_Start]:
    """Return each start with what may follow it, up to `depth` characters."""
    found: set[_Start] = set()
    for length in set(map(len, starts)):
        rest = {more[: depth - length] for more in following}  # far fewer than those that follow
        found |= {start + more for start in starts if len(start) == length for more in rest}
    return found


def _read_class(members: Iterable[tuple[Any, Any]]) -> _Members | None:
    found = frozenset(members)
    return found if all(_is_known(code, value) for code, value in found) else None


def _is_known(code: Any, value: Any) -> bool:
    return code in (codes.LITERAL, codes.RANGE) or (code == codes.CATEGORY and value in _CLASSES)


def _show_starts(starts: Iterable[_Start]) -> str:
    """Return a pattern of possible beginnings: the first characters, and those that may follow them."""
    pairs = [(*start, None, None)[:_LOOKED_AT] for start in starts]
    alone = {_show(member) for first, second in pairs if second is None for member in first or ()}
    firsts: set[str] = set()
    seconds: set[str] = set()
    behind_any: set[str] = set()
    for first, second in pairs:
        own, following = set(map(_show, first or ())), set(map(_show, second or ()))
        if first is None:
            behind_any |= following
        elif not own <= alone:
            firsts |= own
            seconds |= following
    parts = []
    if alone:
        parts.append(_show_class(alone))
    if firsts:
        parts.append(_show_class(firsts) + _show_class(seconds))
    if behind_any:
        parts.append("(?s:.)" + _show_class(behind_any))
    return "|".join(parts)


def _show_class(members: set[str]) -> str:
    return f"[{''.join(sorted(members))}]"


def _show(member: tuple[Any, Any]) -> str:
    code, value = member
    if code == codes.RANGE:
        return "-".join(re.escape(chr(point)) for point in value)
    return _CLASSES[value] if code == codes.CATEGORY else re.escape(chr(value))


def _list_texts(start: _Start) -> list[str]:
    """Return the texts that match a beginning, up to a character that may be anything or one of many."""
    spelled = [""]
    for members in start:
        letters = _list_letters(members)
        if letters is None or len(spelled) * len(letters) > _MOST_SPELLED:
            break
        spelled = [before + letter for before in spelled for letter in letters]
    return spelled


def _list_letters(members: _Members | None) -> list[str] | None:
    """Return the characters of a class, or None if there are too many."""
    if members is None:
        return None
    letters: list[str] = []
    for code, value in members:
        if code == codes.CATEGORY or (code == codes.RANGE and value[1] - value[0] > _LONGEST_RANGE):
            return None
        first, last = value if code == codes.RANGE else (value, value)
        letters += map(chr, range(first, last + 1))
    return letters


def _parts(beginning: str) -> list[str]:
    return [beginning[:length] for length in range(len(beginning) + 1)]
