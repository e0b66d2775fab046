"""The words that are the object of a Chinese verb, and the entity that they name."""

from __future__ import annotations

from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import make_entity_id
from flows.text import end_of, lazy_pattern, start_of

# Signs that end an object; short words in brackets belong to it: 首台(套)奖励.
_END = lazy_pattern(
    r"[,;。:!?]|\((?![^()]{1,3}\))|(?<!\(.)(?<!\(..)(?<!\(...)\)|(?:并|以及|同时)(?!购)"
    r"|来(?=支持|推动|推进|促进|解决|保障|加强|实现|开展|负责|统筹)"
    r"|(?<=[名清]单)(?:而|一事|之?后|以来|期间)"
)
_TITLE = lazy_pattern(
    r"《[^《》]{1,80}(?:《[^《》]{1,60}》[^《》]{0,40})?》(?:\((?!以?下[简统]?称|简称)[^()]{1,12}\))?(?:等)?"
)
_OPENING = lazy_pattern(r"(?:[了着为是的:、]|过(?=[“《]))+")
_NOT_ITSELF = lazy_pattern("的?(?:废止|失效|停止)")  # 发布《办法》废止决定 issues no 办法
# Ends the title of a notice, not what it issues: 关于印发某计划|的通知.
_OF_NOTICE = lazy_pattern("的(?:通知|公告|通告|通报|决定)$")
_TO_TITLE = 12  # code points from a verb to the title that it is about
_CLOSING = ("后", "时")  # 收购了一家企业后: the word belongs to the clause
_DONE = lazy_pattern(  # 重组中国普天|顺利完成
    "(?:也|已|顺利|正式|全面|全部)+(?:完成|落地|收官|获批)$|(?:顺利|已|正式|完成)+(?:交割|过户)$"
    "|(?:已)?获(?:得)?[^,。;获]{0,12}(?:批准|核准|同意)$"
)
_SHORTEST = 2
_LONGEST = 45  # code points of an object
_HELD = lazy_pattern(r"[^,。;]{2,16}(?:所持有?的?|持有的|手中的|旗下的?)")  # 受让甲持有的乙30%股份
_OF_SELLER = lazy_pattern(r"[^,。;的]{2,16}(?:所?持有|手[中里])的")  # 收购甲持有的|乙30%股份
_DESCRIBED = lazy_pattern(
    r"[^,。;的]{2,16}(?:[矿车药芯油电]企|企业|公司|厂商|制造商|巨头|品牌|商)(?=[^,。;的]{2,})(?!集团|股份)"
)
# The kind of firm, before its name.
_TRADE = lazy_pattern(
    r"[^,。;的了在与和、]{2,20}(?:企业|公司|集团|厂商|制造商|巨头|品牌|银行|供应商|开发商|运营商)"
)
_SHARE = lazy_pattern(r"(?:的)?(?:[\d.]+[%％])?(?:的)?(?:全部)?(?:股权|股份|资产|业务)?$")
# What is done with a deal: 合并乙公司2021年2月公布方案.
_STAGE = lazy_pattern("(?:正式|最终|已|完成|交割|生效|公布|宣布|获批|通过)(?![^,。;]{0,12}的)")
# The next of several awards: a date, and a verb of its own.
_NEXT_AWARD = lazy_pattern(
    r"[、和及](?:[于在])?(?:(?:19|20)\d\d|次|同|翌|[今去])年[\d月日]*[,又再]?"
    r"(?:被|入选|入围|获|荣|上榜|跻身|当选|登上|列入|通过)"
    r"|(?<![年度])、(?:19|20)\d\d年(?!度)[^、,。;]{0,12}(?:突破|达到|实现|完成|增长|建成|成立|上市|收购|投产)"
    r"|、[^、,。;]{2,12}(?:投产|开工|竣工|投用|通车)(?=[,。;]|$)"
)
_JUDGES = lazy_pattern("批评|反对|谴责|指责|抗议|回应|质疑|评论|解读|介绍|支持|欢迎|违反")
_NAME = lazy_pattern(
    r"(?:(?![的了在是和与及或被将把从到为由等其该此各每这那有个种些])[\u4e00-\u9fffA-Za-z·]){3,14}"
)
# A foreign name in Latin letters (Haiwei Minerals), and one after a short Chinese name: 海微(Haiwei).
_LATIN = lazy_pattern(r"[A-Z][A-Za-z.&-]+(?: [A-Za-z.&-]+){0,4}")
_GLOSSED = lazy_pattern(r"[\u4e00-\u9fff]{2}\([A-Za-z][A-Za-z .&-]+[,)]")


