"""Gifts in Chinese: the topic gives, and the actor follows the verb, or 将, 把, 对, 向 or 为 before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.events.chinese.blacklists import (
    find_authority,
    find_blacklisted,
    find_mark,
    is_listing,
)
from flows.annotation.events.chinese.governing import NOT_BEHIND, POST
from flows.annotation.events.chinese.objects import words_from
from flows.annotation.events.chinese.topics import clause_start, find_topic, further_names
from flows.annotation.events.members import find_members_behind
from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.roles import DEALT_OUT, Roles, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import guess_listed, guess_receiver
from flows.annotation.names import make_entity_id
from flows.text import HAN, lazy_pattern, start_of

_SHORT_GAP = 3  # code points between a receiver and its verb
_ADVERBIAL = lazy_pattern(
    "[,、和与]|等|再次|继续|正式|全面|的|首次|联合|单方面|依法|新|进一步|宣布|采取|所|已|将"
)
_BANK = lazy_pattern("银行|国开行|进出口行|农发行")
_HONOURED = lazy_pattern(
    r"(?:同志|先生|女士|院士|教授|烈士|等[\d一二三四五六七八九十]*[名位]?同志"
    rf"|[和与、][{HAN}]{{2,4}})?(?:\([^()]{{1,6}}\))?"
)
_TITLE_BEHIND = lazy_pattern("院士|教授|同志|先生|女士|烈士")
_UNIONS = frozenset(("欧盟", "联合国", "北约"))
_JOINT = lazy_pattern("[、和与及]|以及")
# After the last of several states that do something.
_ACTING = lazy_pattern(
    r"(?:政府|当局|双方|[两三四五]国|等国?|等[多数\d三四五]*国|也|均|都|分别|先后|相继|共同|联合|随后"
    r"|同时|[今当]天|[\d月日]"
    r"|近日|日前)*(?:宣布|决定|对|将|把|在|于|以|因|就|限制|禁止|制裁|实施|采取|加大|升级|收紧|扩大)"
)
_BODY = lazy_pattern(
    rf"(?!为|该|其|他|她|本|我|全体|这|以|对|一批|有关"
    rf"|相关)(?:(?![的了等和与及、同年])[{HAN}a-z0-9]){{4,30}}(?<!同志)(?<!先生)(?<!女士)"
)
_GLOSS = lazy_pattern(r"\(“[^()]{2,14}”\)")  # 某旅一连(“某某连”)
_IN_BRACKETS = lazy_pattern(r"\([^()]{2,16}\)$")
# A foreign name unknown to lists and models, after a description of the person.
_FOREIGN = lazy_pattern(
    rf"(?:[{HAN}]{{1,16}}[官员长家人授士军使表理统])?(?P<name>[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}})"
)
# A member of a list of people, with what a bracket says of the person; empty if it is not a name.
_APPOINTED = lazy_pattern(
    rf"(?:(?P<name>[{HAN}]{{2,3}}|[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}})(?:\([^()]*\))?(?=、|$)"
    r"|[^、]+)(?:、|$)"
)
_REST_OF_NAME = lazy_pattern(rf"(?:(?![的了等和与及、在对向将等])[{HAN}]){{2,10}}")
_OF_NOTICE = lazy_pattern("的(?:公告|通告)$")
_TO_RECEIVER = ("将", "把", "对", "向", "为", "给")


def read_gift(sentence: Sentence, verb: Verb, previous: Party | None, last: int) -> Roles | None:
    """Read a verb whose topic gives: the actor follows it, or follows 将, 把, 对, 向 or 为 before it."""
    giver = _find_giver(sentence, verb, previous)
    if listed := find_blacklisted(sentence, verb):
        return _blacklist(sentence, verb, listed, giver, last)
    receiver = _receiver_within(sentence, verb)
    if receiver is None and verb.rule.action == "designated" and verb.match.groupdict().get("receiver"):
        return None
    receiver = receiver or _find_titled(sentence, verb, last) or _find_receiver(sentence, verb)
    if giver is None and is_listing(verb) and (mark := find_mark(sentence, verb)) >= 0:
        giver = find_authority(sentence, mark)
    if giver is not None and (receiver is None or not receiver.is_listed):
        guess = guess_receiver(sentence, verb, clause_start(sentence, verb.start))
        if guess and (receiver is None or guess.start == receiver.start):
            receiver = guess
    if receiver is None or (giver is None and not verb.rule.giver_is_optional):
        return None
    is_of_noun = sentence.plain.startswith("的", verb.end) and receiver.end <= verb.start
    if verb.rule.action == "designated" and is_of_noun:
        return None  # 对工信部认定的小巨人给予奖补
    if giver is not None and giver.entity == receiver.entity:
        return None
    if giver is not None and "bank_gives" in verb.rule.traits and _BANK.search(receiver.text):
        giver, receiver = receiver, giver
    receiver = _with_ending(sentence, receiver)
    members = _members_behind(sentence, verb)
    receiver = next(iter(members), receiver)
    if not may_act(receiver, verb.rule):
        return None
    further = tuple(members[1:]) or _find_further(sentence, verb, receiver, last)
    if giver is not None:  # 甲公司与某银行签订贷款合同: the bank is no receiver
        further = tuple(party for party in further if party.entity != giver.entity)
    if further and verb.rule.action == "funded" and receiver.kind == "GPE":
        return None  # 向湖北、湖南等省拨付9亿元: each one's share is not stated
    start, end = _given_span(sentence, verb, [receiver, *further], last)
    if not _is_given(sentence, verb, start, end):
        return None
    start, end = _list_before(sentence, verb) or (start, end)
    title = sentence.plain.find("“", start, end)
    if (
        title > max(start, receiver.end - 1)
        and receiver.start >= verb.end
        and "”" not in sentence.plain[start:title]
    ):
        receiver, start = _before_title(sentence, receiver, title), title
    text = sentence.text[start:end]
    return Roles(receiver, text, start, end, "", giver, giver, further, allies=_allies(sentence, verb, giver))


def _is_given(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether words are what a rule says is given, not the rest of a list of receivers.

    >>> 授予甲院士、|某某院士国家奖 -> False
    """
    if verb.rule.object and not verb.rule.object.search(sentence.plain, start, end):
        return False
    return verb.rule.action != "designated" or not sentence.plain.startswith(("、", "和"), start - 1)


