"""Chinese lists of norms: items below a head that lays them down, and what continues a norm."""

from __future__ import annotations

from flows.annotation.figures.norms.shared import BOUNDS
from flows.records import Target
from flows.text import lazy_pattern

_REACH = 320  # code points before an item in which its head is
# The head of a list of conditions: 应当符合下列条件：; 申报要求：.
_HEAD = lazy_pattern(
    "(?:(?:符合|具备|满足|达到)(?:下列|以下|如下)?[^。；;：:\\n\\d]{0,16}(?:条件|标准|要求|情形)(?:之一)?的?"
    "|(?:申[报请]|准入|资格|认定|入围|参评|上市|贷款|投标|报名|录用|招聘)(?:条件|标准|要求|门槛)(?:如下"
    "|包括|为|是)?)"
    "[：:]"
)
# What ends a list: a sentence whose successor has no number.
_ENDED = lazy_pattern(
    r"[。！？](?!\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]|[①-⑳]"
    r"|第[一二三四五六七八九十]))(?=\s*\S)"
)
_REPORTED = lazy_pattern(
    "已|目前|去年|上年|实际|同比|平均|其中|今年|[12]\\d{3}年(?=[^，,。；;]{0,6}(?:达|增|为|有))"
)
_INTENDED = lazy_pattern("力争|争取|预计|有望|目标|计划|将(?!.{0,6}作为)|拟")
_SEPARATOR = lazy_pattern("(?:及?以[上下内])?[、和与及或]")
# Between a norm and another one: 个人缴费比例为8%|，单位为|16%; 不低于3个|，且单个合同不低于|800万元.
_ANOTHER = lazy_pattern(
    "[，,；;](?:而|则)?[^，,。；;\\d率额量值比重数入价占增减]{1,10}(?:为|可达?|最高可?达?)"
    "|[^，,。；;\\d]{0,8}[，,](?:后来?|再|其后|此后|之后)(?:又|将)?(?:扩大|提高|[上下]调|降低?|放宽|收紧"
    "|调整)[到至为]"
    "|[，,]对[^，,。；;\\d]{2,12}(?:补[贴助]|按|为|征收|执行|给予|奖励)|[，,][^，,。；;\\d]{1,6}[奖补]"
    "|[、和及与][^，,。；;、\\d]{2,14}"
)
_ALSO_BOUNDED = lazy_pattern(
    "(?:及?以[上下内])?[^，,。；;\\d]{0,16}[，,](?:[且或并]|并且|或者|同时|其中)?[^，,。；;\\d]{0,14}"
    "(?:不[得能]?[低高超少多][于过出]|至少|最[高低多少]|(?:须|需|应)(?:达到?|在))[^，,。；;\\d]{0,6}"
)


def is_listed_condition(target: Target, text: str) -> bool:
    """Return whether a bound is an item below a head of conditions, without a date.

    >>> 投标人应符合下列条件：（一）注册资本不低于500万元；（二）持证船员10人以上
    """
    if target.deadline or target.comparator not in BOUNDS:
        return False
    heads = [*_HEAD.finditer(text, max(0, target.start - _REACH), target.start)]
    if not heads:
        return False
    between = text[heads[-1].end() : target.start]
    return not (_ENDED.search(between) or _REPORTED.search(between))


def continues_norm(before: Target, target: Target, text: str) -> bool:
    """Return whether a figure continues the norm right before it.

    >>> 解锁比例为40%、30%和30%; 个人缴费比例为8%，单位为16%; 业绩不少于3个，且单个合同不低于800万元
    """
    between = text[before.end : target.start]
    is_alike = before.unit == target.unit and before.comparator == target.comparator
    if is_alike and _SEPARATOR.fullmatch(between):
        return True
    if _REPORTED.search(between) or _INTENDED.search(between):
        return False
    if is_alike and _ANOTHER.fullmatch(between):
        return True
    is_bound = before.comparator in BOUNDS and target.comparator in BOUNDS
    return is_bound and _ALSO_BOUNDED.fullmatch(between) is not None
