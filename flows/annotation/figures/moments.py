"""Points in time that a figure holds at or is compared with, in folded Chinese and English text.

A plan period stands for its last year. The Five-Year Plans (中华人民共和国国民经济和社会发展五年规划): the
1st ended in 1957, the 2nd in 1962, then, after three years without one, the 3rd in 1970, and every five years
after that; the 14th ends in 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from flows.text import compile_alternatives, month_number, parse_numeral

Role = Literal["by", "in", "base"]
PLAN_ENDS: dict[int, int] = {1: 1957, 2: 1962, 3: 1970} | {
    number: 1955 + 5 * number for number in range(4, 18)
}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
)
_ENGLISH_ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}

# 民國113年 of Taiwan, and 113年度 or 113年6月 without the name of the era.
_REPUBLIC = r"民国\d{2,3}(?=年)|(?<!\d)1[01]\d(?=年(?:度|第?[一二三四]季|[上下]半年|\d{1,2}月))"
# Alone, 113年 may be a span of time: it is a year only in a text of Taiwan, and not in 建校113年, 距今113年.
NO_SPAN = (
    "(?<!建校|创校|成立|设立|创立|建立|运作|营运|距今|历经|年限|期限|超过|寿命|已有|办学|经营|传承|存续"
    "|創校|設立|創立|運作|營運|歷經|超過|壽命|辦學|經營|傳承|存續)"
)
_BARE_REPUBLIC = (
    rf"{_REPUBLIC}|(?<![\d第近共达时约])(?<!\d[.,]){NO_SPAN}"
    r"1[01]\d(?=年(?!来|间|内|多|[之以]?[前后来]|的?历史|期))"
)
_HAN_YEARS = r"(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2}|一九[〇零○一二三四五六七八九]{2}"
_CHINESE_MOMENT = (
    r"(?<!\d)(?:(?P<first>YEAR)年?(?:-{1,2}|~|至|到))?"
    r"(?P<year>YEAR)年(?!版|第\d{1,3}号|远景目标(?![,，]))(?:度(?![假量]))?"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<half>上半年|下半年|第?[一二三四]季度?|前三个?季度"
    r"|前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月)?"
    r"(?P<end>年?底|年?末|年初|初)?"
    r"|[“\"](?P<plan>十?[一二三四五六七八九]五)[”\"](?:规划|计划)?"
    r"(?P<part>时期末|规划期末|期末|末期|末|期间|时期|规划期)"
    r"|(?<![一二三四五六七八九十])(?P<bare>十[一二三四五六]五)(?:规划|计划)?"
    r"(?P<bare_part>时期末|规划期末|期末|末期|末|期间|时期|规划期)"
    r"|第(?P<count>十?[一二三四五六七八九]|十)个五年(?:计划|规划)(?P<count_part>期末|末|期间|时期)"
    r"|(?<![^,;。:、 (于在至到])(?P<after>次年|翌年)(?![度轻龄检报会])"
    r"|(?P<century>上个?世纪|20世纪|二十世纪|本世纪|21世纪|二十一世纪)?"
    r"(?P<decade>[1-9]0|[一二三四五六七八九]十)年代(?P<decade_part>[初末]期?|[早前中后]期|中后期)?"
    r"|(?P<past>[今去明]年(?:[上下]半年|第?[一二三四]季度)"
    r"|上年同期|去年同期|上年度|上年末|上年底|去年底|去年末|上一年|上年|去年"
    r"|(?<![税产以从此])前年(?![薪收利产])|年初|上半年|上季度|上月"
    r"|基期|今年|本年度?|明年|(?<!提)[前头][一二两三四五六七八九十\d]{1,2}年(?!前)"
    r"|(?<![\d前后第来])(?:[一二两三四五六七八九]?十|[一二两三四五六七八九]|\d{1,2})年(?:之|以)?前"
    r"|[一二两三四五六七八九十\d]{1,2}年内|自那以后|自那时起|此后|自此|从此)"
)
# By whether the text is one of Taiwan.
_CHINESE = {
    is_republic: compile_alternatives(_CHINESE_MOMENT.replace("YEAR", f"(?:{republic}|{_HAN_YEARS})"))
    for is_republic, republic in ((False, _REPUBLIC), (True, _BARE_REPUBLIC))
}
# A year of twelve months in two calendar years, 2023-24 or FY2023/24; 2011-12 may be a month.
TWO_YEARS = re.compile(r"(?<![\d-])(?P<century>19|20)(?P<first>\d{2})[-–/](?P<last>1[3-9]|[2-9]\d)(?![\d-])")
_FIRST_REPUBLIC_YEAR = 1912
_LAST_CENTURY = 1900
_CENTURIES = dict.fromkeys(("上世纪", "上个世纪", "20世纪", "二十世纪"), _LAST_CENTURY) | dict.fromkeys(
    ("本世纪", "21世纪", "二十一世纪"), 2000
)
_FOUNDED = re.compile("(?:出生|生|成立|设立|创[立办建]|[始修]?建|诞生)于$")
_BY_BEFORE = re.compile(r"(?:(?<![截长高低加升降少缩展大达])[到至]|力争|争取|力争在|确保)$")
_BY_AFTER = re.compile(r"(?:之?前|以前)(?!已|发布|注册|出台|成立|登记|的|印发)")
_BASE_BEFORE = re.compile(
    r"(?:比(?![重例率])[^,;。比]{0,10}|较|由|从|与|以|对比|相比|自|高于|低于|快于|超过"
    r"|(?<![但可只凡就还])是)$"
)
_BASE_AFTER = re.compile(
    r"的?(?:水平)?(?:基础上|相比|为基期|为基数)|不变价|可比价"
    r"|水平|(?:\([^()]{1,16}\))?的(?:\d[\d.]{0,8}|[一二两三四五六七八九十点]{1,6})倍"
)
_LAST = 2100  # before this year every span is over where the year of the text is unknown
_TO_END = re.compile("(?:底|初|末)?,?(?:到|至)")  # between the ends of a span
_SUM_BEFORE = ("是", "相当于", "超过")  # 是1950年到2002年的总和
_JOINING = ("和", "、", "与", "及", "以及")

# Words of years by the date of the text; those of parts of a year tell too little.
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
_SINCE = re.compile("以来|(?:起)?至今|起(?=[,累])")
_SAME_YEAR = ("that year", "the same year")
_YEARS_OF = {"year": 1, "decade": 10}
_COUNTS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 2
    )
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d{2}(?!\d|[.,]\d|%| percent| per cent| million| billion)"
_PREPOSITION = (
    r"compared (?:with|to)|relative to|as of|prior to|as early as|by|in|until|till|before|after|since"
    r"|from|for|during|through|throughout|to|than|with|and|or|over|on|of|between|at|against|within|the"
)
_ENGLISH_TIME = re.compile(r"(?:1[89]|20)\d\d|year|decade")  # which every English moment holds
_ENGLISH = compile_alternatives(
    rf"(?<![a-z\d])(?:(?P<prep>{_PREPOSITION}) )?(?:the )?(?:around |about )?"
    r"(?P<end>(?:the )?end of(?: the)?(?: year)? |end-|year-end |late |early |mid-"
    r"|(?:first|second|third|fourth) (?:quarter|half) of |year |fiscal year |fiscal |fy ?"
    r"|first (?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) (?:months|quarters) of "
    r"|h[12] (?:of )?|q[1-4] (?:of )?|(?:the )?(?:whole|course|rest) of |all of |early-|late-|level of "
    r"|levels of )?"
    rf"(?:(?P<day>\d{{1,2}}) (?P<month1>{MONTH})\.? "
    rf"|(?P<month>{MONTH})\.?(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?,? )?"
    rf"(?:(?P<first>(?:19|20)\d{{2}})(?:-| to | and | through | - )(?:(?:the )?end of |{MONTH} )?)?"
    rf"(?P<year>{_YEAR})"
    r"(?:[-/](?P<short>\d{2})(?!\d|-))?(?![a-z])"
    r"|(?<![a-z])(?:(?P<plan_prep>by|in|during|over|for|from|throughout|of|than|with|at) )?"
    r"(?P<plan_end>the end of |the )?(?:the )?"
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)|(?P<ordinal>[a-z]{5,11}th|first|second|third))"
    r" five[ -]year plan(?: period)?"
    r"|(?<![a-z])(?P<past>(?:compared with |over |than |from |on |in )?"
    r"(?:the previous year|the year before|a year earlier|a year ago|the preceding year|last year(?:'s)?"
    r"|the same period (?:last year|of the previous year|a year earlier))"
    r"|(?:a|one|two|three|five|ten|\d{1,2}) (?:decades?|years?) (?:ago|earlier|before)"
    r"|year[ -]on[ -]year|year[ -]over[ -]year|(?:by |in |over )?this year(?:'s)?|next year(?:'s)?"
    r"|(?:in |by )?(?:that|the same) year(?:'s)?)"
    rf"|(?<![a-z])(?P<later>a|one|{'|'.join(_COUNTS)}|\d{{1,2}}) (?P<span>years?|decades?) later"
    r"(?! than|[a-z])"
    r"|(?<![a-z])(?:in )?the (?P<next>year after|following year|next year)(?= ?[,.;]| and |$)"
    rf"|(?<![a-z])(?:(?P<decade_prep>{_PREPOSITION}) )?(?:the )?(?P<decade_part>early[ -]|late[ -]|mid-)?"
    r"(?P<decade>(?:1[89]|20)\d0)s(?![a-z])"
)
_YEARS_BEFORE = re.compile(
    rf"(?P<count>a|one|{'|'.join(_COUNTS)}|\d{{1,2}}) (?P<span>year|decade)s? (?:earlier|before|ago)"
)
_YEAR_BEFORE = re.compile(
    r"(?:[a-z]+ ){0,2}(?:the previous year|the year before|the preceding year|a year earlier"
    r"|the same period (?:of the previous year|a year earlier))|上年(?:同期|度|末|底)?|上一年"
)
_SUBJECT_BEHIND = re.compile(r",? (?:it|its|they|their|the|that|this|he|she|we)(?![a-z])")
# A role by whether it is a base.
_BASE_OR_IN: dict[bool, Role] = {True: "base", False: "in"}
_BASES = frozenset(
    ("from", "than", "with", "against", "since", "over", "compared with", "compared to", "relative to")
)
_DUE = frozenset(("by", "until", "till", "before", "prior to", "through", "to"))
_ALIKE = re.compile(" (?:as|than) $")
_FIRST_DUE = "2000"  # decades before are over whenever a text was written
_THROUGHOUT = ("in", "during", "throughout", "over", "within", "for")
_COMPARING = ("compared", "over the", "than", "from", "on ", "year")
_EARLIER = ("ago", "earlier", "before")
# A participle behind a noun, no verb: communities established before 2000; parks will be built by 2030.
_PARTICIPLE = re.compile(
    r"(?<! be )(?<! been )"
    r"(?:established|built|issued|launched|adopted|founded|born|constructed|published|signed) $"
)
# What a year in front of it dates: Lenovo's 2015 revenue.
_DATED_NOUN = re.compile(
    r" (?:[a-z]+ ){0,2}?(?:revenues?|sales|listing|ipo|budget|output|exports|imports|earnings|profits?"
    r"|income|investment|spending|acquisition|purchase|deal|losses|shipments|deliveries|production|prices"
    r"|turnover|census|survey"
    r"|outlay|subsidies|fiscal year|financial year|total|quota|deficit|surplus"
    r"|work plan|annual plan)(?![a-z])"
)
# Years that are compared with: up 8% on 2023, an improvement on 2022; not spending on 2022 projects.
_ON_YEAR = re.compile(
    r"(?! [a-z])| (?:and|but|or|to|in|as|with|for|from|by|while|after|when|where|which|thanks|due|because"
    r"|owing|despite|driven|helped|boosted|at|was|were|is|are|had|has|reaching|following|amid|on)(?![a-z])"
)
_RATE_BEFORE = re.compile(r"(?:%|percent|points?|times|fold) on $")
_SUM_BEHIND = re.compile(r" (?:yuan|rmb)\b")
_IN_BRACKETS = re.compile(r"(?:%|percent|[mbtr]illion|yuan|dollars|\d) \((?:in )?$")
_SPAN_BEFORE = re.compile(rf"(?:decades?|years?|period|months?|from {MONTH}) (?:t|up t|leading t)?$")
_FROM_PEAK = re.compile(r"from (?:its|their|the|a) (?:[a-z-]+ ){0,2}(?:peak|high|low|trough)s? $")
_LEVEL_AFTER = re.compile(r"(?:'s)? (?:level|levels|base|baseline|figure|terms|as the base)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, `text[start:end]` without its preposition; `iso` is a year, month or day, or "".

    `role`: `by` it something is to be reached, `in` it something was so, or it is the `base` of a comparison.
    `first` is the beginning of a period that ends there (2019-2022), or since when (iso is then "").
    """

    start: int
    end: int
    iso: str
    role: Role
    first: str = ""


