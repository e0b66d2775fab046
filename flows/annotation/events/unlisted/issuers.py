"""Unlisted offices and publishers that issue or give something."""

from __future__ import annotations

from flows.annotation.events.parties import Party, unlisted_party
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.events.unlisted.guesses import guess_name
from flows.annotation.events.unlisted.letters import FUNCTION, LEADING
from flows.text import HAN, end_of, lazy_pattern, start_of

_OFFICE = (
    rf"(?:(?![{FUNCTION}](?!外|房))[{HAN}]|和){{2,18}}"
    r"(?:部|委|委员会|局|署|厅|人民政府|[省市县区]政府|安理会)"
)
_ORGAN = lazy_pattern(
    rf"\s*(?P<name>(?!自(?![治然由贸])|按照|根据|依据|据|经){_OFFICE}(?:、{_OFFICE}){{0,4}}"
    rf"|(?:党的|中共|中国共产党)?第?[一二三四五六七八九十]+届[{HAN}]{{1,14}}?(?:全会|会议|代表大会))"
    r"(?:等[多数\d一二三四五六七八九十]*个?(?:部门|单位|部委)?)?(?:日前|近日|最新|联合|正式|共同|还|又"
    r"|也|同时|陆续|先后|会议)*"
)
# The issuers before the last one of a list: 自然资源厅会同农业农村厅、|省林草局.
_FIRST_ORGAN = lazy_pattern(
    rf"\s*(?P<name>(?!自(?![治然由贸])|按照|根据|依据|据|经){_OFFICE}(?:、{_OFFICE}){{0,4}})"
    r"(?:会同|联合|[、和与])"
)
_TOGETHER = lazy_pattern("会同|联合(?![会国])")
_DATELINE_END = lazy_pattern(r"[电讯]\s*(?:\([^()]{0,30}\)\s*)?")  # 新华社北京7月26日|电(记者某某)
# The publisher of a text, missing from every list: 智联某某发布的《...》.
_PUBLISHER = lazy_pattern(
    rf"(?:[在据从而]|根据|按照|\s)*(?P<name>(?:(?![{FUNCTION}])[{HAN}a-z0-9·]){{3,14}}?)"
    r"(?:日前|近日|今天|昨天|此前|最新|联合|共同|正式|首次|\d{1,4}[年月日]?)*+"
)
_NO_PUBLISHER = lazy_pattern(
    "^(?:最新|新近|联合|正式|日前|随后|国家|有关|相关|上述|新|先后|陆续|相继|对外|公开|网上|中国|研究|集中"
    "|制定|修订|起草|编制|审议|批准|通过|专门|定期|及时|今[年天]|近|本|首|会|当|现场|我|各|同|曾|要|刚|并|随"
    "|央视网|学习|贯彻|自|介绍|解读|宣传)|部门|部委|两地|现场|院士|媒体|月份?$"
    "|(?:[会展网站]上|期间|当天|联合|共同|正式|首次|集中|对外|[上里中时内]|会议|论坛|仪式|大会|活动|决定|分别"
    r"|制定|修订|专门|组织|编制|审议|日前|近日?|今天|昨天|此前|[上下本]个?[月周](?:\d+日?)?)$"
)
_GIVER = lazy_pattern(
    rf"(?P<name>(?:(?![{FUNCTION}](?!外|房))[{HAN}]|和){{2,14}}(?:部|委|局|署|厅|办|政府|银行|分行|财政))"
    r"(?=[\d于向对给将把]|认定|授予|拨付|下达|发放|命名|确定)"
)


def guess_organ(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted ministry or similar organ between a date, or the start of a clause, and a verb.

    >>> 1994年1月20日农牧渔业部发布的《...》 -> 农牧渔业部
    """
    start = _after_dates(sentence, verb, clause)
    for pattern in (LEADING, _DATELINE_END):
        if leading := pattern.match(sentence.plain, start, verb.start):
            start = leading.end()
    found = _ORGAN.fullmatch(sentence.bound, start, verb.start)
    if found is None:
        return None
    return unlisted_party(sentence.text, *found.span("name"))


def guess_first_organ(sentence: Sentence, named: Party, clause: int) -> Party:
    """Return an issuer, or the unlisted organ that opens the list which this issuer continues.

    >>> 2025年6月26日，自然资源厅会同省林草局印发《方案》 -> 自然资源厅
    """
    start = max((when.end for when in sentence.dates if clause <= when.start < named.start), default=clause)
    leading = LEADING.match(sentence.plain, start, named.start)
    found = _FIRST_ORGAN.fullmatch(sentence.bound, end_of(leading, start), named.start)
    if found is None:
        return named
    first, last = found.start("name"), named.end
    return unlisted_party(sentence.text, first, start_of(_TOGETHER.search(sentence.plain, first, last), last))


def guess_publisher(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted publisher between the start of a clause, or its date, and a verb before a title.

    >>> 智联某某发布的《求职指南》显示 -> 智联某某
    """
    is_of_title = sentence.plain.startswith(("《", "的《"), verb.end)
    if not is_of_title or verb.match[0].startswith("推出"):
        return None  # 某频道推出《...》: a programme
    start = _after_dates(sentence, verb, clause)
    for place in (clause, start):
        leading = LEADING.match(sentence.plain, place, verb.start)
        found = _PUBLISHER.fullmatch(sentence.bound, end_of(leading, place), verb.start)
        if found and not _NO_PUBLISHER.search(found["name"]):
            return guess_name(sentence, *found.span("name"))
    return None


def guess_giver(sentence: Sentence, verb: Verb, clause: int) -> Party | None:
    """Return the unlisted office that opens a clause in which something is given.

    >>> 市财政局2021年向青禾拨付资金326万元 -> 市财政局
    """
    start = _after_dates(sentence, verb, clause)
    for place in (start, clause):
        leading = LEADING.match(sentence.plain, place, verb.start)
        found = _GIVER.match(sentence.bound, end_of(leading, place), verb.end)
        if found:
            return unlisted_party(sentence.text, *found.span("name"))
    return None


def _after_dates(sentence: Sentence, verb: Verb, clause: int) -> int:
    """Return the end of the last date between the start of a clause and its verb, else that start."""
    return max((when.end for when in sentence.dates if clause <= when.start < verb.start), default=clause)
