"""Chinese figures of a time or a group that their records do not show: a holiday, a total since a date."""

from __future__ import annotations

from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, RANK, TIMES
from flows.records import CHANGES, Target
from flows.text import lazy_pattern

OF_ANYTHING = frozenset((PERCENT, PERMILLE, POINTS, TIMES, RANK))  # units that any measure may have
_REACH, _FAR = 80, 600  # code points before a figure, within its sentence and its passage
# A time since which something has come about, and a total of such a time.
_SINCE = lazy_pattern("(?:以来|[天日月周年]来|累计)[^。;；!！?？]*$")
# A time of a year that is named by its occasion, and a part of a year without it.
_SEASON = lazy_pattern(
    "春节|元旦|清明|五一|十一(?=长假|黄金周|假期)|劳动节|端午|中秋|国庆|假期|长假|黄金周|春运|暑运|暑期|寒假"
)
_PART_OF_YEAR = lazy_pattern(
    f"{_SEASON.pattern}|期间|季度|[上下]半年|(?<![\\d前])(?:1[0-2]|[1-9])月(?:份|底|末|初|(?!\\d))"
    "|\\d{1,2}月\\d{1,2}[日号]?(?:至|到|-|—|~)|截[至止]\\d{1,2}月\\d|首日|当[日天]|昨[日天]"
)
# The same, if no whole year comes after it: 上半年，产值增长5%。支出增长3%.
_OF_PART = lazy_pattern(f"(?:{_PART_OF_YEAR.pattern})(?!.*(?:\\d{{4}}年|全年|去年|今年(?!以来)))[^\\n]*$")
# A total up to a date: 截至9月，贸易额累计达到.
_TOTAL_UNTIL = lazy_pattern("(?:截[至止]|以来)[^。;；!！?？]*累计[^,，。;；]{0,12}$")
# A group, in the clause before the name of what it has: 新增的74个城市，|平均浓度.
_GROUP = lazy_pattern(
    "\\d\\s*多?[个家户名所座](?:[^,，。;；]{0,6}"
    "(?:城市|省份?|区县|县市?|村|企业|国家|地区|学校|医院|行业|家庭|农户)|[^,，。;；]{0,12}断面中?)[,，]$"
)


def is_total_since(text: str, target: Target) -> bool:
    """Return whether an amount has come about since a time that the record does not show.

    >>> 自8月10日以来，已售出家电超11万台
    """
    if target.comparator in CHANGES or target.unit in OF_ANYTHING or target.baseline:
        return False
    if _is_dated(target):
        is_until = _TOTAL_UNTIL.search(text, max(0, target.start - _REACH), target.start)
        return is_until is not None and not target.period_start and "累计" not in target.indicator
    return _SINCE.search(text, max(0, target.start - _REACH), target.start) is not None


def is_untimed(text: str, target: Target) -> bool:
    """Return whether a figure is of a part of a year, and its record has no date, or only the year.

    >>> 春节假期前三天，游客增长5%; 今年国庆假期，游客增长5%
    """
    if not _is_dated(target):
        return _PART_OF_YEAR.search(text, max(0, target.start - _FAR), target.start) is not None
    if target.period_start or len(target.deadline) > len("2024") or _SEASON.search(target.indicator):
        return False
    return _OF_PART.search(text, max(0, target.start - _FAR), target.start) is not None


def is_of_group(text: str, target: Target) -> bool:
    """Return whether a figure is that of the group that the clause before it names.

    >>> 首批监测的74个城市，平均浓度下降42%
    """
    place = text.rfind(target.indicator, max(0, target.start - _REACH), target.start)
    return place > 0 and _GROUP.search(text, max(0, place - _REACH), place) is not None


def _is_dated(target: Target) -> bool:
    return bool(target.deadline or target.period_start)
