"""Chinese names that a verb governs as a whole: they begin after it, whatever the odds of their words."""

from __future__ import annotations

from flows.annotation.openvocabulary.heads import read_heads, read_words
from flows.annotation.openvocabulary.words import HAN_WORD, Text

GOVERNED = ("PROGRAMME", "TERM")  # the types of names that are governed as a whole
_JOINTS = ("和", "与", "及", "、")
_LAUNCHES = ("实施", "开展")
_MOST_WHOLE = 30  # characters of a name that a verb governs


def find_after_governor(text: Text, first: int, last: int, kind: str) -> int:
    """Return the first word after the verb that governs a name: its object is one name up to the last noun.

    After 和 and 、 a new name begins if the word before ends one of the same type.

    >>> 实施边境高寒地区供暖工程 -> 边境高寒地区供暖工程
    >>> 完善竹材价格机制和上下游利益传导机制 -> 上下游利益传导机制
    >>> 开展优化涉外服务行动 -> 优化涉外服务行动
    """
    place = first
    may_join = kind == "PROGRAMME" or first < last
    while place > 0 and text.touches(place):
        place -= 1
        word = text.word(place)
        is_joint = may_join and word in _JOINTS and _ends_name(text, place, kind)
        if is_joint or word in read_words("governing"):
            is_own_verb = kind == "PROGRAMME" and place > 0 and text.word(place - 1) in _LAUNCHES
            if is_own_verb:
                return place
            return _without_frame(text, place + 1, first)
        is_near = text.tokens[last][1] - text.tokens[place][0] <= _MOST_WHOLE
        if not is_near or word in read_words("ungoverned") or not HAN_WORD.fullmatch(word):
            return first
    return first


def _without_frame(text: Text, start: int, first: int) -> int:
    """Return the first word of a name without words that count or praise it: 新一轮, 好."""
    while start < first and text.word(start) in read_words("frames"):
        start += 1
    return start


def _ends_name(text: Text, place: int, kind: str) -> bool:
    """Return whether the word before a place ends a name of a type: 工程 before 和."""
    word = text.word(place - 1) if place else ""
    heads = read_heads("zh")
    found = [heads[word[-size:]].type for size in (2, 3, 4) if word[-size:] in heads]
    return kind in found and not word.endswith("化")