def _find_giver(sentence: Sentence, verb: Verb, previous: Party | None) -> Party | None:
    """Return the topic of a verb; whoever leaves an office gives it to nobody: 甲辞去职务,由乙接替."""
    giver = find_topic(sentence, verb, previous)
    if giver and giver.kind == "PERSON" and "由" in verb.match[0]:
        return None
    return giver


def _list_before(sentence: Sentence, verb: Verb) -> tuple[int, int] | None:
    """Return the span of the list named before a verb: 将140家企业列入|实体清单,其中包括甲."""
    context = verb.rule.context
    if context is None or "object" not in context.groupindex:
        return None
    found = context.search(sentence.plain, sentence.start, verb.start)
    return found and found.span("object")


def _members_behind(sentence: Sentence, verb: Verb) -> list[Party]:
    """Return the firms listed after a colon, if the verb ends with it: 入选企业:甲、乙、丙."""
    if not verb.match[0].rstrip().endswith(":"):
        return []
    return [one for one in find_members_behind(sentence, verb.end) if may_act(one, verb.rule)]


def _allies(sentence: Sentence, verb: Verb, giver: Party | None) -> tuple[Party, ...]:
    """Return the further states that sanction somebody: 美国、欧盟和英国对俄罗斯实施制裁."""
    if giver is None or verb.rule.action != "sanctioned" or not _is_state(giver):
        return ()
    if giver.end > verb.start or giver.is_resolved:
        return ()
    found = [giver]
    for party in sentence.parties:
        if found[-1].end <= party.start and party.end <= verb.start and _is_state(party):
            if not _JOINT.fullmatch(sentence.plain, found[-1].end, party.start):
                break
            found.append(party)
    if not _ACTING.match(sentence.plain, found[-1].end):
        return ()
    return tuple(found[1:])


def _is_state(party: Party) -> bool:
    return (party.kind == "GPE" and party.is_listed) or party.text in _UNIONS


