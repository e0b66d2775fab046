"""Names of figures in prose, with what they take from the figures before them."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.annotation.figures.settling import (
    Statement,
    follow_amount,
    join_indicators,
    load_measures,
    name_before,
    name_ellipsis,
    name_held,
    share_before,
    share_measure,
)
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, RANK, TIMES
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_en import load_words
from flows.annotation.figures.words_zh import load_words as load_chinese
from flows.text import lazy_pattern
from flows.text.places import read_province

# A speaker and a verb of saying, with nothing that is measured: I would say 40 percent is realistic. The end
# of a firm's name, and the value of a year of comparison: half the 2021 volume.
_NO_INDICATOR = lazy_pattern(
    r"(?:i|we|you|they|he|she)(?:['’]d| would| might| could)? (?:say|guess|estimate|think|bet|expect|believe)"
    r"|(?:co|ltd|inc|corp|llc|plc|gmbh)\.?(?:,? (?:co|ltd|inc|corp|llc|plc)\.?)*"
    r"|(?:19|20)\d\d(?:'s|’s)? (?:level|volume|total|figure|amount|value|number|average)s?"
    r"|(?:was|were|is|are|has been|have been|had been) [a-z]+ed"
    r"|scheduled|slated|projected|expected|forecast|share of what"
    r"|[a-z]+ (?:said|says?|claims?|claimed) (?:it|that|they|he|she)(?:['’]d|['’]ll| would| will)?"
)
# A title, a time or a division alone: 样例省渔业发展报告, 分季度看, 下半年.
_NO_CHINESE_INDICATOR = lazy_pattern(
    ".{2,}(?:发展|工作|统计|调查|年度|情况的)(?:报告|公报)|.{2,}[白蓝]皮书"
    "|分[^,;。]{1,6}看|[上下]半年|[全今去明]年|本[年季月]|[一二三四]季度"
)
# A time, or the base of a change, taken for a name: grew 4 percent in | the first quarter | to 20 billion
# yuan, down 1 percent | year-on-year.
_NO_ENGLISH_NAME = lazy_pattern(
    r"(?:the )?(?:first|second|third|fourth|last|final|same) "
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) )?"
    r"(?:months|quarters?|half|half-year|period)(?: of (?:the|this|last) year)?"
    r"|(?:year|month|quarter)[ -]on[ -](?:year|month|quarter)"
    r"(?: (?:calculated|increase|decrease|decline|drop|rise|growth))?(?: at comparable prices?)?"
    r"|(?:may|can|could|might|must|will|would|shall|should)(?: [a-z]+){0,5}"  # may now be as high
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2}) (?:years?|months?|decades?)"
    r" (?:later|earlier|before|ago|on)"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
_DASH = " -"  # before an aside: in new capacity – ten times more than elsewhere
_TRADED = lazy_pattern(
    r"(?<![a-z-])(?<!be )(?<!been )(?P<verb>(?:im|ex)ported) "
    r"(?:about |around |over |nearly |almost |some |more than |at least |roughly |a total of |a record )?$"
)
# Between an owner and its value, and how far before it the owner is looked for.
_OWNER_BEHIND, _OWNER_REACH = lazy_pattern("['’]s ([a-z]+)"), 80
# Units of how large, or how changed, a value in any unit is.
_OF_ANYTHING = frozenset((PERCENT, PERMILLE, POINTS, TIMES, RANK))
_OF_PRONOUN = lazy_pattern(r"share of (?:whom|which|it|them)")
# A class of a prize, whose name is before it: 国家自然科学奖49项,其中|一等奖1项.
_PRIZE_CLASS = lazy_pattern("(?:[^,;:。、\\d]{0,8}?(?:设|评出|颁发))?(?P<class>[特一二三四]等奖)")
_PRIZE = lazy_pattern("奖(?:励|项)?$")
# A rate that is named before its value: 年均增长率|保持在15%.
_RATE_BEFORE = lazy_pattern(
    "(?:增长率|增速|比重|占比|份额|利润率|毛利率|自给率|国产化率|占有率|渗透率)[^,;:。、\\d]{0,8}$"
)
_POINTERS = ("前者", "后者")
_POINTED = lazy_pattern("|".join(_POINTERS))
_RANK = "rank"
_OF_WHOLE = "占"  # of what the text does not say


class Named(NamedTuple):
    """A name that the next figure may continue: an indicator, what an amount is of, and their figure.

    `last` is the figure that named the indicator, None if none did.
    """

    indicator: str = ""
    amount: str = ""
    last: int | None = None


def named_before(sentence: Sentence, index: int, named: Mapping[int, Named], reading: Reading) -> Named:
    """Return what figure `index` may continue, without what only an aside before it names.

    A figure that only points to one before it (这一数字) continues one with its unit, and a level no rate.

    >>> 产值突破18亿元,年均增长率保持在15%以上,到2030年有望达到35亿元 -> 产值
    >>> 地区生产总值增长6%(其中工业增加值增长7%),高于全国1个百分点 -> 地区生产总值
    >>> 产值18亿元,利润率3%;去年,这一数字是28亿元 -> 产值
    """
    figures, place = sentence.figures, sentence.figures[index].start
    for number in reversed([*named]):
        units = {figures[number].unit, figures[index].unit}
        is_level = reading.is_pointer and figures[index].unit not in _OF_ANYTHING
        is_meant = not is_level or len(units) == 1 or "" in units
        is_meant = is_meant and not (
            len(units) == 2 and _is_level_after_rate(sentence, number, index, reading)
        )
        is_meant = is_meant and (named[number].indicator != _RANK or figures[index].unit == RANK)
        if is_meant and not sentence.is_aside(figures[number].start, place):
            return named[number]
    return Named()


def _is_level_after_rate(sentence: Sentence, number: int, index: int, reading: Reading) -> bool:
    """Return whether a figure without a name continues a Chinese level of its unit, with a rate between."""
    rate, figure = sentence.figures[number], sentence.figures[index]
    is_level = bool(figure.unit) and figure.unit not in _OF_ANYTHING and not reading.indicator
    if (
        not is_level
        or rate.unit != PERCENT
        or all(one.unit != figure.unit for one in sentence.figures[:number])
    ):
        return False
    between = sentence.text[max(sentence.start, rate.start - _OWNER_REACH) : rate.start]
    return _RATE_BEFORE.search(between) is not None


def outside_asides(sentence: Sentence, index: int, statements: list[Statement]) -> list[Statement]:
    """Return the statements before figure `index` without those of asides before it."""
    if not sentence.asides:
        return statements
    place = sentence.figures[index].start
    return [one for one in statements if not sentence.is_aside(one.figure.start, place)]


def take_measure(
    sentence: Sentence,
    index: int,
    readings: MutableMapping[int, Reading],
    outside: Sequence[Statement],
    earlier: Sequence[Statement],
) -> Reading:
    """Return the reading of a Chinese figure, with the measure of a level before for a mere holder.

    `earlier` are the statements of the sentence before.
    """
    if held := name_held(sentence, index, readings[index], outside, earlier):
        readings[index] = held
    return readings[index]


def name_figure(
    sentence: Sentence,
    index: int,
    readings: Mapping[int, Reading],
    outside: list[Statement],
    before: Named,
    *,
    is_english: bool,
) -> tuple[str, Named]:
    """Return the indicator of a figure, and what the figures after it may continue.

    `outside` are the statements before it that are in no aside, `before` is what it may continue.
    """
    reading = readings[index]
    indicator, named = _continue_name(sentence, index, reading, outside, before)
    if is_english and (full := name_ellipsis(sentence, index, readings, before.indicator)):
        indicator, named = full, named._replace(indicator=full)
    return share_before(sentence, index, reading, outside) or indicator, named


def settle_english(sentence: Sentence, readings: Mapping[int, Reading]) -> dict[int, Reading]:
    """Return English readings without names that are only a time: they continue the name before.

    What is imported or exported is named so: it imported 5 million chips -> imports of chips.
    """
    return {index: _settle_name(sentence, index, reading) for index, reading in readings.items()}


def _settle_name(sentence: Sentence, index: int, reading: Reading) -> Reading:
    if reading.indicator.endswith(_DASH):
        reading = replace(reading, indicator=reading.indicator.removesuffix(_DASH))
    if index and _NO_ENGLISH_NAME.fullmatch(reading.indicator.lower()):
        return replace(reading, indicator="", rule="go_on")
    place = sentence.figures[index].start
    traded = _TRADED.search(sentence.text, max(sentence.start, place - _OWNER_REACH), place)
    if traded and reading.rule == "choose_counted" and not reading.indicator.startswith(("import", "export")):
        return replace(reading, indicator=f"{traded['verb'][:6]}s of {reading.indicator}")
    return reading


def names_nothing(indicator: str) -> bool:
    """Return whether an indicator names no measure: no letters, a share of what is not said, a speaker."""
    is_open = indicator == _OF_WHOLE or not any(map(str.isalpha, indicator))
    is_open = is_open or _NO_CHINESE_INDICATOR.fullmatch(indicator) is not None
    is_open = is_open or _OF_PRONOUN.fullmatch(indicator.lower()) is not None
    return is_open or _NO_INDICATOR.fullmatch(indicator.lower()) is not None


def names_owner(sentence: Sentence, index: int, indicator: str) -> bool:
    """Return whether an English indicator is an owner without a measure: Japan's fell to 20 percent."""
    words, low = load_words(), max(sentence.start, sentence.figures[index].start - _OWNER_REACH)
    text = sentence.text[low : sentence.figures[index].start]
    place = text.rfind(indicator.lower())
    if not indicator or place < 0:
        return False
    match = _OWNER_BEHIND.match(text, place + len(indicator))
    return match is not None and (match[1] in words.past or match[1] in words.finite or match[1] == "to")


