"""Firms and their advisers by the legal form at the end of their names: 有限公司, 株式会社, Co., Ltd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.annotation.matching import Tagged
from flows.annotation.names.wholes.bodies import read_words
from flows.records import Mention
from flows.text import HAN, compile_alternatives, lazy_pattern

_FORM = compile_alternatives(
    r"(?:股份有限|有限责任|有限責任|有限)公司|株式会社|(?:律[师師]|[会會][计計][师師])事[务務]所"
    r"|合[伙夥]企[业業](?=[（(])"
)
_PARTNERS = lazy_pattern(r"[（(](?:特殊)?(?:普通|有限)合[伙夥][）)]")
_CHARACTER = lazy_pattern(rf"[{HAN}A-Za-z0-9·&]")
_BRACKETS = lazy_pattern(rf"[（(][{HAN}]{{2,8}}[）)]")
_LONGEST, _SHORTEST = 36, 2
_NUMBERED = lazy_pattern(r".*(?:\d[年月日号家名]|[一二两三四五六七八九十]家)")
# Words of one character that precede a name if they are separate words: 将样例科技有限公司列入.
_LEADING = frozenset("的了是对對将將被由把从從给給向在为為以使让讓经經按")
_JOINING = frozenset("和与與及或")
_NEVER_FIRST = "将將被由把从從给給对對在以让讓的了是"
_ENGLISH = lazy_pattern(
    r"(?<![A-Za-z0-9.&’'-])(?P<name>[A-Z0-9][\w&’'/-]*"
    r"(?:(?:(?<=Bank) of| &)? [A-Z0-9][\w&’'/-]*| \([A-Z][\w ]{2,24}\)){0,8})"
    r"(?P<form>,? (?:Co\.?,? ?Ltd|Corp\.?,? ?Ltd|(?:Pte|Pty|Pvt)\.? Ltd|Ltd|Inc|LLC|LLP|Corp|GmbH"
    r"|Co\.?,? Limited"
    r"|(?:Company|Holdings?|Group|Corporation) Limited)(?![A-Za-z0-9]))"
    r"(?:(?:(?<=Ltd)|(?<=Inc)|(?<=Corp))\.)?"  # the full stop after LLP ends the sentence
)

_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_BEFORE_YEAR = lazy_pattern(
    r"(?:\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Oo]f|[Dd]uring|[A-Z][a-z]{2,8}\.?)|\d,) $"
)
_ENGLISH_FORM = lazy_pattern("Ltd|Inc|LL[CP]|Corp|GmbH|Limited")  # every English form contains one


@cache
def _inner_words() -> re.Pattern[str]:
    """Return the pattern of what precedes a firm's name, up to the last such word."""
    return re.compile(rf".*(?:{read_words()['firms']['before']})")


@cache
def _no_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{read_words()['firms']['kinds']})*")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(read_words()["firms"]["english"].split())


def find_firms(tagged: Tagged) -> Iterator[Mention]:
    """Yield the names that a legal form ends, from their true start.

    >>> 公司全资子公司样例精密光学（苏州）有限公司 -> ORG 样例精密光学（苏州）有限公司
    >>> added Sample Optics Co., Ltd. to the list -> ORG Sample Optics Co., Ltd.
    """
    if tagged.language == "en":
        yield from _find_english(tagged.text)
    else:
        yield from _find_chinese(tagged)
        yield from _find_english(tagged.text)


def _find_english(text: str) -> Iterator[Mention]:
    if not _ENGLISH_FORM.search(text):
        return
    for match in _ENGLISH.finditer(text):
        start = match.start()
        words = match["name"].split(" ")
        while words and (words[0] in _first_words() or _is_date(text, start, words)):
            start += len(words.pop(0)) + 1
        if words:
            yield Mention(start, match.end(), text[start : match.end()], "ORG", source="rule")


def _is_date(text: str, start: int, words: list[str]) -> bool:
    """Return whether the first of several words is the year of a date: in 2017 | Sample Optics Corp."""
    return len(words) > 1 and bool(
        _YEAR.fullmatch(words[0]) and _BEFORE_YEAR.search(text, max(0, start - 12), start)
    )


def _find_chinese(tagged: Tagged) -> Iterator[Mention]:
    text = tagged.text
    if not _FORM.search(text):
        return
    places = {one.start: one.end for one in tagged.mentions if one.type == "GPE"}
    named = {one.start for one in tagged.mentions}
    verbs = {end: start for start, end in tagged.tokens if end - start > 1 and start not in named}
    listed = {one.end for one in tagged.mentions if one.type == "ORG" and one.concept}
    words = {start for start, end in tagged.tokens if end - start == 1}
    for match in _FORM.finditer(text):
        partners = _PARTNERS.match(text, match.end())
        end = partners.end() if partners else match.end()
        start = _cut(text, _reach_back(text, match.start()), match.start(), words, places)
        start = next((place for place in places if verbs.get(place) == start), start)  # 确定北京样例公司
        name = text[start : match.start()]
        if end in listed or len(name) < _SHORTEST or _no_names().fullmatch(name):
            continue
        is_partnership = match[0][0] not in "股有株"
        if is_partnership and not partners and start not in places:
            continue  # 大型会计师事务所
        yield Mention(start, end, text[start:end], "ORG", source="rule")


def _reach_back(text: str, end: int) -> int:
    """Return the start of the run of characters that a name may have; it may include a place in brackets."""
    start = end
    least = max(0, end - _LONGEST)
    while start > least:
        if _CHARACTER.match(text, start - 1):
            start -= 1
            continue
        opened = max(text.rfind("（", least, start), text.rfind("(", least, start))
        if text[start - 1] not in "）)" or opened < 0 or not _BRACKETS.fullmatch(text, opened, start):
            break
        start = opened
    return start


def _cut(text: str, start: int, end: int, words: set[int], places: dict[int, int]) -> int:
    """Return the start of the name in `text[start:end]`, after the words that lead to it."""
    for pattern in (_inner_words(), _NUMBERED):
        if match := pattern.match(text, start, end):
            start = match.end()
    for place in range(end - 1, start - 1, -1):
        char = text[place]
        if place not in words or char not in _LEADING | _JOINING:
            continue
        is_of_name = char in _JOINING and places.get(start) == place  # 北京和利时
        if not is_of_name and text[place - 1 : place + 1] != "华为":
            return place + 1
    return start + (start < end and text[start] in _NEVER_FIRST)
