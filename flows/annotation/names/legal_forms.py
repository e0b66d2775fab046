"""Legal forms of firms: a listed firm is known by any form, whichever the lexicon gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import mark_nested
from flows.annotation.names.introductions import match_abbreviation
from flows.records import Mention
from flows.text import compile_alternatives, fold, has_han, lazy_pattern, read_patterns

_LONGEST = {"english": 90, "chinese": 30}  # code points of a name without its form
_SHORTEST = {"english": 4, "chinese": 3}  # of a listed name that only a name with a form contains
# Another form than the listed one is evidence only after a name of several words.
_TELLING = {"english": lazy_pattern(r"\S+ \S.*"), "chinese": lazy_pattern(".{4,}")}
_FULL = ("stock", "limited")  # kinds that make a name without its place a firm's: 比亚迪有限公司
_BRANCH = lazy_pattern(r"[（(]")  # SMIC (Beijing) Co., Ltd. is a firm of its own
_START = lazy_pattern(r"(?:^|(?<=[ (“\"]))(?=[A-Za-z0-9])")
# A word before a name that may belong to it: Nanjing |Sample Optics Corp., Bank of |Sample Optics Corp.
_JOINED = lazy_pattern(r"(?:\b[A-Z][\w.’'-]*|\bof|&) $")


_Span = tuple[int, int]


class _Form(NamedTuple):
    """A legal form in a text, from the separator before it; forms of one kind are alike."""

    start: int
    end: int
    kind: str
    script: str


@dataclass(frozen=True, slots=True)
class _Firms:
    """Names of listed firms without their legal forms, folded, with the ids of their concepts."""

    by_form: dict[tuple[str, str], str]
    by_name: dict[str, str]  # "" if firms with different forms share the name
    ends: frozenset[str]  # the last two characters of the names


def link_firms(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the mentions; a listed firm with its legal form gets its concept, in place of its shorter name.

    A firm that the lexicon does not list gets the concept of the listed short name in brackets after it, if
    that may abbreviate its name.

    >>> Sample Optics Corp. and 样例光学公司, if the lexicon lists Sample Optics Corporation and 样例光学
    >>> Sample Optics Works Co. (SOW), if the lexicon lists SOW
    """
    by_span = {(one.start, one.end): one for one in mentions if one.type == "ORG"}
    found = [
        named
        for form in _find_forms(text)
        if (named := _find_firm(text, form, mentions, by_span, lexicon)) is not None
    ]
    found += _named_in_brackets(text, mentions, found, by_span)
    if not found:
        return list(mentions)
    everything = [*mentions, *found]
    kept = [one for one in everything if not any(_is_replaced(one, firm) for firm in found)]
    return mark_nested(sorted(kept, key=lambda one: (one.start, -one.end)))


def _is_replaced(one: Mention, firm: Mention) -> bool:
    """Return whether a mention is the shorter or unlinked name of a firm, or a guess within its name."""
    if one is firm or one.start < firm.start or one.end > firm.end:
        return False
    return not one.concept or (one.type == "ORG" and one.start == firm.start)


@cache
def _table() -> Mapping[str, Any]:
    return read_patterns(Path(__file__).with_name("legal_forms.toml"))


@cache
def _form_pattern(script: str) -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{forms})" for kind, forms in _table()[script].items())
    if script == "chinese":
        return compile_alternatives(kinds)
    country = _table()["within"]["country"]
    return compile_alternatives(rf",? (?:(?P<country>{country})|(?:{kinds})(?:\.(?!\w)|(?![\w-]|\.\w)))")


def _find_forms(text: str) -> Iterator[_Form]:
    for script in ("english", "chinese"):
        for match in _form_pattern(script).finditer(text):
            yield _Form(*match.span(), match.lastgroup or "", script)


def _find_firm(
    text: str, form: _Form, mentions: Sequence[Mention], by_span: Mapping[_Span, Mention], lexicon: Lexicon
) -> Mention | None:
    """Return the mention of a listed firm that a form ends, with the longest name that the lexicon has."""
    for start in _find_starts(text, form, _firms(lexicon)):
        concept = _look_up(text, start, form, by_span, lexicon)
        if concept and _begins_name(text, start, form, mentions, by_span):
            return Mention(start, form.end, text[start : form.end], "ORG", concept, "rule")
    return None


def _find_starts(text: str, form: _Form, firms: _Firms) -> Iterator[int]:
    """Yield the places where a name before a form may begin, the first one first."""
    first = max(0, form.start - _LONGEST[form.script])
    if form.script == "english":
        yield from (match.start() for match in _START.finditer(text, first, form.start))
    elif fold(text[max(0, form.start - 2) : form.start]).text in firms.ends:
        yield from range(first, form.start - 1)


