"""Search results by document."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.search.documents.apart import Apart, is_plain_word, take_apart
    from flows.search.documents.matching import (
        DocumentHit,
        DocumentResult,
        documents_with_each,
        search_documents,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Apart",
    "DocumentHit",
    "DocumentResult",
    "documents_with_each",
    "is_plain_word",
    "search_documents",
    "take_apart",
]
