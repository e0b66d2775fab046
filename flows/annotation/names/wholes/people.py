"""People whose names a hyphen cuts, and whose posts lend their names a character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.names.wholes.bodies import read_words
from flows.records import Mention

_HYPHENS = "-－‐–"
_HAN_FIRST = re.compile(r"[\u4e00-\u9fff]")
# The second syllable of a given name: Kim Jong-un, but not "Trump-era" or "Xi Jinping-led".
_SYLLABLE = re.compile(
    r"[-‐](?!(?:in|on|to|run|hit|man|men|war|at|up)\b)"
    r"(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh|ts|hs|gy)?[aeiouy]{1,3}(?:ng?|[hklmptr])?\b"
)
_BEFORE_SYLLABLE = re.compile(r"\w+ (?:\w+ )*[A-Z][a-z]{0,5}$")


@cache
def _foreign() -> tuple[re.Pattern[str], re.Pattern[str]]:
    letters = "".join(read_words()["people"]["foreign"].split())
    return re.compile(rf"[{letters}]{{2,7}}(?<![日于因道东门])"), re.compile(rf"[{letters}]{{2,7}}$")


def join_people(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the names of a text with the parts of a person's name joined, and posts cut from names.

    >>> 古巴国家主席迪亚斯-卡内尔 -> PERSON 迪亚斯-卡内尔
    >>> Kim Jong-un spoke -> PERSON Kim Jong-un
    >>> 美国财政部长姆努钦 -> PERSON 姆努钦
    """
    joined: list[Mention] = []
    for mention in found:
        if mention.type != "PERSON":
            joined.append(mention)
            continue
        start, end = _without_post(text, mention.start), mention.end
        before = joined[-1] if joined else None
        if before and before.type == "PERSON" and before.end >= start - 1:
            if before.end > start or text[before.end] in _HYPHENS:
                start = min(start, before.start)
                joined.pop()
        else:
            start = _begin(text, start)
        end = max(end, _finish(text, start, end))
        if any(one.start < end < one.end for one in found if one.type != "PERSON"):
            end = mention.end  # 哈雷-戴维森摩托车公司
        joined.append(replace(mention, start=start, end=end, text=text[start:end]))
    longer = [one for one in joined if one.type == "PERSON" and any(mark in one.text for mark in _HYPHENS)]
    return [one for one in joined if not any(_lies_in(one, other) for other in longer)]


def _lies_in(mention: Mention, other: Mention) -> bool:
    return mention is not other and other.start <= mention.start and mention.end <= other.end


def _without_post(text: str, start: int) -> int:
    is_head = text[start] == "长" and text[max(0, start - 1) : start] in read_words()["people"]["offices"]
    return start + 1 if start and is_head else start


def _begin(text: str, start: int) -> int:
    """Return where a name begins that follows a hyphen and a run of characters of foreign names."""
    if start < 3 or text[start - 1] not in _HYPHENS or not _HAN_FIRST.match(text, start):
        return start
    match = _foreign()[1].search(text, max(0, start - 8), start - 1)
    return match.start() if match else start


def _finish(text: str, start: int, end: int) -> int:
    """Return where a name ends that a hyphen and more of it follow."""
    while text[end : end + 1] and text[end] in _HYPHENS:
        if _HAN_FIRST.match(text, end - 1) and (match := _foreign()[0].match(text, end + 1)):
            end = match.end()
            continue
        syllable = _SYLLABLE.match(text, end)
        if not syllable or not _BEFORE_SYLLABLE.match(text, start, end):
            return end
        end = syllable.end()
    return end
