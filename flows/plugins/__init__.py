"""Plugins: components for spaCy, found by our entry points, and an estimator for scikit-learn."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.plugins.spacy_components import make_chinese, make_english
    from flows.plugins.strategy_classifier import StrategyClassifier
else:
    __getattr__ = open_front(__name__)

__all__ = ["StrategyClassifier", "make_chinese", "make_english"]
