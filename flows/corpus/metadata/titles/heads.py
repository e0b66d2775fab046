"""The head of a text: its first lines, without those that never belong to a title."""

from __future__ import annotations

import re
from itertools import filterfalse

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.issuers import MASTHEAD, STOCK_CODES
from flows.corpus.metadata.titles.shapes import is_title
from flows.text import lazy_pattern

_MAX_LINES = 5
_MAX_LEADING = 4  # boxes, notes and numbers above the title that are left out
_TITLE_LABEL = lazy_pattern(r"^(?:文档|文件名称?|标题)\s*[:：]\s*")
_BOX = lazy_pattern(r"(?:基本|文档|文件)信息|(?:政策)?(?:全文|正文)|[\u4e00-\u9fff]{2,4}特别行政区")
# Tools of a page that were copied with its text, on a line of their own: printing, font size, sharing.
PAGE_TOOLS = (
    r"(?:【?(?:返回顶部|关闭窗口|打印本页|打印|纠错|我要纠错|推荐|收藏|分享到?)】?[\s|]*)+"
    r"|【?字(?:体|号)(?:大小)?[:：]?\s*[【\[]?(?:[\s|]*(?:超?[大中小]|A[-+]?))*\s*[】\]]*|【字号[:：]"
    r"|加大|还原|减小|全屏|(?:下载|打印|收藏|分享|字号|大|中|小|关闭|微信|微博|[|｜\s])+(?<=[^大中小])"
    # 【字号：大 中 小】【打印】, [打印] [关闭], 打印 | 下载 | 分享到
    r"|(?=.{0,30}(?:打印|下载|分享|收藏|纠错|字[体号]|文字大小))"
    r"(?:[\[【(（]?\s?(?:打印(?:本页)?|下载(?:文字版|图片版)?|保存|关闭(?:窗口)?|收藏|分享[到至]?|返回"
    r"|纠错|复制"
    r"|微[信博]|字[体号](?:大小)?|文字大小|[超特]?[大中小]|[TA][-+]?)\s?[\]】)）]?[\s|｜/:：]{0,3}){2,14}"
)
_TOOLS = lazy_pattern(f"{PAGE_TOOLS}|】")
# Numbers, dockets, and a place with its date may be next to the title in a head.
_NO_TITLE = lazy_pattern(
    r"\d+ CFR Parts? [\d, and]+|\[Docket No\.[^\]]*\]|RIN [\w-]+|[A-Z]{2,5}\(\d{4}\) ?\d+(?: final)?"
    r"|[A-Z][a-z]+, (?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
# A translator's note above the title, and a publisher's words below a title in capitals.
_NOTE = lazy_pattern(
    r"(?:(?:unofficial|english|courtesy|informal) )?translation|full text|the following (?:document|text) .*",
    re.IGNORECASE,
)
# The head of a paper: its institute, its series (Policy Brief No. 7 | 3 May 2024), and then its title.
_INSTITUTE = lazy_pattern(
    r"(?!.*[:?!])(?:.*\b)?"
    r"(?:Institut(?:e|ion)|Cent(?:re|er)|University|Foundation|Association|Academy|School)\b.*",
    re.IGNORECASE,
)
_SERIES = lazy_pattern(
    r"(?:[A-Z][a-z]+ )?(?:Brief|Paper|Note|Memo|Report|Commentary)(?: Series)?,? (?:No\.?|#) ?\d+\b.{0,40}"
    r"|(?:Policy|Issue|Research|Working|Discussion|Occasional) (?:Brief|Paper|Note|Memo|Report)(?: Series)?",
    re.IGNORECASE,
)
# A series with its volume or number on one line: Sample Policy Brief | Vol. 7, No. 3.
_NUMBERED_SERIES = lazy_pattern(
    r"(?!.*[?!:])[A-Z].{0,60}?\b(?:Brief(?:ing)?s?|Papers?|Notes?|Memos?|Commentary|Review|Insights?"
    r"|Newsletter|Monitor|Watch|Update|Alert|Digest|Tracker|Outlook|Bulletin)\b[ |,·–—-]{1,4}"
    r"(?:Vol(?:ume|\.)?|No\.?|Issue|#) ?\d+(?:[ ,|–—-]+(?:No\.? ?\d+|(?:of )?(?:[A-Z\d]\w* ){0,2}\d{4}))?"
)
_SERIES_NAME = lazy_pattern(
    r"(?:[A-Z]+ ){1,3}(?:MONITOR|BRIEFS?|REPORTS?|INSIGHTS?|UPDATES?|COMMENTARY|ANALYSIS|PERSPECTIVES?"
    r"|PAPERS?)"
)
# The issue of a gazette, below its name.
_ISSUE = lazy_pattern(r"(?:Vol(?:ume|\.)? ?\d+,? )?(?:Issue|No\.)(?: No\.)? ?\d+,? .{0,16}(?:19|20)\d{2}")
# The name of a newspaper or a site above its headline.
_PAPER = lazy_pattern(
    r"(?:The )?(?:[A-Z]\w+ ){1,3}(?:Times|Daily|Post|Journal|Herald|Weekly|Tribune|News|Gazette|Observer"
    r"|Chronicle|Telegraph)|[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|早报|晨报|周刊|周报|新闻网|财经网|通讯社)"
)
_LONGEST_DATE, _SHORTEST_HEADLINE = 40, 3  # characters; words
_ENGLISH_BODY = lazy_pattern(
    r"(?:U\.S\. |[A-Z][\w’'&-]*,? |of |for |and |the |on )*(?:Ministry|Department|Bureau|Commission"
    r"|Administration|Council|Office|Committee|Subcommittee|Government|House|Senate|Parliament|Congress)"
    r"(?:,? (?:[A-Z][\w’'&-]*|of|for|and|the|on|under))*"
    r"|(?:[A-Z]\w+ ){1,2}(?:Municipality|Province|Autonomous Region)"
    r"|(?:[A-Z]\w+ )?(?:Research|Information) Service"
)
_ENGLISH_DOCUMENT = lazy_pattern(
    r"\b(?:Notice|Announcement|Opinions?|Measures|Plan|Outline|Report|Guidelines?|Regulations?|Law|Decision"
    r"|Circular|Rules|Provisions|Order|Statement|Communiqu[eé]|Policy|Strategy"
    r"|Bulletin|Speech|Work|Document|Communication)\b"
)
_SMALL_WORDS = lazy_pattern(r"\b(?:Of|For|And|The|On|Under)\b")
# The label of an attachment, and the kind of text that a press office sends.
_LABEL = lazy_pattern(
    r"附\s*[件录表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?"
    r"|(?:Annex|Appendix|Attachment)(?: [\dA-Z]{1,3})?[:.]?"
    r"|(?:for immediate release|(?:[^:.?!]{2,60} [|–—-] )?(?:press|news|media) release)[:.]?",
    re.IGNORECASE,
)
_NEVER_TITLES = (_BOX, _LABEL, _NOTE, _NO_TITLE, STOCK_CODES)


def lines_of_head(head: str) -> list[str]:
    """Return the first lines that may be a title or part of one, without marks of Markdown and labels.

    `# 文档：试点方案` becomes `试点方案`. Left out are tools of the page (下载), an institute with the series
    of its paper, the name of a box (基本信息), a translator's note, numbers and dockets, and stock codes.
    """
    lines = [_strip_marks(line) for line in head.splitlines() if line.strip()]
    lines = _below_series(list(filterfalse(_TOOLS.fullmatch, lines)))
    lines = [line for line in lines[: _MAX_LINES + _MAX_LEADING] if not _is_never_title(line)]
    return lines[:_MAX_LINES]


def _strip_marks(line: str) -> str:
    """Return a line without the marks of a heading or of bold, and without a label."""
    return _TITLE_LABEL.sub("", line.strip().lstrip("#").strip().strip("*").strip())


def _is_never_title(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in _NEVER_TITLES)


def _below_series(lines: list[str]) -> list[str]:
    """Return the lines below an institute and the series of its paper, if a title follows them."""
    if len(lines) > 2 and _PAPER.fullmatch(lines[0]) and _ISSUE.fullmatch(lines[1]):
        return lines[2:]
    is_series = len(lines) > 1 and (
        _NUMBERED_SERIES.fullmatch(lines[0]) or (_SERIES_NAME.fullmatch(lines[0]) and not lines[1].isupper())
    )
    if is_series and _is_headline(lines[1]):
        return lines[1:]
    if len(lines) < 3 or not (_INSTITUTE.fullmatch(lines[0]) and _SERIES.fullmatch(lines[1])):
        return lines
    if is_undated_title(lines[2]) and not lines[2].startswith("By "):
        return lines[2:]
    return lines


def below_masthead(lines: list[str]) -> list[str]:
    """Return the lines below the name of a publication, and its date, if they begin with these."""
    if len(lines) > 2 and MASTHEAD.fullmatch(lines[0]) and parse_date(lines[1]):
        return lines[2:]
    is_paper = len(lines) > 2 and _PAPER.fullmatch(lines[0]) and _is_headline(lines[1])
    if is_paper and any(map(parse_date, lines[2:4])):
        return lines[1:]
    return lines


def below_bodies(lines: list[str]) -> list[str]:
    """Return the lines below the English names of bodies above a title, and a date: `US SENATE`."""
    while len(lines) > 1 and _is_body(lines[0]) and is_undated_title(lines[1]):
        lines = lines[1:]
    is_dated = len(lines) > 2 and len(lines[1]) < _LONGEST_DATE and parse_date(lines[1])
    if is_dated and _is_body(lines[0]) and _is_headline(lines[2]):
        return lines[2:]
    return lines


def _is_body(line: str) -> bool:
    """Return whether a line names a body but no document: `Sample Province Department of Commerce`.

    Only English ones are tested: the title below a Chinese letterhead is found by its 关于.
    """
    if line.isupper():
        line = _SMALL_WORDS.sub(lambda match: match[0].lower(), line.title())
    return bool(_ENGLISH_BODY.fullmatch(line)) and not _ENGLISH_DOCUMENT.search(line)


def _is_headline(line: str) -> bool:
    """Return whether a line may be a title, and neither a byline, a name nor the name of a section."""
    is_short = line.isascii() and len(line.split()) < _SHORTEST_HEADLINE
    return is_undated_title(line) and not line.startswith("By ") and not is_short


def is_undated_title(line: str) -> bool:
    """Return whether a line may be a title and is not a date."""
    return is_title(line) and not parse_date(line)
