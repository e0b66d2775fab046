"""Merging the names that models find with known mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate

from flows.annotation.matching import mark_nested
from flows.annotation.names.judging import is_surname, load_tables
from flows.records import Mention
from flows.text import has_han, lazy_pattern

# Types whose mentions may be part of a longer name.
_PARTS_OF_NAMES = ("GPE", "ORG", "PERSON")
# Other types that a body's name may contain before the word for its kind: 酒泉卫星发射中心.
_PARTS_OF_BODIES = ("TECH", "TERM", "PROGRAMME")
_BODY = lazy_pattern(
    "(?!(?:再审|被)?(?:上诉|申请|采购|投标|招标|中标|第三)人|原告|被告|[甲乙丙]方).+"
    "(?:中心|办公室|基金会|学院|大学|公司|集团|协会|学会|联盟|研究[院所]|委员会|[局厅署]|杂志社|出版社|商会"
    "|实验室|银行|法院|医院|联合会|促进会)$"
)
_ARTICLE = lazy_pattern(r"^(?:[Tt]he|[Aa]n?) ")  # adds nothing to a name: the Yangtze River Delta


def merge_entities(known: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Join known mentions (lexicon, rules, aliases), which are kept, with `found` ones.

    The only known mention not kept is a body or place that is the given name of a person (清华 in 彭清华).

    A found mention is dropped if it has the span of a known one, is inside one, or crosses its border. If it
    contains known names, it becomes the outer mention (a university's institute with the city in its name),
    provided that it adds a character to them, or two for an organisation. If it contains anything else (a
    term, a date, a title), it is dropped. The result is sorted by start, the longer first, with `nested`
    marked.
    """
    people = {(one.start, one.end): one.text for one in found if one.type == "PERSON"}
    known = [mention for mention in known if not _is_given_name(mention, people)]
    ordered = sorted(known, key=lambda mention: mention.start)
    starts = [mention.start for mention in ordered]
    reached = list(accumulate((mention.end for mention in ordered), max))
    kept = [one for one in found if _may_stay(one, _find_overlapping(one, ordered, starts, reached))]
    return tuple(mark_nested(sorted([*known, *kept], key=lambda mention: (mention.start, -mention.end))))


def _is_given_name(mention: Mention, people: Mapping[tuple[int, int], str]) -> bool:
    """Return whether a person's name is one surname followed by the mention of a body or place."""
    if mention.type not in ("ORG", "GPE"):
        return False
    name = people.get((mention.start - 1, mention.end), "")
    return is_surname(name[:1])


def _find_overlapping(
    mention: Mention, ordered: Sequence[Mention], starts: Sequence[int], reached: Sequence[int]
) -> list[Mention]:
    """Return the mentions, ordered by start, that overlap one; `reached` is the furthest end up to each."""
    overlapping = []
    for index in range(bisect_left(starts, mention.end) - 1, -1, -1):
        if reached[index] <= mention.start:
            break
        if mention.start < ordered[index].end:
            overlapping.append(ordered[index])
    return overlapping


def _may_stay(mention: Mention, overlapping: Sequence[Mention]) -> bool:
    if not overlapping:
        return True
    if mention.source == "rule" and (mention.type in ("ORG", "EVENT") or mention.text.startswith("中国")):
        # An office or zone found by form contains other names: 台州市民航局, 中国（山东）自贸试验区.
        return all(_lies_within(other, mention) for other in overlapping)
    names = all(other.type in _PARTS_OF_NAMES or _is_part_of_body(other, mention) for other in overlapping)
    within = all(mention.start <= other.start and other.end <= mention.end for other in overlapping)
    covered = {position for other in overlapping for position in range(other.start, other.end)}
    # A body's name does not grow by one character, but 中国队 is not a country.
    least = 2 if mention.type == "ORG" and not mention.text.endswith("队") else 1
    return names and within and len(_ARTICLE.sub("", mention.text)) - len(covered) >= least


def _is_part_of_body(other: Mention, mention: Mention) -> bool:
    """Return whether a term is in the name of a body, before the word for its kind.

    >>> 卫星 in 酒泉卫星发射中心, Software in Apache Software Foundation; not Key Core Technologies, 央企集团
    """
    if mention.type != "ORG" or other.type not in _PARTS_OF_BODIES or other.end >= mention.end:
        return False
    if has_han(mention.text):
        return other.start > mention.start and bool(_BODY.match(mention.text))
    return mention.text.rpartition(" ")[2].lower() in load_tables().bodies


def _lies_within(other: Mention, mention: Mention) -> bool:
    """Return whether a mention is inside another and shorter."""
    is_same = (other.start, other.end) == (mention.start, mention.end)
    return mention.start <= other.start and other.end <= mention.end and not is_same
