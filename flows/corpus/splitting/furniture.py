"""What stands in a text without being part of what it says: page furniture, bread crumbs, contents pages, footnotes in the flow.

Nothing is taken out: the spans, in code points of the text as it was read, tell the passages that are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.corpus.metadata import find_text_header

_HEAD, _TAIL = (
    1_500,
    1_500,
)  # characters at either end in which a line may be furniture that would be text elsewhere
_LONG_LINE = 800  # a page that has lost its line ends
_LINE = re.compile(r"[^\r\n]+")
_SPACES = re.compile(r"[\s\u3000\u200b-\u200f\ufeff]+")
# Furniture wherever it stands alone in a line.
_ALWAYS = re.compile(
    r"(?:【?(?:返回顶部|关闭窗口|打印本页|打印|纠错|我要纠错|推荐|收藏|分享到?)】?[\s|]*)+"
    r"|【?字(?:体|号)(?:大小)?[:：]?\s*[【\[]?(?:[\s|]*(?:超?[大中小]|A[-+]?))*\s*[】\]]*|【字号[:：]|加大|还原|减小|全屏"
    r"|(?:下载|打印|收藏|分享|字号|大|中|小|关闭|微信|微博|[|｜\s])+(?<=[^大中小])|手机版|设为首页|加入收藏|无障碍(?:浏览|阅读|版)?|长者(?:专区|助手|版)|扫一扫.{0,30}"
    r"|相关(?:报道|稿件|附件|阅读|链接|新闻|文件下载|文章)[:：]?|视频简介|栏目介绍|内容简介|点击下载.{0,10}|[>＞»›】]|→"
    r"|.{0,40}(?:ICP备|公网安备|网站标识码)[\s:：]?.{0,60}|(?:©|版权所有|Copyright|All rights reserved).{0,120}|.{2,40}[\s©]*版权所有.{0,40}|Produced By .{0,120}"
    r"|(?:主办|承办|技术支持|网站地图|联系我们)[:：].{2,60}|(?:上一篇|下一篇|上一条|下一条)[:：].{0,80}"
    r"|[-–—·\s]*第?\s*\d{1,4}\s*页?[-–—·\s]*(?<=[-–—页·])[\s]*|第\s*\d{1,4}\s*页[，,\s]*共\s*\d{1,4}\s*页|Page \d{1,4}(?: of \d{1,4})?"
    r"|(?:Skip to (?:main )?content|Back to top|Share this|Print|Cookie (?:policy|settings)|Sign up .{0,40}newsletter.{0,20})",
    re.IGNORECASE,
)
# Furniture near either end of a text only: an article may speak of a source.
_AT_THE_ENDS = re.compile(
    r"(?:(?:发布|更新|发表|发文|发稿)?(?:时间|日期)[:：]\s*(?:19|20)\d{2}.{2,60}|(?:(?:文章|信息|稿件)?来源|浏览次数|阅读次数|浏览量)[:：]\s*[^\s。，；]{0,30}(?:\s[^。；]{0,40})?"
    r"|公开方式[:：].{2,8}|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*\d{1,2}[:：]\d{2}\s+来源[:：].{0,40}|[（(]?(?:责任编辑|责编|编辑|校对)[:：].{1,20}|(?:首\s*页|搜索|基本信息|正文|下载|网站首页|政务公开|政务服务|互动交流))"
)
_CRUMBS = re.compile(
    r"(?:当前位置|您?(?:现在|当前|所在)的?位置)[是为]?[:：]?.{0,150}|首\s*页\s*[>＞»›→-].{1,150}"
)
_LICENCE = re.compile(r"^(?:公有领域|Public domain|false|版权失效模板)$|维基文库|本模板的使用")
_RUN_IN_HEAD = re.compile(r"【打印】(?:\s*【纠错】)?|【纠错】|(?:打印|收藏)\s+(?:收藏|分享|关闭)")
_RUN_IN_TAIL = re.compile(
    r"(?:关闭\s+)?(?:[\u4e00-\u9fff]{6,30}\s+){0,3}(?:©\s*)?版权所有|Produced By CMS|【返回顶部】"
)
_NAVIGATION = re.compile(r"首\s*页|当前位置|设为首页|加入收藏|网站地图")
_CONTENTS = re.compile(r"^\W*(?:目\s*录|目\s*次|(?:table of )?contents)\W*$", re.IGNORECASE)
_DOTTED = re.compile(
    r".{2,90}?(?:[.．·•]\s?){4,}\s*[ivx\d]{1,4}|.{2,60}?(?:[.．·•]\s?){10,}|.{2,90}?…{2,}\s*\d{1,4}"
)
_DOTTED_INSIDE = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}")
_CONTENTS_INSIDE = re.compile(r"\b(?:TABLE OF CONTENTS|Table of Contents|CONTENTS|Contents)\b")
_CONTENTS_NEAR = re.compile(r"目\s*录|目\s*次|\b(?:TABLE OF )?CONTENTS\b", re.IGNORECASE)
_ENTRY = re.compile(
    r"\b(?:Part|PART|Chapter|CHAPTER|Article|ARTICLE|Section|SECTION) (?:\d{1,3}|[IVXL]+|[A-Z][a-z]+(?:-[a-z]+)?)\b"
)
_PAGE_NUMBER = re.compile(
    r"(?<![^\s])(?<!Article )(?<!Chapter )(?<!Section )(?<!Part )(?<!Box )\d{1,3}(?![^\s])"
)
_NOTE = re.compile(r"(?<!\S)\d{1,3} (?:Translator['’]s note|Note|Footnote)[:：]", re.IGNORECASE)
_PAGE_LENGTHS = (600, 7_000)
_MINIMUM_PAGES = 15


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """`text[start:end]` is of this kind: furniture, contents, note (a footnote in the flow) or page (its number, alone in the flow)."""

    start: int
    end: int
    kind: str


def find_marks(text: str, title: str = "") -> list[Mark]:
    """Return what is not the text itself, in order, without overlaps; the official header table and repeats of `title` near the
    top are furniture, too. The first occurrence of the title stays."""
    found = [*_contents_in_lines(text), *_contents_inside(text), *_of_pages(text)]
    found += _of_lines(text) + _of_long_lines(text) + _of_header(text) + _of_titles(text, title)
    return _without_overlaps(found)


def is_furniture_line(line: str) -> bool:
    """Return whether a line is furniture wherever it stands."""
    bare = line.strip("-·•* \t\u3000\r\n") or line.strip()
    return bool(_ALWAYS.fullmatch(bare) or _ALWAYS.fullmatch(line.strip()) or _CRUMBS.fullmatch(bare))


def strip_page(text: str) -> str:
    """Return the text of a web page without the furniture at its beginning and end, and without lines that are always furniture."""
    lines = [line for line in text.splitlines() if not is_furniture_line(line)]
    while lines and (not lines[0].strip() or _AT_THE_ENDS.fullmatch(lines[0].strip("- \t\u3000"))):
        lines.pop(0)
    while lines and (not lines[-1].strip() or _AT_THE_ENDS.fullmatch(lines[-1].strip("- \t\u3000"))):
        lines.pop()
    return "\n".join(lines)


def _of_lines(text: str) -> list[Mark]:
    found = []
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if not line or len(line) > 160:
            continue
        near = match.start() < _HEAD or match.end() > len(text) - _TAIL
        is_one = (
            is_furniture_line(line)
            or (near and bool(_AT_THE_ENDS.fullmatch(line)))
            or (match.end() > len(text) - _TAIL and bool(_LICENCE.search(line)))
        )
        if is_one:
            found.append(Mark(match.start(), match.end(), "furniture"))
    return found + _of_crumbs(text)


def _of_crumbs(text: str) -> list[Mark]:
    """Bread crumbs that lost their line: 首页 / > / 文件 / > / 科技司, one a line."""
    lines = [match for match in _LINE.finditer(text[:_HEAD]) if match[0].strip()]
    arrows = [number for number, match in enumerate(lines) if match[0].strip() in (">", "＞", "»", "›")]
    if len(arrows) < 2:
        return []
    first, last = max(arrows[0] - 1, 0), min(arrows[-1] + 1, len(lines) - 1)
    between = lines[first : last + 1]
    if len(between) > 2 * len(arrows) + 1 or any(len(match[0].strip()) > 30 for match in between):
        return []
    return [Mark(match.start(), match.end(), "furniture") for match in between]


def _of_long_lines(text: str) -> list[Mark]:
    """A page in one line: all up to its tools (打印, 纠错) and all from its footer on."""
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


def _of_header(text: str) -> list[Mark]:
    span = find_text_header(text)
    return [Mark(*span, "furniture")] if span else []


def _of_titles(text: str, title: str) -> list[Mark]:
    """Lines near the top that say the title once more."""
    wanted = _SPACES.sub("", title)
    if len(wanted) < 6:
        return []
    lines = [match for match in _LINE.finditer(text[: 2 * _HEAD]) if match[0].strip("# \t\u3000\r")]
    found: list[Mark] = []
    number = seen = 0
    while number < len(lines):
        joined = ""
        for count in range(1, 5):  # a title may be broken over lines
            joined += (
                _SPACES.sub("", lines[number + count - 1][0]).lstrip("#")
                if number + count <= len(lines)
                else ""
            )
            if joined == wanted:
                seen += 1
                if seen > 1:
                    found.append(Mark(lines[number].start(), lines[number + count - 1].end(), "furniture"))
                number += count - 1
                break
            if not wanted.startswith(joined):
                break
        number += 1
    return found


def _contents_in_lines(text: str) -> Iterator[Mark]:
    """Lines of a contents page: dots and a page number behind a heading; with the line that says 目录."""
    before: re.Match[str] | None = None
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if len(line) < 160 and _DOTTED.fullmatch(line):
            if before is not None and _CONTENTS.fullmatch(before[0].strip()):
                yield Mark(before.start(), before.end(), "contents")
            yield Mark(match.start(), match.end(), "contents")
        if line:
            before = match


def _contents_inside(text: str) -> list[Mark]:
    """A contents page in the flow of a long line: dotted entries, or a list of headings up to where the first comes again."""
    dotted = list(_DOTTED_INSIDE.finditer(text[:100_000]))
    if len(dotted) >= 5:
        openings = list(_CONTENTS_NEAR.finditer(text, max(0, dotted[0].start() - 400), dotted[0].start()))
        start = openings[-1].start() if openings else text.rfind("\n", 0, dotted[0].start()) + 1
        last = dotted[0]
        for match in dotted[1:]:
            if match.start() - last.end() > 400:
                break
            last = match
        return [Mark(start, last.end(), "contents")]
    if not (opening := _CONTENTS_INSIDE.search(text[:20_000])):
        return []
    entries = list(_ENTRY.finditer(text, opening.end(), opening.end() + 30_000))
    if not entries or entries[0].start() - opening.end() > 20:
        return []
    end = entries[-1].end()
    for number, match in enumerate(entries[1:], 1):
        is_text = (
            match.start() - entries[number - 1].end() > 300
        )  # the last entry, and what follows the contents
        if is_text or match[0].casefold() == entries[0][0].casefold():
            end = (entries[number - 1].end() if is_text else match.start()) if number >= 10 else 0
            break
    return [Mark(opening.start(), end, "contents")] if end and len(entries) > 10 else []


def _of_pages(text: str) -> list[Mark]:
    """Page numbers in the flow of a text that has lost its pages, and the footnotes that end at them."""
    if len(text) < _MINIMUM_PAGES * _PAGE_LENGTHS[0] or text.count("\n") > len(text) / 2_000:
        return []
    pages = _count_pages(
        [(int(match[0]), match.start(), match.end()) for match in _PAGE_NUMBER.finditer(text)]
    )
    found = [Mark(start, end, "page") for _, start, end in pages]
    notes = [match.start() for match in _NOTE.finditer(text)]
    for (_, before, _), (_, _, end) in zip([(0, 0, 0), *pages], pages, strict=False):
        if inside := [start for start in notes if before < start < end]:
            found.append(Mark(inside[0], end, "note"))
    return found


def _count_pages(numbers: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the longest run of numbers that count up by one or two, about a page apart; [] for fewer than 15."""
    best: list[tuple[int, int]] = []  # length of the run that ends here, and the entry before
    by_value: dict[int, list[int]] = {}
    for place, (value, start, _) in enumerate(numbers):
        length, before = 1, -1
        for step in (1, 2):
            for earlier in reversed(by_value.get(value - step, [])):
                apart = start - numbers[earlier][1]
                if apart > step * _PAGE_LENGTHS[1]:
                    break
                if apart >= step * _PAGE_LENGTHS[0] and best[earlier][0] >= length:
                    length, before = best[earlier][0] + 1, earlier
        best.append((length, before))
        by_value.setdefault(value, []).append(place)
    if not best or max(best)[0] < _MINIMUM_PAGES:
        return []
    place = max(range(len(best)), key=lambda number: best[number][0])
    run = []
    while place >= 0:
        run.append(numbers[place])
        place = best[place][1]
    return run[::-1]


def _without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks in order; of overlapping ones the longer."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if kept and mark.start < kept[-1].end:
            if mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept
