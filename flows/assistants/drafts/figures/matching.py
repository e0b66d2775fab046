"""Compare figures of a draft with stored ones: by name, number, bound and time.

Indicators are compared by their words, since drafts name them differently: by the share of the shorter name's
words (Chinese: pairs of characters) that the longer one has.
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.annotation.lexicon import inflect
from flows.records import Target
from flows.store.facts import FigureValue
from flows.text import HAN, lazy_pattern

_OF_LONGER = 0.4  # least share of the longer name's words that both have
_OF_LONGER_FOR_GOALS = 0.6  # the same for a report's goal in place of an earlier result
_HAN_RUN = lazy_pattern(f"[{HAN}]+")
_LATIN = lazy_pattern(r"[a-z]{3,}|[a-z]&[a-z]")  # R&D is a word
_OF_WHOM = lazy_pattern(r" (?:of|for) .+", re.IGNORECASE)
# Names of one thing: drafts and texts choose among them freely.
_SAME_NAMES = (
    (lazy_pattern("国内生产总值|國內生產總值"), " GDP "),
    (lazy_pattern(rf"研究与试验发展(?:[(（]?R&D[)）]?)?|R&D(?=[{HAN}])", re.IGNORECASE), "研发"),
    (lazy_pattern(r"\bresearch (?:and|&) development(?: \(?r&d\)?)?", re.IGNORECASE), "R&D"),
    (lazy_pattern(r"\b(?:spending|expenditures?|outlays?)\b", re.IGNORECASE), "spending"),
)
# All of society is who spends where no one else is named.
_OF_SOCIETY = lazy_pattern(
    r"全社会|\b(?:(?:of|across|by) (?:the )?(?:whole )?society(?: as a whole)?|(?:whole-)?society-wide)\b",
    re.IGNORECASE,
)
# Around the name of what is measured: 我国国内生产总值增长预期目标.
_OUR = "我国"
_AND_OTHERS = "等"
_GROWTH_OR_GOAL = lazy_pattern(
    "(?<=..)(?:的|年均|同比|预期|预定|增长率?|增长速度|增速|增幅|涨幅)*(?:目标|指标)?$"
)
_RISES_AND_FALLS = frozenset("+-")
_LEVELS = frozenset(("=", ">", ">=", "<", "<=", "~", "range"))
# An indicator that is itself a change: 新增就业, job growth; but not 工业增加值.
_CHANGE = lazy_pattern(
    r"增(?!加值)|[减升降]|\b(?:increas\w+|decreas\w+|growth|rises?|rising|falls?|fell|reduc\w+|cuts?|new"
    r"|additions?|additional)\b",
    re.IGNORECASE,
)
# Words common to many indicators.
_SMALL = frozenset(("the", "and", "for", "its", "with", "from", "into", "that", "this", "per", "percent"))
_MEASURES = frozenset(("share", "rate", "number", "total", "level", "average", "value", "amount"))
_HAN_MEASURES = lazy_pattern("比重|比例|占比|数量|总量|总额|规模|总数|达到")
_MONTH = len("2024-03")
_LATEST_REPORT = 3  # months after a month in which its result is reported
_FIRST_MONTHS = 3  # of a year, in which no result of the whole of it is reported
_SHORT = 4  # characters of a name of which nothing may be missing
_LEAST_PAIRS, _LEAST_WORDS = 3, 2  # of an indicator searched for without a document


def is_same_indicator(target: Target, row: FigureValue) -> bool:
    """Return whether two indicators share most words of the longer: not 国内生产总值 and its 能耗."""
    wanted, own = words_of(target.indicator), words_of(row.indicator)
    return len(wanted & own) >= _OF_LONGER_FOR_GOALS * max(len(wanted), len(own))


def has_same_name(target: Target, row: FigureValue) -> bool:
    """Return whether a row's indicator, with or without its subject, has the words of the draft's.

    One pair of characters more is that of the border between subject and indicator.
    """
    wanted, own = words_of(target.indicator), words_of(row.indicator)
    return own <= wanted and len(wanted - own - words_of(row.subject)) <= 1


def has_same_head(target: Target, row: FigureValue) -> bool:
    """Return whether one English indicator is the other without what follows "of" or "for".

    The urbanization rate of the permanent resident population is the urbanization rate.
    """
    one, other = (_OF_WHOM.sub("", figure.indicator) for figure in (target, row))
    is_alone = one == target.indicator or other == row.indicator
    return is_alone and words_of(one) == words_of(other) != frozenset()


def similarity_of(wanted: frozenset[str], row: FigureValue) -> float:
    """Return the share of the shorter indicator's words that both names have.

    It is 0 if the longer name says much more: 国内生产总值 is not 单位国内生产总值能耗降幅.
    """
    own = words_of(row.indicator)
    shorter, longer = sorted((len(wanted), len(own)))
    if 2 * len(wanted & own) < len(own):
        return 0.0  # only the subjects are alike
    common = len(wanted & (own | words_of(row.subject)))
    return common / shorter if shorter and common >= _OF_LONGER * longer else 0.0


@lru_cache(100_000)
def words_of(name: str) -> frozenset[str]:
    """Return the words of a name; of Chinese, its pairs of characters. 国内生产总值 is the one word GDP.

    That a figure is a growth or a goal shows in its sign and kind: GDP增长目标 is GDP. R&D spending is
    research and development expenditure of society as a whole. A word's forms are one: urbanisation rates are
    the urbanization rate.
    """
    bare = _GROWTH_OR_GOAL.sub("", name.removeprefix(_OUR).removesuffix(_AND_OTHERS), count=1)
    bare = _OF_SOCIETY.sub("", bare).strip() or bare
    for written, instead in _SAME_NAMES:
        bare = written.sub(instead, bare)
    return _split_words(bare)


def _split_words(name: str) -> frozenset[str]:
    lower = name.lower()
    runs = _HAN_RUN.findall(_HAN_MEASURES.sub(" ", name) if len(name) > _SHORT else name)
    pairs = {run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))}
    words = {word for word in _LATIN.findall(lower) if word not in _SMALL}
    return frozenset(pairs | {max(inflect(word)) for word in words - _MEASURES or words})


def is_specific(indicator: str) -> bool:
    """Return whether an indicator has enough words to be looked up without a document."""
    is_han = _HAN_RUN.search(indicator)
    return len(_split_words(indicator)) >= (_LEAST_PAIRS if is_han else _LEAST_WORDS)


def is_same_value(target: Target, row: FigureValue) -> bool:
    """Return whether a draft and a stored figure give one number, with like bounds and signs."""
    is_same = _has_same_number(target, row) and not has_other_bound(target, row)
    return is_same and not is_opposite(target, row)


def has_other_bound(target: Target, row: FigureValue) -> bool:
    """Return whether the draft makes the same number another kind of bound: at most 70% for at least 70%.

    A bound or an approximation that the draft leaves out does not make another figure. Nor does one that it
    adds to a level (超过126万亿元 for 126万亿元), unless it makes the level a limit.
    """
    if not _has_same_number(target, row):
        return False
    own, stored = side_of(target), side_of(row)
    return own not in ("", stored) and (stored != "" or own == "<")


def side_of(figure: Target | FigureValue) -> str:
    """Return the side of a figure's bound: < for at most and less than, > for at least and over, ~ or ""."""
    sign = figure.comparator if figure.comparator in _LEVELS else figure.bound
    return sign[:1] if sign in ("<", "<=", ">", ">=", "~") else ""


