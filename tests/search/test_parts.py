"""Patterns of a query's forms: word borders, shared between forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.search.parts import forms_pattern
from flows.store.fulltext import index_runs, index_tokens
from flows.text import HAN

_WORD = f"[^\\W_{HAN}]"
_PIECES = st.sampled_from(["自主", "可控", "ab", "c", " ", "+", "_", "7", "é"])
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)


def bounded(form: str) -> str:
    """Return a pattern for one form with borders around every word of it."""
    runs = index_runs(form)
    words = [re.fullmatch(f"{_WORD}+", run) is not None for run in runs]
    han = [re.fullmatch(f"[{HAN}]+", run) is not None for run in runs]
    found = ""
    for number, run in enumerate(runs):
        if number:
            before = number - 1
            is_same = (words[before] and words[number]) or (han[before] and han[number])
            found += " +" if is_same else " *"
        escaped = re.escape(run)
        found += f"(?<!{_WORD}){escaped}(?!{_WORD})" if words[number] else escaped
    return found


def test_words_match_whole_and_longest_first() -> None:
    pattern = forms_pattern(["chip", "ai chip", "芯片", "ai 芯片"])
    assert pattern.findall("ai chips, ai  chip, ai芯片 and 芯片s, xai 芯片") == [
        "ai  chip",
        "ai芯片",
        "芯片",
        "芯片",
    ]


def test_only_the_last_word_of_a_prefix_continues() -> None:
    assert forms_pattern(["ai chip"], is_prefix=True).findall("ai chipset, ais chip") == ["ai chipset"]


@given(st.lists(_TEXTS.filter(str.strip), min_size=1, max_size=4), _TEXTS, _TEXTS)
def test_shared_borders_find_what_borders_around_every_word_find(
    forms: list[str], before: str, after: str
) -> None:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    expected = re.compile("|".join(map(bounded, ordered)))
    text = f"{before}{forms[0]}{after}"
    found = [match.span() for match in forms_pattern(forms).finditer(text)]
    assert found == [match.span() for match in expected.finditer(text)]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("5%", "7.5%, 5%, 26.5% and 5 %", ["5%", "5 %"]),
        ("gpt-4", "gpt-4.5 and gpt-4", ["gpt-4"]),
        ("2019", "2019.03.12, 2019.03, 12019", ["2019", "2019"]),
        ("2025", "1.2025年, 2.2025", ["2025"]),
        ("3.5", "2019.3.5 and 3.5", ["3.5"]),
        ("7.5", "7.5%, 17.5, 7.50, 7.5.1", ["7.5"]),
        ("4", "工业4.0, 工业4", ["4"]),
    ],
)
def test_a_number_is_whole(form: str, text: str, found: list[str]) -> None:
    assert forms_pattern([form]).findall(text) == found


# Folded texts have no hyphens.
_NUMBERS = st.text(alphabet="0129.5%a ,", max_size=14)
_AROUND = st.text(alphabet="0129.5%a年 ,", max_size=14)


@given(_NUMBERS.filter(lambda form: any(map(str.isalnum, form))), _AROUND, _AROUND)
def test_numbers_match_where_the_index_has_their_words(form: str, before: str, after: str) -> None:
    form = form.strip()
    text, words = f"{before}{form}{after}", index_tokens(form)
    tokens = index_tokens(text)
    places = range(len(tokens) - len(words) + 1)
    is_found = any(tokens[place : place + len(words)] == words for place in places)
    assert bool(forms_pattern([form]).search(text)) == is_found
