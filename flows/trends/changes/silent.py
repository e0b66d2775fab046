"""Silent concepts: (nearly) absent since a date although their past predicts occurrences."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from flows.search import Collection, quote
from flows.store import Scope, Store
from flows.store.series import ConceptCount, last_place
from flows.trends.changes.months import (
    HISTORY_MONTHS,
    ChangeRequest,
    Months,
    Sides,
    add_months,
    expect_occurrences,
    is_within,
    split_months,
    sum_within,
)
from flows.trends.changes.rows import SilentConcept
from flows.trends.series import has_low_base

_ABSENT_P = 0.001  # probability below which an absence is reported
_LEAST_EXPECTED = 3
_FALLEN_TO = 10  # a tenth of what was expected
_EVER = "0000-01"  # before all text


def find_silent(
    collection: Collection, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
) -> list[SilentConcept]:
    """Return the concepts that are (nearly) absent from `since` on although their past predicts occurrences.

    `expected` is a concept's rate in the 36 months before `since` times the tokens since. With `hold` it is
    summed over the corpora with text on both sides, so a term is not "gone" just because another corpus has
    replaced its own. `found` counts all corpora. `p` comes from a negative binomial distribution with the
    dispersion of the monthly counts (Poisson if they are not overdispersed). Concepts with p < 0.001 and less
    than a tenth of the expected occurrences are kept, the least likely first. Raises UsageError if there is
    no dated text since, or if no corpus has text on both sides. `counts` are those of `MONTHS` if already
    known.
    """
    months = Months(collection.store, request, counts)
    sides = split_months(months, request, HISTORY_MONTHS)
    rows, used = [], collection.lexicons
    for identifier in months.counts:
        concept = collection.lexicon.concepts.get(identifier)
        if concept is None or concept.type not in request.types:
            continue
        if used.lacks(identifier):
            continue
        if silence := _silence(months, identifier, sides, request.minimum):
            documents = months.sum_documents(identifier, sides.both, *sides.there)
            row = SilentConcept(identifier, concept.zh, concept.en, concept.type, *silence)
            rows.append(row._replace(low_base=int(has_low_base(row.before, documents))))
    kept = sorted(rows, key=lambda row: (row.p, -row.expected))[: request.limit]
    since = sides.here[0]
    return [_with_last_passage(collection.store, months.scope, row, since) for row in kept]


def _silence(
    months: Months, concept: str, sides: Sides, minimum: int
) -> tuple[int, float, int, float, str, str] | None:
    """Return before, expected, found, p, last and peak of a concept that fell silent; None for any other."""
    before = _EVER, sides.there[1]
    counts = {
        period: number
        for period, number in months.over(concept, sides.both).items()
        if is_within(period, *before) or is_within(period, *sides.here)
    }
    if sum_within(counts, *before) < max(minimum, 1):
        return None
    expected = expect_occurrences(months, concept, sides)
    found = sum(months.sum(concept, corpus, *sides.here) for corpus in months.tokens)
    if expected < _LEAST_EXPECTED or found >= expected / _FALLEN_TO:
        return None
    tokens = add_months(months.tokens[corpus] for corpus in sides.both)
    history = [
        (counts.get(period, 0), tokens[period])
        for period in sorted(tokens)
        if is_within(period, *sides.there)
    ]
    size = sum(months.size(corpus, *sides.here) for corpus in sides.both)
    p = chance_of_at_most(found, expected, history, size)
    if p >= _ABSENT_P:
        return None
    occurrences = sum(number for number, _ in history)
    return (
        occurrences,
        round(expected, 1),
        found,
        p,
        max(counts),
        max(counts, key=lambda month: counts[month]),
    )


def _with_last_passage(store: Store, scope: Scope, row: SilentConcept, since: str) -> SilentConcept:
    """Return the row with date, id and sentence of its concept's last passage before month `since`."""
    place = last_place(store, row.concept, scope, since)
    if place is None:
        return row
    sentence = quote(place.text, place.start, place.end, place.language).of(place.text)
    return row._replace(last_date=place.date, last_passage=place.passage_id, last_quote=sentence)


def chance_of_at_most(found: int, expected: float, history: Sequence[tuple[int, int]], size: int) -> float:
    """Return the probability of at most `found` occurrences in `size` tokens if `expected` are expected.

    `history` are the (occurrences, tokens) of past months. The variance is mean + mean² / k; k by moments
    from the history: k = Σ m² / Σ ((x - m)² - m), m the expectation of a month. The months since are summed,
    so k is multiplied by the number of months that their tokens are worth. Months that resemble the previous
    one carry less information than independent ones, so that number is multiplied by (1 - r) / (1 + r), where
    r is the correlation of adjacent months in the history (Bartlett 1946, for a first-order series).
    """
    from scipy import stats  # takes a second to import, and only this statistic needs it

    tokens = sum(number for _, number in history)
    rate = sum(number for number, _ in history) / tokens
    means = [rate * number for _, number in history]
    excess = sum((count - mean) ** 2 - mean for (count, _), mean in zip(history, means, strict=True))
    if excess <= 0:
        return float(stats.poisson.cdf(found, expected))
    residuals = [(count - mean) / math.sqrt(mean) for (count, _), mean in zip(history, means, strict=True)]
    products = sum(one * other for one, other in pairwise(residuals))
    correlation = max(0.0, products / sum(residual**2 for residual in residuals))
    months = size / (tokens / len(history)) * (1 - correlation) / (1 + correlation)
    k = sum(mean**2 for mean in means) / excess * max(1.0, months)
    return float(stats.nbinom.cdf(found, k, k / (k + expected)))
