"""Changes of vocabulary: concepts that emerge, fall silent, or tell two sets of documents apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError, local_message
from flows.records import DateAxis, DateRange, Grouping
from flows.search import Collection, Filters, check_values, quote, select_passages
from flows.statistics import Key, compare
from flows.store import (
    ConceptCount,
    Division,
    PassageChoice,
    Scope,
    Store,
    all_concept_counts,
    concept_totals,
    count_common,
    count_waiting,
    document_rowids,
    last_place,
    period_totals,
)
from flows.trends.captions import describe_waiting
from flows.trends.counting import check_corpora
from flows.trends.series import LOW

# What an analyst looks for first; people and places come and go with the news.
TYPES = ("TERM", "PROGRAMME", "TECH")
SIGNIFICANT = 0.05
_ABSENT_P = 0.001  # the chance below which an absence is reported
_LEAST_EXPECTED = 3
_FALLEN_TO = 10  # a tenth of what was expected
_HISTORY_MONTHS = 36
# Both rates per million, Log Ratio with its interval, G2 and q.
_Rates = tuple[float, float, float, float, float, float, float]


class KeyConcept(NamedTuple):
    """A concept that tells two sets apart: occurrences here and there, and how much more frequent it is here.

    `q` is p after Benjamini and Hochberg over all concepts compared. `low_base` 1: fewer than 10 occurrences.
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
    """A concept that is new or more frequent since a date; `first` is the month of its first use.

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
    """A concept that is absent, or nearly so, since a date although its past frequency predicts occurrences.

    `before` are its occurrences in the history that `expected` comes from, `p` the chance of at most `found`
    of them. `last` and `peak` are months; the last passage before the date is named as well.
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


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents: empty fields select everything, several values are alternatives.

    With a `query` it is the set of the passages that match it, as `zhengce search` finds them; with a
    `document`, the id of a current one, the set of its passages. `max_read` bounds what NEAR may read.
    """

    corpus: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    dates: DateRange = DateRange()
    query: str = ""
    document: str = ""
    max_read: int | None = None

    def __bool__(self) -> bool:
        return bool(
            self.corpus or self.publisher or self.language or self.dates or self.query or self.document
        )


@dataclass(frozen=True, slots=True)
class KeynessRequest:
    """The concepts that tell `here` from `there`, where None is everything else.

    `minimum` is the least number of occurrences in both together, `most_q` the chance of error (q) below
    which a concept is listed.
    """

    here: Side
    there: Side | None = None
    limit: int | None = 50
    minimum: int = 5
    most_q: float = SIGNIFICANT


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """Concepts that change from `since` on, up to `to`, compared with the time from `before` until `since`.

    Dates are months or years; None leaves the time open. `types` are the types of concepts looked at,
    `minimum` the least number of occurrences. `hold` compares within the corpora that have text on both
    sides. With `allow_partial` months count whose passages are not all annotated.
    """

    since: str
    to: str | None = None
    before: str | None = None
    axis: DateAxis = DateAxis.PUBLISHED
    corpora: tuple[str, ...] = ()
    types: tuple[str, ...] = TYPES
    limit: int = 50
    minimum: int = 5
    hold: bool = True
    allow_partial: bool = False


def find_keyness(collection: Collection, request: KeynessRequest) -> list[KeyConcept]:
    """Return the concepts that tell the sides apart (q below that of the request), the highest G2 first.

    A positive Log Ratio is more frequent here. Raises UsageError where a side has no annotated text.
    """
    store, lexicon = collection.store, collection.lexicon
    here, size_here = concept_totals(store, *_check_side(collection, request.here))
    if request.there:
        there, size_there = concept_totals(store, *_check_side(collection, request.there))
    else:
        everywhere, size = concept_totals(store)
        there = {concept: number - here.get(concept, 0) for concept, number in everywhere.items()}
        size_there = size - size_here
    if not size_here:
        raise UsageError("trends.first_side_empty")
    if not size_there:
        raise UsageError("trends.second_side_empty")
    rows = [
        KeyConcept(
            *_named(key, lexicon),
            key.here,
            key.there,
            *_rates(key, size_here, size_there),
        )._replace(low_base=int(key.here + key.there < LOW[0]))
        for key in compare(here, there, size_here, size_there, minimum=request.minimum)
        if key.term in lexicon.concepts and key.q < request.most_q
    ]
    return rows[: request.limit]


def count_overlap(collection: Collection, request: KeynessRequest) -> int:
    """Return how many passages are in both sets of a comparison, and count in both; 0 against the rest."""
    if not request.there:
        return 0
    here, there = (choose_side(collection, side) for side in (request.here, request.there))
    return count_common(collection.store, here, there)


def choose_side(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side. Raises QueryError or UsageError for what can't be asked."""
    rows = None
    if side.document:
        rows = document_rowids(collection.store, side.document)
    elif side.query:
        selection = select_passages(collection, side.query, Filters(), max_read=side.max_read)
        rows = selection.index.matching_ids(selection.query)
    return PassageChoice(side.corpus, side.publisher, side.language, side.dates, rows)


