"""The shadow: text folded for comparison and mapped back to the original exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from flows.text.folding import (
    as_written,
    drop_invisible,
    fold,
    fold_label,
    fold_unspaced,
    folding_table,
    plain_title,
    simplify,
)
from tests.support import policy_texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("新型舉國體制", "新型举国体制"),
        ("關鍵信息基礎設施", "关键信息基础设施"),
        ("製造業單項冠軍", "制造业单项冠军"),
        ("ＡＩ＋１２３％", "ai+123%"),
        ("Whole-of-Nation", "whole of nation"),
        ("whole‑of–nation", "whole of nation"),
        ("A&C", "a&c"),
        ("ÉCOLE", "école"),
        ("某发〔2021〕3号", "某发[2021]3号"),
        ("China’s", "china's"),
        ("自主 可控", "自主可控"),
        ("自主\u3000可控", "自主可控"),
        ("自主\n可控", "自主可控"),
        ("自主\r\n可控", "自主可控"),
        ("自主\n\n可控", "自主\n可控"),
        ("中国制造 2025", "中国制造2025"),
        ("推进 AI 应用", "推进ai应用"),
        ("自\u200b主\ufeff可\u00ad控", "自主可控"),
        ("two  words", "two words"),
        ("two\nwords", "two words"),
        ("two\n\nwords", "two\nwords"),
        ("two\t\u00a0words", "two words"),
        ("", ""),
        ("𠮷😀", "𠮷😀"),
        ("投⼊⽀持⻋⻔", "投入支持车门"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "needle", "surface"),
    [
        ("推动自主 可控。", "自主可控", "自主 可控"),
        ("推动自主\n可控。", "自主可控", "自主\n可控"),
        ("推动自\u200b主可控\u200b。", "自主可控", "自\u200b主可控"),
        ("推动關鍵信息基礎設施建設", "关键信息基础设施", "關鍵信息基礎設施"),
        ("the Whole-of-\nNation system", "whole of nation", None),
        ("a  new\u3000  type", "new type", "new\u3000  type"),
        ("落实“中国制造 ２０２５”", "中国制造2025", "中国制造 ２０２５"),
    ],
)
def test_span_is_the_surface(text: str, needle: str, surface: str | None) -> None:
    shadow = fold(text)
    if surface is None:
        assert needle.replace(" ", "") in shadow.text.replace(" ", "")
        return
    at = shadow.text.index(needle)
    start, end = shadow.span(at, at + len(needle))
    assert text[start:end] == surface


@given(policy_texts())
def test_offsets_map_every_character_of_the_shadow(text: str) -> None:
    shadow = fold(text)
    offsets = list(range(len(text))) if shadow.offsets is None else list(shadow.offsets)
    assert len(offsets) == len(shadow.text)
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)
    table = folding_table()
    for char, offset in zip(shadow.text, offsets, strict=True):
        assert char == text[offset].translate(table) or (char in " \n" and text[offset].isspace())


@given(policy_texts())
def test_only_layout_is_dropped(text: str) -> None:
    shadow = fold(text)
    kept = set(range(len(text)) if shadow.offsets is None else shadow.offsets)
    dropped = [char for index, char in enumerate(text) if index not in kept]
    assert all(
        char.isspace() or char in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" for char in dropped
    )


@given(policy_texts())
def test_spans_are_the_same_when_folded_text_is_folded_again(text: str) -> None:
    once = fold(text)
    for start in range(0, len(once.text), 3):
        first, last = once.span(start, start + 1)
        assert fold(text[first:last]).text in (once.text[start], "") or text[first].isspace()
    translated = text.translate(folding_table())
    assert translated.translate(folding_table()) == translated
    assert len(translated) == len(text)


@given(policy_texts(8))
def test_label_and_text_fold_alike(text: str) -> None:
    assert fold_label(text) == fold(text.strip()).text


def test_characters_fold_as_each_does_alone() -> None:
    convert = OpenCC("t2s").convert
    table = folding_table()
    for point in (*range(0x3400, 0xA000, 7), *range(0xF900, 0xFB00)):
        alone = convert(chr(point))
        assert table.get(point, point) == (ord(alone) if len(alone) == 1 else point)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("the Five- Year Plan", "the five year plan"),
        ("non- public-sector firms", "non public sector firms"),
        ("Beijing-Tianjin- Hebei", "beijing tianjin hebei"),
        ("high-\nquality", "high quality"),
        ("short- and long-term", "short  and long term"),  # a list, not a broken word
        ("China - Japan", "china   japan"),
        ("2016- 2020", "2016  2020"),
    ],
)
def test_broken_words_are_mended_where_asked(text: str, folded: str) -> None:
    shadow = fold(text, mends=True)
    assert shadow.text == folded
    first = shadow.span(0, len(shadow.text))
    assert first == (0, len(text))


def test_broken_words_stay_unless_asked() -> None:
    assert fold("the Five- Year Plan").text == "the five  year plan"


@given(st.text(alphabet="ab- \n中A", max_size=30))
def test_mended_text_comes_from_the_original(text: str) -> None:
    shadow = fold(text, mends=True)
    for position, char in enumerate(shadow.text):
        start, end = shadow.span(position, position + 1)
        assert end == start + 1
        assert char in (" ", "\n") or fold(text[start:end]).text == char


def test_editions_are_compared_without_white_space() -> None:
    assert fold_unspaced("Whole-of-Nation\n舉國 體制。 ") == "wholeofnation举国体制。"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("集\u202e成\u202c电路", "集成电路"),
        ("\u2066chips\u2069", "chips"),
        ("chips\x00", "chips"),
        ("two\twords\n", "two\twords\n"),
        ("\u202e", "\u202e"),  # an empty query is not the same as no query
        ("", ""),
    ],
)
def test_invisible_characters_are_no_part_of_what_is_typed(typed: str, kept: str) -> None:
    assert drop_invisible(typed) == kept


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("樣例管理辦法（草案）", "样例管理办法（草案）"),
        ("樣例實施方案（2020―2025年）", "样例实施方案（2020-2025年）"),
        ("样例规划（2016─2020年）", "样例规划（2016-2020年）"),
        ("一九五六—一九六七年样例规划", "1956-1967年样例规划"),
        ("二〇一六至二〇二〇年样例规划", "2016至2020年样例规划"),
        ("２０２１年样例要点", "2021年样例要点"),
        ("一千九百件样例清单", "一千九百件样例清单"),
        ("关于样例的批覆", "关于样例的批复"),
        ("PLAN for Kelp (2016–20)", "PLAN for Kelp (2016-20)"),
    ],
)
def test_titles_as_patterns_read_them(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@given(policy_texts())
def test_simplified_texts_and_plain_titles_are_as_long_as_the_original(text: str) -> None:
    assert len(simplify(text)) == len(plain_title(text)) == len(text)
    assert as_written(simplify(text), text).split() == text.split()


@pytest.mark.parametrize(
    ("found", "text", "written"),
    [
        ("样例发展部", "樣例發展部\n2021年", "樣例發展部"),
        ("关于样例的通知", "關於樣例\n的通知", "關於樣例的通知"),
        ("示范部 样例局", "示範部\n樣例局", "示範部 樣例局"),
        ("国务院", "樣例發展部", "国务院"),  # not in the text
    ],
)
def test_what_was_found_in_simplified_text_is_returned_as_written(
    found: str, text: str, written: str
) -> None:
    assert as_written(found, text) == written
