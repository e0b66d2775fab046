"""Sentences for the readers of figures: their figures, moments, clause borders and markers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from flows.annotation.figures import admission_en, clauses, statements_en, words_en, words_zh
from flows.annotation.figures.moments import Moment, find_moments
from flows.annotation.figures.numbers import Figure, find_figures, has_figures
from flows.annotation.figures.settling import is_due
from flows.annotation.figures.statements import DECISIVE, HINT, LOCAL, WEAK, Kind, Marker, Reading, Sentence
from flows.annotation.figures.units import PERCENT
from flows.annotation.figures.worded import (
    find_worded_chinese,
    find_worded_english,
    has_worded,
    merge_figures,
)
from flows.text import Shadow, count_han, lazy_pattern, sentence_ends

_LETTER = lazy_pattern("[a-z]")
_RESPECTIVELY = lazy_pattern(
    r"分别|(?<![a-z])respectively(?![a-z])|\d[%万亿元]{0,3}(?:/\d[\d.]*[%万亿元]{0,3}/|、\d[\d.]*%、)\d"
)
# Numbers in running text, however many there are: 出口24827吨,同比增长2.3%.
_IN_WORDS = lazy_pattern(r"[同环]比(?:增长|下降|增加|减少|上升|上涨|下跌|回落)了?[约近]?\d[^。\n]*。")
# A caption without a full stop: 表2 2025年新增就业50万人完成情况.
_CAPTION, _CLOSING = (
    lazy_pattern(r"\s*[表图]\s?\d{1,3}(?:[-.]\d{1,3})?[\s:](?!所示|显示|可见)"),
    tuple("。;；!！?？"),
)
# Numbers of dates, and what shows that numbers are listed in a sentence: 渔业12%、林业8%、牧业9%.
_DATE_NUMBER = lazy_pattern(r"\d[\d.,]*(?:-{1,2}\d{1,2})?(?=年|月|日|号|季度)|(?<=年)\d{1,2}-")
_SIGNS, _BLANKS = lazy_pattern("[、,;:](?!\\d)"), lazy_pattern(r"\s{2,}|\n|(?<=[\d%])\s+(?=\d)")
# Numbers, but not those of product names: 5G, 3纳米.
_NUMBER, _WORD = lazy_pattern(r"\d[\d.,]*(?![gm](?![a-z])|纳米|英寸)"), lazy_pattern(r"[a-z]{2,}")
_ABBREVIATION = lazy_pattern(r"\([a-z0-9&/._ -]{1,12}\)")  # 国内生产总值（GDP）比重 is one phrase
# A capitalised word that begins a title, but not an adjective such as the first word of "67 Chinese models".
_TITLE = lazy_pattern(
    r"\s+(?!(?:[A-Z][a-z]+(?:ese|ean|ian|ish|ican|man|stern)|French|Dutch|Swiss|Beijing|Shanghai|Shenzhen"
    r"|Taiwan) [a-z])[A-Z][a-z]"
)
# 从65纳米到5纳米: a range of sizes or sums, not a change.
_SIZES, _TO_ALONE = frozenset(("nm",)), ("到", "至")
_FROM = lazy_pattern(r"(?<!精度)(?<!误差)(?:从(?![业事而])|自)[^,;。\d]{0,12}$")
_UNEQUAL, _FURTHER = "不等", ("再到", "再至")
# The kind and strength of each group of the marker patterns.
_MARKERS: dict[str, tuple[Kind, int]] = {
    "target": ("target", DECISIVE),
    "demand": ("target", DECISIVE),
    "actual": ("actual", DECISIVE),
    "local": ("target", LOCAL),
    "weak": ("actual", WEAK),
    "hint": ("actual", HINT),
}
_GRANTS = ("给予", "奖励")
_BEFORE = 20  # code points before a figure in which 从 is looked for
_LONGEST = 2000  # code points of a sentence that are read together; a longer one is a table or not prose
# A sentence with at least this many numbers, and fewer words per number, is a table read as text.
_TABLE_NUMBERS, _TABLE_WORDS = 6, 1.6
_TAG_BEFORE, _TAG_REACH = lazy_pattern(r"</?(?:td|th|tr|p|br|span|div)\b[^<>]{0,40}>\s?$"), 60


@dataclass(frozen=True, slots=True)
class Reader:
    """The means to read a language: its figures, clause borders, and the words that set a figure's kind."""

    language: str
    read_figure: Callable[[Sentence, int], Reading | None]
    is_figure: Callable[[str, Figure], bool]
    find_worded: Callable[[str, int, int], list[Figure]]
    borders: re.Pattern[str]
    markers: re.Pattern[str]

    @property
    def is_english(self) -> bool:
        """Whether the language is English."""
        return self.language == "en"