def _with_ending(sentence: Sentence, receiver: Party) -> Party:
    """Return a receiver that a model cut short with the ending of its name: 凯林|生物."""
    if receiver.is_listed or receiver.is_resolved or receiver.end == 0:
        return receiver
    ending = _ending().match(sentence.plain, receiver.end)
    return unlisted_party(sentence.text, receiver.start, ending.end()) if ending else receiver


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?:{load_words('zh').endings})+(?:有限)?(?:公司)?")


def _given_span(sentence: Sentence, verb: Verb, receivers: Sequence[Party], last: int) -> tuple[int, int]:
    """Return the span of what is given: named in a verb's match, else behind the verb or its receivers."""
    named = next((name for name in ("object", "object2") if verb.match.groupdict().get(name)), "")
    if named:
        return verb.match.span(named)
    place = max(verb.end, receivers[-1].end)
    if receivers[0].start < verb.end:
        place = verb.end
    elif title := _TITLE_BEHIND.match(sentence.plain, place, last):  # 授予李鸣远院士|国家最高科学技术奖
        place = title.end()
    if gloss := _GLOSS.match(sentence.plain, place, last):
        place = gloss.end()
    start, end = words_from(sentence, place, last)
    if is_listing(verb):  # 关于将甲公司列入不可靠实体清单|的公告
        end = start_of(_OF_NOTICE.search(sentence.plain, start, end), end)
    return start, end


def _blacklist(
    sentence: Sentence, verb: Verb, listed: Sequence[Party], giver: Party | None, last: int
) -> Roles | None:
    """Return the roles of firms that are put on a blacklist, each with its own event."""
    start, end = _given_span(sentence, verb, listed, last)
    if verb.rule.object and not verb.rule.object.search(sentence.plain, start, end):
        return None
    mark = find_mark(sentence, verb)
    if giver is None or giver.start > mark:
        giver = find_authority(sentence, mark)
    text = sentence.text[start:end]
    further = tuple(listed[1:])
    allies = _allies(sentence, verb, giver)
    return Roles(listed[0], text, start, end, "", giver, giver, further, allies=allies)


def _find_further(sentence: Sentence, verb: Verb, receiver: Party, last: int) -> tuple[Party, ...]:
    """Return the other names of the list that a receiver opens."""
    if verb.rule.action == "appointed" and verb.match.groupdict().get("receiver"):
        return _appointed_together(sentence, verb, receiver) or further_names(
            sentence, verb, receiver, verb.match.end("receiver")
        )
    if verb.rule.action not in DEALT_OUT:
        return ()
    found = further_names(sentence, verb, receiver, last)
    return found or (() if receiver.is_listed else guess_listed(sentence, verb, receiver.end))


def _appointed_together(sentence: Sentence, verb: Verb, first: Party) -> tuple[Party, ...]:
    """Return the other people of a list that is nothing but names: 任命甲某某、乙某某(女,白族)为委员."""
    start, end = verb.match.span("receiver")
    if first.start != start or first.kind != "PERSON":
        return ()
    found = []
    for named in _APPOINTED.finditer(sentence.plain, start, end):
        if not named["name"]:
            return ()
        found.append(unlisted_party(sentence.text, *named.span("name"), "PERSON"))
    known = {(party.start, party.end): party for party in sentence.parties if party.kind == "PERSON"}
    return tuple(known.get((party.start, party.end), party) for party in found[1:])


