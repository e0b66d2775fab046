"""Explanation of a label: the words and concepts for and against it, with their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from flows.annotation.classifier.features import SENTENCE, Located, locate_features, split_sentences
from flows.annotation.classifier.model import StrategyModel, cut_windows, weigh_rows
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagged

_KINDS = {
    "w": "word",
    "g": "characters",
    "p": "pair of words",
    "c": "concept",
    "b": "wider concept",
    "s": "signalled strategy",
}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """The share of one feature in a label's log-odds; a positive one speaks for the label.

    `spans` are its places in code points.
    """

    feature: str
    kind: str
    weight: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A label's probability and threshold with its reasons, the weightiest first.

    The weights of all features and `base` (the log-odds without features) add up to the log-odds. `window`
    is the span of the two sentences that speak most for the label.
    """

    label: str
    probability: float
    threshold: float
    base: float
    window: Span
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage's known features: `rows` (the whole and each window), their TF-IDF `matrix`, and `places`."""

    rows: list[list[Located]]
    matrix: Any
    places: dict[str, list[Span]]


def explain(
    model: StrategyModel, tagged: Tagged, lexicon: Lexicon, labels: Sequence[str] = ()
) -> list[Explanation]:
    """Explain `labels` (none: all) for one passage; raises KeyError for an unknown label."""
    located = locate_features(tagged, lexicon)
    known = [
        [feature for feature in sentence if feature.name in model.index] for sentence in _sentences(located)
    ]
    windows = cut_windows(len(known)) or [(0, len(known))]
    rows = [
        [feature for sentence in known[first:last] for feature in sentence]
        for first, last in ((0, len(known)), *windows)
    ]
    matrix = weigh_rows([[model.index[feature.name] for feature in row] for row in rows], model.idf)
    places: dict[str, list[Span]] = {}
    for feature in rows[0]:
        places.setdefault(feature.name, []).append((feature.start, feature.end))
    passage = _Passage(rows, matrix, places)
    return [_explain_label(model, label, passage) for label in labels or model.labels]


def _sentences(located: Sequence[Located]) -> list[list[Located]]:
    features = (feature for feature in located if feature.name != SENTENCE)
    names = split_sentences([feature.name for feature in located])
    return [list(islice(features, len(sentence))) for sentence in names]


def _explain_label(model: StrategyModel, label: str, passage: _Passage) -> Explanation:
    if label not in model.labels:
        raise KeyError(label)
    column = model.labels.index(label)
    slope, window_slope, intercept = model.calibration[label]
    coefficients = model.coefficients[column]
    best = 1 + int(np.argmax((passage.matrix @ coefficients)[1:]))
    shares: dict[int, float] = {}
    for row, factor in ((0, slope), (best, window_slope)):
        part = passage.matrix.getrow(row)
        for place, value in zip(part.indices, part.data, strict=True):
            share = factor * float(value) * float(coefficients[place])
            shares[int(place)] = shares.get(int(place), 0.0) + share
    base = intercept + (slope + window_slope) * float(model.intercepts[column])
    ranked = sorted(shares.items(), key=lambda pair: -abs(pair[1]))
    log_odds = base + sum(shares.values())
    window = passage.rows[best]
    return Explanation(
        label,
        float(1 / (1 + np.exp(-log_odds))),
        model.thresholds[label],
        round(base, 4),
        (
            min((feature.start for feature in window), default=0),
            max((feature.end for feature in window), default=0),
        ),
        tuple(_reason(model.features[place], weight, passage) for place, weight in ranked),
    )


def _reason(name: str, weight: float, passage: _Passage) -> Reason:
    return Reason(name[2:], _KINDS[name[0]], round(weight, 4), tuple(passage.places[name]))
