"""Token labels: from spans, and back from probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.names.decoding import (
    ENTITY_LABELS,
    Span,
    align_spans,
    decode_spans,
    label_tokens,
    name_labels,
    to_probabilities,
)


@st.composite
def disjoint_spans(draw: st.DrawFn) -> tuple[int, list[Span]]:
    borders = sorted(draw(st.sets(st.integers(0, 20), max_size=10)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return 21, [(start, end, draw(st.sampled_from(ENTITY_LABELS))) for start, end in pairs]


@given(disjoint_spans())
def test_spans_come_back_from_their_labels(case: tuple[int, list[Span]]) -> None:
    count, spans = case
    columns = [name_labels().index(label) for label in label_tokens(count, spans)]
    scores = np.full((count, len(name_labels())), -6.0)
    scores[range(count), columns] = 6.0
    [found] = decode_spans(to_probabilities(scores, range(len(name_labels()))), [count])
    assert [span[:3] for span in found] == spans
    assert all(0.9 < span[3] <= 1 for span in found)


@given(st.integers(0, 2**32 - 1), st.integers(1, 15))
def test_any_scores_give_disjoint_spans(seed: int, count: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (count, len(name_labels())))
    position = 0
    [found] = decode_spans(to_probabilities(scores, range(len(name_labels()))), [count])
    for first, last, kind, score in found:
        assert position <= first < last <= count
        assert kind in ENTITY_LABELS
        assert 0 < score <= 1
        position = last


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 6), max_size=5))
def test_spans_of_a_text_are_those_of_the_text_alone(seed: int, lengths: list[int]) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (sum(lengths), len(name_labels())))
    probabilities = to_probabilities(scores, range(len(name_labels()))) if lengths else scores
    ends = np.cumsum(lengths, dtype=int).tolist()
    alone = [
        decode_spans(probabilities[end - length : end], [length])[0]
        for end, length in zip(ends, lengths, strict=True)
    ]
    assert decode_spans(probabilities, lengths) == alone


def test_other_labels_count_as_outside() -> None:
    labels = [*name_labels(), "word-n", "word-v"]
    scores = np.zeros((1, len(labels)))
    scores[0, labels.index("word-n")] = 5
    probabilities = to_probabilities(scores, [labels.index(label) for label in name_labels()])
    assert probabilities.shape == (1, len(name_labels()))
    assert probabilities.sum() == pytest.approx(1)
    assert probabilities[0, 0] > 0.9


def test_spans_inside_a_token_are_left_out() -> None:
    assert align_spans([(0, 2), (2, 3), (4, 6)], [(0, 3, "ORG"), (4, 5, "GPE")]) == [(0, 2, "ORG")]
