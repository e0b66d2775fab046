"""Document numbers and titles, as they appear at the top of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import filterfalse

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.issuers import (
    CLOSING_NUMBER,
    ENGLISH_NUMBERED_TITLE,
    MASTHEAD,
    NUMBER_ALONE,
    NUMBERED_TITLE,
    STOCK_CODES,
    find_letterhead,
)
from flows.corpus.metadata.signatures import DOCUMENT_NAME
from flows.corpus.metadata.translations import read_translation
from flows.text import HAN, as_written, find_own_number, has_han, simplify, title_in_chinese

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"
_NUMBER = re.compile(
    rf"[{HAN}]{{1,16}}{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
    r"|国令第\s*\d{1,4}\s*号|(?:主席令|国务院令)[^\n]{0,4}第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号"
)
# The order that first promulgated a law, in the brackets under its title:
# （1995年5月2日样例省人民政府令第8号发布）.
_PROMULGATED = re.compile(
    r"^[（(]\s*(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:(?![修）)《])[^\n]){0,80}?"
    rf"(?<=[日 \u3000])((?:(?!日)[{HAN}]){{2,24}}令\s?第\s?[\d一二三四五六七八九十百〇零]{{1,6}}\s?号)"
    r"(?:公布|发布|颁布)",
    re.MULTILINE,
)
_ENGLISH_NUMBER = re.compile(
    r"(?:[A-Z][A-Za-z]+\s){1,6}[\[(〔](?:19|20)\d{2}[\])〕]\s*(?:No\.?|Circular|Document)\s*\d{1,5}\b"
)
_APART_NUMBER = re.compile(
    rf"(?<!\S)[{HAN}]{{2,16}}\s*{_OPEN}\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*{_CLOSE}"
    r"\s*(?:第\s*)?\d(?:\s*\d){0,4}\s*号(?!\S)"
)
# The number of a case: （2023）粤03民终1234号.
_CASE_NUMBER = re.compile(
    rf"[（(](?:19|20)\d{{2}}[）)][{HAN}][{HAN}\d]{{1,16}}\d{{1,6}}号(?:之[一二三四五六七八九十]{{1,2}})?"
)
_COURT = re.compile(rf"[{HAN}]{{2,30}}法院")
_JUDGMENT = re.compile(rf"[{HAN}]{{0,12}}(?:判决书|裁定书|决定书|调解书|支付令)")
_UNBRACKETED_NUMBER = re.compile(rf"^([{HAN}]{{2,16}})\s+((?:19|20)\d{{2}})\s+(\d{{1,5}}[号號])$")
_TITLED_NUMBER = re.compile(r"[^号〔\[]{6,}[（(]([^（）()]{4,40}号)\s*[）)]")
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_SPACE = re.compile(r"\s")
_ENDS_LIKE_PROSE = re.compile(r"[。；;][”」』]?$|[^.]\.$|[，,：:]$")
_NEXT_SENTENCE = re.compile(rf"。[”」』]?[{HAN}（“「《]")
_FIRST_WORDS, _SHORTEST_WORDS = 100, 8  # characters
# Years of a plan, and how its name may continue: "for … of the People's Republic of China".
_BRACKETED_YEARS = re.compile(
    r"[（(](?:19|20)\d{2}\s*[-–—－]\s*(?:19|20)\d{2}年?[)）]"
    r"(?: (?:for|of|on) [^.;:()]{0,120}?\bPeople['’]s Republic of China\b)?"
)
_WORDS_END = re.compile(r"[，。；：,;:](?=\D)|\.(?=\s)")
_BOX = re.compile(r"(?:基本|文档|文件)信息|(?:政策)?(?:全文|正文)|[\u4e00-\u9fff]{2,4}特别行政区")
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
_TOOLS = re.compile(f"{PAGE_TOOLS}|】")
# Numbers, dockets, and a place with its date may be next to the title in a head.
_NO_TITLE = re.compile(
    r"\d+ CFR Parts? [\d, and]+|\[Docket No\.[^\]]*\]|RIN [\w-]+|[A-Z]{2,5}\(\d{4}\) ?\d+(?: final)?"
    r"|[A-Z][a-z]+, (?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
)
_STOCK_CODE = re.compile(r"[（(](?:股份|股票|证券)(?:代号|代码)\s*[:：]\s*[\d、， 及和()（）A-Z]{3,40}[）)]")
_SECOND_HALF = re.compile(
    r"(?:(?:实施|行动|工作|总体|试点)?(?:方案|规划|计划|纲要|意见|办法|指南|规定|细则|条例))"
    r"(?:（[^（）]{1,20}）)?"
)
# A translator's note above the title, and a publisher's words below a title in capitals.
_NOTE = re.compile(
    r"(?:(?:unofficial|english|courtesy|informal) )?translation|full text|the following (?:document|text) .*",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z0-9“‘\"(][A-Z0-9 ,:;&'’‘“”\"()\-–—/.]*[A-Z]{2}[A-Z0-9 ,:;&'’‘“”\"()\-–—/]*")
_PART = re.compile(
    r"(?:CONTENTS|TABLE|PART|CHAPTER|ARTICLE|SECTION|PREFACE|FOREWORD|INTRODUCTION|ABSTRACT|ANNEX"
    r"|APPENDIX|BY)\b"
)
_CAPITAL_LINES = 4
# The head of a paper: its institute, its series (Policy Brief No. 7 | 3 May 2024), and then its title.
_INSTITUTE = re.compile(
    r"(?!.*[:?!])(?:.*\b)?"
    r"(?:Institut(?:e|ion)|Cent(?:re|er)|University|Foundation|Association|Academy|School)\b.*"
)
_SERIES = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:Brief|Paper|Note|Memo|Report|Commentary)(?: Series)?,? (?:No\.?|#) ?\d+\b.{0,40}"
)
_LONG_HEADING = re.compile(r"\s*#[ \t]+([^\r\n]{121,400})(?:[\r\n]|$)")
_TITLE_LABEL = re.compile(r"^(?:文档|文件名称?|标题)\s*[:：]\s*")
_ENGLISH_BODY = re.compile(
    r"(?:[A-Z][\w’'&-]*,? |of |for |and |the |on )*(?:Ministry|Department|Bureau|Commission|Administration"
    r"|Council|Office|Committee|Subcommittee|Government|House|Senate|Parliament|Congress)"
    r"(?:,? (?:[A-Z][\w’'&-]*|of|for|and|the|on|under))*"
)
_ENGLISH_DOCUMENT = re.compile(
    r"\b(?:Notice|Announcement|Opinions?|Measures|Plan|Outline|Report|Guidelines?|Regulations?|Law|Decision"
    r"|Circular|Rules|Provisions|Order|Statement|Communiqu[eé]|Policy|Strategy"
    r"|Bulletin|Speech|Work|Document|Communication)\b"
)
_SMALL_WORDS = re.compile(r"\b(?:Of|For|And|The|On|Under)\b")
_FILE_PREFIX = re.compile(r"^(?:\d{8}_\d{1,8}_|\d{1,4}_|\d{4}-\d{2}-\d{2}_)(?=\D)")
_FILE_ENDING = re.compile(r"\.(?:md|txt|docx?|pdf|html?)$", re.IGNORECASE)
_NOTE_MARKS = re.compile(r"(?:\s*[\[［]\d{1,2}[\]］])+\s*$")
_UNDERSCORE = re.compile(rf"(?<=[{HAN}》）”])_+(?=[{HAN}《（“])")
# The title of an English document too long for other titles: all words but small ones have capitals.
_LONG_ENGLISH = re.compile(
    r"(?:The )?(?:[A-Z][\w-]* ){0,3}(?:Notice|Announcement|Opinions?|Measures|Circular|Decision|Provisions"
    r"|Rules|Regulations|Interpretations?|Reply|Plan|Outline|Guidelines?)"
    r"(?: (?:[A-Z0-9(“\"'‘][^\s.;:!?]*|No\.|U\.S\.|of|and|the|on|for|in|to|by|with|a|from|or|as|at|under))+"
)
_HEAD_CHARACTERS, _HEAD_LINES = 600, 15
_TITLE_CHARACTERS, _TITLE_LINES, _MAX_TITLE = 3_000, 5, 120
_MAX_ENGLISH_TITLE = 400


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
    visible = _ZERO_WIDTH.sub("", line)
    if match := _APART_NUMBER.search(visible):
        return _SPACE.sub("", match[0])
    if match := _CASE_NUMBER.fullmatch(_SPACE.sub("", visible)):
        return match[0]
    if (match := NUMBERED_TITLE.fullmatch(visible.strip())) and match["bodies"] != "本":
        return _SPACE.sub("", match[0])
    clean = _SPACE.sub("", visible).strip("#*（）()")
    if (match := _NUMBER.match(clean)) and match.end() >= len(clean) - 4:
        return match[0]
    if match := _ENGLISH_NUMBER.match(line.strip()):
        return " ".join(match[0].split())
    return ""


def find_title(text: str) -> str:
    """Return the title that a text shows, or "".

    If a translator gives a title, that is used. Next comes the title in the first lines that ends like the
    name of a Chinese document (关于…的通知), joined if it is broken over lines. Otherwise it is the first
    line if that looks like a title, with the lines below if it is in capitals. A judgment is named by its
    court and its kind. A letterhead, the name of a box (基本信息), a tool of the page (下载), a translator's
    note and a label (文档：) are not part of a title.
    """
    if translated := read_translation(text).title:
        return translated
    if heading := _find_long_heading(text):
        return heading
    head = text[:_TITLE_CHARACTERS]
    if listed := _title_below_code(head):
        return listed
    return as_written(_find_title(simplify(head)), head)


def _find_long_heading(text: str) -> str:
    """Return the heading of Markdown that a text begins with if it is a long title in English, or ""."""
    match = _LONG_HEADING.match(text)
    line = " ".join(match[1].strip("# *").split()) if match else ""
    is_english = not has_han(line) or title_in_chinese(line) != line
    return line if is_english and not _ENDS_LIKE_PROSE.search(line) else ""


def _find_title(head: str) -> str:
    """Return the title that the head of a text in simplified characters shows, or ""."""
    shown = (line for line in head.splitlines() if line.strip())
    lines = [_TITLE_LABEL.sub("", line.strip().lstrip("#").strip().strip("*").strip()) for line in shown]
    lines = list(filterfalse(_TOOLS.fullmatch, lines))
    if _begins_with_series(lines):
        lines = lines[2:]
    lines = [
        line
        for line in lines[: _TITLE_LINES + 4]
        if not any(pattern.fullmatch(line) for pattern in (_BOX, _NOTE, _NO_TITLE, STOCK_CODES))
    ]
    lines = lines[:_TITLE_LINES]
    for start in range(min(3, len(lines))):
        for count in (1, 2, 3):
            joined = "".join(lines[start : start + count])
            if "关于" in lines[start] and len(joined) <= _MAX_TITLE and DOCUMENT_NAME.search(joined):
                return joined
    if len(lines) > 1 and _COURT.fullmatch(lines[0]) and _JUDGMENT.fullmatch("".join(lines[1].split())):
        return lines[0] + "".join(lines[1].split())
    if len(lines) > 2 and MASTHEAD.fullmatch(lines[0]) and parse_date(lines[1]):
        lines = lines[2:]
    body, begins_title = find_letterhead(lines)
    if begins_title and _is_title(lines[1]) and not parse_date(lines[1]):
        return f"{body}{' ' * body.isascii()}{lines[1]}"
    if len(lines) > 1 and _SECOND_HALF.fullmatch("".join(lines[1].split())):
        return lines[0] + "".join(lines[1].split())
    while len(lines) > 1 and _is_letterhead(lines[0]) and _is_title(lines[1]) and not parse_date(lines[1]):
        lines = lines[1:]
    if not lines or not _is_title(lines[0]):
        return ""
    return _join_capitals(head, lines[0])


def _title_below_code(head: str) -> str:
    """Return the title of an announcement in Hong Kong, below a firm's names and code, or ""."""
    lines = [line.strip() for line in head.splitlines() if line.strip()][:_TITLE_LINES]
    for number, line in enumerate(lines[1:-1], 1):
        if _STOCK_CODE.fullmatch(simplify(line)) and _is_title(simplify(lines[number + 1])):
            return f"{lines[0]}{lines[number + 1]}"
    return ""


