"""Numbers at the beginning of paragraphs: 第五条, Article 5, （三）, 2."""

from __future__ import annotations

from flows.text import fold_unspaced, lazy_pattern

_NUMERAL = r"[〇零一二三四五六七八九十百千\d]{1,6}"
# Behind the number of a heading; 第五条规定的 is none.
_ENDS = r"(?=[\s*、.．:：]|$)"
_NUMBER = lazy_pattern(
    r"[\s#*]*(?:"
    rf"第\s?{_NUMERAL}\s?[编編章节節条條款](?:之[一二三四五六七八九十]{{1,2}}(?![般切]))?{_ENDS}"
    r"|(?:Article|Chapter|Section|Part)\s+(?:\d{1,4}(?:-?[A-Z\d]{1,2})?|[IVX]{1,6})\b"
    r"(?:[.:：*—]|(?=\s+[A-Z(\[*])|$)"
    r"|[（(]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])\s?[）)]"
    r"|[一二三四五六七八九十]{1,3}[、.．]"
    r"|\d{1,2}(?:[、)）]|[.．](?!\d))"
    r")[\s*、.．:：]*"
)


def drop_number(text: str) -> str | None:
    """Return a paragraph without the number that it begins with, folded and without white space.

    Returns None for a paragraph without such a number, and for one that has nothing else.
    """
    match = _NUMBER.match(text)
    rest = fold_unspaced(text[match.end() :]) if match else ""
    return rest or None
