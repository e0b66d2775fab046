"""Keys: what Chinese and English texts write alike gets the same key in both."""

from __future__ import annotations

import pytest
from hypothesis import given

from flows.alignment.pairing import find_keys
from tests.support import policy_texts

ALIKE = (
    ("2015年10月29日", "October 29, 2015", {"2015", "10-29"}),
    ("2015年10月29日", "29 Oct. 2015", {"2015", "10-29"}),
    ("二〇三五年", "in 2035", {"2035"}),
    ("2021年3月", "March 2021", {"2021", "2021-03"}),
    ("1.5万亿元", "1.5 trillion yuan", {"1.5e+12"}),
    ("3200亿元", "320 billion yuan", {"3.2e+11"}),
    ("1200多万人", "12 million people", {"1.2e+07"}),
    ("3,450个", "3450 sites", {"3450"}),
    ("增长12.5%", "up by 12.5 percent", {"12.5%"}),
    ("2.5个百分点", "2.5 percentage points", {"2.5%"}),
    ("第十六条", "Article 16", {"article 16"}),
    ("第三篇", "PART III", {"part 3"}),
    ("5G和COVID-19", "5G and COVID-19", {"5g", "covid-19"}),
)


@pytest.mark.parametrize(("zh", "en", "expected"), ALIKE)
def test_both_languages_give_the_same_keys(zh: str, en: str, expected: set[str]) -> None:
    assert {key.name for key in find_keys(zh, "zh")} == expected
    assert {key.name for key in find_keys(en, "en")} == expected


@pytest.mark.parametrize("text", ["有3个", "三项任务", "第一", "3 sites", "one of them"])
def test_small_numbers_say_nothing(text: str) -> None:
    assert list(find_keys(text, "zh" if not text.isascii() else "en")) == []


@given(policy_texts())
def test_keys_are_in_order_and_inside_the_text(text: str) -> None:
    for language in ("zh", "en"):
        starts = [key.start for key in find_keys(text, language)]
        assert starts == sorted(starts)
        assert all(0 <= start < len(text) for start in starts)
