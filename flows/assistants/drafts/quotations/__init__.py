"""Quotations of a draft: find them by their marks, and compare them with stored texts and named sources."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.drafts.quotations.checking import QuoteChecker
    from flows.assistants.drafts.quotations.finding import Quotation, find_quotations
    from flows.assistants.drafts.quotations.sources import (
        find_sentence_near,
        find_spoken_of,
        named_beside,
        points_back,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Quotation",
    "QuoteChecker",
    "find_quotations",
    "find_sentence_near",
    "find_spoken_of",
    "named_beside",
    "points_back",
]
