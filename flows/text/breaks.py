"""Line breaks inside sentences, in texts that were wrapped at a fixed width: PDFs, e-mails, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flows.text.patterns import lazy_pattern

# In cells: a Latin letter has one, a Chinese character two. Narrower lines are cells, labels or verses; wider
# ones are paragraphs.
_NARROWEST, _WIDEST = 36, 180
_FULL, _FULL_OF_WORDS = 0.8, 0.75  # of the widest line: Chinese lines, and others, which break between words
_WIDE = lazy_pattern("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_BLANK_LINE = lazy_pattern(r"\n\s*\n")
_STOP = lazy_pattern(
    r"(?:[。！？!?：:；;…|]|(?<![A-Z])(?<!\b(?:Co|Dr|Mr|No|St))(?<!\bInc)\.)[”’」』）)\"'\]]*\s*$"
)
# The beginning of a line of its own: the number of an item, a bullet, a cell of a table, or a label.
_OPENING = lazy_pattern(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、]|\d{1,2}[.．](?!\d)|第[^，。\s]{1,6}[条章节]"
    r"|[-–—•·●■◆*#|]|[^，。,.:：]{2,10}[：:]|\d*\s*$)"
)
# The body that signs below a text without a full stop.
_SIGNATURE = lazy_pattern(r"[^，。；、]{2,24}(?:部|司|局|厅|委|会|院|府|办公室|公司|集团)\s*$")
# Cells of a row: 2020 | 60 | Binding, or at least three that blanks keep apart.
_ROW = lazy_pattern(r"[|\t]|\S(?:\s{2,}|\u3000)\S.*\S(?:\s{2,}|\u3000)\S")
_WORD = lazy_pattern(r"[^\W\d_]+")
# Longer words that headings write in lower case; any other shows that a line is none.
_SMALL = frozenset(
    (
        *("among", "across", "between", "from", "into", "over", "than", "that", "their", "through"),
        *("toward", "towards", "under", "upon", "with"),
    )
)
_ORDINARY = 4  # letters of a longer word


def soft_breaks(text: str) -> list[int]:
    r"""Return the places of line breaks that are inside a sentence, ascending, in code points.

    The line before is nearly as wide as the widest of its paragraph and has no stop at its end, and the next
    one begins no item.

    >>> "The ministry and the provincial government founded\nthe fund." -> [51]
    >>> "Chapter III. Building an Innovative Country\nWe will ..." -> []
    """
    if "\n" not in text:
        return []
    return [place for start, end in _blocks(text) for place in _breaks_of(text, start, end)]


def has_wide(text: str) -> bool:
    """Return whether a text has a Chinese character or a full-width mark."""
    return _WIDE.search(text) is not None


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines between blank lines."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _breaks_of(text: str, start: int, end: int) -> Iterator[int]:
    lines: list[tuple[int, str, int]] = []
    for line in text[start:end].split("\n"):
        lines.append((start, line, len(line) + len(_WIDE.findall(line))))
        start += len(line) + 1
    widest = max(width for _, _, width in lines)
    if not _NARROWEST <= widest <= _WIDEST:
        return
    for (first, line, width), (_, following, _) in pairwise(lines):
        is_wide = has_wide(line[-1:])
        full = widest * (_FULL if is_wide else _FULL_OF_WORDS)
        is_full = width >= max(_NARROWEST, full)
        is_last = first + len(line) + 1 + len(following) == end
        if not is_full or _ends_line(line) or _opens_line(following, is_last=is_last):
            continue
        if is_wide or following[:1].islower() or not _looks_like_heading(line):
            yield first + len(line)


def _ends_line(line: str) -> bool:
    """Return whether a line ends with a stop, or is a row of a table."""
    return (_STOP.search(line) or _ROW.search(line)) is not None


def _opens_line(line: str, *, is_last: bool) -> bool:
    """Return whether a line is one of its own: an item, a row, a label, or the signature at the end."""
    if _OPENING.match(line) or _ROW.search(line):
        return True
    return is_last and _SIGNATURE.fullmatch(line) is not None


def _looks_like_heading(line: str) -> bool:
    """Return whether a Latin line has only capitalised and small words."""
    words = (word for word in _WORD.findall(line) if len(word) >= _ORDINARY and word.islower())
    return not has_wide(line) and all(word in _SMALL for word in words)
