"""Find document numbers in running text, in metadata fields and in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.text.document_numbers.chinese import find_chinese
from flows.text.document_numbers.english import find_english
from flows.text.document_numbers.model import CLOSE, OPEN, YEAR, FoundNumber, key_in_series
from flows.text.folding import Shadow, fold
from flows.text.scripts import HAN

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

    Another number in it is that of another document: 关于废止样例部公告2019年第4号的公告.
    """
    text = fold(title).text.strip("()[] ")
    found = (one for one in find_numbers(Shadow(text, None)) if one.start == 0 or _ends_title(text, one))
    return next((one.key for one in found), "")


def _ends_title(text: str, number: FoundNumber) -> bool:
    return number.end == len(text) and text[number.start - 1] in "([ 知见定告函法则例划案"


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