@cache
def load_reader(language: str) -> Reader:
    """Return the reader of zh or en."""
    if language == "en":
        markers = words_en.load_words().markers
        return Reader(
            "en",
            statements_en.read_figure,
            admission_en.is_figure,
            find_worded_english,
            words_en.BORDERS,
            markers,
        )
    markers = words_zh.load_words().markers
    return Reader(
        "zh",
        clauses.read_figure,
        clauses.is_figure,
        find_worded_chinese,
        words_zh.BORDERS,
        markers,
    )


def may_state(sentence: str, language: str) -> bool:
    """Return whether a sentence may contain a figure; if false, it contains none."""
    return has_figures(sentence) or (language == "en" and has_worded(sentence))


def split_text(text: str, shadow: Shadow) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the original text as spans of its shadow, cut at 2,000 code points."""
    position = 0
    for end in sentence_ends(text, at_semicolons=False, at_lines=False):
        place = end if shadow.offsets is None else bisect_left(shadow.offsets, end)
        for first in range(position, place, _LONGEST):
            yield first, min(place, first + _LONGEST)
        position = max(position, place)


def dominant_language(text: str, start: int, end: int) -> str:
    """Return en if Latin letters outnumber Chinese characters by more than four to one, otherwise zh."""
    is_english = len(_LETTER.findall(text, start, end)) > 4 * count_han(text, start, end)
    return "en" if is_english else "zh"


def looks_like_table(text: str, start: int, end: int) -> bool:
    """Return whether a sentence is a table read as text, or its caption: 表2 2025年新增就业50万人完成情况.

    Such a table is mostly numbers, or has "n/a" more than once nearby.
    """
    if text.count("n/a", max(0, start - 150), end + 150) > 1:
        return True
    if _CAPTION.match(text, start) and not text.endswith(_CLOSING, start, end):
        return True
    if _IN_WORDS.search(text, start, end):
        return False
    numbers = len(_NUMBER.findall(text, start, end))
    if numbers < _TABLE_NUMBERS or _RESPECTIVELY.search(text, start, end):
        return False  # 2021年、2022年和2023年专利授权量分别为1204件、1377件和1515件; 营收12.1/15.3/19.8亿元
    if _lists_in_words(text, start, end, numbers):
        return False
    words = len(_WORD.findall(text, start, end)) + count_han(text, start, end) / 2
    return words < _TABLE_WORDS * numbers


def _lists_in_words(text: str, start: int, end: int, numbers: int) -> bool:
    """Return whether the numbers of a Chinese sentence are values in a list with its signs, and dates.

    >>> 2020年产量5万辆,2022年突破10万辆,2024年超200万辆。
    >>> 渔业12.5%、林业8.1%、牧业9.3%、副业7%、农业6%、其他5%。
    >>> 2023年1-6月,进口12.5亿元、增长8.1%、占9.3%。
    """
    values = numbers - sum(
        len(_NUMBER.findall(match[0])) for match in _DATE_NUMBER.finditer(text, start, end)
    )
    if _BLANKS.search(text[start:end].strip()) or not count_han(text, start, end):
        return False
    return values < _TABLE_NUMBERS or len(_SIGNS.findall(text, start, end)) + 1 >= values


def _lies_in_markup(text: str, figure: Figure) -> bool:
    """Return whether a tag is before a figure, as in a table whose tags were left in the text: <td>57.9%."""
    return _TAG_BEFORE.search(text, max(0, figure.start - _TAG_REACH), figure.start) is not None


class Written(NamedTuple):
    """A sentence as a span of folded text, with the numbers that may be figures and those that are."""

    start: int
    end: int
    reader: Reader
    candidates: list[Figure]
    figures: list[Figure]


def find_written(text: str, start: int, end: int, reader: Reader) -> Written:
    """Find the figures of folded `text[start:end]`; some of them may still be part of a date."""
    written = merge_figures(
        find_figures(text, reader.language, start, end), reader.find_worded(text, start, end)
    )
    figures = [
        figure for figure in written if reader.is_figure(text, figure) and not _lies_in_markup(text, figure)
    ]
    if not reader.is_english:
        figures = _without_sizes(text, start, figures)
    return Written(start, end, reader, written, figures)


def read_sentence(
    text: str,
    written: Written,
    year: int,
    reported_year: int,
    *,
    month: int = 0,
    is_republic: bool = False,
) -> Sentence:
    """Return a sentence of folded text with its figures and moments.

    `year` and `month` are the document's, `reported_year` is the year that it reports on, each 0 if unknown.
    `is_republic` is set if years in the text may be counted from the founding of the Republic of China.
    """
    start, end, reader, candidates, figures = written
    moments = find_moments(text, reader.language, start, end, year, reported_year, is_republic=is_republic)
    moments = [_settle_role(moment, year, month) for moment in moments]
    spans = [(figure.start, figure.end) for figure in candidates]
    spans += [(moment.start, moment.end) for moment in moments]
    spans += [match.span() for match in _ABBREVIATION.finditer(text, start, end)]
    inside = {place for first, last in spans for place in range(first, last)}
    borders = (match.start() for match in reader.borders.finditer(text, start, end))
    return Sentence(
        text,
        start,
        end,
        _outside(figures, [(moment.start, moment.end) for moment in moments]),
        moments,
        [place for place in borders if place not in inside],
        sorted([*_find_markers(text, start, end, reader), *_date_markers(moments, year)]),
    )


def _without_sizes(text: str, start: int, figures: list[Figure]) -> list[Figure]:
    """Return the figures of a Chinese sentence without the ends of ranges such as 从65纳米到5纳米."""
    ends = [
        (left, right)
        for left, right in pairwise(figures)
        if left.unit == right.unit != PERCENT
        and text[left.end : right.start] in _TO_ALONE
        and (right.unit in _SIZES or text.startswith(_UNEQUAL, right.end))
        and not text.startswith(_FURTHER, right.end)
        and _FROM.search(text, max(start, left.start - _BEFORE), left.start)
    ]
    taken = {id(figure) for pair in ends for figure in pair}
    return [figure for figure in figures if id(figure) not in taken]


def drop_grants(sentence: Sentence) -> None:
    """Drop the words of granting from the markers of a sentence: in a review, what was granted is no goal.

    >>> 对首次认定的企业给予奖励6520万元, below 2024年预算执行情况 -> actual
    """
    sentence.markers = [one for one in sentence.markers if not sentence.text.startswith(_GRANTS, one.start)]
    sentence.marker_starts = [one.start for one in sentence.markers]


def _find_markers(text: str, start: int, end: int, reader: Reader) -> Iterator[Marker]:
    for match in reader.markers.finditer(text, start, end):
        name = match.lastgroup or ""
        yield Marker(match.start(), *_MARKERS[name])


def _settle_role(moment: Moment, year: int, month: int) -> Moment:
    """Return a moment by which something is due as one that has passed if its month is before the document's.

    >>> 2005年初至2020年5月,汇率升值38%, in July 2020 -> in 2020-05
    """
    is_month = moment.role == "by" and len(moment.iso) > len("2020")
    if not (is_month and month) or moment.iso[: len("2020-05")] >= f"{year}-{month:02}":
        return moment
    return replace(moment, role="in")


def _date_markers(moments: Sequence[Moment], year: int) -> Iterator[Marker]:
    for moment in moments:
        if moment.role == "by":
            if is_due(moment, year):
                yield Marker(moment.start, "target", DECISIVE)
            else:
                yield Marker(moment.start, "actual", HINT)
        elif moment.role == "in" and moment.iso:
            yield Marker(moment.start, "actual", HINT)


def precedes_title(text: str, shadow: Shadow, figure: Figure) -> bool:
    """Return whether a title follows a bare English number, which is then a page or list number."""
    if not figure.noun_end:
        return False
    _, end = shadow.span(figure.start, figure.end)
    return bool(_TITLE.match(text, end))


def _outside(figures: list[Figure], spans: list[tuple[int, int]]) -> list[Figure]:
    """Return the figures that overlap none of the spans; both are in order."""
    kept, place = [], 0
    for figure in figures:
        while place < len(spans) and spans[place][1] <= figure.start:
            place += 1
        if place == len(spans) or spans[place][0] >= figure.end:
            kept.append(figure)
    return kept
