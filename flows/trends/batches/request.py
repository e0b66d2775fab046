"""Requests for a batch: its lines, the columns of the table, and the measure in its cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from flows.errors import UsageError
from flows.records import BatchMeasure, Grouping, PeriodChoice
from flows.trends.batches.reading import BatchLine
from flows.trends.periods import bounds_of, read_division
from flows.trends.request import SeriesRequest
from flows.trends.series import COUNTED

BATCH_DIVISIONS: tuple[PeriodChoice, ...] = get_args(PeriodChoice)
BATCH_GROUPS = ("publisher", "province", "corpus", "language", "level", "kind", "strategy")
BATCH_MEASURES: tuple[BatchMeasure, ...] = get_args(BatchMeasure)


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """A list of terms and queries to count.

    `by` is a division of time as in trends (one of BATCH_DIVISIONS, or bounds), or a grouping of the
    documents (one of BATCH_GROUPS), counted over all dates of `series` together. `measure`, one of
    BATCH_MEASURES, is the content of the wide table's cells. `series` defines which documents count and how;
    its terms, periods and groups are not used.
    """

    lines: tuple[BatchLine, ...]
    by: str = "year"
    measure: str = "occurrences"
    series: SeriesRequest = SeriesRequest()

    @property
    def is_by_group(self) -> bool:
        """Whether the columns are groups of documents, not periods."""
        return self.by in BATCH_GROUPS

    @property
    def is_of_rates(self) -> bool:
        """Whether the cells are rates or shares, which can have a low base."""
        return self.measure not in COUNTED

    @property
    def span(self) -> str:
        """The name of the one period of a table by groups: its dates, or `all`."""
        dates = self.series.dates
        if not dates:
            return "all"
        return f"{dates.first or ''}..{dates.last or ''}"

    def check(self) -> None:
        """Raise UsageError for a list without lines, and for unknown columns or an unknown measure."""
        if not self.lines:
            raise UsageError("trends.batch_empty", name="-")
        if not self.is_by_group:
            self._check_division()
        if self.measure not in BATCH_MEASURES:
            raise UsageError("trends.batch_measure", measure=self.measure, known=BATCH_MEASURES)

    def _check_division(self) -> None:
        try:
            read_division(self.by)
        except UsageError as error:
            if error.code != "trends.no_division":
                raise
            known = [*BATCH_DIVISIONS, *BATCH_GROUPS]
            raise UsageError("trends.batch_by", by=self.by, known=known) from None

    def series_request(self, *terms: str) -> SeriesRequest:
        """Return the request for the series of the given terms."""
        if not self.is_by_group:
            return replace(self.series, terms=terms, by=self.by, grouping=None)
        return replace(self.series, terms=terms, by=bounds_of(self.series.dates), grouping=Grouping(self.by))

    def words(self, name: str) -> list[str]:
        """Return the words of the command that counts the file `name`."""
        return ["batch", name, *self._options()]

    def _options(self) -> Iterator[str]:
        if self.by != "year":
            yield from ("--by", self.by)
        if self.measure != "occurrences":
            yield from ("--measure", self.measure)
        yield from replace(self.series, terms=(), by="year", grouping=None, measure=None).words()[1:]