def _continue_name(
    sentence: Sentence, index: int, reading: Reading, outside: list[Statement], before: Named
) -> tuple[str, Named]:
    """Return the indicator of a figure by its words and `before`, and what those after it may continue."""
    if pointed := _POINTED.search(
        sentence.text, sentence.figures[index - 1].end if index else 0, sentence.figures[index].start
    ):
        return _name_pointed(pointed[0], outside), before
    indicator = _join_name(sentence, index, reading, outside, before.indicator)
    indicator, amount = follow_amount(reading, indicator, before.amount)
    if reading.is_baseline:
        return indicator, Named(indicator, amount, before.last)
    if indicator and (_is_whole(reading, indicator) or not indicator.startswith(before.indicator or "占")):
        return indicator, Named(indicator, amount, index)
    return indicator, before._replace(amount=amount)


def _name_pointed(pointer: str, statements: Sequence[Statement]) -> str:
    """Return what 前者 or 后者 means of the last two things that a sentence names, "" if it names fewer."""
    names = list(dict.fromkeys(one.reading.indicator for one in statements))
    if len(names) < len(_POINTERS):
        return ""
    return names[-2:][_POINTERS.index(pointer)]


def _is_whole(reading: Reading, name: str) -> bool:
    """Return whether a Chinese figure names its measure itself, which its change continues.

    >>> 12家渔业企业完成投资120亿元,增长8% -> 渔业企业完成投资
    """
    is_share = "占" in name or "比" in name
    return reading.indicator == name and not is_share and bool(load_chinese().measure_end.search(name))


