"""The network: the fast reader, and words that jieba only guessed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given

from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.features import list_words
from flows.annotation.names.network import (
    COMPONENT,
    NetworkReader,
    WordSplitter,
    make_doc,
    read_tables,
    register_network,
    set_features,
)
from tests.support import policy_texts


@pytest.fixture(scope="module")
def splitter() -> WordSplitter:
    return WordSplitter()


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", ["李雷在海口。", "公司", "記者王芳從 Oslo 報道，2021年。"]),
        ("en", ["Li Lei lives in Haikou.", "Company", "In 2021 Ana Paz left the Oslo Group."]),
    ],
)
def test_the_fast_reader_agrees_with_the_pipeline(
    models: Path, tagger: Tagger, splitter: WordSplitter, language: str, texts: list[str]
) -> None:
    register_network()
    newest = max((models / "artefacts" / f"ner_{language}").glob("[0-9]*"))
    nlp = set_features(spacy.load(newest), language)
    tables = read_tables(nlp)
    tokens = [splitter.split(tagger.tag(text)) for text in texts]
    words = [list_words(text, spans, language, tables) for text, spans in zip(texts, tokens, strict=True)]
    docs = [make_doc(nlp, found) for found in words]
    expected = nlp.get_pipe(COMPONENT).model.predict(docs)
    reader = NetworkReader(nlp, language)
    for _ in range(2):  # with and without the words known
        np.testing.assert_allclose(reader.score(texts, tokens), np.concatenate(expected), atol=1e-3)


@given(policy_texts())
def test_split_words_cover_the_tokens(tagger: Tagger, splitter: WordSplitter, text: str) -> None:
    tagged = tagger.tag(text)
    pieces = splitter.split(tagged) if tagged.tokens else []
    position = 0
    for start, end in pieces:
        assert position <= start < end
        assert text[position:start].strip() == ""
        position = end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("厉汝燕来了", "厉"),
        ("在布宜诺斯艾利斯开会", "布宜诺斯艾利斯"),
        ("科技部发布", "科技部"),
        ("用Python写", "Python"),
    ],
)
def test_guessed_words_are_taken_apart(tagger: Tagger, splitter: WordSplitter, text: str, piece: str) -> None:
    assert piece in [text[start:end] for start, end in splitter.split(tagger.tag(text))]
