"""Search: requests, the query language, hits, concordances and collocates."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.collection import Collection, ReadValues, read_values
    from flows.search.collocates import (
        COLLOCATE_COLUMNS,
        NEW_COLUMNS,
        Collocate,
        NewCollocate,
        find_collocates,
        find_new_collocates,
    )
    from flows.search.compiler import Compiler, check_cost, check_tagged
    from flows.search.concordance import Line, cut_context, find_lines, nearest_first
    from flows.search.counterparts import (
        HitCounterpart,
        QuotedPlace,
        TranslatedSentence,
        Translation,
        find_hit_counterparts,
        find_translations,
        hit_rows,
    )
    from flows.search.dates import read_date, read_grades, read_range
    from flows.search.grammar import FIELDS
    from flows.search.parts import (
        Match,
        QueryPart,
        concept_part,
        entity_keys,
        exact_part,
        find_matches,
        find_mentioned,
        forms_pattern,
        plain_part,
    )
    from flows.search.passages import (
        Hit,
        SearchResult,
        check_entity,
        check_label,
        check_values,
        find_new,
        search_passages,
        select_passages,
        show_known,
    )
    from flows.search.quotes import Quote, quote
    from flows.search.request import (
        FACET_NAMES,
        VALUE_FILTERS,
        CollocateRequest,
        ConcordanceRequest,
        Filters,
        LineOrder,
        Order,
        SearchRequest,
        SimilarRanking,
    )
    from flows.search.shared_names import (
        SharedName,
        describe_shared_names,
        find_shared_names,
        list_names,
    )
    from flows.search.suggestions import (
        Hint,
        did_you_mean,
        name_grams,
        nearest_terms,
        suggest_names,
        suggest_terms,
    )
    from flows.search.words import PlainWord, describe_query, describe_words, explain_part, explain_words
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "COLLOCATE_COLUMNS",
    "FACET_NAMES",
    "FIELDS",
    "NEW_COLUMNS",
    "VALUE_FILTERS",
    "Collection",
    "Collocate",
    "CollocateRequest",
    "Compiler",
    "ConcordanceRequest",
    "Filters",
    "Hint",
    "Hit",
    "HitCounterpart",
    "Line",
    "LineOrder",
    "Match",
    "NewCollocate",
    "Order",
    "PlainWord",
    "QueryPart",
    "Quote",
    "QuotedPlace",
    "ReadValues",
    "SearchRequest",
    "SearchResult",
    "SharedName",
    "SimilarRanking",
    "TranslatedSentence",
    "Translation",
    "check_cost",
    "check_entity",
    "check_label",
    "check_tagged",
    "check_values",
    "concept_part",
    "cut_context",
    "describe_query",
    "describe_shared_names",
    "describe_words",
    "did_you_mean",
    "entity_keys",
    "exact_part",
    "explain_part",
    "explain_words",
    "find_collocates",
    "find_hit_counterparts",
    "find_lines",
    "find_matches",
    "find_mentioned",
    "find_new",
    "find_new_collocates",
    "find_shared_names",
    "find_translations",
    "forms_pattern",
    "hit_rows",
    "list_names",
    "name_grams",
    "nearest_first",
    "nearest_terms",
    "plain_part",
    "quote",
    "read_date",
    "read_grades",
    "read_range",
    "read_values",
    "search_passages",
    "select_passages",
    "show_known",
    "suggest_names",
    "suggest_terms",
]