def find_moments(
    text: str,
    language: str,
    start: int = 0,
    end: int | None = None,
    today: int = 0,
    told: int = 0,
    *,
    is_republic: bool = False,
) -> list[Moment]:
    """Return the moments of folded `text[start:end]`, in order.

    `today` is the year in which the text was written, 0 where that is unknown: this year and last year then
    have no date. `told` is the year that the text reports on, if a heading or title names it: 上年 is the one
    before. `is_republic` tells that years without a name may be those of the Republic: 113年 is 2024.
    """
    if end is None:
        end = len(text)
    if language == "en":
        return list(_find_english(text, start, end, today))
    return list(_find_chinese(text, start, end, today, told, _CHINESE[is_republic]))


def _find_chinese(
    text: str, start: int, end: int, today: int, told: int, pattern: re.Pattern[str]
) -> Iterator[Moment]:
    previous: Moment | None = None
    for match in pattern.finditer(text, start, end):
        first, last = match.span()
        before, after = text[max(start, first - 14) : first], text[last : last + 28]
        is_base_after = bool(_BASE_AFTER.match(after))
        is_base_before = bool(_BASE_BEFORE.search(before))
        if match["after"]:
            iso = str(int(previous.iso[:4]) + 1) if previous and previous.iso else ""
            yield Moment(first, last, iso, "in")
            continue
        if match["past"]:
            is_of_report = bool(told) and match["past"].startswith("上")
            iso = _relative_year(match["past"], told if is_of_report else today)
            yield Moment(first, last, iso, _BASE_OR_IN[is_base_before or is_base_after])
            continue
        iso, role = _read_chinese(match)
        begun = _begin_of_period(match, iso)
        if since := _SINCE.match(text, last):
            begun, iso, last = iso, "", since.end()
        elif _BY_AFTER.match(after):
            role = "by"
        elif previous and int(iso[:4] or 0) < (today or _LAST) and _is_end_of_span(text, previous, first):
            role, begun = "in", begun or previous.iso
        elif _BY_BEFORE.search(before):
            role = "by"
        elif is_base_after or (before.endswith(_SUM_BEFORE) if match["first"] else is_base_before):
            role = "base"
        elif previous and text[previous.end : first] in _JOINING:
            role = previous.role
        if match["decade"]:
            previous = _bound_decade(match, before, Moment(first, last, iso, role, begun))
        else:
            previous = Moment(first, last, iso, role, begun)
        yield previous