def _find_receiver(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name after 将, 把, 对 or the like before a verb, else the one directly after the verb."""
    clause = clause_start(sentence, verb.start)
    receiver = None
    for party in sentence.parties:
        if party.kind == "GPE" and sentence.plain[party.end : party.end + 1] in NOT_BEHIND:
            continue  # 对俄罗斯最大石油企业实施制裁
        is_before = clause <= party.start and party.end <= verb.start
        if is_before and (POST.match(sentence.plain, party.end) or _is_part(sentence, party, verb)):
            continue  # 对美国科技巨头开出罚单, 对某行行长实施制裁, 将中国珠算列入名录
        before = sentence.plain[max(clause, party.start - 2) : party.start]
        if before in ("应对", "反对", "面对", "针对"):
            continue
        if is_before and (before[-1:] in _TO_RECEIVER or before in ("包括", "--")):
            return party
        if receiver is None and 0 <= party.start - verb.end <= 1:
            receiver = party
    return receiver


def _find_titled(sentence: Sentence, verb: Verb, last: int) -> Party | None:
    """Return the person or body between a verb and a title: 授予青禾集团董事长李鸣远“全国劳模”称号."""
    title = sentence.plain.find("“", verb.end, last)
    if title > 0 and sentence.plain[title - 1] == "(":  # 授予某旅一连(“某某连”)“时代楷模”称号
        title = sentence.plain.find("“", title + 1, last)
    if verb.rule.action != "designated" or title < 0:
        return None
    named = (party for party in sentence.parties if verb.end <= party.start and party.end <= title)
    persons = [party for party in named if party.kind == "PERSON"]
    if not persons or not _HONOURED.fullmatch(sentence.plain, persons[-1].end, title):
        return _name_between(sentence, verb.end, title)
    return persons[0] if sentence.plain.startswith(("、", "和", "与"), persons[0].end) else persons[-1]


def _name_between(sentence: Sentence, start: int, title: int) -> Party | None:
    """Return the unlisted body between a verb and a title: 授予陆军某旅二连“模范连”称号."""
    if gloss := _IN_BRACKETS.search(sentence.plain, start, title):
        title = gloss.start()
    if not _BODY.fullmatch(sentence.plain, start, title):
        return None
    return unlisted_party(sentence.text, start, title)


def _before_title(sentence: Sentence, receiver: Party, title: int) -> Party:
    """Return the whole receiver of a quoted title: 授予重庆某团队“时代楷模”称号 honours no place."""
    between = sentence.plain[receiver.end : title]
    if receiver.kind == "PERSON" or between.startswith(("等", "、", "和", "与", "及")):
        return receiver
    text = sentence.text[receiver.start : title].rstrip()
    return replace(receiver, end=receiver.start + len(text), text=text, entity=make_entity_id("ORG", text))


def _is_part(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a place before a verb only opens the receiver's name: more of the name follows."""
    between = sentence.plain[party.end : verb.start]
    short = 1 if verb.rule.action == "designated" else _SHORT_GAP
    return party.kind == "GPE" and len(between) > short and not _ADVERBIAL.match(between)


def _receiver_within(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name in the words that a rule names as its receiver (要求英特尔停止...)."""
    if not verb.match.groupdict().get("receiver"):
        return None
    first, last = verb.match.span("receiver")
    named = [party for party in sentence.parties if first <= party.start and party.end <= last]
    if verb.rule.action == "designated":  # 向中国某部队官兵授予勋章: 中国 is only part of the name
        named = [party for party in named if _HONOURED.fullmatch(sentence.plain, party.end, last)]
    if verb.rule.action == "granted_access" and named:
        return _whole_receiver(sentence, named[0], first, last)
    if verb.rule.action != "appointed":
        return next(iter(named), None)
    if persons := [party for party in named if party.kind == "PERSON"]:
        return persons[0]
    for pattern in (_FOREIGN, _surnamed()):
        if found := pattern.fullmatch(sentence.plain, first, last):
            return unlisted_party(sentence.text, *found.span("name"), "PERSON")
    return next(iter(named), None)


def _whole_receiver(sentence: Sentence, party: Party, first: int, last: int) -> Party:
    """Return a receiver with the rest of its name, if a model cut it short: 批准凯林|半导体收购北澜."""
    if (
        party.is_listed
        or party.start != first
        or not _REST_OF_NAME.fullmatch(sentence.plain, party.end, last)
    ):
        return party
    return unlisted_party(sentence.text, first, last)


@cache
def _surnamed() -> re.Pattern[str]:
    """Return the pattern of a Chinese name unknown to lists and models, after any post (选举李鸣远为会长)."""
    return re.compile(
        rf"(?:[{HAN}]{{1,16}}[官员长家人授士军使表理记])?"
        rf"(?P<name>(?!程序)(?:{load_words('zh').surnames})(?:(?![的了为是和])[{HAN}]){{1,2}})(?:同志"
        rf"|先生|女士)?"
    )
