"""Document numbers and titles, as they appear at the top of a text."""

from __future__ import annotations

import re

from flows.corpus.metadata.signatures import DOCUMENT_NAME
from flows.text import HAN

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"
_NUMBER = re.compile(
    rf"[{HAN}]{{1,16}}{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
    r"|国令第\s*\d{1,4}\s*号|(?:主席令|国务院令)[^\n]{0,4}第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号"
)
_ENGLISH_NUMBER = re.compile(
    r"(?:[A-Z][A-Za-z]+\s){1,6}[\[(〔](?:19|20)\d{2}[\])〕]\s*(?:No\.?|Circular|Document)\s*\d{1,5}\b"
)
_APART_NUMBER = re.compile(
    rf"(?<!\S)[{HAN}]{{2,16}}\s*{_OPEN}\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*{_CLOSE}"
    r"\s*(?:第\s*)?\d(?:\s*\d){0,4}\s*号(?!\S)"
)
_UNBRACKETED_NUMBER = re.compile(rf"^([{HAN}]{{2,16}})\s+((?:19|20)\d{{2}})\s+(\d{{1,5}}号)$")
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s")
_ENDS_LIKE_PROSE = re.compile(r"[。；;]$|[^.]\.$|[，,：:]$")
_HEAD_CHARACTERS, _HEAD_LINES = 600, 15
_TITLE_CHARACTERS, _TITLE_LINES, _MAX_TITLE = 3_000, 5, 120


def tidy_number(number: str) -> str:
    """Return a number without inner spaces, and with the brackets that a page lost (`某发 2022 34号`)."""
    number = _UNBRACKETED_NUMBER.sub(r"\1〔\2〕\3", _ZERO_WIDTH.sub("", number).strip())
    joined = _SPACE.sub("", number)
    return joined if _NUMBER.fullmatch(joined) else number


def find_document_number(text: str) -> str:
    """Return the document number near the top of a text, without inner spaces, or "".

    It has a line of its own, or it is between spaces in a text that has lost its lines, or broken over
    several lines.
    """
    for line in text[:_HEAD_CHARACTERS].splitlines()[:_HEAD_LINES]:
        if number := _number_of_line(line):
            return number
    if match := _APART_NUMBER.search(_ZERO_WIDTH.sub("", text[: 3 * _HEAD_CHARACTERS])):
        return _SPACE.sub("", match[0])
    return ""


def _number_of_line(line: str) -> str:
    visible = _ZERO_WIDTH.sub("", line)
    if match := _APART_NUMBER.search(visible):
        return _SPACE.sub("", match[0])
    clean = _SPACE.sub("", visible).strip("#*（）()")
    if (match := _NUMBER.match(clean)) and match.end() >= len(clean) - 4:
        return match[0]
    if match := _ENGLISH_NUMBER.match(line.strip()):
        return " ".join(match[0].split())
    return ""


def find_title(text: str) -> str:
    """Return the title that a text shows, or "".

    That is the one of the first lines that ends as Chinese documents are named (关于…的通知), joined if it is
    broken over lines; otherwise the first line if it looks like a title.
    """
    shown = (line for line in text[:_TITLE_CHARACTERS].splitlines() if line.strip())
    lines = [line.strip().lstrip("#").strip().strip("*").strip() for line in shown][:_TITLE_LINES]
    for start in range(min(3, len(lines))):
        for count in (1, 2, 3):
            joined = "".join(lines[start : start + count])
            if "关于" in lines[start] and len(joined) <= _MAX_TITLE and DOCUMENT_NAME.search(joined):
                return joined
    if not lines or len(lines[0]) > _MAX_TITLE or _ENDS_LIKE_PROSE.search(lines[0]):
        return ""
    return lines[0]