def _is_end_of_span(text: str, previous: Moment, start: int) -> bool:
    """Return whether a moment ends the span that the one before begins: 从1931年2月到1931年7月."""
    is_begun = text.endswith(("从", "自"), 0, previous.start)
    return is_begun and _TO_END.fullmatch(text, previous.end, start) is not None


def _relative_year(word: str, today: int) -> str:
    """Return the year that this year, last year or next year is, "" where today is unknown."""
    if not today:
        return ""
    steps = (step for start, step in _RELATIVE.items() if word.startswith(start))
    step = next(steps, None)
    return "" if step is None else str(today + step)


def _begin_of_period(match: re.Match[str], iso: str) -> str:
    """Return the first year of a period: of 2019-2022, of a plan's, or of a decade."""
    if match["first"]:
        return str(common_year(match["first"]))
    if match["decade"]:
        return _begin_of_decade(match)
    part = match["part"] or match["bare_part"] or match["count_part"]
    if part in ("期间", "时期", "规划期") and iso:
        return str(int(iso) - 4)
    return ""


def _begin_of_decade(match: re.Match[str]) -> str:
    """Return the first year of a whole decade of a named century; "" for others: 90年代末."""
    century, decade = match["century"], parse_numeral(match["decade"]) or 0
    if not century or match["decade_part"]:
        return ""
    return str(_CENTURIES[century] + decade)


