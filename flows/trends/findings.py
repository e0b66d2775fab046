"""What a series says: first and last use, peak, trend, bursts, dispersion, change; what has emerged or fallen silent."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.search import check_range, quote
from flows.statistics import compare, deviation_of_proportions, find_bursts, find_change, trend_test
from flows.store import Store, all_concept_counts, concept_totals, last_place, period_totals
from flows.trends.counting import check_corpora
from flows.trends.periods import Axis, period_sql

STATISTICS = [
    "series",
    "periods",
    "occurrences",
    "first",
    "peak",
    "last",
    "verdict",
    "slope",
    "slope_low",
    "slope_high",
    "tau",
    "p",
    "method",
    "after_peak",
    "after_peak_p",
    "bursts",
    "dp_norm",
    "change",
    "change_p",
    "level_before",
    "level_after",
]
EMERGING = [
    "concept",
    "zh",
    "en",
    "type",
    "here",
    "there",
    "first",
    "per_million_here",
    "per_million_there",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "g2",
    "q",
]
KEYNESS = [
    "concept",
    "zh",
    "en",
    "type",
    "here",
    "there",
    "per_million_here",
    "per_million_there",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "g2",
    "q",
]
# What an analyst looks for first; people and places come and go with the news.
TYPES = ("TERM", "PROGRAMME", "TECH")
SILENT = [
    "concept",
    "zh",
    "en",
    "type",
    "before",
    "expected",
    "found",
    "p",
    "last",
    "peak",
    "last_date",
    "last_passage",
    "last_quote",
]


def describe_series(frame: pd.DataFrame, measure: str = "per_million_tokens") -> list[dict[str, Any]]:
    """Return one row (STATISTICS) a series of `term_trends`: periods without text are left out of every statistic.

    Trend, change point and peak are of `measure`. `after_peak` is the trend of the periods after the peak, so that what rose and
    fell is not called without a trend; the peak itself is left out of it, since it was chosen as the highest: without a trend
    the rest is in any order. Bursts are of documents (Kleinberg), as `first–last`; dp_norm is Gries' dispersion over the periods,
    by tokens.
    """
    rows = []
    for name, series in frame.groupby("series", sort=False):
        known = series[series["total_tokens"] > 0]
        used = known[known["occurrences"] > 0]
        rates = known[measure].astype(float).tolist()
        periods = known["period"].tolist()
        test, change = trend_test(rates), find_change(rates)
        peak = rates.index(max(rates)) if len(used) else 0
        after = trend_test(rates[peak + 1 :])
        bursts = find_bursts(known["documents"].astype(float).tolist(), known["total_documents"].tolist())
        rows.append(
            {
                "series": name,
                "periods": len(known),
                "occurrences": _whole(known["occurrences"].sum()),
                "first": used["period"].iloc[0] if len(used) else "",
                "last": used["period"].iloc[-1] if len(used) else "",
                "peak": periods[peak] if len(used) else "",
                "verdict": test.verdict,
                "slope": _round(test.slope),
                "slope_low": _round(test.slope_low),
                "slope_high": _round(test.slope_high),
                "tau": _round(test.tau),
                "p": _round(test.p, 6),
                "method": test.method,
                "after_peak": after.verdict,
                "after_peak_p": _round(after.p, 6),
                "bursts": ", ".join(
                    f"{periods[burst.first]}–{periods[burst.last]}"
                    if burst.last > burst.first
                    else periods[burst.first]
                    for burst in bursts
                ),
                "dp_norm": _round(
                    deviation_of_proportions(
                        known["occurrences"].astype(float).tolist(), known["total_tokens"].tolist()
                    )[1]
                ),
                "change": periods[change.at] if change and change.p < 0.05 else "",
                "change_p": _round(change.p, 6) if change else None,
                **dict(
                    zip(
                        ("level_before", "level_after"),
                        (_round(change.before), _round(change.after)) if change else (None, None),
                        strict=True,
                    )
                ),
            }
        )
    return rows


def _whole(value: float) -> float:
    return int(value) if value == int(value) else round(float(value), 3)


def _round(value: float, digits: int = 4) -> float | None:
    return None if math.isnan(value) else round(value, digits)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents: empty fields ask for nothing, several values are alternatives, dates are inclusive."""

    corpus: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.corpus or self.publisher or self.language or self.first or self.last)


