"""Article numbers of laws: 第十二条, and 第十二条之一, which an amendment inserted after it."""

from __future__ import annotations

import re
from typing import NamedTuple, Self

from flows.text import lazy_pattern, parse_numeral

NUMERAL = r"[〇零一二三四五六七八九十百千\d]{1,8}"
# 之一 is part of the number, but not in 之一般规定 or 之三十日内.
INSERTED = rf"之(?P<inserted>{NUMERAL})(?![般切日天年月个]|{NUMERAL})"
CHINESE_ARTICLE = rf"第\s?(?P<whole>{NUMERAL})\s?[条條](?:{INSERTED})?"
# Article 12-1 and Article 12A are 第十二条之一.
ENGLISH_NUMBER = r"(?P<whole>\d{1,4})(?:-(?P<inserted>\d{1,2})|-?(?P<letter>[A-Z]))?(?!\w)"
_WRITTEN = (
    lazy_pattern(CHINESE_ARTICLE),
    lazy_pattern(rf"(?:art(?:icle)?\.?\s?)?{ENGLISH_NUMBER}", re.IGNORECASE),
)
_SMALL = "一二三四五六七八九十"


class ArticleNumber(NamedTuple):
    """The number of an article; `inserted` is 1 for 第十二条之一, 0 for 第十二条. They sort as in the law."""

    whole: int
    inserted: int = 0

    @classmethod
    def of_match(cls, match: re.Match[str]) -> Self | None:
        """Return the number in a match of one of the patterns above.

        Returns None for a range (Article 3-5), or for digits that are not a numeral.
        """
        parts = match.groupdict()
        whole = parse_numeral(parts["whole"])
        inserted = parse_numeral(parts["inserted"] or "0")
        if letter := parts.get("letter"):
            inserted = ord(letter.upper()) - ord("A") + 1
        if whole is None or inserted is None or (match[0].isascii() and inserted > whole):
            return None
        return cls(whole, inserted)

    def in_words(self, locale: str) -> str:
        """Return the article in a locale: 第12条之一, or Article 12-1."""
        if locale != "zh":
            return f"Article {self.whole}-{self.inserted}" if self.inserted else f"Article {self.whole}"
        if not self.inserted:
            return f"第{self.whole}条"
        behind = _SMALL[self.inserted - 1 : self.inserted] or str(self.inserted)
        return f"第{self.whole}条之{behind}"


def read_article_number(text: str) -> ArticleNumber | None:
    """Return the number in `第十二条之一`, `Article 12-1` or `12-1`; None for other text."""
    match = next(filter(None, (written.fullmatch(text) for written in _WRITTEN)), None)
    return match and ArticleNumber.of_match(match)
