"""The title that a text shows in its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.corpus.metadata.issuers import find_letterhead
from flows.corpus.metadata.signatures import DOCUMENT_NAME
from flows.corpus.metadata.titles.english_heads import read_official_head
from flows.corpus.metadata.titles.heads import below_bodies, below_masthead, is_undated_title, lines_of_head
from flows.corpus.metadata.titles.shapes import ENDS_LIKE_PROSE, MAX_TITLE, is_title
from flows.corpus.metadata.translations import read_translation
from flows.text import HAN, as_written, has_han, lazy_pattern, simplify, title_in_chinese

_HEAD_CHARACTERS, _ANNOUNCEMENT_LINES = 3_000, 5
_FIRST_LINES = 3  # in which a title with its subject begins
_NUMBERED_HEADING = lazy_pattern(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]")
_MAX_PARTS = 3  # lines over which such a title may be broken
# The end of such a title after the name of what it issues: 关于印发样例行动计划|（2025—2027年）的通知.
_REST = lazy_pattern(r"(?:[（(][^（）()]{1,20}[）)])?的(?:通知|公告|通告|决定|函)")
_COURT = lazy_pattern(rf"[{HAN}]{{2,30}}法院")
_JUDGMENT = lazy_pattern(rf"[{HAN}]{{0,12}}(?:判决书|裁定书|决定书|调解书|支付令)")
_LONG_HEADING = lazy_pattern(r"\s*#[ \t]+([^\r\n]{121,400})(?:[\r\n]|$)")
_STOCK_CODE = lazy_pattern(
    r"[（(](?:股份|股票|证券)(?:代号|代码)\s*[:：]\s*[\d、， 及和()（）A-Z]{3,40}[）)]"
)
_SECOND_HALF = lazy_pattern(
    r"(?:(?:实施|行动|工作|总体|试点)?(?:方案|规划|计划|纲要|意见|办法|指南|规定|细则|条例))"
    r"(?:（[^（）]{1,20}）)?"
)
# The head of an order, and what it promulgates: 样例市人民政府令, …《样例条例》已经…通过，现予公布.
_ORDER = lazy_pattern(rf"[{HAN}]{{2,24}}(?:令|公告)")
_PROMULGATED = lazy_pattern(
    "(?<![》、和及与])《([^《》\n]{3,60})》(?![、和及与《]|等)[^。《》\n]{0,80}?"
    "(?:审议|会议|通过|批准)[^。《》\n]{0,40}现(?:予以?)?(?:公布|发布)"
)
# A title with a subject of its own below the body that issues it: 2029年样例市经济发展统计公报.
_OWN_SUBJECT = lazy_pattern(r"(?:19|20)\d{2}年[^\d年]{0,10}[省市县区州国][^\d]{4,}")
_CAPITALS = lazy_pattern(r"[A-Z0-9“‘\"(][A-Z0-9 ,:;&'’‘“”\"()\-–—/.]*[A-Z]{2}[A-Z0-9 ,:;&'’‘“”\"()\-–—/]*")
_PART = lazy_pattern(
    r"(?:CONTENTS|TABLE|PART|CHAPTER|ARTICLE|SECTION|PREFACE|FOREWORD|INTRODUCTION|ABSTRACT|ANNEX"
    r"|APPENDIX|BY)\b"
)
_CAPITAL_LINES = 4


def find_title(text: str) -> str:
    """Return the title that a text shows, or "".

    If a translator gives a title, that is used; next come the title of an official document in English, a
    long heading in English, the title below a stock code, and the regulation below the order that promulgates
    it.
    Otherwise it is found in the first lines, without page tools, labels and letterheads.
    """
    head = text[:_HEAD_CHARACTERS]
    return (
        read_translation(text).title
        or read_official_head(text).title
        or _find_long_heading(text)
        or _find_below_code(head)
        or _find_promulgated(text)
        or as_written(_find_in_head(simplify(head)), head)
    )


def _find_long_heading(text: str) -> str:
    """Return the heading of Markdown that a text begins with if it is a long title in English, or ""."""
    match = _LONG_HEADING.match(text)
    line = " ".join(match[1].strip("# *").split()) if match else ""
    is_english = not has_han(line) or title_in_chinese(line) != line
    return line if is_english and not ENDS_LIKE_PROSE.search(line) else ""


def _find_below_code(head: str) -> str:
    """Return the title of an announcement in Hong Kong, below a firm's names and code, or "".

    `青禾電子有限公司`, `QINGHE LIMITED`, `（股份代號：0285）` and `業績公告` give 青禾電子有限公司業績公告.
    """
    lines = [line.strip() for line in head.splitlines() if line.strip()][:_ANNOUNCEMENT_LINES]
    for number, line in enumerate(lines[1:-1], 1):
        if _STOCK_CODE.fullmatch(simplify(line)) and is_title(simplify(lines[number + 1])):
            return f"{lines[0]}{lines[number + 1]}"
    return ""


def _find_promulgated(text: str) -> str:
    """Return the title of the regulation that follows the order promulgating it, or "".

    The text begins with the head of the order, without a subject of its own, and has the title on a line.
    """
    order = next(iter(lines_of_head(text[:_HEAD_CHARACTERS])), "")
    if not _ORDER.fullmatch(simplify(order)):
        return ""
    promulgated = _PROMULGATED.search(simplify(text[:_HEAD_CHARACTERS]))
    if not promulgated:
        return ""
    lines = (line.strip("# *\u3000") for line in text[promulgated.end() : _HEAD_CHARACTERS].splitlines())
    title = text[slice(*promulgated.span(1))]
    return title if title in lines else ""


def _find_in_head(head: str) -> str:
    """Return the title in the first lines of a text in simplified characters, or "".

    The title that ends like the name of a Chinese document takes precedence, even over a masthead.
    """
    lines = lines_of_head(head)
    below = below_masthead(lines)
    return (
        _find_with_subject(lines)
        or _join_judgment(lines)
        or _join_letterhead(below)
        or _join_halves(below)
        or _find_first(below_bodies(below), head)
    )


def _find_with_subject(lines: Sequence[str]) -> str:
    """Return the title that names its subject and its kind, joined over lines: 关于做好试点工作的|通知."""
    for start, line in enumerate(lines[:_FIRST_LINES]):
        if "关于" not in line or _NUMBERED_HEADING.match(line):
            continue
        for count, joined in enumerate(_join_following(lines, start), 1):
            if len(joined) <= MAX_TITLE and DOCUMENT_NAME.search(joined):
                return joined + "".join(filter(_REST.fullmatch, lines[start + count : start + count + 1]))
    return ""


def find_named_title(lines: Sequence[str]) -> str:
    """Return the first title among lines that names its subject and its kind (关于…的通知), or "".

    It may be broken over three lines. A sentence is not a title.
    """
    written = "\n".join(lines)
    lines = [simplify(line) for line in lines]
    for start, line in enumerate(lines):
        if "关于" not in line:
            continue
        for joined in map(str.strip, _join_following(lines, start)):
            if len(joined) > MAX_TITLE or ENDS_LIKE_PROSE.search(joined):
                break
            if DOCUMENT_NAME.search(joined):
                return as_written(joined, written)
    return ""


def _join_following(lines: Sequence[str], start: int) -> Iterator[str]:
    """Yield a line, then joined with the next one, then with the next two."""
    for count in range(1, _MAX_PARTS + 1):
        yield "".join(lines[start : start + count])


def _join_judgment(lines: Sequence[str]) -> str:
    """Return a court and the kind of its judgment: 样例市法院|民 事 判 决 书."""
    if len(lines) < 2 or not _COURT.fullmatch(lines[0]):
        return ""
    kind = _without_spaces(lines[1])
    return f"{lines[0]}{kind}" if _JUDGMENT.fullmatch(kind) else ""


def _join_letterhead(lines: Sequence[str]) -> str:
    """Return a body with the document that it issues (样例市法院|决定书), or the title below it."""
    body, begins_title = find_letterhead(lines)
    if not begins_title or not is_undated_title(lines[1]):
        return ""
    if _OWN_SUBJECT.fullmatch(lines[1]):
        return lines[1]
    gap = " " if body.isascii() else ""
    return f"{body}{gap}{lines[1]}"


def _join_halves(lines: Sequence[str]) -> str:
    """Return a title broken before its kind: 数字化转型试点城市|实施方案（2023—2025 年）."""
    if len(lines) < 2:
        return ""
    half = _without_spaces(lines[1])
    return f"{lines[0]}{half}" if _SECOND_HALF.fullmatch(half) else ""


def _find_first(lines: Sequence[str], head: str) -> str:
    """Return the first line if it may be a title; if in capitals, with the lines that continue it."""
    if not lines or not is_title(lines[0]):
        return ""
    return _join_capitals(head, lines[0])


def _without_spaces(line: str) -> str:
    return "".join(line.split())


def _join_capitals(text: str, first: str) -> str:
    """Return the title that begins with `first`; if in capitals, with the lines that follow without a gap."""
    if not _CAPITALS.fullmatch(first):
        return first
    shown = [line.strip() for line in text.splitlines()]
    begin = shown.index(first) if first in shown else len(shown)
    joined = first
    for line in shown[begin + 1 : begin + _CAPITAL_LINES]:
        is_long = len(joined) + len(line) >= MAX_TITLE
        if is_long or _PART.match(line) or not _CAPITALS.fullmatch(line):
            return joined
        joined += f" {line}"
    return joined
