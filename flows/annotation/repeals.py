"""Lists of what is repealed: one document per line or row, below a line that says so of them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_KIND = (
    "条例|规定|办法|决定|通知|意见|方案|细则|规则|公告|通告|批复|规划|计划|纲要|标准|规范|措施|政策|命令"
    "|令|法|指引|指南|制度|章程|通报|目录|要点|函|请示|报告|解释|安排|决议|分工|预案|规程|守则|准则"
)
# A line that opens a list: 决定废止下列文件：
_LEAD = re.compile(
    r"(?:下列|以下|如下|所列)[^。\n]*(?:废止|宣布失效|停止执行)[^。\n]*[:：]$"
    r"|(?:废止|宣布失效|停止执行)[^。\n]*(?:下列|以下|如下)[^。\n]*[:：]$"
    r"|following[^.\n]*\b(?:repealed|abolished|annulled|invalidated)\b[^.\n]*[:：]$"
    r"|(?:repeal|abolish|annul)\w* the following[^.\n]*[:：]$",
    re.IGNORECASE,
)
# A heading of one: 废止的规范性文件目录.
_HEADING = re.compile(
    r"(?:废止|失效)(?:和宣布失效|和失效|、失效)?的[^。;；,，:：]{0,24}"
    r"(?:目录|清单|文件|法规|规章|名单|件)\s*(?:[(（][^()（）]*[)）])?$"
)
_LONGEST_HEADING, _LONGEST_LEAD = 48, 300  # code points
# Lines that end a list or open one of another kind.
_OTHER = re.compile(r"继续有效|现行有效|予?以?保留|修改|remain in force|retained|amended", re.IGNORECASE)
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_MARK = re.compile(rf"[\s>*#]*(?:[(（]{_NUMBER}[)）]|{_NUMBER}[.．、:：)）]|{_NUMBER}\s(?=\S)|[-•·]\s)\s*")
_ROW = re.compile(r"\s*\|\s*\d{1,4}\s*\|")
_CELL = re.compile(r"[^|\n]+")
_TITLE = re.compile(
    rf"[^\s《》(（\[〔;；。,，|:：][^《》\n;；。|]{{3,98}}?(?:{_KIND})(?=[(（\[〔;；。|\s]|$)"
)
_ENGLISH_TITLE = re.compile(r"[A-Z][^\n;|()]{8,160}?(?=\s*(?:[;|(]|\.?$))")


class RepealedItem(NamedTuple):
    """A line or row of a list: its span in the text, and that of its title where no 《》 are around it."""

    start: int
    end: int
    title: tuple[int, int] | None


def find_repealed(text: str) -> list[RepealedItem]:
    """Return the items of lists of what is repealed, by start, in code points of `text`.

    An item has a number, a bullet or 《》 at its beginning, or is a row of a table with a number. A list ends
    with the first line of other text, or with a heading that speaks of what stays in force or is amended.
    """
    if not any(word in text for word in ("废止", "失效", "停止执行", "epeal", "bolish", "nnul", "nvalidat")):
        return []
    return list(_read_lists(text))


def items_from(items: Iterable[RepealedItem], start: int) -> tuple[RepealedItem, ...]:
    """Return the items that begin at `start` or behind it, in code points of the text that begins there."""
    return tuple(
        RepealedItem(first - start, last - start, title and (title[0] - start, title[1] - start))
        for first, last, title in items
        if first >= start
    )


def _read_lists(text: str) -> Iterator[RepealedItem]:
    is_open = False
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        if _opens(line):
            is_open = True
        elif is_open and (item := _read_item(text, match.start(), match.end())):
            yield item
        elif is_open and not line.startswith("|"):
            is_open = _goes_on(line)


def _opens(line: str) -> bool:
    if _LEAD.search(line[-_LONGEST_LEAD:]):
        return True
    return len(line) <= _LONGEST_HEADING and bool(_HEADING.search(line)) and not _OTHER.search(line)


def _goes_on(line: str) -> bool:
    """Return whether a line without a title is a heading within a list: 一、省政府文件."""
    return len(line) <= _LONGEST_HEADING and bool(_MARK.match(line)) and not _OTHER.search(line)


def _read_item(text: str, start: int, end: int) -> RepealedItem | None:
    row = _ROW.match(text, start, end)
    mark = row or _MARK.match(text, start, end)
    begin = mark.end() if mark else start
    if "《" in text[begin:end]:
        is_item = bool(mark) or text[begin:end].lstrip().startswith("《")
        return RepealedItem(start, end, None) if is_item else None
    if not mark:
        return None
    if row:
        cells = (_find_title(text, cell.start(), cell.end()) for cell in _CELL.finditer(text, begin, end))
        title = next(filter(None, cells), None)
    else:
        title = _find_title(text, begin, end)
    return RepealedItem(start, end, title) if title else None


def _find_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    found = _TITLE.match(text, start, end) or _ENGLISH_TITLE.match(text, start, end)
    return found.span() if found else None
