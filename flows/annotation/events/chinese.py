"""Roles in Chinese: the topic before the verb, its object, and the agent after 被."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.founding import read_founded_before, read_founding
from flows.annotation.events.governing import NOT_BEHIND, POST, is_governed
from flows.annotation.events.objects import entity_at, guess_object, object_span, title_before, words_from
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import DEALT_OUT, Roles, has_object, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.topics import (
    clause_start,
    find_issuer,
    find_topic,
    join_list,
    last_of_chain,
    list_behind,
    topic_of_life,
)
from flows.annotation.events.unlisted import guess_whole, leaves_topic_out
from flows.annotation.names import make_entity_id

_OPENING = re.compile(r"[了着为是的:、]+")
# 以青岛入选试点为契机: what something else is done by.
_OCCASION = re.compile("以[^,。;]{2,60}?为(?:契机|目标|导向|依据|标准|抓手|条件|前提)")

_LONGEST = 45  # code points of an object

_SHORT_GAP = 3  # code points between a receiver and its verb
_ADVERBIAL = re.compile(
    "[,、和与]|等|再次|继续|正式|全面|的|首次|联合|单方面|依法|新|进一步|宣布|采取|所|已|将"
)
_TAIL = re.compile(
    r"(?:(?:(?:昨天|今天|近日|日前)\([^)]{1,12}\)|全部|集中|今天集中|正式|全面|顺利|成功|全线|相继"
    r"|已|已经|本?月?\d{1,2}日|宣布|宣告|挂牌|注册|今天|日前|近日|昨天|今日"
    r"|建成|破土|完成|首次|在[^,。;的]{2,14}|于[^,。;的]{2,14})\s?)+$"
)
_CIRCUMSTANCE = re.compile(
    r"(?:\([^()]{1,12}\))?(?:[依根按经由][^,。;]{2,26})?(?:(?:[,(]|于|在|[\d年月日]|今天|日前|近日).{0,14})?"
)
# What may stand between a person and the verb of an appointment.
# Rules whose verb is about the name directly before it.
_IN_OFFICE = re.compile(
    r"(?:(?!祝贺|电贺|致贺|感谢|致电|会见|支持|对|的|他|她|,).){0,14}"
    r"|(?:(?!祝贺|电贺|致贺|感谢|致电|会见|支持|对|的|他|她).){0,12},"
    r"(?:[\d年月日]|先后|随后|后来|再次|正式|成功|高票|同年|今年|去年)*[^,他她]{0,3}"
    r"|在[^,。;]{2,30}(?:选举|投票|大选)[^,。;]{0,10}(?:中)?(?:获胜|胜出|胜选),?(?:再次|成功)?"
)

# A price or a share, which only firms have in what is said to be acquired.
_PRICED = re.compile(r"(?:以|斥资|出资|耗资|作价)[^,。;]{0,6}\d[^,。;]{0,8}元|[\d.]+%(?:的)?(?:股权|股份)")
_FIRM = re.compile(
    "(?:公司|集团|企业|银行|品牌|业务|资产|工厂|股权|股份)(?:的?(?:[\\d.]+%)?(?:的)?(?:股权|股份|资产))?$"
)
_SEVERAL = re.compile(
    "[^,。;]{0,6}(?:\\d|[一二两三四五六七八九十多数几])[多余]?[家个](?!子公司)"
)  # 收购多家企业
_FROM_HANDS = re.compile("手[中里][^,。;]{2,4}$|成为了?$")  # 从甲手中买下, 成为乙第二大股东
_BANK = re.compile("银行|国开行|进出口行|农发行")
_OWNED_PART = re.compile("的[^,。;的]{0,10}?(?:业务|资产|股权|股份|子公司|品牌|工厂)")
_BEATS = re.compile("胜|败|取代|接替|击退")
_TO_RECEIVER = ("将", "把", "对", "向", "为", "给")
_PASSIVE = re.compile("[被遭]")
# What makes a plan of a clause behind a comma: 双方将合作,共同建立.
_FAR_HEDGES = re.compile("将|拟|计划|希望|建议|力争|有望|准备|预计|打算|提议|呼吁|要求|鼓励|支持|应当|可以")
_ISSUED_BY = re.compile("(?:印发|发布|公布|出台|颁布|下发|推出|制定|通过)的")
_ISSUES = re.compile("印发|出台|颁布|公布|发布|下发")
_JOINT = re.compile('与|被|中的一|之一$|[”"]号')


def read_roles(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Return the roles of a verb, or None where it tells no event; `previous` is the subject before it."""
    first, last = sentence.stretch(verb.start)
    clause = clause_start(sentence, verb.start)
    if _is_hedged(sentence, clause, verb):
        return None
    if verb.rule.frame != "congratulated" and not (
        _has_happened(sentence, first, last)
        or _is_plain_issue(sentence, verb)
        or _is_own_issue(sentence, verb)
    ):
        return None
    stretch = sentence.plain[first:last]
    if verb.rule.excluded.search(stretch) or (verb.rule.needs and not verb.rule.needs.search(stretch)):
        return None
    if any(
        match.start() < verb.start < match.end()
        for match in _OCCASION.finditer(sentence.plain, sentence.start, sentence.end)
    ):
        return None
    if verb.rule.frame == "congratulated":
        return _read_congratulation(sentence, verb, last)
    if verb.rule.frame == "gave":
        return _read_gift(sentence, verb, previous, last)
    if verb.rule.frame == "undergone":
        return _read_undergone(sentence, verb, previous)
    if verb.rule.frame == "happened":
        return _read_happening(sentence, verb)
    if verb.rule.frame == "begun":
        return read_founded_before(sentence, verb)
    return _read_deed(sentence, verb, previous, last)


