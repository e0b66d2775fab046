"""Lists dealt out: 分别 and "respectively" give each figure its own date, indicator or subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.settling.dealing import Member, deal, load_measures
from flows.annotation.figures.statements import BELOW_ZERO, Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, load_units
from flows.annotation.figures.words import GAP
from flows.records import BOUNDS, CHANGES
from flows.text import has_han, lazy_pattern
from flows.text.places import read_province

_LIST = lazy_pattern(r"\s?(?:、|/|和|与|及|以及|,|,?\s?and)\s?(?:about |around |over |nearly |约|近)?")
# Between two figures of a list, with the bound of the first one: 5%以上和6%以上.
_BETWEEN = lazy_pattern(f"(?:及?以上|左右|以内|以下)?{_LIST.pattern}[+-]?")
_NAMES_SEVERAL = lazy_pattern(
    "/|情[景形]"
)  # 毛利率/净利率分别为: the figures differ by more than their years
_SLASH = lazy_pattern("/[+-]?")
# A name of several things: a figure of a list is uncertain if the list's other figures are not read.
_JOINED = lazy_pattern("[、和与及]")
# Another change of a list: 分别增长20%、下降15%.
_CHANGED = lazy_pattern(
    "(?:、|和|,)(?:同比|环比)?(?:增长|下降|上升|减少|增加|提高|降低|上涨|下跌|回落|下滑)了?[约近]?"
)
# 上述两项指标分别达到1.8%和80%: the indicators of the figures before.
_ABOVE = lazy_pattern("(?:上述|以上|这|前述)[两二三四2-4]?(?:项|个|大)?(?:指标|数据|指数|比例|占比|比重)")
# Words that continue the indicator before them and name none themselves.
_GOES_ON = "占"
_RESPECTIVELY = "分别"
# Who has what is counted, without it: 甲县、乙县新增渔港12座和15座.
_PLACE_ALONE = lazy_pattern("^[^、]{1,6}[省市县区州镇乡村国]$")


class Shared(NamedTuple):
    """The deadline, indicator and subject that a figure gets from its place in a list; each may be ""."""

    deadline: str
    indicator: str
    subject: str


def find_runs(sentence: Sentence, readings: Mapping[int, Reading]) -> Iterator[list[int]]:
    """Yield the figures of each list with 分别, "respectively" or several years that has at least two."""
    done = seen = -1
    length = 0  # of the last list
    for first, reading in readings.items():
        if first <= done or reading.is_rejected:
            continue
        is_next = length > 1 and first == done + 1 and _changes_list(sentence, reading, first, length)
        if not (reading.is_respective or is_next):
            if first <= seen or _NAMES_SEVERAL.search(reading.indicator):
                continue
            seen = _end_of_list(sentence, first)
            is_of_places = _lists_places(reading.indicator, seen - first + 1)
            is_of_levels = _changes_levels(sentence, readings, first, seen)
            is_of_others = is_of_places or is_of_levels or _names_as_many(sentence, readings, first)
            if not (is_of_others or _lists_years(sentence, first, seen)):
                continue
        run = _run_from(sentence, readings, first)
        done, length = run[-1], len(run)
        if len(run) > 1 and not _leads_to_objects(reading, len(run)):
            yield run


def _run_from(sentence: Sentence, readings: Mapping[int, Reading], first: int) -> list[int]:
    """Return the figures of the list that figure `first` begins."""
    run = [first]
    while run[-1] + 1 in readings and (
        _is_listed(sentence, run[-1]) or _is_next_change(sentence, readings, run[-1])
    ):
        run.append(run[-1] + 1)
    return run


def _changes_list(sentence: Sentence, reading: Reading, first: int, length: int) -> bool:
    """Return whether as many changes follow a list: 收入分别达到4.1万元和2.1万元,增长5%和7%."""
    is_change = reading.comparator in CHANGES and not reading.indicator
    return is_change and _end_of_list(sentence, first) - first + 1 == length


def _changes_levels(sentence: Sentence, readings: Mapping[int, Reading], first: int, last: int) -> bool:
    """Return whether listed percentages are the changes of as many levels right before them, without 分别.

    >>> 渔业案件5197起,涉案金额25亿元,同比下降14.48%和0.11%
    """
    reading = readings[first]
    if first == last or reading.indicator or reading.comparator not in CHANGES:
        return False
    if sentence.figures[first].unit != PERCENT or not has_han(sentence.text[sentence.start : sentence.end]):
        return False
    is_bare = all(index in readings and not readings[index].indicator for index in range(first, last + 1))
    return is_bare and bool(_take_before(sentence, readings, {}, [*range(first, last + 1)]))


def _end_of_list(sentence: Sentence, first: int) -> int:
    """Return the last of the listed figures from `first` on that share its unit."""
    figures, last = sentence.figures, first
    while last + 1 < len(figures) and _is_listed(sentence, last):
        if figures[last].unit != figures[last + 1].unit:
            break
        last += 1
    return last


def _lists_places(indicator: str, count: int) -> bool:
    """Return whether an indicator begins with as many countries or provinces as there are shares.

    >>> 中国、美国、印度煤炭产量占全球的50%、8%和10%
    """
    names = _JOINED.split(indicator.partition(_GOES_ON)[0])
    if count == 1 or len(names) != count or _GOES_ON not in indicator:
        return False
    countries = load_measures().countries
    return all(name in countries or read_province(name) for name in names[:-1])


def _names_as_many(sentence: Sentence, readings: Mapping[int, Reading], first: int) -> bool:
    """Return whether a Chinese indicator names as many measures as figures follow it, without 分别.

    >>> 渔船产量、渔具产量增长9.4倍、7.6倍
    >>> 渔船、渔具产量下降3%、增长5%
    """
    name, run = readings[first].indicator, _run_from(sentence, readings, first)
    units = {sentence.figures[index].unit for index in run}
    if len(run) == 1 or len(units) > 1 or not has_han(name):
        return False
    if any(readings[index].indicator for index in run[1:]):
        return False
    members = deal(name, len(run), is_counted=units <= load_units().counting)
    if any(member.is_doubtful or _PLACE_ALONE.search(member.indicator) for member in members):
        return False
    return bool(members)


def _lists_years(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether figures that share a unit belong to as many years: 2024-2026年利润3.2、4.5、6.1亿元."""
    count, place = last - first + 1, sentence.figures[first].start
    if count == 1:
        return False
    return bool(_dates_in_list(sentence, count, place) or _years_of_span(sentence, count, place))


