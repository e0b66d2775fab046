"""Find the parts of a text that are not content.

These are page furniture, breadcrumbs, contents pages, and page numbers and footnotes within the text. Nothing
is removed: the spans decide which passages are not counted.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flows.corpus.metadata import PAGE_TOOLS, find_text_header, read_head_lines
from flows.corpus.splitting.contents import find_contents_in_flow, find_contents_lines
from flows.corpus.splitting.marks import Mark, without_overlaps
from flows.corpus.splitting.page_numbers import find_page_lines, find_page_numbers
from flows.text import HAN, lazy_pattern, read_patterns

# Characters at either end of a text in which a line may be furniture that would be content elsewhere.
_HEAD = _TAIL = 1_500
_LONG_LINE = 800  # a page that has lost its line ends
_MAX_LINE, _MAX_CRUMB = 160, 30
_MINIMUM_TITLE, _TITLE_LINES = 6, 4
_LINE = lazy_pattern(r"[^\r\n]+")
_SPACES = lazy_pattern(r"[\s\u3000\u200b-\u200f\ufeff]+")
# Furniture anywhere, if on a line of its own.
_ALWAYS = lazy_pattern(
    PAGE_TOOLS + r"|手机版|设为首页|加入收藏|无障碍(?:浏览|阅读|版)?|长者(?:专区|助手|版)|扫一扫.{0,30}"
    # Headings of boxes beside the text.
    r"|相关(?:报道|稿件|附件|阅读|链接|新闻|文件下载|文章)[:：]?|视频简介|栏目介绍|内容简介|点击下载.{0,10}"
    r"|[>＞»›】]|→"
    # Footers.
    r"|.{0,40}(?:ICP备|公网安备|网站标识码)[\s:：]?.{0,60}"
    r"|(?:©|版权所有|Copyright|All rights reserved).{0,120}"
    r"|.{2,40}[\s©]*版权所有.{0,40}|Produced By .{0,120}"
    r"|(?:主办|承办|技术支持|网站地图|联系我们)[:：].{2,60}|(?:上一篇|下一篇|上一条|下一条)[:：].{0,80}"
    # Page numbers.
    r"|[-–—·\s]*第?\s*\d{1,4}\s*页?[-–—·\s]*(?<=[-–—页·])[\s]*|第\s*\d{1,4}\s*页[，,\s]*共\s*\d{1,4}\s*页"
    r"|Page \d{1,4}(?: of \d{1,4})?"
    r"|(?:Skip to (?:main )?content|Back to top|Share this|Print|Cookie (?:policy|settings)"
    r"|Sign up .{0,40}newsletter.{0,20})",
    re.IGNORECASE,
)
# Furniture only near either end of a text: an article may mention a source.
_AT_THE_ENDS = lazy_pattern(
    r"(?:(?:发布|更新|发表|发文|发稿)?(?:时间|日期)[:：]\s*(?:19|20)\d{2}.{2,60}"
    r"|(?:(?:文章|信息|稿件)?来源|浏览次数|阅读次数|浏览量)[:：]\s*[^\s。，；]{0,60}(?:\s[^。；]{0,40})?"
    r"|公开方式[:：].{2,8}|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2}[\s|｜丨]+来源[:：].{0,40}"
    r"|[（(]?(?:责任编辑|责编|编辑|校对)[:：].{1,20}"
    r"|(?:首\s*页|搜索|基本信息|正文|下载|网站首页|政务公开|政务服务|互动交流))"
)
_FONT_BOX = lazy_pattern(
    r"^[ \t\u3000]{0,4}【?字[体号](?:大小)?[:：]?"
    r"(?:\s{1,4}(?:[【】|]|[超特]?大|[中小]|打印|收藏|分享)[:：]?){3,12}[ \t]{0,4}$",
    re.MULTILINE,
)
_CRUMBS = lazy_pattern(
    r"(?:当前位置|您?(?:现在|当前|所在)的?位置)[是为]?[:：]?.{0,150}|首\s*页\s*[>＞»›→-].{1,150}"
)
_LICENCE = lazy_pattern(r"^(?:公有领域|Public domain|false|版权失效模板)$|维基文库|本模板的使用")
# The box below a text in a collection such as Wikisource, which states why it may be copied.
_LICENCE_BOX = lazy_pattern(
    r"^[^\S\n]*(?:本作品(?:来自|是|属于|在|收录|因)|本文件.{0,20}(?:公有领域|著作权)|This work (?:is|was) )",
    re.MULTILINE,
)
_LICENCE_WORDS = lazy_pattern(r"著作权|公有领域|版权|public domain|copyright", re.IGNORECASE)
_LICENCE_LENGTH = 2_500
_NOTE_MARKS = lazy_pattern(r"(?:[\[［]\d{1,2}[\]］])+$")  # after a title, which is stored without them
_RUN_IN_HEAD = lazy_pattern(r"【打印】(?:\s*【纠错】)?|【纠错】|(?:打印|收藏)\s+(?:收藏|分享|关闭)")
_RUN_IN_TAIL = lazy_pattern(
    rf"(?:关闭\s+)?(?:[{HAN}]{{6,30}}\s+){{0,3}}(?:©\s*)?版权所有|Produced By CMS|【返回顶部】"
)
_NAVIGATION = lazy_pattern(r"首\s*页|当前位置|设为首页|加入收藏|网站地图")
_ARROWS = (">", "＞", "»", "›")


@cache
def _listed_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of `furniture_lines.toml`: for lines anywhere, and for those near either end."""
    table = read_patterns(Path(__file__).with_name("furniture_lines.toml"))
    always, ends = ("|".join(table[name]) for name in ("always", "at_the_ends"))
    return re.compile(always, re.IGNORECASE), re.compile(ends)


