"""The full-text index of a store, and the tokens and days used to query it."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.fulltext.days import date_number, span_days
    from flows.store.fulltext.filling import ENTITY_TYPES, FACETS, TOPIC_TYPES
    from flows.store.fulltext.index import FullText, IndexState, Page, Query, ValueCounts
    from flows.store.fulltext.tokens import (
        REST_OF_WORD,
        border_after,
        border_before,
        end_phrase,
        index_runs,
        index_tokens,
        run_pattern,
        tokens_of,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "ENTITY_TYPES",
    "FACETS",
    "REST_OF_WORD",
    "TOPIC_TYPES",
    "FullText",
    "IndexState",
    "Page",
    "Query",
    "ValueCounts",
    "border_after",
    "border_before",
    "date_number",
    "end_phrase",
    "index_runs",
    "index_tokens",
    "run_pattern",
    "span_days",
    "tokens_of",
]
