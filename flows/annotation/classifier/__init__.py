"""The classifier: strategy categories and policy instruments of a passage."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.classifier.agreement import Agreement, agreement_of
    from flows.annotation.classifier.evaluation import (
        Judged,
        evaluate,
        keyword_predictions,
        majority_predictions,
        worst_errors,
    )
    from flows.annotation.classifier.examples import Example, read_examples
    from flows.annotation.classifier.explanation import explain
    from flows.annotation.classifier.extracts import EXTRACT_LABELS, add_extracts, read_extracts
    from flows.annotation.classifier.features import extract_features
    from flows.annotation.classifier.labelling_queue import choose_queue
    from flows.annotation.classifier.model import METRICS_FILE, StrategyModel, load_model
    from flows.annotation.classifier.model_card import write_model
    from flows.annotation.classifier.rows import Row, known_features, make_evidence, make_rows
    from flows.annotation.classifier.taxonomy import Taxonomy, load_taxonomy
    from flows.annotation.classifier.training import FOLDS, Quality, train_model
    from flows.annotation.classifier.trials import Trial, run_trials
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "EXTRACT_LABELS",
    "FOLDS",
    "METRICS_FILE",
    "Agreement",
    "Example",
    "Judged",
    "Quality",
    "Row",
    "StrategyModel",
    "Taxonomy",
    "Trial",
    "add_extracts",
    "agreement_of",
    "choose_queue",
    "evaluate",
    "explain",
    "extract_features",
    "keyword_predictions",
    "known_features",
    "load_model",
    "load_taxonomy",
    "majority_predictions",
    "make_evidence",
    "make_rows",
    "read_examples",
    "read_extracts",
    "run_trials",
    "train_model",
    "worst_errors",
    "write_model",
]
