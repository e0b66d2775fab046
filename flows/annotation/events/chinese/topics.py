"""Topics of Chinese verbs: the party that a clause is about, or that issued a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.annotation.events.chinese.governing import is_behind, is_governed
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import may_act
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import (
    guess_far_topic,
    guess_giver,
    guess_name,
    guess_organ,
    guess_person,
    guess_publisher,
    guess_titled,
    guess_topic,
    leaves_topic_out,
)
from flows.annotation.names import make_entity_id
from flows.text import HAN, end_of, lazy_pattern, start_of

_OWN_PLACE = lazy_pattern("(?:我|本)(?:[省市区县州国院校所]|公司|企业|集团)")
# A body without a name that directly precedes a verb, after the time at most.
_UNNAMED = lazy_pattern(
    r"(?:[今去]年|[\d年月日底初]|如今|目前|近日|日前|近年来|后来|随后|此后|同时|\s)*"
    r"(?P<who>国家|我国|中央|当地|[村县镇乡市省区校院厂][里内]|有关部门|相关部门|各地|多地|双方|三方|各方"
    r"|各级(?:地方)?(?:党委|党组织)?[和、]?(?:人民)?(?:政府|部门|机关)?)"
    r"(?:[今去]年|[\d年月日底初]|近日|日前|先后|陆续|相继|还|也|又|已|已经|专门|正式|共同|联合|首次|再次)*$"
)
# A comma within brackets begins no clause: 青云研究所(QPI,下称青云所)成立于...
_COMMAS = lazy_pattern(
    r"[,;:](?![^()。]{0,24}\))|、(?=\d{4}年\d)"
    r"|(?<=合并)、"  # 甲和乙合并、丙收购丁
    r"|(?<![年月日])[、和](?=\d{4}年[\d月日]*$)"  # 2019年入选甲、2021年入选乙, up to the second verb
)
# Between a body and the verb of 国务院今年发布的《…》.
OWN_ISSUE = lazy_pattern(
    r"(?:办公[厅室]|党组|党委|机关)?"
    r"(?:等[多数\d一二三四五六七八九十]*个?(?:部门|单位|部委|机构)?)?"
    r"(?:(?:第?[一二三四五六七八九十\d]+届)?第?[一二三四五六七八九十\d]+次(?:全体)?会议"
    r"|[常院部局党]务(?:会议)?)?"
    r"(?:[今去]年|[今昨][天日]|日前|近日|近期|前期|此前|最新|首次|曾|刚刚|联合|共同|正式"
    r"|先后|专门|牵头|再次|再度|陆续|研究(?=出台|制定|印发)|[于在](?=\d)|[\d年月日]|\s)*"
)
_WITH = lazy_pattern(
    "(?:联合|会同|携手)(?!国|会)[^,。;《》的]{2,16}?(?=日前|近日|今天|此前|共同|联合|\\d)"
)  # 甲联合乙日前|发布的
_OF_DOCUMENT = lazy_pattern(rf"{OWN_ISSUE.pattern}(?:关于)?")
_CITED = lazy_pattern("(?:据|根据|按照|依据|依照)$")  # 根据某委发布的《…》: the committee issued it
# The rest of an organ's name after the body that opens it, and the words that may follow.
_ISSUING_PART = lazy_pattern(
    rf"(?P<name>(?![与和及])(?:(?![的了在是被将向对从由并等第今去日近昨])[{HAN}]){{0,18}}?(?:平台|中心"
    r"|研究院|研究所|实验室|协会|学会|委员会|主席团|学部|办公室|课题组|分会|联盟|秘书处|工作组"
    r"|纪委(?:机关)?))"
    rf"(?:{OWN_ISSUE.pattern})(?:{OWN_ISSUE.pattern})"
)
# Opens a clause, before who acts in it.
_CAUSED = lazy_pattern("(?:也|则|从而|进而|这|此举|才)?(?:让|使得?|令)(?![其我])")
# Begins the second of two headlines in one line: 甲出席 乙当选会长.
_NEXT_HEADLINE = lazy_pattern(rf"(?<=[{HAN}])\s+(?=[{HAN}]{{2}})")
_REACH = 70  # code points from a topic to its verb
_SAYS = lazy_pattern(
    "(?:总书记|主席|总理|部长|同志|有关负责人|发言人)?(?:[^,。;]{0,6}?)(?:指出|强调|表示|介绍|认为|称|说)[,:]"
)
# Between a name and the name that a clause is about.
_LEAD = lazy_pattern(
    "(?:公司)?(?:旗下|所属|下属|控股)的?(?:全资|控股)?(?:子公司|公司|企业|品牌)?"
    "|(?:推荐|申报|报送|选送|培育|孵化|扶持|引进|投资|参股)的"
    "|[^,。;]{0,6}?(?:(?<![简全自号名统俗人])称|表示|透露|证实|指出|报道|披露)[\\d年月日底初]{0,8}"
)
_OWNED_FIRM = lazy_pattern(
    "(?:公司)?(?:旗下|下属|控股)的?(?:(?:全资|控股)?(?:子公司|公司|企业|品牌))?(?![某多几数两各一])"
)
# 生态环境部今天发布,某地获得称号: the ministry only reports it.
_REPORTS = lazy_pattern(r"[^,。;]{0,14}?(?:发布|公布|通报)(?:消息)?[,:]")
_ANNOUNCES = lazy_pattern(r"[^,。;]{0,14}?宣布[,:]")
# 自2013年某人提出倡议以来, 党和国家...: a name in it is not the topic of what follows.
_SUBORDINATE = lazy_pattern("(?:自|自从|随着|当|在|继)[^,。;]*(?:以来|之际|期间|之后|以后|后|时|下),")
# 加强青禾公司的能力, 组建了研究院: a name in a clause that opens with a verb is not the topic of the next.
_DOES = lazy_pattern(
    r"(?:[今去]年|[\d年月]+|[,\s]|进一步|大力|全面|积极|着力|持续|不断|深入|稳步)*"
    r"(?:新增|引入|增强|加强|强化|改造|新建|改扩建|扩建|支持(?!单位)|推动|推进|促进|深化|完善"
    r"|扩大|提高|提升|优化|健全|加快|做大|做强|引导|帮助|扶持|培育|打造|推广|引进"
    r"|吸引|保障|鼓励)"
)
_WHEN = lazy_pattern("[自继在从]?")
_AFTERWARDS = lazy_pattern("[^,。;]{0,24}?(?:之后|以后|以来|后),")
_TOGETHER = lazy_pattern("共同|联合|携手|合作|合资")
# Between the date of a line and its verb.
_LINE_OPENING = lazy_pattern(
    "[,:\\s]*(?:成功|正式|顺利|首次|获|率先|全资|以[^,。;]{2,12}元?|再次|先后|投资|与[^,。;的]{2,14}|联合)*"
)
# Things of a firm that are certified or approved.
_OWNED = lazy_pattern(
    "(?:牵头|承担|主持|实施|负责|自主|联合|研发|研制|开发|自研|生产){0,2}的[^,。;的与和、:]{0,22}?"
    "(?:中心|产品|项目|工厂|车间|基地|实验室|平台|疫苗|药|药品|[替昔]尼|单抗|疗法|注射液|胶囊|颗粒|片剂"
    "|器械|技术|机器人|芯片|飞机|系统|设备|业务|园区|成果|模型|商标|品牌|资产|股权|股份|子公司)"
    "(?:日前|近日|正式|成功|已|曾|于[^,。;]{2,10}|[\\d年月日]|再次)*"
)
_DEALT = lazy_pattern(r"(?:院士|同志|教授|先生|女士|烈士)?(?:\([^()]{1,12}\))?(?:[、和与及]|以及)")
# What may follow the last name of a list.
_BEHIND_MEMBER = ("、", "和", "与", "及", "以及", "等", ",", "“", "分别", "双双", "均")
# After two names that only sign a contract; a later clause is about the first: 甲与乙签署协议,并开工建设.
_SIGNS = lazy_pattern("(?:正式|共同)?(?:签署|签订|签约|达成)[^,。;]*,(?:并|以|收购|受让|购买|购入)")
_TO_DEAL = 2  # code points from the start of a verb to its end: |收购
_LISTED = lazy_pattern(r"\s?[、和与及]\s?|\s{1,8}")
_JOINED = lazy_pattern(r"\s?(?:会同|联合|携手)\s?")  # 甲会同乙印发: 甲 issued it, 乙 took part
_HIGHEST = ["中共中央", "国务院"]


def clause_start(sentence: Sentence, place: int) -> int:
    """Return the start of the clause that contains `place`."""
    start = sentence.start
    for match in _COMMAS.finditer(sentence.plain, sentence.start, place):
        start = match.end()
    return start


def find_topic(sentence: Sentence, verb: Verb, previous: Party | None) -> Party | None:
    """Return the first ungoverned name of the clause, else of the clauses before it.

    A place directly before a body belongs to its name (江苏绿的谐波). A body is preferred to the person who
    signs for it (总理签署国务院令).
    """
    end = verb.start
    parties = [party for party in sentence.parties if party.end <= end and end - party.start <= _REACH]
    borders = [
        sentence.start,
        *(match.end() for match in _COMMAS.finditer(sentence.plain, sentence.start, end)),
        end,
    ]
    if "own_clause" in verb.rule.traits:  # 工信部公布名单, 华为榜上有名
        borders = borders[-2:]
    if _OWN_PLACE.match(sentence.plain, borders[-2]) or _has_unnamed_subject(sentence, borders[-2], end):
        return None  # 武汉入选某名单,我省获批建设某区
    caused = _CAUSED.match(sentence.plain, borders[-2], end)
    if caused and not any(party.start >= caused.end() for party in parties):
        return None  # 某银行提供贷款,让某院线收购了某公司
    for first, last in reversed(list(pairwise(borders))):
        inside = [party for party in parties if first <= party.start and party.end <= last]
        topics = [
            party
            for party in inside
            if party.kind != "PROGRAMME" or may_act(party, verb.rule)
            if not is_governed(sentence, party, verb.start) or _owns_topic(sentence, party, verb)
        ]
        if verb.rule.action == "appointed" and verb.rule.frame != "gave":
            topics = [party for party in topics if may_act(party, verb.rule)]
            topics = _of_last_headline(sentence, topics, first, last)
        if last < end:  # 习近平指出,中方已经建立...
            topics = [party for party in topics if not _SAYS.match(sentence.plain, party.end)]
        if first < borders[-2]:
            topics = _topics_that_last(sentence, topics, first, last, verb)
        if verb.rule.action in ("designated", "granted_access"):
            topics = [party for party in topics if not _only_reports(sentence, party)]
        if verb.rule.action == "issued":
            topics = [party for party in topics if party.kind != "PERSON"] or topics
        if topics:
            topics = list(_without_lead(sentence, topics, inside))
            return _guess_owned(sentence, topics[0], verb) or last_of_chain(topics)
    if verb.rule.action == "appointed" and verb.rule.frame != "gave":
        return guess_person(sentence, verb, clause_start(sentence, end)) or previous
    if previous is not None:
        return previous
    return _find_unnamed(sentence, verb)


def _of_last_headline(sentence: Sentence, topics: list[Party], first: int, last: int) -> list[Party]:
    """Return the topics of the last of several headlines that blanks separate, if a name opens it.

    >>> 李鸣远出席 张海文当选会长 -> 张海文
    """
    opened = [blank.end() for blank in _NEXT_HEADLINE.finditer(sentence.plain, first, last)]
    starts = [party.start for party in topics if party.start in opened]
    return [party for party in topics if party.start >= starts[-1]] if starts else topics


def _has_unnamed_subject(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a body without a name acts in a clause: 李鸣远能提升技能,今年5月,国家印发《方案》."""
    found = _UNNAMED.match(sentence.plain, start, end)
    if found is None:
        return False
    return all(
        party.end <= found.start("who") or found.end("who") <= party.start for party in sentence.parties
    )