def _leads_to_objects(reading: Reading, count: int) -> bool:
    """Return whether 分别 and a verb are left in an indicator: 对钢铁和铝分别加征25%和10%的关税.

    Each figure then keeps its own object.
    """
    if "分别" not in reading.indicator:
        return False
    return not deal(reading.indicator, count)


def revive_listed(sentence: Sentence, readings: Mapping[int, Reading]) -> None:
    """Withdraw the rejection of bare figures that belong to such a list.

    >>> sold 3.0 million and 1.8 million cars, respectively: both count cars
    """
    for index in [*readings][:0:-1]:
        reading, before = readings[index], readings.get(index - 1)
        if before is None or not before.is_rejected or before.rule == BELOW_ZERO:
            continue
        if reading.is_respective and not reading.is_rejected and _is_listed(sentence, index - 1):
            before.is_rejected, before.rule = False, reading.rule
            before.kind, before.default = reading.kind, reading.default
    for run in find_runs(sentence, readings):
        for index in run[1:]:
            reading = readings[index]
            if reading.is_rejected and reading.rule != BELOW_ZERO:
                reading.is_rejected, reading.rule = False, readings[run[0]].rule
                reading.kind, reading.default = readings[run[0]].kind, readings[run[0]].default


def reject_alternatives(sentence: Sentence, readings: Mapping[int, Reading]) -> None:
    """Reject figures joined by slashes, unless as many years are listed.

    >>> 营收3.2/4.5/6亿元 -> nothing, since their years are unknown
    """
    dealt = {index for run in find_runs(sentence, readings) for index in run}
    for index, (left, right) in enumerate(pairwise(sentence.figures)):
        if left.unit == right.unit and _SLASH.fullmatch(sentence.text, left.end, right.start):
            for one in {index, index + 1} & readings.keys() - dealt:
                readings[one].is_rejected = True


