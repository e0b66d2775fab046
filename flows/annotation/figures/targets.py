"""Figures that a passage states of an indicator: targets to be reached, and what has been."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.annotation.figures import statements_en, statements_zh, words_en, words_zh
from flows.annotation.figures.dating import UNDATED, Frame, Years, date_figure, find_frame
from flows.annotation.figures.moments import Moment, find_moments
from flows.annotation.figures.numbers import Figure, blank_formulas, find_figures, fold_figures, has_figures
from flows.annotation.figures.parsed import TreeReader
from flows.annotation.figures.settling import (
    Around,
    Carried,
    Shared,
    Statement,
    carry,
    choose_score,
    date_of,
    distribute,
    due_year,
    find_doubts,
    is_carried,
    is_due,
    is_superseded,
    kind_around,
    lower_undated,
    make_target,
    revive_listed,
)
from flows.annotation.figures.statements import DECISIVE, HINT, WEAK, Kind, Marker, Reading, Sentence
from flows.annotation.figures.tabular import blank_rows, find_rows, read_row
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, rate_after
from flows.annotation.figures.worded import (
    blank_footnotes,
    find_worded_chinese,
    find_worded_english,
    has_worded,
    merge_figures,
)
from flows.annotation.parsing import Parser
from flows.records import Mention, Target
from flows.text import Shadow, count_han, sentence_ends

_LETTER = re.compile("[a-z]")
_NUMBER, _WORD = re.compile(r"\d[\d.,]*"), re.compile(r"[a-z]{2,}")
_ABBREVIATION = re.compile(r"\([a-z0-9&/. -]{1,12}\)")  # 国内生产总值（GDP）比重 is one phrase
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
_TITLE = re.compile(r"\s+[A-Z][a-z]")
# Names of a measure that leave out what is measured: it is what the clause before is about.
_PARTIAL = frozenset(
    ("总数", "总量", "总额", "总规模", "数量", "比重", "占比", "比例", "规模", "总值", "金额")
)
# What the groups of the patterns of markers mean.
_MARKERS: dict[str, tuple[Kind, int]] = {
    "target": ("target", DECISIVE),
    "demand": ("target", DECISIVE),
    "actual": ("actual", DECISIVE),
    "weak": ("actual", WEAK),
    "hint": ("actual", HINT),
}
# What a year from elsewhere than the clause of a figure is called among the doubts.
_YEAR_DOUBTS = {
    "told": "worded year", "carried": "carried year", "mixed": "mixed report",
    "supposed": "supposed year",
}
_SUBJECTS = frozenset(("ORG", "GPE", "PROGRAMME", "TECH"))
_RATIOS = frozenset((PERCENT, POINTS, TIMES, PERMILLE))  # 3% per year is a rate already
_LONGEST = 2000  # code points of a sentence that are read together; a longer one is a table or no prose
# A sentence with at least so many numbers, and fewer words per number, is a table read as text.
_TABLE_NUMBERS, _TABLE_WORDS = 6, 1.6


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one language is read: its figures, the borders of its clauses, and the words that tell when."""

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
def _reader(language: str) -> _Reader:
    if language == "en":
        markers = words_en.load_words().markers
        return _Reader(
            "en",
            statements_en.read_figure,
            statements_en.is_figure,
            find_worded_english,
            words_en.BORDERS,
            markers,
        )
    markers = words_zh.load_words().markers
    return _Reader(
        "zh",
        statements_zh.read_figure,
        statements_zh.is_figure,
        find_worded_chinese,
        words_zh.BORDERS,
        markers,
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text beside its words.

    `section` is the kind of a figure whose clause does not tell it, where the headings above the passage do,
    and `due` the year that those headings give such figures. `columns` are the heads of the columns where the
    text is one row of a table whose head is elsewhere. `year` is that of the document, 0 if unknown. `parser`
    reads English sentences; without it the readers of words decide alone. `years` are what headings, title
    and date tell of figures whose passage names no year.
    """

    section: Kind = ""
    columns: tuple[str, ...] = ()
    due: str = ""
    year: int = 0
    parser: Parser | None = None
    years: Years = Years()


def find_targets(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    setting: Setting = Setting(),
) -> tuple[Target, ...]:
    """Return the figures that `text` states of an indicator, by start; spans are code points of `text`.

    `language` is zh, en, mixed or und; with the last two each sentence decides. A figure that states no
    indicator's value (a date, an article's number, a fine) is left out. The deadline of a sentence without
    one is that of the target before it. Rows of a table are read by cells.
    """
    if not has_figures(text) and (language == "zh" or not has_worded(text)):
        return ()
    rows = find_rows(text)
    if not rows:
        return _read_prose(blank_formulas(text), language, mentions, setting)
    if setting.columns and len(rows) == 1:
        rows = [rows[0]._replace(columns=setting.columns)]
    found = [target for row in rows for target in read_row(text, row, mentions, setting.section)]
    found += _read_prose(blank_formulas(blank_rows(text, rows)), language, mentions, setting)
    return tuple(sorted(found, key=lambda target: target.start))


def _read_prose(
    text: str, language: str, mentions: Sequence[Mention], setting: Setting
) -> tuple[Target, ...]:
    """Return the figures of running text, sentence by sentence."""
    text = blank_footnotes(text, language)
    shadow = fold_figures(text)
    found: list[Target] = []
    trees = TreeReader(setting.parser, text, shadow, setting.section) if setting.parser else None
    carried, frame = Carried("", None), Frame("", "")
    named = (mention for mention in mentions if mention.type in _SUBJECTS)
    subjects = sorted(named, key=lambda mention: mention.start)
    for start, end in _split_sentences(text, shadow):
        chosen = language
        if language not in ("zh", "en"):
            chosen = _dominant_language(shadow.text, start, end)
        if not _may_state(shadow.text[start:end], chosen) or _looks_like_table(shadow.text, start, end):
            continue
        reader = _reader(chosen)
        told = int(setting.years.actual or 0)
        sentence = _read_sentence(shadow.text, start, end, reader, setting.year, told)
        if reader.is_english:
            kept = (figure for figure in sentence.figures if not _precedes_title(text, shadow, figure))
            sentence.figures = list(kept)
        now = carry(sentence, carried)
        context = Carried(carried.kind or now.kind, now.moment)
        statements = _read_statements(
            sentence, reader, context, setting, trees if reader.is_english else None, frame
        )
        frame = find_frame(sentence, frame, {item.deadline[:4] for item in statements}, setting.years)
        carried = now
        if statements and not carried.kind:
            carried = Carried(statements[0].kind, carried.moment)
        found += [make_target(text, shadow, sentence, statement, subjects) for statement in statements]
    if _NAMED_YEAR.search(shadow.text):
        return tuple(lower_undated(target) for target in found)
    return tuple(found)


def settle_kinds(targets: tuple[Target, ...], date: str) -> tuple[Target, ...]:
    """Return the figures with their kinds settled by the document's ISO date: what is later is a target."""
    year = date[:4]
    if not year:
        return targets
    return tuple(
        replace(target, kind="target") if target.deadline[:4] > year else target for target in targets
    )


