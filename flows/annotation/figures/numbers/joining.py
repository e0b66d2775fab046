"""Join neighbouring figures: a range is one figure, and a list shares a unit."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.numbers.chinese import chinese_pattern
from flows.annotation.figures.numbers.english import english_pattern
from flows.annotation.figures.numbers.model import Figure, parse_number, round_off
from flows.annotation.figures.units import PERCENT, POINTS, load_units
from flows.text import lazy_pattern

_RANGE = lazy_pattern(r"\s?(?:-{1,2}|~|至|到|to)\s?")
_LIST = lazy_pattern(r"\s?(?:、|和|与|及|以及|,|,?\s?and|,?\s?or)\s?")
_RESPECTIVELY = (" respectively", ", respectively")  # 120 and 90 firms, respectively
_OR = " or "  # $2.5 or $3 billion: either sum has the magnitude
# A range and no change: fees vary from, the scheme pays from, fines of from.
_RANGING = lazy_pattern(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|pays?|paid|costs?|charges?|charged"
    r"|offers?|offered|(?:fees|fines|grants|loans|penalties|prices|salaries|subsidies|sums|wages) of) from\s$"
)
# Right before the first of two numbers, the amount of a change; the second is the level reached.
_BY = lazy_pattern(
    r"(?:\bby|\b(?:fell|falls|fallen|falling|rose|rises|risen|rising|grew|grows|grown|growing|dropped|drops"
    r"|dropping|declin(?:ed|es|ing)|decreas(?:ed|es|ing)|increas(?:ed|es|ing)|jump(?:ed|s|ing)"
    r"|surg(?:ed|es|ing)|climb(?:ed|s|ing)|gain(?:ed|s|ing)|shrank|shrunk|slid|sank|plunged|slumped|soared"
    r"|up|down)"
    r"(?: (?:by|about|around|nearly|almost|over|roughly|some|more than))*)\s$"
)
# Before the rate of a sum: $4 to 6 per kilogram.
_RATE_BEHIND = lazy_pattern(r" (?:per|an?|each|every)(?![a-z])")
_TO_FROM = lazy_pattern(r"\b(?:to|at)\s(?:about |around |just )?$")
_BETWEEN = lazy_pattern(r"(?:between|range of|from between)\s$")
# "in 2018 to 443,000 units": a year and a value reached.
_YEAR_BEFORE = lazy_pattern(r"\b(?:in|by|of|during|since|for|until)\s$")
_RISING = lazy_pattern(
    r"\b(?:grew|grown|growing|rose|risen|rising|increas\w+|jump\w+|soar\w+|climb\w+|expand\w+)\b"
)
_TO_VERB = 40  # code points
_FROM = lazy_pattern(
    r"(?:从(?![业事])|(?<![理自事])由(?!于)"
    r"|(?<![来各独亲])自(?![有筹身主营动然愿己行用产建研费购])|\bfrom\s)[^,。;]{0,8}$"
)
# All that may stand between two sums of one list: 5 billion yuan in 2014 and 6.1 billion.
_TO_NEXT_SUM = lazy_pattern(
    r"(?:[\s,(]|\b(?:(?:up|down|rose|fell|grew|rising|falling|increased|decreased|dropped)"
    r" (?:to|from|by)|[12]\d{3} to|compared (?:with|to)|in|by|for|and|or|from|against|than|more|then|the"
    r"|year|before|earlier|later|about|around|nearly|over|almost|some|another|only|just|last|this|previous"
    r"|first|second|third"
    r"|fourth|quarter|half|of|versus|while|was|were|at|raised|an?|its|net|gross"
    r"|operating|profits?|turnover|revenues?|sales|earnings|assets|loss(?:es)?|income|exports|imports"
    r"|investments?|spending|debts?|dividends?|months?|[12]\d{3}|q[1-4]|january|february|march|april"
    r"|may|june|july|august|september|october|november|december)\b)*"
)
# Behind a number that is no sum: 1.2 billion in monthly active users.
_COUNTED = lazy_pattern(
    r"[^.,;]{0,30}\b(?:populations?|people|persons|users?|subscribers?|customers?|passengers?|visitors?"
    r"|workers?|households?|vehicles?|visits?|downloads?|trips?|audiences?|viewers|rural|aged|jobs"
    r"|were|benefited|had|lived|jobless|unemployed|registered|died)\b"
)
_NO_NOUN = lazy_pattern(
    r"(?=[,.;:)]|\s(?:in|for|from|by|and|on|over|at|the|last|this|a|during|respectively|up|down)\b|$)"
)
_CHANGING = lazy_pattern("[提升增上扩降减下缩压调回][^,。;\\d]{0,4}[到至为]")
_LONGEST_GAP = 60  # code points between two sums
_LEAST_WHOLE = 1000  # from 900,000 to 1.2 million: a number that needs no magnitude
_MOST_FALL = 10  # from 3.1 to 1.2 million: a start that is higher shares the magnitude, but not from 30
_MOST_RANGE = 2  # times the lower end, where both have a unit: by 5 percent to 8 percent
_MOST_TIMES = 100  # of the next figure of a list: beyond that the figure has no magnitude
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # bare numbers between them are years


def join_range(text: str, left: Figure, right: Figure, start: int) -> Figure | None:
    """Return one figure for a range, unless its ends are a start and a value reached (from 5 to 7)."""
    if left.is_multiple or right.is_multiple or left.value_to is not None or right.start - left.end > 9:
        return None
    between, before = text[left.end : right.start], text[max(start, left.start - 12) : left.start]
    is_between = bool(_BETWEEN.search(before)) and between in (" and ", " to ")
    is_ranging = bool(_RANGING.search(text, max(start, left.start - 26), left.start))
    is_start = bool(_FROM.search(before)) and not (is_ranging or _is_level(text, between, right))
    if not is_between and (not _RANGE.fullmatch(between) or is_start):
        return None
    is_sum = left.unit in load_units().currencies
    is_signed = is_sum and not text[left.start].isdecimal()
    is_rate = between == " to " and bool(_RATE_BEHIND.match(text, right.end))
    is_short = between == "-" or is_between or is_ranging or is_rate
    if is_signed and is_short and not right.unit and not (left.is_scaled and not right.is_scaled):
        right = replace(right, unit=left.unit)  # $4-5 billion
    if left.unit and left.unit != right.unit:
        return None
    is_whole = between == " to " and _BY.search(text, max(start, left.start - _TO_VERB), left.start)
    is_shared = bool(right.unit) and not left.unit and not right.noun_end  # passed it by 0.6 to 3.3 metres
    if is_whole and not is_shared and right.value > _MOST_RANGE * _as_scaled(text, left, right):
        return None  # raised by 7 billion yuan to 104 billion yuan, fell by 300 to 1,200
    is_year = _may_be_year(text, left) and right.value > _LAST_YEAR
    if is_year and _YEAR_BEFORE.search(before):
        return None
    low = left.value
    if is_signed:
        low = _scale_sum(text, left, right).value
    elif right.is_scaled and not left.is_scaled and not left.unit:
        low = round_off(low * _scale_of(text[right.start : right.end]))
    if not low < right.value:
        return None
    return replace(right, start=left.start, value=low, value_to=right.value)


def _as_scaled(text: str, left: Figure, right: Figure) -> float:
    """Return the value of the lower end of a range with the upper one's magnitude: $12 to $15 billion."""
    if left.is_scaled or not right.is_scaled:
        return left.value
    return round_off(left.value * _scale_of(text[right.start : right.end]))


