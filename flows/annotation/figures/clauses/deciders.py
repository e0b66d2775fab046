"""Cut who plans, decides or causes a change, and by when, from the words before a Chinese figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.annotation.figures.units import PERCENT
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import load_words, strip_head
from flows.text import lazy_pattern

_DECIDES = (
    "计划|规划|(?:确定|提出|设定|估计)了?(?=[到至\0])|决定|承诺|打算|预计|要求|宣布|同意"
    "|争取|力争|准备|有望|拟|将"
)
_SPAN = (
    rf"(?:{GAP}|(?:未来|今后)(?:[一二两三四五六七八九十\d]{{1,3}}年|{GAP}))"
    "(?:之?内|[之以]?前|年?底前?|期间|里|间)?"
)
# What is planned by when: 欧盟计划到2030年将, 该法案预计将在未来十年.
_BY_WHEN = lazy_pattern(rf"^[^,;:、]{{0,30}}?(?:{_DECIDES})+(?:[于在到至]|到了)?{_SPAN}[,]?")
# What causes a change: 新规将使|出口成本上升.
_CAUSES = lazy_pattern(
    r"^[^,;:、]{1,40}?(?<![大天行公特出即假驱指])(?:促|致)?使得?(?![用命馆者团节劲])(?=..)"
)
# Who decides on what: 公司决定将|研发投入提高到, 政府把|税率降至.
_DISPOSES = lazy_pattern(
    r"^(?:[^,;:、将把]{0,30}?(?<![即必终])(?<![^央银]行)|[^,;:将把]{0,40}?(?<![不主需重])要)"
    r"(?:将|把)(?=[^将把]{2,24}$)"
)
_FORECAST = lazy_pattern("(?:预测|预估|预期|预计值?|评级|目标价|指引|估值)值?$")
_DECIDED = lazy_pattern(
    "(?:计划|决定|承诺|打算|要求|宣布|同意|争取|力争|准备|拟|提议|建议)[^,;:]{0,8}?(?:将|把)$"
)
# Who demands something: 规划纲要要求|单位GDP能耗降低.
_DEMANDS = lazy_pattern(
    "^[^,;:、]{0,16}?(?:规划|纲要|方案|意见|计划|通知|文件|会议|大会|全会|公报|报告|决议|决定|办法|条例|指南"
    "|政府|国务院|中央|专家|[部委厅局办会])[》”]?(?:纲要|中|还|并|进一步)*"
    "(?:明确)?(?:提出|要求|规定|明确|确定)(?![的了者和及])(?=..)"
    "|^(?:公司|集团)?(?:管理层|公司|集团|我们|机构|券商|市场|分析师|业内|业界)(?:普遍)?"
    "(?:预计|预期|预测|估计)(?=..)"
)
# A share of output in place of a rise to it: 国防开支提高至国内生产总值|的5%.
_TO_SHARE = lazy_pattern(
    "(?P<object>..+?)(?:提[高升]|增加|扩大|上升|增|升|下?降|降低|削减|压缩)(?:到|至)(?:占|相当于)?"
    "(?P<whole>(?:地区|国内)生产总值|国民总收入|gdp)的?$"
)
_TO_LEVEL = lazy_pattern("[到至]$|^控制|^稳定在|^保持在|^维持在")


def cut_decider(phrase: str, tail: Sequence[str], effects: Sequence[str], unit: str) -> str:
    """Return the phrase before a figure without who decides on it or causes it, and without the time limit.

    `tail` are the verbs behind the phrase, and `effects` what they do. The rules show what they cut.
    """
    for rule in (_cut_demand, _cut_time_limit, _cut_cause, _cut_decision):
        phrase = rule(phrase, tail, effects)
    if unit == PERCENT and (share := _TO_SHARE.fullmatch(phrase)):
        return f"{share['object'].removesuffix('将')}占{share['whole'].upper()}"
    return phrase


Rule = Callable[[str, Sequence[str], Sequence[str]], str]


def _cut_demand(phrase: str, tail: Sequence[str], effects: Sequence[str]) -> str:  # noqa: ARG001 - a rule
    """Cut who demands or expects a value.

    >>> 国务院要求各省单位GDP能耗 -> 各省单位GDP能耗
    """
    demanded = _DEMANDS.match(phrase)
    return phrase if demanded is None else phrase[demanded.end() :]


def _cut_time_limit(phrase: str, tail: Sequence[str], effects: Sequence[str]) -> str:  # noqa: ARG001 - a rule
    """Cut who plans something up to the time by which it is planned.

    >>> 欧盟计划到[2030年]将可再生能源占比 -> 可再生能源占比
    """
    planned = _BY_WHEN.match(phrase)
    if planned is None:
        return phrase
    rest = phrase[planned.end() :]
    named, actions = strip_head(rest.removeprefix("将").removeprefix("把"))
    if len(named) > 1 or actions:
        return rest
    return phrase


def _cut_cause(phrase: str, tail: Sequence[str], effects: Sequence[str]) -> str:  # noqa: ARG001 - a rule
    """Cut what causes a rise or fall.

    >>> 新规将使出口成本(上升) -> 出口成本
    """
    if {"+", "-"} & {*effects}:
        return _CAUSES.sub("", phrase)
    return phrase


def _cut_decision(phrase: str, tail: Sequence[str], effects: Sequence[str]) -> str:
    """Cut who decides to bring something to a level.

    >>> 公司决定将研发投入(提高到) -> 研发投入
    >>> 零售商可能需要将渔具价格(提高) -> 渔具价格
    """
    decided = _DISPOSES.match(phrase)
    if decided is None:
        return phrase
    rest = phrase[decided.end() :]
    is_level = any(_TO_LEVEL.search(word) for word in tail) or _TO_SHARE.search(phrase)
    is_forecast = _FORECAST.search(rest) is not None
    is_change = bool({"+", "-"} & {*effects}) and (is_forecast or load_words().measure_end.search(rest))
    if not (is_level or is_change):
        return phrase
    if _DECIDED.search(decided[0]) or is_forecast or load_words().measure_end.search(rest):
        return rest.removeprefix(GAP).removeprefix("的")
    return phrase
