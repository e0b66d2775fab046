"""Documents to passages: paragraphs, articles, list items; headings kept as passages and as context; exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.corpus.splitting.damage import is_damaged
from flows.corpus.splitting.furniture import Mark, find_marks
from flows.records import UNCOUNTED, Document, Passage
from flows.text import detect_language

# A Chinese passage of 700 characters is about one page; longer lines are cut at sentence ends to pieces below that.
MAX_CHARACTERS = {"zh": 700, "mixed": 900, "en": 1600, "und": 1600}
_MAX_ARTICLE = 900
_HEAD = 600
_SHORT = 60
_NUMERALS = "一二三四五六七八九十百千〇零两\\d"
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ARTICLE = re.compile(
    rf"第[{_NUMERALS}]+条(?:之[{_NUMERALS}]+)?(?=[\s\u3000:：【]|[^\s])|Article\s+\d+[A-Z]?\b[.:]?"
)
_ITEM = re.compile(
    rf"[-*•·●▪◦]\s|\d{{1,2}}[.)、．]\s*(?!\d)|[（(][{_NUMERALS}]{{1,3}}[)）]|[①-⑳]|[{_NUMERALS[:10]}]{{1,3}}、|[（(][a-z][)）]\s"
)
_HEADING_LEVELS = (
    (1, re.compile(rf"第[{_NUMERALS}]+[编篇]|Part\s+[IVX\d]+\b|PART\s+[IVX\d]+\b")),
    (2, re.compile(rf"第[{_NUMERALS}]+章|Chapter\s+[IVX\d]+\b|CHAPTER\s+[IVX\d]+\b")),
    (3, re.compile(rf"第[{_NUMERALS}]+节|Section\s+[IVX\d]+\b|SECTION\s+[IVX\d]+\b")),
    (3, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (3, re.compile(r"(?:\d{1,2}\.){1,3}\s+[A-Z]|\d{1,2}(?:\.\d{1,2}){1,2}\s+[A-Z]")),
    (4, re.compile(rf"[（(][{_NUMERALS[:10]}]{{1,3}}[)）]")),
)
_SENTENCE_END = re.compile(r"[。！？；!?;]+[”’」』）)\"']*|(?<=[a-z\d)”\"'])\.[”’\"')\]]*(?=\s+[A-Z“\"(\d])")
_WEAKER_END = re.compile(r"[，,、：:]|\s")
_BULLET = re.compile(r"[-*•·●▪◦]\s+")
# What may stand before a title in its line, and behind it: a mark, a label, a file name's date; a site's name.
_BEFORE_TITLE = r"(?:^|[_|｜#《]|^(?:标题|名\s*称|题目|[Tt]itle)\s*[:：])\s*"
_BEHIND_TITLE = r"\s*(?:$|》\s*$|[_|｜])"
_ENDS_LIKE_STOP = re.compile(r"[。！？；;!?:：…]$|[.][”’\"')]*$")
_ENDS_LIKE_PROSE = re.compile(r"[。！？；;.!?,，、：:…]$")


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    kind: str
    level: int = 0


def split_passages(text: str, title: str = "", *, count_damaged: bool = True) -> list[Passage]:
    """Cut a document's text into passages, in order; every character that is not white space or markup is in one.

    `text[p.start:p.end] == p.text` for each. An article (第…条, Article n) takes the paragraphs under it with it up to
    900 characters together. A line longer than about a page is cut at sentence ends. A heading is a passage of its
    own and the `heading` of those below it (at most three levels, joined by ' / '). Page furniture, contents pages and footnotes in
    the flow are passages of these kinds, and so is a damaged one (`unreadable` where damage is not to be counted).
    """
    return _split(text, _marks(text, title), count_damaged=count_damaged)


def _marks(text: str, title: str) -> list[Mark]:
    """Return what is cut out of the flow; nothing of a text so short that it would be all of it."""
    marks = [mark for mark in find_marks(text, title) if mark.kind != "page"]
    whole = sum(map(str.isalnum, text))
    return (
        marks
        if whole > _SHORT or whole > sum(sum(map(str.isalnum, text[mark.start : mark.end])) for mark in marks)
        else []
    )


def _split(text: str, marks: Sequence[Mark], *, count_damaged: bool) -> list[Passage]:
    passages: list[Passage] = []
    stack: list[tuple[int, str]] = []
    for line in _merge_articles(
        _merge_marked(_merge_wrapped(list(_classify_lines(text, marks)), text), text)
    ):
        if line.kind == "heading":
            stack = [entry for entry in stack if entry[0] < line.level]
        heading = " / ".join(title for _, title in stack[-3:])
        for start, end in _cut(text, line.start, line.end):
            piece = text[start:end]
            kind = line.kind
            if kind not in UNCOUNTED and is_damaged(piece):
                kind = "damaged" if count_damaged else "unreadable"
            passages.append(Passage(len(passages), start, end, piece, kind, heading, detect_language(piece)))
        if line.kind == "heading":
            stack.append((line.level, text[line.start : line.end][:120]))
    return passages


def passages_of(document: Document, *, count_damaged: bool = True) -> list[Passage]:
    """Return the document's passages, its title first where it is not a line (or lines) of the text's beginning already.

    A sentence that holds the title's words is no title. The title's passage has kind `title`, and its offsets are those of the
    title, not of the text.
    """
    title = document.title
    marks = _marks(document.text, title)
    passages = _split(document.text, marks, count_damaged=count_damaged)
    head = document.text[: _HEAD + len(title)]
    for mark in marks:  # furniture that shows the title does not count
        head = head[: mark.start] + re.sub(r"[^\n]", " ", head[mark.start : mark.end]) + head[mark.end :]
    if not title or _opens_with(head, title):
        return passages
    first = Passage(0, 0, len(title), title, "title", "", detect_language(title))
    return [first, *(replace(passage, position=passage.position + 1) for passage in passages)]


def _opens_with(text: str, title: str) -> bool:
    """Return whether the title is a line, or broken over lines, among the first characters of the text; white space does not count."""
    if not (characters := "".join(title.split())):
        return True
    pattern = _BEFORE_TITLE + r"\s*".join(map(re.escape, characters)) + _BEHIND_TITLE
    return re.search(pattern, text[: _HEAD + len(title)], re.MULTILINE) is not None


def _classify_lines(text: str, marks: Sequence[Mark]) -> Iterator[_Line]:
    number = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        while number < len(marks) and marks[number].end <= start:
            number += 1
        for mark in marks[number:]:
            if mark.start >= end:
                break
            yield from _classify_part(text, start, max(start, mark.start))
            yield from _classify_part(text, max(start, mark.start), min(end, mark.end), mark.kind)
            start = min(end, mark.end)
        yield from _classify_part(text, start, end)


def _classify_part(text: str, start: int, end: int, kind: str = "") -> Iterator[_Line]:
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    if start < end and any(char.isalnum() for char in text[start:end]):
        yield _Line(start, end, kind) if kind else _classify(text, start, end)


def _merge_marked(lines: list[_Line], text: str) -> list[_Line]:
    """Join furniture with furniture, contents with contents, where nothing else stands between."""
    merged: list[_Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        if (
            before
            and line.kind == before.kind
            and line.kind in UNCOUNTED
            and not any(map(str.isalnum, text[before.end : line.start]))
        ):
            before.end = line.end
        else:
            merged.append(line)
    return merged


def _classify(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    if match := _MARKDOWN_HEADING.match(line):
        return _Line(start + match.end(), end, "heading", len(match[1]))
    if _ARTICLE.match(line):
        return _Line(start, end, "article")
    if line.startswith("|"):
        return _Line(start, end, "table")
    if level := _heading_level(line):
        return _Line(start, end, "heading", level)
    if _ITEM.match(line):
        bullet = _BULLET.match(line)
        return _Line(start + (bullet.end() if bullet else 0), end, "item")
    return _Line(start, end, "paragraph")


def _heading_level(line: str) -> int:
    if len(line) > 80 or _ENDS_LIKE_PROSE.search(line):
        return 0
    for level, pattern in _HEADING_LEVELS:
        if pattern.match(line) and (len(line) <= 45 or line[:12].isascii()):
            return level
    return 0


def _merge_wrapped(lines: list[_Line], text: str) -> list[_Line]:
    """Join the lines of a text that was broken at a fixed width (60 to 110 columns, or 25 to 50 Chinese characters).

    A line goes on in the next where it fills three quarters of the width, ends without end of sentence, no empty line
    follows, and the next is plain text.
    """
    width = max((line.end - line.start for line in lines), default=0)
    low, high = (25, 50) if detect_language(text[:5000]) in ("zh", "mixed") else (60, 110)
    if len(lines) < 3 or not low <= width <= high:
        return lines
    merged = [lines[0]]
    last_length = lines[0].end - lines[0].start
    for line in lines[1:]:
        before = merged[-1]
        gap = text[before.end : line.start]
        full = last_length >= width * 0.75 and not _ENDS_LIKE_STOP.search(text[before.start : before.end])
        last_length = line.end - line.start
        if full and line.kind == "paragraph" and before.kind != "heading" and gap.count("\n") == 1:
            before.end = line.end
        else:
            merged.append(line)
    return merged


def _merge_articles(lines: list[_Line]) -> Iterator[_Line]:
    current: _Line | None = None
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


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield spans no longer than a page for the line's language, cut at sentence ends, else at commas or spaces."""
    limit = MAX_CHARACTERS[detect_language(text[start : min(end, start + 2000)])]
    while end - start > limit:
        cut = _last_end(_SENTENCE_END, text, start, start + limit) or _last_end(
            _WEAKER_END, text, start, start + limit
        )
        cut = cut or start + limit
        yield from _trim(text, start, cut)
        start = cut
    yield from _trim(text, start, end)


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the end of the last match in the second half of [start, end), or 0."""
    found = 0
    for match in pattern.finditer(text, start + (end - start) // 2, end):
        found = match.end()
    return found


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    if start < end:
        yield start, end


def _is_blank(char: str) -> bool:
    return char.isspace() or char in "\u200b\u200c\u200d\u2060\ufeff"