def find_keyness(
    store: Store, lexicon: Lexicon, here: Side, there: Side | None, *, limit: int = 50, minimum: int = 5
) -> list[dict[str, Any]]:
    """Return one row (KEYNESS) a concept that tells the sides apart (q < 0.05), the highest G2 first; `there` None: all else.

    A positive Log Ratio is more frequent here. Raises UsageError where a side has no text.
    """
    mine, size = concept_totals(
        store, here.corpus, here.publisher, here.language, *check_range(here.first, here.last)
    )
    if there:
        theirs, other = concept_totals(
            store, there.corpus, there.publisher, there.language, *check_range(there.first, there.last)
        )
    else:
        every, whole = concept_totals(store, (), (), (), None, None)
        theirs, other = (
            {concept: number - mine.get(concept, 0) for concept, number in every.items()},
            whole - size,
        )
    if not size or not other:
        raise UsageError(f"{'the one set' if not size else 'the other set'} has no annotated text")
    rows = []
    for key in compare(mine, theirs, size, other, minimum=minimum):
        if (concept := lexicon.concepts.get(key.term)) and key.q < 0.05:
            rows.append(
                {
                    "concept": key.term,
                    "zh": concept.zh,
                    "en": concept.en,
                    "type": concept.type,
                    "here": key.here,
                    "there": key.there,
                    "per_million_here": round(key.here / size * 1e6, 3),
                    "per_million_there": round(key.there / other * 1e6, 3),
                    "log_ratio": round(key.log_ratio, 3),
                    "log_ratio_low": round(key.low, 3),
                    "log_ratio_high": round(key.high, 3),
                    "g2": round(key.g2, 2),
                    "q": key.q,
                }
            )
    return rows[:limit]


class _Concepts:
    """Occurrences of every concept by month, with the tokens of each month."""

    def __init__(self, store: Store, axis: Axis, corpus: Sequence[str] = ()) -> None:
        month = period_sql("month", axis, check_corpora(store, corpus))
        self.tokens = {row["period"]: row["total_tokens"] for row in period_totals(store, month)}
        self.counts: dict[str, dict[str, int]] = defaultdict(dict)
        for row in all_concept_counts(store, month):
            self.counts[row["concept"]][row["period"]] = row["occurrences"]

    def sum(self, concept: str, first: str, last: str) -> int:
        return sum(number for month, number in self.counts[concept].items() if first <= month <= last)

    def size(self, first: str, last: str) -> int:
        return sum(number for month, number in self.tokens.items() if first <= month <= last)


def find_emerging(
    store: Store,
    lexicon: Lexicon,
    since: str,
    *,
    before: str = "",
    to: str = "9999-12",
    axis: Axis = "published",
    corpus: Sequence[str] = (),
    limit: int = 50,
    minimum: int = 5,
    types: Sequence[str] = TYPES,
) -> list[dict[str, Any]]:
    """Return the concepts of `types` that are new or more frequent from `since` on (to `to`) than from `before` until then.

    Dates are months or years. One row (EMERGING) a concept with a positive Log Ratio whose q (Benjamini-Hochberg over all
    concepts) is below 0.05, the highest G2 first.
    """
    concepts = _Concepts(store, axis, corpus)
    here, there = (_month(since), _month(to, at_end=True)), (_month(before or "0000"), _before(_month(since)))
    sizes = concepts.size(*here), concepts.size(*there)
    if not all(sizes):
        raise UsageError(
            f"no dated text {'from ' + since + ' on' if not sizes[0] else 'before ' + since} to compare"
        )
    counts = [
        {concept: concepts.sum(concept, *span) for concept in concepts.counts} for span in (here, there)
    ]
    rows = []
    for key in compare(counts[0], counts[1], sizes[0], sizes[1], minimum=minimum):
        concept = lexicon.concepts.get(key.term)
        if concept and concept.type in types and key.log_ratio > 0 and key.q < 0.05 and key.here >= minimum:
            rows.append(
                {
                    "concept": key.term,
                    "zh": concept.zh,
                    "en": concept.en,
                    "type": concept.type,
                    "here": key.here,
                    "there": key.there,
                    "first": min(concepts.counts[key.term]),
                    "per_million_here": round(key.here / sizes[0] * 1e6, 3),
                    "per_million_there": round(key.there / sizes[1] * 1e6, 3),
                    "log_ratio": round(key.log_ratio, 3),
                    "log_ratio_low": round(key.low, 3),
                    "log_ratio_high": round(key.high, 3),
                    "g2": round(key.g2, 2),
                    "q": key.q,
                }
            )
    return rows[:limit]


