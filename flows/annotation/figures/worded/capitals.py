"""Sums in the capital numerals of cheques, before the same sum in digits: 壹佰万元整（¥1,000,000）."""

from __future__ import annotations

import re

from flows.text import lazy_pattern

_SIGN = lazy_pattern("[壹贰叁肆伍陆柒捌玖貳參陸]")
_SUM = lazy_pattern(
    r"(?:人民[币幣])?[零〇壹贰叁肆伍陆柒捌玖貳參陸拾佰仟万亿萬億元圆圓角分整正]{3,40}[ \u3000]?"
    r"[（(](?:小写|小寫)?[:：]?(?P<digits>\s*(?:人民[币幣]|RMB)?\s*[¥￥]?\s*\d[\d,，.]*\s*[万亿]?元?)[）)]"
)


def blank_capitals(text: str) -> str:
    """Return the text with such numerals and the brackets after them blanked, of equal length.

    >>> 中标金额：壹佰万元整（¥1,000,000） -> 中标金额：      ¥1,000,000
    """
    if not _SIGN.search(text):
        return text
    return _SUM.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    begin, end = (place - match.start() for place in match.span("digits"))
    return f"{' ' * begin}{match['digits']}{' ' * (len(match[0]) - end)}"
