"""Figures in words, orders of magnitude, and footnote marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.worded import (
    blank_footnotes,
    find_worded_chinese,
    find_worded_english,
    has_worded,
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("about two-thirds of exports", 66.67, "%"),
        ("a quarter of the market", 25.0, "%"),
        ("more than half of sales", 50.0, "%"),
        ("up from a fifth in the spring", 20.0, "%"),
        ("one in five firms", 20.0, "%"),
        ("four out of five buses", 80.0, "%"),
        ("it ranks second in output", 2.0, "rank"),
        ("ranked 14th among provinces", 14.0, "rank"),
        ("the third-largest maker", 3.0, "rank"),
        ("twice as many as before", 2.0, "times"),
        ("four times the number", 4.0, "times"),
        ("tens of billions of dollars", 1e10, "USD"),
        ("hundreds of firms", 100.0, "enterprises"),
        ("several billion yuan", 1e9, "CNY"),
        ("twelve laboratories", 12.0, "laboratories"),
        ("half a million people", 5e5, "people"),
        ("twenty percent", 20.0, "%"),
    ],
)
def test_english_words(text: str, value: float, unit: str) -> None:
    assert has_worded(text)
    (found,) = find_worded_english(text, 0, len(text))
    assert (found.value, found.unit, found.is_worded) == (value, unit, True)


@pytest.mark.parametrize(
    "text",
    [
        "a third party",
        "loans from a third bank",
        "the first half of 2020",
        "a quarter of the year",
        "the two sides",
        "three reasons",
        "three times a week",
        "the second plan",
        "one in 2019",
        "the first largest shipment",
    ],
)
def test_english_words_that_state_nothing(text: str) -> None:
    assert find_worded_english(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "value", "value_to", "unit"),
    [
        ("占全球的四分之一", 25.0, None, "%"),
        ("出口额居全国第二位", 2.0, None, "rank"),
        ("销量排名世界第一", 1.0, None, "rank"),
        ("数百亿元", 1e10, 1e11, "CNY"),
        ("上千家企业", 1000.0, None, "家"),
        ("近百家企业", 100.0, None, "家"),
        ("占比过半", 50.0, None, "%"),
        ("提高到一半以上", 50.0, None, "%"),
        ("近三成用于设备", 30.0, None, "%"),
    ],
)
def test_chinese_words(text: str, value: float, value_to: float | None, unit: str) -> None:
    (found,) = find_worded_chinese(text, 0, len(text))
    assert (found.value, found.value_to, found.unit) == (value, value_to, unit)


@pytest.mark.parametrize(
    "text",
    [
        "第二批名单",
        "近十年",
        "两年半",
        "一带一路",
        "第三方",
        "上半年",
        "将债权人列为第三人",
        "安排不合第二十七条",
        "下列第1至8项",
    ],
)
def test_chinese_words_that_state_nothing(text: str) -> None:
    assert find_worded_chinese(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It pays subsidies.12 In 2020 it grew.", "It pays subsidies.   In 2020 it grew."),
        ("It listed in 2019.45 The firm grew.", "It listed in 2019.   The firm grew."),
        ("a share of 12 percent23 and more", "a share of 12 percent   and more"),
        ("grants [4] for chips", "grants     for chips"),
        ("It grew by 3.12 percent.", "It grew by 3.12 percent."),
        ("5G and covid19 and PM2.5", "5G and covid19 and PM2.5"),
    ],
)
def test_footnotes_are_blanked(text: str, kept: str) -> None:
    assert blank_footnotes(text, "en") == kept


@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_blanking_keeps_the_length(text: str, language: str) -> None:
    assert len(blank_footnotes(text, language)) == len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "half",
                "a",
                "third",
                "of",
                "ten",
                "million",
                "firms",
                "one",
                "in",
                "two",
                "ranks",
                "second",
                "数百亿元",
                "第二",
            ]
        ),
        max_size=12,
    )
)
def test_figures_in_words_are_disjoint_and_inside(words: list[str]) -> None:
    text = fold_figures(" ".join(words)).text
    for find in (find_worded_english, find_worded_chinese):
        found = find(text, 0, len(text))
        assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
        assert all(left.end <= right.start for left, right in pairwise(found))
