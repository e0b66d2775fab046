"""Labelled lines at the head of a text: `**发布日期**: 2022-02-04`, `- Publisher: ...`, `| 文号 | ... |`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.corpus.metadata.dates import REPUBLIC_DAY, parse_date
from flows.corpus.metadata.fields import normalise_name
from flows.corpus.metadata.issuers import are_bodies
from flows.corpus.metadata.numbers import tidy_number
from flows.corpus.metadata.text_headers import find_text_header
from flows.corpus.metadata.titles import find_title
from flows.text import has_han, lazy_pattern, simplify

_HEAD, _LINES = 3_000, 25
_MAX_LABEL, _MAX_VALUE = 24, 200
_LINE = lazy_pattern(r"【[^【\r\n]+|[^\r\n【]+[^\r\n]*")
_LABELLED = lazy_pattern(
    rf"\s*(?:[-*•]\s+)?(?P<bold>\*\*|__)?(?P<label>[^\s*_|:：][^*_|:：]{{0,{_MAX_LABEL}}}?)"
    r"(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?(?P<value>.*)"
)
_ROW = lazy_pattern(
    rf"\s*\|\s*(?P<bold>\*\*)?(?P<label>[^*|]{{1,{_MAX_LABEL}}}?)(?:\*\*)?\s*[:：]?\s*\|(?P<value>[^|]*)\|\s*"
)
# 【发布日期】2025年10月9日, as pages of ministries label their lines, and [Issued by] Sample Office.
_BRACKETED = lazy_pattern(
    rf"\s*[【\[](?P<label>[^【】\[\]]{{1,{_MAX_LABEL}}})(?P<bold>[】\]])(?!\()"
    r"\s*[:：]?\s*(?P<value>[^【】\[\]]*)"
)
_BETWEEN = lazy_pattern(
    r"\s*(?:#{1,6}\s.*|-{3,}|\*{3,}|={3,}|\|[\s|:-]+\|)\s*"
)  # heading, rule, row of dashes
_LINK = lazy_pattern(r"\[([^\]]*)\]\(([^)\s]*)\)")
_ADDRESS = lazy_pattern(r"https?://\S+")
_WHOLE_DATE = lazy_pattern(
    r"(?:\d{4}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}\s*日?|\s*月)?|\d{4}年?|\d{8}"
    rf"|[〇零一二三四五六七八九]{{4}}年.{{2,8}}|{REPUBLIC_DAY}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}"
    r"|[A-Z][a-z]{2,8} \d{4})(?:[T\s]+\d{1,2}:\d{2}.{0,12})?"
)
_ENGLISH_BODY = lazy_pattern(r"[A-Z][\w&,.’'() -]{2,99}(?<![.,])")
_NOBODY = lazy_pattern(r"(?i:n/?a|none|unknown|various|not (?:given|stated|available)|tbd)")


_PAGE_DATE = (
    r"(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
    r"|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
    rf"|(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{REPUBLIC_DAY}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d{2}|[A-Z][a-z]{2,8}\.?,? (?:19|20)\d{2})"
)
_TIME_OF_DAY = r"(?:[T\s,]*(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,4}\b)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
_PEOPLE = r"(?:信息|文章|稿件)?来源|作者|记者|(?:责任)?编辑|责编"
_DATE_LINE = lazy_pattern(
    r"[\s(（]*(?:(?P<label>published(?: on| online)?|released?|issued|posted(?: on)?"
    r"|(?:release |publication |issue )?date|date of (?:release|publication|issue)"
    r"|发布(?:日期|时间)|公布日期"
    r"|(?:written|current|information)? ?as of|written(?: in)?|(?:last )?(?:updated|modified)|revised"
    r"|成文日期|印发日期|更新(?:日期|时间)|日期|时间)\s*[:：]?\s*)?"
    rf"{_WEEKDAY}(?P<date>{_PAGE_DATE}){_TIME_OF_DAY}"
    r"(?:\s*(?:印发|发布|版)|\s+by\s+[^.,;!?]{1,30}"
    rf"|[\s，,|]*(?:{_PEOPLE})\s*[:：][^。；！？]{{1,80}})?[\s)）.]*",
    re.IGNORECASE,
)
# The line above the text of a web page, as printed: 发表时间：2025-08-21 17:38 信息来源：样例局.
_STAMP_LINE = lazy_pattern(
    r"(?:(?:信息|文章|稿件)?来源\s*[:：]\s*[^\s，。；！？]{2,40}\s+)?"
    r"(?P<label>(?:发布|发表|公布|刊发)(?:日期|时间|于))\s*[:：]?\s*"
    rf"(?P<date>{_PAGE_DATE}){_TIME_OF_DAY}"
    rf"(?:\s*(?:[【|]|{_PEOPLE}|浏览|阅读|点击"
    r"|访问|字体|字号|分享|打印)[^。；！？]{0,120})?"
)
# 来源：样例部新闻办公室 类型：原创 分类：新闻 2025-11-07 20:01, as a portal of ministries prints it.
_FIELDS_LINE = lazy_pattern(
    r"(?P<label>(?:信息|文章|稿件)?来源)\s*[:：]\s*[^\s，。；！？]{2,40}"
    r"(?:\s+[\u4e00-\u9fff]{2,4}\s*[:：]\s*[^\s，。；！？]{0,20}){0,5}"
    r"\s+(?:[\u4e00-\u9fff]{2,4}\s*[:：]\s*)?"
    rf"(?P<date>{_PAGE_DATE}){_TIME_OF_DAY}(?:\s[^。；！？]{{0,60}})?"
)
_SOURCE_LINE = lazy_pattern(
    rf"(?:发布|发表|公布)?(?:日期|时间)?\s*[:：]?\s*{_PAGE_DATE}"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"\s+(?:信息|文章)?来源\s*[:：]\s*(?P<name>[^\s，。；！？:：]{4,40})(?:\s.{0,60})?"
)
# The same the other way round: 来源：样例局新闻中心　发布时间：2023-07-14.
_SOURCE_FIRST = lazy_pattern(
    r"(?:信息|文章)?来源\s*[:：]\s*(?P<name>[^\s，。；！？:：]{4,40})\s+"
    rf"(?:发布|发表|公布)(?:日期|时间)\s*[:：]?\s*{_PAGE_DATE}(?:\s.{{0,60}})?"
)
_PAPERS = ("社", "网", "报")
_AFTER_NAME = lazy_pattern(
    rf"(?:\S.{{2,60}}?)\s*[|·•—–,]\s*(?P<date>{_PAGE_DATE}){_TIME_OF_DAY}"
    r"(?:\s*[|·•]\s*\d{1,2} min read)?[\s.]*"
)
_PAPER_DATE = lazy_pattern(
    rf"[\u4e00-\u9fff]{{2,12}}[报网社刊台]\s+(?P<date>{_PAGE_DATE}){_TIME_OF_DAY}"
)  # 样例晚报 2024-02-18
_IS_PUBLISHED = lazy_pattern(r"publi[sc]|releas|issued|posted|发布|发表|公布|刊发|来源", re.IGNORECASE)
_PAGE_LINES = 80
# Two bold spans that touch are one: **（2026—2030年****）**.
_BOLD = r"\*\*(?=[^\s*])(?P<bold>[^\n*]+?(?:\*{4}(?=[^\s*])[^\n*]+?)*)(?<!\s)\*\*(?!\*)"
_STRONG = lazy_pattern(rf"(?<!\*){_BOLD}|(?<!\w)__(?=[^\s_])(?P<low>[^\n_]+?)(?<!\s)__(?!\w)")
_OPENS_LINE = lazy_pattern(
    rf"^(?P<before>\s*(?:[-*•]\s+|#{{1,6}}\s+|\d{{1,2}}[.)]\s+)?){_BOLD}", re.MULTILINE
)


class HeadLines(NamedTuple):
    """The values of the lines by field, and the positions of the lines in the text."""

    values: dict[str, str]
    spans: list[tuple[int, int]]


@cache
def _meanings() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("head_labels.toml").read_text(encoding="utf-8"))
    return {label: ours for ours, labels in table.items() for label in labels}


def read_head_lines(text: str) -> HeadLines:
    """Return the values of the labelled lines at the head of a text, or nothing if there are none.

    There must be at least two of them, or one with a label in bold, in a row, with only headings and rules
    between. A value is used only if it fits its label: a whole date, the name of a body, an address.
    `发布机构: 加快布局`, `相关部门` and a span of years do not.
    """
    found: list[tuple[str, str, bool]] = []
    spans: list[tuple[int, int]] = []
    for line in list(_LINE.finditer(text[:_HEAD]))[:_LINES]:
        if not line[0].strip():
            continue
        match = _match_labelled(line[0])
        meaning = _meanings().get(normalise_name(match["label"]), "") if match else ""
        if match and meaning and len(match["value"]) <= _MAX_VALUE:
            found.append((meaning, match["value"].strip().strip("*_").strip(), bool(match["bold"])))
            spans.append(line.span())
        elif found and not _BETWEEN.fullmatch(line[0]):
            break
    if len(found) < 2 and not any(is_bold for _, _, is_bold in found):
        return HeadLines({}, [])
    values: dict[str, str] = {}
    for meaning, given, _ in found:
        if value := _checked(meaning, given):
            values.setdefault(meaning, value)
    return HeadLines(values, spans)


def find_shown_title(text: str) -> str:
    """Return the title of a text: from a labelled line at its head (标题：…), or else as shown, or ""."""
    head = read_head_lines(text)
    if title := head.values.get("title"):
        return title
    end = max((end for _, end in head.spans), default=0)
    kept = [line for line in text[:end].splitlines() if not _is_labelled(line)]
    return find_title("\n".join([*kept, text[end:]]))


def _match_labelled(line: str) -> re.Match[str] | None:
    return _ROW.fullmatch(line) or _BRACKETED.fullmatch(line) or _LABELLED.fullmatch(line)


def _is_labelled(line: str) -> bool:
    match = _match_labelled(line)
    return match is not None and normalise_name(match["label"]) in _meanings()


def _checked(meaning: str, given: str) -> str:
    """Return a value in our form, or "" if it does not fit its label."""
    if meaning in ("published", "written"):
        return parse_date(given) if _WHOLE_DATE.fullmatch(simplify(given)) else ""
    if meaning == "url":
        address = _ADDRESS.search(_LINK.sub(r"\2", given))
        return address[0] if address else ""
    plain = " ".join(_LINK.sub(r"\1", given).split())
    if meaning == "publisher":
        return plain if _is_publisher(plain) else ""
    if meaning == "document_number":
        return tidy_number(plain) if any(map(str.isdigit, plain)) else ""
    return plain if meaning == "title" and len(plain) > 3 else ""


def _is_publisher(name: str) -> bool:
    if has_han(name):
        return are_bodies(name)
    return bool(_ENGLISH_BODY.fullmatch(name)) and not _NOBODY.fullmatch(name)


def find_dated_line(text: str, *, limit: int = _PAGE_LINES, is_labelled: bool = False) -> dict[str, str]:
    """Return the date of the text in one of its first lines, by its kind; {} without one.

    A label decides the kind: `Published: May 6, 2022` is a date of publication. `Written as of May 2022`,
    `Last updated: May 2022`, a bare date and `Sample Institute | May 2022` are dates of writing. Dates inside
    sentences do not count, 样例晚报 2024-02-18 does; with `is_labelled`, only dates after a label do.
    """
    lines = [" ".join(simplify(line).split()) for line in text.splitlines() if line.strip()][:limit]
    labelled = (_DATE_LINE, _STAMP_LINE, _FIELDS_LINE)
    for pattern in labelled if is_labelled else (*labelled, _AFTER_NAME, _PAPER_DATE):
        for line in lines:
            match = pattern.fullmatch(line)
            label = (match.groupdict().get("label") or "") if match else ""
            if match and (label or not is_labelled) and (found := parse_date(match["date"])):
                return {"published" if _IS_PUBLISHED.search(label) else "written": found}
    return {}


def find_source(text: str) -> str:
    """Return the body named as the source in the line above the text of a page, or "".

    >>> 发布日期：2025-05-19 来源：样例市工业和信息化局 -> 样例市工业和信息化局
    """
    for line in text.splitlines()[:_PAGE_LINES]:
        bare = line.strip()
        plain = simplify(bare)
        dated = _SOURCE_LINE.fullmatch(plain) or _SOURCE_FIRST.fullmatch(plain)
        if dated and are_bodies(dated["name"]) and not dated["name"].endswith(_PAPERS):
            return bare[slice(*dated.span("name"))]
    return ""


def unmark_strong(text: str, *, is_markdown: bool = True) -> str:
    """Return a text without the marks of bold type: `**第二条** 市人民政府` is 第二条 市人民政府.

    The marks would hide the numbers of articles, and they occur inside names. Lines of metadata at the head
    keep them, since a bold label identifies such a line. A text that is not declared as Markdown may mark
    notes by stars, so there only bold type at the beginning of a line counts.
    """
    if "**" not in text and "__" not in text:
        return text
    spans = read_head_lines(text).spans

    def unmark(match: re.Match[str]) -> str:
        is_kept = any(start <= match.start() < end for start, end in spans)
        return match[0] if is_kept else _without_marks(match)

    return (_STRONG if is_markdown else _OPENS_LINE).sub(unmark, text)


def unmark_head_lines(text: str) -> str:
    """Return a text whose lines of metadata have no marks of bold type: `**发布日期**: 2022-02-04`.

    Lines that would not be recognised without the marks keep them.
    """
    head = read_head_lines(text)
    end = max((end for _, end in head.spans), default=0)
    top = _STRONG.sub(_without_marks, text[:end])
    plain = top + text[end:]
    found = read_head_lines(plain)
    header = find_text_header(plain)
    is_same = (found.values, len(found.spans)) == (head.values, len(head.spans))
    if not is_same or (header and header[1] > len(top)):
        return text
    return plain


def _without_marks(match: re.Match[str]) -> str:
    return "".join(match.groupdict("").values()).replace("****", "")
