"""Names and terms of Chinese texts that are missing from the lexicon: by last noun and by neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.annotation.matching import Tagged
from flows.annotation.openvocabulary.beginnings import (
    find_after_receiver,
    find_after_verb,
    find_first_character,
    widen,
)
from flows.annotation.openvocabulary.borders import Odds, find_start
from flows.annotation.openvocabulary.endings import Name, goes_on, is_class, is_part, is_sentence
from flows.annotation.openvocabulary.governing import GOVERNED, find_after_governor
from flows.annotation.openvocabulary.heads import Head, read_heads, read_words, technical_words
from flows.annotation.openvocabulary.quotes import find_quoted
from flows.annotation.openvocabulary.words import MOST_CHARACTERS, MOST_WORDS, NUMBER, Text
from flows.records import Mention
from flows.text import HAN, lazy_pattern


def find_chinese(tagged: Tagged, known: Sequence[Mention]) -> list[Mention]:
    """Return names and terms by pattern, some of which may overlap; `known` mentions can be parts of them."""
    sides = {mention.end: mention.start for mention in known if mention.type in ("GPE", "ORG")}
    by_span = {(mention.start, mention.end): mention for mention in known}
    text = Text(tagged.text, tagged.tokens, by_span, sides)
    quoted = find_quoted(tagged.text, tagged.tokens, by_span)
    return [*_by_head(text), *quoted, *_by_neighbours(text, known)]


def _by_head(text: Text) -> Iterator[Mention]:
    """Yield the names that end in a noun of the table.

    >>> 实施数字强省重点人才引育工程 -> PROGRAMME 数字强省重点人才引育工程
    """
    heads = read_heads("zh")
    for index, (start, end) in enumerate(text.tokens):
        word = text.text[start:end]
        head = heads.get(word)
        tail = 0
        if head is None and end - start > 2:
            for tail in (4, 3, 2):
                head = heads.get(word[-tail:]) if end - start > tail else None
                if head:
                    break
        if head is None or not _may_end(text, index, head):
            continue
        if goes_on(text, index, head.type, word[-tail:]):
            continue
        yield from _extend(text, index, head, word[: len(word) - tail] if tail else "")


_SHORTEST_KIND = 2


def _may_end(text: Text, index: int, head: Head) -> bool:
    """Return whether a word may end a name: it is not known itself, or is known only as a kind of body.

    >>> 样例市稀土催化全国重点实验室, though 全国重点实验室 is a term
    """
    known = text.known.get(text.tokens[index])
    if known is None:
        return True
    is_body = head.type == "ORG" or known.text.endswith("投资基金")
    return known.type == "TERM" and is_body and len(known.text) > _SHORTEST_KIND


def _read_back(text: Text, index: int) -> tuple[int, float]:
    """Return the likeliest first word of the name that ends in word `index`, and its odds."""
    words: list[Odds] = []
    begin = index
    for place in range(index - 1, max(0, index - MOST_WORDS) - 1, -1):
        start, end = text.tokens[place]
        if end != text.tokens[place + 1][0] or text.tokens[index][1] - start > MOST_CHARACTERS:
            break
        odds = text.odds(start, end)
        if odds is None:
            break
        words.insert(0, odds)
        begin = place
    chosen, score = find_start(words)
    return begin + chosen, score


def _extend(text: Text, index: int, head: Head, own: str) -> Iterator[Mention]:
    """Yield the name whose last word is token `index`, with all words before it that belong to it."""
    first, score = _read_back(text, index)
    first = find_after_verb(text, find_after_receiver(text, first, index, head.type), index, head.type)
    if first == index and head.type in GOVERNED:
        first = find_after_governor(text, first, index, head.type)
    parts = [text.word(place) for place in range(first, index)]
    if own:
        parts.append(own)
    if not _is_name(text, head, parts, first, index):
        return
    name = Name(text, widen(text, first, index, head.type), index, head.type, text.word(index)[len(own) :])
    if name.end - name.start < head.least or is_part(name) or is_class(name) or is_sentence(name):
        return
    start = find_first_character(text, name.start, name.end, name.end - head.least, head.type)
    surface = text.text[start : name.end]
    kind = head.type
    if surface.endswith("基金") and "投资" in surface:
        kind = "ORG"  # a fund that invests is a body, as in the lexicon
    yield Mention(start, name.end, surface, kind, source="pattern", score=_score(score))


def _is_name(text: Text, head: Head, parts: Sequence[str], first: int, last: int) -> bool:
    named = [part for part in parts if part not in head.general]
    if head.type == "PROGRAMME" and text.follows_quotes(first):
        return True
    if not named:
        return False
    if head.type == "TERM":
        return len(parts) + 1 >= head.tokens
    if head.type in ("ORG", "EVENT"):
        return any(text.is_proper(place) for place in range(first, last))
    if head.type == "TECH" and text.word(last).endswith(head.weak):
        own = parts[last - first :]
        return any(word in technical_words("zh") for word in own) or any(
            text.is_technical(place) for place in range(first, last)
        )
    return True


def _score(odds: float) -> float:
    return round(min(0.95, 0.6 + max(0.0, odds) / 20), 2)


_LONGEST_PART = 16
_ROW_PART = rf"[{HAN}A-Za-z0-9+\-（）()]{{2,{_LONGEST_PART}}}"
_ROW = lazy_pattern(rf"{_ROW_PART}(?:、{_ROW_PART}){{2,}}")
_ROW_MARK = lazy_pattern(rf"、(?={_ROW_PART}、)")
_ROW_TYPES = ("TECH", "ORG", "GPE", "PROGRAMME")
_LAST_PART = lazy_pattern("和|以及|及|与|等")
_NO_MEMBER = lazy_pattern("[的了在是有为把将被对等其各]")
_LONGEST_MEMBER = 10


def _by_neighbours(text: Text, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the members of a list (A、B、C) if most of the others are known and of one type.

    >>> 支持藻类、活性肽、功能蛋白等研发, if two of three are TECH
    """
    for row in _find_rows(text.text):
        members = list(_members(text, row.start(), row.group()))
        types = [_type_of(member, known) for member in members]
        for kind in _ROW_TYPES:
            if types.count(kind) * 2 >= len(members) and types.count(kind) >= 2:
                yield from _unknown_members(text, members, types, kind)


