"""Figures that a passage states of an indicator: targets to be reached, and what has been; both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.annotation.figures import statements_en, statements_zh, words_en, words_zh
from flows.annotation.figures.moments import Moment, find_moments
from flows.annotation.figures.numbers import (
    Figure,
    find_figures,
    fold_figures,
    has_figures,
)
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, rate_after, words_of
from flows.records import Mention, Target
from flows.text import HAN, Shadow

_BREAK = re.compile(r"[。!?！？\n]|(?<=[a-z\d)%”\"])\.(?=\s|$)(?<!\bu\.s\.)(?<!\bno\.)(?<!\bapprox\.)")
_HAN_SIGN = re.compile(f"[{HAN}]")
_LETTER = re.compile("[a-z]")
_NUMBER, _WORD = re.compile(r"\d[\d.,]*"), re.compile(r"[a-z]{2,}")
_ABBREVIATION = re.compile(r"\([a-z0-9&/. -]{1,12}\)")  # 国内生产总值（GDP）比重 is one phrase
_TITLE = re.compile(r"\s+[A-Z][a-z]")
# Names of a measure that leave out what is measured: it is what the clause before is about.
_PARTIAL = frozenset(words_of("总数 总量 总额 总规模 数量 比重 占比 比例 规模 总值 金额"))
_STRENGTHS = {"target": 2, "demand": 2, "actual": 2, "weak": 1, "hint": 0}
_SUBJECTS = frozenset(("ORG", "GPE", "PROGRAMME", "TECH"))
_ACTORS = frozenset(("ORG", "GPE"))
# What may stand between a clause's border and the name that it is about.
_OPENING = re.compile(
    r"[\s,“\"'（(\d年月日前底末]*(?:其中|目前|当前|去年|今年|截至|到|在|the|in|and|at|by|while|meanwhile|of which)?[\s,“\"'（(\d年月日前底末]*",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"[;；]")
_RATIOS = frozenset((PERCENT, POINTS, TIMES, "‰"))  # 3% per year is a rate already
_LONGEST = 2000  # code points of a sentence that are read together; a longer one is a table or no prose
_LIST = re.compile(r"\s?(?:、|和|与|及|以及|,|,?\s?and)\s?(?:about |around |over |nearly |约|近)?")
_PARTS = re.compile(r"、|和|与|以及|及|, and |, | and ")


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one language is read: its figures, the signs that part its clauses, and the words that tell when."""

    language: str
    read_figure: Callable[[Sentence, int], Reading | None]
    is_figure: Callable[[str, Figure], bool]
    borders: re.Pattern[str]
    markers: re.Pattern[str]


_CHINESE = _Reader(
    "zh", statements_zh.read_figure, statements_zh.is_figure, words_zh.BORDERS, words_zh.MARKERS
)
_ENGLISH = _Reader(
    "en", statements_en.read_figure, statements_en.is_figure, words_en.BORDERS, words_en.MARKERS
)


def find_targets(
    text: str, language: str, mentions: Sequence[Mention] = (), section: Kind = ""
) -> tuple[Target, ...]:
    """Return the figures that `text` states, by start; `language` is zh, en, mixed or und (then each sentence decides);
    `section` is the kind of a figure whose clause does not tell it, where the headings above the passage say.

    Spans are code points of `text`. A figure that states no indicator's value (a date, an article's number, a fine) makes
    none. The deadline of a sentence without one is that of the target before it in the passage.
    """
    if not has_figures(text):
        return ()
    shadow = fold_figures(text)
    found: list[Target] = []
    carried: tuple[Kind, Moment | None] = ("", None)
    subjects = sorted(
        (mention for mention in mentions if mention.type in _SUBJECTS), key=lambda mention: mention.start
    )
    for start, end in _split_sentences(shadow.text):
        if not has_figures(shadow.text[start:end]):
            continue
        is_english = language == "en" or (language != "zh" and _is_english(shadow.text, start, end))
        if _looks_like_table(shadow.text, start, end):
            continue
        reader = _ENGLISH if is_english else _CHINESE
        sentence = _read_sentence(shadow.text, start, end, reader)
        if is_english:
            sentence.figures = [
                figure for figure in sentence.figures if not _precedes_title(text, shadow, figure)
            ]
        readings = list(_read_all(sentence, reader))
        now = _carry(sentence, carried)
        rows = _state(sentence, readings, (carried[0] or now[0], now[1]), section, is_english=is_english)
        carried = now
        if rows and not carried[0]:
            carried = rows[0][2], carried[1]
        found += [_finish(text, shadow, sentence, row, subjects) for row in rows]
    return tuple(found)


