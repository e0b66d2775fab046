"""Count a batch line by line as trends do; a line that can't be counted does not stop the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from flows.errors import UsageError, ZhengceError
from flows.records import ReportCount
from flows.search import Collection
from flows.trends.batches.reading import BatchLine
from flows.trends.batches.request import BatchRequest
from flows.trends.series import PeriodText, SeriesTable, count_series, scope_of

_LONGEST_QUERY = 2000  # characters
# Errors of the whole request, not of one line.
_OF_ALL = frozenset({"trends.nothing_annotated"})


class CountedLine(NamedTuple):
    """A line of the list with its series: one, or one per group; each of several terms has one."""

    line: BatchLine
    table: SeriesTable


class BatchProblem(NamedTuple):
    """A line that could not be counted, and the reason."""

    line: BatchLine
    error: ZhengceError

    def message(self, locale: str = "en", *, for_page: bool = False) -> str:
        """Return the problem with the query, in a locale."""
        return self.error.message(locale, for_page=for_page)


@dataclass(frozen=True, slots=True)
class BatchTable:
    """The answer to a batch: the counted lines, in order, and the problems of the others.

    `columns` are the periods, or the groups of documents, in order; `unannotated` of the `passages` in scope
    wait for annotation.
    """

    request: BatchRequest
    columns: list[str]
    counted: list[CountedLine] = field(default_factory=list)
    problems: list[BatchProblem] = field(default_factory=list)
    passages: int = 0
    unannotated: int = 0


def count_batch(
    collection: Collection,
    request: BatchRequest,
    report: ReportCount | None = None,
) -> BatchTable:
    """Count every line of a batch; `report(done, total)` is called after each.

    Each line means the same as in `count_series`. Raises UsageError for problems of all lines: an unknown
    division, corpus or measure, or a scope without annotated text.
    """
    request.check()
    whole = request.series_request(request.lines[0].query)
    whole.check()
    text = PeriodText(collection, whole, scope_of(whole, collection))
    columns = sorted({group for _, group in text.totals}) if request.is_by_group else text.periods
    answer = BatchTable(request, columns, passages=text.passages, unannotated=text.unannotated)
    for done, line in enumerate(request.lines, 1):
        try:
            if len(line.query) > _LONGEST_QUERY:
                raise UsageError("trends.batch_long_line", length=len(line.query), limit=_LONGEST_QUERY)
            table = count_series(collection, request.series_request(line.query), text)
        except UsageError as error:
            if error.code in _OF_ALL:
                raise
            answer.problems.append(BatchProblem(line, error))
        else:
            answer.counted.append(CountedLine(line, table))
        if report:
            report(done, len(request.lines))
    return answer
