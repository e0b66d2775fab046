"""The strategy classifier as an estimator for scikit-learn: several labels per text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from flows.annotation.classifier import (
    FOLDS,
    Example,
    StrategyModel,
    extract_features,
    load_model,
    load_taxonomy,
    train_model,
)
from flows.annotation.lexicon import load_lexicon
from flows.annotation.matching import Tagger
from flows.settings import find_models
from flows.text import detect_language

# One collection of label names per text, or an indicator array of shape (texts, labels).
Labels = Sequence[Collection[str]] | Any


class StrategyClassifier(ClassifierMixin, BaseEstimator):
    """Label policy passages in Chinese or English with strategies, instruments or labels of your own.

    Texts are strings. Labels are one collection of names per text, or an indicator array of shape (texts,
    labels) whose columns `labels` names. After fitting, `classes_` has the names in the order of the columns
    of `predict` and `predict_proba`, `model_` the model, and `quality_` its quality on held-out folds (None
    for the released model).

    Parameters
    ----------
    labels : list of str, optional
        The names of the columns of an indicator array; where labels are given by name, those to learn.
    models : str or Path, optional
        The folder of lexicon, taxonomy and released models; by default that of this installation.
    """

    def __init__(self, labels: Sequence[str] | None = None, models: Path | str | None = None) -> None:
        self.labels = labels
        self.models = models

    @classmethod
    def from_release(cls, models: Path | str | None = None) -> Self:
        """Return an estimator that holds the released model, ready to predict.

        Raises ConfigurationError if the folder has no model.
        """
        estimator = cls(models=models)
        folder = _folder_of(models)
        return estimator._keep(load_model(folder / "artefacts" / "strategies"), None)

    def fit(self, texts: Sequence[str], labels: Labels, groups: Sequence[object] | None = None) -> Self:
        """Learn from labelled texts; calibration and thresholds are chosen on five held-out folds.

        `groups` keeps texts of the same group on the same side of every fold. Raises ValueError if `texts` is
        not a list of texts, for labels that do not fit them, and for a label with fewer than five texts.
        """
        passages = _check_texts(texts)
        names, indicator = self._read_labels(labels, len(passages))
        for name, count in zip(names, indicator.sum(axis=0), strict=True):
            if count < FOLDS:
                raise ValueError(
                    f"label {name!r} has {count} texts; at least {FOLDS} are needed, one per fold. "
                    "Leave it out, or add texts."
                )
        if groups is not None and len(groups) != len(passages):
            raise ValueError(f"{len(groups)} groups for {len(passages)} texts")
        folder = _folder_of(self.models)
        taxonomy = load_taxonomy(folder / "taxonomy.toml").limit(names)
        examples = [
            Example(
                text,
                frozenset(name for name, holds in zip(names, row, strict=True) if holds),
                str(place if groups is None else groups[place]),
                detect_language(text),
            )
            for place, (text, row) in enumerate(zip(passages, indicator, strict=True))
        ]
        return self._keep(*train_model(examples, _load_tagger(folder), taxonomy), names)

    def predict(self, texts: Sequence[str]) -> Any:
        """Return whether each label is at or above its threshold: 0 or 1, shape (texts, labels)."""
        probabilities = self.predict_proba(texts)
        limits = [self.model_.thresholds[name] for name in self.classes_]
        return (probabilities >= limits).astype(int)

    def predict_proba(self, texts: Sequence[str]) -> Any:
        """Return calibrated probabilities of each label, shape (texts, labels)."""
        check_is_fitted(self)
        tagger = _load_tagger(_folder_of(self.models))
        features = [extract_features(tagger.tag(text), tagger.lexicon) for text in _check_texts(texts)]
        columns = [self.model_.labels.index(name) for name in self.classes_]
        return self.model_.predict(features)[:, columns]

    def predict_labels(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the names of the labels of each text, most probable first."""
        probabilities = self.predict_proba(texts)
        limits = np.array([self.model_.thresholds[name] for name in self.classes_])
        return [
            [str(self.classes_[place]) for place in np.argsort(-row) if row[place] >= limits[place]]
            for row in probabilities
        ]

    def score(self, texts: Sequence[str], labels: Labels, sample_weight: Any = None) -> float:
        """Return the share of texts with all labels right."""
        check_is_fitted(self)
        _, indicator = self._read_labels(labels, len(texts), self.classes_)
        return float(super().score(texts, indicator, sample_weight))

    def __sklearn_tags__(self) -> Any:
        """Declare that the input is text and that each text has several labels."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.target_tags.multi_output = True
        tags.target_tags.single_output = False
        tags.classifier_tags.multi_class = False
        tags.classifier_tags.multi_label = True
        return tags

    def _keep(self, model: StrategyModel, quality: Any, names: Sequence[str] = ()) -> Self:
        self.model_ = model
        self.quality_ = quality
        self.classes_ = np.array(names or model.labels)
        return self

    def _read_labels(self, labels: Labels, texts: int, names: Any = None) -> tuple[list[str], Any]:
        """Return the names of the labels and an indicator array of shape (texts, labels)."""
        if len(labels) != texts:
            raise ValueError(f"labels of {len(labels)} texts for {texts} texts")
        wanted = self.labels if names is None else names
        if hasattr(labels, "shape") and len(labels.shape) == 2:
            return _name_columns(np.asarray(labels), wanted)
        given = [_check_names(item) for item in labels]
        chosen = sorted({name for item in given for name in item}) if wanted is None else list(wanted)
        return chosen, np.array([[name in item for name in chosen] for item in given], dtype=int)


def _name_columns(indicator: Any, names: Sequence[str] | None) -> tuple[list[str], Any]:
    if names is None or len(names) != indicator.shape[1]:
        raise ValueError(
            f"an indicator array of {indicator.shape[1]} columns needs as many names: "
            "StrategyClassifier(labels=[...])"
        )
    if not np.isin(indicator, (0, 1)).all():
        raise ValueError("an indicator array has only 0 and 1")
    return list(names), indicator.astype(int)


def _check_names(item: object) -> frozenset[str]:
    if isinstance(item, str) or not isinstance(item, Iterable):
        raise ValueError(f"the labels of a text are a list of names, not {item!r}")
    return frozenset(map(str, item))


def _check_texts(texts: Sequence[str]) -> list[str]:
    if isinstance(texts, str):
        raise ValueError("a list of texts is needed, not one text: [text]")
    found = list(texts)
    for place, text in enumerate(found):
        if not isinstance(text, str):
            raise ValueError(f"text {place} is {type(text).__name__}, not str")
    return found


def _folder_of(models: Path | str | None) -> Path:
    return find_models() if models is None else Path(models)


@lru_cache(maxsize=2)
def _load_tagger(folder: Path) -> Tagger:
    return Tagger(load_lexicon(folder / "lexicon"))
