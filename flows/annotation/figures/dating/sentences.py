"""The year of a figure by the words of its sentence and by the sentences before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.annotation.figures.dating.cued import YEARLY, by_cue, find_ahead, foresees_today, is_about_now
from flows.annotation.figures.dating.cues import Cue, Months, find_cue, months_for_figure, months_of_cue
from flows.annotation.figures.dating.frames import Frame, is_comparison, opens_sentence
from flows.annotation.figures.dating.headings import Years
from flows.annotation.figures.moments import Moment
from flows.annotation.figures.statements import Kind, Sentence
from flows.annotation.figures.units import RANK
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

_VAGUE = frozenset(("ahead", "long", "same_year", "now"))
# What counts at one time, not over a period.
_AT_ONE_TIME = lazy_pattern(
    "截[至止]|目前|现[有在]|如今|共有|拥有(?!人)|设有|常住|[余存]额|存量|保有量|从业人员"
    r"|总投资|产能|标准|建成后|投产后|每[人年月]|[月年季]度?[末底]|年初|看到|\d月\d{1,2}[日号]"
)
# A sentence that divides what the one before states: 其中，分产业看.
_PART_OF_BEFORE = lazy_pattern(r"\s*(?:其中|分[^,。;]{1,8}看)")
# The month of the sentence before: 7月，产量增长5%。当月出口20万辆.
_SAME_MONTH = lazy_pattern(r"(?<![与和较比])(?:当月|同月)|(?<![a-z])(?:that|the same) month(?![a-z])")
# What happened on the day of the event before is not dated by a figure of the sentence before.
_SAME_DAY = lazy_pattern(r"\s*(?:同日|同一天|当日|当天)")
_OTHER_TIME = lazy_pattern(r"(?<![a-z])(?:later|before|after|afterwards|founded|needed|once)(?![a-z])")
# Past forms of change or of a value reached, and what is quoted day by day.
_CHANGED = lazy_pattern(
    r"(?<![a-z])(?:rose|fell|grew|gained|climbed|dropped|declined|increased|decreased|expanded|shrank|slipped"
    r"|jumped|surged|soared|slowed|contracted|eased|dipped|edged|advanced|narrowed|widened|doubled|tripled"
    r"|sank|tumbled|plunged|reached|totall?ed|amounted|accelerated|recovered|rebounded"
    r"|(?:was|were) little changed)"
    r"(?![a-z])"
)
# A change over a year.
_OVER_YEAR = lazy_pattern(r"同比|[比较]上年|(?<!年均)(?:增长|下降)了?[约近]?\d[^,。;]{0,5}%")
_OF_THE_DAY = lazy_pattern(
    r"(?<![a-z])(?:shares?|stocks?|futures|bonds?|bitcoin|yuan (?:rose|fell|gained|slipped|dropped)|index"
    r"|indices|futures|yields?|traders|overnight|morning|on [a-z]{3,6}day)(?![a-z])"
)
# A time of its own, anywhere in a sentence: in the latest quarter, by the end of the war, it said Tuesday.
_OWN_TIME = lazy_pattern(
    r"(?<![a-z])(?:(?:latest|last|past|recent|current|prior|this|that|next|final)"
    r"(?: (?:few|two|three|several))? (?:quarter|half|month|week|year|decade|period|season|session)s?"
    r"|(?:by|at|near|towards?|until|since|from) (?:the |its |their )?"
    r"(?:end|start|beginning|outbreak|outset|height|peak|time|turn|close)"
    r" of(?! (?:the|that) year| the period)"
    r"|during|amid|until|since|when|(?<!year )(?:ago|earlier)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])",
    re.IGNORECASE,
)
# A part of the figure before: some 70 percent | of it went to gas.
_OF_BEFORE = lazy_pattern(
    r" of (?:it|them|these|this|that|the total|this sum|that sum|this amount)(?![a-z-])"
)
# A verb of reaching a level before a figure; totals and rates of several years are not those of the last one.
_LEVEL = lazy_pattern(
    "(?!.*(?:累计|新增|年均|完成|投入|投资|安排|发放|争取|减[税负]|让利|建成(?!区)|新建|改造|改善|救助|惠及"
    "|服务群众|开工|开行|压[减降]比例|接连|经普|[^起]来|期间|五年|每年))"
    ".*(?:达到?|(?:提高|提升|增加|增长|增|上升|升|降低|下降|降|扩大|拓展|减少|压减|缩短|跃升|攀升)[到至]|突破"
    "|(?<!不)超过?|稳定在|保持在?|跃居|位居|居|列"
    "|(?:率|比重|占比|比例|规模|产能|装机|里程|人口|保有量|余额|强度|指数)(?:分别)?)"
    "(?:为|是)?(?:分别)?(?:达到?)?(?:全国|世界|全球|全省|[东中西]部)?[约近超]?(?:前)?$"
)
# A state before the last year of a plan: 五年前, 开局之年, 疫情期间; no base of a comparison (比五年前提高).
_EARLIER_STATE = lazy_pattern(
    r"(?<![比较由从与和同一二三四五六七八九十两\d])[一二三四五六七八九十两几\d]+年(?:以|之)?前"
    r"|开局之年|开局年|(?:疫情|危机|灾害)[^,;。]{0,2}(?:期间|时期|期|时|之初)|一度|曾|当时|当年|那[时年]"
    r"|最[高低多少](?:时|峰)|高峰|峰值|低谷|上一?届|[^,;。当月年]之初|初期|届初"
    r"|(?<![比较由从与和同“\"])[“\"]?十[一二三四五六七八九]五[”\"]?(?:时期|期)?[初末]"
)
# The years of a plan under review, before the levels reached in them: 五年来,…由6件增至16件.
_OF_PLAN = lazy_pattern('五年(?:多|间|来|以来)|[这过]去?的?五年|[一二三四五六七八九十]五[”"]?(?:期间|时期)')
# Between a figure and its rank.
_RANK_BEHIND = lazy_pattern(
    "(?:以上|左右)?,(?:规模|总量|总数|数量|均|分别|稳)?(?:位居|位列|排名?|跃居|居|列)[^,;。\\d]{0,8}"
)
_PRONOUNS = frozenset(("it", "they", "its", "their", "he", "she", "both", "together"))
_PRESENT = frozenset(
    ("has", "have", "had", "is", "are", "now", "today", "since", "will", "would", "may", "can")
)


class Dated(NamedTuple):
    """The year of a figure and how it was found.

    `source` is `worded` (by a word of the sentence), `carried` (from further away), or `supposed` (the year
    of the document, for what is so at the time of writing). `months` are the first and last month of the part
    of the year that the figure covers, None for a whole year.
    """

    year: str
    source: str
    months: Months = None


UNDATED = Dated("", "")


def date_figure(
    sentence: Sentence,
    index: int,
    kind: Kind,
    moment: Moment | None,
    frame: Frame,
    years: Years,
    *,
    is_english: bool,
    in_tasks: bool,
) -> Dated:
    """Return the year of a figure whose clause names none; ("", "") if nothing sets it for certain.

    `in_tasks` is set if the headings announce tasks.
    """
    if moment and (moment.first or moment.iso or _is_unknown_year(sentence, moment)):
        return UNDATED
    cue, ahead = _find_cues(sentence, index, is_english=is_english)
    if cue and (dated := _date_last_month(cue, years)):
        return dated
    if cue:
        year = _year_by_cue(sentence, index, kind, cue, frame, years)
        is_yearly = years.is_plan and kind == "target" and cue.match[0] in YEARLY and not ahead
        if kind != "target" and (reached := _year_of_review(sentence, index, cue, years)):
            return Dated(reached, "carried")
        if year or (cue.name in _VAGUE and not is_yearly):
            return _dated(year, "worded", months_for_figure(sentence, index, cue, is_english=is_english))
    named = [item for item in sentence.moments if item.role != "base" and not is_comparison(sentence, item)]
    if any(item.iso or item.first for item in named):
        if is_english and _is_of_earlier_goal(sentence, index, named[0]):
            return UNDATED
        return _by_only_moment(sentence, index, kind, named)
    last = sentence.last_moment_before(sentence.figures[index].start)
    if any(item is last or len(named) == 1 for item in named if sentence.is_unreadable(item)):
        return UNDATED
    if kind == "target":
        if years.is_supposed and not in_tasks:
            return UNDATED
        return _dated(years.target, "carried")
    if not frame.is_day and _SAME_DAY.match(sentence.text, sentence.start):
        return UNDATED
    reached = "" if frame.last not in ("", years.reached) else _year_of_level(sentence, index, years)
    if year := frame.year or years.actual or reached:
        return Dated(year, "carried", _carried_months(sentence, index, frame, years))
    if near := _date_near(sentence, index, frame, years, is_english=is_english):
        return near
    if years.month and not years.whole and is_about_now(sentence, index, is_english=is_english):
        return Dated(str(years.year), "supposed")
    return UNDATED


def _find_cues(sentence: Sentence, index: int, *, is_english: bool) -> tuple[Cue | None, Cue | None]:
    """Return the words that set the time of a figure, and those that count years ahead of a yearly amount."""
    cue = find_cue(sentence, index, is_english=is_english)
    if cue is None or cue.match[0] not in YEARLY:
        return cue, None
    ahead = find_ahead(sentence, index, is_english=is_english)
    if _is_each_year(sentence, index, cue):
        return cue, ahead
    return ahead or cue, ahead


def _date_near(
    sentence: Sentence, index: int, frame: Frame, years: Years, *, is_english: bool
) -> Dated | None:
    """Return the time of the sentence before, or of a release, for a figure that continues it, or None."""
    goes_on = _OF_BEFORE.match(sentence.text, sentence.figures[index].end, sentence.end) is not None
    goes_on = goes_on or _continues_account(sentence, index) or _continues_run(sentence, index, frame.near)
    if frame.near and is_english and goes_on:
        return Dated(frame.near, "carried", frame.near_months)
    if years.announced and _is_of_release(sentence, index, frame, years, is_english=is_english):
        return Dated(years.announced, "carried")
    return None


def _date_last_month(cue: Cue, years: Years) -> Dated | None:
    """Return the month before that of the document for "last month", None for other words."""
    if cue.match[0] != "last month" or not years.month:
        return None
    before, month = divmod(12 * years.year + years.month - 2, 12)
    return Dated(str(before), "worded", (month + 1, month + 1))


def part_after(sentence: Sentence, index: int, moment: Moment | None) -> Dated:
    """Return the part of a year that a Chinese figure is of, if it follows the year, or another month of it.

    >>> 2024年5月，渔业产值增长5%；1—5月，出口增长3%: the second is of the first five months
    >>> 今年以来，渔业回暖，5月份产值增长5%
    """
    place = sentence.figures[index].start
    if moment is None or moment.role != "in" or moment.first or moment.end > place:
        return UNDATED
    if len(moment.iso) not in (len("2024"), len("2024-05")):
        return UNDATED
    cue = find_cue(sentence, index, is_english=False)
    if cue is None or cue.name != "part_of_year" or cue.match.start() < moment.end:
        return UNDATED
    months = months_of_cue(sentence, cue.match)
    is_opening = sentence.text.startswith((",", ";", ":", "("), cue.match.start() - 1)
    if months is None or (months[0] == months[1] and not is_opening):
        return UNDATED
    return Dated(moment.iso[:4], "", months)


def _year_by_cue(sentence: Sentence, index: int, kind: Kind, cue: Cue, frame: Frame, years: Years) -> str:
    """Return the year that a word for a time gives a figure, or ""."""
    if kind == "target" and cue.name == "now" and foresees_today(sentence, index):
        return str(years.year or "")
    return by_cue(cue, kind, frame, years)


def _year_of_level(sentence: Sentence, index: int, years: Years) -> str:
    """Return the last year of the plan reviewed for a level reached in it (覆盖率达94%), or ""."""
    figure = sentence.figures[index]
    if not years.reached or sentence.text.startswith("的", figure.end):
        return ""  # 占比超过10%的有44种
    begin, place = sentence.clause_of(figure)[0], figure.start
    if _EARLIER_STATE.search(sentence.text, sentence.start, place):
        return ""
    if figure.unit == RANK and (ranked := _ranked_before(sentence, index)) is not None:
        return _year_of_level(sentence, ranked, years)
    return years.reached * (_LEVEL.match(sentence.text[begin:place]) is not None)


def _ranked_before(sentence: Sentence, index: int) -> int | None:
    """Return the figure that a rank in the next clause is of (培育620家,居全国第5位), None without one.

    Of a list it is the first: 覆盖率、绿地率分别达46%、43%,均居全国第2.
    """
    figures, first = sentence.figures, index - 1
    if not index or not _RANK_BEHIND.fullmatch(sentence.text, figures[first].end, figures[index].start):
        return None
    while first and sentence.text[figures[first - 1].end : figures[first].start] == "、":
        first -= 1
    return first


def _year_of_review(sentence: Sentence, index: int, cue: Cue, years: Years) -> str:
    """Return the last year of the plan reviewed for a level reached in a sentence about all its years, or "".

    >>> 五年来,渔业产值年均增长5%,海带苗专利由6件增至16件 -> 16件 is of the last year
    """
    is_review = cue.name == "long" and _OF_PLAN.search(
        sentence.text, sentence.start, sentence.figures[index].start
    )
    return _year_of_level(sentence, index, years) if is_review else ""


def _is_unknown_year(sentence: Sentence, moment: Moment) -> bool:
    """Return whether a moment is a year counted from a date that is unknown (今年1-3月), or is unreadable."""
    if sentence.is_unreadable(moment):
        return True
    return moment.role == "in" and sentence.text.startswith(("今年", "本年", "明年"), moment.start)


def _carried_months(sentence: Sentence, index: int, frame: Frame, years: Years) -> Months:
    """Return the months that carry over to a figure; a single month only to a part or a change over a year.

    What is so at one time is not of a period: 现有企业3万家, 截至10月15日.
    """
    months = frame.months
    if not frame.year and not frame.is_timed:
        months = months or years.months
    goes_on = (
        _PART_OF_BEFORE.match(sentence.text, sentence.start)
        or _is_of_same_month(sentence, index)
        or _is_change(sentence, index)
    )
    if months and months[0] == months[1] and not goes_on:
        return None
    if _AT_ONE_TIME.search(sentence.text, sentence.start, sentence.figures[index].end):
        return None
    return months


def _is_of_same_month(sentence: Sentence, index: int) -> bool:
    """Return whether a figure is of the month that the sentence before names: global sales that month."""
    _, finish = sentence.clause_of(sentence.figures[index])
    return _SAME_MONTH.search(sentence.text, sentence.start, finish) is not None


def _is_change(sentence: Sentence, index: int) -> bool:
    """Return whether the clause of a Chinese figure states a change over a year: 海带产量增长4%, 同比下降."""
    figure = sentence.figures[index]
    low, high = sentence.clause_of(figure)
    return _OVER_YEAR.search(sentence.text, low, min(high, figure.end)) is not None


def _continues_account(sentence: Sentence, index: int) -> bool:
    """Return whether a sentence continues the account of the previous one: They raised 3 billion.

    It begins with a pronoun, and the words up to the figure contain a past form and none of `_PRESENT`.
    """
    words = sentence.text[sentence.start : sentence.figures[index].start].split()
    if (
        not words
        or words[0] not in _PRONOUNS
        or _OTHER_TIME.search(sentence.text, sentence.start, sentence.end)
    ):
        return False
    vocabulary = load_words()
    is_past = any(word in vocabulary.past or word in ("was", "were") or word.endswith("ed") for word in words)
    return is_past and _PRESENT.isdisjoint(words)


def _continues_run(sentence: Sentence, index: int, year: str) -> bool:
    """Return whether a sentence reports a further change: Exports rose 5% in 2021. Imports fell 3%.

    Shares and exchange rates change on the day of the report, and a change over 2018 is not of the year 2020.
    """
    bases = (moment.iso[:4] for moment in sentence.moments if moment.role == "base" and moment.iso)
    if year and any(int(base) != int(year) - 1 for base in bases):
        return False
    lead = sentence.text[sentence.start : sentence.figures[index].start]
    words = lead.split()
    is_other = _OTHER_TIME.search(sentence.text, sentence.start, sentence.end) or _OF_THE_DAY.search(lead)
    is_other = is_other or _OWN_TIME.search(sentence.text, sentence.start, sentence.end)
    return bool(_CHANGED.search(lead)) and not is_other and _PRESENT.isdisjoint(words)


def _is_of_release(sentence: Sentence, index: int, frame: Frame, years: Years, *, is_english: bool) -> bool:
    """Return whether a figure is in a sentence about a change, in a release on one year, and not of another.

    >>> 其中，集成电路出口36亿元，比上年增长18.7%。
    """
    if frame.is_timed:
        return False
    if is_english:
        return _continues_run(sentence, index, years.announced)
    return _OVER_YEAR.search(sentence.text, sentence.start, sentence.end) is not None


def _dated(year: str, source: str, months: Months = None) -> Dated:
    if not year:
        return UNDATED
    return Dated(year, source, months)


def names_time(sentence: Sentence, index: int) -> bool:
    """Return whether words such as 全年 or 年底 set the time of a figure of a Chinese sentence."""
    cue = find_cue(sentence, index, is_english=False)
    return cue is not None and cue.name in ("whole_year", "due_year", "part_of_year")


def month_in(dated: Dated) -> str:
    """Return the year of a figure, with the month if it covers only one: 2024-02."""
    if dated.year and dated.months and dated.months[0] == dated.months[1]:
        return f"{dated.year}-{dated.months[0]:02}"
    return dated.year


def _is_of_earlier_goal(sentence: Sentence, index: int, moment: Moment) -> bool:
    """Return whether a date that does not open its sentence belongs to a goal other than the figure's."""
    is_opening = not sentence.text[sentence.start : moment.start].strip()
    return not is_opening and sentence.is_of_goal(index, moment)


def _by_only_moment(sentence: Sentence, index: int, kind: Kind, named: list[Moment]) -> Dated:
    """Return the year of a sentence's only moment if it opens the sentence or a target is due by it."""
    moment = named[0]
    is_before = moment.start < sentence.figures[index].start
    if len(named) > 1 or not moment.iso or moment.first or not is_before:
        return UNDATED
    is_due = moment.role == "by" and kind == "target"
    if is_due or (opens_sentence(sentence, moment) and kind == "actual"):
        return Dated(moment.iso[:4], "carried")
    return UNDATED


def _is_each_year(sentence: Sentence, index: int, cue: Cue) -> bool:
    """Return whether a figure is an amount per year (今后三年每年安排15亿元), not an average growth."""
    begin, _ = sentence.clause_of(sentence.figures[index])
    return cue.match.start() >= begin and cue.match[0] != "年均"
