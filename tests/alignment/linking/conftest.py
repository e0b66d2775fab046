"""A small translation table, and weights that trust shared words."""

from __future__ import annotations

import numpy as np
import pytest

from flows.alignment.linking import AlignmentResources
from flows.alignment.linking.candidates import FEATURES, NESTED, Weights
from flows.alignment.linking.translations import build_table, find_stems

ENTRIES = (
    ("创新", "innovation"),
    ("企业", "enterprise"),
    ("农业", "agriculture"),
    ("出口", "export"),
    ("管制", "control"),
    ("人才", "talent"),
    ("芯片", "chip"),
    ("能源", "energy"),
    ("投资", "investment"),
    ("教育", "education"),
)
_VALUES = {
    "words": 6.0,
    "covered": 6.0,
    "marks_shared": 1.0,
    "length": -1.0,
    "joins": -3.0,
    "joins_twice": -3.0,
}


def _weights(features: tuple[str, ...], skip: float) -> Weights:
    values = np.array([_VALUES.get(name, 0.0) for name in features], np.float32)
    return Weights(features, values, -3.0, skip)


@pytest.fixture(scope="session")
def resources() -> AlignmentResources:
    table = build_table([(word, find_stems(sense)) for word, sense in ENTRIES], ["the", "of"])
    weights = {"plain": _weights(FEATURES, 2.0), "nested": _weights((*FEATURES, *NESTED), 2.0)}
    return AlignmentResources(table, weights, None, None, "test")
