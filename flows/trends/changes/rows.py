"""Rows of the tables of changes, one per concept, and the values of their columns."""

from __future__ import annotations

from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.statistics import Key

SIGNIFICANT = 0.05
# Both rates per million, Log Ratio with its interval, G2 and q.
Rates = tuple[float, float, float, float, float, float, float]


class KeyConcept(NamedTuple):
    """A concept that distinguishes two sets: occurrences on both sides, and how much more frequent here.

    `q` is p after Benjamini and Hochberg over all concepts compared. `low_base` 1: fewer than 10 occurrences
    or 5 documents in both sets together.
    """

    concept: str
    zh: str
    en: str
    type: str
    here: int
    there: int
    per_million_here: float
    per_million_there: float
    log_ratio: float
    log_ratio_low: float
    log_ratio_high: float
    g2: float
    q: float
    low_base: int = 0


class EmergingConcept(NamedTuple):
    """A concept that is new or more frequent since a date; `first` is the month, or year, of its first use.

    Like the counts, it covers only the corpora and months compared.

    `low_base` 1: fewer than 10 occurrences or 5 documents since then.
    """

    concept: str
    zh: str
    en: str
    type: str
    here: int
    there: int
    first: str
    per_million_here: float
    per_million_there: float
    log_ratio: float
    log_ratio_low: float
    log_ratio_high: float
    g2: float
    q: float
    low_base: int = 0


class SilentConcept(NamedTuple):
    """A concept that is (nearly) absent since a date although its past frequency predicts occurrences.

    `before` counts its occurrences in the history that `expected` comes from; `p` is the probability of at
    most `found` occurrences. `last` and `peak` are months, or years of documents
    dated by year alone. The last passage before the date is given as well.
    `low_base` 1: fewer than 10 occurrences or 5 documents in that history.
    """

    concept: str
    zh: str
    en: str
    type: str
    before: int
    expected: float
    found: int
    p: float
    last: str
    peak: str
    last_date: str = ""
    last_passage: str = ""
    last_quote: str = ""
    low_base: int = 0


KEYNESS = list(KeyConcept._fields)
EMERGING = list(EmergingConcept._fields)
SILENT = list(SilentConcept._fields)


def name_concept(key: Key, lexicon: Lexicon) -> tuple[str, str, str, str]:
    """Return a concept's id, its Chinese and English name and its type."""
    concept = lexicon.concepts[key.term]
    return key.term, concept.zh, concept.en, concept.type


def list_rates(key: Key, size_here: int, size_there: int) -> Rates:
    """Return both rates per million, Log Ratio with its interval, G2 and q."""
    return (
        round(key.here / size_here * 1e6, 3),
        round(key.there / size_there * 1e6, 3),
        round(key.log_ratio, 3),
        round(key.low, 3),
        round(key.high, 3),
        round(key.g2, 2),
        key.q,
    )
