"""Lower the score of figures that cannot be quoted alone: without an owner, or goals without a time."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.footing import lower
from flows.annotation.figures.settling.quoting.english import find_doubts_en, names_plan
from flows.annotation.figures.settling.quoting.occasions import (
    OF_ANYTHING,
    is_of_group,
    is_total_since,
    is_untimed,
)
from flows.annotation.figures.settling.quoting.owners import (
    continues_ownerless,
    has_owner,
    is_national,
    is_of_place,
    is_of_whole_elsewhere,
    is_official,
    names_no_owner,
)
from flows.annotation.figures.units import PERCENT, load_units
from flows.records import CHANGES, Mention, Target
from flows.text import has_han, lazy_pattern

# Bodies that publish or regulate what others do.
_BODY = lazy_pattern("(?:[会局部厅委署社报网台院所办]|中心|组织|机构|法院|银监会|海关|总站)$")
_RATES = ("同比", "环比")  # 同比达到5%: a change, read as a level
_REACH = 40
_BARE = ("=", "~")
_DEED = lazy_pattern("(?:已|先后)(?:经|累计)?(?:投入|投资|发放|完成|安排|拨付|筹集)$")  # in place of a name
_CHANGE_ALONE = lazy_pattern("的?(?:[涨跌增降][幅速]|增长率|增长)")  # of what is not said: 甲市涨幅
_TO_COME = lazy_pattern("将(?:会|使|让|令)[^,，。;；]{0,24}$")  # 合作将使成本降低5%
_PARTED = lazy_pattern("[\u4e00-\u9fff] [\u4e00-\u9fff]")  # the clauses of a headline: 油价暴跌 跌幅


def lower_unquotable(
    targets: tuple[Target, ...],
    section: str,
    text: str = "",
    mentions: Sequence[Mention] = (),
    headings: Sequence[str] = (),
) -> tuple[Target, ...]:
    """Return figures with a lower score for those that cannot be quoted without the text around them.

    Below the headings of a report (`section`), they are those of whoever reports. Nor can a figure be quoted
    that has the name of the one before, but another unit. `text`, `mentions` and `headings` are those of the
    passage.
    """
    pairs = zip(targets, (None, *targets), strict=False)
    marked = [
        lower(one, ["other unit"] * _changes_unit(before, one) + ["untimed"] * _is_of_no_time(one))
        for one, before in pairs
    ]
    if section not in ("", "news"):
        return tuple(lower(one, ["ownerless"] * continues_ownerless(one, text)) for one in marked)
    is_plan = section != "news" and names_plan(headings)
    is_own = section != "news" and is_official(headings)
    return tuple(
        lower(
            one,
            _find_doubts(one, section, text, mentions)
            + ([] if is_own else _doubts_of_owner(one, text, mentions, headings)),
        )
        if has_han(one.indicator)
        else lower(one, find_doubts_en(one, text, mentions, headings, is_plan=is_plan))
        for one in marked
    )


def _is_of_no_time(target: Target) -> bool:
    """Return whether a fact has no date: nobody can quote it, even if its text names no time.

    >>> 五年来，渔业产值由5亿元增加到9亿元 -> True of 5亿元
    """
    return target.kind == "actual" and not (target.deadline or target.period_start)


def _changes_unit(before: Target | None, target: Target) -> bool:
    """Return whether a level has the name of the figure before it, but is measured otherwise.

    >>> 发电量达到2亿千瓦时,减排二氧化硫60吨, both read as 发电量 -> True
    """
    if before is None or before.indicator != target.indicator or target.comparator in CHANGES:
        return False
    units = {before.unit, target.unit}
    return (
        len(units) == 2
        and not units & OF_ANYTHING
        and not units <= load_units().times
        and not {unit[:3] for unit in units} <= load_units().currencies
    )


def _find_doubts(target: Target, section: str, text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return why a Chinese figure cannot be quoted alone, as names of `doubts` in `scores.toml`."""
    is_goal = target.kind == "target" and not target.deadline
    is_stated = section == "" and target.comparator not in _BARE
    is_named = bool(target.subject) and target.subject in target.indicator
    return [
        name
        for name, is_so in (
            ("open goal", is_goal and not is_stated),
            ("ownerless", not has_owner(target, mentions) and names_no_owner(target.indicator)),
            ("body", bool(target.subject) and not is_named and _BODY.search(target.subject) is not None),
            ("other place", is_of_place(text, target, mentions)),
            ("since then", is_total_since(text, target)),
            ("untimed", is_untimed(text, target)),
            ("cut", not target.subject and is_of_group(text, target)),
            ("clause", _PARTED.search(target.indicator) is not None),
            ("clause", target.baseline in _RATES and target.unit == PERCENT and target.comparator == "="),
            ("unnamed", is_named and _CHANGE_ALONE.fullmatch(target.indicator.replace(target.subject, ""))),
            ("forecast", target.kind == "actual" and _is_to_come(text, target)),
            ("clause", _DEED.search(target.indicator) is not None),
        )
        if is_so
    ]


def _is_to_come(text: str, target: Target) -> bool:
    """Return whether a Chinese figure is foreseen: 合作将使成本降低5%."""
    return _TO_COME.search(text, max(0, target.start - _REACH), target.start) is not None


def _doubts_of_owner(
    target: Target, text: str, mentions: Sequence[Mention], headings: Sequence[str]
) -> list[str]:
    """Return why it is not clear whose measure a Chinese figure is."""
    if has_owner(target, mentions):
        return []
    name = target.indicator
    is_open = bool(text) and not is_national(name, text, target.start, headings)
    return ["pointing"] * is_of_whole_elsewhere(name) + ["unowned"] * is_open
