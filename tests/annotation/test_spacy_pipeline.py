"""The annotator and the spaCy pipeline on it: the same annotations, the text unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from flows.annotation.annotator import Annotator, load_annotator
from flows.annotation.classifier.taxonomy import Category, Taxonomy
from flows.annotation.matching.tagging import Tagger
from flows.annotation.spacy_pipeline import build_pipeline
from flows.errors import ConfigurationError
from tests.support import policy_texts

TEXTS = [
    "健全新型举国体制，实现自主可控。",
    "Little Giants must be  autonomous and controllable.\n",
    "",
    "推进 AI 应用",
    " \n前后有空白 \t",
]


@pytest.fixture(scope="session")
def plain(small_tagger: Tagger) -> Annotator:
    """An annotator without a model."""
    return Annotator(small_tagger, Taxonomy((Category("one", "strategy", "甲", "One", "x"),), "hash"), None)


def test_annotator_without_a_model_gives_no_strategies(plain: Annotator) -> None:
    for text, found in zip(TEXTS, plain.annotate(TEXTS), strict=True):
        assert (found.strategies, found.labels, found.instruments) == ({}, (), ())
        assert all(text[start:end] == token for token, start, end in found.tokens)
    assert plain.model_version == "none"
    assert plain.annotate([]) == []


def test_missing_models_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no models folder. Set ZHENGCE_MODELS"):
        load_annotator(tmp_path / "none")


def test_shipped_annotator(annotator: Annotator) -> None:
    for text, found in zip(TEXTS, annotator.annotate(TEXTS), strict=True):
        assert set(found.strategies) == set(annotator.taxonomy.strategies)
        assert set(found.labels) <= set(found.strategies) and set(found.instruments) <= set(
            found.instrument_probabilities
        )
        assert all(
            0 <= value <= 1
            for value in [*found.strategies.values(), *found.instrument_probabilities.values()]
        )
        assert list(found.labels) == sorted(found.labels, key=lambda label: -found.strategies[label])
        assert all(text[mention.start : mention.end] == mention.text for mention in found.mentions)


@settings(max_examples=15)
@given(policy_texts())
def test_a_text_alone_is_as_among_others(annotator: Annotator, text: str) -> None:
    alone, among = annotator.annotate([text])[0], annotator.annotate([*TEXTS, text])[-1]
    assert (alone.tokens, alone.mentions, alone.labels, alone.instruments) == (
        among.tokens,
        among.mentions,
        among.labels,
        among.instruments,
    )
    assert alone.strategies == pytest.approx(among.strategies, abs=1e-6)


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
