"""The documents that a passage names, by title or number, and what it does with each."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.citations.english_titles import find_english_titles
    from flows.annotation.citations.finding import document_titles, find_citations, normalise_title
    from flows.annotation.citations.generic_titles import find_meant, is_generic
    from flows.annotation.citations.official_texts import find_plan_number, official_key, title_key
    from flows.annotation.citations.relations import concerns_part
    from flows.annotation.citations.repeals import RepealedItem, find_repealed, items_from
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "RepealedItem",
    "concerns_part",
    "document_titles",
    "find_citations",
    "find_english_titles",
    "find_meant",
    "find_plan_number",
    "find_repealed",
    "is_generic",
    "items_from",
    "normalise_title",
    "official_key",
    "title_key",
]
