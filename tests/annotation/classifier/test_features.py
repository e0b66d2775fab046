"""Features: masked words, bigrams, concepts shared by both languages, and their places."""

from __future__ import annotations

import pytest
from hypothesis import given

from flows.annotation.classifier.features import (
    MASKED,
    SENTENCE,
    extract_features,
    locate_features,
    split_sentences,
    stem,
)
from flows.annotation.matching.tagging import Tagger
from flows.text.folding import fold_label
from tests.support import policy_texts


def features_of(tagger: Tagger, text: str) -> set[str]:
    return set(extract_features(tagger.tag(text), tagger.lexicon))


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("2021年3月投入3亿元", {"w:₀date", "w:₀money"}, {"w:2021"}),
        ("由教育部印发", {"w:₀org"}, {"w:教育部"}),
        ("增长12.5%", {"w:₀percent"}, {"w:12.5"}),
        ("健全新型举国体制", {"c:whole-of-nation", "w:健全", "g:举国"}, set()),
        ("a new type of whole-of-nation system", {"c:whole-of-nation", "w:type"}, {"g:举国"}),
        ("健全，举国", {"g:健全", "g:举国"}, {"g:全举"}),
        ("舉國體制", {"g:举国", "g:体制"}, {"g:舉國"}),
        ("developing, developed; develops", {"w:develop", "|"}, {"w:developed", "w:developing"}),
        ("落实关键信息基础设施保护条例", {"c:cii-protection", "b:cii"}, set()),
    ],
)
def test_features(small_tagger: Tagger, text: str, present: set[str], absent: set[str]) -> None:
    features = features_of(small_tagger, text)
    assert present <= features
    assert not absent & features


def test_both_languages_share_their_concepts(small_tagger: Tagger) -> None:
    chinese = {
        name for name in features_of(small_tagger, "实现自主可控，健全新型举国体制") if name.startswith("c:")
    }
    english = {
        name
        for name in features_of(
            small_tagger, "autonomous and controllable; a new type of whole-of-nation system"
        )
        if name.startswith("c:")
    }
    assert chinese == english == {"c:controllable", "c:whole-of-nation"}


def test_masks_name_what_guides_no_label() -> None:
    assert {"DATE", "MONEY", "PERCENT", "QUANTITY", "GPE", "ORG", "PERSON", "DOC"} == set(MASKED)


@pytest.mark.parametrize("text", ["", " ", "。", "12.5%", "\u200b"])
def test_texts_without_words(small_tagger: Tagger, text: str) -> None:
    assert all(name.startswith("w:₀") or name == SENTENCE for name in features_of(small_tagger, text))


@given(policy_texts())
def test_located_features_are_the_extracted_ones_in_place(tagger: Tagger, text: str) -> None:
    tagged = tagger.tag(text)
    located = locate_features(tagged, tagger.lexicon)
    assert [feature.name for feature in located] == extract_features(tagged, tagger.lexicon)
    for feature in located:
        assert 0 <= feature.start < feature.end <= len(text)
        if feature.name.startswith("g:"):
            assert fold_label(text[feature.start : feature.end]) == feature.name[2:]


@pytest.mark.parametrize(
    ("features", "sentences"),
    [
        ([], [[]]),
        (["|"], [[]]),
        (["a", "|", "b"], [["a"], ["b"]]),
        (["a", "|", "|", "b", "|"], [["a"], ["b"]]),
        (["|", "a"], [["a"]]),
    ],
)
def test_split_sentences(features: list[str], sentences: list[list[str]]) -> None:
    assert split_sentences(features) == sentences


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("firms", "firms"[:4]),
        ("policies", "policy"),
        ("innovation", "innov"),
        ("innovate", "innovat"),
        ("most", "most"),
    ],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected
