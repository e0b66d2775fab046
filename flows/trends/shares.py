"""Shares of the strategies over time: as the classifier marks passages, and corrected for its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from flows.search import check_range
from flows.statistics import adjusted_interval
from flows.store import Store, label_counts_by_period, period_totals
from flows.trends.counting import check_corpora
from flows.trends.periods import Axis, list_periods, period_sql

SHARE_COLUMNS = ["label", "period", "passages", "marked", "share", "corrected", "low", "high"]


@dataclass(frozen=True, slots=True)
class Rates:
    """What the classifier did on passages that it was not trained on: `hits` of `positives` found, `false` of `negatives` wrongly marked."""

    hits: int
    positives: int
    false: int
    negatives: int


def read_rates(metrics: Mapping[str, Any]) -> dict[str, Rates]:
    """Return each label's rates from the metrics of a trained model (positives, precision, recall on held-out folds)."""
    rates = {}
    for label, scores in metrics["labels"].items():
        hits = round(scores["recall"] * scores["positives"])
        false = round(hits / scores["precision"] - hits) if scores["precision"] else 0
        rates[label] = Rates(hits, scores["positives"], false, metrics["passages"] - scores["positives"])
    return rates


def category_shares(
    store: Store,
    labels: Sequence[str],
    rates: Mapping[str, Rates],
    *,
    by: str = "year",
    axis: Axis = "published",
    first: str = "",
    last: str = "",
    corpus: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return one row (SHARE_COLUMNS) a label and period: passages with the label among all dated ones of the period.

    `corrected` is the adjusted share (Forman 2008) with its 95 % interval `low` to `high`, which holds what the classifier's
    measured rates and the number of passages leave open; None where a period has no text or the label no rates. The rates
    were measured on written passages: on texts of another kind they are an approximation.
    """
    period = period_sql(by, axis, check_corpora(store, corpus))
    totals = {row["period"]: row["total_passages"] for row in period_totals(store, period) if row["period"]}
    periods = list_periods(sorted(totals), by, *check_range(first, last))
    rows = []
    for label in labels:
        counts = {row["period"]: row["passages"] for row in label_counts_by_period(store, label, period)}
        for at in periods:
            passages, marked = totals.get(at, 0), counts.get(at, 0)
            corrected = _correct(passages, marked, rates.get(label))
            rows.append(
                {
                    "label": label,
                    "period": at,
                    "passages": passages,
                    "marked": marked,
                    "share": round(marked / passages, 5) if passages else None,
                    **dict(zip(("corrected", "low", "high"), corrected, strict=True)),
                }
            )
    return rows


def _correct(
    passages: int, marked: int, rates: Rates | None
) -> tuple[float | None, float | None, float | None]:
    if not passages or rates is None or not rates.positives or not rates.negatives:
        return None, None, None
    predicted = np.zeros(passages)
    predicted[:marked] = 1
    point, low, high = adjusted_interval(predicted, rates.hits, rates.positives, rates.false, rates.negatives)
    return round(point, 5), round(low, 5), round(high, 5)
