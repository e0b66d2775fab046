"""Marked text: contiguous parts, each with the spans that cover it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import Part, split_marked


def test_one_layer() -> None:
    assert list(split_marked("推动自主可控。", [(2, 6)])) == [
        Part(0, 2, "推动", (None,)),
        Part(2, 6, "自主可控", (0,)),
        Part(6, 7, "。", (None,)),
    ]


def test_two_layers_may_overlap() -> None:
    parts = list(split_marked("abcdef", [(0, 4)], [(2, 6)]))
    assert [(part.text, part.marks) for part in parts] == [
        ("ab", (0, None)),
        ("cd", (0, 0)),
        ("ef", (None, 0)),
    ]


def test_neighbouring_spans_stay_apart() -> None:
    assert [part.text for part in split_marked("abcd", [(0, 2), (2, 4)])] == ["ab", "cd"]


def test_a_span_that_begins_inside_another_is_dropped() -> None:
    parts = list(split_marked("abcdef", [(3, 5), (0, 4)]))
    assert [(part.text, part.marks[0]) for part in parts] == [("abcd", 1), ("ef", None)]


def test_spans_are_cut_off_at_the_ends_of_the_text() -> None:
    assert [(part.text, part.is_marked) for part in split_marked("abc", [(-2, 1), (2, 9)])] == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]


@pytest.mark.parametrize("layers", [(), ([],), ([(1, 1)],)])
def test_without_spans_the_text_is_one_part(layers: tuple[list[tuple[int, int]], ...]) -> None:
    parts = list(split_marked("abc", *layers))
    assert [(part.text, part.is_marked) for part in parts] == [("abc", False)]
    assert list(split_marked("", *layers)) == []


_SPANS = st.lists(st.tuples(st.integers(-3, 25), st.integers(-3, 25)), max_size=6)


@given(st.text(max_size=20), _SPANS, _SPANS)
def test_parts_join_to_the_text(
    text: str, first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    parts = list(split_marked(text, first, second))
    assert "".join(part.text for part in parts) == text
    assert all(text[part.start : part.end] == part.text != "" for part in parts)
    for part in parts:
        for layer, mark in zip((first, second), part.marks, strict=True):
            assert mark is None or layer[mark][0] <= part.start < part.end <= layer[mark][1]