def settle_kinds(targets: tuple[Target, ...], date: str) -> tuple[Target, ...]:
    """Return the figures with their kind settled by the document's date: what holds in a later year can only be a target."""
    year = date[:4]
    if not year:
        return targets
    return tuple(
        replace(target, kind="target") if target.deadline[:4] > year and target.kind != "target" else target
        for target in targets
    )


def _split_sentences(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for match in _BREAK.finditer(text):
        yield from _pieces(position, match.end())
        position = match.end()
    yield from _pieces(position, len(text))


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for first in range(start, end, _LONGEST):
        yield first, min(end, first + _LONGEST)


def _is_english(text: str, start: int, end: int) -> bool:
    piece = text[start:end]
    return len(_LETTER.findall(piece)) > 4 * len(_HAN_SIGN.findall(piece))


def _looks_like_table(text: str, start: int, end: int) -> bool:
    """Return whether numbers make up so much of a sentence that it is a table read as text."""
    piece = text[start:end]
    numbers = len(_NUMBER.findall(piece))
    if text.count("n/a", max(0, start - 150), end + 150) > 1:
        return True
    if numbers < 6:
        return False
    words = len(_WORD.findall(piece)) + len(_HAN_SIGN.findall(piece)) / 2
    return words < 1.6 * numbers


def _read_sentence(text: str, start: int, end: int, reader: _Reader) -> Sentence:
    moments = find_moments(text, reader.language, start, end)
    written = find_figures(text, reader.language, start, end)
    spans = [*((item.start, item.end) for item in written), *((item.start, item.end) for item in moments)]
    figures = [figure for figure in written if reader.is_figure(text, figure)]
    figures = _outside(figures, [(moment.start, moment.end) for moment in moments])
    borders = [match.start() for match in reader.borders.finditer(text, start, end)]
    spans += [match.span() for match in _ABBREVIATION.finditer(text, start, end)]
    inside = {place for first, last in spans for place in range(first, last)}
    markers: list[tuple[int, Kind, int]] = []
    for match in reader.markers.finditer(text, start, end):
        kind = match.lastgroup or ""
        markers.append(
            (match.start(), "target" if kind in ("target", "demand") else "actual", _STRENGTHS[kind])
        )
    for moment in moments:
        if moment.role == "by":
            markers.append((moment.start, "target", 2))
        elif moment.role == "in" and moment.iso:
            markers.append((moment.start, "actual", 0))
    return Sentence(
        text,
        start,
        end,
        figures,
        moments,
        [place for place in borders if place not in inside],
        sorted(markers),
    )


def _precedes_title(text: str, shadow: Shadow, figure: Figure) -> bool:
    """Return whether what a bare English number seems to count begins like a title: a page or list number before a heading."""
    if not figure.noun_end:
        return False
    _, end = shadow.span(figure.start, figure.end)
    return bool(_TITLE.match(text, end))


def _outside(figures: list[Figure], spans: list[tuple[int, int]]) -> list[Figure]:
    kept, place = [], 0
    for figure in figures:
        while place < len(spans) and spans[place][1] <= figure.start:
            place += 1
        if place == len(spans) or spans[place][0] >= figure.end:
            kept.append(figure)
    return kept


def _read_all(sentence: Sentence, reader: _Reader) -> Iterator[tuple[int, Reading]]:
    for index in range(len(sentence.figures)):
        reading = reader.read_figure(sentence, index)
        if reading is not None:
            yield index, reading


def _carry(sentence: Sentence, carried: tuple[Kind, Moment | None]) -> tuple[Kind, Moment | None]:
    """Return the kind and the date that hold for a sentence that names none: those of the sentence before."""
    strengths = {strength: kind for _, kind, strength in reversed(sentence.markers)}
    kind: Kind = strengths.get(2) or strengths.get(1) or ""
    dated = next((moment for moment in sentence.moments if moment.role != "base" and moment.iso), None)
    if kind or dated:
        return kind or carried[0], dated if dated and dated.role == "by" else carried[
            1
        ] if kind != "actual" else None
    return carried


def _state(
    sentence: Sentence,
    readings: list[tuple[int, Reading]],
    carried: tuple[Kind, Moment | None],
    section: Kind,
    *,
    is_english: bool,
) -> list[tuple[Figure, Reading, Kind, str]]:
    """Return (figure, reading, kind, deadline) of each statement; an indicator left out is the one before."""
    rows: list[tuple[Figure, Reading, Kind, str]] = []
    shared = _distribute(sentence, readings)
    before = ""
    demands = sum(reading.default == "target" for _, reading in readings)
    usual: Kind = "target" if 2 * demands >= max(len(readings), 1) else "actual"
    for index, reading in readings:
        figure = sentence.figures[index]
        indicator = reading.indicator or before
        if before and (indicator.startswith("占") or indicator in _PARTIAL) and not before.startswith("占"):
            indicator = before + indicator
        if reading.is_baseline:
            before = indicator
            continue
        if indicator and not indicator.startswith(before or "占"):
            before = indicator
        if not any(map(str.isalpha, indicator)):
            continue
        moment = _date_of(sentence, index, is_english=is_english)
        kind = (
            reading.kind
            or (rows[-1][2] if rows and not reading.indicator else "")
            or section
            or _kind_around(sentence, figure, reading, carried[0], usual, moment)
        )
        if moment is None and kind == "target":
            moment = carried[1]
        deadline, name = shared.get(index, ("", ""))
        unit = reading.unit or figure.unit or statements_en.count_unit(indicator)
        if unit and unit not in _RATIOS:
            unit += rate_after(sentence.text, max(figure.end, figure.noun_end))
        rows.append(
            (
                figure,
                replace(reading, indicator=name or indicator, unit=unit),
                kind,
                deadline or (moment.iso if moment else ""),
            )
        )
    return rows


def _kind_around(
    sentence: Sentence, figure: Figure, reading: Reading, carried: Kind, usual: Kind, moment: Moment | None
) -> Kind:
    """Return the kind of a figure whose clause does not tell it: what the sentence, the passage, or its like mostly are."""
    strong = sentence.kind_before(figure.start, 2)
    if strong or (moment and moment.role == "by"):
        return strong or "target"
    if sentence.kind_before(figure.start, 1):
        return "actual"
    if sentence.kind_before(figure.start, 0):
        return (carried or reading.default) if reading.default == "target" and reading.is_bound else "actual"
    if carried == "target" and reading.is_exact:
        return "actual"
    return carried or usual


def _date_of(sentence: Sentence, index: int, *, is_english: bool) -> Moment | None:
    """Return the moment that a figure holds at: one right behind it, in English, else the last before it, else the next."""
    figure = sentence.figures[index]
    following = sentence.figures[index + 1].start if index + 1 < len(sentence.figures) else sentence.end
    _, finish = sentence.clause_of(figure)
    behind = [
        moment for moment in sentence.moments_in(figure.end, finish) if moment.role != "base" and moment.iso
    ]
    if is_english and behind and behind[0].start < following:
        return behind[0]
    if last := sentence.last_moment_before(figure.start):
        return last
    return behind[0] if is_english and behind else None


def _distribute(sentence: Sentence, readings: list[tuple[int, Reading]]) -> dict[int, tuple[str, str]]:
    """Return (deadline, indicator) of figures that stand in a list with 分别 or "respectively"."""
    shared: dict[int, tuple[str, str]] = {}
    known = dict(readings)
    for first, reading in readings:
        if first in shared or not reading.is_respective:
            continue
        run = [first]
        while run[-1] + 1 in known and _is_listed(sentence, run[-1]):
            run.append(run[-1] + 1)
        if len(run) < 2:
            continue
        dates = _dates_in_list(sentence, len(run))
        names = [name.strip() for name in _PARTS.split(reading.indicator)] if not dates else []
        for place, index in enumerate(run):
            if known[index].comparator == "=":
                known[index].comparator = reading.comparator
            shared[index] = (
                dates[place] if dates else "",
                names[place] if len(names) == len(run) and min(map(len, names)) > 3 else reading.indicator,
            )
    return shared


def _is_listed(sentence: Sentence, index: int) -> bool:
    left, right = sentence.figures[index], sentence.figures[index + 1]
    return right.start - left.end < 12 and bool(_LIST.fullmatch(sentence.text, left.end, right.start))


def _dates_in_list(sentence: Sentence, count: int) -> list[str]:
    run: list[Moment] = []
    for moment in sentence.moments:
        if moment.role == "base" or not moment.iso:
            continue
        if run and (
            moment.start - run[-1].end > 8 or not _LIST.fullmatch(sentence.text, run[-1].end, moment.start)
        ):
            run = []
        run.append(moment)
        if len(run) == count:
            return [item.iso for item in run]
    return []


def _finish(
    text: str,
    shadow: Shadow,
    sentence: Sentence,
    row: tuple[Figure, Reading, Kind, str],
    subjects: list[Mention],
) -> Target:
    figure, reading, kind, deadline = row
    start, end = shadow.span(figure.start, figure.end)
    indicator = _as_written(text, shadow, sentence, reading.indicator)
    return Target(
        start,
        end,
        text[start:end],
        indicator,
        figure.value,
        reading.unit,
        _subject_of(text, shadow, sentence, figure, indicator, subjects),
        figure.value_to,
        reading.comparator,
        deadline,
        _as_written(text, shadow, sentence, reading.baseline),
        kind or "actual",
    )


def _subject_of(
    text: str, shadow: Shadow, sentence: Sentence, figure: Figure, indicator: str, subjects: list[Mention]
) -> str:
    """Return the name that the figure is about: the first one inside the indicator, else the body or place that the clause, or
    the one before it up to a semicolon, begins with (in English, the sentence); "" where there is none. A name elsewhere in the sentence is none."""
    first, end = shadow.span(sentence.start, figure.end)
    near = [mention for mention in subjects if first <= mention.start < end]
    if inside := next((mention.text for mention in near if mention.text in indicator), ""):
        return inside
    borders = [shadow.span(place, place + 1)[1] for place in sentence.borders if place < figure.start]
    for mention in reversed(near):
        begin = max((place for place in (first, *borders) if place <= mention.start), default=first)
        if begin > first and not _HAN_SIGN.search(mention.text):
            continue  # behind an English comma stands as often the next of a list
        if mention.type in _ACTORS and _OPENING.fullmatch(text, begin, mention.start):
            return "" if _PAUSE.search(text, mention.end, end) else mention.text
    return ""


def _as_written(text: str, shadow: Shadow, sentence: Sentence, phrase: str) -> str:
    """Return a phrase of the folded sentence as the text has it, in one line; one that is put together stays folded."""
    place = shadow.text.find(phrase, sentence.start, sentence.end) if phrase else -1
    if place < 0:
        return phrase
    start, end = shadow.span(place, place + len(phrase))
    return " ".join(text[start:end].split())
