"""Terminology: find terms that are missing from the lexicon."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.terminology.discovery import CANDIDATE_COLUMNS, DiscoveryRequest, Proposal, discover_terms
    from flows.terminology.frequent_words import FrequentWord, find_frequent_words
    from flows.terminology.word_edges import Stock
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CANDIDATE_COLUMNS",
    "DiscoveryRequest",
    "FrequentWord",
    "Proposal",
    "Stock",
    "discover_terms",
    "find_frequent_words",
]
