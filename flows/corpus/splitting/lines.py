"""Classify the lines of a text: headings, articles, items, table rows, paragraphs.

Join lines that belong together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from flows.corpus.splitting.cut_lines import ENDS_LIKE_STOP, HAS_MARK, merge_cut
from flows.corpus.splitting.english_headings import find_english_headings
from flows.corpus.splitting.marks import Line, Mark
from flows.records import UNCOUNTED
from flows.text import detect_language, lazy_pattern

_MAX_ARTICLE = 900  # characters of an article with the paragraphs under it
_MAX_HEADING, _MAX_CHINESE_HEADING = 80, 45
_NUMERALS = "一二三四五六七八九十百千〇零两\\d"
_TENS = _NUMERALS[:10]
_LINE = lazy_pattern(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKDOWN_HEADING = lazy_pattern(r"(#{1,6})\s+(?=\S)")
_ARTICLE = lazy_pattern(
    rf"第[{_NUMERALS}]+条(?:之[{_NUMERALS}]+)?(?=[\s\u3000:：【]|[^\s])|Article\s+\d+[A-Z]?\b[.:]?"
)
_ITEM = lazy_pattern(
    rf"[-*•·●▪◦]\s|\d{{1,2}}[.)、．]\s*(?!\d)|[（(][{_NUMERALS}]{{1,3}}[)）]|[①-⑳]"
    rf"|[{_TENS}]{{1,3}}、|[（(][a-z][)）]\s"
)
# 1. Revenue, 1.2 Costs, 1.2.1 Wages: below all other headings, each below the one whose number it extends.
_NUMBERED = lazy_pattern(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2}|(?:\d{1,2}\.){1,3})\s+[A-Z]")
_NUMBERED_LEVEL = 4
_HEADING_LEVELS = (
    (1, lazy_pattern(rf"第[{_NUMERALS}]+[编篇]|Part\s+[IVX\d]+\b|PART\s+[IVX\d]+\b")),
    (2, lazy_pattern(rf"第[{_NUMERALS}]+章|Chapter\s+[IVX\d]+\b|CHAPTER\s+[IVX\d]+\b")),
    (3, lazy_pattern(rf"第[{_NUMERALS}]+节|Section\s+[IVX\d]+\b|SECTION\s+[IVX\d]+\b")),
    (3, lazy_pattern(r"[一二三四五六七八九十]{1,3}、")),
    (_NUMBERED_LEVEL, _NUMBERED),
    (4, lazy_pattern(rf"[（(][{_TENS}]{{1,3}}[)）]")),
)
_BULLET = lazy_pattern(r"[-*•·●▪◦]\s+")
_ENDS_LIKE_PROSE = lazy_pattern(r"[。！？；;.!?,，、：:…]$")
# The widths, in characters, at which texts are broken into lines.
_WIDTHS = {"zh": (25, 50), "mixed": (25, 50)}
_OTHER_WIDTHS = (60, 110)
_FULL = 0.75
# A text of many lines is broken at a width if this share of its lines has about that length, and these shares
# of them end within a sentence and have marks within the line; few lines may be longer.
_MANY_LINES, _USUAL, _OPEN, _MARKED, _LONGER, _WIDER = 60, 0.35, 0.7, 0.4, 0.25, 1.25
_MARK_INSIDE = lazy_pattern("[。，、；]")
_BROKEN = 50  # characters of a line that the next one may continue
_PROSE = ("paragraph", "item", "article")


def classify_lines(text: str, marks: Sequence[Mark], *, may_be_wrapped: bool = True) -> Iterator[Line]:
    """Yield the lines of a text, cut at marks (which keep their kind) and joined if they belong together.

    Only if the text `may_be_wrapped`, lines of a fixed width are joined, and unnumbered English lines can be
    headings: other texts mark their paragraphs and headings.
    """
    lines = list(_classify_all(text, marks))
    _demote_broken(lines, text)
    for place, level in find_english_headings(lines, text, may_be_plain=may_be_wrapped).items():
        lines[place].kind, lines[place].level = "heading", level
    _nest_numbered(lines, text)
    if may_be_wrapped:
        lines = _merge_wrapped(lines, text)
    return _merge_articles(_merge_marked(merge_cut(lines, text), text))


def _classify_all(text: str, marks: Sequence[Mark]) -> Iterator[Line]:
    number = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        while number < len(marks) and marks[number].end <= start:
            number += 1
        for mark in _marks_before(marks, number, end):
            yield from _classify_part(text, start, max(start, mark.start))
            yield from _classify_part(text, max(start, mark.start), min(end, mark.end), mark.kind)
            start = min(end, mark.end)
        yield from _classify_part(text, start, end)


def _marks_before(marks: Sequence[Mark], number: int, end: int) -> Iterator[Mark]:
    """Yield the marks from `number` on that begin before `end`, without copying: a text may have many."""
    following = (marks[place] for place in range(number, len(marks)))
    return itertools.takewhile(lambda mark: mark.start < end, following)


def _classify_part(text: str, start: int, end: int, kind: str = "") -> Iterator[Line]:
    start, end = trim(text, start, end)
    if start < end and any(char.isalnum() for char in text[start:end]):
        yield Line(start, end, kind) if kind else _classify(text, start, end)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space and invisible characters at its ends."""
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return start, end


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\u200b\u200c\u200d\u2060\ufeff"


