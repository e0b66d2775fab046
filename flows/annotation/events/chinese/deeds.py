"""Deeds in Chinese: the topic before the verb, its object, and the agent after 被."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.chinese.awards import find_awards, has_several_dates
from flows.annotation.events.chinese.blacklists import find_judged
from flows.annotation.events.chinese.founding import read_founding
from flows.annotation.events.chinese.governing import CIRCUMSTANCE
from flows.annotation.events.chinese.heads import find_bought, find_head, find_opened
from flows.annotation.events.chinese.objects import (
    entity_at,
    guess_object,
    object_span,
    title_before,
)
from flows.annotation.events.chinese.people import find_reporter, names_staff, topic_of_life
from flows.annotation.events.chinese.reach import STRICT, is_place_of_several, settle_topic
from flows.annotation.events.chinese.topics import (
    clause_start,
    find_issuer,
    find_partners,
    find_topic,
    further_names,
    join_list,
)
from flows.annotation.events.members import find_members
from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.roles import DEALT_OUT, Roles, has_object, may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import (
    complete_topic,
    guess_topic,
    leaves_topic_out,
)
from flows.annotation.events.wholes import guess_whole, is_known_noun
from flows.annotation.names import make_entity_id
from flows.text import HAN, lazy_pattern

# Words between a person and the verb of an appointment.
_IN_OFFICE = lazy_pattern(
    r"(?:(?!祝贺|电贺|致贺|感谢|致电|会见|支持|对|的|他|她|,).){0,14}"
    r"|(?:(?!祝贺|电贺|致贺|感谢|致电|会见|支持|对|的|他|她).){0,12},"
    r"(?:[\d年月日号]|先后|随后|后来|再次|正式|成功|高票|同年|今年"
    r"|去年)*(?:在[^,。;他她]{2,20})?[^,他她]{0,3}"
    r"|(?:击败|战胜|险胜)[^,。;]{2,40},(?:再次|成功|正式)?"
    r"|在[^,。;]{2,30}(?:选举|投票|大选)[^,。;]{0,10}(?:中)?(?:获胜|胜出|胜选),?(?:再次|成功)?"
    r"|(?:\d{1,2}日)?在[^,。;]{2,36}[上中](?:再次|成功|正式|[高全]票)?"
    r"|以[^,。;]{2,14}(?:得票率|选票|票数|票|优势),?(?:再次|成功)?"
    r"|(?:是[^,。;]{2,24})?(?:,(?:\d{4}年|[同次翌]年|后来?|随后|先后)[^,。;他她]{0,30}?)+"  # a life
)
# A price or a share: of the things said to be acquired, only firms have one.
_PRICED = lazy_pattern(
    r"(?:以|斥资|出资|耗资|花(?:费|(?=[约近逾超]?\d))|作价)[^,。;]{0,6}\d[^,。;]{0,8}元"
    r"|[\d.]+%(?:的)?(?:股权|股份)"
)
_FIRM = lazy_pattern(
    "(?:公司|集团|企业|银行|品牌|业务|资产|工厂|股权|股份)(?:的?(?:[\\d.]+%)?(?:的)?(?:股权|股份|资产))?$"
)
_SEVERAL = lazy_pattern(
    "[^,。;]{0,6}(?:\\d|[一二两三四五六七八九十多数几])[多余]?[家个](?!子公司)"
)  # 收购多家企业
_FROM_HANDS = lazy_pattern("手[中里][^,。;]{2,4}$|成为了?$")  # 从甲手中买下, 成为乙第二大股东
# A foreign firm after the name of its country, but not other things bought abroad.
_ABROAD = lazy_pattern(
    "(?:美国|德国|英国|法国|日本|韩国|意大利|荷兰|瑞典|瑞士|加拿大|澳大利亚|以色列|芬兰|挪威|丹麦|奥地利"
    "|西班牙|比利时|新加坡|马来西亚|泰国|巴西|俄罗斯|印度)"
    "(?!.*(?:知识产权|资产|业务|国债|债券|股权|股份|农产品|大豆|土地|港口|油田|矿|粮"
    "|天然气|石油|飞机|设备|产品|武器|专利|市场|政府|部))(?![^的]*的[^的]*的)"
)
# A foreign name after what it is: 锂矿企业|Haiwei Minerals.
_LATIN_FIRM = lazy_pattern(
    "[^,。;的a-z]{1,14}(?:[矿车药芯油电]企|企业|公司|厂商|制造商|巨头|品牌|供应商|运营商)[a-z]{2}"
)
# Things bought that are not firms, and words for firms in general.
_GOODS = lazy_pattern(
    "[粮股权棉果菜肉米麦豆药材料品货物房地楼矿油气电票债券家个只批座款项辆台套份人民农业国省市县村]"
    "|资产|技术|业务|设备|专利|项目|企业|公司|机构|平台|银行|基金|产业|领域"
    "|市场|建设|研发|中心|基地|园区|生产"
    "|工程|工业"
)
_FOREIGN_PART = lazy_pattern("^[a-z]{2,}[一-龥]{1,10}$")  # LG化学偏光片业务
# A sum right after the name of a firm, up to the end of the words.
_SUM_BEHIND = lazy_pattern(
    rf"(?<=[{HAN}])(?<![计金达为共])[约近逾超]?\d[\d.,]*[百千万亿]*[美欧港日]?元(?:的?[a-z+]*轮?融资)?$"
)
_SHORTEST = 2
_FEW, _MANY = 3, 6  # letters of the name of a firm
_OWNED_PART = lazy_pattern("的[^,。;的]{0,10}?(?:业务|资产|股权|股份|子公司|品牌|工厂)")
# A quotation that opens between a name and the verb.
_APART = lazy_pattern("[,;。:]")  # 获批建设,某中心落地: the centre gave nothing
# Between a name that opens a sentence and the verb of the next clause: 青禾是一家轴承企业,|成立于2000年.
_PORTRAIT = lazy_pattern(
    r"(?:\([^()]{1,30}\))?(?:是|系|位于|坐落于?|地处|总部(?:位于|设?在))[^,。;:的]{2,16}"
    r"(?:的[^,。;:]{2,24})?,(?:公司|企业)?[\d年月日]*"
)
_OPEN_QUOTE = lazy_pattern('[:][“"][^”"]*$')
_MONEY = ("资金", "专项", "经费")
_BEATS = lazy_pattern("胜|败|取代|接替|击退")
_IS = lazy_pattern("(?:前身|原)[^,。;]{0,6}?[是为]")
_PASSIVE = lazy_pattern("[被遭]")
_SENT = lazy_pattern("被(?:选派|选拔|选调|派|下派)[到往至赴]")  # the place of the new post follows
_DEED_BEHIND = lazy_pattern("(?<=资本|创投|基金|集团|公司)(?:投资|注资|入股)$")
_LIST = lazy_pattern("[、和与及]")
_BEFORE_BARE = "年月日起,志"  # may precede 任 alone if no name does
# The rest of a list of places, after the first one.
_PLACES = lazy_pattern(r"(?:、[^,。;、]{2,8})+[\d一二两三四五六七八九十多]+[地省市县区州]")
_ISSUED_BY = lazy_pattern("(?:印发|发布|公布|出台|颁布|下发|推出|制定|通过|签署)的")
# Words that make a clause after a comma a plan: 双方将合作,共同建立.
_FAR_HEDGES = lazy_pattern("将|拟|计划|希望|建议|力争|有望|准备|预计|打算|提议|呼吁|要求|鼓励|支持|应当|可以")


def read_deed(sentence: Sentence, verb: Verb, previous: Party | None, last: int) -> Roles | None:
    """Read a verb whose topic is the actor."""
    agent = _agent(sentence, verb)
    head = find_head(sentence, verb)
    topic = head or _choose_actor(sentence, verb, previous)
    if topic is None:
        return read_founding(sentence, verb, last)
    if "two_actors" in verb.rule.traits:
        topic = join_list(sentence, topic, verb.start)
        if not _LIST.search(topic.text):
            return None
    partner = _partner(sentence, topic, verb.start) if "合资" in verb.match[0] else None
    further: tuple[Party, ...] = ()
    if verb.rule.action in DEALT_OUT:
        further = _further_actors(sentence, verb, topic)
    elif partner is None:
        topic = join_list(sentence, topic, verb.start)
        partner = find_partners(sentence, topic, verb.start)
    start, end = object_span(sentence, verb, last)
    if verb.rule.object_is_party and (cost := _SUM_BEHIND.search(sentence.plain, start + _SHORTEST, end)):
        end = cost.start()  # 增资青禾科技|6000万元
    if head is not None:
        end = max(start, min(end, head.start - 1))
    words = sentence.plain[start:end]
    entity = entity_at(sentence, start, end)
    if verb.rule.object_is_party:
        entity = _bought(sentence, start, end, verb)
        if not entity and _is_bare_name(sentence, start, end) and _buys_firms(verb, topic):
            entity = guess_object(sentence, start, end)
        if entity == topic.entity or not (entity or _is_bought(sentence, verb, start, end)):
            return None
    elif not has_object(verb.rule, words):
        return None
    if "no_object" in verb.rule.traits:
        start = end = 0
    agent = agent or partner
    if verb.rule.frame == "received" and agent is None:
        agent = _giver(sentence, verb, topic)
    awards = find_awards(sentence, verb, start, end)
    if not awards and verb.rule.action == "designated" and has_several_dates(sentence, verb, start, end):
        return None  # 2018年、2019年、2021年先后获评A和B
    text = _name_object(sentence, start, end)
    return Roles(topic, text, start, end, entity, agent, topic, further, awards=awards)


def _name_object(sentence: Sentence, start: int, end: int) -> str:
    """Return the words of an object; 公司 becomes the name that it refers to."""
    for party in sentence.parties:
        if party.is_resolved and (party.start, party.end) == (start, end):
            return party.text
    return sentence.text[start:end]


def _further_actors(sentence: Sentence, verb: Verb, topic: Party) -> tuple[Party, ...]:
    """Return the other members of the list that a topic opens: if all are names, unlisted ones too."""
    if topic.end > clause_start(sentence, verb.start):
        members = find_members(sentence, verb, topic.start)[1:]
        if acting := tuple(party for party in members if may_act(party, verb.rule)):
            return acting
    return further_names(sentence, verb, topic, verb.start)


def _choose_actor(sentence: Sentence, verb: Verb, previous: Party | None) -> Party | None:
    """Return the topic of a verb, or None if the verb states no deed of its topic."""
    if is_own_issue(sentence, verb):
        topic = find_issuer(sentence, verb)
    else:
        topic = find_topic(sentence, verb, previous)
        topic = topic and complete_topic(sentence, verb, topic, clause_start(sentence, verb.start))
        topic = topic and settle_topic(sentence, topic, verb)
    if topic is None and verb.rule.action in STRICT:
        topic = next(iter(find_members(sentence, verb, clause_start(sentence, verb.start))), None)
    topic = find_judged(sentence, _whole_topic(sentence, verb, topic), verb)
    if topic is None:
        return topic_of_life(sentence, verb) or find_opened(sentence, verb) or find_reporter(sentence, verb)
    if not may_act(topic, verb.rule) or names_staff(sentence, topic):
        return None
    if is_place_of_several(sentence, topic, verb):
        return None
    if topic.kind == "PERSON" and "通过" in verb.match[0]:
        return None  # 总理主持召开会议,审议通过《...》
    if verb.rule.action == "appointed" and not _takes_office(sentence, topic, verb):
        return None
    if verb.rule.subject and not (verb.rule.subject.search(topic.text) or _is_known_firm(topic, verb)):
        return None
    if "no_object" in verb.rule.traits and not _tells_of(sentence, topic, verb):
        return None
    if _OPEN_QUOTE.search(sentence.plain, topic.end, verb.start):
        return None  # 他指出:“成立研究院
    clause = clause_start(sentence, verb.start)
    is_far = topic.end < clause
    if is_far and "own_subject" in verb.rule.traits and not leaves_topic_out(sentence, clause, verb):
        return None  # 甲2015年获某奖，乙2016年获某奖, 乙 being no known name
    is_other = is_far or topic.kind == "PERSON"
    is_of_noun = verb.rule.action == "founded" and sentence.plain.startswith("的", verb.end)
    if is_of_noun and (is_other or _IS.search(sentence.plain, topic.end, verb.start)):
        return None  # 甲，以及后来成立的乙; 李鸣远报考刚成立的乙; 甲的前身是1996年成立的乙
    if is_far and verb.rule.action == "issued" and _PLACES.match(sentence.plain, topic.end):
        return None  # 南昌、九江两地会议召开,出台措施: the places issued nothing
    if is_far and _FAR_HEDGES.search(sentence.plain, topic.end, verb.start):
        return None  # 双方将开启合作，共同建立合资公司
    return topic


def _is_known_firm(topic: Party, verb: Verb) -> bool:
    """Return whether a topic is a listed body that may be punished, whatever its name ends with."""
    return verb.rule.action == "sanctioned" and topic.kind == "ORG" and topic.is_listed


def _whole_topic(sentence: Sentence, verb: Verb, topic: Party | None) -> Party | None:
    """Return all the words before a verb without an object if they name a body, else its topic.

    >>> 青云超级计算中心(简称青云超算)成立于2000年 -> 青云超级计算中心, not 青云
    """
    if "no_object" not in verb.rule.traits:
        if topic or not verb.rule.object_is_optional:
            return topic
    elif topic and _tells_of(sentence, topic, verb):
        return topic
    clause = clause_start(sentence, verb.start)
    whole = guess_whole(sentence, verb, clause, verb.start)
    if whole is None and topic and topic.end > clause:  # 梁云|文化大院成立于2012年
        whole = guess_topic(sentence, verb, clause)
    return whole or topic


def _tells_of(sentence: Sentence, topic: Party, verb: Verb) -> bool:
    """Return whether a verb without an object is about a name before it.

    >>> 青禾位于合肥,成立于2000年 -> yes; 青禾的工厂成立于2000年 -> no
    """
    if CIRCUMSTANCE.fullmatch(sentence.plain, topic.end, verb.start):
        return True
    opens = topic.kind == "ORG" and not sentence.plain[sentence.start : topic.start].strip()
    return opens and bool(_PORTRAIT.fullmatch(sentence.plain, topic.end, verb.start))


def _takes_office(sentence: Sentence, person: Party, verb: Verb) -> bool:
    """Return whether the words between a person and a verb mean that the person takes the office.

    甲险胜候选人乙，当选总统: 乙 does not.
    """
    if not _IN_OFFICE.fullmatch(sentence.plain, person.end, verb.start):
        return False
    is_bare = verb.match[0] == "任" and person.end != verb.start
    if is_bare and sentence.plain[verb.start - 1] not in _BEFORE_BARE:
        return False
    before = sentence.plain[clause_start(sentence, person.start) : person.start]
    return not ("," in sentence.plain[person.end : verb.start] and _BEATS.search(before))


def _bought(sentence: Sentence, start: int, end: int, verb: Verb) -> str:
    """Return the entity of the body that an object names, or of an unlisted firm with a price, or "".

    A country before the name also leaves no doubt of a firm: 全资收购英国青禾.
    """
    entity = entity_at(sentence, start, end)
    if entity and _is_body(sentence, entity):
        return entity
    is_foreign = verb.rule.action == "acquired" and _ABROAD.match(sentence.plain, start, end)
    if (
        is_foreign
        or _LATIN_FIRM.match(sentence.plain, start, end)
        or _PRICED.search(sentence.plain, sentence.start, end)
        or _FROM_HANDS.search(sentence.plain, sentence.start, start)
    ):
        return guess_object(sentence, start, end)
    return ""


def _is_bare_name(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether an object is only a short unlisted name: 收购展锐光电."""
    if not sentence.dates or not _FEW <= end - start <= _MANY:
        return False
    return not (_GOODS.search(sentence.plain, start, end) or is_known_noun(sentence, start, end))


