"""Why a label: the words and concepts that spoke for and against it, with their weights and places in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from flows.annotation.classifier.features import SENTENCE, Located, locate_features
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


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's share in a label's log-odds: positive speaks for it. `spans` are its places, `text[start:end]`."""

    feature: str
    kind: str
    weight: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A label's probability and threshold with its reasons, the weightiest first. The weights of all features and `base`
    (what is left without any) add up to the log-odds. `window` is the span of the two sentences that spoke most for it."""

    label: str
    probability: float
    threshold: float
    base: float
    window: tuple[int, int]
    reasons: tuple[Reason, ...]


def explain(
    model: StrategyModel, tagged: Tagged, lexicon: Lexicon, labels: Sequence[str] = ()
) -> list[Explanation]:
    """Explain `labels` (none: all) for one passage; raises KeyError for an unknown label."""
    located = locate_features(tagged, lexicon)
    known = [
        [feature for feature in sentence if feature.name in model.index] for sentence in _sentences(located)
    ]
    windows = cut_windows(len(known)) or [(0, len(known))]
    rows = [[feature for sentence in known for feature in sentence]]
    rows += [[feature for sentence in known[first:last] for feature in sentence] for first, last in windows]
    matrix = weigh_rows([[model.index[feature.name] for feature in row] for row in rows], model.idf)
    places: dict[str, list[tuple[int, int]]] = {}
    for feature in rows[0]:
        places.setdefault(feature.name, []).append((feature.start, feature.end))
    return [_explain_label(model, label, matrix, rows, places) for label in labels or model.labels]


def _sentences(located: Sequence[Located]) -> list[list[Located]]:
    sentences: list[list[Located]] = [[]]
    for feature in located:
        if feature.name != SENTENCE:
            sentences[-1].append(feature)
        elif sentences[-1]:
            sentences.append([])
    return sentences if len(sentences) == 1 or sentences[-1] else sentences[:-1]


def _explain_label(
    model: StrategyModel,
    label: str,
    matrix: Any,
    rows: Sequence[Sequence[Located]],
    places: dict[str, list[tuple[int, int]]],
) -> Explanation:
    column = model.labels.index(label) if label in model.labels else -1
    if column < 0:
        raise KeyError(label)
    slope, window_slope, intercept = model.calibration[label]
    coefficients = model.coefficients[column]
    scores = matrix @ coefficients
    best = 1 + int(np.argmax(scores[1:]))
    shares: dict[int, float] = {}
    for row, factor in ((0, slope), (best, window_slope)):
        part = matrix.getrow(row)
        for place, value in zip(part.indices, part.data, strict=True):
            shares[int(place)] = shares.get(int(place), 0.0) + factor * float(value) * float(
                coefficients[place]
            )
    base = intercept + (slope + window_slope) * float(model.intercepts[column])
    reasons = [
        Reason(name[2:], _KINDS[name[0]], round(weight, 4), tuple(places[name]))
        for place, weight in sorted(shares.items(), key=lambda pair: -abs(pair[1]))
        for name in (model.features[place],)
    ]
    log_odds = base + sum(shares.values())
    window = rows[best]
    return Explanation(
        label,
        float(1 / (1 + np.exp(-log_odds))),
        model.thresholds[label],
        round(base, 4),
        (min(feature.start for feature in window), max(feature.end for feature in window))
        if window
        else (0, 0),
        tuple(reasons),
    )
