"""Actors after a Chinese verb: the head of its relative clause, or the subject of the next clause."""

from __future__ import annotations

import re

from flows.annotation.events.chinese.governing import POST
from flows.annotation.events.chinese.topics import clause_start
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import may_act
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import guess_name, leaves_topic_out
from flows.annotation.events.wholes import is_known_noun
from flows.text import HAN, lazy_pattern

_RELATIVE = lazy_pattern(r"[^,。;]{0,40}的")
# Not of another subject: 入围揭榜单位完成任务后,某部...
_OPENING = lazy_pattern(r"(?:(?!完成|单位(?![名后]))[^,。;]){0,40}(?:后|以来|之后|以后|之际|的同时),")
_HEAD = lazy_pattern(rf"[^,。;的]{{0,30}}的(?P<name>[{HAN}a-z]{{3,8}}?)(?=,|去年|今年|目前|如今|正在|近日)")
_OF_OTHERS = ("的", "、", "等", "和", "与")  # 上市的甲公司的客户, 上市的甲、乙
_TOLD_OF_HEADS = frozenset(("designated", "listed", "sanctioned", "funded"))


def find_head(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name that the relative clause of a verb describes.

    >>> 2019年入选小巨人名单的青禾科技同年上市 -> 青禾科技
    """
    if verb.rule.action not in _TOLD_OF_HEADS:
        return None
    return _party_after(sentence, verb, _RELATIVE) or _guess_head(sentence, verb)


def find_bought(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the firm that a relative clause about its purchase describes: 2016年被甲收购的|乙."""
    if not sentence.plain.startswith("的", verb.end):
        return None
    return _party_after(sentence, verb, _RELATIVE) or _guess_head(sentence, verb)


def _guess_head(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the unlisted name that ends the clause which a relative clause opens.

    >>> 2019年被列入实体清单的海微光学,去年营收增长 -> 海微光学
    """
    clause = clause_start(sentence, verb.start)
    if not sentence.dates or not leaves_topic_out(sentence, clause, verb):
        return None
    found = _HEAD.match(sentence.plain, verb.end, sentence.end)
    if found is None or not _says_what(sentence, verb, found.start("name")):
        return None
    first, last = found.span("name")
    if is_known_noun(sentence, first, last) or any(
        party.start < last and first < party.end and party.is_listed for party in sentence.parties
    ):
        return None
    return guess_name(sentence, first, last)


def _says_what(sentence: Sentence, verb: Verb, end: int) -> bool:
    """Return whether the words of a relative clause leave no doubt of the event."""
    strong = verb.rule.strong
    return strong is not None and strong.search(sentence.plain, verb.start, end) is not None


def find_opened(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the subject of the clause after one that leaves its own out.

    >>> 2019年被列入实体清单后，青禾科技加快自研 -> 青禾科技
    """
    if verb.rule.action in ("issued", "appointed"):  # 审议通过《条例》后,国务院...: a meeting passed it
        return None
    return _party_after(sentence, verb, _OPENING)


def _party_after(sentence: Sentence, verb: Verb, gap: re.Pattern[str]) -> Party | None:
    clause = clause_start(sentence, verb.start)
    clause += sentence.plain.startswith("自", clause)  # 自2020年上市以来
    if not leaves_topic_out(sentence, clause, verb):
        return None
    for party in sentence.parties:
        if party.start < verb.end or party.kind != "ORG" or not may_act(party, verb.rule):
            continue
        if not gap.fullmatch(sentence.plain, verb.end, party.start):
            continue
        is_other = sentence.plain.startswith(_OF_OTHERS, party.end) or POST.match(sentence.plain, party.end)
        return None if is_other else party
    return None