def _check_side(collection: Collection, side: Side) -> PassageChoice:
    """Return the passages of a side.

    Raises UsageError for a corpus, publisher or language that is unknown, or where nothing is annotated.
    """
    check_corpora(collection.store, side.corpus)
    check_values(collection, Filters(publisher=side.publisher, language=side.language), side.query)
    chosen = choose_side(collection, side)
    waiting, passages = count_waiting(collection.store, *chosen)
    if passages and waiting == passages:
        raise UsageError("trends.nothing_annotated", passages=passages)
    return chosen


def _named(key: Key, lexicon: Lexicon) -> tuple[str, str, str, str]:
    concept = lexicon.concepts[key.term]
    return key.term, concept.zh, concept.en, concept.type


def _rates(key: Key, size_here: int, size_there: int) -> _Rates:
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


# Of these counts of concepts changes are made, unless a request asks for other documents or another date.
MONTHS = Scope(Division("month"), grouping=Grouping.CORPUS)


class _Sizes:
    """The tokens of each corpus and month, and the passages that wait for annotation.

    Without `hold` all text is one corpus. Months with passages that wait are left out, unless the request
    allows them. Raises UsageError for an unknown corpus, or where nothing in scope is annotated.
    """

    def __init__(self, store: Store, request: ChangeRequest) -> None:
        corpora = check_corpora(store, request.corpora)
        grouping = Grouping.CORPUS if request.hold else None
        self.scope = Scope(Division("month"), request.axis, grouping, corpora)
        self.tokens: dict[str, dict[str, int]] = defaultdict(dict)
        self.passages = self.waiting = 0
        self.partial = set()
        for total in period_totals(store, self.scope):
            self.passages += total.passages
            self.waiting += total.unannotated
            if total.unannotated and not request.allow_partial:
                self.partial.add((total.group, total.period))
            elif total.tokens:
                self.tokens[total.group][total.period] = total.tokens
        if self.passages and self.waiting >= self.passages:
            raise UsageError("trends.nothing_annotated", passages=self.passages)

    def corpora_with_text(self, first: str, last: str) -> set[str]:
        """Return the corpora that have text in the months from `first` to `last`."""
        return {corpus for corpus in self.tokens if self.size(corpus, first, last)}

    def size(self, corpus: str, first: str, last: str) -> int:
        """Return the tokens of a corpus in the months from `first` to `last`."""
        return sum(number for month, number in self.tokens[corpus].items() if first <= month <= last)


