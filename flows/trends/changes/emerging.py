"""Emerging concepts: new or more frequent since a date."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon import Lexicon
from flows.search import Collection
from flows.statistics import Key, compare
from flows.store.series import ConceptCount
from flows.trends.changes.months import (
    ChangeRequest,
    Months,
    Sides,
    expect_occurrences,
    is_within,
    split_months,
)
from flows.trends.changes.rows import SIGNIFICANT, EmergingConcept, list_rates, name_concept
from flows.trends.series import has_low_base


def find_emerging(
    collection: Collection, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
) -> list[EmergingConcept]:
    """Return the concepts that are new or more frequent from `since` on than before, highest G2 first.

    Concepts with a positive Log Ratio and q (Benjamini and Hochberg over all concepts) below 0.05 are kept.
    With `hold`, only corpora with text on both sides are compared, and a concept must be more frequent than
    its earlier rate in each corpus predicts for the later mix of corpora. Raises UsageError if one side has
    no dated text, or if no corpus has text on both. `counts` are those of `MONTHS` if already known. A
    concept that the lexicon behind some annotations lacks is left out.
    """
    lexicon, used = collection.lexicon, collection.lexicons
    months = Months(collection.store, request, counts)
    sides = split_months(months, request)
    (counts_here, size_here), (counts_there, size_there) = (
        months.count(sides.both, span) for span in (sides.here, sides.there)
    )
    rows = [
        EmergingConcept(
            *name_concept(key, lexicon),
            key.here,
            key.there,
            _first_month(months, key.term, sides),
            *list_rates(key, size_here, size_there),
            low_base=int(has_low_base(key.here, months.sum_documents(key.term, sides.both, *sides.here))),
        )
        for key in compare(counts_here, counts_there, size_here, size_there, minimum=request.minimum)
        if _is_emerging(key, lexicon, request)
        and key.here > expect_occurrences(months, key.term, sides)
        and not used.lacks(key.term)
    ]
    return rows[: request.limit]


def _first_month(months: Months, concept: str, sides: Sides) -> str:
    """Return the month, or year, of a concept's first use in the compared corpora and months."""
    used = months.over(concept, sides.both)
    return min(period for period in used if is_within(period, *sides.there) or is_within(period, *sides.here))


def _is_emerging(key: Key, lexicon: Lexicon, request: ChangeRequest) -> bool:
    concept = lexicon.concepts.get(key.term)
    if concept is None or concept.type not in request.types:
        return False
    return key.log_ratio > 0 and key.q < SIGNIFICANT and key.here >= request.minimum
