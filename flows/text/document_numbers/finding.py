"""Find document numbers in running text, in metadata fields and in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.text.document_numbers.chinese import find_chinese
from flows.text.document_numbers.english import find_english
from flows.text.document_numbers.model import CLOSE, OPEN, YEAR, FoundNumber, key_in_series
from flows.text.folding import Shadow, fold
from flows.text.patterns import lazy_pattern
from flows.text.scripts import HAN, has_han

# Words of titles and headlines about the document of another.
TELLS_OF_ANOTHER = "解读|读懂|图解|学习贯彻|观察|评论"
_ABOUT_ANOTHER = lazy_pattern(f"{TELLS_OF_ANOTHER}|转发|转载|答记者问|问答")
# How an English title goes on after its number; a headline has a verb there.
_GOES_ON = lazy_pattern(
    r"\]?(?:$|[:(]|,? (?:on|announcing|concerning|regarding|promulgating|publishing|issuing|relating)\b)"
)
_KINDS_OF_TITLES = (
    "通知",
    "意见",
    "决定",
    "公告",
    "通告",
    "函",
    "办法",
    "规则",
    "条例",
    "规划",
    "方案",
    "细则",
    "令",
    "规定",
)
_TRIGGERS = ("号", "no", "circular", "#")


def find_numbers(shadow: Shadow) -> Iterator[FoundNumber]:
    """Yield the document numbers of a folded text, in order and disjoint."""
    text = shadow.text
    if not any(trigger in text for trigger in _TRIGGERS):
        return
    found = [*find_chinese(text), *find_english(text)]
    found.sort(key=lambda number: (number.start, -number.end, number.key.startswith("〔")))
    position = 0
    for number in found:
        if number.start >= position:
            yield number
            position = number.end


def parse_number(value: str) -> str:
    """Return the key of the first document number in a metadata field, or "" without one.

    Fields are read more tolerantly than running text: a label may precede the number, and 号 may be missing
    or misplaced.
    """
    shadow = fold(value)
    if found := next(find_numbers(shadow), None):
        return found.key
    text = re.sub(r"^.*[::]\s?", "", shadow.text).strip()
    match = re.fullmatch(rf"([{HAN}]{{1,16}})\s?{OPEN}\s?({YEAR})\s?{CLOSE}\s?号?\s?(\d{{1,5}})\s?", text)
    if not match:
        return ""
    return key_in_series(match[1], match[2], match[3])


def find_own_number(title: str) -> str:
    """Return the key of the number that a title begins or ends with, in brackets or without; or "".

    Another number in it is that of another document (关于废止样例部公告2019年第4号的公告), as is that of what
    it explains, forwards or reports (解读, 转发, Announcement No. 8 Shakes Markets).
    """
    text = fold(title).text.strip("()[] ")
    if _ABOUT_ANOTHER.search(text):
        return ""
    found = (one for one in find_numbers(Shadow(text, None)) if _begins(text, one) or _ends_title(text, one))
    return next((one.key for one in found), "")


def _begins(text: str, number: FoundNumber) -> bool:
    if number.start:
        return False
    return has_han(text) or _GOES_ON.match(text, number.end) is not None


def _ends_title(text: str, number: FoundNumber) -> bool:
    before = text[: number.start].rstrip("([")
    return number.end == len(text) and before.endswith(_KINDS_OF_TITLES)


def parse_numbers(value: str) -> list[str]:
    """Return the keys of all numbers in a metadata field, each once; a joint document has several."""
    keys = list(dict.fromkeys(found.key for found in find_numbers(fold(value))))
    return keys or [key for key in (parse_number(value),) if key]


def split_key(key: str) -> tuple[str, int, int] | None:
    """Return (series, year, number) of a key, or None if a text is not a key.

    Examples are ('国发', 2015, 28) and ('商务部公告', 2023, 23). The year is 0 for continuous numbering.
    """
    match = re.fullmatch(r"(.*?)(?:〔(\d{4})〕|(\d{4})年第|第)(\d+)号", key)
    if not match:
        return None
    return match[1], int(match[2] or match[3] or 0), int(match[4])