def _find_rows(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_ROW`; for speed, it is tried only at two list commas close together."""
    position = 0
    for mark in _ROW_MARK.finditer(text):
        if mark.start() < position:
            continue
        row = _ROW.search(text, max(position, mark.start() - _LONGEST_PART))
        if not row:
            return
        yield row
        position = row.end()


def _unknown_members(
    text: Text, members: Sequence[tuple[int, int]], types: Sequence[str], kind: str
) -> Iterator[Mention]:
    for (start, end), found in zip(members, types, strict=True):
        surface = text.text[start:end]
        if found or not 2 <= end - start <= _LONGEST_MEMBER or _NO_MEMBER.search(surface):
            continue
        if not surface.endswith(read_words("no_members")):
            yield Mention(start, end, surface, kind, source="pattern", score=0.75)


def _members(text: Text, offset: int, row: str) -> Iterator[tuple[int, int]]:
    """Yield the members of a list; the first and the last need a word border."""
    pieces = row.split("、")
    position = offset
    for number, piece in enumerate(pieces):
        start, end = position, position + len(piece)
        position = end + 1
        if number == 0:
            start = _trim_first(text, start, end)
        if number == len(pieces) - 1 and (cut := _LAST_PART.search(piece)):
            end = start + cut.start()
        elif number == len(pieces) - 1:
            continue  # the end of the list is unknown
        if start < end:
            yield start, end


def _trim_first(text: Text, start: int, end: int) -> int:
    """Return the start of the first member of a list, after the verb or other words that precede it."""
    inside = [token for token in text.tokens if start <= token[0] and token[1] <= end]
    if not inside:
        return end
    words = [text.odds(*token) or NUMBER for token in inside]
    chosen, _ = find_start(words)
    return inside[chosen][0] if chosen < len(inside) else end


def _type_of(member: tuple[int, int], known: Iterable[Mention]) -> str:
    """Return the type of the known mention that ends a member, "" without any, "?" if only part is known."""
    start, end = member
    inside = [mention for mention in known if mention.start < end and start < mention.end]
    for mention in inside:
        if mention.end == end and mention.start <= start + (end - start) // 2:
            return mention.type
    return "?" if inside else ""
