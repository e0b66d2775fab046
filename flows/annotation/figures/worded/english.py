"""Figures in English words: two-thirds, one in five, ranks second, twice, tens of billions, twelve plants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.numbers import Figure, count_noun, counted_words
from flows.annotation.figures.units import PERCENT, RANK, TIMES, load_units
from flows.annotation.figures.worded.parts import (
    SIZES,
    dozen_pattern,
    factor_pattern,
    mixed_pattern,
    part_pattern,
    read_dozen,
    read_factor,
    read_mixed,
    read_part,
)
from flows.annotation.figures.worded.tables import load_numbers
from flows.annotation.figures.words import join_alternatives
from flows.text import lazy_pattern

_ANY = lazy_pattern(
    r"half|third|quarter|fifth|tenth|fourth|sixth|eighth| in (?:\w+)|out of|rank|twice|dozen|factor of|"
    r"(?:ten|hundred|thousand|million|billion|trillion)s? |several|a few|place|largest|biggest|second|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_LEAST_SOME = 10  # of a group
_SMALL = 10
_DEFINITE = lazy_pattern(
    r"(?:\b(?:the|these|those|both|all|its|their|his|other|first|last|next|of the|past)\s)$"
)
# Of the 90 suppliers, a third had lost orders.
_OF_SOME = lazy_pattern(r"\bof (?:the|its|their|these|those) [^.;:]{3,80}, $")
_COMPARED = (" more than ", " less than ", " higher than ", " lower than ")
_BOUND = lazy_pattern(r"(?:by|to|from|about|over|nearly|roughly|almost|than|around|under|that) $")
_AFTER_FRACTION = (
    r"(?= of (?!the year|a century|\d|\w+ century)|(?:,| (?:and|but|in|from|to|by|since|over|more|less|higher"
    r"|lower|that|as|between|during|when|while|on|at|the|its|their|all|what|next|last|this|each|every|per"
    r"|annually|yearly|had|have|has|was|were|are|is|came|comes|come|went|goes|go))(?![a-z])|[.;)]|$)"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    fraction: re.Pattern[str]
    ratio: re.Pattern[str]
    rank: re.Pattern[str]
    times: re.Pattern[str]
    magnitude: re.Pattern[str]
    cardinal: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = load_numbers()
    units = load_units()
    numeral, part = join_alternatives(words.numerals), join_alternatives(words.parts)
    ordinal, scale = join_alternatives(words.ordinals), "hundred|thousand|million|billion|trillion"
    ordinals = rf"(?:{ordinal}|\d{{1,3}}(?:st|nd|rd|th))"
    unit = join_alternatives(sorted(units.english, key=len, reverse=True))
    superlative = (
        "largest|biggest|highest|most|longest|fastest|lowest|greatest|richest|leading|best-selling|smallest"
    )
    return _Patterns(
        re.compile(
            rf"(?<![a-z-])(?:(?P<count>an?|one|{numeral})[ -](?P<part>{part})(?P<plural>s?)(?![a-z-])"
            rf"(?! of (?:an?|one) (?:{SIZES})(?![a-z])){_AFTER_FRACTION}"
            r"|(?P<half>half)(?= of (?!the year|\d|(?:one|a) percent)| the | its | their | all | what |[,.;)]"
            r"| (?:in|by|from|within|after|over|since|this|next|between|during|or)(?![a-z])|$))"
        ),
        re.compile(
            rf"(?<![a-z\d-])(?P<one>one|{numeral}|\d{{1,2}}) (?:in|out of)(?: every)? "
            rf"(?P<of>{numeral}|\d{{1,3}})"
            r"(?![a-z\d%-]| percent|[.,]\d| (?:years?|months?|days?|weeks?|cases?)(?![a-z]))"
        ),
        re.compile(
            rf"(?<![a-z])(?:(?:rank(?:s|ed|ing)?|placed?|came|comes|stood|stands|finished)"
            rf"(?: (?:as|at|in|the|number|no\.?|currently|now|joint))* "
            rf"(?P<rank>{ordinals}|number one|\d{{1,3}}(?![\d,.]\d|%| percent| [a-z]+s ))"
            rf"(?! (?:(?:{numeral}|few|several) )?(?:years?|quarters?|half|months?|weeks?|days?)(?![a-z]))"
            rf"(?: (?:place|position))?"
            rf"|(?P<superlative>{ordinals})[ -](?:{superlative})(?![a-z])"
            rf"|(?:in|to|into) (?P<place>{ordinals}) (?:place|position)(?![a-z]))"
        ),
        re.compile(
            rf"(?<![a-z-])(?:(?P<twice>twice)"
            rf"|(?:(?P<low>one|{numeral}|\d{{1,2}})(?: to | and | or |-)(?={numeral} times))?"
            rf"(?P<count>{numeral}) times"
            rf"|(?P<fold>{numeral}|hundred)-?fold)"
            r"(?![a-z-])(?! (?:a|per|each|every|weekly|daily) )"
        ),
        re.compile(
            r"(?<![a-z-])(?:(?P<lead>tens|hundreds|thousands)"
            r"(?: of (?P<big>thousands|hundreds|millions|billions|trillions))?"
            r"|(?P<bare>millions|billions|trillions)"
            rf"|(?P<few>several|a few|multiple) (?P<few_scale>{scale})s?"
            rf"(?: (?P<few_more>thousand|million|billion|trillion))?)"
            rf"(?: of)?(?: (?P<unit>{unit})(?![a-z]))?"
        ),
        re.compile(
            rf"(?<![a-z\d-])(?:(?P<half>half a)|(?P<a>a|one)(?= (?:{scale}) )"
            rf"|(?:(?P<low>{numeral})(?P<to> to | and | or )(?={numeral}(?!-) (?:{scale})))?"
            rf"(?P<tens>{numeral})(?:-(?P<ones>{numeral}))?)"
            rf"(?: (?P<scale>{scale})(?: (?P<more>thousand|million|billion|trillion))?)?"
            rf"(?:[ -](?P<unit>{unit})(?![a-z]))?(?![a-z\d-])"
        ),
    )


_OVER_TIME = lazy_pattern(r"(?:in|over|for|during|within|past|last|next) $")
_OF_YEAR = lazy_pattern(r"\b(?:first|last|next|past|previous|coming) $")
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class _Found(NamedTuple):
    """A match of a pattern, with the text and the end of the sentence."""

    text: str
    end: int
    match: re.Match[str]


def has_worded(text: str) -> bool:
    """Return whether an English text may contain a figure in words; if false, it contains none."""
    return bool(_ANY.search(text))


# Read first: a quarter of a point is no quarter of anything.
_PARTS = (
    (mixed_pattern, read_mixed),
    (part_pattern, read_part),
    (dozen_pattern, read_dozen),
    (factor_pattern, read_factor),
)


def find_worded_english(text: str, start: int, end: int) -> list[Figure]:
    """Return the figures in words of folded `text[start:end]`, in order, disjoint."""
    patterns = _patterns()
    readers = (
        (patterns.rank, _read_rank),
        (patterns.ratio, _read_ratio),
        (patterns.fraction, _read_fraction),
        (patterns.times, _read_times),
        (patterns.magnitude, _read_magnitude),
        (patterns.cardinal, _read_cardinal),
    )
    found: list[Figure] = []
    for of_parts, read_parts in _PARTS:
        found += filter(
            None, (read_parts(text, match, end) for match in of_parts().finditer(text, start, end))
        )
    for pattern, read in readers:
        for match in pattern.finditer(text, start, end):
            figure = read(_Found(text, end, match))
            if figure and not any(figure.start < other.end and other.start < figure.end for other in found):
                found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _read_fraction(found: _Found) -> Figure | None:
    match = found.match
    before = found.text[max(0, match.start() - 14) : match.start()]
    if match["half"]:
        if re.search(r"\b(?:first|second|latter|other|early|and a|in|later|last) $", before):
            return None
        return Figure(*match.span(), 50.0, PERCENT, is_worded=True)
    words = load_numbers()
    count = words.numerals.get(match["count"], 1.0)
    whole = words.parts[match["part"]]
    if (count > 1) != bool(match["plural"]) or count >= whole:
        return None
    if match["part"] == "quarter" and count == 2:
        return None  # over the next two quarters
    is_time = _OF_YEAR.search(before) or (match["plural"] and _OVER_TIME.search(before))
    if match["part"] == "quarter" and is_time and not found.text.startswith(" of ", match.end()):
        return None  # in the first three quarters, grew by 5 percent in three quarters
    is_plain = found.text.startswith((" of ", ",", ".", *_COMPARED), match.end())
    if match["count"] in ("a", "an") and not (is_plain or _BOUND.search(before)):
        is_part = _OF_SOME.search(found.text, max(0, match.start() - 90), match.start())
        if not is_part:  # a third plant is planned
            return None
    return Figure(*match.span(), round(100 * count / whole, 2), PERCENT, is_worded=True)


def _read_ratio(found: _Found) -> Figure | None:
    """Read a ratio such as one in five; 3 in 10 is one, 83 in 114 is not."""
    match = found.match
    values = [_number(match[name]) for name in ("one", "of")]
    low, high = values
    if not low < high or high > 20 or (match["one"].isdigit() and not match["of"].isdigit()):
        return None
    return Figure(*match.span(), round(100 * low / high, 2), PERCENT, is_worded=True)


def _number(word: str) -> float:
    words = load_numbers()
    if word.isdigit():
        return float(word)
    return 1.0 if word == "one" else words.numerals[word]


def _read_rank(found: _Found) -> Figure | None:
    match = found.match
    name = next(name for name in ("rank", "superlative", "place") if match[name])
    written = match[name]
    digits = re.match(r"\d+", written)
    value = float(digits[0]) if digits else load_numbers().ordinals.get(written, 1.0)
    if name == "superlative" and value == 1:
        return None  # the first largest shipment is not a rank
    last = match.end(name)
    first = match.start(name)
    if name == "superlative":
        last = match.end()
    return Figure(first, last, value, RANK, is_worded=True)


def _read_times(found: _Found) -> Figure | None:
    match = found.match
    if match["twice"]:
        after = found.text[match.end() : match.end() + 9]
        if not after.startswith((" as ", " the ", " what ", " that ", " its ", " their ")):
            return None
        return Figure(*match.span(), 2.0, TIMES, is_worded=True)
    word = match["count"] or match["fold"]
    value = 100.0 if word == "hundred" else load_numbers().numerals[word]
    figure = Figure(*match.span(), value, TIMES, is_worded=True, is_multiple=bool(match["fold"]))
    if not match["low"]:
        return figure
    low = _number(match["low"])
    if low >= value or found.text.endswith("from ", 0, match.start()):
        return replace(figure, start=match.start("count"))
    return replace(figure, value=low, value_to=value)


def _read_magnitude(found: _Found) -> Figure | None:
    """Read an order of magnitude: tens of billions are between ten and a hundred billion."""
    match = found.match
    units = load_units()
    value = 1.0
    for word in (match["lead"], match["big"], match["bare"], match["few_scale"], match["few_more"]):
        if word:
            value *= 10.0 if word == "tens" else _SCALES[word.removesuffix("s")]
    is_label = bool(match["bare"]) and found.text.endswith("(", 0, match.start())  # GDP (trillions of yuan)
    if value < _SMALL or is_label:
        return None
    figure = Figure(
        *match.span(),
        value,
        units.english.get(match["unit"] or "", ""),
        value * 10,
        is_scaled=True,
        is_worded=True,
    )
    stripped = found.text[match.start() : match.end()].removesuffix(" of")
    figure = replace(figure, end=match.start() + len(stripped))
    if figure.unit:
        return None if figure.unit in units.times else figure
    counted = count_noun(found.text, replace(figure, end=match.end()), found.end)
    if not counted.noun_end:
        return None
    return replace(counted, end=figure.end)


def _with_low(found: _Found, figure: Figure, low: float) -> Figure:
    """Return the range of two to three billion; "from two to three billion" is a change to three billion."""
    match = found.match
    before = found.text[max(0, match.start() - 8) : match.start()]
    is_range = match["to"] != " and " or before.endswith("between ")
    if not is_range or before.endswith("from ") or low >= figure.value:
        return replace(figure, start=match.start("tens"))
    return replace(figure, value=low, value_to=figure.value)


def _read_cardinal(found: _Found) -> Figure | None:
    match = found.match
    words, units = load_numbers(), load_units()
    if match["ones"] and not (words.numerals[match["tens"]] >= 20 and words.numerals[match["ones"]] < _SMALL):
        return None
    value = {True: 0.5, False: 1.0}[bool(match["half"])]
    if match["tens"]:
        value = words.numerals[match["tens"]] + (words.numerals[match["ones"]] if match["ones"] else 0.0)
    size = 1.0
    for word in (match["scale"], match["more"]):
        size *= _SCALES[word] if word else 1.0
    value *= size
    if match["half"] and not match["scale"]:
        return None
    unit = units.english.get(match["unit"] or "", "")
    is_scaled = bool(match["scale"])
    figure = Figure(*match.span(), value, unit, is_scaled=is_scaled, is_worded=True)
    if match["low"]:
        figure = _with_low(found, figure, words.numerals[match["low"]] * size)
    if unit:
        return None if unit in units.times or unit == TIMES else figure
    figure = count_noun(found.text, figure, found.end)
    if not figure.noun_end or figure.unit in units.times:
        return None
    if is_scaled:
        return figure
    before = found.text[max(0, figure.start - 12) : figure.start]
    nouns = counted_words(found.text, figure).split()
    if _DEFINITE.search(before) or nouns[-1] not in words.concrete:
        return None
    if found.text.startswith(" of ", figure.end) and value < _LEAST_SOME:
        return None  # two of the three cities: some of those named before
    return figure
