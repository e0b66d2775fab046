"""Figures in tables: the indicator from the head of the row, year and kind from that of the column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flows.annotation.figures.moments import PLAN_ENDS
from flows.annotation.figures.numbers import Figure, find_figures, fold_figures
from flows.annotation.figures.settling import choose_score
from flows.annotation.figures.statements import Kind
from flows.annotation.figures.units import rate_after
from flows.annotation.figures.words import read_table
from flows.records import Mention, Target
from flows.text import fold, has_han, parse_numeral

_ROW = re.compile(r"^[^\S\n]*(\|[^\n]*[^\s])[^\S\n]*$", re.MULTILINE)
_RULE = re.compile(r"[|\s:=-]*-{2,}[|\s:=-]*")
_CELL = re.compile(r"(?:\\\||[^|])+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR_CELL = re.compile(r"(?:19|20)\d{2}\s?年?")
_PLAN = re.compile(r"(?<![一二三四五六七八九十])(?P<han>十?[一二三四五六七八九])五(?!年)")
_ENGLISH_PLAN = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th) (?:five[ -]year plan|fyp)")
_BRACKETS = re.compile(r"\s*[（(\[]([^（）()\[\]]{1,24})[)）\]]\s*$")
_NUMBERING = re.compile(
    r"^(?:[(（]?\d{1,2}[.、)）]\s*(?!\d)|[(（]?[一二三四五六七八九十]{1,2}[)）、]\s*|[①-⑳]\s*)|^其中[:：]\s*"
)
_NOISE = re.compile(r"[\s\[\]()*#†‡:,;.'\"“”]|\\")
_PERIOD = re.compile(r"[\s\-–—~/·,年:：、的值]|至|period|by|in|of|the|for", re.IGNORECASE)
_LONGEST_HEAD, _HEAD_ROWS, _LONGEST_NUMBER, _PLAN_YEARS = 40, 3, 40, 5


class Row(NamedTuple):
    """A row of the body of a table, `text[start:end]`, and the heads of its columns."""

    start: int
    end: int
    columns: tuple[str, ...]


class _Cell(NamedTuple):
    start: int
    end: int
    text: str
    column: str


@dataclass(frozen=True, slots=True)
class _Column:
    """The head of a column: year, kind and unit of its figures, and what is left of it."""

    year: str
    kind: Kind
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of `tables.toml`."""

    actual: re.Pattern[str]
    target: re.Pattern[str]
    nature: re.Pattern[str]
    unit: re.Pattern[str]
    indicator: re.Pattern[str]
    group: re.Pattern[str]
    year: re.Pattern[str]
    comparators: Mapping[str, re.Pattern[str]]


class _Number(NamedTuple):
    """The one number of a cell, its span in the text, and how the value compares with it."""

    start: int
    end: int
    figure: Figure
    comparator: str


@cache
def _words() -> _Words:
    table = read_table("tables.toml")
    comparators = table.pop("comparators")
    patterns = {name: _one_of(words) for name, words in table.items()}
    return _Words(**patterns, comparators={sign: _one_of(words) for sign, words in comparators.items()})


def _one_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){word}(?![a-z])" for word in words))


def find_rows(text: str) -> list[Row]:
    """Return the rows of the tables of `text` with the heads of their columns; rows of heads have none.

    A table is a run of lines that begin with `|`. Its head is above a line of dashes; without one, it is the
    first row, unless that holds figures. Further rows without figures belong to the head if they hold years
    or leave the first column blank.
    """
    if "|" not in text:
        return []
    found: list[Row] = []
    run: list[tuple[int, int]] = []
    for match in _ROW.finditer(text):
        if run and text[run[-1][1] : match.start(1)].strip(" \t\u3000\r\n") != "":
            found += _read_run(text, run)
            run = []
        run.append(match.span(1))
    return [*found, *_read_run(text, run)]


def blank_rows(text: str, rows: Sequence[Row]) -> str:
    """Return the text, as long as it is, with no more left of its tables than cells of prose."""
    for row in rows:
        cells = _split(text, row.start, row.end)
        kept = "".join(
            f"{' ' * (first - place)}{text[first:last]}"
            for place, first, last in _prose_places(cells, row.start)
        )
        text = f"{text[: row.start]}{kept}{' ' * (row.end - row.start - len(kept))}{text[row.end :]}"
    return text


