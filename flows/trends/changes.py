"""Changes of vocabulary: concepts that emerge, fall silent, or tell two sets of documents apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.records import DateAxis, DateRange
from flows.search import Collection, quote
from flows.statistics import Key, compare
from flows.store import Division, Scope, Store, all_concept_counts, concept_totals, last_place, period_totals
from flows.trends.counting import check_corpora

# What an analyst looks for first; people and places come and go with the news.
TYPES = ("TERM", "PROGRAMME", "TECH")
_SIGNIFICANT = 0.05
_ABSENT_P = 0.001  # the chance below which an absence is reported
_LEAST_EXPECTED = 3
_FALLEN_TO = 10  # a tenth of what was expected
_HISTORY_MONTHS = 36


class KeyConcept(NamedTuple):
    """A concept that tells two sets apart: occurrences here and there, and how much more frequent it is here.

    `q` is p after Benjamini and Hochberg over all concepts compared.
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


class EmergingConcept(NamedTuple):
    """A concept that is new or more frequent since a date; `first` is the month of its first use."""

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


class SilentConcept(NamedTuple):
    """A concept that is absent, or nearly so, since a date although its past frequency predicts occurrences.

    `before` are its occurrences in the history that `expected` comes from, `p` the chance of at most `found`
    of them. `last` and `peak` are months; the last three name its last passage before the date.
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


KEYNESS = list(KeyConcept._fields)
EMERGING = list(EmergingConcept._fields)
SILENT = list(SilentConcept._fields)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents: empty fields select everything, several values are alternatives."""

    corpus: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    dates: DateRange = DateRange()

    def __bool__(self) -> bool:
        return bool(self.corpus or self.publisher or self.language or self.dates)


@dataclass(frozen=True, slots=True)
class KeynessRequest:
    """The concepts that tell `here` from `there`, where None is everything else.

    `minimum` is the least number of occurrences in both together.
    """

    here: Side
    there: Side | None = None
    limit: int = 50
    minimum: int = 5


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """Concepts that change from `since` on, up to `to`, compared with the time from `before` until `since`.

    Dates are months or years; None leaves the time open. `types` are the types of concepts looked at,
    `minimum` the least number of occurrences.
    """

    since: str
    to: str | None = None
    before: str | None = None
    axis: DateAxis = DateAxis.PUBLISHED
    corpora: tuple[str, ...] = ()
    types: tuple[str, ...] = TYPES
    limit: int = 50
    minimum: int = 5


def find_keyness(collection: Collection, request: KeynessRequest) -> list[KeyConcept]:
    """Return the concepts that tell the sides apart (q < 0.05), the highest G2 first.

    A positive Log Ratio is more frequent here. Raises UsageError where a side has no annotated text.
    """
    store, lexicon = collection.store, collection.lexicon
    here, size_here = _count_side(store, request.here)
    if request.there:
        there, size_there = _count_side(store, request.there)
    else:
        everywhere, size = concept_totals(store)
        there = {concept: number - here.get(concept, 0) for concept, number in everywhere.items()}
        size_there = size - size_here
    if not size_here:
        raise UsageError("trends.first_side_empty")
    if not size_there:
        raise UsageError("trends.second_side_empty")
    rows = [
        KeyConcept(*_named(key, lexicon), key.here, key.there, *_rates(key, size_here, size_there))
        for key in compare(here, there, size_here, size_there, minimum=request.minimum)
        if key.term in lexicon.concepts and key.q < _SIGNIFICANT
    ]
    return rows[: request.limit]


def _count_side(store: Store, side: Side) -> tuple[dict[str, int], int]:
    return concept_totals(store, side.corpus, side.publisher, side.language, side.dates)


def _named(key: Key, lexicon: Lexicon) -> tuple[str, str, str, str]:
    concept = lexicon.concepts[key.term]
    return key.term, concept.zh, concept.en, concept.type


def _rates(key: Key, size_here: int, size_there: int) -> tuple[float, ...]:
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


class _Months:
    """Occurrences of every concept by month, with the tokens of each month."""

    def __init__(self, store: Store, request: ChangeRequest) -> None:
        corpora = check_corpora(store, request.corpora)
        self.scope = Scope(Division("month"), request.axis, corpora=corpora)
        self.tokens = {total.period: total.tokens for total in period_totals(store, self.scope)}
        self.counts: dict[str, dict[str, int]] = defaultdict(dict)
        for row in all_concept_counts(store, self.scope):
            self.counts[row.concept][row.period] = row.occurrences

    def sum(self, concept: str, first: str, last: str) -> int:
        """Return a concept's occurrences in the months from `first` to `last`."""
        return sum(number for month, number in self.counts[concept].items() if first <= month <= last)

    def size(self, first: str, last: str) -> int:
        """Return the tokens of the months from `first` to `last`."""
        return sum(number for month, number in self.tokens.items() if first <= month <= last)


