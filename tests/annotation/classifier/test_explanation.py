"""Explanations: the weights add up to the probability, and the places contain the words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from flows.annotation.annotator import Annotator
from flows.annotation.classifier.explanation import explain
from flows.annotation.classifier.features import extract_features
from tests.support import policy_texts

HOME = "抓好春耕生产。省属企业优先采购国产首台（套）装备，逐步取代进口。办好群众文化活动。开展防火检查。"


@settings(max_examples=25)
@given(policy_texts())
def test_weights_add_up(annotator: Annotator, text: str) -> None:
    assert annotator.model is not None
    tagged = annotator.tagger.tag(text)
    row = annotator.model.predict([extract_features(tagged, annotator.tagger.lexicon)])[0]
    for found, probability in zip(
        explain(annotator.model, tagged, annotator.tagger.lexicon), row, strict=True
    ):
        odds = found.base + sum(reason.weight for reason in found.reasons)
        assert found.probability == pytest.approx(float(probability), abs=1e-3)
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(float(probability), abs=0.02)
        for reason in found.reasons:
            assert reason.spans
            assert all(0 <= start < end <= len(text) for start, end in reason.spans)


def test_the_clause_that_speaks_for_it(annotator: Annotator) -> None:
    assert annotator.model is not None
    tagged = annotator.tagger.tag(HOME)
    (found,) = explain(annotator.model, tagged, annotator.tagger.lexicon, ["indigenous_champions"])
    assert found.probability > found.threshold
    assert "国产" in HOME[slice(*found.window)]
    first = [HOME[start:end] for reason in found.reasons[:6] for start, end in reason.spans]
    assert "国产" in first
    assert all(
        abs(one.weight) >= abs(other.weight)
        for one, other in zip(found.reasons, found.reasons[1:], strict=False)
    )


def test_unknown_label(annotator: Annotator) -> None:
    assert annotator.model is not None
    with pytest.raises(KeyError, match="nothing"):
        explain(annotator.model, annotator.tagger.tag("甲"), annotator.tagger.lexicon, ["nothing"])


def test_text_without_a_known_word(annotator: Annotator) -> None:
    assert annotator.model is not None
    for text in ("", "。", "\u200b"):
        for found in explain(annotator.model, annotator.tagger.tag(text), annotator.tagger.lexicon):
            assert found.reasons == ()
            assert found.window == (0, 0)
            assert found.probability < 0.5
