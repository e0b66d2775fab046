"""The estimator for scikit-learn: the released model as it annotates, learning, and scikit-learn's own checks."""

from __future__ import annotations

import copy
from collections.abc import Callable

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils import estimator_checks

from flows.annotation.annotator import Annotator
from flows.plugins import StrategyClassifier
from tests.support import MODELS

TEXTS = [
    "健全新型举国体制，打好关键核心技术攻坚战，组织院所和企业联合攻关。",
    "The ministry added twelve rare earth items to the export control list.",
    "雨天路滑，请注意安全。",
]
GRAIN = ["粮食收购价每吨上调{}元，农户踊跃交粮。", "Wheat on {} hectares was harvested before the rain."]
CHIPS = ["第{}条生产线的光刻机完成验收，芯片良率提高。", "Chip tools of line {} passed their tests."]


@pytest.fixture(scope="module")
def released() -> StrategyClassifier:
    return StrategyClassifier.from_release(MODELS)


@pytest.fixture(scope="module")
def written() -> tuple[list[str], list[list[str]]]:
    """Forty texts on grain, chips or both."""
    grain = [form.format(number) for number in range(20, 30) for form in GRAIN]
    chips = [form.format(number) for number in range(10) for form in CHIPS]
    both = [f"{one} {other}" for one, other in zip(grain[:6], chips[:6], strict=True)]
    return [*grain, *chips, *both], [["grain"]] * 20 + [["chips"]] * 20 + [["grain", "chips"]] * 6


@pytest.fixture(scope="module")
def fitted(written: tuple[list[str], list[list[str]]]) -> StrategyClassifier:
    return StrategyClassifier(models=MODELS).fit(*written)


def test_released_model_gives_what_annotating_gives(
    released: StrategyClassifier, annotator: Annotator
) -> None:
    probabilities = released.predict_proba(TEXTS)
    assert probabilities.shape == (3, len(released.classes_))
    names = list(released.classes_)
    found = zip(annotator.annotate(TEXTS), probabilities, released.predict_labels(TEXTS), strict=True)
    for annotated, row, labels in found:
        for strategy, probability in annotated.strategies.items():
            assert row[names.index(strategy)] == pytest.approx(probability, abs=1e-6)
        assert set(annotated.labels) | set(annotated.instruments) == set(labels)
    assert released.predict_labels(TEXTS)[0][0] == "whole_of_nation"
    assert released.predict_labels(TEXTS)[2] == []
    assert released.quality_ is None


def test_predictions_are_probabilities_above_their_threshold(released: StrategyClassifier) -> None:
    limits = np.array([released.model_.thresholds[name] for name in released.classes_])
    assert np.array_equal(released.predict(TEXTS), (released.predict_proba(TEXTS) >= limits).astype(int))
    assert released.predict([]).shape == (0, len(released.classes_))


def test_own_labels_are_learned(fitted: StrategyClassifier) -> None:
    assert list(fitted.classes_) == ["chips", "grain"]
    assert fitted.predict_labels(["粮食收购价每吨上调80元，农户踊跃交粮。"]) == [["grain"]]
    assert fitted.predict(["Chip tools of line 77 passed their tests."]).tolist() == [[1, 0]]
    assert fitted.quality_["passages"] == 46


def test_indicator_and_names_teach_the_same(
    fitted: StrategyClassifier, written: tuple[list[str], list[list[str]]]
) -> None:
    texts, labels = written
    indicator = np.array([["grain" in some, "chips" in some] for some in labels])
    other = StrategyClassifier(labels=["grain", "chips"], models=MODELS).fit(texts, indicator)
    assert list(other.classes_) == ["grain", "chips"]
    assert other.predict_proba(texts)[:, ::-1] == pytest.approx(fitted.predict_proba(texts))
    assert other.score(texts, indicator) == fitted.score(texts, labels) > 0.9


def test_steps_of_a_pipeline(written: tuple[list[str], list[list[str]]]) -> None:
    strip = FunctionTransformer(lambda texts: [text.strip() for text in texts])
    pipeline = make_pipeline(strip, StrategyClassifier(models=MODELS))
    pipeline.fit(*written)
    assert pipeline.predict(["  Wheat on 99 hectares was harvested before the rain. "]).tolist() == [[0, 1]]


def test_clone_has_the_parameters_and_is_unfitted(released: StrategyClassifier) -> None:
    copied = clone(released)
    assert copied.get_params() == {"labels": None, "models": MODELS}
    with pytest.raises(NotFittedError):
        copied.predict(TEXTS)
    assert copy.deepcopy(released).predict(TEXTS).tolist() == released.predict(TEXTS).tolist()


@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_do_not_raise_errors_in_init_or_set_params,
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_estimator_tags_renamed,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_mixin_order,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
    ],
    ids=lambda check: str(check.__name__),
)
def test_scikit_learn_accepts_it(check: Callable[[str, object], None]) -> None:
    """Its checks that do not require tables of numbers."""
    check("StrategyClassifier", StrategyClassifier())


@pytest.mark.parametrize(
    ("texts", "labels", "message"),
    [
        ("one text", [["a"]], "a list of texts is needed"),
        ([1], [["a"]], "text 0 is int, not str"),
        (["a", "b"], [["x"]], "labels of 1 texts for 2 texts"),
        (["a"], ["x"], "the labels of a text are a list of names"),
        (["a"], [["x"]], "label 'x' has 1 texts; at least 5 are needed"),
        (["a"], np.array([[1, 0]]), "an indicator array of 2 columns needs as many names"),
    ],
)
def test_what_cannot_be_learned_from_is_refused(texts: object, labels: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        StrategyClassifier(models=MODELS).fit(texts, labels)  # type: ignore[arg-type]
