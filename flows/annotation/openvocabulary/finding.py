"""Names and terms that patterns find in a text, merged with the known mentions."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagged, drop_refused, mark_nested
from flows.annotation.openvocabulary.chinese import find_chinese
from flows.annotation.openvocabulary.english import find_english
from flows.annotation.openvocabulary.glosses import find_glossed
from flows.records import Mention

# Types that found mentions may not touch: dates and sums are not parts of names, titles are read whole.
_CLOSED = ("DATE", "MONEY", "PERCENT", "QUANTITY", "DOC")


def find_by_pattern(tagged: Tagged, known: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that patterns find besides `known` ones: disjoint, the longest chosen first.

    A mention may contain known ones if it is two characters longer. It is never inside a known one or across
    its border. All have the source `pattern`.
    """
    find = find_english if tagged.language == "en" else find_chinese
    found = sorted(
        (*find(tagged, known), *find_glossed(tagged)),
        key=lambda mention: (mention.start - mention.end, mention.start),
    )
    chosen: list[Mention] = []
    taken = bytearray(len(tagged.text))
    for mention in found:
        if _fits(mention, known) and not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)


def _fits(mention: Mention, known: Sequence[Mention]) -> bool:
    start, end = mention.start, mention.end
    for other in known:
        if other.start >= end or other.end <= start:
            continue
        is_closed = other.type in _CLOSED and other.source != "model"
        if is_closed or other.start < start or other.end > end:
            return False
        if other.end - other.start + 2 > end - start and not _replaces_type(mention, other):
            return False
        if (
            other.end == end
            and other.concept
            and other.type == "ORG"
            and _is_place(start, other.start, known)
        ):
            return False  # U.S. Bureau of Industry and Security: a country and a body that is known
    return True


def _is_place(start: int, end: int, known: Sequence[Mention]) -> bool:
    """Return whether the words before a body are the name of a place, and a space."""
    return any(one.type == "GPE" and one.start == start and one.end == end - 1 for one in known)


def _replaces_type(mention: Mention, other: Mention) -> bool:
    """Return whether a pattern's type replaces the model's: a summit is not a body, a term not a person."""
    same = (mention.start, mention.end) == (other.start, other.end)
    if not same or other.source != "model":
        return False
    return mention.type in ("EVENT", "PROGRAMME", "DOC") or (mention.type, other.type) == ("TERM", "PERSON")


def add_patterns(tagged: Tagged, known: Sequence[Mention], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return `known` mentions and those that patterns find; known ones inside them become nested.

    Words that the lexicon lists as general words are not found by pattern either.
    """
    found = drop_refused(find_by_pattern(tagged, known), tagged, lexicon)
    if not found:
        return tuple(known)
    better = {(mention.start, mention.end) for mention in found}
    kept = [mention for mention in known if (mention.start, mention.end) not in better]
    merged = sorted([*kept, *found], key=lambda mention: (mention.start, -mention.end))
    return tuple(mark_nested(merged))
