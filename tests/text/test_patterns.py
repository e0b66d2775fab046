"""Patterns of alternatives match like the plain pattern, even if it begins with an assertion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.patterns import PatternIndex, compile_alternatives, read_patterns

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
        (r"年底|月末", "(?=[年月][底末])"),
        (r"(?<!\d)(?:第?[一二]季|\d月)", r"(?=[\d一二第][一二季月])"),
        (r"[^去]年|今", "(?=[今]|(?s:.)[年])"),
        (r"年?底|月+", "(?=[底月]|[年][底])"),
    ],
)
def test_first_two_characters_come_in_front(pattern: str, begins: str) -> None:
    assert compile_alternatives(pattern).pattern == f"{begins}(?:{pattern})"


@pytest.mark.parametrize("pattern", [r"年|", r"年底", r"(?i)a|b", r"(?i:a)|b", r"[^年]|底", r"(.)\1|年"])
def test_others_are_compiled_as_they_are(pattern: str) -> None:
    assert compile_alternatives(pattern).pattern == pattern


def test_a_pattern_may_ignore_case() -> None:
    found = compile_alternatives("ab|sb", re.IGNORECASE)
    assert found.pattern == "(?=[as][b])(?:ab|sb)"
    assert found.findall("AB aB Sb ſB b") == ["AB", "aB", "Sb", "ſB"]


@given(text=st.text(alphabet="年底末月今去上第一季度19ab-^] \n", max_size=30))
def test_an_index_leaves_no_match_out(text: str) -> None:
    patterns = [re.compile(pattern) for pattern in PATTERNS]
    tried = dict(PatternIndex(patterns).find(text, 0, len(text)))
    for number, pattern in enumerate(patterns):
        places = {place for place in range(len(text)) if pattern.match(text, place)}
        assert places <= {place for place, numbers in tried.items() if number in numbers}


def test_an_index_gives_the_patterns_that_may_match() -> None:
    index = PatternIndex([re.compile(pattern) for pattern in ("年底", "年?末", "(?<=a)年[一-鿿]")])
    assert list(index.find("年末,底年底,末", 0, 8)) == [(0, (1, 2)), (1, (1,)), (4, (0, 2)), (7, (1,))]
    assert list(index.find("年末,底年底,末", 3, 7)) == [(4, (0, 2))]
    words = PatternIndex([re.compile(r"\bin\b")], r"\b\w")
    assert list(words.find("in an inn, begin", 0, 16)) == [(0, (0,)), (6, (0,))]


def test_a_verbose_pattern_may_end_in_a_comment() -> None:
    assert compile_alternatives("年 | 月 # of a date", re.VERBOSE).findall("月年") == ["月", "年"]


def test_a_pattern_in_a_file_continues_before_a_bar(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(
        """
one = '''年(?:初
    |底)
  |月末'''
words = """
        + '"""'
        + """
年 月
日"""
        + '"""'
        + "\n",
        encoding="utf-8",
    )
    assert read_patterns(path) == {"one": "年(?:初|底)|月末", "words": "年 月\n日"}
