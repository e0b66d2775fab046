"""Find the indicator that a Chinese figure measures: named rules, tried in order.

First come the rejections: figures that state no indicator's value. Then the choices: the noun phrase before
the figure, or what the figure counts. The first rule that applies decides; its docstring shows a sentence,
and the tests read it. The rules for sums and for shares are in modules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.annotation.figures.clauses.phrases import read_phrase, without_lone_quotes
from flows.annotation.figures.clauses.share_rules import (
    choose_contributed,
    choose_deducted,
    choose_done_to_part,
    choose_holding,
    choose_kept,
    choose_levied,
    choose_paid_at_rate,
    choose_restated,
    choose_share_held,
    choose_share_of_group,
    choose_stake,
    choose_tariff,
    choose_won,
)
from flows.annotation.figures.clauses.sum_rules import (
    choose_at_standard,
    choose_changed,
    choose_completed,
    choose_described,
    choose_grant,
    choose_granted,
    choose_invested,
    choose_money,
    choose_priced,
    choose_received,
    is_sum,
)
from flows.annotation.figures.rejections_zh import REJECTIONS, Clause, is_small_count
from flows.annotation.figures.statements import ChosenIndicator
from flows.annotation.figures.units import PEOPLE, PERCENT, RANK, load_units
from flows.annotation.figures.words_zh import find_object, load_words
from flows.text import lazy_pattern
from flows.text.places import read_province

_USED, _TASKS = "用于", ("任务", "目标任务", "目标")
_BOUNDS = frozenset(("~", ">", "<", ">=", "<="))
_FIRM_ENDS = ("公司", "集团", "海运", "银行", "企业", "部门", "单位", "机构", "厂", "局", "委", "队", "人员")
_PLACE_ENDS = ("上", "中", "里", "期间", "天内", "年内")
# Adverbs that begin a statement about what is counted: 其中412家曾获得投资, 12个未按期开工.
_SAID = lazy_pattern("曾(?!孙)|未(?![来成就婚])|尚未|从未|没有|正$|均$|都$")
# What a subject has, in its attribute: 拥有7座运输机场的机场群，.
_OWNS = lazy_pattern("(?:拥有|设有|下辖|辖有)(?:约|近|超过?|逾)?$")
_ATTRIBUTE = lazy_pattern("(?P<things>[^,;。:、的\\d]{2,10})的[^,;。:、的\\d]{2,12},")
# 在 that opens a place or time, and is no part of a noun (在建项目).
_AT = lazy_pattern("在(?!研(?!发)|[建校职岗册院线编营园用途役读学训野籍库网轨逃押保])|在(?=网上|院内|校内)")
_WHERE = lazy_pattern(r"在[^,;。:、\d]{1,24}?(?:[中里内下上外后前时]|附近|期间|各地)(?=[^,;。:、]{2})")
# 建成了|全球|超四成的, and 一间|60平方米的.
_DONE_IN_WHOLE = lazy_pattern("[了着过](?P<whole>[^了着过]{2,3})$")
_ONE = lazy_pattern("[一每这该](?:间|座|栋|片|块|处|条|艘|幢)")
_CLAUSE_BEHIND = lazy_pattern(r"[^,;:。!?\n()《》、\d]{3,16}(?=[,;。!?\n]|$)")


# 全球首个|专利超过400万件的国家: who has what is counted, and the units that count them.
_FIRST_TO = lazy_pattern(
    "(?:[^,;:。、]{0,16}?(?:成为|(?<![不但只])是)了?)?"
    "(?:(?:世界|全球|全国|国内|我国|全省|全市|亚洲|行业)(?:上|内|范围内)?)?"
    "(?:首[个家座批款位]|唯一(?:一[个家])?|第[一二三][个家座]|少数)"
)
_HOLDERS = lazy_pattern(
    "的[^,;:。、\\d]{0,8}?(?:国家|城市|省[份市]?|地区|企业|公司|集团|机构|园区|平台|县|市)(?=[,;。、]|$)"
)
_OF_HOLDERS = frozenset(("家", "个", "座", "所", "enterprises"))

Choice = Callable[[Clause], str | None]


def choose_indicator(clause: Clause) -> ChosenIndicator:
    """Return the noun phrase measured, "" for the indicator before, with the rule that chose or rejected."""
    clause.item = _find_item(clause)
    for rejects in REJECTIONS:
        if rejects(clause):
            return ChosenIndicator("", rejects.__name__, is_rejected=True)
    return _choose(clause)


def choose_listed(clause: Clause) -> ChosenIndicator:
    """Return the indicator of a small count whose list is read: 稀土行业3项 next to 机械行业15项."""
    others = (rejects for rejects in REJECTIONS if rejects is not is_small_count)
    if any(rejects(clause) for rejects in others):
        return ChosenIndicator("", is_small_count.__name__, is_rejected=True)
    return _choose(clause)


def _choose(clause: Clause) -> ChosenIndicator:
    return next(
        ChosenIndicator(found, choose.__name__) for choose in CHOICES if (found := choose(clause)) is not None
    )


def _find_item(clause: Clause) -> str:
    if not clause.phrase and is_sum(clause) and clause.after.startswith(_USED):
        used = find_object(clause.after.removeprefix(_USED))
        return f"{_USED}{used}" if used else ""  # 其中31.7亿元用于基地建设
    is_object = clause.is_counted or clause.after.startswith("的") or clause.is_given
    if not (is_object or (clause.actions and not clause.phrase)):
        return ""
    if not _AT.match(clause.after):
        item = find_object(clause.after)
        is_task = clause.phrase and clause.figure.unit == PEOPLE and item in _TASKS
        return "" if is_task else item  # 完成移民搬迁71万人的任务
    if clause.figure.unit != PEOPLE:
        return ""  # 36所|在春节期间交付样品: no noun is counted
    return find_object(_WHERE.sub("", clause.after))  # 42000人|在营地内|避难


def choose_ranked(clause: Clause) -> str | None:
    """Take what is ranked by its size.

    Examples
    --------
    该公司是全球第三大晶圆代工厂。 → 晶圆代工厂
    """
    if clause.figure.unit != RANK or not clause.after.startswith("大"):
        return None
    return find_object(clause.after.removeprefix("大")) or None


def choose_owned(clause: Clause) -> str | None:
    """Take what the subject has, in an attribute of the subject.

    Examples
    --------
    拥有7座运输机场的机场群，预计到2035年扩大一倍。 → 运输机场
    """
    owned = find_owned(clause)
    return owned and owned["things"]


def find_owned(clause: Clause) -> re.Match[str] | None:
    """Return the match of an attribute that counts what a subject has: 拥有7座|运输机场的机场群，."""
    if not clause.is_counted or not _OWNS.search(clause.left):
        return None
    return _ATTRIBUTE.match(clause.after)


def choose_item_of_whole(clause: Clause) -> str | None:
    """Take what follows the figure if the phrase before it is a mere place, or leads to what follows.

    Examples
    --------
    全市90%的企业实现上云。 → 企业
    广东增加34个药品。 → 药品
    一间60平方米的渔民活动室。 → 渔民活动室
    计划对价值280亿元的进口海产品采取措施。 → 进口海产品
    """
    is_of = clause.is_counted or clause.after.startswith("的")
    is_whole = is_of and (clause.phrase in load_words().wholes or _names_no_thing(clause))
    if not clause.item or not (clause.is_given or is_whole):
        return None
    return clause.item


def _names_no_thing(clause: Clause) -> bool:
    """Return whether a phrase is a place, a classifier or 价值, so that what follows the figure is meant."""
    if clause.figure.unit in load_units().currencies:
        return clause.phrase.endswith("价值")
    if "+" in clause.effects and clause.is_counted and read_province(clause.phrase):
        return True
    return _ONE.fullmatch(clause.phrase) is not None


def choose_share_of_item(clause: Clause) -> str | None:
    """Join a share before the figure with what it is a share of, after the figure.

    Examples
    --------
    占全省30%的企业实现上云。 → 企业占全省
    我国已建成了全球超四成的渔业工厂。 → 渔业工厂占全球
    """
    if not clause.item or clause.is_counted:
        return None
    if clause.phrase.startswith("占"):
        return clause.item + clause.phrase
    done = _DONE_IN_WHOLE.search(clause.phrase)
    is_share = done is not None and clause.figure.unit == PERCENT and clause.after.startswith("的")
    if done and is_share and done["whole"] in load_words().wholes:
        return f"{without_lone_quotes(clause.item)}占{done['whole']}"
    return None


def choose_item(clause: Clause) -> str | None:
    """Take what follows the figure if it is counted, or the object of an action.

    Examples
    --------
    培育50家企业。 → 企业
    占65%的工业企业。 → 工业企业
    募资60亿元，其中31.7亿元用于基地建设。 → 用于基地建设
    """
    verbs = (word for word in clause.tail if load_words().tails.get(word) == "=")
    is_bounded = {*clause.effects} <= _BOUNDS | {"="} and load_words().weak_verbs.issuperset(verbs)
    is_place = clause.is_counted and (clause.phrase.endswith(_PLACE_ENDS) or _has_completed(clause))
    is_object = not clause.phrase or clause.closing_action or is_place or (clause.is_counted and is_bounded)
    if not clause.item or not is_object or clause.item == "组成":
        return None
    if _SAID.match(clause.item):
        said = _CLAUSE_BEHIND.match(clause.after)
        return said[0] if said else clause.item
    if clause.item.count("“") == clause.item.count("”"):
        return clause.item
    return without_lone_quotes(clause.item)


def _has_completed(clause: Clause) -> bool:
    """Return whether somebody has completed what is counted: 样例海运共完成205个党委."""
    is_firm = clause.phrase.endswith(_FIRM_ENDS) and not load_words().measure_end.search(clause.phrase)
    return is_firm and "完成" in clause.tail and clause.item not in _TASKS


def choose_attribute(clause: Clause) -> str | None:
    """Take what a count in an attribute measures: it does not count those who have it.

    Examples
    --------
    样例国成为全球首个有效专利超过400万件的国家。 → 有效专利
    """
    if not clause.is_counted or clause.figure.unit in _OF_HOLDERS or not clause.effects:
        return None
    first = _FIRST_TO.match(clause.phrase)
    if first is None or not _HOLDERS.match(clause.after):
        return None
    return clause.phrase[first.end() :] or None


def choose_nothing_for_an_action(clause: Clause) -> str | None:
    """Continue the indicator before if the phrase is only an action without an object.

    Examples
    --------
    1.安排4000万元。 → (the one before)
    """
    if clause.closing_action and not clause.effects and clause.phrase == clause.closing_action:
        return clause.item
    return None


def choose_phrase(clause: Clause) -> str:
    """Take the noun phrase before the figure.

    Examples
    --------
    研发投入强度达到3%以上。 → 研发投入强度
    全市完成地区生产总值1012亿元。 → 全市地区生产总值
    培育企业50家。 → 企业
    力争新增绿色贷款800亿元。 → 新增绿色贷款
    力争完成投资200亿元。 → 投资
    募集资金总额12亿元。 → 募集资金总额
    争取中央转移支付资金900亿元。 → 争取中央转移支付资金
    与全国同步基本实现现代化、实现人均地区生产总值2万美元。 → 人均地区生产总值
    人均达124件。 → 人均
    """
    return read_phrase(clause)


CHOICES: tuple[Choice, ...] = (
    choose_ranked,
    choose_owned,
    choose_share_of_group,
    choose_won,
    choose_restated,
    choose_completed,
    choose_priced,
    choose_stake,
    choose_kept,
    choose_at_standard,
    choose_money,
    choose_changed,
    choose_received,
    choose_tariff,
    choose_deducted,
    choose_levied,
    choose_paid_at_rate,
    choose_share_held,
    choose_holding,
    choose_granted,
    choose_grant,
    choose_item_of_whole,
    choose_share_of_item,
    choose_contributed,
    choose_attribute,
    choose_done_to_part,
    choose_invested,
    choose_item,
    choose_described,
    choose_nothing_for_an_action,
    choose_phrase,
)
