"""The strategy classifier at work: loading, calibrated probabilities, thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.classifier.features import split_sentences
from flows.annotation.classifier.model_file import read_state, write_state
from flows.annotation.classifier.taxonomy import Taxonomy
from flows.errors import ConfigurationError

MODEL_FILE, CARD_FILE, METRICS_FILE = "model.skops", "card.md", "metrics.json"
WINDOW = 2  # sentences; a statement made in one clause lies within one such window
# 1 is the usual norm, under which the one clause that matters drowns in a long passage: on held-out folds the
# macro-F1 of the instruments is .668 with 0.7 and .650 with 1; for the strategies there is no difference.
_LENGTH_POWER = 0.7


@dataclass(slots=True)
class StrategyModel:
    """TF-IDF weights and one logistic regression per label, applied to a whole passage and its windows.

    `features` are the known feature names, in the order of `idf` and of `coefficients`, shape (labels,
    features). A label's probability is the logistic function of a * whole + b * best window + c, where
    `calibration` has (a, b, c) per label. Calibration and `thresholds` were chosen on held-out folds.
    `version` names the artefact, `taxonomy_hash` the categories learned.
    """

    labels: list[str]
    kinds: dict[str, str]
    features: list[str]
    idf: Any
    coefficients: Any
    intercepts: Any
    calibration: dict[str, tuple[float, float, float]]
    thresholds: dict[str, float]
    version: str
    taxonomy_hash: str
    index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.index = {name: place for place, name in enumerate(self.features)}

    def predict(self, passages: Sequence[Sequence[str]]) -> Any:
        """Return calibrated probabilities, shape (passages, labels), from what `extract_features` returns."""
        if not passages:
            return np.zeros((0, len(self.labels)))
        whole, best = self.decide(passages)
        factors = np.array([self.calibration[label] for label in self.labels])
        return 1.0 / (1.0 + np.exp(-(whole * factors[:, 0] + best * factors[:, 1] + factors[:, 2])))

    def decide(self, passages: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """Return the decision values of whole passages and of best windows, both (passages, labels)."""
        numbered = [self.number(passage) for passage in passages]
        return score_windows(numbered, self.idf, self.coefficients, self.intercepts)

    def number(self, passage: Sequence[str]) -> list[list[int]]:
        """Return the positions of the known features, one list per sentence."""
        find = self.index.get
        return [
            [place for place in map(find, sentence) if place is not None]
            for sentence in split_sentences(passage)
        ]

    def choose(self, probabilities: Any, kind: str) -> list[str]:
        """Return the labels of `kind` at or above their thresholds, the most probable first."""
        found = [
            (float(probability), label)
            for label, probability in zip(self.labels, probabilities, strict=True)
            if self.kinds[label] == kind and probability >= self.thresholds[label]
        ]
        return [label for _, label in sorted(found, key=lambda pair: -pair[0])]


def cut_windows(sentences: int) -> list[tuple[int, int]]:
    """Return (first, last + 1) of each window; none if the whole passage is no longer than one."""
    if sentences <= WINDOW:
        return []
    return [(first, first + WINDOW) for first in range(sentences - WINDOW + 1)]


def weigh_rows(rows: Sequence[Sequence[int]], idf: Any) -> Any:
    """Return sparse TF-IDF rows: term frequency 1 + log(count), times idf, over a power of the row's norm."""
    from scipy.sparse import csr_matrix  # takes half a second to import

    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    borders = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(borders[-1]))
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, borders), shape=(len(rows), len(idf))
    )
    matrix.sum_duplicates()
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    squares = np.add.reduceat(np.append(matrix.data**2, 0), np.minimum(matrix.indptr[:-1], len(matrix.data)))
    norms = np.sqrt(np.where(np.diff(matrix.indptr) > 0, squares, 1))
    matrix.data /= np.repeat(norms**_LENGTH_POWER, np.diff(matrix.indptr)).astype(np.float32)
    return matrix


def score_windows(
    passages: Sequence[Sequence[Sequence[int]]], idf: Any, coefficients: Any, intercepts: Any
) -> tuple[Any, Any]:
    """Score passages, given as feature positions by sentence, as a whole and by windows.

    Returns the scores of the whole passages and of their best windows, both of shape (passages, labels).
    """
    rows: list[list[int]] = []
    starts: list[int] = []
    for sentences in passages:
        starts.append(len(rows))
        rows.append(list(chain.from_iterable(sentences)))
        for first, last in cut_windows(len(sentences)):
            rows.append(list(chain.from_iterable(sentences[first:last])))
    scores = weigh_rows(rows, idf) @ coefficients.T + intercepts
    whole = scores[starts]
    ends = [*starts[1:], len(rows)]
    # Without windows, the best window of a passage is the whole.
    firsts = (min(start + 1, end - 1) for start, end in zip(starts, ends, strict=True))
    best = np.array([scores[first:end].max(axis=0) for first, end in zip(firsts, ends, strict=True)])
    return whole, best


def save_model(model: StrategyModel, folder: Path) -> None:
    """Write the model into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        name: getattr(model, name) for name in StrategyModel.__slots__ if name not in ("features", "index")
    }
    state["features"] = "\n".join(model.features)
    write_state(state, folder / MODEL_FILE)


def load_model(folder: Path, taxonomy: Taxonomy | None = None) -> StrategyModel:
    """Load the newest version under `folder`.

    Raises ConfigurationError if there is none, if it is damaged, or if it was trained for other categories
    than those of `taxonomy`.
    """
    versions = sorted(path for path in folder.glob("*") if (path / MODEL_FILE).is_file())
    if not versions:
        raise ConfigurationError("annotation.no_strategy_model", path=folder)
    path = versions[-1] / MODEL_FILE
    try:
        state = read_state(path)
        # A sparse product reads coefficients by feature; in any other order it copies them for every batch.
        coefficients = np.asfortranarray(state["coefficients"])
        features = state["features"].split("\n")
        model = StrategyModel(**{**state, "features": features, "coefficients": coefficients})
    except Exception as error:  # noqa: BLE001 - a damaged or foreign file raises many kinds
        reason = f"{type(error).__name__}: {error}"
        raise ConfigurationError("annotation.damaged_strategy_model", path=path, reason=reason) from None
    if taxonomy and model.taxonomy_hash != taxonomy.hash:
        raise _other_taxonomy(model, taxonomy, path)
    return model


def _other_taxonomy(model: StrategyModel, taxonomy: Taxonomy, path: Path) -> ConfigurationError:
    """Return the error for a model of other categories: it names those that one of the two lacks."""
    if new := [label for label in taxonomy.ids if label not in model.kinds]:
        return ConfigurationError("annotation.category_not_learned", path=path, labels=new)
    if removed := [label for label in model.labels if label not in taxonomy.ids]:
        return ConfigurationError("annotation.category_removed", path=path, labels=removed)
    return ConfigurationError("annotation.other_taxonomy", path=path)
