"""The spaCy pipeline gives the annotator's annotations and leaves the text unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given

from flows.annotation.annotator import Annotator
from flows.annotation.spacy_pipeline import build_pipeline
from tests.annotation.conftest import TEXTS
from tests.support import policy_texts


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", TEXTS)
def test_pipeline_carries_the_annotation(plain: Annotator, language: str, text: str) -> None:
    doc = build_pipeline(plain, language)(text)
    found = plain.annotate([text])[0]
    assert doc.text == text
    assert [token.text for token in doc if not token.is_space] == [token for token, _, _ in found.tokens]
    assert doc.user_data["mentions"] == list(found.mentions)
    spans = {(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans["mentions"]}
    ends = {(start, end) for _, start, end in found.tokens}
    starts, stops = {start for start, _ in ends}, {end for _, end in ends}
    assert spans == {
        (one.start, one.end, one.type, one.concept)
        for one in found.mentions
        if one.start in starts and one.end in stops
    }


@given(policy_texts())
def test_pipeline_keeps_any_text(plain: Annotator, text: str) -> None:
    doc = build_pipeline(plain, "zh")(text)
    assert doc.text == text
    for span in doc.spans["mentions"]:
        assert span.text == text[span.start_char : span.end_char]


def test_pipeline_gives_categories(annotator: Annotator) -> None:
    doc = build_pipeline(annotator, "zh")("健全新型举国体制，集中力量攻关。")
    found = annotator.annotate(["健全新型举国体制，集中力量攻关。"])[0]
    assert doc.cats == {**found.strategies, **found.instrument_probabilities}