class _Months(_Sizes):
    """Occurrences of every concept by corpus and month, with the documents of each month."""

    def __init__(
        self, store: Store, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
    ) -> None:
        super().__init__(store, request)
        self.counts: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        self.documents: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        if counts is None or self.scope != MONTHS:
            counts = all_concept_counts(store, self.scope)
        for row in counts:
            if (row.group, row.period) not in self.partial:
                self.counts[row.concept][row.group][row.period] = row.occurrences
                self.documents[row.concept][row.period] += row.documents

    def sum(self, concept: str, corpus: str, first: str, last: str) -> int:
        """Return a concept's occurrences in a corpus in the months from `first` to `last`."""
        counts = self.counts[concept].get(corpus, {})
        return sum(number for month, number in counts.items() if first <= month <= last)

    def count(self, corpora: Sequence[str], span: tuple[str, str]) -> tuple[dict[str, int], int]:
        """Return the occurrences of every concept in these corpora and months, and the tokens there."""
        counts = {
            concept: sum(self.sum(concept, corpus, *span) for corpus in corpora) for concept in self.counts
        }
        return counts, sum(self.size(corpus, *span) for corpus in corpora)

    def sum_documents(self, concept: str, first: str, last: str) -> int:
        """Return the documents with a concept in the months from `first` to `last`."""
        counts = self.documents[concept]
        return sum(number for month, number in counts.items() if first <= month <= last)

    def over(self, concept: str, corpora: Iterable[str]) -> dict[str, int]:
        """Return a concept's occurrences by month, in these corpora together."""
        return _add(self.counts[concept].get(corpus, {}) for corpus in corpora)