def distribute(sentence: Sentence, readings: Mapping[int, Reading]) -> dict[int, Shared]:
    """Return the deadline, indicator and subject of the figures of lists with 分别 or "respectively"."""
    shared: dict[int, Shared] = {}
    for reading in readings.values():
        reading.is_shared = reading.is_respective and bool(_JOINED.search(reading.indicator))
    for run in find_runs(sentence, readings):
        reading = readings[run[0]]
        dates = _dates_in_list(sentence, len(run), sentence.figures[run[0]].start)
        members = [] if dates or reading.is_by_tree else _deal_run(sentence, readings, shared, run)
        if not dates and not members and not _NAMES_SEVERAL.search(reading.indicator):
            dates = _years_of_span(sentence, len(run), sentence.figures[run[0]].start)
        name = _name_of(readings, shared, run[0]) if dates else reading.indicator
        dealt, dates = [Member("", name)] * len(run), dates or [""] * len(run)
        if not any(dates) and not reading.is_by_tree:
            _doubt_joined(sentence, readings, run, is_dealt=bool(members))
            dealt = members or dealt
        for place, index in enumerate(run):
            if index != run[0]:
                if not _names_change(sentence, index - 1):
                    _share_sign(reading, readings[index], is_points=sentence.figures[index].unit == POINTS)
                is_same = any(dates) or _names_one_object(dealt)
                if is_same and sentence.figures[index].unit == sentence.figures[run[0]].unit:
                    readings[index].unit = reading.unit  # 专利授权量分别为12件和15件: both are patents
                if reading.unit.startswith(f"{sentence.figures[index].unit or '-'}/"):
                    readings[index].unit = reading.unit  # 每吨分别降低160元和155元
            subject, name, is_doubtful = dealt[place]
            readings[index].is_shared |= is_doubtful
            if reading.is_by_tree:
                name = ""
            shared[index] = Shared(dates[place], name, subject)
    return shared


def _names_one_object(dealt: list[Member]) -> bool:
    """Return whether the members of a list have the same words behind their names: 广东|拥有企业."""
    objects = {member.indicator.rpartition(GAP)[2] for member in dealt}
    return len(objects) == 1 and all(GAP in member.indicator for member in dealt)


def _name_of(readings: Mapping[int, Reading], shared: Mapping[int, Shared], index: int) -> str:
    """Return what a list with dates measures; a share (占收入的比例分别为) belongs to the one before."""
    indicator = readings[index].indicator
    if not indicator.startswith(_GOES_ON) or index - 1 not in readings:
        return indicator
    before = _member_of(readings[index - 1], shared.get(index - 1)).indicator
    return f"{before}{GAP}{indicator}".lstrip(GAP)


def _deal_run(
    sentence: Sentence, readings: Mapping[int, Reading], shared: Mapping[int, Shared], run: list[int]
) -> list[Member]:
    """Return the owner of each figure of a list, [] if neither its clause nor the one before names them."""
    first = readings[run[0]]
    if _ABOVE.fullmatch(first.indicator):
        return _take_before(sentence, readings, shared, run)
    if first.indicator:
        is_counted = sentence.figures[run[0]].unit in load_units().counting
        name = first.indicator
        if _lists_places(name, len(run)) and _RESPECTIVELY not in name:
            name = name.replace(_GOES_ON, f"{_RESPECTIVELY}{_GOES_ON}", 1)
        ahead = sentence.text[sentence.start : sentence.figures[run[0]].start]
        return deal(name, len(run), ahead=ahead, is_counted=is_counted)
    return _take_before(sentence, readings, shared, run)


def _take_before(
    sentence: Sentence, readings: Mapping[int, Reading], shared: Mapping[int, Shared], run: list[int]
) -> list[Member]:
    """Return what the figures right before a list measure, if there are as many of them.

    进口5亿元，出口6亿元，分别增长2%和3%: 进口 and 出口.

    [] if they are changes themselves, or do not measure different things.
    """
    before = list(range(run[0] - len(run), run[0]))
    if any(index not in readings for index in before):
        return []
    begin, end = sentence.figures[before[0]].start, sentence.figures[run[0]].start
    if ";" in sentence.text[begin:end] and not readings[run[0]].indicator:
        return []
    members = [_member_of(readings[index], shared.get(index)) for index in before]
    names = [member.indicator for member in members]
    is_plain = all(name and not name.startswith(_GOES_ON) for name in names)
    is_level = not any(readings[index].comparator in CHANGES for index in before)
    return members if is_plain and is_level and len({*names}) == len(names) else []


def _member_of(reading: Reading, shared: Shared | None) -> Member:
    """Return the subject and indicator of a figure, by its place in a list if it has one."""
    if shared and shared.indicator:
        return Member(shared.subject, shared.indicator)
    return Member(reading.subject, reading.indicator)


