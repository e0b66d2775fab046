"""Whether a figure can be quoted alone: its name says whose measure it is, and a goal has its time."""

from __future__ import annotations

import re

from flows.annotation.figures.settling.footing import lower
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, RANK, TIMES, load_units
from flows.records import CHANGES, Target
from flows.text import has_han

_MEASURE = (
    "(?:收入|营收|营业额|研发投入|运输量|产值|增加值|利润|利税|投资|金额|总额"
    "|总值|价值|销售额|成交额|交易额|交易量|资金|规模|面积|产量|产能|里程|长度"
    "|标准|比例|占比|比重|增速|增幅|涨幅|降幅|幅度|率|价格|均价|资产|市值"
    "|数量|总量|人数|客流|客流量|旅客量|人次|份额|库存"
    "|系数|深度|高度|厚度|时间|次数|运量)"
)
_OF_NOTHING = re.compile(
    "(?:[年月日]|总|共|累计|平均|最[高低大小快慢长短]|单日|第[一二三]批|首[批期]|实现|完成"
    "|实际|主营|业务|营业|销售|直接|经济"
    "|涉案|意向|合同|协议|成交|交易|发行|罚没|帮扶|项目|个人|补贴|补助|奖励|扣除|收费"
    "|缴费|规划|占地|建筑|旅游|综合|净|毛"
    "|资产|负债|利润|税收|捐款|报销|成活|缩减|运输|投资|各类|上涨"
    "|签约|票面|覆盖|准确|合格|中标|分辨|死亡|变异|回落|飞行|换乘|的)*" + _MEASURE
)
# Bodies that publish or regulate what others do.
_BODY = re.compile("(?:[会局部厅委署社报网台院所办]|中心|组织|机构|法院|银监会|海关|总站)$")
_BARE = ("=", "~")
_OF_NOTHING_EN = re.compile(
    r"(?:(?:the|total|final|annual|overall|average|growth|minimum|maximum|budget) )*"
    r"(?:area|price|loss|taxes|budget|size|rates?|scale|cost|value|amount|number"
    r"|volume|weight|length|height|time)"
)
_OF_ANYTHING = frozenset((PERCENT, PERMILLE, POINTS, TIMES, RANK))


def lower_unquotable(targets: tuple[Target, ...], section: str) -> tuple[Target, ...]:
    """Return figures with a lower score for those that cannot be quoted without the text around them.

    Below the headings of a report (`section`), they are those of whoever reports. Nor can a figure be quoted
    that has the name of the one before, but another unit.
    """
    pairs = zip(targets, (None, *targets), strict=False)
    marked = [lower(one, ["other unit"] * _changes_unit(before, one)) for one, before in pairs]
    if section not in ("", "news"):
        return tuple(marked)
    return tuple(lower(one, _find_doubts(one, section)) for one in marked)


def _changes_unit(before: Target | None, target: Target) -> bool:
    """Return whether a level has the name of the figure before it, but is measured otherwise.

    >>> 发电量达到2亿千瓦时,减排二氧化硫60吨, both read as 发电量 -> True
    """
    if before is None or before.indicator != target.indicator or target.comparator in CHANGES:
        return False
    units = {before.unit, target.unit}
    return (
        len(units) == 2
        and not units & _OF_ANYTHING
        and not {unit[:3] for unit in units} <= load_units().currencies
    )


def _find_doubts(target: Target, section: str) -> list[str]:
    """Return why a figure cannot be quoted alone, as names of `doubts` in `scores.toml`."""
    is_goal = target.kind == "target" and not target.deadline and has_han(target.indicator)
    is_stated = section == "" and target.comparator not in _BARE
    is_named = bool(target.subject) and target.subject in target.indicator
    return [
        name
        for name, is_so in (
            ("open goal", is_goal and not is_stated),
            ("ownerless", not target.subject and _names_no_owner(target.indicator)),
            ("body", bool(target.subject) and not is_named and _BODY.search(target.subject) is not None),
        )
        if is_so
    ]


def _names_no_owner(indicator: str) -> bool:
    """Return whether a name is only a measure: 营业收入, total budget."""
    return bool(_OF_NOTHING.fullmatch(indicator) or _OF_NOTHING_EN.fullmatch(indicator.lower()))
