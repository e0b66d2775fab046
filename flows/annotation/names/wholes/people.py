"""People whose names a hyphen splits, or whose names include a character of their post."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.names.wholes.bodies import read_words
from flows.records import Mention
from flows.text import lazy_pattern

_HYPHENS = "-－‐–"
_HAN_FIRST = lazy_pattern(r"[\u4e00-\u9fff]")
# The second syllable of a given name: Kim Jong-un, but not "Trump-era" or "Xi Jinping-led".
_SYLLABLE = lazy_pattern(
    r"[-‐](?!(?:in|on|to|run|hit|man|men|war|at|up)\b)"
    r"(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh|ts|hs|gy)?[aeiouy]{1,3}(?:ng?|[hklmptr])?\b"
)
_MOST_PARTS = 4
# Two people meet, or one meets somebody named before: 同迪亚斯-卡内尔会谈.
_MEETING = lazy_pattern("(?:举行)?(?:会谈|会晤|通话|峰会|辩论)")
_PARTNER = lazy_pattern("(?:[与同和跟][^，。；！？]*|(?:主席|总统|总理|首相|国王|部长|外长|书记))$")
_BEFORE_SYLLABLE = lazy_pattern(r"\w+ (?:\w+ )*[A-Z][a-z]{0,5}$")


@cache
def _foreign() -> tuple[re.Pattern[str], re.Pattern[str]]:
    letters = "".join(read_words()["people"]["foreign"].split())
    # 伯顿法案 is the act of 伯顿.
    return re.compile(
        rf"[{letters}]{{2,7}}(?<![日于因道东门])(?!(?<=法)[案院律]|(?<=通)[话过报知电])"
    ), re.compile(rf"[{letters}]{{2,7}}$")


def join_people(text: str, found: Sequence[Mention], known: Sequence[Mention] = ()) -> list[Mention]:
    """Return the names of a text with the parts of a person's name joined, and posts cut from names.

    A person of `known` (the lexicon's) next to a hyphen is not part of a longer name.

    >>> 古巴国家主席迪亚斯-卡内尔 -> PERSON 迪亚斯-卡内尔
    >>> Kim Jong-un spoke -> PERSON Kim Jong-un
    >>> 美国财政部长姆努钦 -> PERSON 姆努钦
    >>> 王毅-布林肯会谈 -> PERSON 王毅, PERSON 布林肯
    """
    if not any(mention.type == "PERSON" for mention in found):
        return list(found)
    others = [one for one in found if one.type != "PERSON"]
    within = {position for one in others for position in range(one.start + 1, one.end)}
    edges = {edge for one in known if one.type == "PERSON" for edge in (one.start - 1, one.end)}
    joined: list[Mention] = []
    for mention in found:
        if mention.type != "PERSON":
            joined.append(mention)
            continue
        start, end = _without_post(text, mention.start), mention.end
        before = joined[-1] if joined else None
        if before and before.type == "PERSON" and before.end >= end:
            if before.end > end and text[end] not in _HYPHENS:
                # The model knows its end.
                joined[-1] = replace(before, end=end, text=text[before.start : end])
            continue
        if before and before.type == "PERSON" and before.end >= start - 1:
            if before.end > start or _is_joined(text, before, end, edges):
                start = min(start, before.start)
                joined.pop()
        else:
            start = _begin(text, start, edges)
        end = max(end, _finish(text, start, end, edges))
        if end in within:
            end = mention.end  # 哈雷-戴维森摩托车公司
        joined.append(replace(mention, start=start, end=end, text=text[start:end]))
    return [one for one in _without_parts(joined) if not _is_half(text, one)]


def _is_half(text: str, mention: Mention) -> bool:
    """Return whether one English word taken for a person is a half of a compound: Mann-Kendall test."""
    if mention.type != "PERSON" or not mention.text.isascii() or " " in mention.text:
        return False
    before, behind = text[max(0, mention.start - 2) : mention.start], text[mention.end : mention.end + 2]
    is_second = before[-1:] in _HYPHENS and before[:1].isalpha() and len(before) > 1
    return is_second or (behind[:1] in _HYPHENS and behind[1:].isupper() and len(behind) > 1)


def _is_joined(text: str, before: Mention, end: int, edges: Container[int]) -> bool:
    """Return whether a person's name continues after a hyphen, up to `end`."""
    if text[before.end] not in _HYPHENS or before.end in edges:
        return False
    parts = 1 + sum(char in _HYPHENS for char in before.text)
    return parts < _MOST_PARTS and not _are_two(text, before.start, end)


def _are_two(text: str, start: int, end: int) -> bool:
    """Return whether hyphenated names are those of two people who meet, with nobody else named before.

    >>> 王毅-布林肯会谈; not 习近平同迪亚斯-卡内尔会谈
    """
    return bool(_MEETING.match(text, end)) and not _PARTNER.search(text, max(0, start - 20), start)


def _without_parts(joined: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the names without those inside a person's hyphenated name."""
    reached = 0
    for one in sorted(joined, key=lambda one: (one.start, -one.end, one.type != "PERSON")):
        if one.end <= reached:
            continue
        if one.type == "PERSON" and any(mark in one.text for mark in _HYPHENS):
            reached = one.end
        yield one


def _without_post(text: str, start: int) -> int:
    is_head = text[start] == "长" and text[max(0, start - 1) : start] in read_words()["people"]["offices"]
    return start + 1 if start and is_head else start


def _begin(text: str, start: int, edges: Container[int]) -> int:
    """Return the start of a name that follows a hyphen and a run of characters of foreign names."""
    if start < 3 or text[start - 1] not in _HYPHENS or not _HAN_FIRST.match(text, start):
        return start
    if start - 1 in edges:
        return start
    match = _foreign()[1].search(text, max(0, start - 8), start - 1)
    return match.start() if match else start


def _finish(text: str, start: int, end: int, edges: Container[int]) -> int:
    """Return the end of a name that continues after a hyphen."""
    first = end
    for _ in range(_MOST_PARTS):
        if not text[end : end + 1] or text[end] not in _HYPHENS or end in edges:
            break
        if _HAN_FIRST.match(text, end - 1) and (match := _foreign()[0].match(text, end + 1)):
            end = match.end()
            continue
        syllable = _SYLLABLE.match(text, end)
        if not syllable or not _BEFORE_SYLLABLE.match(text, start, end):
            break
        end = syllable.end()
    return first if end > first and _are_two(text, start, end) else end