def _doubt_joined(
    sentence: Sentence, readings: Mapping[int, Reading], run: list[int], *, is_dealt: bool
) -> None:
    """Mark the figures of a Chinese list that could not be dealt out: one name covers all of them."""
    is_chinese = has_han(sentence.text[sentence.start : sentence.figures[run[0]].end])
    for index in run:
        readings[index].is_shared = is_chinese and not is_dealt


def _share_sign(first: Reading, other: Reading, *, is_points: bool) -> None:
    """Give a figure of a list the sign of the first one: 分别增长5%和6%以上 are both changes.

    A bound after the first figure is its own; one before it applies to every figure without a bound.
    """
    own = "" if other.comparator == "=" else other.comparator
    if own == "x" and first.comparator in ("+", "-"):
        own = ""  # 分别增长9.4倍、7.6倍: without a verb, a multiple of a list is a change like the first one
    if own == "+" and is_points:
        own = ""  # points are a rise unless a word says otherwise: 分别下降0.3和0.4个百分点
    shared = "" if first.is_bound else first.bound
    if first.comparator in CHANGES and own in ("", *BOUNDS):
        other.comparator, other.bound = first.comparator, own or shared
    elif not own and not (first.is_bound and first.comparator in BOUNDS):
        other.comparator = first.comparator


def _is_next_change(sentence: Sentence, readings: Mapping[int, Reading], index: int) -> bool:
    """Return whether the next figure is a change in the list of the one at `index`: 分别增长20%、下降15%."""
    reading, following = readings[index], readings[index + 1]
    if sentence.figures[index].unit != sentence.figures[index + 1].unit or following.indicator:
        return False
    return reading.comparator in CHANGES and _names_change(sentence, index)


def _names_change(sentence: Sentence, index: int) -> bool:
    """Return whether a verb of change stands between a figure and the next one of its list."""
    left, right = sentence.figures[index], sentence.figures[index + 1]
    return _CHANGED.fullmatch(sentence.text, left.end, right.start) is not None


def _is_listed(sentence: Sentence, index: int) -> bool:
    left, right = sentence.figures[index], sentence.figures[index + 1]
    is_pause = sentence.text.startswith(",", left.end)
    if is_pause and left.unit != right.unit and has_han(sentence.text[sentence.start : left.start]):
        return False  # 分别达到69家、107家，1324人晋升职称
    return right.start - left.end < 12 and bool(_BETWEEN.fullmatch(sentence.text, left.end, right.start))


def _dates_in_list(sentence: Sentence, count: int, place: int) -> list[str]:
    """Return the dates of the first list of `count` moments in a sentence, or none.

    No other moment stands between the list and `place`, the start of the first figure.
    """
    run: list[Moment] = []
    for moment in sentence.moments:
        if moment.role == "base" or not moment.iso:
            continue
        if run and not _follows_in_list(sentence.text, run[-1], moment):
            run = []
        run.append(moment)
        if len(run) == count:
            is_near = not _has_moment(sentence, run[-1].end, place)
            return [item.iso for item in run if is_near]
    return []


def _has_moment(sentence: Sentence, start: int, end: int) -> bool:
    return any(moment.role != "base" and moment.iso for moment in sentence.moments_in(start, end))


def _years_of_span(sentence: Sentence, count: int, place: int) -> list[str]:
    """Return the years of a sentence's only span if there are `count` of them: 2021年至2023年，... 分别为.

    They do not apply to a list that names as many things: 2021年至2023年，甲县、乙县和丙县产量分别为.
    """
    spans = [moment for moment in sentence.moments if moment.first and moment.iso]
    if len(spans) != 1 or spans[0].role == "base" or _has_moment(sentence, spans[0].end, place):
        return []
    first, last = int(spans[0].first[:4]), int(spans[0].iso[:4])
    if last - first + 1 != count:
        return []
    return [str(year) for year in range(first, last + 1)]


def _follows_in_list(text: str, left: Moment, right: Moment) -> bool:
    is_pause = text.startswith((",", "，"), left.end)
    if is_pause and left.first and not right.first and "期" in text[left.start : left.end]:
        return False  # “十三五”期间，2016、2017年
    return right.start - left.end <= 8 and bool(_LIST.fullmatch(text, left.end, right.start))
