"""Evaluation: figures counted by hand, intervals that contain them, labels that are not counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.classifier.evaluation import (
    Judged,
    confusion,
    evaluate,
    keyword_predictions,
    majority_predictions,
    reliability,
    worst_errors,
)

LABELS = ["a", "b", "tool"]
KINDS = {"a": "strategy", "b": "strategy", "tool": "instrument"}


def judged(truth: Any, probabilities: Any, ignored: Any = None, languages: list[str] | None = None) -> Judged:
    truth, probabilities = (
        np.array(truth, dtype=bool).reshape(-1, 3),
        np.array(probabilities, dtype=float).reshape(-1, 3),
    )
    nothing = np.zeros(truth.shape, dtype=bool) if ignored is None else np.array(ignored, dtype=bool)
    count = len(truth)
    return Judged(
        LABELS,
        KINDS,
        truth,
        probabilities >= 0.5,
        nothing,
        probabilities,
        languages or ["zh"] * count,
        [f"text {n}" for n in range(count)],
    )


FOUR = judged(
    [[1, 0, 0], [1, 1, 0], [0, 0, 0], [0, 1, 0]],
    [[0.9, 0.6, 0], [0.2, 0.8, 0], [0.7, 0.1, 0], [0.1, 0.3, 0.4]],
    languages=["zh", "zh", "en", "en"],
)


def test_counted_by_hand() -> None:
    scores = evaluate(FOUR)["labels"]
    assert {
        name: scores["a"][name]
        for name in ("positives", "hits", "false", "missed", "precision", "recall", "f1")
    } == {
        "positives": 2,
        "hits": 1,
        "false": 1,
        "missed": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
    }
    assert scores["a"]["brier"] == pytest.approx((0.01 + 0.64 + 0.49 + 0.01) / 4)
    undefined = [scores["tool"][name] for name in ("precision", "recall", "f1", "precision_95", "f1_95")]
    assert undefined == [None] * 5


def test_a_strategy_that_no_passage_has_is_left_out_of_the_macro() -> None:
    all_right = evaluate(judged([[1, 0, 0], [0, 0, 0]], [[0.9, 0.1, 0], [0.2, 0.1, 0]]))
    assert all_right["macro_f1"]["strategy"] == {"f1": 1.0, "f1_95": [0.0, 1.0], "labels": ["a"]}
    invented = evaluate(judged([[1, 0, 0]], [[0.9, 0.8, 0]]))
    assert invented["macro_f1"]["strategy"]["labels"] == ["a"]
    assert (invented["labels"]["b"]["f1"], invented["labels"]["b"]["recall"]) == (0, None)


def test_macro_micro_and_languages() -> None:
    found = evaluate(FOUR)
    assert found["macro_f1"]["strategy"]["f1"] == pytest.approx(0.5)
    assert found["macro_f1"]["instrument"] == {"f1": None, "f1_95": None, "labels": []}
    assert found["micro"]["strategy"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert evaluate(FOUR.only("en"))["labels"]["a"]["false"] == 1
    assert evaluate(FOUR.only("fr"))["passages"] == 0


def test_ignored_labels_count_neither_way() -> None:
    everything = np.ones((4, 3), dtype=bool)
    found = evaluate(judged(FOUR.truth, FOUR.probabilities, everything))
    for scores in found["labels"].values():
        assert (scores["hits"], scores["false"], scores["missed"], scores["brier"]) == (0, 0, 0, 0)
    assert worst_errors(judged(FOUR.truth, FOUR.probabilities, everything)) == []
    assert found["reliability"]["strategy"]["rows"] == []


def test_confusion() -> None:
    assert confusion(FOUR) == {
        "a": {"a": 1, "b": 0, "other": 1},
        "b": {"a": 0, "b": 1, "other": 1},
        "other": {"a": 1, "b": 1, "other": 0},
    }
    swapped = judged([[1, 0, 0]], [[0, 1, 0]])
    assert confusion(swapped)["a"] == {"a": 0, "b": 1, "other": 0}


def test_worst_errors_come_first() -> None:
    errors = worst_errors(FOUR)
    assert [(error["passage"], error["label"], error["error"]) for error in errors][:2] == [
        (2, "a", "missed"),
        (3, "a", "false"),
    ]
    assert len(errors) == 4


def test_reliability() -> None:
    table = reliability(judged([[1, 0, 0], [0, 0, 0]], [[0.95, 0.05, 0], [0.95, 1.0, 0]]), "strategy")
    assert [(row["from"], row["count"], row["share"]) for row in table["rows"]] == [
        (0.0, 1, 0.0),
        (0.9, 3, pytest.approx(0.3333)),
    ]
    assert table["expected_calibration_error"] == pytest.approx(
        (0.05 + 3 * abs(0.96667 - 0.33333)) / 4, abs=1e-3
    )


@given(st.lists(st.tuples(*[st.booleans()] * 3, *[st.floats(0, 1)] * 3), min_size=1, max_size=12))
def test_intervals_and_bounds(rows: list[tuple[Any, ...]]) -> None:
    found = evaluate(judged([row[:3] for row in rows], [row[3:] for row in rows]))
    for scores in found["labels"].values():
        for interval in (scores["precision_95"], scores["recall_95"], scores["f1_95"]):
            assert interval is None or 0 <= interval[0] <= interval[1] <= 1
        assert (scores["recall"] is None) == (scores["positives"] == 0)
        assert scores["hits"] + scores["missed"] == scores["positives"]
        assert 0 <= scores["brier"] <= 1


def test_interval_holds_the_value_and_narrows() -> None:
    truth = [[1, 0, 0]] * 40 + [[0, 0, 0]] * 60
    said = [[1, 0, 0]] * 30 + [[0, 0, 0]] * 60 + [[1, 0, 0]] * 10
    few = evaluate(judged(truth, said))["labels"]["a"]
    many = evaluate(judged(truth * 10, said * 10))["labels"]["a"]
    assert few["f1"] is not None and few["f1_95"] is not None and many["f1_95"] is not None
    assert few["f1_95"][0] < few["f1"] < few["f1_95"][1]
    assert many["f1_95"][1] - many["f1_95"][0] < (few["f1_95"][1] - few["f1_95"][0]) / 2


def test_baselines() -> None:
    assert (
        majority_predictions(np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)).tolist() == [[True, False]] * 3
    )
    said = keyword_predictions([["s:a", "w:x"], [], ["c:a"]], LABELS)
    assert said.tolist() == [[True, False, False], [False] * 3, [False] * 3]
