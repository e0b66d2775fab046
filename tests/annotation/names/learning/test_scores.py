"""Spans: exact scores, offsets from IOB2, and token labels that convert back without loss."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.decoding import (
    Span,
)
from flows.annotation.names.learning.scores import Scores, score_spans
from flows.annotation.names.learning.sentences import (
    read_iob2,
)
from flows.annotation.names.learning.training import measure_model
from tests.support import shared_data

# Scores -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gold", "found", "kind", "expected"),
    [
        ([[(0, 2, "GPE")]], [[(0, 2, "GPE")]], "GPE", (1, 1, 1)),
        ([[(0, 2, "GPE")]], [[(0, 3, "GPE")]], "GPE", (0, 1, 1)),  # one border off
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "GPE", (0, 0, 1)),  # another type
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "ORG", (0, 1, 0)),
        ([[(0, 2, "GPE")]], [[(0, 2, "ORG")]], "all", (0, 1, 1)),
        ([[(0, 2, "GPE")], []], [[], [(0, 2, "GPE")]], "all", (0, 1, 1)),  # right span, wrong text
        ([[(0, 2, "GPE")]], [[(0, 2, "GPE"), (0, 2, "GPE"), (4, 5, "DATE")]], "all", (1, 1, 1)),
        ([[]], [[]], "all", (0, 0, 0)),
    ],
)
def test_counts(
    gold: list[list[Span]], found: list[list[Span]], kind: str, expected: tuple[int, int, int]
) -> None:
    assert score_spans(gold, found)[kind] == Scores(*expected)


def test_rates() -> None:
    scores = Scores(right=3, found=4, expected=6)
    assert (scores.precision, scores.recall, scores.f1) == (0.75, 0.5, 0.6)
    assert Scores(0, 0, 0).as_row() == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "spans": 0}


def test_numbers_of_texts_must_agree() -> None:
    with pytest.raises(ValueError, match="shorter"):
        score_spans([[], []], [[]])


# Measured on gold -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "floor"),
    [
        (("UNER_Chinese-GSDSIMP", "zh_gsdsimp-ud-test.iob2"), 0.65),
        (("UNER_English-PUD", "en_pud-ud-test.iob2"), 0.5),
    ],
)
def test_names_found_in_gold(
    annotator: Annotator, tagger: Tagger, path: tuple[str, str], floor: float
) -> None:
    sentences = read_iob2(shared_data("ner", *path))
    known = measure_model(None, sentences, tagger, with_known=True)["all"].f1
    together = measure_model(annotator.entities, sentences, tagger, with_known=True)["all"].f1
    assert together > max(floor, known)
