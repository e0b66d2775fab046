"""Han characters: which are counted, and which are not."""

from __future__ import annotations

import pytest

from flows.text import count_han, has_han, is_han, replace_print_forms


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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("加⼤投⼊，⽀持核⼼技术", "加大投入，支持核心技术"),
        ("2025年3⽉1⽇", "2025年3月1日"),
        ("⼾籍与⾭年", "户籍与青年"),
        ("⻓江⻛电⻋⻔⺠⽣", "长江风电车门民生"),
        ("⻌⺮⺼", "⻌⺮⺼"),  # parts of characters, and a radical that looks like another
        ("加大投入 plain", "加大投入 plain"),
        ("self-suﬃciency, the ﬁrst ﬂoor", "self-sufficiency, the first floor"),
        ("", ""),
    ],
)
def test_print_forms_become_the_characters_that_they_stand_for(text: str, written: str) -> None:
    assert replace_print_forms(text) == written


def test_no_radical_is_left_of_the_kangxi_block() -> None:
    block = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert len(replace_print_forms(block)) == len(block)
    assert is_han(replace_print_forms(block))