def find_silent(
    store: Store,
    lexicon: Lexicon,
    since: str,
    *,
    to: str = "9999-12",
    axis: Axis = "published",
    corpus: Sequence[str] = (),
    limit: int = 50,
    minimum: int = 10,
    types: Sequence[str] = TYPES,
) -> list[dict[str, Any]]:
    """Return the concepts of `types` that their own history and the amount of text let one expect from `since` on, and that are absent or nearly so.

    One row (SILENT) a concept: `expected` is its rate in the 36 months before its last earlier use times the tokens since,
    `p` the chance of so few by a negative binomial law whose dispersion is that of its monthly counts (Poisson where they are
    not overdispersed); rows with p < 0.001 that fell to less than a tenth of what was expected, the least likely first. `last_*` is the last passage
    with the concept before `since`.
    """
    concepts = _Concepts(store, axis, corpus)
    first, last = _month(since), _month(to, at_end=True)
    size = concepts.size(first, last)
    if not size:
        raise UsageError(f"no dated text from {since} on")
    rows: list[dict[str, Any]] = []
    for identifier, months in concepts.counts.items():
        earlier = sorted(month for month in months if month < first)
        concept = lexicon.concepts.get(identifier)
        if (
            not earlier
            or concept is None
            or concept.type not in types
            or sum(months[month] for month in earlier) < minimum
        ):
            continue
        window = _months_before(_before(first), 36)
        history = [
            (months.get(month, 0), concepts.tokens.get(month, 0))
            for month in window
            if concepts.tokens.get(month)
        ]
        expected = _expected(history, size)
        found = concepts.sum(identifier, first, last)
        if expected >= 3 and found < expected / 10 and (p := _chance(history, expected, size, found)) < 0.001:
            rows.append(
                {
                    "concept": identifier,
                    "zh": concept.zh,
                    "en": concept.en,
                    "type": concept.type,
                    "before": sum(number for number, _ in history),
                    "expected": round(expected, 1),
                    "found": found,
                    "p": p,
                    "last": max(months),
                    "peak": max(months, key=lambda month: months[month]),
                }
            )
    found_rows = sorted(rows, key=lambda row: (row["p"], -row["expected"]))[:limit]
    period = period_sql("month", axis, corpus)
    return [{**row, **_last_passage(store, row["concept"], period, first)} for row in found_rows]


def _last_passage(store: Store, concept: str, period: str, before: str) -> dict[str, str]:
    """Return the last passage with a concept in a month before `before`: its date, id and sentence."""
    place = last_place(store, concept, period, before)
    if place is None:
        return {"last_date": "", "last_passage": "", "last_quote": ""}
    sentence = quote(place["text"], place["start"], place["end"], place["language"]).of(place["text"])
    return {"last_date": place["date"], "last_passage": place["passage_id"], "last_quote": sentence}


def _expected(history: Sequence[tuple[int, int]], size: int) -> float:
    tokens = sum(pair[1] for pair in history)
    return sum(pair[0] for pair in history) / tokens * size if tokens else 0.0


def _chance(history: Sequence[tuple[int, int]], expected: float, size: int, found: int) -> float:
    """Return the probability of at most `found` where `expected` are; `history` are the (occurrences, tokens) of months.

    The variance is mean + mean² / k; k by moments from the history: k = Σ m² / Σ ((x - m)² - m), m the expectation of a month.
    The months since add up, so that k grows with them: as many months as the tokens are worth. Months that resemble the one before
    say less than free ones: their number is cut by (1 - r) / (1 + r), r the correlation of neighbours in the history (Bartlett
    1946, for a series of first order).
    """
    from scipy import stats

    tokens = sum(pair[1] for pair in history)
    rate = sum(pair[0] for pair in history) / tokens
    means = [rate * pair[1] for pair in history]
    excess = sum((pair[0] - mean) ** 2 - mean for pair, mean in zip(history, means, strict=True))
    if excess <= 0:
        return float(stats.poisson.cdf(found, expected))
    off = [(pair[0] - mean) / math.sqrt(mean) for pair, mean in zip(history, means, strict=True)]
    alike = max(
        0.0, sum(one * other for one, other in itertools.pairwise(off)) / sum(one * one for one in off)
    )
    months = size / (tokens / len(history)) * (1 - alike) / (1 + alike)
    k = sum(mean**2 for mean in means) / excess * max(1.0, months)
    return float(stats.nbinom.cdf(found, k, k / (k + expected)))


def _month(date: str, *, at_end: bool = False) -> str:
    return date[:7] if len(date) >= 7 else f"{date[:4]}-{12 if at_end else 1:02}"


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1:04}-12" if number == 1 else f"{year:04}-{number - 1:02}"


def _months_before(last: str, number: int) -> list[str]:
    months = [last]
    while len(months) < number:
        months.append(_before(months[-1]))
    return months[::-1]