def _classify(text: str, start: int, end: int) -> Line:
    line = text[start:end]
    if match := _MARKDOWN_HEADING.match(line):
        return Line(start + match.end(), end, "heading", len(match[1]))
    if _ARTICLE.match(line):
        return Line(start, end, "article")
    if line.startswith("|"):
        return Line(start, end, "table")
    if level := _heading_level(line):
        return Line(start, end, "heading", level)
    if bullet := _BULLET.match(line):
        return Line(start + bullet.end(), end, "item")
    return Line(start, end, "item" if _ITEM.match(line) else "paragraph")


def _heading_level(line: str) -> int:
    if len(line) > _MAX_HEADING or _ENDS_LIKE_PROSE.search(line):
        return 0
    if len(line) > _MAX_CHINESE_HEADING and not line[:12].isascii():
        return 0
    return next((level for level, pattern in _HEADING_LEVELS if pattern.match(line)), 0)


def _demote_broken(lines: Sequence[Line], text: str) -> None:
    """Undo a heading that is the first line of a numbered paragraph with hard line breaks.

    >>> 2. Grant of License. Subject to the terms and conditions of / this License, each contributor …
    """
    for line, behind in itertools.pairwise(lines):
        if line.kind != "heading" or line.end - line.start < _BROKEN or _is_marked(line, text):
            continue
        goes_on = behind.kind == "paragraph" and text[behind.start].islower()
        if goes_on and text.count("\n", line.end, behind.start) == 1:
            line.kind, line.level = "item" if _ITEM.match(text, line.start) else "paragraph", 0


def _nest_numbered(lines: Sequence[Line], text: str) -> None:
    """Set the levels of numbered headings: 1.2 is below 1, but 3.1 is not nested if there is no 3."""
    above: list[list[str]] = []
    for line in lines:
        if line.kind != "heading":
            continue
        match = _NUMBERED.match(text, line.start, line.end)
        if not match or _is_marked(line, text):
            if line.level <= _NUMBERED_LEVEL:
                above = []
            continue
        number = match["number"].rstrip(".").split(".")
        while above and (len(above[-1]) >= len(number) or number[: len(above[-1])] != above[-1]):
            above.pop()
        line.level = _NUMBERED_LEVEL + len(above)
        above.append(number)


def _is_marked(line: Line, text: str) -> bool:
    """Return whether a heading has marks (#) before it."""
    return "#" in text[max(0, line.start - 3) : line.start]


