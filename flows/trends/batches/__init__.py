"""Batches: count a list of terms and queries by one rule, as one table."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.trends.batches.counting import BatchProblem, BatchTable, count_batch
    from flows.trends.batches.describing import describe_batch
    from flows.trends.batches.reading import BatchLine, list_sheets, read_batch, split_batch
    from flows.trends.batches.request import BATCH_DIVISIONS, BATCH_GROUPS, BATCH_MEASURES, BatchRequest
    from flows.trends.batches.tables import BATCH_COLUMNS, WideTable, batch_rows, widen
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "BATCH_COLUMNS",
    "BATCH_DIVISIONS",
    "BATCH_GROUPS",
    "BATCH_MEASURES",
    "BatchLine",
    "BatchProblem",
    "BatchRequest",
    "BatchTable",
    "WideTable",
    "batch_rows",
    "count_batch",
    "describe_batch",
    "list_sheets",
    "read_batch",
    "split_batch",
    "widen",
]
