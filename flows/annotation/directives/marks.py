"""Brackets and quotation marks: an object or addressee has both marks of a pair, or neither."""

from __future__ import annotations

from flows.annotation.directives.clauses import NOWHERE, FoundDirective, Sentence, Span, trim
from flows.annotation.directives.heads_zh import skip_lead
from flows.text import lazy_pattern

_PAIRS = {"(": ")", "《": "》", "“": "”", "「": "」", "『": "』", "〔": "〕", "【": "】", "[": "]"}
_OPENED_BY = {closing: opening for opening, closing in _PAIRS.items()}
_BREAKS = ",:。;!?\n"
_NUMBER = lazy_pattern(r"\(\w{1,3}\)")  # of an item in a list
# 《办法》规定|经营者应当报告
_TITLED = lazy_pattern("[^,。;]{0,4}《[^《》]*》(?:第[^,。;]{1,6}条)?[还也均]?(?:明确|规定|要求|提出)了?")
_GOES_ON = "并且而"  # 要求“机关应当公开信息”并报告: what is quoted is a clause


def settle_marks(sentence: Sentence, found: FoundDirective) -> FoundDirective | None:
    """Return a directive whose addressee and object have both marks of each pair.

    Returns None if its cue is in a quotation that only names something: “走出去”战略.
    """
    plain, last = sentence.plain, sentence.end
    if _is_in_noun(plain, found.cue.start, sentence.start, last):
        return None
    if found.addressee != NOWHERE:
        found = found._replace(addressee=_settle_addressee(plain, found.addressee, sentence.start))
    if found.object.start < found.cue.end:
        return found
    end = _close_marks(plain, found.cue.end, found.object.end, last)
    if end == found.object.end:
        return found
    return found._replace(object=trim(plain, found.cue.end, end))


def _is_in_noun(plain: str, place: int, start: int, end: int) -> bool:
    """Return whether a place is inside a quotation that only names something.

    >>> 调动 in “调动一切力量”的方针, 走出 in “走出去”战略; not 应当 in 规定:“机关应当公开信息。”
    """
    opening, closing = plain.rfind("“", start, place + 1), plain.find("”", place, end)
    if opening < 0 or closing < 0 or plain.find("”", opening, place) >= 0:
        return False
    if plain[closing - 1] in _BREAKS:
        return False  # the quotation is a sentence
    following = plain[closing + 1 : closing + 2]
    return plain.find("“", place + 1, closing) < 0 and following.isalnum() and following not in _GOES_ON


def _close_marks(plain: str, start: int, end: int, limit: int) -> int:
    """Return the end of a stretch with its brackets and quotation marks closed, at most `limit`.

    A stretch that ends inside marks goes on until they are closed, and then to the end of that clause. One
    that leaves marks opened before it ends there. A mark that the sentence never closes is left out only if
    the stretch ends with it.

    >>> 坚持“稳住一头|,放开一片”的方针 -> 坚持“稳住一头,放开一片”的方针
    """
    opened: list[str] = []
    for place in range(start, limit):
        char = plain[place]
        if not opened and (place == end or (place > end and char in _BREAKS)):
            return place
        if char in _PAIRS:
            opened.append(char)
        elif char in _OPENED_BY and (not opened or opened.pop() != _OPENED_BY[char]):
            return min(place, end)
    if not opened:
        return limit
    if plain[end - 1] == opened[0]:
        return end - 1
    return end


def _settle_addressee(plain: str, found: Span, first: int) -> Span:
    """Return an addressee from the clause before the bracket that closes in it, or after one that opens.

    >>> 行政机关(包括授权的组织,|下同)及其工作人员 -> 行政机关(包括授权的组织,下同)及其工作人员
    """
    for opening, closing in _PAIRS.items():
        opens = plain.count(opening, found.start, found.end) - plain.count(closing, found.start, found.end)
        if opens > 0:
            return trim(plain, plain.rfind(opening, found.start, found.end) + 1, found.end)
        if opens < 0:
            place = plain.rfind(opening, first, found.start)
            return _from_clause(plain, max(first, place), found.end) if place >= 0 else NOWHERE
    return found


def _from_clause(plain: str, place: int, end: int) -> Span:
    """Return the stretch from the start of the clause with the opening mark at `place`, without numbers."""
    if numbered := _NUMBER.match(plain, place, end):
        return trim(plain, numbered.end(), end)
    start = max(plain.rfind(mark, 0, place) + 1 for mark in f"{_BREAKS} ")
    if titled := _TITLED.match(plain, start, end):
        return trim(plain, titled.end(), end)
    begun = skip_lead(plain, start, end)
    return trim(plain, begun - (begun > place), end)
