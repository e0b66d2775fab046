"""Han characters: which count, and which do not."""

from __future__ import annotations

import pytest

from flows.text import count_han, has_han, is_han


@pytest.mark.parametrize("text", ["国", "國家", "㐀", "豈", "𠮷", "零"])
def test_ideographs_of_every_block_are_han(text: str) -> None:
    assert is_han(text)


@pytest.mark.parametrize("text", ["", "A", "国A", "。", "〇", "々", "ア", "한", "１"])
def test_punctuation_kana_hangul_and_letters_are_not(text: str) -> None:
    assert not is_han(text)


def test_one_character_is_enough() -> None:
    assert has_han("A股")
    assert not has_han("A-share, 2025。")


def test_count_within_a_range() -> None:
    assert count_han("国发〔2015〕28号") == 3
    assert count_han("国发〔2015〕28号", 1) == 2
    assert count_han("国发〔2015〕28号", 1, 4) == 1
