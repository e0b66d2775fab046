"""Passages: with their documents for hits and quotes, with their annotations for pages, or as text."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.passages.annotated import (
        AnnotatedPassage,
        StoredFigure,
        StoredMention,
        find_passages,
        read_passages,
    )
    from flows.store.passages.dated import PassageFilter, newest_passage, period_passages
    from flows.store.passages.fetching import (
        FoundPassage,
        fetch_passages,
        fetch_texts,
        passage_places,
        passage_rowids,
        sort_by_date,
    )
    from flows.store.passages.matching import (
        MatchingDocument,
        MatchingDocuments,
        documents_of_passages,
        passage_documents,
    )
    from flows.store.passages.running import (
        Heading,
        RunningPassage,
        count_passages,
        damaged_passages,
        read_outline,
        running_passages,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AnnotatedPassage",
    "FoundPassage",
    "Heading",
    "MatchingDocument",
    "MatchingDocuments",
    "PassageFilter",
    "RunningPassage",
    "StoredFigure",
    "StoredMention",
    "count_passages",
    "damaged_passages",
    "documents_of_passages",
    "fetch_passages",
    "fetch_texts",
    "find_passages",
    "newest_passage",
    "passage_documents",
    "passage_places",
    "passage_rowids",
    "period_passages",
    "read_outline",
    "read_passages",
    "running_passages",
    "sort_by_date",
]
