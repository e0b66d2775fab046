"""Parts and mixed numbers in English words: a quarter of a point, two and a half million, two dozen."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.figures.numbers import Figure, count_noun, counted_words, round_off
from flows.annotation.figures.units import TIMES, load_units
from flows.annotation.figures.worded.tables import load_numbers
from flows.annotation.figures.words import join_alternatives

_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
_DOZEN = 12
_HALF = 0.5
# A part of one of these is no share of anything.
SIZES = "percentage[ -]points?|percent|per cent|basis points?|points?|million|billion|trillion"


@cache
def part_pattern() -> re.Pattern[str]:
    """Return the pattern of parts of one percent, point or million: a quarter of a percentage point."""
    words = load_numbers()
    numeral, part = join_alternatives(words.numerals), join_alternatives(words.parts)
    return re.compile(
        rf"(?<![a-z\d-])(?<!\band )(?:(?P<half>half)|(?P<count>an?|one|{numeral})[ -](?P<part>{part}|half)s?"
        rf"|(?P<bare>quarter)(?=-point))"
        rf"(?P<of> of)?(?: (?:an?|one))?[ -](?P<size>{SIZES})(?![a-z])" + _unit_behind()
    )


@cache
def mixed_pattern() -> re.Pattern[str]:
    """Return the pattern of numbers with a part behind "and": two and a half million tonnes."""
    words = load_numbers()
    numeral, part = join_alternatives(words.numerals), join_alternatives(words.parts)
    return re.compile(
        rf"(?<![a-z\d-])(?P<whole>an?|one|{numeral}|\d{{1,3}}) and (?P<count>an?|one|{numeral})"
        rf"[ -](?P<part>{part}|half)s?(?:[ -](?P<size>{SIZES}|times)(?![a-z]))?" + _unit_behind()
    )


@cache
def dozen_pattern() -> re.Pattern[str]:
    """Return the pattern of dozens: a dozen firms, two dozen plants."""
    numeral = join_alternatives(load_numbers().numerals)
    return re.compile(
        rf"(?<![a-z\d-])(?P<count>an?|one|{numeral}|\d{{1,2}}|half an?) dozen"
        r"(?![a-z-])(?! of the )(?: or so)?"
    )


@cache
def factor_pattern() -> re.Pattern[str]:
    """Return the pattern of factors: rose by a factor of ten."""
    numeral = join_alternatives(load_numbers().numerals)
    return re.compile(
        rf"\bby (?P<start>a factor of )(?P<factor>{numeral}|\d{{1,4}}(?:\.\d+)?)(?![\d%-]|\.\d)"
    )


def _unit_behind() -> str:
    unit = join_alternatives(sorted(load_units().english, key=len, reverse=True))
    return rf"(?:[ -](?P<unit>{unit})(?![a-z]))?"


def read_part(text: str, match: re.Match[str], end: int) -> Figure | None:
    """Read a part of one percent, point or million."""
    size = match["size"]
    if size in _SCALES and not match["of"] and match["part"]:
        return None  # a third million, half a million
    value = _HALF if match["half"] else _part_of(match["count"] or "a", match["part"] or match["bare"])
    return _make(text, match, value, end)


def read_mixed(text: str, match: re.Match[str], end: int) -> Figure | None:
    """Read a number with a part behind "and"."""
    words = load_numbers()
    whole = float(match["whole"]) if match["whole"].isdigit() else words.numerals.get(match["whole"], 1.0)
    return _make(text, match, whole + _part_of(match["count"], match["part"]), end)


def read_dozen(text: str, match: re.Match[str], end: int) -> Figure | None:
    """Read a number of dozens, if it counts something."""
    count, words = match["count"], load_numbers()
    if count.startswith("half"):
        number = _HALF
    else:
        number = float(count) if count.isdigit() else words.numerals.get(count, 1.0)
    figure = count_noun(text, Figure(*match.span(), number * _DOZEN, "", is_worded=True), end)
    nouns = counted_words(text, figure).split()
    if nouns and nouns[-1] in words.concrete:
        return figure
    return None


def read_factor(_text: str, match: re.Match[str], _end: int) -> Figure:
    """Read by what a measure is multiplied."""
    word = match["factor"]
    value = load_numbers().numerals.get(word) or float(word)
    return Figure(match.start("start"), match.end(), value, TIMES, is_worded=True, is_multiple=True)


def _part_of(count: str, part: str) -> float:
    words = load_numbers()
    return words.numerals.get(count, 1.0) / (2.0 if part == "half" else words.parts[part])


def _make(text: str, match: re.Match[str], value: float, end: int) -> Figure | None:
    """Return a figure of a size and unit; a plain mixed number counts nothing (two and a half years)."""
    units, size = load_units(), (match["size"] or "").replace("-", " ")
    is_scaled = size in _SCALES
    value = round_off(float(f"{value:.6g}") * _SCALES.get(size, 1.0))
    unit = units.english.get(match["unit"] or "", "")
    if size and not is_scaled:
        last = match.end("size")
        return Figure(match.start(), last, value, units.english.get(size, "points"), is_worded=True)
    figure = Figure(*match.span(), value, unit, is_scaled=is_scaled, is_worded=True)
    if unit:
        if unit in units.times:
            return None
        return figure
    if not is_scaled:
        return None
    of = text.startswith(" of ", figure.end)
    figure = count_noun(text, figure, end)
    if figure.noun_end or of:
        return figure
    return None
