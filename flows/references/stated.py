"""Figures as a list to read: equal ones in one row, by the year they refer to, in a query's passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, get_args

from flows.errors import UsageError
from flows.references.figures import FIGURE_COLUMNS, Figure, as_figure, check_filter, describe_figures
from flows.search import Collection, Filters, check_values, select_passages
from flows.store.documents import check_sources
from flows.store.facts import (
    FigureMark,
    FigureOrder,
    TargetFilter,
    count_folded_targets,
    folded_targets,
    targets_at,
)

FIGURE_ORDERS: tuple[FigureOrder, ...] = get_args(FigureOrder)
STATED_COLUMNS = [*FIGURE_COLUMNS, "passages", "documents"]


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """A request for figures: which ones, and how to list them.

    `query` keeps those in passages that a search with it finds. `every` lists each figure instead of equal
    ones in one row. So does `same`, which keeps those equal to one figure (PASSAGE_ID:START).
    """

    filters: TargetFilter = field(default_factory=TargetFilter)
    query: str = ""
    sort: FigureOrder = "latest"
    every: bool = False
    same: str = ""

    @property
    def is_folded(self) -> bool:
        """Whether equal figures share one row."""
        return not self.every and not self.same


class StatedFigure(NamedTuple):
    """A figure in its newest document, and the numbers of passages and documents that state it."""

    figure: Figure
    passages: int
    documents: int

    @property
    def mark(self) -> str:
        """The value for a request's `same` that finds all equal figures."""
        return f"{self.figure.passage_id}:{self.figure.start}"

    def as_row(self) -> Mapping[str, object]:
        """Return the row of a file: the figure and both numbers."""
        return {**self.figure._asdict(), "passages": self.passages, "documents": self.documents}


class StatedFigures(NamedTuple):
    """Rows of a list, with the total numbers of rows and of figures."""

    rows: list[StatedFigure]
    total: int
    figures: int


def describe_stated() -> Mapping[str, str]:
    """Return the meaning of each column of the list."""
    return {
        **describe_figures(),
        "passages": "number of passages that state the same figure for the same year; this is the newest",
        "documents": "number of documents of those passages",
    }


def list_stated(
    collection: Collection, request: FigureRequest, *, limit: int | None = None, offset: int = 0
) -> StatedFigures:
    """Return figures by the deadline or year they refer to, latest first unless requested otherwise.

    Figures without either come last, by the date of their document. Raises UsageError for an invalid date,
    kind or mark and an unknown corpus or language, QueryError for a query that can't be parsed.
    """
    wanted = check_filter(collection.lexicon, request.filters)
    check_sources(collection.store, wanted.corpora, wanted.languages)
    if request.same:
        wanted = replace(wanted, same=_read_mark(request.same))
    if request.query.strip():
        check_values(collection, Filters(), request.query)
        passages = select_passages(collection, request.query, Filters()).rows()
        wanted = replace(wanted, passages=passages)
    store, folded = collection.store, request.is_folded
    groups = folded_targets(store, wanted, request.sort, fold=folded, limit=limit, offset=offset)
    found = targets_at(store, [group.place for group in groups])
    rows = [StatedFigure(as_figure(found[group.place]), group.passages, group.documents) for group in groups]
    counted = count_folded_targets(store, wanted, fold=folded)
    return StatedFigures(rows, counted.folded, counted.figures)


def _read_mark(text: str) -> FigureMark:
    """Return the place of a figure: PASSAGE_ID:START."""
    passage, _, start = text.rpartition(":")
    document, _, position = passage.rpartition("-")
    if not document or not all(part.isascii() and part.isdecimal() for part in (position, start)):
        raise UsageError("references.bad_figure", mark=text[:80])
    return FigureMark(document, int(position[:9]), int(start[:9]))