def _is_listed_at_the_ends(line: str) -> bool:
    return bool(_AT_THE_ENDS.fullmatch(line) or _listed_patterns()[1].fullmatch(line))


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def find_marks(text: str, title: str = "") -> list[Mark]:
    """Return the spans that are not content, in order, without overlaps.

    The official header table, and repeats of `title` near the top, are also furniture. The first occurrence
    of the title is content.
    """
    return without_overlaps(
        [
            *find_contents_lines(text),
            *find_contents_in_flow(text),
            *find_page_numbers(text),
            *find_page_lines(text),
            *_find_lines(text),
            *_find_licence_box(text),
            *_find_crumbs(text),
            *_find_font_box(text),
            *_find_ends_of_long_lines(text),
            *_find_header(text),
            *_find_repeated_titles(text, title),
        ]
    )


def is_furniture_line(line: str) -> bool:
    """Return whether a line is furniture at any place."""
    stripped = line.strip()
    bare = line.strip("-·•* \t\u3000\r\n") or stripped
    if _ALWAYS.fullmatch(bare) or _ALWAYS.fullmatch(stripped) or _CRUMBS.fullmatch(bare):
        return True
    return len(bare) <= _MAX_LINE and bool(_listed_patterns()[0].fullmatch(bare))


def strip_page(text: str) -> str:
    """Return the text of a web page without furniture at its ends and lines that are always furniture."""
    lines = [line for line in text.splitlines() if not is_furniture_line(line)]
    while lines and _is_end(lines[0]):
        lines.pop(0)
    while lines and _is_end(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _is_end(line: str) -> bool:
    return not line.strip() or _is_listed_at_the_ends(line.strip("- \t\u3000"))


def _lines_of(text: str) -> list[_Line]:
    """Return the lines that are not blank; `text` lacks surrounding white space, the span has it."""
    found = (_Line(match.start(), match.end(), match[0].strip()) for match in _LINE.finditer(text))
    return [line for line in found if line.text]


def _find_lines(text: str) -> list[Mark]:
    tail = len(text) - _TAIL
    found = []
    for line in _lines_of(text):
        if len(line.text) > _MAX_LINE:
            continue
        in_tail = line.end > tail
        is_near_end = line.start < _HEAD or in_tail
        if (
            is_furniture_line(line.text)
            or (is_near_end and _is_listed_at_the_ends(line.text))
            or (in_tail and _LICENCE.search(line.text))
        ):
            found.append(Mark(line.start, line.end, "furniture"))
    return found


def _find_licence_box(text: str) -> list[Mark]:
    """Return the licence box that ends a text: from its first line on, including links and lists."""
    for match in _LICENCE_BOX.finditer(text, max(0, len(text) - _LICENCE_LENGTH)):
        if match.start() and _LICENCE_WORDS.search(text, match.start()):
            return [Mark(match.start(), len(text), "furniture")]
    return []


def _find_font_box(text: str) -> list[Mark]:
    """Return font-size buttons that are spread over several lines: 【字体： / 大 / 中 / 小 / 】 / 分享：."""
    return [Mark(*match.span(), "furniture") for match in _FONT_BOX.finditer(text, 0, 2 * _HEAD)]


def _find_crumbs(text: str) -> list[Mark]:
    """Return breadcrumbs that have lost their line: 首页 / > / 文件 / > / 科技司, one per line."""
    lines = _lines_of(text[:_HEAD])
    arrows = [number for number, line in enumerate(lines) if line.text in _ARROWS]
    if len(arrows) < 2:
        return []
    first, last = max(arrows[0] - 1, 0), min(arrows[-1] + 1, len(lines) - 1)
    between = lines[first : last + 1]
    if len(between) > 2 * len(arrows) + 1 or any(len(line.text) > _MAX_CRUMB for line in between):
        return []
    return [Mark(line.start, line.end, "furniture") for line in between]


def _find_ends_of_long_lines(text: str) -> list[Mark]:
    """Return, for a page on one line, all up to its tools (打印, 纠错) and all from its footer on."""
    found = []
    for match in _LINE.finditer(text):
        if len(match[0]) < _LONG_LINE and len(match[0]) < len(text) - 2:
            continue
        head = text[match.start() : match.start() + _HEAD]
        tools = max((tool.end() for tool in _RUN_IN_HEAD.finditer(head)), default=0)
        if tools and _NAVIGATION.search(head[:tools]):
            found.append(Mark(match.start(), match.start() + tools, "furniture"))
        start = max(match.start() + tools, match.end() - _TAIL)
        if tools and (footer := _RUN_IN_TAIL.search(text, start, match.end())):
            found.append(Mark(footer.start(), match.end(), "furniture"))
    return found


def _find_header(text: str) -> list[Mark]:
    spans = list(read_head_lines(text).spans)
    if header := find_text_header(text):
        spans.append(header)
    return [Mark(*span, "furniture") for span in spans]


def _find_repeated_titles(text: str, title: str) -> list[Mark]:
    """Return the lines near the top that repeat the title; it may be broken over several lines."""
    wanted = _SPACES.sub("", title)
    if len(wanted) < _MINIMUM_TITLE:
        return []
    lines = [match for match in _LINE.finditer(text[: 2 * _HEAD]) if match[0].strip("# \t\u3000\r")]
    parts = [_NOTE_MARKS.sub("", _SPACES.sub("", match[0]).lstrip("#")) for match in lines]
    found: list[Mark] = []
    number = seen = 0
    while number < len(lines):
        count = _count_title_lines(parts, number, wanted)
        if count:
            seen += 1
            if seen > 1:
                found.append(Mark(lines[number].start(), lines[number + count - 1].end(), "furniture"))
        number += count or 1
    return found


def _count_title_lines(parts: list[str], first: int, wanted: str) -> int:
    """Return the number of lines from `first` on that make up the title, or 0."""
    joined = ""
    for count in range(1, _TITLE_LINES + 1):
        joined += "".join(parts[first + count - 1 : first + count])
        if joined == wanted:
            return count
        if not wanted.startswith(joined):
            return 0
    return 0
