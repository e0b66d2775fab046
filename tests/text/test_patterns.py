"""Patterns of alternatives: the same matches as the plain pattern, also where it begins with an assertion."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.patterns import compile_alternatives

PATTERNS = (
    r"年底|月末|(?<!\d)\d{4}年",
    r"(?P<a>[今去]年)|(?P<b>年?底)",
    r"[^去]年底|今年",
    r".年|月[底末]?",
    r"(?:第?[一二三]季度|上年){1,2}|\b\d+",
    r"(?:底)?(?:年|末)",
    r"[^年]|底",
    r"\s年|\d(?=年)|-",
    r"(?:[\]^-]|末)年",
    r"年|",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="年底末月今去上第一季度19ab-^] \n", max_size=30))
def test_matches_are_those_of_the_plain_pattern(pattern: str, text: str) -> None:
    found = [
        (match.span(), match.groups(), match.lastgroup)
        for match in compile_alternatives(pattern).finditer(text)
    ]
    assert found == [(match.span(), match.groups(), match.lastgroup) for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"年底|月末", "(?=[年月])"),
        (r"(?<!\d)(?:第?[一二]季|\d月)", r"(?=[\d一二第])"),
        (r"[^去]年|今", "(?=[今]|(?s:.)[年])"),
    ],
)
def test_first_characters_come_in_front(pattern: str, begins: str) -> None:
    assert compile_alternatives(pattern).pattern == f"{begins}(?:{pattern})"


@pytest.mark.parametrize("pattern", [r"年|", r"年底", r"(?i)a|b", r"(?i:a)|b", r"[^年]|底", r"(.)\1|年"])
def test_others_are_compiled_as_they_are(pattern: str) -> None:
    assert compile_alternatives(pattern).pattern == pattern


def test_a_verbose_pattern_may_end_in_a_comment() -> None:
    assert compile_alternatives("年 | 月 # of a date", re.VERBOSE).findall("月年") == ["月", "年"]
