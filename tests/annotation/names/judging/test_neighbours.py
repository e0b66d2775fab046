"""Chinese words that are sometimes names, by their neighbours."""

from __future__ import annotations

import pytest

from flows.annotation.names.judging.neighbours import FoundNames


@pytest.mark.parametrize(
    ("text", "is_ordinary"),
    [("渔区、设区市和县（市、区）渔政", True), ("马鞍山市和县渔政", False), ("在和县（安徽）", False)],
)
def test_and_before_a_division_is_no_name(text: str, is_ordinary: bool) -> None:
    start = text.index("和县")
    found = FoundNames(text, [(start, start + 2, "GPE")])
    assert found.is_ordinary_word(start, start + 2, "GPE", 0.9) is is_ordinary


@pytest.mark.parametrize(
    ("text", "word", "kind", "is_ordinary"),
    [
        ("台风“海高斯”登陆，渔港停工。", "海高斯", "PERSON", True),
        ("打通一批“断头路”。", "断头路", "GPE", True),
        ("“沿湖村”的渔民上了岸。", "沿湖村", "GPE", False),
        ("“田玉梅”的名字刻在船上，田玉梅是船长。", "田玉梅", "PERSON", False),
        ("“田玉梅”说，渔港要扩建。", "田玉梅", "PERSON", False),
        ("渔民田玉梅说，渔港要扩建。", "田玉梅", "PERSON", False),
    ],
)
def test_what_is_only_quoted_is_no_name(text: str, word: str, kind: str, is_ordinary: bool) -> None:
    start = text.index(word)
    names = FoundNames(text, [(start, start + len(word), kind)])
    assert names.is_ordinary_word(start, start + len(word), kind, 0.99) is is_ordinary