def _bound_decade(match: re.Match[str], before: str, moment: Moment) -> Moment:
    """Return a decade without its year where it bounds a time (到90年代), or tells when one was founded."""
    if _FOUNDED.search(before):
        return replace(moment, iso="", role="base", first="")
    if moment.role != "by":
        return moment
    is_over = _CENTURIES.get(match["century"] or "", _LAST_CENTURY) == _LAST_CENTURY
    return replace(moment, iso="", role="in" if is_over else "by", first="")


def _read_chinese(match: re.Match[str]) -> tuple[str, Role]:
    """Return the date of a match, and the role that its own words give it."""
    if match["decade"]:
        begun = _begin_of_decade(match)
        return begun and f"{begun[:3]}9", "in"
    plan = match["plan"] or match["bare"] or (match["count"] and f"{match['count']}五")
    if not plan:
        return _date_of(match["year"], match["month"], match["day"]), "in"
    part = match["part"] or match["bare_part"] or match["count_part"]
    number = parse_numeral(plan.removesuffix("五")) or 0
    role: Role = "by" if part.endswith(("末", "末期")) else "in"
    return str(PLAN_ENDS.get(number, "")), role


def merge_years(words: str) -> str:
    """Return words with the second year for one in two calendar years: 2024 for 2023-24."""
    return TWO_YEARS.sub(_second_year, words)


