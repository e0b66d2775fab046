"""Unlisted names before a verb: the topics of its clause or sentence."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted.guesses import COMMON_NOUN, guess_name, has_sure_object
from flows.annotation.events.unlisted.letters import FUNCTION, LEADING
from flows.annotation.names import make_entity_id
from flows.text import HAN, lazy_pattern

# Between the start of a clause and its verb, if its topic is left out.
_LEFT_OUT = lazy_pattern(
    r"(?:[\d年月日底初中]|今年|去年|刚刚|迅速|及时|立即|牵头|专门|先后|成功|正式|首次|并|还|也|已|又|于|再次"
    r"|同年)*"
)
# The rest of a name cut short: not an adverb, nor a part, post or product of the firm.
_REST = lazy_pattern(
    "(?!光荣|后来|随后|此后|后$|"
    "全资|高调|联手|独家|战略|火速|闪电|突然|溢价|低价|公开|主动|违规|涉嫌|未经|旗下|控股|总部|董事|创始"
    "|产品|团队|股票|宣布|公告|公布|披露|参与|共同|联合|首[次批]|多次|再次|拟|竞价|协议|要约|现金"
    "|斥资|出资|方面"
    "|总裁|主席|先后"
    "|率先|去年|今年|日前|近日|昨[日天晚]|今[日天]|当[日天]|本[月周]|上[月周]|因|遭|受|获|随|自(?!动)|从|早"
    "|曾|再|就)"
    rf"(?:(?![{FUNCTION}获被收入])[{HAN}]){{1,3}}"
)
# What a firm is, before its name: 仓储机器人龙头|极智嘉.
_DESCRIBED = lazy_pattern(
    rf"[{HAN}a-z0-9]{{2,14}}?(?:龙头|独角兽|服务企业|[务应造发运]商|厂商|初创公司|上市公司|创新药(?:公司"
    rf"|企业)|(?:智能|航天|机器人|生物|医药|医疗|科技|能源|半导体|芯片|软件|汽车|创业|材料|自动驾驶)(?:公司"
    rf"|企业))"
    rf"(?:企业|公司)?(?=[{HAN}])"
)
_SHORT_NAME = lazy_pattern(r"\([a-z][^()]{1,14}\)$")  # 极智嘉(Geek+)
_QUOTED = lazy_pattern(rf"[{HAN}]{{0,6}}“(?P<name>[{HAN}a-z0-9·]{{3,16}})”")
_FEWEST = 3  # letters of a name guessed only from its position
_BEFORE_DATE = lazy_pattern(
    "截[至止]|早[在于]|直[至到]|另外|其中|随后|此后|等到|时间|本次|此次|前期|后期|一期|二期"
)


def guess_topic(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the noun phrase between the start of a clause, or its date, and a verb, as an unlisted party.

    >>> 2021年12月，青云盐湖成功入选国家绿色工厂名单 -> 青云盐湖
    """
    start, end = clause, verb.start
    if not has_sure_object(sentence, verb):
        return None
    dates = [when for when in sentence.dates if clause <= when.start and when.end <= end]
    if dates and _LEFT_OUT.fullmatch(sentence.plain, dates[-1].end, end):
        end = dates[0].start
        if not sentence.plain[clause:end].strip(" ,于在"):
            return None
    elif dates:
        start = dates[-1].end
    if (dash := sentence.plain.rfind("--", start, end)) >= 0:
        start = dash + len("--")  # 新品牌——海微机器人
    if leading := LEADING.match(sentence.plain, start, end):
        start = leading.end()
    if described := _DESCRIBED.match(sentence.plain, start, end):
        start = described.end()
    if trailing := load_words("zh").adverbs.search(sentence.plain, start, end):
        end = trailing.start()
    if short := _SHORT_NAME.search(sentence.plain, start, end):
        end = short.start()
    if end < verb.start and dates and end <= dates[0].start and not _is_dated_name(sentence, start, end):
        return None
    return _guess_quoted(sentence, start, end) or guess_name(sentence, start, end)


def _guess_quoted(sentence: Sentence, start: int, end: int) -> Party | None:
    """Return the quoted name that is a whole topic, apart from a place before it: 杭州“某某遗址”."""
    found = _QUOTED.fullmatch(sentence.plain, start, end)
    if found is None:
        return None
    first, last = found.span("name")
    name = sentence.text[first:last]  # the party ends after its closing mark, where adverbs follow
    return Party(first, last + 1, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def _is_dated_name(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether words before a date may be a name: 昊天计算2023年被列入, but not 截至2021年."""
    if end - start < _FEWEST or COMMON_NOUN.search(sentence.plain, start, end):
        return False
    return not _BEFORE_DATE.match(sentence.plain, start, end)


def complete_topic(sentence: Sentence, verb: Verb, topic: Party, clause: int) -> Party:
    """Return a topic, with the rest of its name if a model cut it short.

    >>> 2021年5月，晶合|集成被罚款 -> 晶合集成
    """
    if topic.is_listed or topic.is_resolved or verb.rule.strong is None or topic.start < clause:
        return topic
    words, end = load_words("zh"), verb.start
    dates = [when for when in sentence.dates if topic.end <= when.start and when.end <= end]
    if dates and _LEFT_OUT.fullmatch(sentence.plain, dates[-1].end, end):
        end = dates[0].start  # 晶合|集成2021年5月被罚款
    if trailing := words.adverbs.search(sentence.plain, topic.end, end):
        end = trailing.start()
    name = sentence.text[topic.start : end]
    if not _REST.fullmatch(sentence.bound, topic.end, end) or words.no_names.search(name):
        return topic
    behind = (one for one in sentence.mentions if topic.end < one.end and one.start < end)
    if any(mention.source != "pattern" and mention.type != "TECH" for mention in behind):
        return topic  # a pattern may take a whole clause for a name; a technology may end one (海辰|储能)
    return Party(topic.start, end, name, make_entity_id("ORG", name), "ORG", is_listed=False)


def guess_far_topic(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the name that opens a sentence, if the clause of the verb leaves it out.

    >>> 青云古城位于城北，1980年被列入世界遗产名录 -> 青云古城
    """
    is_always_sure = verb.rule.strong is not None and not verb.rule.strong.pattern
    if is_always_sure or not has_sure_object(sentence, verb):
        return None
    if clause == sentence.start or not leaves_topic_out(sentence, clause, verb):
        return None
    found = _distant_topic().match(sentence.bound, sentence.start, clause)
    if found is None:
        return None
    start, end = found.span("name")
    name = sentence.text[start:end]
    words = load_words("zh")
    if words.classes.match(name) or words.no_names.search(name) or words.hedges.search(name):
        return None
    return unlisted_party(sentence.text, start, end)


def leaves_topic_out(sentence: Sentence, clause: int, verb: Verb) -> bool:
    """Return whether only dates and adverbs come between the start of a clause and its verb."""
    return _LEFT_OUT.fullmatch(sentence.plain, clause, verb.start) is not None


@cache
def _distant_topic() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<name>(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{2,12}}?)"
        r"(?:位于|坐落|地处|始建|曾是|是(?=[^,。;]{2})|占地|建于|成立于|创建于|创办于)"
    )