def _add(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    whole: dict[str, int] = defaultdict(int)
    for part in parts:
        for month, number in part.items():
            whole[month] += number
    return dict(whole)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The months of both sides, and the corpora that have text on both, on one alone, or on neither."""

    here: tuple[str, str]
    there: tuple[str, str]
    both: list[str]
    only_here: list[str]
    only_there: list[str]


def _split(sizes: _Sizes, request: ChangeRequest, months_before: int | None = None) -> _Sides:
    """Return the sides of a change; `months_before` bounds the one before, which may then have no text.

    Raises UsageError where another side has no text, or where no corpus has text on both.
    """
    since = _first_month(request.since)
    first = _first_month(request.before or "0000")
    if months_before:
        first = _months_until(_month_before(since), months_before)[0]
    here, there = (since, _last_month(request.to)), (first, _month_before(since))
    with_here, with_there = sizes.corpora_with_text(*here), sizes.corpora_with_text(*there)
    if not with_here:
        raise UsageError("trends.nothing_since", since=request.since)
    if not with_there and months_before is None:
        raise UsageError("trends.nothing_before", since=since)
    only_here, only_there = sorted(with_here - with_there), sorted(with_there - with_here)
    both = sorted(with_here & with_there)
    if with_there and not both:
        raise UsageError("trends.no_common_corpus", since=request.since, here=only_here, there=only_there)
    return _Sides(here, there, both, only_here, only_there)


def describe_change(collection: Collection, request: ChangeRequest, *, is_silence: bool = False) -> list[str]:
    """Return the lines on what a change was compared in: corpora left out, and text without annotation.

    They are in the language of the terminal.

    Raises UsageError as `find_emerging` and `find_silent` (`is_silence`) do.
    """
    sizes = _Sizes(collection.store, request)
    sides = _split(sizes, request, _HISTORY_MONTHS if is_silence else None)
    lines = describe_waiting(sizes.waiting, sizes.passages)
    if not sides.both:
        return [
            *lines,
            local_message("trends.nothing_before_in", since=sides.here[0], months=_HISTORY_MONTHS),
        ]
    left_out = {"since": sides.only_here, "before": sides.only_there}
    named = [
        local_message(f"trends.only_{side}", corpora=corpora) for side, corpora in left_out.items() if corpora
    ]
    if named:
        lines.append(local_message("trends.compared_within", both=sides.both, left_out="; ".join(named)))
    return lines


def find_emerging(
    collection: Collection, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
) -> list[EmergingConcept]:
    """Return the concepts that are new or more frequent from `since` on than before it, the highest G2 first.

    Kept are those with a positive Log Ratio whose q (Benjamini and Hochberg over all concepts) is below 0.05.
    With `hold` only corpora with text on both sides are compared, and a concept must be more frequent than
    its rates in each of them before predict for the mix of corpora since. Raises UsageError where one side
    has no dated text, or where no corpus has text on both. `counts` are those of `MONTHS` where they are
    known already.
    """
    lexicon, months = collection.lexicon, _Months(collection.store, request, counts)
    sides = _split(months, request)
    (counts_here, size_here), (counts_there, size_there) = (
        months.count(sides.both, span) for span in (sides.here, sides.there)
    )
    rows = [
        EmergingConcept(
            *_named(key, lexicon),
            key.here,
            key.there,
            min(min(known) for known in months.counts[key.term].values()),
            *_rates(key, size_here, size_there),
        )._replace(low_base=_is_low(key.here, months.sum_documents(key.term, *sides.here)))
        for key in compare(counts_here, counts_there, size_here, size_there, minimum=request.minimum)
        if _is_emerging(key, lexicon, request) and key.here > _expect(months, key.term, sides)
    ]
    return rows[: request.limit]


def _is_low(occurrences: int, documents: int) -> int:
    return int(occurrences < LOW[0] or documents < LOW[1])


def _is_emerging(key: Key, lexicon: Lexicon, request: ChangeRequest) -> bool:
    concept = lexicon.concepts.get(key.term)
    if concept is None or concept.type not in request.types:
        return False
    return key.log_ratio > 0 and key.q < SIGNIFICANT and key.here >= request.minimum


def _expect(months: _Months, concept: str, sides: _Sides) -> float:
    """Return the occurrences here that a concept's rates there predict, corpus by corpus."""
    return sum(
        months.sum(concept, corpus, *sides.there)
        / months.size(corpus, *sides.there)
        * months.size(corpus, *sides.here)
        for corpus in sides.both
    )


def find_silent(
    collection: Collection, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
) -> list[SilentConcept]:
    """Return the concepts that are (nearly) absent from `since` on although their past predicts occurrences.

    `expected` is a concept's rate in the 36 months before `since` times the tokens since; with `hold` that is
    summed over the corpora with text on both sides, so that a term is not "gone" because another corpus has
    taken the place of its own. `found` counts all corpora. `p` comes from a negative binomial law whose
    dispersion is that of the monthly counts (Poisson where they are not overdispersed). Kept are those with
    p < 0.001 that fell below a tenth of what was expected, the least likely first. Raises UsageError where
    there is no dated text since, or where no corpus has text on both sides. `counts` are those of `MONTHS`
    where they are known already.
    """
    months = _Months(collection.store, request, counts)
    sides = _split(months, request, _HISTORY_MONTHS)
    rows = []
    for identifier in months.counts:
        concept = collection.lexicon.concepts.get(identifier)
        if concept is None or concept.type not in request.types:
            continue
        if silence := _silence(months, identifier, sides, request.minimum):
            documents = months.sum_documents(identifier, *sides.there)
            row = SilentConcept(identifier, concept.zh, concept.en, concept.type, *silence)
            rows.append(row._replace(low_base=_is_low(row.before, documents)))
    kept = sorted(rows, key=lambda row: (row.p, -row.expected))[: request.limit]
    since = sides.here[0]
    return [_with_last_passage(collection.store, months.scope, row, since) for row in kept]


def _silence(
    months: _Months, concept: str, sides: _Sides, minimum: int
) -> tuple[int, float, int, float, str, str] | None:
    """Return before, expected, found, p, last and peak of a concept that fell silent; None for any other."""
    counts, since = months.over(concept, sides.both), sides.here[0]
    if sum(number for month, number in counts.items() if month < since) < max(minimum, 1):
        return None
    expected = _expect(months, concept, sides)
    found = sum(months.sum(concept, corpus, *sides.here) for corpus in months.tokens)
    if expected < _LEAST_EXPECTED or found >= expected / _FALLEN_TO:
        return None
    tokens = _add(months.tokens[corpus] for corpus in sides.both)
    history = [
        (counts.get(month, 0), tokens[month]) for month in sorted(tokens) if sides.there[0] <= month < since
    ]
    size = sum(months.size(corpus, *sides.here) for corpus in sides.both)
    p = chance_of_at_most(found, expected, history, size)
    if p >= _ABSENT_P:
        return None
    before = sum(number for number, _ in history)
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
