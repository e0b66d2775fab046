"""Marks that a sentence and its translation share as written."""

from __future__ import annotations

import pytest

from flows.alignment.linking.marks import find_marks

CASES = [
    ("到2025年，占比达到70%。", "By 2025, the share will reach 70 percent.", {"#2025", "#70"}),
    ("投资3.5亿元。", "An investment of 350 million yuan.", {"#3.5e+08"}),
    ("投资三亿元。", "An investment of three hundred million yuan.", {"#3e+08"}),
    ("全国人口1.41178亿人次。", "A total of 141.2 million trips.", {"#1.412e+08"}),
    ("二十五个项目。", "Twenty-five projects.", {"#25"}),
    ("第十二条 经营者应当申请许可。", "Article 12 Operators shall apply for a licence.", {"article:12"}),
    ("第三章 目标", "Chapter III Objectives", {"chapter:3"}),
    ("百分之六十五", "65 percent", {"#65"}),
    ("FAST望远镜是由中科院建的。", "The FAST telescope was built by CAS.", {"@fast"}),
    ("10月1日起施行。", "It takes effect on October 1.", {"#10", "#1"}),
]


@pytest.mark.parametrize(("zh", "en", "shared"), CASES)
def test_a_text_and_its_translation_share_marks(zh: str, en: str, shared: set[str]) -> None:
    assert shared <= find_marks(zh, "zh") & find_marks(en, "en")


def test_a_text_without_numbers_or_latin_words_has_no_marks() -> None:
    assert find_marks("坚持创新驱动发展。", "zh") == frozenset()


def test_a_percentage_in_words_is_not_a_hundred() -> None:
    assert "#100" not in find_marks("百分之七十", "zh")


def test_a_digit_of_a_latin_name_is_no_number() -> None:
    for text in ("5G网络", "CO2排放", "H1N1流感"):
        assert not [mark for mark in find_marks(text, "zh") if mark.startswith("#")]


def test_may_is_no_month() -> None:
    assert find_marks("The ministry may act", "en") >= {"@may"}
    assert "#5" not in find_marks("The ministry may act", "en")
