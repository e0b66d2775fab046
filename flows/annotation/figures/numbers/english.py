"""Figures of English text: "US$5 billion", "40 percent", "30 national laboratories", "doubled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.annotation.figures.numbers.model import DIGITS, Figure, parse_number
from flows.annotation.figures.numbers.ratios import is_second_part, read_ratio
from flows.annotation.figures.units import TIMES, load_units
from flows.text import compile_alternatives, lazy_pattern

# won is also a verb: as money it follows a magnitude.
_WORDS_AND_UNITS = {
    "dollar": "(?:(?<=-)|(?<=illion ))dollar",  # a 10-billion-dollar programme
    "pct": r"pct(?! (?:applications?|filings?|patents?|publications?|international))",  # 69,000 PCT filings
    "t": r"(?<=\d)t",  # 3.5t, but not: table 1 T
    "won": r"(?:(?<=illion )|(?<=[bt]n ))won(?!')"
    r"(?! (?:by(?! (?:the end of )?(?:19|20)\d\d)|an?|the|over|from|against|elections?|seats?)\b)",
}
# Before the upper end of a range whose lower end has a unit: 30gw-40gw, 1.2bn-1.5bn.
_UPPER_END = (
    "|".join(
        f"(?<={last}-)"
        for last in (r"\db", r"\dbn", r"\dm", r"\dmn", r"\dtn", r"\d[kmgt]w", r"[ \d][kmgt]wh")
    )
    + "|(?<=illion-)|(?<= [kmgt]w-)|(?<= bn-)"
)
# The name of a currency before a sum with a magnitude: Yuan 7bn, but not: rose in yuan 30 percent.
_NAMED_CURRENCY = "yuan"
_MULTIPLES = {
    "doubl": 2.0,
    "tripl": 3.0,
    "quadr": 4.0,
    "quint": 5.0,
    "halv": 0.5,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "ten": 10.0,
}
_THOUSANDS = "k"  # $400k; after a bare number it is a unit or a size
# per 1,000 before a noun (per 1,000 people) is a rate by that noun.
_NO_NOUN = r"(?!(?<=00|nd) (?!to|in|by|and|or|from|for|over|with|of|at|on|this|last)[a-z])"
# $300 to 400k, but not $300 to 400k subscribers.
_NO_COUNTED = r"(?:[^a-z\d\s]|$|\s(?:per|each|a|an|in|for|from|by|on|and|or|but|at|to)\b)"
_NOUNS = lazy_pattern(r"(?: [“\"]?[a-z0-9&'/+-]{2,24}(?:[”\"]|,(?= small and ))?){1,7}")
# Plurals that do not begin a compound: a hyphen after them was a dash.
_DASHED = frozenset(("units", "vehicles", "cars", "tons", "tonnes", "jobs", "firms", "companies", "projects"))
# 300 of its trucks, but not 17 of the 62 projects.
_PARTITIVE = lazy_pattern(
    r" of (?:(?:all )?(?:the|its|their|these|those|our)|all)(?: [a-z-]{3,20}['’]s)?+(?= [a-z])"
)
_OR_MORE = lazy_pattern(r" or (?:more|fewer|less)(?= [a-z])")  # 50 or more workers
_FOLD = "fold"
_OF_POINT = lazy_pattern(r" of an? (?P<unit>percentage[ -]point|percent|per cent|basis point)(?![a-z])")
_FURTHEST = 90  # code points from a number to the end of what it counts
_LONGEST_COUNTED = 5  # words of a noun phrase, besides a pair
_MARKS = '“”"'  # 14,600 "little giants"
# ¥ is also the sign of the yen: Japan spent ¥476 billion.
_JAPAN = lazy_pattern(r"\b(?:japan(?:ese)?|tokyo)\b")
_CHINA = lazy_pattern(r"\b(?:chin(?:a|ese)|beijing|shenzhen|shanghai)\b")
_NEAR, _WIDEST = 80, 10
_OF_WHICH, _PARTICIPLE = (" of which ", " of whom ", " of them "), lazy_pattern(" [a-z]{2,16}ed(?![a-z])")
_NOT_PLURAL = ("ss", "us", "is")
# Plurals that do not end in -s, in alphabetical order.
_PLURALS = frozenset(
    (
        *("aircraft", "alumni", "bacteria", "businessmen", "cattle", "children", "craftsmen", "criteria"),
        *("fishermen", "geese", "hovercraft", "men", "offspring", "people", "personnel", "rotorcraft"),
        *("servicemen", "servicewomen", "sheep", "spacecraft", "staff", "watercraft", "women"),
    )
)
_SINGULARS = frozenset(("overseas", "always", "whereas", "perhaps", "besides", "afterwards", "nowadays"))


@cache
def english_pattern() -> re.Pattern[str]:
    """Return the pattern of English figures, compiled once."""
    units = load_units()
    scale = "|".join(sorted(units.scales.keys() - {_THOUSANDS}, key=len, reverse=True))
    unit = "|".join(_WORDS_AND_UNITS.get(form, form) for form in sorted(units.english, key=len, reverse=True))
    signs = sorted(units.currency_signs.keys() - {_NAMED_CURRENCY}, key=len, reverse=True)
    named = rf"{_NAMED_CURRENCY}(?=\s{DIGITS}\s?-?(?:{scale})(?![a-z]))"
    sign = "|".join((*map(re.escape, signs), named))
    return compile_alternatives(
        rf"(?<![a-z])(?P<sign>{sign})\s?(?P<money>{DIGITS})"
        rf"(?:\s?-?(?P<money_scale>{scale}|(?<=\d){_THOUSANDS}))?(?![a-z\d])"
        rf"(?:(?:-| to (?=[\d.,]+k{_NO_COUNTED}))(?P<thousands>{DIGITS}){_THOUSANDS}(?![a-z\d]))?"
        rf"|(?<![a-z\d.,$&/])(?:(?<![a-z]-)|{_UPPER_END})(?P<number>{DIGITS})"
        rf"(?:[ -]?(?P<scale>{scale})(?![a-z]))?"
        rf"(?:[ -]?(?P<unit>{unit})(?![a-z]){_NO_NOUN})?(?![a-z\d]|,\d|\.\d)(?!-[a-z])"
        r"|(?<![a-z\"“-])(?P<multiple>(?:doubl|tripl|quadrupl|quintupl)(?:e[sd]?|ing)"
        r"|(?:two|three|four|five|ten)-?fold|halv(?:e[sd]?|ing))(?![a-z-])"
    )


def find_english(text: str, start: int, end: int) -> Iterator[Figure]:
    """Yield the figures of folded English `text[start:end]` one by one, before joining ranges and lists."""
    before: Figure | None = None
    for match in english_pattern().finditer(text, start, end):
        figure = _read(text, match, start, end)
        is_part = before is not None and (match.start() < before.end or is_second_part(text, figure, before))
        if not is_part:
            before = figure
            yield figure


def _read(text: str, match: re.Match[str], start: int, end: int) -> Figure:
    if match["money"]:
        return _read_sum(match, text[max(start, match.start() - _NEAR) : match.start()])
    if word := match["multiple"]:
        value = next(value for stem, value in _MULTIPLES.items() if word.startswith(stem))
        return Figure(*match.span(), value, TIMES, is_multiple=True)
    scale = match["scale"] or ""
    unit = load_units().english.get(match["unit"] or "", "")
    value = parse_number(match["number"], scale)
    is_multiple = match["unit"] == _FOLD
    figure = Figure(*match.span(), value, unit, is_scaled=bool(scale), is_multiple=is_multiple)
    return _complete(text, figure, end)


def _complete(text: str, figure: Figure, end: int) -> Figure:
    """Return a number with what is behind it: the base of a ratio, a part of a point, or what it counts."""
    if figure.unit:
        return figure
    if ratio := read_ratio(text, figure):
        return ratio
    if of := _OF_POINT.match(text, figure.end):
        return replace(figure, end=of.end(), unit=load_units().english[of["unit"].replace("-", " ")])
    if _counts_part(text, figure.start, figure.end):
        return figure
    return count_noun(text, figure, end)


def _counts_part(text: str, start: int, end: int) -> bool:
    """Return whether a number counts some of what was named before it: of which 307 received grants."""
    return text.endswith(_OF_WHICH, 0, start) and bool(_PARTICIPLE.match(text, end))


def _read_sum(match: re.Match[str], before: str) -> Figure:
    """Read a sum with a sign, or a range of thousands such as $400-500k; `before` are the words before it."""
    scale, sign, upper = match["money_scale"] or "", match["sign"], match["thousands"]
    low, high = parse_number(match["money"], ""), parse_number(upper or "0", _THOUSANDS)
    if upper and low < parse_number(upper, "") <= _WIDEST * low:
        scale = _THOUSANDS
    is_yen = sign == "¥" and _JAPAN.search(before) and not _CHINA.search(before)
    unit = "JPY" if is_yen else load_units().currency_signs[sign]
    figure = Figure(*match.span(), parse_number(match["money"], scale), unit, is_scaled=bool(scale))
    if not upper:
        return figure
    if not figure.value < high <= _WIDEST * figure.value:
        return replace(figure, end=match.start("thousands") - 1)  # $500-400k
    return replace(figure, value_to=high)  # $900-1k


def count_noun(text: str, figure: Figure, end: int) -> Figure:
    """Set what a bare number counts as its unit: 30 national laboratories are 30 laboratories.

    So are 30 of the laboratories. The number of a version counts nothing (Xtacking 4.0 chips).
    """
    if text.startswith(".0", figure.end - 2) and not figure.is_scaled:
        return figure
    units = load_units()
    skipped = _PARTITIVE.match(text, figure.end, end) or _OR_MORE.match(text, figure.end, end)
    start = skipped.end() if skipped else figure.end
    match = _NOUNS.match(text, start, min(end, start + _FURTHEST))
    if not match:
        return figure
    written = [_before_dash(word) for word in match[0].split()]
    words = [word.strip(f"{_MARKS},") for word in written]
    pairs = [" ".join(words[index : index + 3]) in units.pairs for index in range(len(words))]
    stops = (
        index for index, word in enumerate(words) if word in units.stops and not (index and pairs[index - 1])
    )
    stop = next(stops, len(words))
    furthest = min(stop, _LONGEST_COUNTED + 2 * any(pairs))
    noun = next((index for index, word in enumerate(words[:furthest]) if _is_plural(word)), -1)
    if noun < 0 and figure.is_scaled:
        noun = _plural_after_and(words, stop)
        stop = len(words)
    if noun < 0:
        return figure
    is_attribute = words[noun].rpartition("-")[2] in load_units().attributes or words[noun].endswith("ics")
    if is_attribute and noun + 1 < stop and _is_plural(words[noun + 1]):  # sports destinations
        noun += 1
    last = start + sum(len(word) + 1 for word in written[: noun + 1])
    if words[noun] in units.times:
        return replace(figure, unit=words[noun], end=last)
    return replace(figure, unit=units.name_counted(words[: noun + 1]), noun_end=last)


def counted_words(text: str, figure: Figure) -> str:
    """Return the words for what a number counts, "" if it counts nothing: "trucks" for 300 of its trucks."""
    words = text[figure.end : max(figure.end, figure.noun_end)]
    skipped = _PARTITIVE.match(words) or _OR_MORE.match(words)
    return words[skipped.end() if skipped else 0 :].strip()


def _before_dash(word: str) -> str:
    """Return a plural unit without the clause that a dash joins to it: 3 million units—cars made up half."""
    unit, dash, _ = word.partition("-")
    return unit if dash and unit in _DASHED and word.count("-") == 1 else word


def _plural_after_and(words: list[str], place: int) -> int:
    """Return the index of a plural shortly after "and" (2 million travel and dining vouchers), or -1."""
    if not 0 < place < min(4, len(words)) or words[place] != "and":
        return -1
    stops = load_units().stops
    for index in range(place + 1, min(len(words), place + 4)):
        if words[index] in stops:
            return -1
        if _is_plural(words[index]):
            is_verb = words[index + 1 : index + 2] in (["a"], ["an"], ["the"])  # 2 million and pays a tax
            return {True: -1, False: index}[is_verb]
    return -1


def _is_plural(word: str) -> bool:
    if word in _PLURALS or word in _SINGULARS:
        return word in _PLURALS
    return len(word) > 3 and word[-1] == "s" and not word.endswith(_NOT_PLURAL)