def _prose_places(cells: Iterator[tuple[int, int, str]], place: int) -> Iterator[tuple[int, int, int]]:
    """Yield, per cell of prose, where the one before ended, and where it begins and ends."""
    for first, last, cell in cells:
        if len(cell) > _LONGEST_NUMBER:
            yield place, first, last
            place = last


def _read_run(text: str, run: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the rows of one table, first those of its head."""
    rows = [span for span in run if not _RULE.fullmatch(text, *span)]
    ruled = next((place for place, span in enumerate(run) if _RULE.fullmatch(text, *span)), 0)
    heads: list[list[str]] = []
    for number, (start, end) in enumerate(rows):
        cells = [cell for _, _, cell in _split(text, start, end)]
        if not _is_head(cells, heads, is_above=number < ruled):
            columns = _join_heads(heads)
            yield from (Row(*span, columns) for span in rows[number:])
            return
        if len({cell for cell in cells if cell}) > 1:
            heads.append(cells)
        yield Row(start, end, ())


def _is_head(cells: Sequence[str], heads: Sequence[Sequence[str]], *, is_above: bool) -> bool:
    """Return whether a row goes on with the head of its table: `heads` are the rows above it."""
    if is_above:
        return True
    if len(heads) >= _HEAD_ROWS or any(_holds_figure(cell) for cell in cells):
        return False
    if not heads:
        return True
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or max(map(len, filled)) > _LONGEST_HEAD:
        return False
    if any(_words().nature.fullmatch(fold(cell).text) for cell in filled):
        return False
    is_below = not cells[0] or cells[0] == heads[-1][0]
    return is_below or all(map(_YEAR.search, filled[1:]))


def _holds_figure(cell: str) -> bool:
    return bool(cell) and not _YEAR_CELL.fullmatch(cell) and _read_number(cell, 0) is not None


def _join_heads(heads: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return one head per column; a blank above a filled cell is the cell to its left, over both."""
    width = max(map(len, heads), default=0)
    columns: list[list[str]] = [[] for _ in range(width)]
    for number, cells in enumerate(heads):
        below = heads[number + 1 :]
        left = ""
        for column in range(width):
            cell = cells[column] if column < len(cells) else ""
            left = cell or left
            is_filled = any(column < len(row) and row[column] for row in below)
            shown = cell or (left if is_filled else "")
            if shown and shown not in columns[column]:
                columns[column].append(shown)
    return tuple(" ".join(parts) for parts in columns)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a row: span and text without white space at the ends."""
    position = start + 1
    while position < end:
        match = _CELL.match(text, position, end)
        last = match.end() if match else position
        cell = text[position:last]
        first = position + len(cell) - len(cell.lstrip())
        shown = cell.strip()
        yield first, first + len(shown), shown
        position = last + 1


def read_row(text: str, row: Row, mentions: Sequence[Mention] = (), section: Kind = "") -> list[Target]:
    """Return the figures of one row of a table; spans are code points of `text`.

    A row without heads states one figure, or none that is certain. `section` is the kind that the headings
    above announce.
    """
    cells = _place_cells(text, row)
    numbers = {
        place: number for place, cell in enumerate(cells) if (number := _read_number(cell.text, cell.start))
    }
    head = _find_row_head(cells, numbers)
    if head is None:
        return []
    numbers = {place: number for place, number in numbers.items() if place > head}
    if not row.columns and len(numbers) != 1:
        return []
    if _YEAR_CELL.fullmatch(cells[head].text):
        return _read_year_row(cells, head, numbers, section)
    return _read_indicator_row(cells, head, numbers, mentions, section)


def _place_cells(text: str, row: Row) -> list[_Cell]:
    """Return the cells with their heads; a row with fewer cells than heads lacks those at the left."""
    spans = list(_split(text, row.start, row.end))
    missing = max(0, len(row.columns) - len(spans))
    heads = [*row.columns[missing:], *[""] * len(spans)]
    return [_Cell(*span, head) for span, head in zip(spans, heads, strict=False)]


def _find_row_head(cells: Sequence[_Cell], numbers: Mapping[int, _Number]) -> int | None:
    """Return the place of the cell that names what the row is about, or None."""
    words = _words()
    named: list[int] = []
    for place, cell in enumerate(cells):
        head = fold(cell.column).text
        is_year = not named and _YEAR_CELL.fullmatch(cell.text) and words.year.fullmatch(head)
        if is_year:
            return place
        if not any(map(str.isalpha, cell.text)) or place in numbers or words.unit.fullmatch(head):
            continue
        if words.indicator.fullmatch(head):
            return place
        if not words.nature.fullmatch(fold(cell.text).text):
            named.append(place)
    first_number = min(numbers.keys() - {0}, default=len(cells))
    named = [place for place in named if place < max(numbers, default=len(cells))]
    own = [place for place in named if not words.group.fullmatch(fold(cells[place].column).text)]
    before = [place for place in own if place < first_number]
    return next(iter(before or own or named), None)


def _read_year_row(
    cells: Sequence[_Cell], head: int, numbers: Mapping[int, _Number], section: Kind
) -> list[Target]:
    """Read a row that is a year; its columns are the indicators."""
    year = cells[head].text[:4]
    found = []
    for place, number in numbers.items():
        column = _read_column(cells[place].column)
        if any(map(str.isalpha, column.name)):
            value = _apply_unit(number.figure, column.unit)
            found.append(_make(cells[place], number, column.name, value, year, section or "actual"))
    return found


def _read_indicator_row(
    cells: Sequence[_Cell],
    head: int,
    numbers: Mapping[int, _Number],
    mentions: Sequence[Mention],
    section: Kind,
) -> list[Target]:
    words = _words()
    has_nature = any(words.nature.fullmatch(fold(cell.text).text) for cell in cells)
    unit = next((cell.text for cell in cells if words.unit.fullmatch(fold(cell.column).text)), "")
    indicator, own_unit = _take_unit(_NUMBERING.sub("", cells[head].text))
    columns = {place: _read_column(cells[place].column) for place in numbers}
    kinds = _settle_kinds(columns, has_nature=has_nature, section=section)
    due = max((_read_column(cell.column).year for cell in cells), default="")
    subject, is_subject = _find_subject(cells[head], indicator, mentions)
    found: list[Target] = []
    for place, number in numbers.items():
        column, kind = columns[place], kinds[place]
        is_anchored = column.year or column.kind or has_nature
        value = _apply_unit(number.figure, column.unit or unit or own_unit)
        if not (is_anchored or value[-1]):
            continue  # a bare number that no head explains
        name = _join_names(indicator, column.name, is_subject=is_subject)
        earlier = [made.text for made in found if made.kind == "actual" and made.indicator == name]
        baseline = earlier[-1] if kind == "target" and earlier else ""
        deadline = column.year or (due if kind == "target" else "")
        found.append(_make(cells[place], number, name, value, deadline, kind, subject, baseline))
    return found


def _make(
    cell: _Cell,
    number: _Number,
    indicator: str,
    value: tuple[float, float | None, str],
    deadline: str,
    kind: Kind,
    subject: str = "",
    baseline: str = "",
) -> Target:
    start, end = number.start, number.end
    written = cell.text[start - cell.start : end - cell.start]
    low, high, unit = value
    return Target(
        start,
        end,
        written,
        indicator,
        low,
        unit,
        subject,
        high,
        number.comparator,
        deadline,
        baseline,
        kind,
        rule="table",
        score=choose_score("table", []),
    )


def _settle_kinds(columns: Mapping[int, _Column], *, has_nature: bool, section: Kind) -> dict[int, Kind]:
    """Return the kind of each figure: as its column says, else a target in the last year of a plan's table.

    A table is a plan's if it tells the nature of its indicators, if the headings announce tasks, or if its
    last year is at least five years after the one before.
    """
    years = sorted({column.year for column in columns.values() if column.year})
    is_step = len(years) > 1 and int(years[-1]) - int(years[-2]) >= _PLAN_YEARS
    is_plan = has_nature or section == "target" or is_step
    kinds: dict[int, Kind] = {}
    for place, column in columns.items():
        is_last = column.year in ("", *years[-1:])
        kinds[place] = column.kind or ("target" if is_plan and is_last else "actual")
    return kinds


@cache
def _read_column(head: str) -> _Column:
    name, unit = _take_unit(head)
    folded = fold(name).text
    years = _YEAR.findall(folded)
    plan = _PLAN.search(folded) or _ENGLISH_PLAN.search(folded)
    year = max(years, default="")
    if plan and not years:
        number = plan.groupdict().get("number") or parse_numeral(plan["han"]) or 0
        year = str(PLAN_ENDS.get(int(number), ""))
    words = _words()
    kind: Kind = ""
    if words.target.search(folded):
        kind = "target"
    elif words.actual.search(folded):
        kind = "actual"
    rest = folded
    for pattern in (_YEAR, _PLAN, _ENGLISH_PLAN, words.target, words.actual):
        rest = pattern.sub("", rest)
    is_plain = (year or kind) and not any(map(str.isalpha, _PERIOD.sub("", rest)))
    own = re.sub(rf"\s*{_YEAR.pattern}\s?年?\s*", " ", name).strip() if years else name
    return _Column(year, kind, unit, "" if is_plain else own)


def _take_unit(head: str) -> tuple[str, str]:
    """Return a head without the unit in brackets at its end, and that unit; "" where there is none."""
    match = _BRACKETS.search(head)
    if not match or match.start() == 0:
        return head, ""
    written = match[1].removeprefix("单位：").removeprefix("单位:").strip()
    if not _read_unit(written):
        return head, ""
    return head[: match.start()], written


@cache
def _read_unit(written: str) -> tuple[float, str] | None:
    """Return the magnitude and name of a unit such as 亿元 or "trillion yuan", or None for no unit."""
    language = "zh" if has_han(written) else "en"
    lead = "1" if language == "zh" or not written[:1].isalpha() else "1 "
    folded = fold_figures(lead + written).text
    figure = next(iter(find_figures(folded, language)), None)
    if figure is None or figure.start or not (figure.unit or figure.is_scaled):
        return None
    return figure.value, figure.unit + rate_after(folded, max(figure.end, figure.noun_end))


def _apply_unit(figure: Figure, written: str) -> tuple[float, float | None, str]:
    """Return value, upper end and unit of a figure whose unit may stand in a head."""
    if figure.unit or not written:
        return figure.value, figure.value_to, figure.unit
    scale, unit = _read_unit(written) or (1.0, written)
    values = [value and float(f"{value * scale:.15g}") for value in (figure.value, figure.value_to)]
    return values[0] or 0.0, values[1], unit


def _find_subject(cell: _Cell, indicator: str, mentions: Sequence[Mention]) -> tuple[str, bool]:
    """Return the name in the head of a row, and whether the head is nothing else."""
    inside = [mention for mention in mentions if cell.start <= mention.start and mention.end <= cell.end]
    name = next((mention.text for mention in inside if mention.text in indicator), "")
    return name, bool(name) and name == indicator


def _join_names(indicator: str, column: str, *, is_subject: bool) -> str:
    """Return the name of a figure by both its heads: the row's, and what the column's adds to it."""
    if not column:
        return indicator
    if is_subject:
        return column
    return f"{indicator}（{column}）" if has_han(indicator) else f"{indicator} ({column})"


def _read_number(cell: str, start: int) -> _Number | None:
    """Return the number of a cell that holds nothing else but its unit and words such as 以上; else None."""
    if not cell or len(cell) > _LONGEST_NUMBER or not any(map(str.isdigit, cell)):
        return None
    shadow = fold_figures(cell)
    language = "zh" if has_han(cell) else "en"
    figures = find_figures(shadow.text, language)
    if len(figures) != 1:
        return None
    figure = figures[0]
    last = max(figure.end, figure.noun_end)
    around = shadow.text[: figure.start], shadow.text[last:]
    comparator, rest = "=", " ".join(around)
    for sign, pattern in _words().comparators.items():
        if pattern.search(rest):
            comparator, rest = sign, pattern.sub("", rest)
            break
    if _NOISE.sub("", rest):
        return None
    if figure.value_to is not None:
        comparator = "range"
    first, end = shadow.span(figure.start, figure.end)
    return _Number(start + first, start + end, figure, comparator)
