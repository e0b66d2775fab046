"""Document numbers, as they appear at the top of a text, in its title, and in fields."""

from __future__ import annotations

import re

from flows.corpus.metadata.issuers import (
    CLOSING_NUMBER,
    ENGLISH_NUMBERED_TITLE,
    NUMBER_ALONE,
    NUMBERED_TITLE,
)
from flows.text import HAN, as_written, find_own_number, lazy_pattern, simplify

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"
_NUMBER = lazy_pattern(
    rf"[{HAN}]{{1,16}}{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
    r"|国令第\s*\d{1,4}\s*号|(?:主席令|国务院令)[^\n]{0,4}第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号"
)
# A number and a date in brackets under a title: （2003年4月5日 样局发〔2003〕12号）, and what may follow.
# Not a number by which another document acts: （2003年4月5日根据样局发〔2003〕12号）.
NUMBER_IN_BRACKET = (
    rf"(?!根据|依据|按|参?见|经|由)(?:(?!以)[{HAN}]){{1,16}}"
    rf"{_OPEN}\s{{0,4}}(?:19|20)\d{{2}}\s{{0,4}}{_CLOSE}\s{{0,4}}(?:第\s{{0,4}})?\d{{1,5}}\s{{0,4}}号"
)
ISSUED_IN_BRACKET = r"\s{0,4}(?:文件?\s{0,4})?(?:(?:印发|公布|发布|颁布)\s{0,4})?[）)]"
_DAY = r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日"
_DATED_NUMBER = lazy_pattern(
    rf"[（(](?:{_DAY}[，,]?)?({NUMBER_IN_BRACKET})(?:[，,]?{_DAY})?{ISSUED_IN_BRACKET}"
)
# The order that first promulgated a law, in the brackets under its title:
# （1995年5月2日样例省人民政府令第8号发布）.
_PROMULGATED = lazy_pattern(
    r"^[（(]\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:(?![修）)《])[^\n]){0,80}?"
    rf"(?<=[日 \u3000])((?:(?!日)[{HAN}]){{2,24}}令\s?第\s?[\d一二三四五六七八九十百〇零]{{1,6}}\s?号)"
    r"(?:公布|发布|颁布)",
    re.MULTILINE,
)
_ENGLISH_NUMBER = lazy_pattern(
    r"(?:[A-Z][A-Za-z]+\s){1,6}[\[(〔](?:19|20)\d{2}[\])〕]\s*(?:No\.?|Circular|Document)\s*\d{1,5}\b"
)
_APART_NUMBER = lazy_pattern(
    rf"(?<!\S)[{HAN}]{{2,16}}\s*{_OPEN}\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*{_CLOSE}"
    r"\s*(?:第\s*)?\d(?:\s*\d){0,4}\s*号(?!\S)"
)
# The number of a case: （2023）粤03民终1234号.
_CASE_NUMBER = lazy_pattern(
    rf"[（(](?:19|20)\d{{2}}[）)][{HAN}][{HAN}\d]{{1,16}}\d{{1,6}}号(?:之[一二三四五六七八九十]{{1,2}})?"
)
_UNBRACKETED_NUMBER = lazy_pattern(rf"^([{HAN}]{{2,16}})\s+((?:19|20)\d{{2}})\s+(\d{{1,5}}[号號])$")
_TITLED_NUMBER = lazy_pattern(r"[^号〔\[]{6,}[（(]([^（）()]{4,40}号)\s*[）)]")
_ZERO_WIDTH = lazy_pattern(r"[\u200b-\u200f\u2060\ufeff]")
_SPACE = lazy_pattern(r"\s")
_HEAD_CHARACTERS, _HEAD_LINES = 600, 15
_MAX_AFTER = 4  # characters that may follow a number on its line: 印发, a footnote's mark


def tidy_number(number: str) -> str:
    """Return a number without inner spaces, and with brackets that a page lost (`某发 2022 34号`).

    Of a title with its number in brackets (`关于样例的意见（样部科〔2019〕188号）`), only the number counts.
    """
    number = _UNBRACKETED_NUMBER.sub(r"\1〔\2〕\3", _ZERO_WIDTH.sub("", number).strip())
    return as_written(_bare_number(simplify(number)), number)


def _bare_number(number: str) -> str:
    if (titled := _TITLED_NUMBER.fullmatch(number)) and _NUMBER.fullmatch(_SPACE.sub("", titled[1])):
        number = titled[1]
    joined = _SPACE.sub("", number)
    return joined if _NUMBER.fullmatch(joined) else number


def find_document_number(text: str) -> str:
    """Return the document number near the top of a text, without inner spaces, or "".

    It is on a line of its own, or broken over several lines, or between spaces in a text that has lost its
    lines.
    """
    for line in text[:_HEAD_CHARACTERS].splitlines()[:_HEAD_LINES]:
        if number := _number_of_line(line):
            return number
    if match := _APART_NUMBER.search(_ZERO_WIDTH.sub("", text[: 3 * _HEAD_CHARACTERS])):
        return _SPACE.sub("", match[0])
    return ""


def find_number_in_title(title: str) -> str:
    """Return the number that a title begins or ends with (样例部公告2025年第61号, without spaces), or ""."""
    plain = simplify(title)
    if match := NUMBERED_TITLE.match(plain):
        return _SPACE.sub("", title[: match.end()])
    if match := CLOSING_NUMBER.search(plain):
        return _SPACE.sub("", title[slice(*match.span("number"))])
    if match := NUMBER_ALONE.match(plain):
        return "".join(title[slice(*match.span(part))] for part in ("body", "kind", "year"))
    english = ENGLISH_NUMBERED_TITLE.match(title)
    return english["number"] if english and find_own_number(title) else ""


def find_promulgation(text: str) -> str:
    """Return the number of the order that first promulgated a law, or "".

    It is in the brackets under the title.
    """
    found = (_SPACE.sub("", match[1]) for match in _PROMULGATED.finditer(text[:_HEAD_CHARACTERS]))
    return next(found, "")


def _number_of_line(line: str) -> str:
    """Return the number that a line of a head shows, or "".

    In order of precedence, it is between spaces (首页 示办通字〔2021〕 3 号 各单位), or alone on its line: a
    case (（2023）粤03民终1234号), an announcement (样例部 样例署公告2025年第61号), another document
    (（某办发〔2021〕3号）, also with its date), or one in English (Yang Fa [2017] No. 3).
    """
    visible = _ZERO_WIDTH.sub("", line)
    joined = _SPACE.sub("", visible)
    if match := _APART_NUMBER.search(visible):
        return _SPACE.sub("", match[0])
    if _CASE_NUMBER.fullmatch(joined):
        return joined
    match = NUMBERED_TITLE.fullmatch(visible.strip())
    if match and match["bodies"] != "本":
        return joined
    if match := _DATED_NUMBER.fullmatch(joined.strip("#*")):
        return match[1]
    bare = joined.strip("#*（）()")
    if (match := _NUMBER.match(bare)) and len(bare) - match.end() <= _MAX_AFTER:
        return match[0]
    if match := _ENGLISH_NUMBER.match(line.strip()):
        return " ".join(match[0].split())
    return ""
