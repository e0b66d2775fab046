"""Chinese rates, standards and limits that are laid down for everybody."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.chinese.around import is_planned
from flows.annotation.figures.norms.shared import BOUNDS, GIVEN, before_in_sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, TIMES, load_units
from flows.records import Target
from flows.text import lazy_pattern

# The rate at which anybody is paid or pays: 按最低工资标准的90%按月计发, 按25%的税率征收.
_PAID_AT = lazy_pattern(
    "(?:的(?:比例|标准|税率|费率))?(?:逐月|按[月季年日](?:度)?|一次性|统一)*"
    "(?:计发|发给|发放|支付|缴[纳存付]|计[算征提付]|提[取留]|征收|收取|报销|结算)"
)
_BY_RATE = lazy_pattern("按照?(?:每[^，,。；;、\\n\\d]{1,8}|[^，,。；;、\\n\\d]{2,30}的)?$")
_RATE_NAMED = lazy_pattern("的(?:税率|费率)(?:计?征收?|缴[纳存付]|收取)")
# A limit by name, as it is: 线损率上限为 | 4.2%, 补贴上限由30万元提高到 | 50万元.
_LIMIT_BEFORE = lazy_pattern(
    r"(?<!计划)(?<!目标)(?<!预算)[上下]限(?:标准|值)?(?:[由从]?[^，,。；;\n]{0,12}\d[^，,。；;\n]{0,6})?"
    r"(?:仅|只|也|分别|统一|进一步|可|再|一次性)*"
    r"(?:为|是|有|设[为在定]|定[为在]|调[至为整降低高]|提[高至升]|放宽|降[低至]|扩[大展])?"
    r"[到至为]?(?:[每单][^，,。；;\d]{1,6}|人民币)?$"
)
# What everybody pays or receives: 缴费标准为 | 每人400元.
_STANDARD = lazy_pattern(
    "(?:缴费|收费|征收|补贴|补助|津贴|奖励|资助|救助|扣除|供养|抚恤|发放|支付|报销|保险金|补助金|保证金)"
    "(?:标准|比例)(?:分别)?[为是:：]"
    "(?:每[^，,。；;\\n\\d]{1,6}|[^，,。；;\\n\\d]{2,24}的)?$"
)
# The rate at which anybody is paid: 按照每人每月500元的标准.
_AT_STANDARD_BEFORE = lazy_pattern(
    r"(?:按照?|以(?![上下内来后前]))[^，,。；;、\n\d]{0,24}$|每[^，,。；;、\n\d]{1,8}$"
)
_AT_STANDARD_BEHIND = lazy_pattern(
    r"(?:、[^，,。；;、\n\d]{2,24}\d[\d.]*[^，,。；;、\n\d]{1,4}){0,4}的?标准(?!化|厂|件|间|品|煤|箱|地)"
)
_MUST_NOT = lazy_pattern("(?:不得(?:低|少|高|多|大|小|超)[于过出](?:人民币)?|(?:应当?|必须|须)在)$")
# A rate that a law fixes: 一般纳税人适用税率为 | 13%, 质保金为合同价款的 | 5%.
_RATE_BY_LAW = lazy_pattern(
    r"(?:(?:适用|法定|基准)税率|征收率|退税率|起征点|免征额|加计扣除比例|保证金比例|首付款?比例|滞纳金"
    r"|质保金|保证金|违约金|押金|返投(?:比例|倍数)|容忍度|风险补偿比例|贴息比例|让利比例|低保标准|收费标准"
    r"|最低工资标准|最低限额|最高限额)(?:统一|原则上|一般)*"
    r"(?:为|是|按|不低于|不高于|不超过|调至|下调至|上调至|提高至|降[至到]|放宽[至到])(?:人民币)?"
    r"(?:每[^，,。；;\n\d]{1,4}|[^，,。；;\n\d]{2,16}的)?$"
)
_IN_FORCE = lazy_pattern(r"执行[^，,。；;\n\d]{0,10}$")
_PRICE_BEHIND = lazy_pattern(r"的?[^，,。；;\n\d]{0,6}(?:电价|气价|水价|价格|税率|费率|标准)")
_MEASURED = lazy_pattern("平均|实际|综合|名义|收入|支出|余额|总额|金额|增长|下降|执行率")


def is_limit(target: Target, text: str) -> bool:
    """Return whether a figure is a limit by name that is in force, without a date: 线损率上限为4.2%."""
    if target.comparator not in ("<=", ">="):
        return False
    before = before_in_sentence(target, text)
    return target.kind == "actual" and not target.deadline and _LIMIT_BEFORE.search(before) is not None


def is_standard(target: Target, text: str) -> bool:
    """Return whether a sum or rate is what everybody pays or gets, without a date: 缴费标准为每人400元."""
    is_rate = target.unit == PERCENT or ("/" in target.unit and target.unit[:3] in load_units().currencies)
    if target.kind != "actual" or target.deadline or not is_rate:
        return False
    before = before_in_sentence(target, text)
    return bool(_STANDARD.search(before)) and not (GIVEN.search(before) or "平均" in before)


def is_at_standard(target: Target, text: str) -> bool:
    """Return whether a sum or bound is what anybody gets, without a date: 按照每人500元的标准发放."""
    if target.deadline or target.comparator in ("+", "-"):
        return False
    before = before_in_sentence(target, text)
    is_rate = _AT_STANDARD_BEFORE.search(before) and _AT_STANDARD_BEHIND.match(text, target.end)
    return bool(is_rate) and not GIVEN.search(before)


def is_demanded(target: Target, text: str) -> bool:
    """Return whether a bound must never be passed, without a date: 担保费率不得高于1%."""
    if target.deadline or target.comparator not in BOUNDS:
        return False
    return _MUST_NOT.search(text, max(0, target.start - 12), target.start) is not None


def is_rate_by_law(target: Target, text: str) -> bool:
    """Return whether a value is a rate or price that is fixed for everybody, without a date.

    >>> 一般纳税人适用税率为13%; 质保金为合同价款的5%; 工业用电执行每千瓦时0.58元的电价
    """
    if target.deadline or target.comparator in ("+", "-"):
        return False
    before = before_in_sentence(target, text)
    if GIVEN.search(before) or _MEASURED.search(before) or is_planned(before):
        return False
    is_price = _IN_FORCE.search(before) and _PRICE_BEHIND.match(text, target.end)
    return bool(is_price or _RATE_BY_LAW.search(before))


def is_paid_at_rate(target: Target, text: str) -> bool:
    """Return whether a figure is the rate at which anybody is paid or pays, without a date.

    >>> 保险金按最低工资标准的90%按月计发; 补助金按月平均工资的三倍计发; 车船税按5%的税率征收
    """
    if target.unit not in (PERCENT, PERMILLE, TIMES) or not _PAID_AT.match(text, target.end):
        return False
    by_rate = _rate_before(target, text)
    return by_rate is not None and (by_rate[0].endswith("的") or bool(_RATE_NAMED.match(text, target.end)))


def is_paid_per_unit(target: Target, text: str) -> bool:
    """Return whether a sum is paid per unit by anybody, without a date: 按每吨1200元缴纳费用."""
    is_paid = "/" in target.unit and _PAID_AT.match(text, target.end) is not None
    return is_paid and _rate_before(target, text) is not None


def _rate_before(target: Target, text: str) -> re.Match[str] | None:
    """Return the words that lead to a rate without a date, None if it was paid at some time."""
    before = before_in_sentence(target, text)
    by_rate = None if target.deadline else _BY_RATE.search(before)
    if by_rate is None:
        return None
    clause = before[: by_rate.start()].replace("，", ",").rpartition(",")[2]  # the base may be of any 上年度
    return None if GIVEN.search(clause) else by_rate
