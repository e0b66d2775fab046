"""Shares of labels over time: as marked by the classifier, and corrected for its errors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from flows.annotation.classifier import load_model
from flows.errors import format_message
from flows.records import Locale
from flows.search import Collection
from flows.statistics import adjusted_interval
from flows.store.facts import annotation_versions, is_weighed
from flows.store.series import label_counts_by_period
from flows.trends.answer import describe_text
from flows.trends.request import SeriesKind, SeriesRequest
from flows.trends.series import PeriodText, scope_of


class LabelShare(NamedTuple):
    """The share of a period's dated passages that have a label.

    `marked` and the shares are None if there is no text, while passages of the period wait for annotation,
    and for a label that the classifier did not learn, or learned only after it weighed them.

    `corrected` is the adjusted share (Forman 2008) with its 95 % interval `low` to `high`, which covers what
    the classifier's measured rates and the number of passages leave open; None if the label has no rates.
    """

    label: str
    period: str
    passages: int
    marked: int | None
    share: float | None
    corrected: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """The classifier's performance on passages that it was not trained on.

    It found `hits` of `positives`, and wrongly marked `false` of `negatives`.
    """

    hits: int
    positives: int
    false: int
    negatives: int

    @property
    def can_correct(self) -> bool:
        """Return whether the rates can correct shares: more must be found than wrongly marked."""
        if not self.positives or not self.negatives:
            return False
        return self.hits / self.positives > self.false / self.negatives


class Learned(NamedTuple):
    """The rates of the newest classifier by label, and its version ("" without a model)."""

    rates: Mapping[str, Rates]
    version: str


class ShareAnswer(NamedTuple):
    """Shares of labels with the notes on what they rest on."""

    rows: list[LabelShare]
    notes: list[str]


def newest_learned(models: Path) -> Learned:
    """Return the rates of the newest strategy model, and its version as named in annotations.

    Raises ConfigurationError for a damaged model.
    """
    folder = models / "artefacts" / "strategies"
    measured = sorted(folder.glob("[0-9]*/metrics.json"))
    if not measured:
        return Learned({}, "")
    rates = read_rates(json.loads(measured[-1].read_text(encoding="utf-8")))
    return Learned(rates, load_model(folder).version)


def read_rates(metrics: Mapping[str, Any]) -> dict[str, Rates]:
    """Return each label's rates from a model's metrics (precision and recall on held-out folds)."""
    rates = {}
    for label, scores in metrics["labels"].items():
        positives = scores["positives"]
        hits = round(scores["recall"] * positives)
        marked = hits / scores["precision"] if scores["precision"] else hits
        rates[label] = Rates(hits, positives, round(marked - hits), metrics["passages"] - positives)
    return rates


def answer_shares(
    collection: Collection,
    labels: Sequence[str],
    learned: Learned,
    request: SeriesRequest,
    language: Locale = "en",
) -> ShareAnswer:
    """Return the shares of labels, corrected unless stored labels are of another model than `learned`.

    The notes say what waits for annotation, is undated, unfinished, unknown to the classifier or uncorrected.
    """
    store = collection.store
    foreign = sum(
        one.passages
        for one in annotation_versions(store)
        if learned.version and one.model_version != learned.version
    )
    rows = category_shares(collection, labels, {} if foreign else learned.rates, request)
    notes = describe_text(collection, request, language)

    def add(code: str, **values: object) -> None:
        notes.append(format_message(f"trends.{code}", values, language))

    marked = {row.label for row in rows if row.marked is not None}
    if unlearned := [label for label in labels if learned.rates and label not in {*learned.rates, *marked}]:
        add("unlearned_blank", labels=unlearned)
    if unweighed := [label for label in labels if label in learned.rates and not is_weighed(store, label)]:
        add("unweighed_blank", labels=unweighed)
    if foreign:
        add("other_model", passages=foreign, present=learned.version[:8])
    else:
        add("corrected_shares")
    return ShareAnswer(rows, notes)


def category_shares(
    collection: Collection, labels: Sequence[str], rates: Mapping[str, Rates], request: SeriesRequest
) -> list[LabelShare]:
    """Return one row per label and period; `request` supplies periods, dates, date axis and corpora.

    A label without rates that no passage has was not learned, and a label learned later was not weighed for
    any stored passage; their counts are None. The rates were measured on passages written for training; for
    other texts they are an approximation.
    """
    store, scope = collection.store, scope_of(request, collection)
    text = PeriodText(collection, request, scope)
    text.check_annotated(SeriesKind.STRATEGY)
    totals = {period: total for (period, _), total in text.totals.items()}
    rows = []
    for label in labels:
        counts = {count.period: int(count.passages) for count in label_counts_by_period(store, label, scope)}
        is_known = is_weighed(store, label) and (label in rates or not rates or bool(counts))
        for period in text.periods:
            total = totals.get(period)
            row = LabelShare(label, period, total.passages if total else 0, counts.get(period, 0), None)
            if not is_known or not row.passages:
                rows.append(row._replace(marked=None))
                continue
            if total and total.unannotated:
                annotated = total.passages - total.unannotated
                row = row._replace(passages=annotated)
                if not request.allow_partial or not annotated:
                    rows.append(row._replace(passages=total.passages, marked=None))
                    continue
            rows.append(_with_shares(row, rates.get(label)))
    return rows


def _with_shares(row: LabelShare, rates: Rates | None) -> LabelShare:
    if not row.passages or row.marked is None:
        return row
    row = row._replace(share=round(row.marked / row.passages, 5))
    if rates is None or not rates.can_correct:
        return row
    predicted = np.zeros(row.passages)
    predicted[: row.marked] = 1
    point, low, high = adjusted_interval(predicted, rates.hits, rates.positives, rates.false, rates.negatives)
    return row._replace(corrected=round(point, 5), low=round(low, 5), high=round(high, 5))
