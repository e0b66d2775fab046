"""Join sentences that a reader of pages has cut into lines: at their links, numbers and styled words."""

from __future__ import annotations

from flows.corpus.splitting.marks import Line
from flows.text import lazy_pattern

ENDS_LIKE_STOP = lazy_pattern(r"[。！？；;!?:：…]$|[.][”’\"')]*$")
HAS_MARK = lazy_pattern("[，、；。]|[《“（]$")
_INSIDE = frozenset("，、；。）》”")  # no sentence begins with one of these
_NUMBER = lazy_pattern(r"[0-9０-９]{1,4}(?:[.．][0-9０-９]+)?")
# What follows a number inside a sentence: marks, dashes, and words that count or date.
_UNITS = "年月日号项个家条款章种类批次所名位台套件余多亿万千百元倍度期届级省市县区院楼层室页卷%％"
_AFTER_NUMBER = lazy_pattern(rf"\s{{0,4}}(?:[，、；。）》”〕\]】{_UNITS}]|[–—－~～/·×-]\s{{0,4}}[0-9０-９])")
_TENS = "一二三四五六七八九十"
_ORDINAL = lazy_pattern(
    rf"第?[{_TENS}]{{1,3}}[、，是]|[（(](?:[{_TENS}]{{1,3}}|\d{{1,2}})[)）]|\d{{1,2}}[.．、)）]"
)
_ITEM_MARK = lazy_pattern(r"\s{0,4}[.．、]")
_GOES_ON = lazy_pattern(r"\s{0,4}[的，、；。）》”]")
_IS_SENTENCE = lazy_pattern(r"[：，“]")
_FRAGMENT = 4  # characters
# Lines joined at numbers, and their share of all lines, from which on words are cut off too.
_MANY_CUTS, _CUT_SHARE = 5, 0.03
_PROSE = ("paragraph", "item", "article")


def merge_cut(lines: list[Line], text: str) -> list[Line]:
    """Join the lines of sentences that were cut at numbers, at styled words, or at links.

    >>> 申报内容不超过 / 2 / 项，所申报 / 项目 / 的知识产权归申报单位所有。
    """
    lines = _merge_ordinals(lines, text)
    joined = _merge_numbers(lines, text)
    cuts = len(lines) - len(joined)
    if cuts >= _MANY_CUTS and cuts >= len(lines) * _CUT_SHARE:
        joined = _merge_fragments(joined, text)
    return _merge_links(joined, text)


def _merge_ordinals(lines: list[Line], text: str) -> list[Line]:
    """Join the number of an item that is alone in its line (一、, 三是, （四）, 5.) with the next line."""
    merged: list[Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        is_ordinal = (
            before
            and before.kind in (*_PROSE, "heading")
            and _ORDINAL.fullmatch(text, before.start, before.end)
        )
        if before and is_ordinal and line.kind in _PROSE and _are_near(before, line, text):
            before.end, before.kind, before.level = line.end, "item", 0
        else:
            merged.append(line)
    return merged


def _merge_numbers(lines: list[Line], text: str) -> list[Line]:
    """Join a number with the lines before and after it, if a mark or a unit follows the number."""
    merged: list[Line] = []
    is_open = False  # whether the last line is a number that goes on
    for line in lines:
        is_number = line.kind in _PROSE and _NUMBER.fullmatch(text, line.start, line.end)
        goes_on = bool(is_number and _AFTER_NUMBER.match(text, line.end))
        before = merged[-1] if merged else None
        if before and _are_near(before, line, text):
            begins_item = goes_on and _ITEM_MARK.match(text, line.end)
            is_inside = goes_on and not begins_item and _is_unfinished(before, text)
            if (is_open and line.kind in _PROSE) or is_inside:
                before.end, is_open = line.end, goes_on
                continue
        merged.append(line)
        is_open = goes_on
    return merged


def _merge_fragments(lines: list[Line], text: str) -> list[Line]:
    """Join words of up to four characters, and lines with only a mark between them, with their neighbours."""
    merged: list[Line] = []
    is_open = False  # whether the last line is a word that goes on
    for line in lines:
        before = merged[-1] if merged else None
        is_word = line.kind == "paragraph" and line.end - line.start <= _FRAGMENT
        is_word = is_word and not _ITEM_MARK.match(text, line.end)
        goes_on = is_word and not ENDS_LIKE_STOP.search(text, line.start, line.end)
        if before and line.kind == "paragraph" and _are_near(before, line, text):
            is_sentence = before.kind == "heading" and _is_cut_heading(before, line, text)
            is_inside = _is_unfinished(before, text) and (is_word or _are_joined(before, line, text))
            if is_open or is_sentence or is_inside:
                if is_sentence:
                    before.kind, before.level = "item", 0
                before.end, is_open = line.end, goes_on
                continue
        merged.append(line)
        is_open = goes_on and bool(before)
    return merged


def _is_cut_heading(heading: Line, line: Line, text: str) -> bool:
    """Return whether a heading is the beginning of a sentence: （二）项目推荐：各地主管部门 / 、 / 企业."""
    is_item = text.startswith(("（", "("), heading.start)
    has_number = _NUMBER.match(text, line.start) and is_item
    has_word = line.end - line.start <= _FRAGMENT and _GOES_ON.match(text, line.end)
    is_begun = is_item and _IS_SENTENCE.search(text, heading.start, heading.end)
    return bool(has_number or has_word or is_begun or _are_joined(heading, line, text))


def _are_joined(before: Line, line: Line, text: str) -> bool:
    """Return whether a mark that occurs inside a sentence is on a line of its own between two lines."""
    gap = text[before.end : line.start].strip()
    return gap[:1] in _INSIDE and "。" not in gap


def _are_near(before: Line, line: Line, text: str) -> bool:
    """Return whether no empty line is between two lines."""
    between = text[before.end : line.start].splitlines()[1:]
    return all(one.strip() for one in between)


def _is_unfinished(line: Line, text: str) -> bool:
    is_prose = line.kind in _PROSE
    return is_prose and not ENDS_LIKE_STOP.search(text, max(line.start, line.end - 8), line.end)


def _merge_links(lines: list[Line], text: str) -> list[Line]:
    """Join a sentence that its links have cut into lines: "依照" / "宪法" / "，落实…".

    Such lines follow each other without an empty line, only the last ends a sentence, and a later one begins
    with a mark that occurs only inside a sentence or at its end. The first one contains such a mark, or opens
    a quotation.
    """
    merged: list[Line] = []
    first = 0  # the first line of the sentence, in `merged`
    for line in lines:
        before = merged[-1] if merged else None
        if before is None or not _may_continue(before, line, text):
            first = len(merged)
        elif text[line.start] in _INSIDE:
            while first < len(merged) - 1 and not HAS_MARK.search(
                text, merged[first].start, merged[first].end
            ):
                first += 1
            merged[first].end = line.end
            del merged[first + 1 :]
            continue
        merged.append(line)
    return merged


def _may_continue(before: Line, line: Line, text: str) -> bool:
    is_prose = before.kind == line.kind == "paragraph"
    if not is_prose or text.count("\n", before.end, line.start) != 1:
        return False
    return not ENDS_LIKE_STOP.search(text, max(before.start, before.end - 8), before.end)
