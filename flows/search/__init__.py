"""Search: the query language, hits, concordances and collocates."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.collocates import COLLOCATE_COLUMNS, NEW_COLUMNS, find_collocates, find_new_collocates
    from flows.search.compiler import (
        Compiler,
        Part,
        check_cost,
        entity_keys,
        find_matches,
        find_mentioned,
        forms_pattern,
        literal_part,
    )
    from flows.search.concordance import find_lines
    from flows.search.date_options import check_date, check_range
    from flows.search.search import (
        FACET_NAMES,
        Filters,
        SearchResult,
        build_query,
        check_filters,
        find_new,
        search_passages,
    )
    from flows.search.sentences import find_sentence, quote, sentence_ends
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "COLLOCATE_COLUMNS",
    "FACET_NAMES",
    "NEW_COLUMNS",
    "Compiler",
    "Filters",
    "Part",
    "SearchResult",
    "build_query",
    "check_cost",
    "check_date",
    "check_filters",
    "check_range",
    "entity_keys",
    "find_collocates",
    "find_lines",
    "find_matches",
    "find_mentioned",
    "find_new",
    "find_new_collocates",
    "find_sentence",
    "forms_pattern",
    "literal_part",
    "quote",
    "search_passages",
    "sentence_ends",
]
