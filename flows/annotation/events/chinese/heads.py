"""Actors after a Chinese verb: the head of its relative clause, or the subject of the next clause."""

from __future__ import annotations

import re

from flows.annotation.events.chinese.governing import POST
from flows.annotation.events.chinese.topics import clause_start
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import may_act
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import leaves_topic_out

_RELATIVE = re.compile(r"[^,。;]{0,40}的")
_OPENING = re.compile(r"[^,。;]{0,40}(?:后|以来|之后|以后|之际|的同时),")
_OF_OTHERS = ("的", "、", "等", "和", "与")  # 上市的甲公司的客户, 上市的甲、乙
_TOLD_OF_HEADS = frozenset(("designated", "listed", "sanctioned", "funded"))


def find_head(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name that the relative clause of a verb describes.

    >>> 2019年入选小巨人名单的青禾科技同年上市 -> 青禾科技
    """
    if verb.rule.action not in _TOLD_OF_HEADS:
        return None
    return _party_after(sentence, verb, _RELATIVE)


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
