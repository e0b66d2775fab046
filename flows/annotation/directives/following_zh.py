"""Chinese clauses after an encouragement, a trial or a right: what continues it, and what is a new task."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from flows.annotation.directives.addressees_zh import party
from flows.annotation.directives.clauses import NOWHERE, RULES, FoundDirective, Span
from flows.annotation.directives.heads_zh import Head, any_verb
from flows.annotation.directives.tables import any_of, list_of, pattern_of, verb_grades
from flows.text import HAN, end_of

_SHORTEST_ACT = 4  # characters after a party that may say what it does
_SHORTEST_NAME = 3  # characters of a party that the next clause may name again
_NEW_TOPIC = frozenset("对由各把将")  # words that open a clause outside the preceding encouragement
_OWN_MEANS = frozenset("把将")  # 鼓励高校开设课程,将实习纳入学分: the party may do this as well
_LEAVES = frozenset(("有条件的", "可探索"))  # words of duty that leave it to somebody to try
_pattern = partial(pattern_of, "zh")


class Previous(NamedTuple):
    """The last clause with a directive or right: the grade of its directive, 0 for a right.

    `goes_on` means that the next clauses are part of what is encouraged, tried or allowed: what `party` does,
    if one is named. `is_open` means that the clause only gave the party's means or grounds. With `verb`, only
    clauses with the same verb go on.
    """

    grade: int
    goes_on: bool
    party: str = ""
    is_open: bool = False
    verb: str = ""


NOTHING = Previous(0, goes_on=False)
RIGHT = Previous(0, goes_on=True)


def previous_of(plain: str, found: FoundDirective) -> Previous:
    """Return what the next clauses may continue after a directive."""
    first, last = found.object
    if found.grade == 1:
        means = _pattern("complements", "means").match(plain, first, last)
        return Previous(1, goes_on=found.rule in _LEAVES or means is not None)
    if found.rule != RULES[2]:
        return Previous(found.grade, goes_on=False)
    named = party().match(plain, first, last)
    if named is not None and _has_act(plain, named.end(), last):
        name = Span(named.start(), max(named.end(), found.addressee.end))
        is_open = _gives_grounds(plain, name.end, last)
        return Previous(2, goes_on=True, party=plain[name.start : name.end], is_open=is_open)
    if any(_pattern("complements", key).match(plain, first, last) for key in ("pattern", "opening")):
        return Previous(2, goes_on=True)
    same = _pattern("complements", "same").match(plain, first, last)
    return Previous(2, goes_on=same is not None, verb=same.group("verb") if same else "")


def _has_act(plain: str, start: int, end: int) -> bool:
    """Return whether an encouragement leaves what the party does to the next clauses, or says it.

    鼓励企业,通过投资,… and 鼓励企业参与采购 do; 支持平台的建设和运行 and 支持渔区产业的发展 do not.
    """
    if start == end:
        return True
    if end - start < _SHORTEST_ACT:
        return False
    head = _pattern("complements", "field").search(plain, start, end)
    return head is None or _sure_act().search(plain, start, head.start()) is not None


def _gives_grounds(plain: str, start: int, end: int) -> bool:
    """Return whether only means follow the party, and not yet an act: 依托当地资源, not 依托园区建设…."""
    match = _pattern("complements", "grounds").match(plain, start, end)
    return match is not None and any_verb().search(plain, match.end(), end) is None


@cache
def _sure_act() -> re.Pattern[str]:
    """Return the pattern of verbs that show that a party acts."""
    sure = set(verb_grades("zh")) - set(list_of("zh", "nouns", "ambiguous"))
    verbs = any_of(sure | {"参与", "组织", "提供", "使用", "利用", "完成", "实现"})
    return re.compile(f"{verbs}|(?<=[{HAN}])(?:发展|建设|开发|保护)[^的和与及、]{{2}}")


def continues(plain: str, start: int, stop: int, head: Head, previous: Previous) -> bool:
    """Return whether a clause continues the encouragement, trial or right before it, or is its result."""
    if previous.grade == 0:
        return previous == RIGHT and head.subject == NOWHERE and not head.is_strict
    is_encouragement = verb_grades("zh").get(head.verb) == 2
    if previous.grade > 2 or (previous.grade == 2 and is_encouragement):
        return False
    goes_on = previous.goes_on and previous.verb in ("", head.verb)
    if goes_on and not previous.is_open and _is_official(plain, head, previous.party):
        return False
    if goes_on and head.subject == NOWHERE and not _is_new(plain, start, stop, head, previous):
        return True
    if head.grade != 3:
        return False
    key = "after_trial" if previous.grade == 1 else "pattern"
    return _pattern("results", key).match(plain, head.cue.start) is not None


def _is_new(plain: str, start: int, stop: int, head: Head, previous: Previous) -> bool:
    """Return whether a clause after an encouragement has another topic, or helps somebody itself."""
    if previous.is_open:
        return False  # 鼓励农户依托合作社,培育良种: the first clause did not say what they do
    is_topic = plain[start] in _NEW_TOPIC and head.verb not in list_of("zh", "parts", "light_verbs")
    if is_topic and not (previous.party and plain[start] in _OWN_MEANS):
        return True
    is_help = _pattern("parts", "joined_help").match(plain, head.cue.end) is not None
    return is_help or _serves(plain, start, stop, previous.party)


def _is_official(plain: str, head: Head, name: str) -> bool:
    """Return whether a clause is a task of authorities, who are not the party encouraged."""
    if head.verb in list_of("zh", "parts", "official_verbs"):
        return head.verb != "坚持" or _pattern("parties", "persons").search(name) is None
    if _pattern("parts", "official_tasks").match(plain, head.cue.start):
        return True
    is_rule = _pattern("parts", "official_rules").match(plain, head.cue.start) is not None
    return is_rule and _pattern("parties", "authorities").search(name) is None


def _serves(plain: str, start: int, stop: int, name: str) -> bool:
    """Return whether a clause is directed at the party itself: 支持民营企业参展,向民营企业开放展馆."""
    name = name.rpartition("的")[2]
    first = end_of(_pattern("parts", "towards").match(plain, start, stop), stop)
    return len(name) >= _SHORTEST_NAME and plain.startswith(name, first)