def _may_state(sentence: str, language: str) -> bool:
    return has_figures(sentence) or (language == "en" and has_worded(sentence))


def _split_sentences(text: str, shadow: Shadow) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the original text as spans of its shadow, cut at 2,000 code points."""
    position = 0
    for end in sentence_ends(text, at_semicolons=False, at_lines=False):
        place = end if shadow.offsets is None else bisect_left(shadow.offsets, end)
        for first in range(position, place, _LONGEST):
            yield first, min(place, first + _LONGEST)
        position = max(position, place)


def _dominant_language(text: str, start: int, end: int) -> str:
    is_english = len(_LETTER.findall(text, start, end)) > 4 * count_han(text, start, end)
    return "en" if is_english else "zh"


def _looks_like_table(text: str, start: int, end: int) -> bool:
    """Return whether numbers make up so much of a sentence that it is a table read as text."""
    if text.count("n/a", max(0, start - 150), end + 150) > 1:
        return True
    numbers = len(_NUMBER.findall(text, start, end))
    if numbers < _TABLE_NUMBERS:
        return False
    words = len(_WORD.findall(text, start, end)) + count_han(text, start, end) / 2
    return words < _TABLE_WORDS * numbers


def _read_sentence(text: str, start: int, end: int, reader: _Reader, year: int, told: int) -> Sentence:
    moments = find_moments(text, reader.language, start, end, year, told)
    written = merge_figures(
        find_figures(text, reader.language, start, end), reader.find_worded(text, start, end)
    )
    figures = [figure for figure in written if reader.is_figure(text, figure)]
    spans = [(figure.start, figure.end) for figure in written]
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


def _find_markers(text: str, start: int, end: int, reader: _Reader) -> Iterator[Marker]:
    for match in reader.markers.finditer(text, start, end):
        name = match.lastgroup or ""
        yield Marker(match.start(), *_MARKERS[name])


def _date_markers(moments: Sequence[Moment], year: int) -> Iterator[Marker]:
    for moment in moments:
        if moment.role == "by":
            if is_due(moment, year):
                yield Marker(moment.start, "target", DECISIVE)
            else:
                yield Marker(moment.start, "actual", HINT)
        elif moment.role == "in" and moment.iso:
            yield Marker(moment.start, "actual", HINT)


def _precedes_title(text: str, shadow: Shadow, figure: Figure) -> bool:
    """Return whether a bare English number stands before a title: it is a page or list number."""
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


def _read_statements(
    sentence: Sentence,
    reader: _Reader,
    carried: Carried,
    setting: Setting,
    trees: TreeReader | None,
    frame: Frame,
) -> list[Statement]:
    """Return what the figures of a sentence state; an indicator left out is the one before."""
    readings, moments = _take_readings(sentence, reader, trees)
    if reader.is_english and carried.moment and not (setting.section or is_carried(sentence) or not trees):
        carried = carried._replace(moment=None)
    statements: list[Statement] = []
    shared = distribute(sentence, readings)
    demands = sum(reading.default == "target" for reading in readings.values())
    usual: Kind = "target" if 2 * demands >= max(len(readings), 1) else "actual"
    before = ""
    for index, reading in readings.items():
        indicator = _join_indicators(before, reading.indicator)
        if reading.is_baseline:
            before = indicator
            continue
        if indicator and not indicator.startswith(before or "占"):
            before = indicator
        if not any(map(str.isalpha, indicator)):
            continue
        moment = (
            moments[index] if index in moments else date_of(sentence, index, is_english=reader.is_english)
        )
        if is_superseded(sentence, index, moment):
            moment = None
        last = statements[-1].kind if statements and not reading.indicator else ""
        kind = reading.kind or last or setting.section
        if not kind:
            is_ahead = is_due(moment, setting.year)
            is_past = not is_ahead and moment is not None and moment.role == "by"
            kind = kind_around(sentence, index, reading, Around(carried.kind, usual, is_ahead, is_past))
        if moment is None and kind == "target":
            moment = carried.moment
        given = shared.get(index, Shared("", "", ""))
        deadline = given.deadline or (moment.iso if moment else "")
        if kind == "target" and not (reading.kind or setting.section) and 0 < int(deadline[:4] or 0) < setting.year:
            kind = "actual"
        if not deadline and kind == setting.section:
            deadline = due_year(sentence, index, setting.due)
        dated = UNDATED
        if not deadline:
            dated = date_figure(
                sentence,
                index,
                kind or "actual",
                moment,
                frame,
                setting.years,
                is_english=reader.is_english,
                in_tasks=setting.section == "target",
            )
        read = replace(
            reading,
            indicator=given.indicator or indicator,
            subject=given.subject or reading.subject,
            unit=_settle_unit(sentence, index, reading, indicator),
        )
        is_told = bool(reading.kind or setting.section or is_due(moment, setting.year))
        source = dated.source
        if not is_told and setting.years.is_supposed:
            source = "mixed"
        score = _score_of(
            sentence, index, reading, read, source, is_english=reader.is_english, is_told=is_told
        )
        year = deadline or dated.year
        statements.append(Statement(sentence.figures[index], read, kind, moment, year, score))
    return statements


def _take_readings(
    sentence: Sentence, reader: _Reader, trees: TreeReader | None
) -> tuple[dict[int, Reading], dict[int, Moment | None]]:
    """Return what each figure of a sentence states, and the moments that its tree gives some of them."""
    readings = {
        index: reading
        for index in range(len(sentence.figures))
        if (reading := reader.read_figure(sentence, index))
    }
    revive_listed(sentence, readings)
    if trees is not None:
        return trees.refine(sentence, readings)
    return {index: reading for index, reading in readings.items() if not reading.is_rejected}, {}


def _score_of(
    sentence: Sentence,
    index: int,
    reading: Reading,
    read: Reading,
    source: str,
    *,
    is_english: bool,
    is_told: bool,
) -> float:
    """Return how sure a reading is; `read` is the reading with what its list and unit settle.

    `source` is where its year is from, "" for its own clause.
    """
    doubts = find_doubts(
        sentence,
        sentence.figures[index],
        replace(read, indicator=reading.indicator),
        read.indicator,
        is_english=is_english,
        is_told=is_told,
    )
    return choose_score(reading.rule, [*doubts, *filter(None, [_YEAR_DOUBTS.get(source)])])


def _join_indicators(before: str, indicator: str) -> str:
    """Return the whole name of an indicator that goes on with the one before (占..., a mere measure)."""
    if not indicator:
        return before
    is_part = indicator.startswith("占") or indicator in _PARTIAL
    if is_part and not before.startswith("占"):
        return before + indicator
    return indicator


def _settle_unit(sentence: Sentence, index: int, reading: Reading, indicator: str) -> str:
    figure = sentence.figures[index]
    unit = reading.unit or figure.unit or statements_en.count_unit(indicator)
    if not unit or unit in _RATIOS:
        return unit
    return unit + rate_after(sentence.text, max(figure.end, figure.noun_end))