def _merge_wrapped(lines: list[Line], text: str) -> list[Line]:
    """Join the lines of a text broken at a fixed width: 60 to 110 columns, 25 to 50 in Chinese.

    A line of prose continues in the next one if it fills three quarters of the width and does not end like a
    sentence, no empty line follows, and the next line is plain text.
    """
    low, high = _WIDTHS.get(detect_language(text[:5000]), _OTHER_WIDTHS)
    width = max((line.end - line.start for line in lines), default=0)
    is_mixed = width > high
    if is_mixed:
        width = _usual_width(lines, text)
    if len(lines) < 3 or not low <= width <= high:
        return lines
    if is_mixed:
        _demote_wrapped(lines, text, width)
    merged = [lines[0]]
    last = text[lines[0].start : lines[0].end]
    for line in lines[1:]:
        before = merged[-1]
        current = text[line.start : line.end]
        is_open = len(last) >= width * _FULL and not ENDS_LIKE_STOP.search(last)
        may_go_on = is_open and line.kind == "paragraph" and before.kind in _PROSE
        if may_go_on and is_mixed:
            may_go_on = not (current.isdecimal() or _is_row(last) or _is_row(current))
        if may_go_on and text.count("\n", before.end, line.start) == 1:
            before.end = line.end
        else:
            merged.append(line)
        last = current
    return merged


def _is_row(line: str) -> bool:
    """Return whether a line is a row of a table: three fields or more, without commas or full stops."""
    return len(line.split()) > 2 and not _MARK_INSIDE.search(line)


def _usual_width(lines: Sequence[Line], text: str) -> int:
    """Return the width at which most lines of a long text are broken, 0 if they are not.

    Such a text has other lines too: rows of tables, and lines that a program has joined. Of 18,795 real
    texts, 11 have such lines. Paragraphs, résumés and lists of headlines differ in at least one measure.
    """
    lengths = [line.end - line.start for line in lines]
    if len(lines) < _MANY_LINES:
        return 0
    width = sorted(lengths)[len(lengths) // 2]
    usual = [
        text[line.start : line.end]
        for line, length in zip(lines, lengths, strict=True)
        if width / _WIDER <= length <= width * _WIDER
    ]
    open_ends = sum(1 for one in usual if not ENDS_LIKE_STOP.search(one))
    inside = sum(1 for one in usual if HAS_MARK.search(one) or one[0].islower())
    is_wrapped = (
        len(usual) >= len(lines) * _USUAL
        and open_ends >= len(usual) * _OPEN
        and inside >= len(usual) * _MARKED
        and sum(1 for length in lengths if length > width * _WIDER) <= len(lines) * _LONGER
    )
    return width if is_wrapped else 0


def _demote_wrapped(lines: Sequence[Line], text: str, width: int) -> None:
    """Make the first line of a paragraph no heading.

    >>> （一）优化布局。统筹各地条件，加快建设 / 样例中心。
    """
    for line, behind in itertools.pairwise(lines):
        is_full = line.kind == "heading" and line.end - line.start >= width * _FULL
        if is_full and behind.kind == "paragraph" and _MARK_INSIDE.search(text, line.start, line.end):
            line.kind, line.level = "item" if _ITEM.match(text, line.start) else "paragraph", 0


def _merge_marked(lines: list[Line], text: str) -> list[Line]:
    """Join furniture with furniture, and contents with contents, if only punctuation is between them."""
    merged: list[Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        is_same = before is not None and line.kind == before.kind and line.kind in UNCOUNTED
        if before and is_same and not any(map(str.isalnum, text[before.end : line.start])):
            before.end = line.end
        else:
            merged.append(line)
    return merged


def _merge_articles(lines: list[Line]) -> Iterator[Line]:
    """Join an article with the paragraphs and items under it, up to 900 characters."""
    current: Line | None = None
    for line in lines:
        if current and line.kind in ("paragraph", "item") and line.end - current.start <= _MAX_ARTICLE:
            current.end = line.end
            continue
        if current:
            yield current
        current = line if line.kind == "article" else None
        if current is None:
            yield line
    if current:
        yield current
