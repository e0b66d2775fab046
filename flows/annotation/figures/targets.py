"""Figures that a passage states of an indicator: targets and actual values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.annotation.figures.numbers import has_figures
from flows.annotation.figures.prose import NO_SETTING, Setting, read_prose
from flows.annotation.figures.settling import settle_yuan
from flows.annotation.figures.signs import read_limit
from flows.annotation.figures.tabular import blank_rows, find_rows, read_row
from flows.annotation.figures.worded import blank_capitals, blank_formulas, has_worded
from flows.records import Mention, Target

_MARKS = " •·\u200d\ufe0f"  # joiners and selectors are parts of pictures
_DEGREES = "°℃℉"


def find_targets(
    text: str,
    language: str,
    mentions: Sequence[Mention] = (),
    setting: Setting = NO_SETTING,
) -> tuple[Target, ...]:
    """Return the figures that `text` states of an indicator, by start; spans are code points of `text`.

    `language` is zh, en, mixed or und; with the last two, each sentence is read in its dominant language. A
    figure that states no indicator's value (a date, an article's number) is left out. A target
    without a deadline in its sentence takes that of the target before it. Table rows are read cell by cell.
    """
    if not has_figures(text) and (language == "zh" or not has_worded(text)):
        return ()
    rows = find_rows(text, setting.columns)
    if not rows:
        prose = read_prose(_blank(text), language, mentions, setting)
        return _without_symbols(settle_yuan(text, [read_limit(target) for target in prose], setting.currency))
    if setting.columns and len(rows) == 1 and not rows[0].columns:
        rows = [rows[0]._replace(columns=setting.columns)]
    found = [
        target
        for row in rows
        for target in read_row(text, row, mentions, setting.section, setting.year, setting.years)
    ]
    found += map(read_limit, read_prose(_blank(blank_rows(text, rows)), language, mentions, setting))
    heads = " ".join(dict.fromkeys(head for row in rows for head in row.columns))
    ordered = sorted(found, key=lambda target: target.start)
    return _without_symbols(settle_yuan(text, ordered, setting.currency, heads))


def _without_symbols(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return the figures without pictures and marks at the borders of their names: 📈渔业产值."""
    return tuple(
        target
        if target.indicator[:1].isalnum() and target.indicator[-1:].isalnum()
        else replace(target, indicator=_strip_symbols(target.indicator))
        for target in targets
    )


def _strip_symbols(name: str) -> str:
    """Return a name without symbols, joiners and bullets at its borders; signs of degrees are kept."""
    start, end = 0, len(name)
    while start < end and _is_symbol(name[start]):
        start += 1
    while start < end and _is_symbol(name[end - 1]):
        end -= 1
    return name[start:end].strip() or name


def _is_symbol(char: str) -> bool:
    return char in _MARKS or (unicodedata.category(char) == "So" and char not in _DEGREES)


def _blank(text: str) -> str:
    """Return the text without what states no figure of its own, of equal length."""
    return blank_capitals(blank_formulas(text))


def settle_kinds(targets: tuple[Target, ...], date: str) -> tuple[Target, ...]:
    """Return the figures, those dated after the year of the document (`date`, ISO) as targets."""
    year = date[:4]
    if not year:
        return targets
    return tuple(
        replace(target, kind="target") if target.deadline[:4] > year else target for target in targets
    )
