"""Figures of indicators: targets and actual values, each with the sentence that states it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from flows.annotation.lexicon import Lexicon, plain_forms
from flows.errors import UsageError, unknown_value
from flows.records import FigureKind
from flows.search import read_date, read_range, read_values
from flows.store import Store
from flows.store.documents import check_sources
from flows.store.facts import StoredTarget, TargetFilter, count_targets, stored_targets
from flows.text import find_sentence, in_one_line

KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
_AROUND = 120  # most code points of context on each side


class Figure(NamedTuple):
    """A figure as listed; see `describe_figures` for the fields."""

    date: str
    corpus: str
    title: str
    publisher: str
    language: str
    subject: str
    indicator: str
    kind: str
    comparator: str
    value: float
    value_to: float | None
    unit: str
    deadline: str
    baseline: str
    period_start: str
    period_end: str
    rule: str
    score: float | None
    value_text: str
    context: str
    passage_id: str
    start: int
    end: int
    url: str
    bound: str = ""


FIGURE_COLUMNS = list(Figure._fields)


@cache
def describe_figures() -> Mapping[str, str]:
    """Return the meaning of each field of a figure."""
    text = Path(__file__).with_name("figures.toml").read_text(encoding="utf-8")
    columns: dict[str, str] = tomllib.loads(text)
    return columns


def list_figures(
    store: Store, lexicon: Lexicon, wanted: TargetFilter, *, limit: int | None = None
) -> tuple[list[Figure], int]:
    """Return figures by date (undated last), document and place, and their number without `limit`.

    The entities of `wanted` are names or ids; one in the lexicon finds all names of its concept. Raises
    UsageError for an invalid date or kind, and for an unknown corpus or language.
    """
    checked = check_filter(lexicon, wanted)
    check_sources(store, wanted.corpora, wanted.languages)
    figures = [as_figure(row) for row in stored_targets(store, checked, limit)]
    if limit is None or len(figures) < limit:
        return figures, len(figures)
    return figures, count_targets(store, checked)


def check_filter(lexicon: Lexicon, wanted: TargetFilter) -> TargetFilter:
    """Return the filter with checked dates and kinds, and with the concepts of its entities."""
    unknown = set(wanted.kinds) - set(KINDS)
    if unknown:
        raise unknown_value("kind", min(unknown), KINDS)
    dates = read_range(wanted.first, wanted.last)
    deadline_first = read_date(wanted.deadline_first, "--deadline-from") or ""
    deadline_last = read_date(wanted.deadline_last, "--deadline-to") or ""
    # "-99" sorts after every month and day: 2025 includes 2025-12.
    if deadline_first and deadline_last and deadline_first > f"{deadline_last}-99":
        raise UsageError("references.deadlines", first=deadline_first, last=deadline_last)
    concepts = [lexicon.find(name) for name in wanted.entities]
    names = (*wanted.entities, *(concept.id for concept in concepts if concept))
    return replace(
        wanted,
        languages=read_values("language", wanted.languages),
        indicator=wanted.indicator.strip().strip('"“”'),
        forms=indicator_forms(lexicon, wanted.indicator),
        deadline_first=deadline_first,
        deadline_last=deadline_last,
        first=dates.first or "",
        last=dates.last or "",
        entities=tuple(dict.fromkeys(names)),
    )


def indicator_forms(lexicon: Lexicon, typed: str) -> tuple[str, ...]:
    """Return the names of the concept that an indicator means; none for other words, or words in quotes."""
    concept = lexicon.look_up(typed.strip())
    if concept is None:
        return ()
    return plain_forms(concept)


def indicator_names(lexicon: Lexicon, typed: str) -> tuple[str, ...]:
    """Return the other names by which an indicator is found, as written in the lexicon."""
    concept = lexicon.look_up(typed.strip())
    if concept is None:
        return ()
    return tuple(name for name in concept.surfaces if name != typed.strip())


def as_figure(row: StoredTarget) -> Figure:
    """Return a stored figure with its context."""
    values = {**row._asdict(), "context": cut_context(row.text, row.start, row.end)}
    return Figure(**{name: values[name] for name in FIGURE_COLUMNS})


def cut_context(text: str, start: int, end: int) -> str:
    """Return the sentence around `text[start:end]` in one line, cut with … to 120 code points on a side."""
    first, last = find_sentence(text, start, end, at_lines=False)
    left, right = max(first, start - _AROUND), min(last, end + _AROUND)
    lead = "…" if left > first else ""
    rest = "…" if right < last else ""
    return f"{lead}{in_one_line(text[left:right])}{rest}"
