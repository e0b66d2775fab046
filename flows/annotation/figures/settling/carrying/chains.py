"""Owners that go on from the figure before, in the item or sentence before: 江苏出口额5亿元。进口额2亿元."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.owners import Owner, is_open, owner_in, widen
from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import read_pattern
from flows.annotation.figures.words_zh import load_words
from flows.records import Target
from flows.text import lazy_pattern

_FIRM = read_pattern("chains", "firm")
_OTHERS = read_pattern("chains", "others")
_WHICH = lazy_pattern("\\s*(?:其中|此外|同时|另外)?[,，:：]?\\s*")
_GROUP = lazy_pattern("\\s*[^,，。;；]{2,10}(?:[中里]|方面)\\s*")
_WHOLES = ("公司", "本公司", "本集团", "集团", "全省", "全市", "全县", "全区")
_HOLDER = lazy_pattern("大厦|商场|大楼|城市|门店|网站|超市|酒店")
_NOT_OWNER = read_pattern("chains", "not_owner")
_REACH = 60


def find_chained(passage: Passage, target: Target, place: int, made: Sequence[Target]) -> Owner:
    """Return the owner of which the item or sentence before tells, if a name opens the next one.

    `made` are the figures before, with what was carried to them.
    """
    name, number = target.indicator, passage.clause_at(place)
    is_first = passage.opens_clause(place) and _is_first(passage, number)
    if not is_first or not is_open(passage, name, place) or _HOLDER.search(name):
        return Owner()
    begin = _start_before(passage, passage.start_of_sentence(number), place, made)
    if begin < 0:
        return Owner()
    last = None
    if made and made[-1].end > passage.clauses[begin].start:
        last = made[-1]
        begin = passage.start_of_sentence(passage.clause_at(last.start))
        reach, owner = last.end, _owner_of(passage, last)
    else:
        reach, owner = passage.lead(begin) + 2, _owner_before(passage, begin)
    crossed = passage.clauses[begin + 1 : passage.start_of_sentence(number) + 1]
    if sum(one.opens or one.is_item for one in crossed) != 1 or _OTHERS.search(passage.text, reach, place):
        return Owner()
    if last and owner.prefix:
        owner = Owner(prefix=widen(owner.prefix, name, last))
    is_known = owner.prefix.startswith(_WHOLES) or _is_measure(name)
    if owner == Owner() or not is_known or _names_another(passage, owner, begin, place, last):
        return Owner()
    return owner


def _start_before(passage: Passage, first: int, place: int, made: Sequence[Target]) -> int:
    """Return the number of the clause that begins the item or sentence before a clause, -1 if it is far."""
    begin = first - 1
    while begin >= 0 and not passage.clauses[begin].opens:
        if made and passage.clauses[begin].start <= made[-1].start:
            break
        begin -= 1
    if begin < 0 or place - passage.clauses[first - 1].end > _REACH:
        return -1
    if "\n" in passage.text[passage.clauses[begin].end : place]:
        return -1
    return begin


def _names_another(passage: Passage, owner: Owner, begin: int, place: int, last: Target | None) -> bool:
    """Return whether the words up to a name have another place or body, or open or close a quotation.

    A source before the figure before does not count: 商务部数据显示,|我国出口额5亿元.
    """
    number = _start_of_all(passage, begin)
    if last is not None and not last.subject:
        number = passage.clause_at(last.start)
    start = passage.clauses[number].start
    names = (
        one.text for one in passage.mentions if start <= one.start < place and one.type in ("GPE", "ORG")
    )
    return any(one not in owner.subject for one in names) or passage.is_quoted_apart(start, place)


def _owner_before(passage: Passage, number: int) -> Owner:
    """Return the place or firm that a clause begins with, or what points to one."""
    start, end = passage.lead(number), passage.clauses[number].end
    for one in passage.mentions:
        if one.start == start and not one.nested and one.end < end:
            is_owner = one.type == "GPE" or (one.type == "ORG" and _FIRM.search(one.text))
            if is_owner and not _NOT_OWNER.match(passage.text, one.end):
                return Owner(one.text)
            return Owner()
    return Owner(prefix=owner_in(passage.text[start:end]))


def _is_first(passage: Passage, number: int) -> bool:
    """Return whether only clauses of time stand before a clause in its sentence."""
    first = passage.start_of_sentence(number)
    for before in range(first, number):
        start, end, *_ = passage.clauses[before]
        is_open = passage.is_aside(before) or any(
            one.fullmatch(passage.text, start, end) for one in (_WHICH, _GROUP)
        )
        if not is_open:
            return False
    return True


def _start_of_all(passage: Passage, number: int) -> int:
    """Return the number of the first clause of a sentence with all its items."""
    while number and not passage.clauses[number].opens:
        number -= 1
    return number


def _owner_of(passage: Passage, last: Target) -> Owner:
    if last.subject:
        is_place = any(one.text == last.subject and one.type == "GPE" for one in passage.mentions)
        if is_place or _FIRM.search(last.subject):
            return Owner(last.subject)
        return Owner()
    return Owner(prefix=owner_in(last.indicator))


def _is_measure(name: str) -> bool:
    return load_words().measure_end.search(name) is not None
