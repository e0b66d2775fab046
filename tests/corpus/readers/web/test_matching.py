"""Lines of a text found again on its page."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web.matching import fold, match_lines


@pytest.mark.parametrize(
    ("lines", "shown", "pairs"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("ac", "abc", [(0, 0), (1, 2)]),
        ("abc", "ac", [(0, 0), (2, 1)]),
        ("cab", "abc", [(1, 0), (2, 1)]),  # the longest chain
        ("axbx", "axbx", [(0, 0), (1, 1), (2, 2), (3, 3)]),  # x twice, between its neighbours
        ("abx", "xab", [(0, 1), (1, 2)]),
        ("", "abc", []),
        ("xyz", "abc", []),
    ],
)
def test_matches_grow_on_both_sides(lines: str, shown: str, pairs: list[tuple[int, int]]) -> None:
    assert match_lines(lines, shown) == pairs


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", ""])), st.lists(st.sampled_from(["a", "b", "c", "e", ""]))
)
def test_any_lines_are_matched_in_order(lines: list[str], shown: list[str]) -> None:
    pairs = match_lines(lines, shown)
    assert all(lines[one] == shown[other] != "" for one, other in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))


def test_marks_of_an_extractor_are_not_compared() -> None:
    assert fold("- 一、 总体要求") == fold("一、总体\u200b要求") and fold("| a | b |") == "ab"
