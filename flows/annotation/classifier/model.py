"""The strategy classifier at work: load, predict probabilities that are calibrated, apply thresholds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from flows.annotation.classifier.features import split_sentences
from flows.errors import ConfigurationError

MODEL_FILE, CARD_FILE, METRICS_FILE = "model.skops", "card.md", "metrics.json"
WINDOW = 2  # sentences; a passage that says something in one clause says it in one such window
_LENGTH_POWER = 0.7  # 1 is the usual norm, under which the one clause that matters drowns in a long passage; .668 against .650
# macro-F1 of the instruments on held-out folds, the strategies alike


@dataclass(slots=True)
class StrategyModel:
    """TF-IDF weights and one logistic regression a label, applied to the whole passage and to each window of it.

    `features` are the known feature names, their `idf` and `coefficients` (labels, features) in that order. A label's
    probability is the logistic function of a * whole + b * best window + c; `calibration` has (a, b, c) a label. They
    and `thresholds` were chosen on held-out folds. `version` names the artefact, `taxonomy_hash` the categories learned.
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
        """Return calibrated probabilities, shape (passages, labels); a passage is what `extract_features` returns."""
        if not passages:
            return np.zeros((0, len(self.labels)))
        whole, best = self.decide(passages)
        factors = np.array([self.calibration[label] for label in self.labels])
        return 1.0 / (1.0 + np.exp(-(whole * factors[:, 0] + best * factors[:, 1] + factors[:, 2])))

    def decide(self, passages: Sequence[Sequence[str]]) -> tuple[Any, Any]:
        """Return the decision values of the whole passages and of each one's best window, both (passages, labels)."""
        numbered = [self.number(passage) for passage in passages]
        return score_windows(numbered, self.idf, self.coefficients, self.intercepts)

    def number(self, passage: Sequence[str]) -> list[list[int]]:
        """Return the places of the known features, a list for each sentence."""
        index = self.index
        return [[index[name] for name in sentence if name in index] for sentence in split_sentences(passage)]

    def choose(self, probabilities: Any, kind: str) -> list[str]:
        """Return the labels of `kind` at or above their threshold, the surest first."""
        found = [
            (float(probability), label)
            for label, probability in zip(self.labels, probabilities, strict=True)
            if self.kinds[label] == kind and probability >= self.thresholds[label]
        ]
        return [label for _, label in sorted(found, key=lambda pair: -pair[0])]


def cut_windows(sentences: int) -> list[tuple[int, int]]:
    """Return (first, last + 1) of each window; none where the whole passage is one."""
    return [] if sentences <= WINDOW else [(first, first + WINDOW) for first in range(sentences - WINDOW + 1)]


def weigh_rows(rows: Sequence[Sequence[int]], idf: Any) -> Any:
    """Return TF-IDF rows (sparse): term frequency 1 + log(count), times idf, over the row's Euclidean norm to a power."""
    from scipy.sparse import csr_matrix

    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    borders = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.fromiter((place for row in rows for place in row), dtype=np.int32, count=int(borders[-1]))
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
    """Score passages (feature places by sentence) whole and by windows: two arrays (passages, labels)."""
    rows: list[list[int]] = []
    starts: list[int] = []
    for sentences in passages:
        starts.append(len(rows))
        rows.append([place for sentence in sentences for place in sentence])
        for first, last in cut_windows(len(sentences)):
            rows.append([place for sentence in sentences[first:last] for place in sentence])
    scores = weigh_rows(rows, idf) @ coefficients.T + intercepts
    whole = scores[starts]
    ends = [*starts[1:], len(rows)]
    best = np.array(
        [
            scores[start + 1 : end].max(axis=0) if end > start + 1 else scores[start]
            for start, end in zip(starts, ends, strict=True)
        ]
    )
    return whole, best


def save_model(model: StrategyModel, folder: Path) -> None:
    """Write the model with skops (no pickle: nothing runs when it is loaded)."""
    import skops.io

    folder.mkdir(parents=True, exist_ok=True)
    state = {
        name: getattr(model, name) for name in StrategyModel.__slots__ if name not in ("features", "index")
    }
    state["features"] = "\n".join(model.features)
    skops.io.dump(state, folder / MODEL_FILE, compression=8, compresslevel=6)


def load_model(folder: Path, taxonomy_hash: str | None = None) -> StrategyModel:
    """Load the newest version under `folder`; raises ConfigurationError where there is none, it is damaged, or it was
    trained for other categories than the taxonomy's."""
    versions = sorted(path for path in folder.glob("*") if (path / MODEL_FILE).is_file())
    if not versions:
        raise ConfigurationError(f"{folder}: no trained model; run `zhengce train strategies`")
    import skops.io

    path = versions[-1] / MODEL_FILE
    try:
        state = skops.io.load(path, trusted=[])
        model = StrategyModel(**{**state, "features": state["features"].split("\n")})
    except Exception as error:  # noqa: BLE001 - skops raises many kinds for a damaged or foreign file
        raise ConfigurationError(
            f"{path}: can't be loaded ({type(error).__name__}: {error}); train it anew"
        ) from None
    if taxonomy_hash and model.taxonomy_hash != taxonomy_hash:
        raise ConfigurationError(
            f"{path}: trained for another taxonomy.toml; run `zhengce train strategies` after changing the categories"
        )
    return model
