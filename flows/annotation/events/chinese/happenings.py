"""Happenings in Chinese: the name that opens the words before the verb is the actor (超级工厂投产)."""

from __future__ import annotations

import re

from flows.annotation.events.chinese.governing import CIRCUMSTANCE, is_governed
from flows.annotation.events.chinese.signs import has_happened
from flows.annotation.events.chinese.topics import clause_start, last_of_chain
from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.members import find_wholes
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, may_act
from flows.annotation.events.unlisted import guess_whole

_OPENING = re.compile(r"[了着为是的:、]+")
_LONGEST = 45  # code points of an object
# Possessive: 在 may stand within what 在 opens, so that a row of them had 2^n readings.
_TAIL = re.compile(
    r"(?>(?:(?:昨天|今天|近日|日前)\([^)]{1,12}\)|全部|集中|今天集中|正式|全面|顺利|成功|全线|相继"
    r"|已|已经|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|本?月?\d{1,2}日|宣布|宣告|挂牌|注册"
    r"|今天|日前|近日|昨天|今日"
    r"|建成|破土|完成|首次|在[^,。;的]{2,14}|于[^,。;的]{2,14})\s?)++$"
)
_JOINT = re.compile('与|被|中的一|之一$|[”"]号')


def read_happening(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a verb whose object precedes it (超级工厂投产): the name that opens the words is the actor."""
    first, last = clause_start(sentence, verb.start), verb.start
    if (said := sentence.plain.rfind("宣布", first, last)) >= 0 and said + 2 < last:
        first = said + 2
    if tail := _TAIL.search(sentence.plain, first, last):
        last = tail.start()
    names = [
        party
        for party in sentence.parties
        if first <= party.start
        and party.end <= last
        and not is_governed(sentence, party, _of(sentence, party))
    ]
    names = [party for party in names if may_act(party, verb.rule)]
    if whole := guess_whole(sentence, verb, first, last):
        return Roles(whole, subject=whole)
    if wholes := find_wholes(sentence, verb, first, last):
        return Roles(wholes[0], subject=wholes[0], further=tuple(wholes[1:]))
    if not names or not has_happened(sentence, *sentence.stretch(verb.start)):
        return None  # without a sign that it is done, only the whole name of a facility tells an event
    actor = names[0] if names[0].kind == "ORG" else last_of_chain(names)
    is_list = sentence.plain.startswith(("、", "和", "与", "-", "”"), actor.end)
    if is_list or (verb.rule.object and sentence.plain.startswith("(", actor.end)):
        return None  # 广佛南环、佛莞城际铁路投入运营: whose names the list holds is not known
    if verb.rule.object is None:
        # 某公司在苏州成立: nothing but time and place may follow the name.
        is_alone = CIRCUMSTANCE.fullmatch(sentence.plain, actor.end, last)
        return Roles(actor, subject=actor) if is_alone else None
    start = actor.end
    if opening := _OPENING.match(sentence.plain, start, last):
        start = opening.end()
    if not verb.rule.object.search(sentence.plain, actor.start, last) or last - start > _LONGEST:
        return None
    if "、" in sentence.plain[start:last]:
        return None  # 巴斯夫核心装置、华润产线等一批项目投产: what is whose is not known
    if _JOINT.search(sentence.plain, start, last):
        return None
    return Roles(actor, sentence.text[start:last], start, last, "", None, actor)


def _of(sentence: Sentence, party: Party) -> int:
    """Return the end of a name before what it owns (青禾的工厂, 青禾首条产线), -1 for another name."""
    if party.kind == "ORG" and sentence.plain.startswith(("的", "首", "第"), party.end):
        return party.end
    return -1
