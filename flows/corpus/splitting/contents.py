"""Find contents pages: lines with dots and page numbers, or a list of headings within a long line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.corpus.splitting.marks import Mark
from flows.text import lazy_pattern

_LINE = lazy_pattern(r"[^\r\n]+")
_CONTENTS = lazy_pattern(r"^\W*(?:目\s*录|目\s*次|(?:table of )?contents)\W*$", re.IGNORECASE)
_DOTTED = lazy_pattern(
    r".{2,90}?(?:[.．·•]\s?){4,}\s*[ivx\d]{1,4}|.{2,60}?(?:[.．·•]\s?){10,}|.{2,90}?…{2,}\s*\d{1,4}"
)
# It begins at the start of a run of dots: a search from each dot of a long run would take forever.
_DOTTED_INSIDE = lazy_pattern(r"(?<!\.)(?<!\.\s)(?:\.\s?){5,}\s*\d{1,4}")
_OPENING = lazy_pattern(r"\b(?:TABLE OF CONTENTS|Table of Contents|CONTENTS|Contents)\b")
_OPENING_NEAR = lazy_pattern(r"目\s*录|目\s*次|\b(?:TABLE OF )?CONTENTS\b", re.IGNORECASE)
_ENTRY = lazy_pattern(
    r"\b(?:Part|PART|Chapter|CHAPTER|Article|ARTICLE|Section|SECTION)"
    r" (?:\d{1,3}|[IVXL]+|[A-Z][a-z]+(?:-[a-z]+)?)\b"
)
_MAX_LINE = 160
_MINIMUM_DOTTED, _MINIMUM_ENTRIES = 5, 10
_MAX_GAP, _MAX_ENTRY = 400, 300  # characters between two dotted entries, and of one entry without dots
_DOTTED_SEARCHED, _OPENING_SEARCHED, _ENTRIES_SEARCHED = 100_000, 20_000, 30_000


def find_contents_lines(text: str) -> Iterator[Mark]:
    """Yield the lines of a contents page (heading, dots, page number), and the line 目录 above them."""
    before: re.Match[str] | None = None
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if len(line) < _MAX_LINE and _DOTTED.fullmatch(line):
            if before is not None and _CONTENTS.fullmatch(before[0].strip()):
                yield Mark(before.start(), before.end(), "contents")
            yield Mark(match.start(), match.end(), "contents")
        if line:
            before = match


def find_contents_in_flow(text: str) -> list[Mark]:
    """Return the contents page within a long line, or [].

    It consists of dotted entries, or of headings up to the second occurrence of the first one.
    """
    dotted = list(_DOTTED_INSIDE.finditer(text[:_DOTTED_SEARCHED]))
    if len(dotted) >= _MINIMUM_DOTTED:
        return [_mark_dotted(text, dotted)]
    opening = _OPENING.search(text[:_OPENING_SEARCHED])
    if not opening:
        return []
    entries = list(_ENTRY.finditer(text, opening.end(), opening.end() + _ENTRIES_SEARCHED))
    if len(entries) <= _MINIMUM_ENTRIES or entries[0].start() - opening.end() > 20:
        return []
    end = _end_of_entries(entries)
    return [Mark(opening.start(), end, "contents")] if end else []


def _mark_dotted(text: str, dotted: list[re.Match[str]]) -> Mark:
    first = dotted[0].start()
    openings = list(_OPENING_NEAR.finditer(text, max(0, first - _MAX_GAP), first))
    start = openings[-1].start() if openings else text.rfind("\n", 0, first) + 1
    last = dotted[0]
    for match in dotted[1:]:
        if match.start() - last.end() > _MAX_GAP:
            break
        last = match
    return Mark(start, last.end(), "contents")


def _end_of_entries(entries: list[re.Match[str]]) -> int:
    """Return the end of a list of headings, or 0 if it is too short for a contents page.

    The text begins after a gap, or where the first heading occurs again.
    """
    first = entries[0][0].casefold()
    for number, match in enumerate(entries[1:], 1):
        before = entries[number - 1].end()
        has_gap = match.start() - before > _MAX_ENTRY
        if has_gap or match[0].casefold() == first:
            if number < _MINIMUM_ENTRIES:
                return 0
            return before if has_gap else match.start()
    return entries[-1].end()
