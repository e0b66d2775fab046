"""Points in time in English text, and years that words count back to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.annotation.figures.moments.model import BASE_OR_IN, PLAN_ENDS, Moment, Role, date_of
from flows.text import compile_alternatives, lazy_pattern, month_number

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
)
_ENGLISH_ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)}
_SAME_YEAR = ("that year", "the same year")
_YEARS_OF = {"year": 1, "decade": 10}
LENGTHS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: number for number, word in enumerate(LENGTHS, 2)}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Months from one to another, and months counted back from the last: the three months to June.
MONTHS = (
    rf"(?:{MONTH}\.?(?:-| to | through | till | until ){MONTH}\.?(?: period)?"
    rf"|(?<=between ){MONTH} and {MONTH}"
    rf"|(?:year|half|quarter|(?:{'|'.join(LENGTHS)}|1?\d)[ -]months?(?: period)?)"
    rf" (?:(?:up )?to|through|ended|ending|ended in|ending in) {MONTH}\.?)"
)
_YEAR = r"(?:19|20)\d{2}(?!\d|[.,]\d|%| percent| per cent| million| billion)"
_PREPOSITION = (
    r"compared (?:with|to)|relative to|as of|prior to|as early as|by|in|until|till|before|after|since"
    r"|from|for|during|through|throughout|to|than|with|and|or|over|on|of|between|at|against|within|the"
)
_ENGLISH_TIME = lazy_pattern(r"(?:1[89]|20)\d\d|year|decade")  # every English moment contains one of these
_ENGLISH = compile_alternatives(
    rf"(?<![a-z\d])(?:(?P<prep>{_PREPOSITION}) )?(?:the )?(?:around |about )?"
    r"(?P<end>(?:the )?end of(?: the)?(?: year)? |end-|year-end |late |early |mid-"
    r"|(?:first|second|third|fourth|last|final) (?:quarter|half) of |year "
    r"|(?:fiscal|financial) years? |fiscal |fy ?"
    r"|first (?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) (?:months|quarters) of "
    r"|h[12] (?:of )?|q[1-4] (?:of )?|(?:the )?(?:whole|course|rest) of |all of |early-|late-|level of "
    rf"|levels of |(?P<months>{MONTHS}),? (?:of |in )?)?"
    rf"(?:(?P<day>\d{{1,2}}) (?P<month1>{MONTH})\.? "
    rf"|(?P<month>{MONTH})\.?(?: (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)?,? )?"
    rf"(?:(?P<first>(?:19|20)\d{{2}})(?:-| to | and | through | - )"
    rf"(?:(?:the )?end of |{MONTH} |(?:the )?(?:fiscal|financial) year |fiscal |fy ?)?)?"
    rf"(?P<year>{_YEAR})"
    r"(?:[-/](?P<short>\d{2})(?!\d|-))?[aef]?(?![a-z])"
    r"|(?<![a-z])(?:(?P<plan_prep>by|in|during|over|under|for|from|throughout|of|than|with|at) )?"
    r"(?P<plan_end>the end of |the )?(?:the )?"
    r"(?:(?P<number>\d{1,2})(?:st|nd|rd|th)|(?P<ordinal>[a-z]{3,11}th|first|second|third))"
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
_YEARS_BEFORE = lazy_pattern(
    rf"(?P<count>a|one|{'|'.join(_COUNTS)}|\d{{1,2}}) (?P<span>year|decade)s? (?:earlier|before|ago)"
)
_YEAR_BEFORE = lazy_pattern(
    r"(?:[a-z]+ ){0,2}(?:the previous year|the year before|the preceding year|a year earlier"
    r"|the same period (?:of the previous year|a year earlier))|上年(?:同期|度|末|底)?|上一年"
)
_SUBJECT_BEHIND = lazy_pattern(r",? (?:it|its|they|their|the|that|this|he|she|we)(?![a-z])")
_BASES = frozenset(
    (
        *("from", "than", "with", "against", "since", "over", "after"),
        *("compared with", "compared to", "relative to"),
    )
)
_OF_SPAN = ("from", "between", "over")  # from January to June 2024
_DUE = frozenset(("by", "until", "till", "before", "prior to", "through", "to"))
_ALIKE = lazy_pattern(" (?:as|than) $")
_FIRST_DUE = "2000"  # earlier decades are over whenever the text was written
_THROUGHOUT = ("in", "during", "throughout", "over", "within", "for")
_SAME_PERIOD = "the same period "  # of another year: less than in the same period last year
_COMPARING = ("compared", "over the", "than", "from", "on ", "year")
_EARLIER = ("ago", "earlier", "before")
# A participle after a noun, not a verb: communities established before 2000; parks will be built by 2030.
_PARTICIPLE = lazy_pattern(
    r"(?<! be )(?<! been )"
    r"(?:established|built|issued|launched|adopted|founded|born|constructed|published|signed) $"
)
# Nouns dated by a year before them: Lenovo's 2015 revenue.
_DATED_NOUN = lazy_pattern(
    r" (?:[a-z]+ ){0,2}?(?:revenues?|sales|listing|ipo|budget|output|exports|imports|earnings|profits?"
    r"|income|investment|spending|acquisition|purchase|deal|losses|shipments|deliveries|production|prices"
    r"|turnover|census|survey"
    r"|eps|ebitda|capex|guidance|forecasts?|estimates?"
    r"|outlay|subsidies|fiscal year|financial year|total|quota|deficit|surplus"
    r"|work plan|annual plan)(?![a-z])"
)
# After a year of comparison: up 8% on 2023, an improvement on 2022; not spending on 2022 projects.
_ON_YEAR = lazy_pattern(
    r"(?! [a-z])| (?:and|but|or|to|in|as|with|for|from|by|while|after|when|where|which|thanks|due|because"
    r"|owing|despite|driven|helped|boosted|at|was|were|is|are|had|has|reaching|following|amid|on)(?![a-z])"
)
_RATE_BEFORE = lazy_pattern(r"(?:%|percent|points?|times|fold) on $")
_SUM_BEHIND = lazy_pattern(r" (?:yuan|rmb)\b")
# The lowest since 2020: what is measured did not begin then.
_RECORD_BEFORE = lazy_pattern(
    r"\b(?:(?:(?!interest|invest|forest|harvest|request|protest|contest|latest|west|test|rest|guest)"
    r"[a-z]{2,}est"
    r"|worst|best)"
    r"(?: (?!and|or|has|have|had|was|were|is|are|made|built|begun|set|[a-z]+ed )[a-z'-]+){0,4}"
    r"|most|least|(?:highs?|lows?)(?: level| point| reading)?"
    r"|first (?:time|rise|increase|gain|growth|fall|decline|drop|decrease|loss|profit|surplus|deficit)) $"
)
_ONWARD = lazy_pattern(r" onwards?\b| on(?=[,.;]|$)")  # 40 a year from 2028 onward
# What a plan does where its name gives the date: the 14th Five-Year Plan calls for 300 reactors.
_SPEAKING = lazy_pattern(
    r" (?:for [a-z -]{3,60} )?(?:foresaw|(?:aim|call|demand|envisage|envision|foresee|mandate|propose|provide"
    r"|require|set|stipulate|target|want)(?:s|d|ed)?) "
)
_YEARS_OF_PLAN = lazy_pattern(r" \((?:19|20)\d\d ?-")  # in the Eighth Five-Year Plan (1991-95)
_IN_BRACKETS = lazy_pattern(r"(?:%|percent|[mbtr]illion|yuan|dollars|\d) \((?:in )?$")
_LABEL_BEHIND = lazy_pattern(r": ?[^a-z)]{0,4}(?:[a-z]{2,3} ?)?\d")  # represented 7% of revenue (2023: 5.7%)
# After a year that opens a line of a chronicle: 2018 – R&D spending climbed.
_LINE_BEHIND = lazy_pattern(r" ?[–—] ?[a-z]| - [a-z]|: ?[a-z]")
_SPAN_BEFORE = lazy_pattern(rf"(?:decades?|years?|period|months?|from {MONTH}) (?:t|up t|leading t)?$")
_FROM_PEAK = lazy_pattern(r"from (?:its|their|the|a) (?:[a-z-]+ ){0,2}(?:peak|high|low|trough)s? $")
# A share of an earlier level: 60 percent of the levels seen in 2019.
_LEVELS_SEEN = lazy_pattern(
    r"(?:%|percent|per cent|half|third|quarter|fifth|tenth|times|fold|double|twice)s?(?: of)? "
    r"(?:the|its|their) (?:levels?|figures?|volumes?|totals?|highs?|peaks?|numbers?)"
    r"(?: (?:seen|recorded|reached|registered))? $"
)
_LEVEL_AFTER = lazy_pattern(r"(?:'s)? (?:level|levels|base|baseline|figure|terms|as the base)")
# Words before the preposition of a year of comparison: as in 2019, three times those of 2020.
_COMPARED_BEFORE = {"in": (" as ", " than "), "of": (" those ", " that ")}
# Double the 2016 total, a year whose value is only the measure.
_MULTIPLE_BEFORE = lazy_pattern(r"(?:times|double|triple|twice|half|quadruple) $")
_TOTAL_AFTER = lazy_pattern(r" (?:total|amount|number|value|volume|sum|average|output)(?! of|[a-z])")
# In January 2024 | to more than $40,000 by December: the first such month after the beginning.
_MONTH_REACHED = lazy_pattern(
    r"(?:,? and|,)? to (?:[^,;.\d]|[.,](?=\d))*?\$?\d[\d.,]*(?: ?%| ?[a-z]+){0,4}?"
    rf" (?P<time>(?:by|in) (?P<month>{MONTH}))(?![a-z]|\.? \d|,? (?:19|20)\d\d| of )"
)


def find_english(text: str, start: int, end: int, today: int) -> Iterator[Moment]:
    """Yield the moments of folded English `text[start:end]`; for the other parameters see `find_moments`."""
    if not _ENGLISH_TIME.search(text, start, end):
        return
    named = ""  # the year that "that year" and "a decade later" count from
    for match in _ENGLISH.finditer(text, start, end):
        if past := match["past"]:
            is_base = past.startswith(_COMPARING) or past.endswith(_EARLIER) or _SAME_PERIOD in past
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
            yield Moment(*match.span(), iso, BASE_OR_IN[is_base])
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
    """Return the year meant by "a decade later", counted from the last year named, or ""."""
    if not named:
        return ""
    if match["next"]:
        return str(int(named) + 1)
    return str(int(named) + _count_years(match["later"], match["span"]))


def _count_years(count: str, span: str) -> int:
    """Return the number of years in "a decade", "two years" or "3 years", given the two words."""
    number = 1 if count in ("a", "one") else _COUNTS.get(count) or int(count)
    return number * _YEARS_OF[span.removesuffix("s")]


def count_back(words: str, year: str) -> str:
    """Return the year that folded words count back to from `year` (a year earlier, 上年), or ""."""
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
    """Read the name of a Five-Year Plan.

    It is a time only with a preposition or "the end of", or if it lays something down: the plan calls for.
    """
    number = _ENGLISH_ORDINALS.get(match["ordinal"], 0) or int(match["number"] or 0)
    preposition, is_end = match["plan_prep"] or "", "end" in (match["plan_end"] or "")
    is_speaking = _SPEAKING.match(match.string, match.end()) is not None
    if number not in PLAN_ENDS or not (preposition or is_end or is_speaking):
        return None
    role: Role = "in"
    if preposition in ("from", "than", "with"):
        role = "base"
    elif preposition == "by" or is_end:
        role = "by"
    is_spelt = preposition == "in" and _YEARS_OF_PLAN.match(match.string, match.end())
    first = ""
    if is_spelt or preposition in ("during", "over", "throughout"):
        first = str(PLAN_ENDS[number] - 4)
    return Moment(*match.span(), str(PLAN_ENDS[number]), role, first)


def _read_decade(text: str, match: re.Match[str]) -> Moment:
    """Read "in the 1990s" as a period; part of a decade, or a decade as a limit, has no year."""
    preposition, first = match["decade_prep"] or "", match["decade"]
    if preposition == "in" and _ALIKE.search(text, max(0, match.start() - 4), match.start()):
        return Moment(*match.span(), "", "base")
    if preposition in _THROUGHOUT and not match["decade_part"]:
        return Moment(*match.span(), f"{first[:3]}9", "in", first)
    is_due = preposition in _DUE and first >= _FIRST_DUE
    role: Role = "by" if is_due else BASE_OR_IN[preposition in _BASES]
    return Moment(*match.span(), "", role)


def _measures_a_multiple(text: str, first: int, after: str) -> bool:
    """Return whether a year is that of the total that a multiple is of: double the 2016 total."""
    return bool(_MULTIPLE_BEFORE.search(text, max(0, first - 10), first) and _TOTAL_AFTER.match(after))


def _opens_line(text: str, match: re.Match[str]) -> bool:
    """Return whether a year opens a line of a chronicle: 2018 – R&D spending climbed."""
    lead = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not lead.strip(" *#•·-") and _LINE_BEHIND.match(text, match.end()) is not None


def _preposition_of(match: re.Match[str]) -> str:
    """Return the preposition of a year, "" if it only opens a span of months: from January to June 2024."""
    if match["months"] and match["prep"] in _OF_SPAN:
        return ""
    return match["prep"] or ""


def _read_year(text: str, match: re.Match[str]) -> Iterator[Moment]:
    first, last = match.span()
    preposition = _preposition_of(match)
    is_anchored = bool(match["end"] or match["month"] or match["month1"] or match["first"] or match["short"])
    after = text[last : last + 24]
    is_named = bool(_DATED_NOUN.match(after)) or bool(_IN_BRACKETS.search(text, max(0, first - 14), first))
    is_named = is_named or (text.endswith("(", 0, first) and bool(_LABEL_BEHIND.match(after)))
    is_named = is_named or _opens_line(text, match)
    if (not preposition and not is_anchored and not is_named) or _SUM_BEHIND.match(after):
        return
    if _PARTICIPLE.search(text, max(0, first - 20), first):
        return  # communities established before 2000
    month, day = match["month1"] or match["month"], match["day"] or match["day2"]
    if match["first"]:
        month = day = None  # those of the first of the two years
    iso = date_of(match["year"], month and str(month_number(month[:3])), day)
    begun = match["first"] or ""
    if match["short"]:
        begun, iso = match["year"], match["year"][:2] + match["short"]
    role: Role = "by" if preposition in _DUE else "in"
    if preposition == "to" and _SPAN_BEFORE.search(text, max(0, first - 18), first + 1):
        role, is_named = "in", True  # in the decade to 2020
    if preposition == "in" and _FROM_PEAK.search(text, max(0, first - 36), first) and not begun:
        role = "base"
    if preposition in ("in", "of") and _LEVELS_SEEN.search(text, max(0, first - 48), first) and not begun:
        role = "base"
    is_compared = text.endswith(_COMPARED_BEFORE.get(preposition, ()), 0, first)
    is_compared = is_compared or _measures_a_multiple(text, first, after)
    is_day = bool(match["month"] or match["month1"])
    if preposition == "on" and not is_day:
        rate = _RATE_BEFORE.search(text, max(0, first - 12), first + 3)
        is_compared = bool(rate or _ON_YEAR.match(text, last))
    is_level = bool(_LEVEL_AFTER.match(after)) or (match["end"] or "").startswith("level")
    is_start = preposition == "from" and _ONWARD.match(after) is not None
    if (preposition in _BASES or is_compared or is_level) and not (begun or is_start):
        role = "base"
    if preposition in ("of", "the", "to") and not (is_anchored or is_named) and role != "base":
        return
    if preposition in ("of", "the", "to") and is_named and role != "base":
        role = "in"
    if match["first"] and " and " in match[0] and preposition not in ("between", "from"):  # in 2020 and 2025
        yield Moment(first, match.end("first"), match["first"], role)
        first, begun = text.index(" and ", match.end("first")) + len(" and "), ""
    elif preposition in ("and", "or"):
        first += len(preposition) + 1
    is_record = _RECORD_BEFORE.search(text, max(0, first - 60), first)
    if preposition == "since" and not begun and not is_record:
        begun = iso
    yield Moment(first, last, iso, role, begun)
    yield from _read_months_reached(text, match, last)


def _read_months_reached(text: str, match: re.Match[str], start: int) -> Iterator[Moment]:
    """Yield the months at which a change that began in the month of `match` got to its values."""
    if not match["month"] or match["day2"]:
        return
    year, month = int(match["year"]), month_number(match["month"][:3])
    while reached := _MONTH_REACHED.match(text, start):
        number = month_number(reached["month"][:3])
        year, month, start = year + (number <= month), number, reached.end()
        yield Moment(*reached.span("time"), date_of(str(year), str(month), None), "in")
