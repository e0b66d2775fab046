"""Layout of a table in a text: its rows, and the head of each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.annotation.figures.tabular.cells import (
    LONGEST_NUMBER,
    YEAR_CELL,
    complete_heads,
    find_unit,
    find_year,
    find_years,
    load_table_words,
    read_number,
    unit_of_heads,
)
from flows.text import end_of, fold, lazy_pattern

_ROW = lazy_pattern(r"^[^\S\n]*(\|[^\n]*[^\s])[^\S\n]*$", re.MULTILINE)

# A row of a table without marks at its ends: at least three cells.
_OPEN_ROW = lazy_pattern(r"^[^\S\n]*([^|\s][^|\n]*(?:\|[^|\n]*){2,}[^\s|]\|?)[^\S\n]*$", re.MULTILINE)

_RULE = lazy_pattern(r"[|\s:=-]*-{2,}[|\s:=-]*")

_CELL = lazy_pattern(r"(?:\\\||[^|])+")

_LONGEST_HEAD, _HEAD_ROWS = 40, 3
_ABOVE, _LINES_ABOVE = 400, 2


class Row(NamedTuple):
    """A row of a table's body, `text[start:end]`, and the heads of its columns."""

    start: int
    end: int
    columns: tuple[str, ...]


def find_rows(text: str, columns: Sequence[str] = ()) -> list[Row]:
    """Return the rows of the tables of `text` with their column heads; head rows have none.

    A table is a run of lines that begin with `|`. Its head is above a line of dashes; without one, it is the
    first row, unless that contains figures. Further rows without figures belong to the head if they contain
    years or leave the first column blank. Lines with `|` only between their cells are a table if the first is
    a head with years, or if the heads above are known (`columns`).
    """
    if "|" not in text:
        return []
    found = [row for run in _find_runs(text, _ROW) for row in _read_run(text, run)]
    opened = [row for run in _find_runs(text, _OPEN_ROW) for row in _read_open_run(text, run, columns)]
    return sorted([*found, *opened])


def _find_runs(text: str, pattern: re.Pattern[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of lines that a pattern matches, grouped if there is no text in between."""
    run: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        if run and text[run[-1][1] : match.start(1)].strip(" \t\u3000\r\n") != "":
            yield run
            run = []
        run.append(match.span(1))
    if run:
        yield run


def _read_open_run(text: str, run: Sequence[tuple[int, int]], columns: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of a table without marks at its line ends; each has as many cells as heads."""
    rows = [(span, tuple(cell for _, _, cell in split_cells(text, *span))) for span in run]
    rows = [(span, cells) for span, cells in rows if not _RULE.fullmatch(text, *span)]
    if rows and _is_open_head(rows[0][1]):
        (span, columns), *rows = rows
        yield Row(*span, ())
    for span, cells in rows:
        if len(cells) == len(columns):
            yield Row(*span, tuple(columns))


def _is_open_head(cells: Sequence[str]) -> bool:
    """Return whether a line names the columns of a table: it contains years but no figure."""
    has_year = any(YEAR_CELL.fullmatch(cell) for cell in cells)
    return has_year and bool(cells[0]) and not any(_holds_figure(cell) for cell in cells)


def blank_rows(text: str, rows: Sequence[Row]) -> str:
    """Return the text with its tables blanked except cells of prose, of equal length."""
    for row in rows:
        cells = split_cells(text, row.start, row.end)
        kept = "".join(
            f"{' ' * (first - place)}{text[first:last]}"
            for place, first, last in _prose_places(cells, row.start)
        )
        text = f"{text[: row.start]}{kept}{' ' * (row.end - row.start - len(kept))}{text[row.end :]}"
    return text


def _prose_places(cells: Iterator[tuple[int, int, str]], place: int) -> Iterator[tuple[int, int, int]]:
    """Yield, per cell of prose, the end of the one before (or `place`), and its own start and end."""
    for first, last, cell in cells:
        if len(cell) > LONGEST_NUMBER:
            yield place, first, last
            place = last


def _read_run(text: str, run: Sequence[tuple[int, int]]) -> Iterator[Row]:
    """Yield the rows of one table, those of its head first."""
    rows = [span for span in run if not _RULE.fullmatch(text, *span)]
    above = _lines_above(text, run[0][0])
    ruled = next((place for place, span in enumerate(run) if _RULE.fullmatch(text, *span)), 0)
    heads: list[list[str]] = []
    for number, (start, end) in enumerate(rows):
        cells = [cell for _, _, cell in split_cells(text, start, end)]
        if not _is_head(cells, heads, is_above=number < ruled):
            joined = _join_heads(heads)
            columns = complete_heads(joined, find_unit(above) or unit_of_heads(joined), find_year(above))
            yield from (Row(*span, columns) for span in rows[number:])
            return
        filled = {cell for cell in cells if cell}
        if len(filled) > 1:
            heads.append(cells)
        else:  # a caption over all columns
            above = [*filled, *above]
        yield Row(start, end, ())


def _lines_above(text: str, start: int) -> list[str]:
    """Return the last lines above a table, the nearest first, without those of another table."""
    lines = [line.strip() for line in text[max(0, start - _ABOVE) : start].splitlines() if line.strip()]
    return [line for line in reversed(lines[-_LINES_ABOVE:]) if "|" not in line]


def _is_head(cells: Sequence[str], heads: Sequence[Sequence[str]], *, is_above: bool) -> bool:
    """Return whether a row continues the head of its table; `heads` are the rows above it."""
    if is_above:
        return True
    if len(heads) >= _HEAD_ROWS or any(_holds_figure(cell) for cell in cells):
        return False
    if not heads:
        return True
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or max(map(len, filled)) > _LONGEST_HEAD:
        return False
    if any(load_table_words().nature.fullmatch(fold(cell).text) for cell in filled):
        return False
    is_below = not cells[0] or cells[0] == heads[-1][0]
    return is_below or all(map(find_years, filled[1:]))


def _holds_figure(cell: str) -> bool:
    return bool(cell) and not YEAR_CELL.fullmatch(cell) and read_number(cell, 0) is not None


def _join_heads(heads: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return one head per column; a blank above a filled cell takes the cell on its left."""
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


def split_cells(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a row: span and text, without white space at the ends."""
    position = start + text.startswith("|", start)
    while position < end:
        match = _CELL.match(text, position, end)
        last = end_of(match, position)
        cell = text[position:last]
        first = position + len(cell) - len(cell.lstrip())
        shown = cell.strip()
        yield first, first + len(shown), shown
        position = last + 1
