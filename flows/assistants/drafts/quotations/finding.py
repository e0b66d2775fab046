"""Find the quotations of a draft: “…”, "…", 「…」, 『…』, long ‘…’, and block quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.assistants.drafts.claims import Draft, Span
from flows.assistants.drafts.letters import read_words_of
from flows.assistants.drafts.references import SOURCE_LABEL
from flows.text import HAN, Cover, has_han, lazy_pattern, start_of

_CLOSING = {"“": "”", "「": "」", "『": "』", "‘": "’", "＂": "＂", '"': '"', "'": "'"}
_NESTED = "“「『"  # marks of which one pair may be inside another of the same kind
_END_OF_PARAGRAPH = lazy_pattern(r"\n[^\S\n]*\n|\Z")
_LONGEST = 6000  # code points of a quotation in a paragraph
_MOST_TRIED = 50  # straight marks tried that do not end a quotation
_SINGLE_WORDS = 6  # the least length of a quotation in single marks, in words or Han characters
_OPENS = lazy_pattern(rf"[\s(\[{{（《「『“‘—–\-:：,，、;；。！？/|*_{HAN}]")
_ENDS_WORD = lazy_pattern(r"[A-Za-z0-9]")
# An ellipsis: an omission between two parts of a quotation.
_ELLIPSIS = lazy_pattern(
    r"[\[(（【]\s*(?:…{1,4}|\.{3,6}|\. ?\. ?\.|略|下略|中略|省略)\s*[\])）】]|…{1,4}|\.{3,6}|\. \. \.(?: \.)?"
    r"|[·•]{6}|。{3,6}"
)
# The author's words inside a quotation: [the Party], [sic]; a single letter belongs to the quoted word.
_INSERTED = lazy_pattern(r"[\[［](?!\d+[\]］])[^\[\]［］\n]{2,80}[\]］]")
# The line below a block that names its source, or brackets at its end: （《甲》第三条）, (Kelp Law, Art. 3).
_ATTRIBUTION = lazy_pattern(
    r"\n[^\S\n]*>?[^\S\n]*(?:[*_]{0,2}[\[【]?(?:[—–―]{1,2}|--|（|\(|出自|来源|Source\b|From\b)"
    rf"|[*_]{{0,2}}[\[【]?{SOURCE_LABEL})[^\n]{{2,160}}$"
    rf"|\s?[（(](?:{SOURCE_LABEL}|出自|见|see )?\s?(?:《[^（()）\n]{{2,100}}"
    r"|[^（()）\n]{3,80}(?:Articles?|Arts?\.|§)\s?\d[^（()）\n]{0,20})[）)]$",
    re.IGNORECASE,
)
_ONLY_MARKS = lazy_pattern(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a draft without its marks, in code points: `draft.text[start:end]`."""

    start: int
    end: int
    is_block: bool = False


def find_quotations(draft: Draft, titles: Sequence[Span] = ()) -> list[Quotation]:
    """Return the quotations of a draft by start; none is inside another, nor inside one of `titles`.

    `titles` are by start and disjoint.
    """
    blocks = [quoted for block in draft.blocks if (quoted := _read_block(draft.text, block))]
    taken = Cover(len(draft.text), draft.blocks)
    title_starts = [title.start for title in titles]
    inline = []
    for span in _find_marked(draft.text):
        place = bisect_right(title_starts, span.start)
        is_in_title = place > 0 and span.end <= titles[place - 1].end
        if not is_in_title and not taken.overlaps(*span):
            inline.append(Quotation(*span))
    return sorted((*blocks, *inline), key=lambda quotation: quotation.start)


def split_parts(text: str) -> list[Span]:
    """Return the parts of a quotation between its ellipses and the author's insertions, in order.

    A part without letters is left out.
    """
    borders = sorted(match.span() for pattern in (_ELLIPSIS, _INSERTED) for match in pattern.finditer(text))
    parts, position = [], 0
    for start, end in [*borders, (len(text), len(text))]:
        if start >= position and not _ONLY_MARKS.fullmatch(text[position:start] or " "):
            parts.append(Span(position, start))
        position = max(position, end)
    return parts