def is_opposite(target: Target, row: FigureValue) -> bool:
    """Return whether one is a rise and the other a fall, or a level, by the same number.

    Percentages are often both: growth of 5% is a level of growth, and 5% more.
    """
    if not _has_same_number(target, row):
        return False
    signs = {target.comparator, row.comparator}
    if signs == {"+", "-"} or row.unit == "%":
        return signs == {"+", "-"}
    is_named = _CHANGE.search(f"{target.indicator} {row.indicator}") is not None
    return len(signs & _RISES_AND_FALLS) == 1 and bool(signs & _LEVELS) and not is_named


def _has_same_number(target: Target, row: FigureValue) -> bool:
    return row.unit == target.unit and row.value == target.value and row.value_to == target.value_to


def is_same_time(target: Target, row: FigureValue) -> bool:
    """Return whether a stored figure may be of the time that the draft names.

    Without a year, it must fit the date of its document: a result is of that year, unless that has just
    begun, or of the one before; a goal is due later. A result of a month is reported soon after it.
    """
    if not target.deadline:
        return True
    if not row.deadline:
        return _may_be_of(int(target.deadline[:4]), row) and _is_soon_after(target.deadline, row)
    return target.deadline[:4] == row.deadline[:4] and not is_other_part(target, row)


def _may_be_of(year: int, row: FigureValue) -> bool:
    """Return whether a stored figure without a year may be of a year, by the date of its document."""
    written, month = int(row.date[:4] or 0), int(row.date[5:7] or 12)
    if not written:
        return True
    if row.kind == "target":
        return written <= year
    return year == written - 1 or (year == written and month > _FIRST_MONTHS)


def _is_soon_after(deadline: str, row: FigureValue) -> bool:
    """Return whether a stored result without a time may be of a month, by the date of its document.

    Releases give the capacity of each month: what one of July states is not that of March.
    """
    if row.kind == "target" or len(deadline) < _MONTH or len(row.date) < _MONTH:
        return True
    (year, month), (written_year, written_month) = (
        (int(date[:4]), int(date[5:7])) for date in (deadline, row.date)
    )
    return 0 <= 12 * (written_year - year) + written_month - month <= _LATEST_REPORT


def is_other_part(target: Target, row: FigureValue) -> bool:
    """Return whether two figures are of one year, but not of the same part of it, such as its first half.

    Up to September means the first nine months, in September does not.
    """
    if not target.deadline or target.deadline[:4] != row.deadline[:4]:
        return False
    own, stored = (part_of_year(one.period_start, one.period_end) for one in (target, row))
    until = own if target.period_start else (f"{row.deadline[:4]}-01", target.deadline[:7])
    return stored not in (own, until)


def part_of_year(first: str, last: str) -> tuple[str, str]:
    """Return the first and last month of a part of a year, ("", "") for another period."""
    is_part = len(first) == len(last) == len("2024-01") and first[:4] == last[:4]
    return (first, last) if is_part else ("", "")