def _is_level(text: str, between: str, right: Figure) -> bool:
    """Return whether a range after 由 is where a change starts: 由14-23%|降低到10%."""
    return between in ("-", "~") and _CHANGING.match(text, right.end) is not None


def _is_rise(text: str, left: Figure, right: Figure) -> bool:
    """Return whether two sums with signs are a start and a value reached: from $3 to $4 billion."""
    is_sum = left.unit in load_units().currencies and left.unit == right.unit
    if not is_sum or text[left.start].isdecimal() or text[left.end : right.start] != " to ":
        return False
    return text.endswith("from ", 0, left.start)


def _is_count_rise(text: str, left: Figure, right: Figure) -> bool:
    """Return whether a start shares the magnitude of what was reached: from 1.57 to 2.65 million."""
    is_bare = not (left.is_scaled or left.unit or left.noun_end) and right.is_scaled
    if not is_bare or text[left.end : right.start] != " to " or not text.endswith("from ", 0, left.start):
        return False
    if left.value >= _LEAST_WHOLE or _may_be_year(text, left):
        return False
    most = right.value
    if not _RISING.search(text, max(0, left.start - _TO_VERB), left.start):
        most *= _MOST_FALL
    return left.value * _scale_of(text[right.start : right.end]) < most


def _is_level_before(text: str, left: Figure, right: Figure) -> bool:
    """Return whether a level shares the unit of the one before it: cut to 3.45 from 3.55 percent."""
    if left.unit or left.noun_end or left.is_scaled or right.unit != PERCENT:
        return False
    is_from = text[left.end : right.start] in (" from ", ", from ") and left.value <= _MOST_TIMES
    return is_from and bool(_TO_FROM.search(text, max(0, left.start - _TO_VERB), left.start))


def _are_sums(text: str, left: Figure, right: Figure) -> bool:
    """Return whether two sums share the first one's sign and the second one's magnitude: $2 or $3 billion."""
    is_sum = left.unit in load_units().currencies and not text[left.start].isdecimal()
    if not is_sum or right.unit not in ("", left.unit) or right.noun_end:
        return False
    between = text[left.end : right.start]
    is_dealt = between == " and " and text.startswith(_RESPECTIVELY, right.end)
    return (between == _OR or is_dealt) and (right.is_scaled or bool(right.unit))


