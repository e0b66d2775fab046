"""Shared by the rules of norms: bounds, grants, and the words of a sentence before a figure."""

from __future__ import annotations

from flows.records import Target
from flows.text import lazy_pattern

BOUNDS = (">=", ">", "<=", "<", "range")
REACH = 120  # code points of a sentence before a figure
GRANT = "(?:奖励|奖补|补助|补贴|资助|支持|贴息|扶持|配套(?![产设企服率能项]))"
GIVEN = lazy_pattern(
    r"已|今年|累计(?![^,，;；。\d]{0,8}?(?:不超过|最高|不高于))|共计?(?:给予|发放)|去年|上年|全年|本年"
    r"|[12]\d{3}年"
)
SENTENCE_END = lazy_pattern(r"[。；;\n]")


def before_in_sentence(target: Target, text: str) -> str:
    """Return the words of a sentence before a figure, up to 120 code points."""
    return SENTENCE_END.split(text[max(0, target.start - REACH) : target.start])[-1]