def _begins_with_series(lines: Sequence[str]) -> bool:
    """Return whether lines begin with an institute and the series of its paper, followed by a title."""
    if len(lines) < 3 or not (_INSTITUTE.fullmatch(lines[0]) and _SERIES.fullmatch(lines[1])):
        return False
    return _is_title(lines[2]) and not lines[2].startswith("By ") and not parse_date(lines[2])


def find_named_title(lines: Sequence[str]) -> str:
    """Return the first title among lines that names its subject and its kind (关于…的通知), or "".

    It may be broken over three lines. A sentence is not a title.
    """
    written = "\n".join(lines)
    lines = [simplify(line) for line in lines]
    for start, line in enumerate(lines):
        for count in (1, 2, 3) if "关于" in line else ():
            joined = "".join(lines[start : start + count]).strip()
            if len(joined) > _MAX_TITLE or _ENDS_LIKE_PROSE.search(joined):
                break
            if DOCUMENT_NAME.search(joined):
                return as_written(joined, written)
    return ""


def _join_capitals(text: str, first: str) -> str:
    """Return the title that begins with `first`; if in capitals, with the lines that follow without a gap."""
    if not _CAPITALS.fullmatch(first):
        return first
    shown = [line.strip() for line in text.splitlines()]
    begin = shown.index(first) if first in shown else len(shown)
    joined = first
    for line in shown[begin + 1 : begin + _CAPITAL_LINES]:
        is_long = len(joined) + len(line) >= _MAX_TITLE
        if is_long or _PART.match(line) or not _CAPITALS.fullmatch(line):
            return joined
        joined += f" {line}"
    return joined


