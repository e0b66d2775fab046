"""Chinese obligations: what firms, banks, schools and others must reach by a rule."""

from __future__ import annotations

from flows.annotation.figures.norms.chinese.around import Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.records import Target
from flows.text import lazy_pattern

_MUST = (
    "(?:(?<![相对反适供响回理效感])应当?(?![用对急付届变力答酬聘邀纳该]|收(?![集回]))|必须|(?<![亟急仍无])须)"
)
_OBLIGED = (
    "(?:企业|公司|银行|机构|单位|[产经营造用售][^，,。；;\\d]?者|[产运经][^，,。；;\\d]{0,3}商"
    "|车企|药企|平台|超市"
    "|学校|医院|基金|园区|幼儿园|商场|食堂|饭店|[渔货]船|船舶|车辆|工厂|建筑|股东|高校|当事人"
    "|申请人|投标人|采购人"
    "|持有人|保险人|从业人员|承包商|供应商|开发商|房东|业主|物业)"
)
_RULE = (
    "(?:规定|新规|办法|条例|细则|准则|法律|法案|监管|考核|标准|规范|规程|指引|协议|合同|央行|银保监|证监会"
    "|金融监管)"
)
_OBLIGATION = lazy_pattern(f"{_OBLIGED}[^。；;\\d]{{0,30}}{_MUST}[^，,。；;\\d]{{0,36}}$")
_BY_RULE = lazy_pattern(f"{_RULE}[^。；;\\d]{{0,40}}{_MUST}[^，,。；;\\d]{{0,36}}$")
_MUST_REACH = lazy_pattern(f"{_MUST}(?:达到?|为|占|(?:保持|控制|维持)在)$")
_DEMANDED = lazy_pattern(
    f"{_RULE}[^，,。；;\\d]{{0,10}}(?:要求|规定)(?![将把])[^，,。；;\\d]{{2,36}}"
    "(?:不[得]?[低少高多]于|不得?超过|达到?|占)$"
)
# What a government demands of itself.
_GOAL = lazy_pattern(
    "力争|确保|目标|任务|规划|争取|努力|务必|我[国省市县区们]|[全各][国省市县区州镇]|到20|今年|明年|底前|年内"
    "|十[三四五]五|各地|地方|政府(?!采购|规定)|国家"
)
_REPORTED = lazy_pattern("已|实际|平均|同比|目前|去年|上年")


def is_obligation(target: Target, around: Around) -> bool:
    """Return whether somebody must reach or keep a bound: 电池生产者应当回收65%以上的废旧电池."""
    if target.comparator in ("+", "-") or around.is_planned or around.is_opinion:
        return False
    if _GOAL.search(around.before) or _REPORTED.search(around.clause):
        return False
    if _DEMANDED.search(around.before):
        return True
    if target.comparator not in BOUNDS and not _MUST_REACH.search(around.clause):
        return False
    return bool(_OBLIGATION.search(around.before) or _BY_RULE.search(around.before))
