"""The title and the date of a PDF, from its first page and its document information."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from flows.corpus.metadata import find_dated_line, find_title, parse_date, read_translation
from flows.text import HAN, lazy_pattern, replace_print_forms

# Titles set by a program: the file's name, or the program's name for a new file.
_JUNK_TITLE = lazy_pattern(
    r"^(?:microsoft (?:word|powerpoint|excel|office).*"
    r"|(?:untitled|document|presentation|slide|layout|book|draft)[\s\d._-]*"
    r"|powerpoint (?:presentation|演示文稿)|无标题.*|未命名.*|新建.{0,25}(?:文档|文稿).*"
    r"|(?:文档|演示文稿|幻灯片)[\s\d]*"
    r"|[\w\s().-]*\.(?:docx?|pptx?|xlsx?|pdf|indd|qxd|wps|tex|dvi|html?|rtf|txt|md)|[\W\d_]*"
    r"|(?:title|test|print|output|scan|template|模板|标题)[\s\d]*"
    # The section of a website that a page is in.
    r"|(?:首页|正文|详情|要闻"
    r"|(?:通知|公示|信息|政务|政策|新闻|工作|国务院)(?:公告|公示|公开|法规|文件|动态|中心|信息)))$",
    re.IGNORECASE,
)
# A title and, set apart, the name of its site. A hyphen without blanks may be part of the title.
_SITE = lazy_pattern(
    r"(?P<title>\S.+?)(?:\s+[-–—]\s+|\s*[_|｜]\s*|\s*-\s*(?=.*网站?$))(?:[^-–—_|｜]{2,30}?\s*[-_|｜]\s*)?"
    r"[^-–—_|｜]*(?:网|网站|门户|政府|(?:委员会|部|局|厅|院)官网|公众号|平台|日报|新华社"
    r"|\b(?i:website|institute|center|centre|university|news|daily|times|journal|magazine|online|government"
    r"|ministry|foundation|council|office|library|\w+\.(?:com|org|gov|net|cn|eu|uk))\b.*)"
)
_BESIDE_NUMBER = lazy_pattern(rf"(?<=[{HAN}，、：（）《》“”]) (?=\d)|(?<=\d) (?=[{HAN}，、：（）《》“”])")
_BETWEEN_CHINESE = lazy_pattern(rf"(?<=[{HAN}，、：（）《》“”]) (?=[{HAN}，、：（）《》“”])")
_JUNK_START = lazy_pattern(r"^(?:microsoft (?:word|powerpoint) - )", re.IGNORECASE)
_MENU = r"首\s*页(?:[\s>›»|].*|.*(?:公开|服务|互动|新闻|动态).*)?"
_LETTERHEAD = lazy_pattern(rf"[{HAN}\s]{{3,40}}(?:文件|公报|简报)|附件\s*\d*[:：]?|{_MENU}")
_WORDS = lazy_pattern(rf"[A-Za-z0-9]+|[{HAN}]")
_SHARED = 0.6  # of a declared title's words, the share that the first pages must contain
_LARGER = 1.15  # than the size of most of the page's text
_SAME = 0.04  # sizes that differ by less are the same
_MAX_TITLE, _MIN_TITLE, _MIN_LATIN_TITLE = 200, 4, 8
_TITLE_WITHIN, _MAX_TITLE_LINES = 8, 4  # a title begins in the first lines, and is on no more lines
_BROWSER = lazy_pattern(r"Mozilla|Safari|Chrom|Firefox|wkhtmltopdf|Skia/PDF(?!.*Google Docs)")
_EARLIEST_FILE = "1993-06-15"  # PDF 1.0
_UNSET = frozenset(("2000-01-01", "2001-01-01", "2010-01-01"))  # clocks and programs that are not set


class Run(NamedTuple):
    """A piece of text on a page and its size."""

    text: str
    size: float


def read_runs(page: Any) -> list[Run]:
    """Return the text of a page in its order, with sizes."""
    runs: list[Run] = []

    def collect(text: str, of_page: Any, of_text: Any, _font: Any, size: float) -> None:
        if text.strip():
            scale = abs(of_text[3] * of_page[3]) or 1.0
            runs.append(Run(replace_print_forms(text), round(float(size) * scale, 1)))

    page.extract_text(visitor_text=collect)
    return runs


def choose_title(declared: str, runs: list[Run], text: str) -> str:
    """Return the title of a PDF, or "".

    If a translator gives a title, that is used. Next comes the declared title, unless a program set it
    ("Microsoft Word - x.doc") or the first pages contain too few of its words: then it is another document's.
    Then come a line that ends like the name of a Chinese document (关于…的通知), the largest text of the
    first page, and its first line.
    """
    if translated := read_translation(text).title:
        return translated
    declared = _without_site(_JUNK_START.sub("", " ".join(declared.split())), text)
    is_junk = bool(_JUNK_TITLE.match(declared))
    first = "" if _JUNK_TITLE.match(shown := find_title(text)) else shown
    if declared and not is_junk and _is_shown(declared, text[:6_000]):
        return declared
    largest = _largest(runs)
    # The first line may be only the first of the lines of a title: 关于印发样例产业 / 行动计划的通知.
    if "关于" in first and (len(first) > len(largest) or _letters(first) not in _letters(largest)):
        largest = first
    chosen = largest or first or ("" if is_junk else declared)
    return _BESIDE_NUMBER.sub("", chosen)


def join_title(text: str, title: str) -> str:
    """Return a text with a title that its first lines show on several lines on one line.

    关于印发样例产业 / 行动计划的通知 becomes one line, so that what is broken there is found.
    """
    lines = text.split("\n")
    wanted = _letters(title)
    for start, line in enumerate(lines[:_TITLE_WITHIN]):
        if not (found := _letters(line)) or found == wanted or not wanted.startswith(found):
            continue
        for end in range(start + 2, start + 2 + _MAX_TITLE_LINES):
            if _letters("".join(lines[start:end])) == wanted:
                return "\n".join([*lines[:start], _join_pieces(lines[start:end]), *lines[end:]])
    return text


def _join_pieces(lines: list[str]) -> str:
    """Return the lines of a title as one, without blanks beside Chinese characters."""
    return _BETWEEN_CHINESE.sub("", " ".join(lines))


def _without_site(declared: str, text: str) -> str:
    """Return the title of a printed web page without the name of its site (样例规划 - 示范市人民政府网).

    The text shows the title alone; a title that the text shows whole is kept, whatever its capitals and
    dashes.
    """
    shown = _letters(text)
    if _letters(declared) in shown or not (match := _SITE.fullmatch(declared)):
        return declared
    return match["title"] if _letters(match["title"]) in shown else declared


def _letters(text: str) -> str:
    """Return the letters and digits of a text, for comparison."""
    return "".join(filter(str.isalnum, text.casefold()))


def _is_shown(declared: str, text: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(declared)]
    held = {word.lower() for word in _WORDS.findall(text)}
    return bool(words) and sum(word in held for word in words) >= _SHARED * len(words)


def _largest(runs: list[Run]) -> str:
    """Return the largest text of a page that may be a title, joined over its lines, or ""."""
    weights: Counter[float] = Counter()
    for run in runs:
        weights[run.size] += len(run.text.strip())
    if not weights:
        return ""
    body = weights.most_common(1)[0][0]
    for size in sorted((size for size in weights if size >= body * _LARGER), reverse=True):
        if found := _joined(runs, size):
            return found
    return ""


def _joined(runs: list[Run], size: float) -> str:
    """Return the first stretch of text in a size, unless it is a letterhead, figure or ornament."""
    parts: list[str] = []
    for run in runs:
        if abs(run.size - size) <= size * _SAME:
            parts.append(run.text)
        elif parts:
            break
    lines = " ".join("".join(parts).split())
    title = _BETWEEN_CHINESE.sub("", lines)
    shortest = _MIN_TITLE if re.search(f"[{HAN}]", title) else _MIN_LATIN_TITLE
    is_title = shortest <= len(title) <= _MAX_TITLE and not _LETTERHEAD.fullmatch(title)
    return title if is_title and not find_dated_line(title) and any(map(str.isalpha, title)) else ""


def read_creation_date(info: Mapping[str, Any]) -> str:
    """Return the ISO date on which a file was made, according to its document information, or ""."""
    return parse_date(str(info.get("/CreationDate") or "").removeprefix("D:")[:8])


def is_printed_page(info: Mapping[str, Any]) -> bool:
    """Return whether a browser printed the file: when somebody read the page, not when it was written."""
    return bool(_BROWSER.search(f"{info.get('/Creator') or ''} {info.get('/Producer') or ''}"))


def is_plausible(created: str) -> bool:
    """Return whether a file may have been made on a date: not before PDF existed, nor by an unset clock."""
    return created >= _EARLIEST_FILE and created not in _UNSET
