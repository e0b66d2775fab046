"""Cut documents into passages: paragraphs, articles, list items, headings, each with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.corpus.splitting.damage import is_damaged
from flows.corpus.splitting.furniture import find_marks
from flows.corpus.splitting.lines import classify_lines, trim
from flows.corpus.splitting.marks import Mark
from flows.records import FIRST_WORDS, UNCOUNTED, Document, Passage
from flows.text import detect_language, lazy_pattern

# A Chinese passage of 700 characters is about one page. Longer lines are cut at sentence ends into shorter
# pieces.
MAX_CHARACTERS = {"zh": 700, "mixed": 900, "en": 1600, "und": 1600}
_HEAD = 600  # characters of a text that may show its title
_SHORT = 60  # letters and digits of a text that nothing is cut out of
_MAX_HEADING, _MAX_LEVELS = 120, 3
_WITH_PARAGRAPHS = ("html",)  # formats that mark paragraph ends, except with hard line breaks
_SENTENCE_END = lazy_pattern(
    r"[。！？；!?;]+[”’」』）)\"']*|(?<=[a-z\d)”\"'])\.[”’\"')\]]*(?=\s+[A-Z“\"(\d])"
)
_OTHER_LINE_END = lazy_pattern(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # from old Macs and word processors
_WEAKER_END = lazy_pattern(r"[，、：]|(?<!\d)[,:]|[,:](?!\d)|\s")  # 12,345 and 10:30 are whole
_INSIDE_WORD = lazy_pattern(r"[A-Za-zÀ-ɏ0-9０-９'’.,:%_/@+-]")
# What may be before a title on its line (a mark, a label, the date of a file name) and after it (marks of
# footnotes, the name of a site).
_BEFORE_TITLE = r"(?:^|[_|｜#《]|^(?:标题|名\s*称|题目|文档|[Tt]itle)\s*[:：])\s*"
_AFTER_TITLE = r"(?:\s*[\[［]\d{1,2}[\]］])*(?:\.(?:md|txt|docx?|pdf))?\s*(?:$|》\s*$|[_|｜])"


def split_passages(text: str, title: str = "", *, count_damaged: bool = True) -> list[Passage]:
    """Cut a text into passages, in order. Every character except white space and markup is in one of them.

    `text[p.start:p.end] == p.text` for each passage, in code points. An article (第…条, Article n) includes
    the paragraphs under it, up to 900 characters together. A line longer than about a page is cut at sentence
    ends. A heading is a separate passage, and the `heading` of those below it (at most three levels, joined
    by ` / `). Page furniture, contents pages and footnotes within the text are passages of these kinds. So
    are damaged passages, which are `unreadable` if damage is not to be counted.
    """
    return _split(text, _find_cut_marks(text, title), count_damaged=count_damaged)


def _find_cut_marks(text: str, title: str) -> list[Mark]:
    """Return the marks that are cut out of the text.

    Nothing is cut out of a short text that would lose all its content.
    """
    marks = [mark for mark in find_marks(text, title) if mark.kind != "page"]
    whole = _count_letters(text)
    if whole > _SHORT or whole > sum(_count_letters(text[mark.start : mark.end]) for mark in marks):
        return marks
    return []


def _count_letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _split(
    text: str, marks: Sequence[Mark], *, count_damaged: bool, may_be_wrapped: bool = True
) -> list[Passage]:
    passages: list[Passage] = []
    headings: list[tuple[int, str]] = []  # level and text of those above the line
    for line in classify_lines(text, marks, may_be_wrapped=may_be_wrapped):
        if line.kind == "heading":
            headings = [entry for entry in headings if entry[0] < line.level]
        heading = " / ".join(shown for _, shown in headings[-_MAX_LEVELS:])
        for start, end in _cut(text, line.start, line.end):
            piece = text[start:end]
            kind = _kind_of(piece, line.kind, count_damaged=count_damaged)
            passages.append(Passage(len(passages), start, end, piece, kind, heading, detect_language(piece)))
        if line.kind == "heading":
            headings.append((line.level, text[line.start : line.end][:_MAX_HEADING]))
    return passages


def _kind_of(piece: str, kind: str, *, count_damaged: bool) -> str:
    if kind in UNCOUNTED or not is_damaged(piece):
        return kind
    return "damaged" if count_damaged else "unreadable"


def passages_of(document: Document, *, count_damaged: bool = True) -> list[Passage]:
    """Return the passages of a document, with its title first unless the text begins with it.

    The title may be one line or several; a sentence with the words of the title is not the title. The passage
    of the title has the kind `title`, and its offsets are those of the title, not of the text.
    """
    title = document.title
    marks = _find_cut_marks(document.text, title)
    has_paragraphs = document.format in _WITH_PARAGRAPHS and not _has_broken_lines(document)
    passages = _split(document.text, marks, count_damaged=count_damaged, may_be_wrapped=not has_paragraphs)
    head = _OTHER_LINE_END.sub("\n", document.text[: _HEAD + len(title)])
    for mark in marks:  # furniture that shows the title does not count
        blank = re.sub(r"[^\n]", " ", head[mark.start : mark.end])
        head = head[: mark.start] + blank + head[mark.end :]
    if not title or _is_excerpt(document) or _opens_with(head, title):
        return passages
    first = Passage(0, 0, len(title), title, "title", "", detect_language(title))
    return [first, *(replace(passage, position=passage.position + 1) for passage in passages)]


def _has_broken_lines(document: Document) -> bool:
    return bool(document.metadata.get("derived", {}).get("broken_lines"))


def _is_excerpt(document: Document) -> bool:
    """Return whether the title is only the first words of the text."""
    derived = document.metadata.get("derived", {})
    return bool(derived.get("origins", {}).get("title") == FIRST_WORDS)


def _opens_with(text: str, title: str) -> bool:
    """Return whether the title is a line, or several lines, of the text.

    White space is ignored, and so are underscores in its place and a file ending.
    """
    characters = "".join(title.split()).replace("_", "")
    if not characters:
        return True
    head = text[: _HEAD + len(title)]
    # Most titles that do not open a text are not in it at all. Compiling a pattern for each took 40 % of the
    # time of reading news.
    if characters not in "".join(head.split()).replace("_", ""):
        return False
    pattern = _BEFORE_TITLE + r"[\s_]*".join(map(re.escape, characters)) + _AFTER_TITLE
    return re.search(pattern, head, re.MULTILINE) is not None


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield spans of at most a page in the line's language, cut at sentence ends, commas, spaces or words."""
    limit = MAX_CHARACTERS[detect_language(text[start : min(end, start + 2000)])]
    while end - start > limit:
        cut = _last_end(_SENTENCE_END, text, start, start + limit)
        cut = cut or _last_end(_WEAKER_END, text, start, start + limit) or _whole_word(text, start, limit)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the end of the last match in the second half of [start, end), or 0."""
    found = 0
    for match in pattern.finditer(text, start + (end - start) // 2, end):
        found = match.end()
    return found


def _whole_word(text: str, start: int, limit: int) -> int:
    """Return the limit, or the start of the Latin word or number there if it is in the second half."""
    cut = start + limit
    while cut > start + limit // 2 and all(map(_INSIDE_WORD.match, text[cut - 1 : cut + 1])):
        cut -= 1
    return cut if cut > start + limit // 2 else start + limit


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trim(text, start, end)
    if start < end:
        yield start, end