def find_emerging(collection: Collection, request: ChangeRequest) -> list[EmergingConcept]:
    """Return the concepts that are new or more frequent from `since` on than before it, the highest G2 first.

    Kept are those with a positive Log Ratio whose q (Benjamini and Hochberg over all concepts) is below 0.05.
    Raises UsageError where one side has no dated text.
    """
    lexicon, months = collection.lexicon, _Months(collection.store, request)
    since = _first_month(request.since)
    here = (since, _last_month(request.to))
    there = (_first_month(request.before or "0000"), _month_before(since))
    size_here, size_there = months.size(*here), months.size(*there)
    if not size_here:
        raise UsageError("trends.nothing_since", since=request.since)
    if not size_there:
        raise UsageError("trends.nothing_before", since=request.since)
    counts_here, counts_there = (
        {concept: months.sum(concept, *span) for concept in months.counts} for span in (here, there)
    )
    rows = [
        EmergingConcept(
            *_named(key, lexicon),
            key.here,
            key.there,
            min(months.counts[key.term]),
            *_rates(key, size_here, size_there),
        )
        for key in compare(counts_here, counts_there, size_here, size_there, minimum=request.minimum)
        if _is_emerging(key, lexicon, request)
    ]
    return rows[: request.limit]


def _is_emerging(key: Key, lexicon: Lexicon, request: ChangeRequest) -> bool:
    concept = lexicon.concepts.get(key.term)
    if concept is None or concept.type not in request.types:
        return False
    return key.log_ratio > 0 and key.q < _SIGNIFICANT and key.here >= request.minimum


def find_silent(collection: Collection, request: ChangeRequest) -> list[SilentConcept]:
    """Return the concepts that are (nearly) absent from `since` on although their past predicts occurrences.

    `expected` is a concept's rate in the 36 months before `since` times the tokens since. `p` comes from a
    negative binomial law whose dispersion is that of the monthly counts (Poisson where they are not
    overdispersed). Kept are those with p < 0.001 that fell below a tenth of what was expected, the least
    likely first. Raises UsageError where there is no dated text since.
    """
    months = _Months(collection.store, request)
    since, last = _first_month(request.since), _last_month(request.to)
    size = months.size(since, last)
    if not size:
        raise UsageError("trends.nothing_since", since=request.since)
    rows = []
    for identifier in months.counts:
        concept = collection.lexicon.concepts.get(identifier)
        if concept is None or concept.type not in request.types:
            continue
        found = months.sum(identifier, since, last)
        if silence := _silence(months, identifier, since, size, found, request.minimum):
            rows.append(SilentConcept(identifier, concept.zh, concept.en, concept.type, *silence))
    kept = sorted(rows, key=lambda row: (row.p, -row.expected))[: request.limit]
    return [_with_last_passage(collection.store, months.scope, row, since) for row in kept]


def _silence(
    months: _Months, concept: str, since: str, size: int, found: int, minimum: int
) -> tuple[int, float, int, float, str, str] | None:
    """Return before, expected, found, p, last and peak of a concept that fell silent; None for any other."""
    counts = months.counts[concept]
    if sum(number for month, number in counts.items() if month < since) < max(minimum, 1):
        return None
    history = [
        (counts.get(month, 0), months.tokens[month])
        for month in _months_until(_month_before(since), _HISTORY_MONTHS)
        if months.tokens.get(month)
    ]
    tokens, before = sum(size for _, size in history), sum(number for number, _ in history)
    expected = before / tokens * size if tokens else 0.0
    if expected < _LEAST_EXPECTED or found >= expected / _FALLEN_TO:
        return None
    p = chance_of_at_most(found, expected, history, size)
    if p >= _ABSENT_P:
        return None
    return before, round(expected, 1), found, p, max(counts), max(counts, key=lambda month: counts[month])


def _with_last_passage(store: Store, scope: Scope, row: SilentConcept, since: str) -> SilentConcept:
    """Return the row with date, id and sentence of its concept's last passage in a month before `since`."""
    place = last_place(store, row.concept, scope, since)
    if place is None:
        return row
    sentence = quote(place.text, place.start, place.end, place.language).of(place.text)
    return row._replace(last_date=place.date, last_passage=place.passage_id, last_quote=sentence)


def chance_of_at_most(found: int, expected: float, history: Sequence[tuple[int, int]], size: int) -> float:
    """Return the probability of at most `found` occurrences where `expected` are, in `size` tokens.

    `history` are the (occurrences, tokens) of past months. The variance is mean + mean² / k; k by moments
    from the history: k = Σ m² / Σ ((x - m)² - m), m the expectation of a month. The months since add up, so k
    grows with them, by as many months as the tokens are worth. Months that resemble the one before say less
    than independent ones: their number is cut by (1 - r) / (1 + r), r the correlation of neighbours in the
    history (Bartlett 1946, for a series of first order).
    """
    from scipy import stats  # a second of import that only this statistic needs

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


def _first_month(day: str) -> str:
    return day[:7] if len(day) >= len("2021-03") else f"{day[:4]}-01"


def _last_month(day: str | None) -> str:
    if day is None:
        return "9999-12"
    return day[:7] if len(day) >= len("2021-03") else f"{day[:4]}-12"


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1:04}-12" if number == 1 else f"{year:04}-{number - 1:02}"


def _months_until(last: str, number: int) -> list[str]:
    """Return the last `number` months up to `last`, in order."""
    months = [last]
    while len(months) < number:
        months.append(_month_before(months[-1]))
    return months[::-1]