def _scale_sum(text: str, left: Figure, right: Figure) -> Figure:
    """Return a sum without a magnitude with that of the next: "from $3 to $4 billion" begins with 3 billion.

    If it would then be the greater ("$900 to $1.2 billion"), it stays unchanged.
    """
    if left.is_scaled or not right.is_scaled or left.unit != right.unit:
        return left
    scaled = round_off(left.value * _scale_of(text[right.start : right.end]))
    return replace(left, value=scaled, is_scaled=True) if scaled < right.value else left


def _scale_of(text: str) -> float:
    match = chinese_pattern().search(text)
    if match and match["number"] and (match["scale"] or match["scale2"]):
        return parse_number("1", match["scale"] + match["scale2"])
    english = english_pattern().search(text)
    scale = english and (english["scale"] or english["money_scale"])
    return parse_number("1", scale or "")


def share_units(text: str, figures: list[Figure]) -> None:
    """Give a bare number the unit (and magnitude) of a later one in its list: 50 and 70 percent.

    The last number of a list has the magnitude of all: 3、4、5亿元.
    """
    scale, is_shared = 1.0, False
    for index in range(len(figures) - 2, -1, -1):
        left, right = figures[index], figures[index + 1]
        if not is_shared:
            scale = _scale_of(text[right.start : right.end])
        is_shared = False
        if _is_rise(text, left, right):
            figures[index] = _scale_sum(text, left, right)
            continue
        if _are_sums(text, left, right):
            right = figures[index + 1] = replace(right, unit=left.unit)
            figures[index] = _scale_sum(text, left, right)
            continue
        if _is_level_before(text, left, right):
            figures[index] = replace(left, unit=PERCENT)
            continue
        if _is_count_rise(text, left, right):
            figures[index] = replace(left, value=round_off(left.value * scale), is_scaled=True)
            continue
        is_dealt = bool(right.noun_end) and text.startswith(_RESPECTIVELY, right.noun_end)
        if _may_be_year(text, left) or not _may_share(left, right, is_dealt=is_dealt):
            continue
        if right.unit == PERCENT and left.value > _MOST_TIMES * max(right.value, 1):
            continue  # 105,300, or 67.5 percent
        if right.start - left.end <= 7 and _lists(text, left, right):
            scaled = 0.0 if left.is_scaled else round_off(left.value * scale)
            if not 0 < scaled <= right.value * _MOST_TIMES:
                scaled = left.value  # 5000、4万和3万辆
            figures[index] = replace(left, unit=right.unit, value=scaled, is_scaled=right.is_scaled)
            is_shared = True


def continue_currency(text: str, figures: list[Figure]) -> None:
    """Give a bare English sum the currency of the last one: 5 billion yuan in 2014, 6.1 billion in 2019."""
    currencies = load_units().currencies
    last: Figure | None = None
    for index, found in enumerate(figures):
        is_bare = last is not None and _is_bare_sum(text, last, found)
        figure = figures[index] = replace(found, unit=last.unit) if last and is_bare else found
        if figure.unit in currencies and figure.is_scaled:
            last = figure
        elif not _may_be_year(text, figure):
            last = None


def _is_bare_sum(text: str, last: Figure, figure: Figure) -> bool:
    """Return whether a number with a magnitude continues the sum before it."""
    is_bare = figure.is_scaled and not figure.unit and not figure.noun_end and figure.value_to is None
    between = text[last.end : figure.start]
    is_list = len(between) <= _LONGEST_GAP and _TO_NEXT_SUM.fullmatch(between)
    return bool(
        is_bare and is_list and _NO_NOUN.match(text, figure.end) and not _COUNTED.match(text, figure.end)
    )


def _lists(text: str, left: Figure, right: Figure) -> bool:
    """Return whether what is between two figures joins them in a list; 1/3 is a fraction."""
    if _LIST.fullmatch(text, left.end, right.start):
        return True
    is_slash = text[left.end : right.start] == "/"
    return is_slash and (left.is_scaled or "." in text[left.start : left.end])


def _may_be_year(text: str, figure: Figure) -> bool:
    """Return whether a number is written like a year: 1,900 is not."""
    return _FIRST_YEAR <= figure.value <= _LAST_YEAR and "," not in text[figure.start : figure.end]


def _may_share(left: Figure, right: Figure, *, is_dealt: bool) -> bool:
    is_short = left.unit == "个" and right.unit == POINTS  # 31.1个和26.3个百分点
    is_bare = not left.unit or is_short
    is_plain = not right.noun_end or is_dealt
    is_span = left.is_scaled and not right.is_scaled and right.unit in load_units().times  # 达9.4亿,5年增长
    return bool(is_bare and right.unit and is_plain and not right.is_multiple) and not is_span