def _is_hedged(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether the words before a verb make it a plan, demand or denial; 将 before a name does not."""
    for match in load_words("zh").hedges.finditer(sentence.plain, clause, verb.start):
        if _is_in_name(sentence, match) or (match[0] == "依法" and verb.rule.action == "sanctioned"):
            continue
        if match[0] == "批准" and verb.rule.action == "issued":
            continue  # 国务院批准发布
        is_marker = match[0] == "将" and any(party.start == match.end() for party in sentence.parties)
        if not (is_marker and verb.rule.frame == "gave"):
            return True
    return False


def _is_in_name(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether a word lies within a body's name (中国国际贸易促进委员会) and does not end it."""
    return any(
        party.kind == "ORG" and party.start <= match.start() and match.end() < party.end
        for party in sentence.parties
    )


def _has_happened(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a date, or a word such as 已, tells that the stretch is about something done."""
    if sentence.carried or any(
        first <= when.start < last or when.start < sentence.start + 4 for when in sentence.dates
    ):
        return True
    return bool(load_words("zh").happened.search(sentence.plain, first, last))


def _is_plain_issue(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a sentence begins with a body and that it issued a document: 国务院印发《意见》."""
    if verb.rule.action != "issued" or not _ISSUES.match(sentence.plain, verb.start):
        return False
    before = sentence.plain[sentence.start : verb.start].rstrip("联合正式 ")
    end = sentence.start + len(before)
    kinds = ("ORG", "GPE")  # 上海出台20条举措
    return any(party.end == end and party.kind in kinds for party in sentence.parties) and "," not in before


def _is_own_issue(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb only tells whose a document is (国务院印发的《意见》), which is out."""
    if verb.rule.action != "issued":
        return False
    return sentence.plain.startswith("的", verb.end) or bool(_ISSUED_BY.match(verb.match[0]))


def _read_deed(sentence: Sentence, verb: Verb, previous: Party | None, last: int) -> Roles | None:
    """Read a verb whose topic is the actor."""
    agent = _agent(sentence, verb)
    topic = _choose_actor(sentence, verb, previous)
    if topic is None:
        return read_founding(sentence, verb, last)
    partner = _partner(sentence, topic, verb.start) if "合资" in verb.match[0] else None
    further: tuple[Party, ...] = ()
    if verb.rule.action in DEALT_OUT:
        further = _further(sentence, verb, topic, verb.start)
    elif partner is None:
        topic = join_list(sentence, topic, verb.start)
    start, end = object_span(sentence, verb, last)
    words = sentence.plain[start:end]
    entity = entity_at(sentence, start, end)
    if verb.rule.object_is_party:
        entity = _bought(sentence, start, end)
        if entity == topic.entity or not (entity or _is_bought(sentence, verb, start, end)):
            return None
    elif not has_object(verb.rule, words):
        return None
    if "no_object" in verb.rule.traits:
        start = end = 0
    agent = agent or partner
    if verb.rule.frame == "received" and agent is None:
        agent = _giver(sentence, verb, topic)
    return Roles(topic, sentence.text[start:end], start, end, entity, agent, topic, further)


def _further(sentence: Sentence, verb: Verb, first: Party, end: int) -> tuple[Party, ...]:
    """Return the other names of the list that an actor opens, each of which may act."""
    names = list_behind(sentence, first, end)[1:]
    return tuple(party for party in names if may_act(party, verb.rule))


def _choose_actor(sentence: Sentence, verb: Verb, previous: Party | None) -> Party | None:
    """Return the topic of a verb that tells its deed, or None where it tells none."""
    if _is_own_issue(sentence, verb):
        topic = find_issuer(sentence, verb)
    else:
        topic = find_topic(sentence, verb, previous)
    is_about_name = "no_object" in verb.rule.traits
    if topic is None and is_about_name:
        topic = guess_whole(sentence, verb, clause_start(sentence, verb.start), verb.start)
    if topic is None and (person := topic_of_life(sentence, verb)):
        return person
    if topic is None or not may_act(topic, verb.rule):
        return None
    if topic.kind == "PERSON" and "通过" in verb.match[0]:
        return None  # 总理主持召开会议,审议通过《...》
    if verb.rule.action == "appointed" and not _takes_office(sentence, topic, verb):
        return None
    if verb.rule.subject and not verb.rule.subject.search(topic.text):
        return None
    if is_about_name and not _CIRCUMSTANCE.fullmatch(sentence.plain, topic.end, verb.start):
        return None
    clause = clause_start(sentence, verb.start)
    is_far = topic.end < clause
    if is_far and "own_subject" in verb.rule.traits and not leaves_topic_out(sentence, clause, verb):
        return None  # 甲2015年获某奖，乙2016年获某奖, 乙 being no known name
    if is_far and verb.rule.action == "founded" and sentence.plain.startswith("的", verb.end):
        return None  # 甲，以及后来成立的乙: 甲 founded nothing
    if is_far and _FAR_HEDGES.search(sentence.plain, topic.end, verb.start):
        return None  # 双方将开启合作，共同建立合资公司
    return topic


def _takes_office(sentence: Sentence, person: Party, verb: Verb) -> bool:
    """Return whether what stands between a person and a verb lets the person take the office.

    甲险胜候选人乙，当选总统: 乙 does not.
    """
    if not _IN_OFFICE.fullmatch(sentence.plain, person.end, verb.start):
        return False
    before = sentence.plain[clause_start(sentence, person.start) : person.start]
    return not ("," in sentence.plain[person.end : verb.start] and _BEATS.search(before))


def _read_congratulation(sentence: Sentence, verb: Verb, last: int) -> Roles | None:
    """Read 致电某人,祝贺他当选主席: who is congratulated took the office, on an earlier day."""
    first, end = verb.match.span("actor")
    names = [party for party in sentence.parties if first <= party.start and party.end <= end]
    person = next((party for party in reversed(names) if party.kind == "PERSON"), None)
    if person is None:
        text = sentence.text[first:end]
        if names or "、" in text:
            return None
        person = Party(first, end, text, make_entity_id("PERSON", text), "PERSON")
    start, end = words_from(sentence, verb.end, last)
    if not has_object(verb.rule, sentence.plain[start:end]):
        return None
    # Nothing is guessed: whoever is congratulated on an office has it.
    return Roles(replace(person, is_listed=True), sentence.text[start:end], start, end)


def _bought(sentence: Sentence, start: int, end: int) -> str:
    """Return the entity of the body that an object names, or of an unlisted firm with a price, or ""."""
    entity = entity_at(sentence, start, end)
    if entity and _is_body(sentence, entity):
        return entity
    if _PRICED.search(sentence.plain, sentence.start, end) or _FROM_HANDS.search(
        sentence.plain, sentence.start, start
    ):
        return guess_object(sentence, start, end)
    return ""


def _is_bought(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether words without a name tell what was bought: for a price, a firm or a part of one."""
    if verb.rule.action != "acquired" or not _PRICED.search(sentence.plain, sentence.start, end):
        return False
    return bool(_FIRM.search(sentence.plain, start, end)) and not _SEVERAL.match(sentence.plain, start, end)


def _partner(sentence: Sentence, topic: Party, end: int) -> Party | None:
    """Return the name that 与, 和 or 同 joins to a topic."""
    inside = [party for party in sentence.parties if topic.end < party.start and party.end <= end]
    joined = (party for party in inside if sentence.plain[party.start - 1] in "与和同")
    return next(joined, None)


def _is_body(sentence: Sentence, entity: str) -> bool:
    """Return whether an entity is a body, or of a guessed kind: places and programmes are not acquired."""
    return any(
        party.kind == "ORG" or not party.is_listed for party in sentence.parties if party.entity == entity
    )


def _giver(sentence: Sentence, verb: Verb, topic: Party) -> Party | None:
    """Return who gave what the topic received: a name behind it with no verb between (获国开行贷款)."""
    for party in sentence.parties:
        if verb.rule.action != "funded" and party.kind != "ORG":
            continue
        if verb.end <= party.start <= verb.end + 3 and party.entity != topic.entity:
            return party
    return None


def _agent(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name between 被, or 遭, and the verb."""
    mark = _PASSIVE.search(verb.match[0])
    if mark is None:
        return None
    first = verb.start + mark.start()
    inside = [party for party in sentence.parties if first < party.start and party.end <= verb.end]
    return inside[-1] if inside else None


def _read_gift(sentence: Sentence, verb: Verb, previous: Party | None, last: int) -> Roles | None:
    """Read a verb whose topic gives: the actor follows it, or follows 将, 把, 对, 向 or 为 before it."""
    giver = find_topic(sentence, verb, previous)
    receiver = _receiver_within(sentence, verb) or _find_receiver(sentence, verb)
    if receiver is None or (giver is None and not verb.rule.giver_is_optional):
        return None
    if giver is not None and giver.entity == receiver.entity:
        return None
    if giver is not None and "bank_gives" in verb.rule.traits and _BANK.search(receiver.text):
        giver, receiver = receiver, giver
    if not may_act(receiver, verb.rule):
        return None
    further: tuple[Party, ...] = ()
    if verb.rule.action in DEALT_OUT:
        further = _further(sentence, verb, receiver, last)
    named = next((name for name in ("object", "object2") if verb.match.groupdict().get(name)), "")
    if named:
        start, end = verb.match.span(named)
    else:
        place = max(verb.end, [receiver, *further][-1].end)
        if receiver.start < verb.end:
            place = verb.end
        start, end = words_from(sentence, place, last)
    if verb.rule.object and not verb.rule.object.search(sentence.plain, start, end):
        return None
    title = sentence.plain.find("“", start, end)
    if title > start and receiver.start >= verb.end and "”" not in sentence.plain[start:title]:
        receiver, start = _before_title(sentence, receiver, title), title
    return Roles(receiver, sentence.text[start:end], start, end, "", giver, giver, further)


def _find_receiver(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name behind 将, 把, 对 or the like before a verb, else the one directly behind it."""
    clause = clause_start(sentence, verb.start)
    receiver = None
    for party in sentence.parties:
        if party.kind == "GPE" and sentence.plain[party.end : party.end + 1] in NOT_BEHIND:
            continue  # 对俄罗斯最大石油企业实施制裁
        is_before = clause <= party.start and party.end <= verb.start
        if is_before and (POST.match(sentence.plain, party.end) or _is_part(sentence, party, verb)):
            continue  # 对美国科技巨头开出罚单, 对某行行长实施制裁
        before = sentence.plain[max(clause, party.start - 2) : party.start]
        if before in ("应对", "反对", "面对", "针对"):
            continue
        if is_before and before[-1:] in _TO_RECEIVER:
            return party
        if receiver is None and 0 <= party.start - verb.end <= 1:
            receiver = party
    return receiver


def _before_title(sentence: Sentence, receiver: Party, title: int) -> Party:
    """Return who receives a title in quotation marks: 授予重庆某团队“时代楷模”称号 names no place."""
    between = sentence.plain[receiver.end : title]
    if receiver.kind == "PERSON" or between.startswith(("等", "、", "和", "与", "及")):
        return receiver
    text = sentence.text[receiver.start : title].rstrip()
    return replace(receiver, end=receiver.start + len(text), text=text, entity=make_entity_id("ORG", text))


def _is_part(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a place before a verb only says whose the receiver is: words of a name are between."""
    between = sentence.plain[party.end : verb.start]
    return party.kind == "GPE" and len(between) > _SHORT_GAP and not _ADVERBIAL.match(between)


def _receiver_within(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name in the words that a rule names as its receiver (要求英特尔停止...)."""
    if not verb.match.groupdict().get("receiver"):
        return None
    first, last = verb.match.span("receiver")
    return next((party for party in sentence.parties if first <= party.start and party.end <= last), None)


def _read_undergone(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Read 被 … 收购: the actor follows 被, the topic is the object."""
    first, last = verb.match.span("agent")
    agents = [party for party in sentence.parties if first <= party.start and party.end <= last]
    if verb.rule.action == "issued":
        start, end = title_before(sentence, verb.start)
        issuer = next((party for party in reversed(agents) if party.kind == "ORG"), None)
        if end == 0 or issuer is None:
            return None
        return Roles(issuer, sentence.text[start:end], start, end)
    agent = next(iter(agents), None)
    topic = find_topic(sentence, verb, previous)
    if topic is None or agent is None:
        return None
    if agent.kind == "GPE" and agent.start == first and agent.end < last:  # 被中国青禾集团收购
        name = sentence.text[first:last]
        agent = Party(first, last, name, make_entity_id("ORG", name), "ORG", is_listed=False)
    end = topic.end
    if owned := _OWNED_PART.match(sentence.plain, topic.end, verb.start):
        end = owned.end()
    return Roles(agent, sentence.text[topic.start : end], topic.start, end, topic.entity, None, topic)


def _read_happening(sentence: Sentence, verb: Verb) -> Roles | None:
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
    if not names:
        return None
    actor = names[0] if names[0].kind == "ORG" else last_of_chain(names)
    is_list = sentence.plain.startswith(("、", "和", "与", "-", "”"), actor.end)
    if is_list or (verb.rule.object and sentence.plain.startswith("(", actor.end)):
        return None  # 广佛南环、佛莞城际铁路投入运营: whose names the list holds is not known
    if verb.rule.object is None:
        # 某公司在苏州成立: nothing but time and place may follow the name.
        is_alone = _CIRCUMSTANCE.fullmatch(sentence.plain, actor.end, last)
        return Roles(actor, subject=actor) if is_alone else None
    start = actor.end
    if opening := _OPENING.match(sentence.plain, start, last):
        start = opening.end()
    if not verb.rule.object.search(sentence.plain, actor.start, last) or last - start > _LONGEST:
        return None
    if _JOINT.search(sentence.plain, start, last):
        return None
    return Roles(actor, sentence.text[start:last], start, last, "", None, actor)


def _of(sentence: Sentence, party: Party) -> int:
    """Return the end of a name before what it owns (青禾的工厂, 青禾首条产线), -1 for another name."""
    if party.kind == "ORG" and sentence.plain.startswith(("的", "首", "第"), party.end):
        return party.end
    return -1
