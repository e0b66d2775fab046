"""The moment and the year of each figure in prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.annotation.figures.dating import UNDATED, Dated, Frame, Years, date_figure, names_time
from flows.annotation.figures.moments import Moment, months_of
from flows.annotation.figures.prose.setting import Setting
from flows.annotation.figures.sentences import Reader
from flows.annotation.figures.settling import (
    DAY,
    Shared,
    Statement,
    date_of,
    is_due,
    is_of_grant,
    is_of_result,
    is_superseded,
    label_of,
    year_inside,
)
from flows.annotation.figures.statements import Reading, Sentence
from flows.records import Target
from flows.text import lazy_pattern

# What a firm has had since it was founded: the year of a report does not apply to it.
_STANDING = lazy_pattern(
    r"注册资[本金]|註冊資[本金]|(?i:(?<![a-z])(?:registered|authori[sz]ed) (?:share )?capital)"
)
# The beginning of a year, in which something may have been done: 2024年春节期间.
_FIRST_DAYS = lazy_pattern("[^,;。]{0,4}(?:春节|元旦|春运|假期|寒假|开年|伊始|首[批月日]|年初)")
_DONE = lazy_pattern("已|以来|截至|目前|(?<![a-z])(?:has|have|had|so far|to date)(?![a-z])")
_FIRST_MONTHS = 3  # of a year, in which no text reports results for the whole of it
# The doubt per source of a year that is not in the clause of its figure.
_YEAR_DOUBTS = {"worded": "worded year", "carried": "carried year", "supposed": "supposed year"}
_ITEM_END = ";"
# From the time of an announcement to what is planned.
_ANNOUNCED = lazy_pattern(
    "[^。;]{0,60}?(?:签署|签订|签约|宣布|公告|披露|公布|发布|印发|出台)[^。;]{0,60}?"
    "(?:拟|将(?![于在])|计划(?![》”])|约定|(?<=》)(?:要求|提出|明确|规定))"
    r"[^。;\d]*(?:\d[\d.]*[^。;]{0,40})?$"
)
# A time that says who is meant: 对|2023年|首次认定的企业,给予; and one of a whole: 不得超过其|上年度|投资的.
_LEAD = 12
_OF_BENEFICIARY = lazy_pattern(r"(?:对于?|凡)[^,;。\d]{0,6}$")
_ITS_GRANT = lazy_pattern("[^,;。]{0,40}的[^,;。]{0,40},?[^,;。]{0,10}(?:给予|予以|奖励|补[助贴]|资助|奖补)")
_BOUND_BEFORE = lazy_pattern("不(?:得|应|能)?(?:低于|超过|高于|少于|多于)[其本该]?$")
_REST_OF_WHOLE = lazy_pattern("[^,;。]{1,16}的")
# A value that has not changed does not take the year that the sentences before are about: 回报率仍有9%.
_STILL_SO = lazy_pattern("(?:仍[然旧]?|依然|依旧)[^,;。\\d]{0,4}$")


def has_just_begun(sentence: Sentence, moment: Moment | None, years: Years) -> bool:
    """Return whether a moment is the whole year of the document, which had begun when it was written."""
    if moment is None or moment.iso != str(years.year) or months_of(sentence.text, moment):
        return False
    if _FIRST_DAYS.match(sentence.text, moment.end):
        return False
    return 0 < years.month <= _FIRST_MONTHS


def is_early(sentence: Sentence, index: int, moment: Moment | None, years: Years) -> bool:
    """Return whether a figure of a year that has just begun may be a plan: 今年铁路里程增2000公里."""
    if not has_just_begun(sentence, moment, years):
        return False
    return _DONE.search(sentence.text, sentence.start, sentence.figures[index].start) is None


def moment_carried(
    sentence: Sentence,
    index: int,
    moment: Moment | None,
    readings: Mapping[int, Reading],
    reader: Reader,
) -> Moment | None:
    """Return the moment carried to a target without one, None if it is that of another goal.

    全年突破1800亿元,到2027年达到3000亿元: the first goal is due this year. Nor is it due in 2027 if the
    second goal is of the same indicator.
    """
    if moment is None or moment not in sentence.moments:
        return moment
    if reader.is_english:
        if sentence.is_of_goal(index, moment):
            return None
        return moment
    is_ahead = _ITEM_END in sentence.text[sentence.figures[index].end : moment.start]
    if is_ahead or is_of_grant(sentence, index, moment):
        return None  # 一是控制在2.8亿元;二是到2026年清理
    behind = [number for number, figure in enumerate(sentence.figures) if figure.start > moment.end]
    if moment.start <= sentence.figures[index].start or not behind:
        return moment
    following = readings.get(behind[0])
    goes_on = following is not None and not following.indicator and not following.is_baseline
    if goes_on or names_time(sentence, index):
        return None
    return moment


def moment_of(
    sentence: Sentence, index: int, moments: Mapping[int, Moment | None], reader: Reader
) -> Moment | None:
    """Return the date of a figure by the tree, or else by the words; None if another time has begun since."""
    moment = label_of(sentence, index)
    if moment is None:
        moment = moments.get(index)
    if moment is None and index not in moments:
        moment = date_of(sentence, index, is_english=reader.is_english)
    if is_superseded(sentence, index, moment):
        return None
    return moment


def is_of_another(
    sentence: Sentence,
    index: int,
    reading: Reading,
    statements: Sequence[Statement],
    moment: Moment | None,
    setting: Setting,
    reader: Reader,
) -> bool:
    """Return whether the moment before a Chinese figure belongs to another item, or to a result."""
    if reader.is_english:
        return False
    is_result = is_of_result(sentence, index, reading.kind, moment, statements, setting.year)
    return is_result or is_of_grant(sentence, index, moment)


def is_no_deadline(sentence: Sentence, index: int, moment: Moment | None) -> bool:
    """Return whether a moment before a Chinese goal is that of something else.

    >>> 3月签署协议,拟以5亿元收购: when the plan was announced
    >>> 对2023年认定的企业,给予50万元: which firms are meant
    >>> 不得超过其上年度投资的30%: of the whole
    """
    if moment is None or moment.role != "in":
        return False
    text, place = sentence.text, sentence.figures[index].start
    lead = text[max(sentence.start, moment.start - _LEAD) : moment.start]
    if _OF_BENEFICIARY.search(lead) and _ITS_GRANT.match(text, moment.end, place):
        return True
    if _BOUND_BEFORE.search(lead) and _REST_OF_WHOLE.fullmatch(text, moment.end, place):
        return True
    return _ANNOUNCED.match(text, moment.end, place) is not None


def date_in_list(given: Shared, moment: Moment | None) -> tuple[Moment | None, str]:
    """Return the moment and date of a figure; in a list it has its own, not the whole of 2021年至2023年."""
    if given.deadline:
        return None, given.deadline
    return moment, moment.iso if moment else ""


def is_past(moment: Moment | None, year: int) -> bool:
    """Return whether a moment by which something was due is before the year of the document."""
    return moment is not None and moment.role == "by" and not is_due(moment, year)


def is_over(deadline: str, year: int) -> bool:
    """Return whether a deadline is before the year of the document; either may be unknown."""
    return 0 < int(deadline[:4] or 0) < year


def find_year(
    sentence: Sentence,
    index: int,
    read: Reading,
    moment: Moment | None,
    frame: Frame,
    setting: Setting,
    reader: Reader,
) -> Dated:
    """Return the year of a figure whose clause and section name none."""
    if reader.is_english and read.kind != "target" and (year := year_inside(read.indicator)):
        return Dated(year, "")
    if not reader.is_english and _STILL_SO.search(
        sentence.text, sentence.start, sentence.figures[index].start
    ):
        frame = frame._replace(year="")
    due = [one for one in sentence.moments if one.role == "by" and one.end <= sentence.figures[index].start]
    if not reader.is_english and any(is_of_grant(sentence, index, one) for one in due):
        return UNDATED
    if not reader.is_english and _is_of_another_day(sentence, index, setting.year):
        return UNDATED
    is_planned = reader.is_english and read.kind == "target"
    dated = date_figure(
        sentence,
        index,
        read.kind or "actual",
        moment,
        frame,
        setting.years,
        is_english=reader.is_english,
        in_tasks=setting.section == "target" or is_planned,
    )
    is_standing = dated.source == "carried" and _STANDING.search(read.indicator)
    if is_standing:
        return UNDATED
    return dated


def _is_of_another_day(sentence: Sentence, index: int, year: int) -> bool:
    """Return whether a day without a year follows the year of the sentence, which may not be its own.

    >>> 2022年前三季度,利润5亿元,2月10日,股价为19元, in 2023 -> True
    """
    place = sentence.figures[index].start
    last = sentence.last_moment_before(place)
    if last is None or not last.iso or last.iso.startswith(str(year)):
        return False
    return DAY.search(sentence.text, last.end, place) is not None


def doubts_of_year(dated: Dated, years: Years, *, is_known: bool) -> list[str]:
    """Return what makes the year of a figure less sure, as a name of `doubts` in `scores.toml`."""
    if not is_known and years.is_supposed:
        return ["mixed report"]
    return [_YEAR_DOUBTS[dated.source]] if dated.source else []


def loses_month(dated: Dated, frame: Frame) -> bool:
    """Return whether a figure has the year of an earlier sentence that is about one month of it.

    >>> 8月份，渔业产值增长5%。海带产量增长4%。 -> the second is of August, too, and is dated by the year
    """
    months = frame.months
    is_of_month = months is not None and months[0] == months[1]
    return is_of_month and dated.source == "carried" and dated.months is None and dated.year == frame.year


def only_months(targets: Sequence[Target]) -> tuple[int, int] | None:
    """Return the first and last month that all figures of a sentence are of, None without such.

    >>> In May, exports rose 3 percent and imports 2 percent. -> 5, 5
    """
    spans = {(one.period_start or one.deadline, one.period_end or one.deadline) for one in targets}
    if len(spans) != 1:
        return None
    first, last = spans.pop()
    if len(first) == len(last) == len("2024-05") and first[:4] == last[:4]:
        return int(first[-2:]), int(last[-2:])
    return None


def is_carried_total(sentence: Sentence, index: int, dated: Dated) -> bool:
    """Return whether a Chinese total since some time (累计) has the year of an earlier sentence."""
    place = sentence.figures[index].start
    return dated.source == "carried" and "累计" in sentence.text[max(sentence.start, place - 20) : place]