def _buys_firms(verb: Verb, topic: Party) -> bool:
    """Return whether a verb's pattern contains the name (向某某增资), or its topic is a known firm."""
    if verb.match.groupdict().get("object"):
        return True
    organs = load_words("zh").organs
    return topic.is_listed and topic.kind == "ORG" and not organs.search(topic.text)


def _is_bought(sentence: Sentence, verb: Verb, start: int, end: int) -> bool:
    """Return whether words without a name state what was bought: a firm, or part of one, for a price."""
    if verb.rule.action == "acquired" and _FOREIGN_PART.search(sentence.plain, start, end):
        return True
    if verb.rule.action != "acquired" or not _PRICED.search(sentence.plain, sentence.start, end):
        return False
    return bool(_FIRM.search(sentence.plain, start, end)) and not _SEVERAL.match(sentence.plain, start, end)


def _partner(sentence: Sentence, topic: Party, end: int) -> Party | None:
    """Return the name joined to a topic by 与, 和 or 同."""
    inside = [party for party in sentence.parties if topic.end < party.start and party.end <= end]
    joined = (party for party in inside if sentence.plain[party.start - 1] in "与和同")
    return next(joined, None)


def _is_body(sentence: Sentence, entity: str) -> bool:
    """Return whether an entity is a body, or of a guessed kind: places and programmes are not acquired."""
    return any(
        party.kind == "ORG" or not party.is_listed for party in sentence.parties if party.entity == entity
    )


