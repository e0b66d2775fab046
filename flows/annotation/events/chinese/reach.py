"""Reach of a Chinese topic: whether the words between it and a verb leave it the subject."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.events.chinese.topics import clause_start, lengthen_issuer
from flows.annotation.events.parties import Party
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted import guess_first_organ
from flows.annotation.names import make_entity_id
from flows.text import HAN, end_of, lazy_pattern

# Actions that depend on their subject alone: a name after the topic is more likely the subject.
STRICT = frozenset(("designated", "granted_access", "listed", "funded"))
_ADVERB = (
    r"\([^()]{0,30}\)|今天|昨天|今日|昨日|日前|近日|前不久|不久前|近年来?|近期|最近|最新|最终|终于|目前|此前"
    r"|随后|后来|其间|刚刚|光荣"
    r"|[今去当同前次翌]年|[上下]半年|上午|下午|[一二三四]季度|正式|成功|首次|首批|先后|联合|共同|连续|率先"
    r"|相继|陆续|分别|同时"
    r"|一举|再度|再次|重新|专门|牵头|全面|顺利|双双|多次|公告|[一二两三四五六七八九十多数几]+[次度年]|不断"
    r"|宣布"
    r"|因此|甚至|并且|而且"
    r"|成为|同志|院士|教授|先生|女士|博士|总书记|主席|总理|总统"
    r"|[\d年月日号底初末中旬\s\-“也已还又再均都曾并且则就便即新获更而仅只至届届第]"
)
# Opens a phrase that may fill the rest of the gap, up to the verb.
_PHRASE = (
    r"[在于从赴以因经由为与同和按凭被据、及靠随至到]|等(?![^,。;]*的)"
    r"|作为|通过|根据|以及|旗下|所属|下属|携手|会同|连同|接连"
)
_FREE = lazy_pattern(rf"(?>{_ADVERB})*+(?:(?:{_PHRASE})[^,。;]*)?")
# Endings of the name of a part or thing of the body or place that opens the name.
_PART_HEADS = (
    "(?:党总?支部?|党委|党组|支部|支行|分行|团队|工作室|课题组|项目组|服务队|工作队|救援队|武装|组织|协会"
    "|社区|[^农乡]村"
    "|项目|工程|集群|品牌|平台|基地|园区|产业园|景区|遗址|古城|公园|大桥|医院|学院|研究院|研究所|实验室"
    "|中心|工厂|车间"
    "|频道|栏目|节目|学科|专业|[矿灌园厂街]区|系统|技艺|口岸|[一二三四五六]期)"
)
# What is listed, after its firm: 公司股票于某日在科创板上市.
_SHARES = lazy_pattern("的?(?:首次公开发行)?的?(?:人民币普通股|[abh]股)?(?:股票|股份)?")
_PART = lazy_pattern(
    rf"(?P<name>(?:(?![的了在是与被将向对从由并等和及])[{HAN}]){{0,18}}?{_PART_HEADS})(?:{_ADVERB})*+"
)
# A product of the firm before it: 青禾制药|青云胶囊|获批上市, 青禾飞机|研制的Q9客机|取得合格证.
_PRODUCT = lazy_pattern(
    rf"(?:自主|联合|独家)?(?:研制|研发|开发|生产|设计)?的?"
    rf"(?:(?![的了在是与被将向对从由并等和及])[{HAN}a-z0-9·-]){{1,16}}?"
    "(?:客机|飞机|直升机|无人机|发动机|胶囊|注射液|颗粒|[^图照影名卡]片"
    "|单抗|疫苗|口服液|[新仿]药|替尼|反应堆|支架|芯片)"
    rf"(?:{_ADVERB}|[于在])*+"
)
# 金凤、明月湖等3个实验室: the topic is only the first of several things.
_THINGS = lazy_pattern(r"(?:、[^,。;、]{1,14})+\d+[个家项座所位名条][^,。;]*|[^,。;]*\d+[个家项座]")
# 宣传部长, 试验站站长某某: the name only says where somebody works.
_OWNS = lazy_pattern("(?:牵头|承担|主持|实施|负责){0,2}的")
_OFFICE = lazy_pattern(rf"[{HAN}]{{0,12}}?(?:[站部院所队组局处科社园馆]长|书记|司令官?|主任|经理|教练|员工)")
# After a place: the number of its firms, or of other things in it.
_COUNTED = lazy_pattern(
    r"[省市县区]?(?:共有|共|有|的)?(?:\d+|[一二两三四五六七八九十多数几]+)[余多]?[家名位个项](?![省市县区城])"
)


def settle_topic(sentence: Sentence, topic: Party, verb: Verb) -> Party | None:
    """Return the topic of a verb, extended to its whole name, or None if the verb has another subject.

    >>> 2021年，青禾律师事务所党支部被评为先进 -> 青禾律师事务所党支部
    >>> 上合组织实体运行，青禾生态城获评智慧城市 -> None: the last clause has a subject of its own
    """
    plain = sentence.plain
    if topic.end == 0 or topic.end > verb.start:
        return topic
    if verb.rule.action == "issued" and topic.kind == "ORG":
        first = guess_first_organ(sentence, topic, clause_start(sentence, verb.start))
        return first if first is not topic else lengthen_issuer(sentence, topic, verb.start)
    if verb.rule.action not in STRICT:
        return topic
    clause = clause_start(sentence, verb.start)
    end = topic.end
    if verb.rule.action == "listed":
        end = end_of(_SHARES.match(plain, end, verb.start), end)
    if topic.kind in ("ORG", "GPE") and _OFFICE.match(plain, topic.end, verb.start):
        return None
    if _FREE.fullmatch(plain, end, verb.start) or _OWNS.match(plain, topic.end):
        return topic
    if topic.end < clause:
        is_free = _FREE.fullmatch(plain, clause, verb.start) and not _THINGS.match(plain, topic.end, clause)
        return topic if is_free else None
    is_maker = verb.rule.action == "granted_access" and topic.kind == "ORG"
    if is_maker and _PRODUCT.fullmatch(plain, topic.end, verb.start):
        return topic
    part = _PART.fullmatch(plain, topic.end, verb.start)
    if part is None or (topic.kind == "PERSON" and not part["name"].endswith(("团队", "工作室"))):
        return None
    name = sentence.text[topic.start : part.end("name")]
    return replace(
        topic,
        end=part.end("name"),
        text=name,
        entity=make_entity_id("ORG", name),
        kind="ORG",
        is_listed=False,
    )


def is_place_of_several(sentence: Sentence, topic: Party, verb: Verb) -> bool:
    """Return whether a place only says where several winners are: 苏州3家企业, not 苏州等3个城市."""
    if topic.kind != "GPE" or verb.rule.action not in STRICT or topic.end > verb.start:
        return False
    if sentence.plain.startswith(("、", "和", "与"), topic.start - 1):
        return False
    return _COUNTED.match(sentence.plain, topic.end, verb.start) is not None
