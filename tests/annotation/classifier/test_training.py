"""Thresholds learned from hand-made arrays."""

from __future__ import annotations

import numpy as np

from flows.annotation.classifier.training import HeldOut, calibrate

PASSAGES = 2000


def _held_out(positives: int, value: float) -> HeldOut:
    """Return decision values of passages of which the first ones, told by `value`, have the label."""
    truth = np.arange(PASSAGES)[:, None] < positives
    decisions = np.where(truth, value, -1.0)
    every = np.ones(PASSAGES, dtype=bool)
    return HeldOut(decisions, decisions, truth, np.ones_like(truth), every, ~every, np.full(PASSAGES, "zh"))


def test_a_label_that_is_never_found_is_not_given_to_all() -> None:
    held_out = _held_out(5, -1.0)
    calibration = calibrate(held_out, ["rare"])
    probabilities = calibration.probabilities(held_out.whole, held_out.best, ["rare"])
    assert not (probabilities >= calibration.limits(["rare"])).any()


def test_a_label_that_is_told_apart_is_found() -> None:
    held_out = _held_out(200, 3.0)
    calibration = calibrate(held_out, ["common"])
    probabilities = calibration.probabilities(held_out.whole, held_out.best, ["common"])
    assert ((probabilities >= calibration.limits(["common"])) == held_out.truth).all()


def test_the_threshold_of_a_strategy_is_lowered() -> None:
    truth = np.arange(PASSAGES)[:, None] < 400
    decisions = np.where(truth ^ (np.arange(PASSAGES)[:, None] % 5 == 0), 1.0, -1.0)  # one in five misleads
    every = np.ones(PASSAGES, dtype=bool)
    held_out = HeldOut(
        decisions, decisions, truth, np.ones_like(truth), every, ~every, np.full(PASSAGES, "zh")
    )
    plain = calibrate(held_out, ["label"]).thresholds["label"]
    lowered = calibrate(held_out, ["label"], ["label"]).thresholds["label"]
    assert 0 < plain < 1
    assert abs(lowered - 0.8 * plain) < 0.001
