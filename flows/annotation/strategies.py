"""The strategy classifier at work: load, predict probabilities that are calibrated, apply thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from flows.errors import ConfigurationError

MODEL_FILE, CARD_FILE, METRICS_FILE = "model.skops", "card.md", "metrics.json"
_TRUSTED = ["flows.annotation.features.identity"]


@dataclass(slots=True)
class StrategyModel:
    """A vectoriser and one logistic regression a label; `calibration` (slope, intercept) and `thresholds` a label were
    chosen on held-out folds. `version` names the artefact; `taxonomy_hash` the categories it learned."""

    labels: list[str]
    kinds: dict[str, str]
    vectorizer: Any
    coefficients: Any
    intercepts: Any
    calibration: dict[str, tuple[float, float]]
    thresholds: dict[str, float]
    version: str
    taxonomy_hash: str

    def predict(self, features: list[list[str]]) -> Any:
        """Return calibrated probabilities, shape (passages, labels)."""
        if not features:
            return np.zeros((0, len(self.labels)))
        decisions = self.vectorizer.transform(features) @ self.coefficients.T + self.intercepts
        slopes = np.array([self.calibration[label][0] for label in self.labels])
        intercepts = np.array([self.calibration[label][1] for label in self.labels])
        return 1.0 / (1.0 + np.exp(-(decisions * slopes + intercepts)))

    def choose(self, probabilities: Any, kind: str) -> list[str]:
        """Return the labels of `kind` at or above their threshold, the surest first."""
        found = [
            (float(probability), label)
            for label, probability in zip(self.labels, probabilities, strict=True)
            if self.kinds[label] == kind and probability >= self.thresholds[label]
        ]
        return [label for _, label in sorted(found, key=lambda pair: -pair[0])]


def save_model(model: StrategyModel, folder: Path) -> None:
    """Write the model with skops (no pickle: nothing runs when it is loaded)."""
    import skops.io

    folder.mkdir(parents=True, exist_ok=True)
    state = {name: getattr(model, name) for name in StrategyModel.__slots__}
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
        model = StrategyModel(**skops.io.load(path, trusted=_TRUSTED))
    except Exception as error:  # noqa: BLE001 - skops raises many kinds for a damaged or foreign file
        raise ConfigurationError(f"{path}: can't be loaded ({type(error).__name__}: {error}); train it anew") from None
    if taxonomy_hash and model.taxonomy_hash != taxonomy_hash:
        raise ConfigurationError(
            f"{path}: trained for another taxonomy.toml; run `zhengce train strategies` after changing the categories"
        )
    return model
