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