def _without_lead(sentence: Sentence, topics: Sequence[Party], parties: Sequence[Party]) -> Sequence[Party]:
    """Return the topics of a clause without one that only reports, or only owns the real topic.

    >>> 青禾公司称绿的谐波被列入..., 青禾公司旗下绿的谐波被列入... -> 绿的谐波
    """
    led = next((party for party in parties if topics[0].end <= party.start), None)
    if led is None or not _LEAD.fullmatch(sentence.plain, topics[0].end, led.start):
        return topics
    return [party for party in parties if led.start <= party.start]


def _guess_owned(sentence: Sentence, owner: Party, verb: Verb) -> Party | None:
    """Return the unlisted name that a firm owns, up to a date or the verb: 青禾集团旗下的|海微|获得牌照."""
    owned = _OWNED_FIRM.match(sentence.plain, owner.end, verb.start)
    if owned is None:
        return None
    start = owned.end()
    end = min([when.start for when in sentence.dates if start <= when.start] + [verb.start])
    trailing = load_words("zh").adverbs.search(sentence.plain, start, end)
    return guess_name(sentence, start, start_of(trailing, end))


def _find_unnamed(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the topic of a clause without a name: the firm of a chronicle, or an unlisted name."""
    end = verb.start
    date_end = sentence.carried.end if sentence.carried else sentence.start
    if sentence.silent and _LINE_OPENING.fullmatch(sentence.plain, date_end, end):
        return sentence.silent
    clause = clause_start(sentence, end)
    if verb.rule.action == "issued":
        return guess_organ(sentence, verb, clause) or guess_publisher(sentence, verb, clause)
    may_be_person = verb.rule.action == "designated" and "people_act" in verb.rule.traits
    if may_be_person and (person := guess_titled(sentence, verb, clause)):
        return person
    if verb.rule.frame == "gave":
        return guess_giver(sentence, verb, clause)
    if verb.rule.action == "founded" and verb.rule.object_is_party and "people_act" in verb.rule.traits:
        return guess_person(sentence, verb, clause)  # 左某某创立某公司
    guessed = guess_topic(sentence, verb, clause) or guess_far_topic(sentence, verb, clause)
    return guessed or _topic_after_clause(sentence, verb, clause)


def _topic_after_clause(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the topic after a clause that only says when: 2020年被列入实体清单后,青禾公司加快..."""
    opening = _WHEN.match(sentence.plain, clause, verb.start)
    if sentence.plain[sentence.start : clause].strip() or not leaves_topic_out(
        sentence, end_of(opening, clause), verb
    ):
        return None
    closing = _AFTERWARDS.match(sentence.plain, verb.end, sentence.end)
    if closing is None:
        return None
    behind = (party for party in sentence.parties if party.start == closing.end())
    return next((party for party in behind if party.kind == "ORG"), None)


def _topics_that_last(
    sentence: Sentence, topics: list[Party], first: int, last: int, verb: Verb
) -> list[Party]:
    """Return the topics of a clause that may also be those of a later clause.

    >>> 引进青禾研究院，共同成立了... -> 青禾研究院, but not of 支持青禾研究院，成立了...
    """
    if _SUBORDINATE.fullmatch(sentence.plain, first, last):
        return []
    does = _DOES.match(sentence.plain, first, last)
    if does and not _TOGETHER.search(sentence.plain, last, verb.end):
        return [party for party in topics if party.start < does.end()]
    return topics


def _only_reports(sentence: Sentence, party: Party) -> bool:
    """Return whether a body only reports the rest of the sentence (世卫组织宣布,某疫苗获准)."""
    if _REPORTS.match(sentence.plain, party.end):
        return True
    is_organ = party.text.endswith("组织") or load_words("zh").organs.search(party.text)
    return bool(is_organ) and bool(_ANNOUNCES.match(sentence.plain, party.end))


def _owns_topic(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether something of a firm precedes a verb (青禾的技术中心被认定), so the firm is the topic."""
    if party.kind != "ORG" or verb.rule.action not in ("designated", "granted_access", "acquired", "funded"):
        return False
    return bool(_OWNED.fullmatch(sentence.plain, party.end, verb.start)) and not is_behind(sentence, party)


def find_issuer(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the body directly before 发布的《…》: its issuer, whatever the sentence is about."""
    start = clause_start(sentence, verb.start)
    for named in sentence.parties:
        party = lengthen_issuer(sentence, named, verb.start)
        end = end_of(_WITH.match(sentence.plain, party.end, verb.start), party.end)
        if start <= party.start and OWN_ISSUE.fullmatch(sentence.plain, end, verb.start):
            issuer = _first_of_list(sentence, party)
            is_cited = _CITED.search(sentence.plain, start, issuer.start) is not None
            if is_cited or _is_dated(sentence, issuer, verb) or not is_behind(sentence, issuer):
                return issuer
            return None
    return guess_organ(sentence, verb, start) or guess_publisher(sentence, verb, start)


def lengthen_issuer(sentence: Sentence, body: Party, end: int) -> Party:
    """Return a body with the organ or part whose name it opens: 中科院|学部主席团, 青禾大学|评价中心."""
    part = _ISSUING_PART.fullmatch(sentence.plain, body.end, end) if body.kind == "ORG" else None
    if part is None:
        return body
    last = part.end("name")
    name = sentence.text[body.start : last]
    return replace(body, end=last, text=name, entity=make_entity_id("ORG", name), is_listed=False)


def _first_of_list(sentence: Sentence, party: Party) -> Party:
    """Return the first name of the list that ends with a party (发展改革委、财政部制定的)."""
    for other in reversed(sentence.parties):
        if other.kind == party.kind and other.end <= party.start:
            joint = sentence.plain[other.end : party.start]
            if not (_LISTED.fullmatch(joint) or _JOINED.fullmatch(joint)):
                break
            party = other
    return party


def find_partners(sentence: Sentence, actor: Party, end: int) -> Party | None:
    """Return the bodies with which an actor acts, as one party: 甲会同乙、丙印发 -> 乙、丙."""
    for party in sentence.parties:
        if actor.end <= party.start and party.end <= end and party.kind == actor.kind:
            if not _JOINED.fullmatch(sentence.plain, actor.end, party.start):
                return None
            return join_list(sentence, party, end)
    return None


def _is_dated(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a date directly precedes a body, or comes between it and its verb."""
    return any(when.end == party.start or party.end <= when.start < verb.start for when in sentence.dates)


def list_behind(sentence: Sentence, first: Party, end: int) -> list[Party]:
    """Return the names of the list that begins with `first`, in order (A、B和C)."""
    found = [first]
    for party in sentence.parties:
        if found[-1].end <= party.start and party.end <= end and party.kind == first.kind:
            if (
                party.is_resolved
                or _is_place_of(sentence, party, end)
                or not _DEALT.fullmatch(sentence.plain, found[-1].end, party.start)
            ):
                break
            found.append(party)
    return found


def _is_place_of(sentence: Sentence, party: Party, end: int) -> bool:
    """Return whether a place in a list only opens a longer name: 江西 in 浙江下姜村、江西篁岭村."""
    if party.kind != "GPE" or party.end == end:
        return False
    return not sentence.plain.startswith(_BEHIND_MEMBER, party.end)


def join_list(sentence: Sentence, topic: Party, end: int) -> Party:
    """Return a topic with the names listed after it (中共中央、国务院); it keeps the first one's entity.

    Blanks also join bodies if the last one directly precedes the verb: 中共中央 国务院印发.
    """
    last = reached = topic.end
    is_apart = False  # whether a blank separates two of the names
    for party in sentence.parties:
        if topic.end <= party.start and party.end <= end and party.kind == topic.kind:
            joint = _LISTED.fullmatch(sentence.plain, reached, party.start)
            if not joint:
                break
            reached = party.end
            is_apart = is_apart or not joint[0].strip()
            if not is_apart or _OF_DOCUMENT.fullmatch(sentence.plain, reached, end):
                last = reached
    signs = _SIGNS.match(sentence.plain, last, sentence.end)
    if last == topic.end or (signs and signs.end() <= end + _TO_DEAL):
        return topic
    text = sentence.text[topic.start : last]
    if topic.is_resolved:
        text = topic.text + sentence.text[topic.end : last]  # 公司与青禾集团: the name that 公司 refers to
    return replace(topic, end=last, text=text)


def last_of_chain(parties: Sequence[Party]) -> Party:
    """Return the last of the names that follow each other directly (江苏绿的谐波).

    The two highest bodies are named together, also without a sign between them: 中共中央国务院印发.
    """
    chosen = parties[0]
    if [party.text for party in parties[:2]] == _HIGHEST and parties[1].start == chosen.end:
        return replace(chosen, end=parties[1].end, text="".join(_HIGHEST))
    for party in parties[1:]:
        if party.start > chosen.end:
            break
        chosen = party
    return chosen


def further_names(sentence: Sentence, verb: Verb, first: Party, end: int) -> tuple[Party, ...]:
    """Return the other names of the list that an actor opens, each of which may act."""
    names = list_behind(sentence, first, end)[1:]
    return tuple(party for party in names if may_act(party, verb.rule))
