"""Addressees of Chinese directives: whom a duty, an assignment, an instruction or an encouragement names."""

from __future__ import annotations

import re
from functools import cache, partial

from flows.annotation.directives.clauses import NOWHERE, Span
from flows.annotation.directives.heads_zh import skip_lead, span_of
from flows.annotation.directives.tables import pattern_of, text_of
from flows.text import compile_alternatives, end_of, lazy_pattern

_LONGEST_LIST = 24  # characters of an addressee with 的 or 和 in it
_GROUNDS = lazy_pattern("(?:应当)?(?:依照|依据|按照|根据|会同|结合)")
_BY = lazy_pattern("(?:应当)?(?:交)?由")
_NO_PARTY = lazy_pattern("^(?:或者|或|并|由|应当|可以)|或者$|法院对")
_pattern = partial(pattern_of, "zh")


@cache
def party() -> re.Pattern[str]:
    """Return the pattern of the party right after the verb of an encouragement, up to its first name."""
    keys = ("before", "verbs", "name", "longer")
    before, verbs, name, longer = (text_of("zh", "parties", key) for key in keys)
    return compile_alternatives(f"{before}(?:(?!{verbs})[^,。;的]){{0,16}}?(?:{name}|{longer})")


@cache
def encouraged() -> re.Pattern[str]:
    """Return the pattern of whom an encouragement addresses, with whole names: 高校、科研机构和平台企业."""
    keys = ("before", "verbs", "more_verbs", "no_party", "longer", "name", "trap")
    before, verbs, more_verbs, no_party, longer, name, trap = (text_of("zh", "parties", key) for key in keys)
    inner = f"(?!{verbs}|{more_verbs})[^,。;的]"
    whole = f"(?:{longer}|{name})(?!{trap})"
    mark = "、|和|及|与|以及|或者?"
    more = f"(?:(?:{mark})(?:(?!{mark}){inner}){{0,12}}?{whole}|等[^,。;的]{{0,4}}?{whole})"
    return compile_alternatives(f"(?!{no_party}){before}(?:{inner}){{0,16}}?{whole}{more}{{0,6}}")


def addressee_before(plain: str, start: int, end: int) -> Span:
    """Return the addressee: the words before a word of duty if they end in a body or person."""
    first = skip_lead(plain, start, end)
    first = end_of(_pattern("addressees", "link").match(plain, first, end), first)
    words = _pattern("addressees", "between").sub("", plain[first:end].rstrip())
    if not _pattern("addressees", "ending").search(words) or _pattern("addressees", "none").match(words):
        return NOWHERE
    if len(words) > _LONGEST_LIST and ("的" in words or "和" in words):
        return NOWHERE
    return Span(first, first + len(words))


def addressee_after_by(plain: str, start: int, end: int) -> Span:
    """Return the body that an assignment names after 由: 由省水务部门负责."""
    return span_of(_pattern("addressees", "acting").match(plain, start, end)) or NOWHERE


def addressee_of_subject(plain: str, subject: Span) -> Span:
    """Return the body in the subject of an instruction: 县渔业局 of 县渔业局将, nothing of 在渔业领域."""
    words = plain[subject.start : subject.end]
    if _pattern("subjects", "field").search(words):
        return NOWHERE
    words = _pattern("subjects", "after").sub("", words)
    return Span(subject.start, subject.start + len(words))


def addressee_of_grounds(plain: str, start: int, end: int) -> Span:
    """Return the body that the previous clause names before its grounds: 主管部门依照本条例的规定,应当登记.

    `end` is the start of a word of duty that opens its own clause. If the previous clause is a case, somebody
    else may have to act on it (当事人依照规定达成协议的,应当准许), so it names nobody.
    """
    is_next = skip_lead(plain, start, end) == end and plain[start - 1 : start] == ","
    if not is_next or plain[start - 2] == "的":
        return NOWHERE
    first = max(plain.rfind(mark, 0, start - 1) for mark in ",;。:\n") + 1
    grounds = _GROUNDS.search(plain, first, start - 1)
    if grounds is None:
        return NOWHERE
    first = end_of(_BY.match(plain, first, grounds.start()), first)
    found = addressee_before(plain, first, grounds.start())
    return NOWHERE if _NO_PARTY.search(plain[found.start : found.end]) else found