def _read_block(text: str, block: Span) -> Quotation | None:
    """Return the words of a block quotation, without surrounding marks and the line that names its source."""
    start, end = block
    if source := _ATTRIBUTION.search(text, start, end):
        end = source.start()
    start, end = _trim(text, start, end)
    if end - start > 1 and text[start] in _CLOSING and text[end - 1] == _CLOSING[text[start]]:
        inner = text[start + 1 : end - 1]
        if text[start] not in inner and text[end - 1] not in inner:
            start, end = _trim(text, start + 1, end - 1)
    return Quotation(start, end, is_block=True) if start < end else None


def _find_marked(text: str) -> Iterator[Span]:
    """Yield the text between quotation marks; of nested marks, the outer ones count."""
    place = 0
    while place < len(text):
        mark = text[place]
        if mark in _CLOSING and _can_open(text, place):
            end = _find_close(text, place)
            if end is not None:
                first, last = _trim(text, place + 1, end)
                if first < last:
                    yield Span(first, last)
                place = end
        place += 1


def _can_open(text: str, place: int) -> bool:
    mark, following = text[place], text[place + 1 : place + 2]
    if not following or (following.isspace() and mark in "\"'‘"):
        return False
    if mark in _NESTED:
        return True
    return place == 0 or bool(_OPENS.match(text[place - 1]))


def _find_close(text: str, place: int) -> int | None:
    """Return the end of the quotation that opens at `place`, or None."""
    mark = text[place]
    furthest = min(len(text), place + _LONGEST)
    paragraph = _END_OF_PARAGRAPH.search(text, place, furthest)
    limit = start_of(paragraph, furthest)
    if mark in "'‘":
        return _close_single(text, place, limit)
    if mark == '"':
        return _close_straight(text, place, limit)
    return _close_pair(text, place, limit)


def _close_pair(text: str, place: int, limit: int) -> int | None:
    opening, closing = text[place], _CLOSING[text[place]]
    depth = 0
    is_closed = text.find(closing, place + 1, limit) >= 0
    for position in range(place + 1, limit) if is_closed else ():
        if text[position] == closing:
            if not depth:
                return position
            depth -= 1
        elif text[position] == opening:
            depth += 1
    first = text.find(closing, place, limit)
    if first >= 0:  # a superfluous opening mark inside
        return first
    second = text.find(opening, place + 1, limit)
    if second >= 0 and text.find(opening, second + 1, limit) < 0:  # closed by the wrong mark: “…“
        return second
    following = text[limit:].lstrip()
    continues = following.startswith(opening)  # a quotation of several paragraphs repeats its opening mark
    return limit if continues and limit > place + 1 and second < 0 else None


def _close_straight(text: str, place: int, limit: int) -> int | None:
    position = place
    for _ in range(_MOST_TRIED):
        position = text.find('"', position + 1, limit)
        if position < 0:
            return None
        before, after = text[position - 1], text[position + 1 : position + 2]
        if not before.isspace() and not (after and _ENDS_WORD.match(after)):
            return position
    return None


def _close_single(text: str, place: int, limit: int) -> int | None:
    """Return the end of a long quotation in single marks; apostrophes do not count."""
    closing = _CLOSING[text[place]]
    unsure = None
    position = text.find(closing, place + 1, limit)
    while position >= 0:
        before, after = text[position - 1], text[position + 1 : position + 2]
        if not before.isspace() and not (after and _ENDS_WORD.match(after)):
            is_plural = before == "s" and text[position + 1 : position + 3].strip().islower()
            if not is_plural:
                break
            unsure = unsure or position
        position = text.find(closing, position + 1, limit)
    end = position if position >= 0 else unsure
    if end is None or len(read_words_of(text[place + 1 : end])) < _SINGLE_WORDS:
        return None
    is_apostrophe = text[place] == "'" and has_han(text[place + 1 : end])
    return None if is_apostrophe else end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == ">"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ">"):
        end -= 1
    return Span(start, end)