def _is_in_brackets_of(sentence: Sentence, index: int, name: str) -> bool:
    """Return whether a figure alone in brackets follows a place, whose value it is: 法国(12台)和英国(9台)."""
    figure = sentence.figures[index]
    if not sentence.text.startswith(")", figure.end):
        return False
    is_place = name in load_measures().countries or bool(read_province(name))
    return is_place and sentence.text.endswith(f"{name}(", sentence.start, figure.start)


def _join_name(
    sentence: Sentence, index: int, reading: Reading, statements: list[Statement], before: str
) -> str:
    """Return the name of a figure with what it takes from `before`, the name that it may continue."""
    own = share_measure(sentence, index, reading, statements) or reading.indicator
    if prize := _PRIZE_CLASS.fullmatch(own):
        if _PRIZE.search(before) and not _PRIZE_CLASS.fullmatch(before):
            return f"{before}{GAP}{prize['class']}"
        return prize["class"]
    is_measured = bool(before) and load_chinese().measure_end.search(before) is not None
    if is_measured and own and _is_in_brackets_of(sentence, index, own):
        return before
    if before and _OF_PRONOUN.fullmatch(own.lower()):
        return before if before.startswith("share of ") else f"share of {before}"
    return join_indicators(name_before(before, sentence.figures[index].unit), own)