def _second_year(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    if int(last) - int(first) != 1:
        return match[0]
    return f"{match['century']}{last}"


def common_year(year: str) -> int:
    """Return a year of the common era: 民国113 and 113 are 2024."""
    number = parse_numeral(year.removeprefix("民国").removeprefix("民國")) or 0
    return number if number >= _FIRST_REPUBLIC_YEAR else number + _FIRST_REPUBLIC_YEAR - 1


def _date_of(year: str, month: str | None, day: str | None) -> str:
    parts = [f"{common_year(year)}"]
    for value, limit in ((month, 12), (day, 31)):
        if not value or not 1 <= int(value) <= limit:
            break
        parts.append(f"{int(value):02}")
    return "-".join(parts)


def _find_english(text: str, start: int, end: int, today: int) -> Iterator[Moment]:
    if not _ENGLISH_TIME.search(text, start, end):
        return
    named = ""  # the year that "that year" and "a decade later" count from
    for match in _ENGLISH.finditer(text, start, end):
        if past := match["past"]:
            is_base = past.startswith(_COMPARING) or past.endswith(_EARLIER)
            iso = _relative_english(past, today)
            if past.removesuffix("'s").endswith(_SAME_YEAR):
                iso = named
            elif past.endswith(_EARLIER):
                counted = named
                if past.endswith("ago"):
                    counted = str(today or "") * ("decade" not in past)
                iso = count_back(past, counted)
                opens = text[start : match.start()].rstrip()[-1:] in ("", ";", ":", ".")
                is_base = not (
                    opens and _SUBJECT_BEHIND.match(text, match.end())
                )  # two years before they had been
            yield Moment(*match.span(), iso, _BASE_OR_IN[is_base])
        elif match["later"] or match["next"]:
            yield Moment(*match.span(), _year_later(match, named), "in")
        elif match["year"]:
            found = list(_read_year(text, match))
            if found:
                named = match["year"]
            yield from found
        elif match["decade"]:
            if not _PARTICIPLE.search(text, max(0, match.start() - 20), match.start()):
                yield _read_decade(text, match)
        elif moment := _read_plan(match):
            yield moment


def _year_later(match: re.Match[str], named: str) -> str:
    """Return the year that "a decade later" is, counted from the last one named; "" where none was."""
    if not named:
        return ""
    if match["next"]:
        return str(int(named) + 1)
    return str(int(named) + _count_years(match["later"], match["span"]))


def _count_years(count: str, span: str) -> int:
    """Return how many years "a decade", "two years" or "3 years" are, by the two words."""
    number = 1 if count in ("a", "one") else _COUNTS.get(count) or int(count)
    return number * _YEARS_OF[span.removesuffix("s")]


def count_back(words: str, year: str) -> str:
    """Return the year that folded words count back to from `year`: a year earlier, 上年; "" for none."""
    if not year.isdigit():
        return ""
    if match := _YEARS_BEFORE.fullmatch(words):
        return str(int(year) - _count_years(match["count"], match["span"]))
    return str(int(year) - 1) if _YEAR_BEFORE.fullmatch(words) else ""


def _relative_english(words: str, today: int) -> str:
    if not today:
        return ""
    steps = {"this year": 0, "last year": -1, "next year": 1}
    step = next((step for name, step in steps.items() if words.removesuffix("'s").endswith(name)), None)
    is_period = words.startswith("the same period")
    return "" if step is None or is_period else str(today + step)


def _read_plan(match: re.Match[str]) -> Moment | None:
    """Read the name of a Five-Year Plan; a preposition or its end must make it a time."""
    number = _ENGLISH_ORDINALS.get(match["ordinal"], 0) or int(match["number"] or 0)
    preposition, is_end = match["plan_prep"] or "", "end" in (match["plan_end"] or "")
    if number not in PLAN_ENDS or not (preposition or is_end):
        return None
    role: Role = "in"
    if preposition in ("from", "than", "with"):
        role = "base"
    elif preposition == "by" or is_end:
        role = "by"
    first = str(PLAN_ENDS[number] - 4) if preposition in ("during", "over", "throughout") else ""
    return Moment(*match.span(), str(PLAN_ENDS[number]), role, first)


def _read_decade(text: str, match: re.Match[str]) -> Moment:
    """Read "in the 1990s" as a period; part of a decade, or one that bounds a time, has no year."""
    preposition, first = match["decade_prep"] or "", match["decade"]
    if preposition == "in" and _ALIKE.search(text, max(0, match.start() - 4), match.start()):
        return Moment(*match.span(), "", "base")
    if preposition in _THROUGHOUT and not match["decade_part"]:
        return Moment(*match.span(), f"{first[:3]}9", "in", first)
    is_due = preposition in _DUE and first >= _FIRST_DUE
    role: Role = "by" if is_due else _BASE_OR_IN[preposition in _BASES]
    return Moment(*match.span(), "", role)


def _read_year(text: str, match: re.Match[str]) -> Iterator[Moment]:
    first, last = match.span()
    preposition = match["prep"] or ""
    is_anchored = bool(match["end"] or match["month"] or match["month1"] or match["first"] or match["short"])
    after = text[last : last + 24]
    is_named = bool(_DATED_NOUN.match(after)) or bool(_IN_BRACKETS.search(text, max(0, first - 14), first))
    if (not preposition and not is_anchored and not is_named) or _SUM_BEHIND.match(after):
        return
    if _PARTICIPLE.search(text, max(0, first - 20), first):
        return  # communities established before 2000
    month, day = match["month1"] or match["month"], match["day"] or match["day2"]
    if match["first"]:
        month = day = None  # those of the first of the two years
    iso = _date_of(match["year"], month and str(month_number(month[:3])), day)
    begun = match["first"] or ""
    if match["short"]:
        begun, iso = match["year"], match["year"][:2] + match["short"]
    role: Role = "by" if preposition in _DUE else "in"
    if preposition == "to" and _SPAN_BEFORE.search(text, max(0, first - 18), first + 1):
        role, is_named = "in", True  # in the decade to 2020
    if preposition == "in" and _FROM_PEAK.search(text, max(0, first - 36), first) and not begun:
        role = "base"
    is_compared = preposition == "in" and text.endswith((" as ", " than "), 0, first)
    if preposition == "of" and text.endswith((" those ", " that "), 0, first):
        is_compared = True  # three times those of 2020
    is_day = bool(match["month"] or match["month1"])
    if preposition == "on" and not is_day:
        rate = _RATE_BEFORE.search(text, max(0, first - 12), first + 3)
        is_compared = bool(rate or _ON_YEAR.match(text, last))
    is_level = bool(_LEVEL_AFTER.match(after)) or (match["end"] or "").startswith("level")
    if (preposition in _BASES or is_compared or is_level) and not begun:
        role = "base"
    if preposition in ("of", "the", "to") and not (is_anchored or is_named) and role != "base":
        return
    if preposition in ("of", "the", "to") and is_named:
        role = "in"
    if match["first"] and " and " in match[0] and preposition not in ("between", "from"):  # in 2020 and 2025
        yield Moment(first, match.end("first"), match["first"], role)
        first, begun = match.start("year"), ""
    elif preposition in ("and", "or"):
        first += len(preposition) + 1
    if preposition == "since" and not begun:
        begun = iso
    yield Moment(first, last, iso, role, begun)
