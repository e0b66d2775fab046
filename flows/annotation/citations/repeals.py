"""Lists of repealed documents: one per line or row, below a line that says so of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flows.text import lazy_pattern, simplify

_KIND = (
    "条例|规定|办法|决定|通知|意见|方案|细则|规则|公告|通告|批复|规划|计划|纲要|标准|规范|措施|政策|命令"
    "|令|法|指引|指南|制度|章程|通报|目录|要点|函|请示|报告|解释|安排|决议|分工|预案|规程|守则|准则"
)
_ENDED = "(?:废止|宣布失效|停止执行)"
# A line that opens a list: 决定废止下列文件：, or 下列文件予以废止：
_LEAD = lazy_pattern(
    rf"{_ENDED}(?:(?:和|、|并|及){_ENDED})?了?(?:下列|以下|如下)[^。，,；;]{{0,40}}[:：]$"
    rf"|(?:下列|以下|如下|所列)[^。；;]{{0,120}}{_ENDED}(?:(?:和|、|并|及|或者){_ENDED})?[:：]$"
    r"|\bthe following\b[^.;]{0,120}\b(?:are|is|shall be|were) (?:hereby |also |simultaneously )?"
    r"(?:repealed|abolished|annulled|invalidated)\b[^.,;]{0,40}[:：]$"
    r"|\b(?:hereby|decides to|decided to) (?:repeal|abolish|annul) the following\b[^.;]{0,60}[:：]$",
    re.IGNORECASE,
)
# A heading of such a list: 废止的规范性文件目录.
_HEADING = lazy_pattern(
    r"^(?:附件\s?\d*[:：]?\s*)?[^。;；，,:：《》]{0,16}?"
    rf"(?:废止|失效)(?:(?:和|、|及){_ENDED})?的[^。;；,，:：《》]{{0,24}}"
    r"(?:目录|清单|文件|法规|规章|名单)\s*(?:[(（][^()（）]*[)）])?$"
)
# What does not open a list: nothing is repealed, or only under conditions.
_NOT_REPEALED = lazy_pattern(
    r"不予|不得|不能|不会|暂不|尚?未|除(?!名)|情形|条件|应当|可以|建议|拟|请|对照|关于|公布|印发"
    r"|(?:根据|依照|按照|按|执行)(?:下列|以下|如下)|\b(?:not|never|may|proposed|until|unless)\b",
    re.IGNORECASE,
)
# Lines that end a list: what is amended or remains in force, and headings of other lists.
_OTHER = lazy_pattern(
    r"继续有效|现行有效|予?以?保留|延长|重新公布|修改为|改为|作[^，。]{0,6}修[改订]|调整为|删去|删除"
    r"|^(?:修改|修订|对|将|把|增加|调整|有效)|的[^的]{0,8}(?:文件|法规|规章)$|(?:目录|清单)$|[:：]$"
    r"|\b(?:remain in force|retained|amended)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING, _LONGEST_LEAD = 48, 300  # code points
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
_MARK = lazy_pattern(rf"[\s>*#]*(?:[(（]{_NUMBER}[)）]|{_NUMBER}[.．、:：)）]|{_NUMBER}\s(?=\S)|[-•·]\s)\s*")
_FIRST = lazy_pattern(r"\W*(?:1|一)(?!\d|十|百)")
_ROW = lazy_pattern(r"\s*\|\s*\d{1,4}\s*\|")
_CELL = lazy_pattern(r"[^|\n]+")
QUOTED_TITLE = lazy_pattern(r"《([^《》\n]{2,120}(?:《[^《》\n]{2,80}》[^《》\n]{0,40})*)》")
# What may come between the number of an item and its title: its issuer, and the date.
_ISSUER = lazy_pattern(r"(?:[^，。；:：《》|\n]{0,30}(?:部|委|会|局|厅|院|署|行|府|办公室|的|日))?\s*$")
_TITLE = lazy_pattern(
    rf"[^\s《》(（\[〔;；。,，|:：][^《》\n;；。|，,]{{3,98}}?(?:{_KIND})(?=\s*(?:[(（\[〔;；。|]|$|\n))"
)
_ENGLISH_TITLE = lazy_pattern(r"[A-Z][^\n;|()]{8,160}?(?=\s*(?:[;|(]|\.?$|\.?\n))")


class RepealedItem(NamedTuple):
    """The title of an item, and whether it is in 《》 (which are outside the span)."""

    start: int
    end: int
    is_quoted: bool


def find_repealed(text: str) -> list[RepealedItem]:
    """Return the items of lists of repealed documents, by start, in code points of `text`.

    An item begins with a number, a bullet or 《》, or is a table row with a number; in a row, the first title
    counts. A list ends with the first line of other text, or with a heading or sentence about what remains in
    force or is amended.
    """
    text = simplify(text)  # positions stay the same
    if not any(word in text for word in ("废止", "失效", "停止执行", "epeal", "bolish", "nnul", "nvalidat")):
        return []
    return list(_read_lists(text))


def items_from(items: Iterable[RepealedItem], start: int) -> tuple[RepealedItem, ...]:
    """Return the items from `start` on, in code points of the text that begins there."""
    return tuple(
        RepealedItem(first - start, last - start, is_quoted)
        for first, last, is_quoted in items
        if first >= start
    )


def _read_lists(text: str) -> Iterator[RepealedItem]:
    is_open = waits_for_first = False
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line:
            continue
        if _opens(line):
            is_open, waits_for_first = True, bool(_MARK.match(line))
        elif is_open and not line.startswith("|") and _OTHER.search(_without_titles(line)):
            is_open = False
        elif is_open and (item := _read_item(text, match.start(), match.end())):
            # 1.废止的文件目录 2.《甲办法》 are the attachments of a document
            is_open = not waits_for_first or bool(_FIRST.match(line)) or not _MARK.match(line)
            waits_for_first = False
            if is_open:
                yield item
        elif is_open and not line.startswith("|"):
            is_open = len(line) <= _LONGEST_HEADING and bool(_MARK.match(line))  # 一、省政府文件


def _opens(line: str) -> bool:
    if line[-1] in ":：":
        lead = line[-_LONGEST_LEAD:]
        return bool(_LEAD.search(lead)) and not _NOT_REPEALED.search(_without_titles(lead))
    if len(line) > _LONGEST_HEADING:
        return False
    heading = _MARK.sub("", line, count=1)
    return bool(_HEADING.search(heading)) and not _NOT_REPEALED.search(heading) and "修改" not in heading


def _without_titles(line: str) -> str:
    """Return a line without its mark, and without text in 《》 or brackets."""
    return re.sub(r"《[^》]*》|[(（][^()（）]*[)）]", "", _MARK.sub("", line, count=1)).strip(" 。;；")


def _read_item(text: str, start: int, end: int) -> RepealedItem | None:
    row = _ROW.match(text, start, end)
    if row:
        cells = (_find_title(text, *cell.span()) for cell in _CELL.finditer(text, row.end(), end))
        return next(filter(None, cells), None)
    mark = _MARK.match(text, start, end)
    if not mark and not text[start:end].lstrip().startswith("《"):
        return None
    return _find_title(text, mark.end() if mark else start, end)


def _find_title(text: str, start: int, end: int) -> RepealedItem | None:
    while start < end and text[start].isspace():
        start += 1
    quoted = QUOTED_TITLE.search(text, start, end)
    if quoted:
        is_item = _ISSUER.fullmatch(text, start, quoted.start())
        return RepealedItem(*quoted.span(1), is_quoted=True) if is_item else None
    found = _TITLE.match(text, start, end) or _ENGLISH_TITLE.match(text, start, end)
    return RepealedItem(*found.span(), is_quoted=False) if found else None