def _giver(sentence: Sentence, verb: Verb, topic: Party) -> Party | None:
    """Return the giver of what the topic received: a name directly after the verb (获国开行贷款)."""
    plain = sentence.plain
    for party in sentence.parties:
        if verb.rule.action != "funded" and party.kind != "ORG":
            continue
        if party.kind == "PROGRAMME" and party.text.endswith(_MONEY):
            continue  # 获得创新专项资金: the money itself
        is_near = verb.end <= party.start <= verb.end + 3
        if is_near and party.entity != topic.entity and not _APART.search(plain, verb.end, party.start):
            return _without_deed(party)
    return None


def _without_deed(giver: Party) -> Party:
    """Return a giver without the noun of its deed, which may also end a name: 获红杉资本|投资."""
    deed = _DEED_BEHIND.search(giver.text)
    if deed is None:
        return giver
    name = giver.text[: deed.start()]
    entity = giver.entity if giver.is_listed else make_entity_id("ORG", name)
    return replace(giver, end=giver.end - len(deed[0]), text=name, entity=entity)


def _agent(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name between 被 or 遭 and the verb, or within 是…认定的."""
    mark = _PASSIVE.search(verb.match[0])
    if verb.match.groupdict().get("by"):  # 是工信部认定的
        first, last = verb.match.start("by") - 1, verb.match.end("by")
    elif mark and not _SENT.search(verb.match[0]):
        first, last = verb.start + mark.start(), verb.end
    else:
        return None
    inside = [party for party in sentence.parties if first < party.start and party.end <= last]
    return inside[-1] if inside else None


def read_undergone(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Read 被 … 收购: the actor follows 被, the topic is the object."""
    first, last = verb.match.span("agent")
    agents = [party for party in sentence.parties if first <= party.start and party.end <= last]
    if verb.rule.action == "issued":
        start, end = title_before(sentence, verb.start)
        issuer = next((party for party in reversed(agents) if party.kind == "ORG"), None)
        if end == 0 or issuer is None:
            return None
        issuer = _join_issuers(sentence, agents, issuer)
        return Roles(issuer, sentence.text[start:end], start, end)
    agent = next(iter(agents), None)
    topic = find_bought(sentence, verb) or find_topic(sentence, verb, previous)
    if topic is None or agent is None:
        return None
    if agent.kind == "GPE" and agent.start == first and agent.end < last:  # 被中国青禾集团收购
        agent = unlisted_party(sentence.text, first, last)
    end = topic.end
    if owned := _OWNED_PART.match(sentence.plain, topic.end, verb.start):
        end = owned.end()
    return Roles(agent, sentence.text[topic.start : end], topic.start, end, topic.entity, None, topic)


def _join_issuers(sentence: Sentence, agents: Sequence[Party], last: Party) -> Party:
    """Return the bodies that issue a document together as one party: 由财政部、商务部联合印发."""
    first = last
    for party in reversed(agents):
        if party.kind == "ORG" and sentence.plain[party.end : first.start] in ("、", "和", "与"):
            first = party
    if first is last:
        return last
    return replace(first, end=last.end, text=sentence.text[first.start : last.end])


def is_own_issue(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb only names the issuer of a published document (国务院印发的《意见》)."""
    if verb.rule.action != "issued":
        return False
    return sentence.plain.startswith("的", verb.end) or bool(_ISSUED_BY.search(verb.match[0]))