def object_span(sentence: Sentence, verb: Verb, last: int) -> tuple[int, int]:
    """Return the span of the words after a verb, or of the object within its match."""
    groups = verb.match.groupdict()
    for name in ("object", "object2"):
        if groups.get(name):
            start, end = verb.match.span(name)
            held = _HELD.match(sentence.plain, start, end)
            if sentence.plain.endswith("关于", sentence.start, verb.start):
                end = start_of(_OF_NOTICE.search(sentence.plain, start, end), end)
            return end_of(held, start), _before_date(sentence, start, end)
    if verb.rule.action == "issued":
        title = _TITLE.search(sentence.plain, verb.end, sentence.end)
        if title and _NOT_ITSELF.match(sentence.plain, title.end()):
            title = None
        if title and _JUDGES.search(sentence.plain, verb.end, title.start()):
            title = None  # 发表文章批评《通胀削减法案》
        if title is None and "bare_title" in verb.rule.traits:  # 通过数据安全法
            return words_from(sentence, verb.end, last)
        return title.span() if title and title.start() - verb.end <= _TO_TITLE else (verb.end, verb.end)
    start, end = words_from(sentence, verb.end, last)
    held = _OF_SELLER.match(sentence.plain, start, end) if verb.rule.object_is_party else None
    return end_of(held, start), end


def title_before(sentence: Sentence, end: int) -> tuple[int, int]:
    """Return the span of the title in 《》 that ends just before `end`, or (0, 0)."""
    start = sentence.plain.rfind("《", sentence.start, end)
    found = _TITLE.match(sentence.plain, max(start, sentence.start))
    if found is None or end < found.end() or end - found.end() > _TO_TITLE:
        return 0, 0
    return found.span()


def guess_object(sentence: Sentence, start: int, end: int) -> str:
    """Return the entity of an unlisted firm that words name, without any share of it (51%股权), or ""."""
    name = _SHARE.sub("", sentence.text[start:end].rstrip())
    described = _DESCRIBED.match(name)
    name = name[end_of(described, 0) :]
    words = load_words("zh")
    if _LATIN.fullmatch(name):
        return make_entity_id("ORG", name)
    is_name = _NAME.fullmatch(name) or _GLOSSED.match(sentence.plain, end - len(name))
    if not is_name or words.classes.match(name) or words.no_names.search(name):
        return ""
    return make_entity_id("ORG", name)


def words_from(sentence: Sentence, start: int, last: int) -> tuple[int, int]:
    """Return the span of the words from `start` to the end of the phrase, without particles at its ends."""
    if sentence.plain.startswith("、", start):
        return start, start  # 甲吸收合并、乙组建等工作
    if opening := _OPENING.match(sentence.plain, start, last):
        start = opening.end()
    end = min(last, start + _LONGEST)
    if sign := _END.search(sentence.plain, start, end):
        end = sign.start()
    end = _before_date(sentence, start, end)
    if sentence.plain.endswith("以来", start, end):
        end -= len("以来")
    if done := _DONE.search(sentence.plain, start + _SHORTEST, end):
        end = done.start()
    while end > start and (sentence.plain[end - 1].isspace() or sentence.plain[end - 1] in _CLOSING):
        end -= 1
    return start, end


def _before_date(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of an object, before a date inside it: 合并乙公司|2021年2月公布方案.

    >>> 入选小巨人企业|、2021年入选单项冠军企业
    """
    if listed := _NEXT_AWARD.search(sentence.plain, start + _SHORTEST, end):
        return listed.start()
    for when in sentence.dates:
        is_inside = start + _SHORTEST <= when.start < end
        if is_inside and (end <= when.end or _STAGE.match(sentence.plain, when.end)):
            return when.start  # but 入选2023年度绿色工厂名单
    return end


def entity_at(sentence: Sentence, start: int, end: int) -> str:
    """Return the entity of the name that opens an object, apart from a description before it, or "".

    >>> 收购了国际两大农产品集团尼德拉和来宝集团 -> 尼德拉
    """
    for party in sentence.parties:
        if start <= party.start and party.end <= end + 2:
            is_near = party.start <= start + 6
            is_name = party.kind == "ORG" or not party.is_listed
            is_described = is_name and _TRADE.fullmatch(sentence.plain, start, party.start)
            return party.entity if is_near or is_described else ""
    return ""