def _look_up(text: str, start: int, form: _Form, by_span: Mapping[_Span, Mention], lexicon: Lexicon) -> str:
    """Return the concept of `text[start:form.start]` with a form, or ""."""
    if form.kind == "country":
        return _expand_country(text, start, form, lexicon)
    listed = by_span.get((start, form.end))
    if listed and listed.concept:
        return ""  # with its form, as the lexicon has it
    shorter = (by_span.get((start, end)) for end in range(form.end - 1, form.start, -1))
    if part := next((one for one in shorter if one and one.concept), None):
        return part.concept  # BYD Company |Limited
    firms = _firms(lexicon)
    name = fold(text[start : form.start]).text
    if concept := firms.by_form.get((name, form.kind)):
        return concept
    bare = by_span.get((start, form.start))
    if bare and bare.concept and (form.script == "english" or form.kind in _FULL):
        return bare.concept
    if listed and len(name) >= _SHORTEST[form.script]:
        found = lexicon.find_tagged(name)
        if found and found.type == "ORG":
            return found.id
    if form.kind == "company" and (name, "stock") in firms.by_form:
        return ""
    if _TELLING[form.script].fullmatch(name):
        return firms.by_name.get(name, "")
    return ""


def _expand_country(text: str, start: int, form: _Form, lexicon: Lexicon) -> str:
    """Return the concept of a name with its form spelled out: Sample Optics Corp. of China."""
    within = text[form.start : form.end].strip(", ")
    short, _, country = within.partition(" of ")
    name = f"{text[start : form.start]} {_table()['within'][short.rstrip('.')]} of {country}"
    found = lexicon.find_tagged(name)
    if found and found.type == "ORG":
        return found.id
    return ""


def _begins_name(
    text: str, start: int, form: _Form, mentions: Sequence[Mention], by_span: Mapping[_Span, Mention]
) -> bool:
    """Return whether a name begins at `start`, and is not the end of a longer one.

    >>> not Sample Optics Co. in Nanjing Sample Optics Co.
    """
    if any(one.type == "ORG" and one.start < start < one.end for one in mentions):
        return False
    if (start, form.end) in by_span:
        return True
    if form.script == "chinese":
        return not any(one.end == start for one in mentions if one.type == "GPE")
    return not _JOINED.search(text, max(0, start - 40), start)


def _named_in_brackets(
    text: str, mentions: Sequence[Mention], found: Sequence[Mention], by_span: Mapping[_Span, Mention]
) -> Iterator[Mention]:
    """Yield firms without a concept that a listed short name follows in brackets."""
    taken = {one.end for one in found}
    for one in mentions:
        if one.type != "ORG" or one.concept or one.end in taken:
            continue
        short = _short_names("chinese" if has_han(one.text) else "english").match(text, one.end)
        known = by_span.get(short.span("name")) if short else None
        if known and known.concept and _may_abbreviate(known.text, one.text):
            yield replace(one, concept=known.concept)


@cache
def _short_names(script: str) -> re.Pattern[str]:
    table = _table()["short_names"]
    return re.compile(table[script] + table["closing"])


def _may_abbreviate(short: str, long: str) -> bool:
    """Return whether a short name may be that of a firm with its legal form.

    >>> SMIC for Semiconductor Manufacturing International Corp.; not for a branch with a place in brackets
    """
    form = next(iter(_find_forms(long)), None)
    if form is None or form.end < len(long) or _BRANCH.search(long):
        return False
    name = long[: form.start]
    if has_han(long):
        places = iter(name)
        return all(character in places for character in short)  # in this order
    whole = long.rstrip(".")
    return short in name.split() or any(match_abbreviation(short, one) == one for one in (name, whole))


_in_use: WeakKeyDictionary[Lexicon, _Firms] = WeakKeyDictionary()


def _firms(lexicon: Lexicon) -> _Firms:
    if (firms := _in_use.get(lexicon)) is None:
        firms = _in_use[lexicon] = _index_firms(lexicon)
    return firms


def _index_firms(lexicon: Lexicon) -> _Firms:
    by_form: dict[tuple[str, str], str] = {}
    by_name: dict[str, str] = {}
    for concept in lexicon.tagged:
        if concept.type != "ORG":
            continue
        for surface in concept.surfaces:
            for form in _find_forms(surface):
                if form.end < len(surface) or form.kind == "country":
                    continue
                name = fold(surface[: form.start]).text
                by_form.setdefault((name, form.kind), concept.id)
                by_name[name] = concept.id if by_name.get(name, concept.id) == concept.id else ""
    bare = {fold(surface).text for concept in lexicon.tagged for surface in concept.zh_surfaces}
    return _Firms(by_form, by_name, frozenset(name[-2:] for name in {*by_name, *bare}))
