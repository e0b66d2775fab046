"""Passages that match a search: choose them, check the request, and return a page of hits."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.passages.checking import check_entity, check_label, check_values, show_known
    from flows.search.passages.choosing import Selection, filter_queries, find_new, select_passages
    from flows.search.passages.hits import Hit, SearchResult, fetch_hits, narrow, search_passages
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Hit",
    "SearchResult",
    "Selection",
    "check_entity",
    "check_label",
    "check_values",
    "fetch_hits",
    "filter_queries",
    "find_new",
    "narrow",
    "search_passages",
    "select_passages",
    "show_known",
]