def _is_title(line: str) -> bool:
    is_prose = _ENDS_LIKE_PROSE.search(line) or _NEXT_SENTENCE.search(line)
    return len(line) <= _MAX_TITLE and not is_prose


def _is_letterhead(line: str) -> bool:
    """Return whether a line names a body but no document: `Sample Province Department of Commerce`.

    Only English ones are tested: the title below a Chinese letterhead is found by its 关于.
    """
    if line.isupper():
        line = _SMALL_WORDS.sub(lambda match: match[0].lower(), line.title())
    return bool(_ENGLISH_BODY.fullmatch(line)) and not _ENGLISH_DOCUMENT.search(line)


def first_words(text: str) -> str:
    """Return the first words of a text whose first line is too long for a title, or "".

    They are the whole line if that is the long title of an English document (Announcement No. 8 of … on …).
    Else they end after a span of years in brackets (and the name of the country that may follow), or before
    another document with such years (根据《…（2023—2025年）》). Otherwise they end at the last comma, or else
    between two words.
    """
    line = text.strip().partition("\n")[0].strip("# *\r")
    if len(line) <= _MAX_TITLE:
        return ""
    if len(line) <= _MAX_ENGLISH_TITLE and _LONG_ENGLISH.fullmatch(line):
        return line
    head, shortest = line[:_FIRST_WORDS], _FIRST_WORDS // 3
    years = _BRACKETED_YEARS.search(line, 0, 3 * _MAX_TITLE)
    if years and years.start() < _MAX_TITLE:
        cited = line.rfind("《", 0, years.start())
        if cited <= line.rfind("》", 0, years.start()):
            return line[: years.end()]
        if cited > _SHORTEST_WORDS:
            head, shortest = line[:cited], _SHORTEST_WORDS
    found = list(_WORDS_END.finditer(head, shortest)) or list(re.finditer(r"\s", head))
    return head[: found[-1].start()] if found else ""


def tidy_file_title(title: str) -> str:
    """Return a title without what file names add: `001_`, `20260203_131866_`, underscores, an ending."""
    bare = _FILE_ENDING.sub("", _FILE_PREFIX.sub("", title))
    return _UNDERSCORE.sub(" ", bare).strip() or title


def strip_note_marks(title: str) -> str:
    """Return a title without the marks of footnotes at its end: `在会议上的讲话[1]`."""
    return _NOTE_MARKS.sub("", title) or title
