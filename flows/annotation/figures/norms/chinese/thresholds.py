"""Chinese thresholds: what makes things, firms or holdings subject to a rule."""

from __future__ import annotations

from flows.annotation.figures.norms.chinese.around import is_planned
from flows.annotation.figures.norms.shared import BOUNDS, GIVEN, before_in_sentence
from flows.annotation.figures.units import PERCENT
from flows.records import Target
from flows.text import lazy_pattern

# What makes things, firms or holdings subject to a rule: 价值比例达到0.1%以上的; 控股50%及以上的子公司.
_THRESHOLD_BEHIND = lazy_pattern(
    r"(?:及|\(?含\)?)?(?:以[上下内])?[^，,。；;、\n\d]{0,10}?的[）)]?"
    r"(?:[，,；;：:](?![^，,。；;\n\d]{0,8}(?:有|共|达到?|为|占)[^，,。；;\n\d]{0,4}\d)|$)"
)
# What is exempted or allowed behind such things: 超过30%(含)的货物,免征关税; 5人及以上的团体,可以申请.
_EXEMPTED_BEHIND = lazy_pattern(
    r"(?:[（(]?含[）)]?|及)?(?:以[上下内])?[^，,。；;、\n\d]{0,12}?的(?:[^，,。；;、\n\d]{1,8}"
    r"|[^，,。；;、\n\d]{1,24}(?=[，,]暂?(?:免|减)))[，,]"
    r"(?:[^，,。；;\n\d]{0,20}(?P<exempt>免征|减征|减按|减免|暂免)"
    r"|(?:都|均|也|就)?(?:可以|可|应当|应|须|不得))"
)
# What a report says of such things: 超过3万元的，同比增长12%; no further condition (，同比增长12%以上的，).
_REPORTED_OF = lazy_pattern(
    r"[^\n]{0,30}?的[）)]?[，,；;：:](?![^，,。；;\n]*的[，,；;。])"
    r"(?:[^，,。；;\n\d]{0,8}(?:同比|环比|[较比](?:上年|去年|前年|上月|年初|同期))"
    r"|(?:主要|分别|大多|多|都|均|只|仅)?是(?!否)|[^，,。；;\n\d]{0,4}占(?![用地领道压])"
    r"|[^，,。；;\n\d]{0,8}(?:有|共|达到?|为)[^，,。；;\n\d]{0,4}?"
    r"[一二三四五六七八九十百千]+(?:[余多]?[家户成]|分之))"
)
# A duty of whoever reaches a number: 信息数量达到100万人的,应当备案.
_REACHED_BEFORE = lazy_pattern("(?:达到?|累计)$")
_DUTY_BEHIND = lazy_pattern(r"(?:及?以上)?的[^，,。；;\n\d]{0,16}[，,](?:应当?|必须|须|不得|由)")
_DUTY_OF = lazy_pattern(
    r"(?:及?以[上下])?[^，,。；;\n\d]{0,12}的[，,](?:应当?|必须|须|不得|由|可|免|无需|不予)"
)
_SINCE = lazy_pattern(
    "[自从](?:今年|[12]\\d{3}年)[^，,。；;]{0,8}起"
)  # 从今年8月1日起，…: in force, not given
_HOLDING = lazy_pattern(r"(?:控股|持股|持有|出资|股份|股权)(?:比例)?(?:合计|达到?|超过|不低于|大于|等于或)*$")
_HELD = lazy_pattern(
    r"(?:及|\(?含\)?)?(?:以上)?(?:的?(?:股权|股份|权益))?的(?!比例)[^，,。；;\n\d]{0,12}?"
    r"(?:公司|企业|实体|机构|组织|股东|主体|单位)(?![^，,。；;\n]{0,12}\d)"
)
# The conditions of a scheme, in the sentence that names who may apply: 申报企业须…,研发人员占比不低于 | 10%.
_OF_APPLICANTS = lazy_pattern(
    r"^\W*(?:申报|申请|参评|参选|认定|报名|备案|注册|准入|报考|投标|入驻)(?:的)?"
    r"(?:企业|单位|人|者|主体|机构|项目|条件|对象|团队|产品|平台)[^。；;\n]*$"
)
_IS_THRESHOLD = lazy_pattern(
    r"(?:门槛|起征点|准入条件|申报条件)(?:是|为|[:：]|包括)(?:(?![，,]而|平均|实际|目前|只有"
    r"|已)[^。；;\n]){0,30}$|起征点为?每?[^，,。\d]{0,4}$"
)
_REPORTED_BEFORE = lazy_pattern(r"[是已]|目前|现有|其中|有的|共有|累计")
# 参保人数不少于10人 | 的企业可以申请; 占总投资30%以上 | 的为控股项目.
_MAY_BEHIND = lazy_pattern(
    r"(?:及?以[上下])?的(?![^，,。；;\n]{0,12}(?:表示|认为|觉得|主张|支持|赞成|同意|希望|[说称]"
    r"|受访))[^，,。；;、\n\d]{1,8}"
    r"(?:方可|才[能可]|均可|即可|可以(?!说|看|得|想)|可(?=[获申享参按免报入])|应当|必须|须|不得)"
)
# 不低于 | 70%的部分可奖励给完成人.
_PART_BEHIND = lazy_pattern("(?:及?以[上下]|以内)?的部分[，,]?(?:可|应|须|免|减|按|给予|奖励|不予|不再)")
_CLASSED_BEHIND = lazy_pattern(r"(?:及?以[上下])?的[，,]?(?:为|属于?|列为|认定为|视为|作为)(?!主|了)")
_OF_THINGS = lazy_pattern(r"[是已]|目前|现有|其中|有的")


def is_duty_of_reaching(target: Target, text: str) -> bool:
    """Return whether who reaches a number has a duty: 信息数量达到100万人的，应当备案."""
    is_reached = _REACHED_BEFORE.search(text, 0, target.start) is not None
    return is_reached and _DUTY_BEHIND.match(text, target.end) is not None


def is_condition(target: Target, text: str) -> bool:
    """Return whether a value is a condition for applicants, or what a class of things must reach.

    >>> 申报企业研发人员占比不低于10%; 参保人数不少于10人的企业可以申请; 门槛是研发占比5%
    """
    if target.deadline:
        return False
    before = before_in_sentence(target, text)
    if _IS_THRESHOLD.search(before):
        return not is_planned(before)
    if target.comparator not in BOUNDS or _REPORTED_BEFORE.search(before):
        return False
    if _OF_APPLICANTS.search(before) and target.kind == "target":
        return True
    if _PART_BEHIND.match(text, target.end):
        return True
    return (
        _MAY_BEHIND.match(text, target.end) is not None or _CLASSED_BEHIND.match(text, target.end) is not None
    )


def is_threshold(target: Target, text: str) -> bool:
    """Return whether a bound says what a rule applies to: items that account for 0.1% or more.

    >>> 所列物项的价值比例达到0.1%及以上的；其控股50%及以上的子公司
    """
    if target.comparator not in BOUNDS:
        return False
    before = _SINCE.sub("", before_in_sentence(target, text))
    is_given = GIVEN.search(before.replace("累计", "") if _DUTY_OF.match(text, target.end) else before)
    if is_given or _OF_THINGS.search(before):
        return False
    if target.unit == PERCENT and _HOLDING.search(before) and _HELD.match(text, target.end):
        return True
    if _REPORTED_OF.match(text, target.end):
        return False
    if exempted := _EXEMPTED_BEHIND.match(text, target.end):
        return target.kind == "target" or exempted["exempt"] is not None
    return bool(_THRESHOLD_BEHIND.match(text, target.end))
