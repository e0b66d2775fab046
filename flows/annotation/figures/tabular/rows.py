"""Figures in tables: the indicator from the head of the row, year and kind from the head of the column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.annotation.figures.dating import Years
from flows.annotation.figures.moments import months_from
from flows.annotation.figures.settling import choose_score
from flows.annotation.figures.statements import Kind
from flows.annotation.figures.tabular.cells import (
    OTHER_PERIOD,
    YEAR_CELL,
    Column,
    Number,
    apply_unit,
    choose_unit,
    find_years,
    load_table_words,
    read_column,
    read_number,
    take_unit,
)
from flows.annotation.figures.tabular.layout import Row, split_cells
from flows.annotation.figures.units import settle_measure
from flows.records import Mention, Target
from flows.text import fold, has_han, lazy_pattern

_NUMBERING = lazy_pattern(
    r"^(?:[(（]?\d{1,2}[.、)）]\s*(?!\d)|[(（]?[一二三四五六七八九十]{1,2}[)）、]\s*|[①-⑳]\s*)|^其中[:：]\s*"
)

_PLAN_YEARS = 5
_UNKNOWN = Years()
# Another time than the part of a year that the title names, or what counts at one time: 9月, 本月, 贷款余额.
_OTHER_TIME = lazy_pattern(
    r"\d月(?!累计)|[本当]月(?!止)|[本当]季|全年|[年月季度期][末底]|[余存]额|存量|保有量"
    "|人口|(?:企业|户|单位|机构)数"
)


class _Cell(NamedTuple):
    start: int
    end: int
    text: str
    column: str


def read_row(
    text: str,
    row: Row,
    mentions: Sequence[Mention] = (),
    section: Kind = "",
    year: int = 0,
    years: Years = _UNKNOWN,
) -> list[Target]:
    """Return the figures of one row of a table; spans are code points of `text`.

    A row without heads states one figure, or none that is certain. `section` is the kind that the headings
    above announce, `year` the document's, 0 if unknown, and `years` the years that headings and title set.
    """
    cells = _place_cells(text, row)
    numbers = {
        place: number
        for place, cell in enumerate(cells)
        if (number := read_number(cell.text, cell.start, cell.column))
    }
    head = _find_row_head(cells, numbers)
    if head is None:
        return []
    numbers = {place: number for place, number in numbers.items() if place > head}
    if not row.columns and len(numbers) != 1:
        return []
    if YEAR_CELL.fullmatch(cells[head].text):
        return _read_year_row(cells, head, numbers, section)
    subject = _find_subject(cells[head], mentions)
    return _read_indicator_row(cells, head, numbers, subject, section, years._replace(year=year))


def _place_cells(text: str, row: Row) -> list[_Cell]:
    """Return the cells with their heads; a row with fewer cells than heads lacks the leftmost."""
    spans = list(split_cells(text, row.start, row.end))
    missing = max(0, len(row.columns) - len(spans))
    heads = [*row.columns[missing:], *[""] * len(spans)]
    return [_Cell(*span, head) for span, head in zip(spans, heads, strict=False)]


def _find_row_head(cells: Sequence[_Cell], numbers: Mapping[int, Number]) -> int | None:
    """Return the place of the cell that names the subject of the row, or None."""
    words = load_table_words()
    named: list[int] = []
    for place, cell in enumerate(cells):
        head = fold(cell.column).text
        is_year = not named and YEAR_CELL.fullmatch(cell.text) and words.year.fullmatch(head)
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
    if not named and _is_sized(cells, numbers):
        return 0
    return next(iter(before or own or named), None)


def _is_sized(cells: Sequence[_Cell], numbers: Mapping[int, Number]) -> bool:
    """Return whether the first of several numbers, one with a unit, names its row: 20-45 nm, 27%, 37%."""
    is_sized = 0 in numbers and len(numbers) > 1 and any(map(str.isalpha, cells[0].text))
    return (
        is_sized
        and bool(cells[0].column)
        and all(number.figure.unit != numbers[0].figure.unit for place, number in numbers.items() if place)
    )


def _read_year_row(
    cells: Sequence[_Cell], head: int, numbers: Mapping[int, Number], section: Kind
) -> list[Target]:
    """Read a row headed by a year; its columns are the indicators."""
    year = find_years(cells[head].text)[0]
    found = []
    for place, number in numbers.items():
        column = read_column(cells[place].column)
        if any(map(str.isalpha, column.name)):
            value = apply_unit(number.figure, column.unit)
            found.append(_make(cells[place], number, column.name, value, year, section or "actual"))
    return found


def _read_indicator_row(
    cells: Sequence[_Cell],
    head: int,
    numbers: Mapping[int, Number],
    subject: str,
    section: Kind,
    document_years: Years,
) -> list[Target]:
    words = load_table_words()
    has_nature = any(words.nature.fullmatch(fold(cell.text).text) for cell in cells)
    unit = next((cell.text for cell in cells if words.unit.fullmatch(fold(cell.column).text)), "")
    indicator, own_unit = take_unit(_NUMBERING.sub("", cells[head].text))
    columns = {place: read_column(cells[place].column) for place in numbers}
    years = sorted({read_column(cell.column).year for cell in cells} - {""})
    kinds = _settle_kinds(columns, years, has_nature=has_nature, section=section, year=document_years.year)
    due, dated = max(years, default=""), _find_year(cells)
    found: list[Target] = []
    for place, number in numbers.items():
        column, kind = columns[place], kinds[place]
        is_anchored = column.year or column.kind or has_nature
        chosen = choose_unit(column, cells[head].column, unit or own_unit, indicator)
        value = apply_unit(number.figure, chosen)
        value = (*value[:-1], settle_measure(value[-1], f"{indicator}{column.name}"))
        if not (is_anchored or value[-1]):
            continue  # a bare number that no head explains
        carried = _carry_year(column, kind, years, document_years)
        added = column.name * (not (column.is_period and (column.year or carried)))
        is_subject = bool(subject) and subject == indicator and not column.is_change
        name = _join_names(indicator, added, is_subject=is_subject)
        earlier = [made.text for made in found if made.kind == "actual" and made.indicator == name]
        baseline = earlier[-1] if kind == "target" and earlier else ""
        deadline = column.year or dated or (due if kind == "target" else "")
        made = _make(cells[place], number, name, value, deadline or carried, kind, subject, baseline)
        made = _cover(made, column, document_years)
        if not deadline and carried:
            made = replace(made, score=choose_score("table", ["carried year"]))
        found.append(made)
    return found


def _cover(made: Target, column: Column, years: Years) -> Target:
    """Return a figure with the part of its year that the head of the column or of the report names."""
    months = column.months
    is_of_title = not (months or column.year or column.step)
    if is_of_title and not _OTHER_TIME.search(f"{column.name} {made.indicator}"):
        months = years.months
    if not months or len(made.deadline) != len("2024") or made.kind == "target":
        return made
    first, last = months_from(made.deadline, *months)
    return replace(made, period_start=first, period_end=last)


def _carry_year(column: Column, kind: Kind, years: Sequence[str], document_years: Years) -> str:
    """Return the year of a figure below a head without one, "" if nothing settles it.

    A change is up to the last of the `years` in the heads. Otherwise headings and title set the year of the
    report, from which heads such as 上年同期 count.
    """
    if years:
        return years[-1] * (column.is_change and kind == "actual")
    if OTHER_PERIOD.search(column.name):
        return ""
    if kind == "target":
        return document_years.target * (not document_years.is_supposed)
    reported = document_years.actual or document_years.whole * (column.step is not None)
    if not reported or not column.step:
        return reported
    return str(int(reported) + column.step)


def _find_year(cells: Sequence[_Cell]) -> str:
    """Return the year in the cell of a row below the head of the years, or ""."""
    pattern = load_table_words().year
    found = (cell.text for cell in cells if cell.column and pattern.fullmatch(fold(cell.column).text))
    return next((find_years(written)[0] for written in found if YEAR_CELL.fullmatch(written)), "")


def _make(
    cell: _Cell,
    number: Number,
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


def _settle_kinds(
    columns: Mapping[int, Column], years: Sequence[str], *, has_nature: bool, section: Kind, year: int
) -> dict[int, Kind]:
    """Return the kind of each figure: its column's, or else a target in the last year of a plan's table.

    `years` are those of all columns; a row may leave the last one empty.

    A table is a plan's if it states the nature of its indicators, if the headings announce tasks, or if its
    last year is at least five years after the one before and not over at the date of the document. Years
    after one whose head says that it is to be reached (2027年目标, 2028E) are to be reached, too.
    """
    is_step = len(years) > 1 and int(years[-1]) - int(years[-2]) >= _PLAN_YEARS and int(years[-1]) >= year
    is_plan = has_nature or section == "target" or is_step
    foreseen = min((one.year for one in columns.values() if one.kind == "target" and one.year), default="")
    kinds: dict[int, Kind] = {}
    for place, column in columns.items():
        is_last = column.year in ("", *years[-1:])
        is_later = bool(foreseen) and column.year > foreseen
        kinds[place] = column.kind or ("target" if is_later or (is_plan and is_last) else "actual")
    return kinds


def _find_subject(cell: _Cell, mentions: Sequence[Mention]) -> str:
    """Return the name in the head of a row, or ""."""
    indicator, _ = take_unit(_NUMBERING.sub("", cell.text))
    inside = [mention for mention in mentions if cell.start <= mention.start and mention.end <= cell.end]
    return next((mention.text for mention in inside if mention.text in indicator), "")


def _join_names(indicator: str, column: str, *, is_subject: bool) -> str:
    """Return the name of a figure from both its heads: the row's, and what the column's adds to it."""
    if not column:
        return indicator
    if is_subject:
        return column
    return f"{indicator}（{column}）" if has_han(indicator) else f"{indicator} ({column})"
