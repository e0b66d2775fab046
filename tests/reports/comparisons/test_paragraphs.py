"""Paragraphs of two texts: equal and reworded ones are matched, and nothing is lost or counted twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.matching import RustCutter
from flows.reports.comparisons import ParagraphPair, Unit, match_texts
from flows.reports.comparisons.paragraphs import REWORDED, compare_words

cut = RustCutter().cut


def units(*texts: str) -> list[Unit]:
    return [Unit(f"d-{number}", text) for number, text in enumerate(texts)]


def rows(first: list[Unit], second: list[Unit]) -> list[tuple[str, str, str, bool]]:
    return [
        (pair.change, pair.a.text if pair.a else "", pair.b.text if pair.b else "", pair.is_moved)
        for pair in match_texts(first, second, cut)
    ]


def test_rows_follow_a_and_what_b_alone_has_follows_its_place() -> None:
    first = units(
        "一、总体要求",
        "加快发展数字经济，培育壮大先进制造业集群。",
        "稳定粮食播种面积。",
        "加强疾病预防控制。",
    )
    second = units(
        "一、总体要求",
        "发展低空经济。",
        "大力发展数字经济，培育壮大先进制造业集群。",
        "加强疾病预防控制。",
        "办好人民满意的教育。",
    )
    assert rows(first, second) == [
        ("unchanged", "一、总体要求", "一、总体要求", False),
        ("only_b", "", "发展低空经济。", False),
        ("reworded", first[1].text, second[2].text, False),
        ("only_a", "稳定粮食播种面积。", "", False),
        ("unchanged", "加强疾病预防控制。", "加强疾病预防控制。", False),
        ("only_b", "", "办好人民满意的教育。", False),
    ]


def test_a_paragraph_that_moved_is_no_new_one() -> None:
    first = units("We will build laboratories.", "We will plant trees.", "We will lower tariffs.")
    second = units("We will lower tariffs.", "We will build laboratories.", "We will plant trees.")
    assert rows(first, second) == [
        ("unchanged", "We will build laboratories.", "We will build laboratories.", False),
        ("unchanged", "We will plant trees.", "We will plant trees.", False),
        ("unchanged", "We will lower tariffs.", "We will lower tariffs.", True),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("国內生產總值", "国内生产总值"),  # traditional and simplified
        ("Ｒ＆Ｄ spending", "R&D spending"),  # full and half width
        ("The  Plan", "the plan"),  # case and white space
    ],
)
def test_what_differs_in_script_width_or_case_alone_is_unchanged(old: str, new: str) -> None:
    assert [row[0] for row in rows(units(old), units(new))] == ["unchanged"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第五条 经营者可以依法实施集中。", "第六条 经营者可以依法实施集中。"),
        ("第十二条之一 本法所称经营者，是指下列主体。", "第十四条 本法所称经营者，是指下列主体。"),
        ("## 第三章 罚则", "## 第四章 罚则"),
        ("（三）罚款；", "（四）罚款；"),
        ("二、加强组织领导。", "三、加强组织领导。"),
        ("3. Plant trees.", "4. Plant trees."),
        ("(2) plant trees;", "(3) plant trees;"),
        (
            "Article 5 Whoever exports data shall report it.",
            "Article 5-1  Whoever exports data shall report it.",
        ),
    ],
)
def test_what_differs_in_its_number_alone_is_renumbered(old: str, new: str) -> None:
    [pair] = match_texts(units(old), units(new), cut)
    assert (pair.change, pair.similarity) == ("renumbered", 1.0)
    assert "".join(word.text for word in pair.words if word.change != "added") == old
    assert "".join(word.text for word in pair.words if word.change != "removed") == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("第五条 经营者可以依法实施集中。", "第六条 经营者应当依法实施集中。"),
        ("2.5%的企业参加了调查，比上年有所增加。", "3.5%的企业参加了调查，比上年有所增加。"),
        ("2023年全省生产总值保持平稳增长。", "2024年全省生产总值保持平稳增长。"),
        ("（2023）年度工作报告，省政府办公厅印发", "（2024）年度工作报告，省政府办公厅印发"),
        (
            "12 laboratories were built in the province last year.",
            "13 laboratories were built in the province last year.",
        ),
        # a number that is no heading's
        ("第五条规定的期限为十日，自收到之日起计算。", "第六条规定的期限为十日，自收到之日起计算。"),
        (
            "Section 301 tariffs on imports of batteries were raised.",
            "Section 232 tariffs on imports of batteries were raised.",
        ),
        ("本法所称垄断协议，是指下列协议。", "第十六条 本法所称垄断协议，是指下列协议。"),
    ],
)
def test_what_differs_in_a_figure_or_a_word_is_reworded(old: str, new: str) -> None:
    assert [row[0] for row in rows(units(old), units(new))] == ["reworded"]


def test_equal_paragraphs_come_before_renumbered_ones() -> None:
    first = units("（一）警告；", "（二）罚款；")
    second = units("（一）罚款；", "（二）罚款；", "（三）警告；")
    assert [row[:3] for row in rows(first, second) if row[1]] == [
        ("renumbered", "（一）警告；", "（三）警告；"),
        ("unchanged", "（二）罚款；", "（二）罚款；"),
    ]


def test_copies_of_a_line_find_one_partner_each() -> None:
    changes = [row[0] for row in rows(units("附件", "附件", "附件"), units("附件", "附件"))]
    assert changes == ["unchanged", "unchanged", "only_a"]


def test_words_common_to_all_paragraphs_make_no_pair() -> None:
    first = units(*(f"we will do number {number} of the plan" for number in range(50)), "we will ban coal")
    second = units(*(f"we will do number {number} of the plan" for number in range(50)), "we will sing songs")
    assert [row[0] for row in rows(first, second)][-2:] == ["only_a", "only_b"]


def test_the_words_of_a_reworded_sentence_are_marked() -> None:
    old, new = "单位国内生产总值能耗降低2.5%左右。", "单位国内生产总值能耗降低3%左右。"
    marked = [(word.change, word.text) for word in compare_words(old, new, cut)]
    assert marked == [
        ("same", "单位国内生产总值能耗降低"),
        ("removed", "2.5%"),
        ("added", "3%"),
        ("same", "左右。"),
    ]


def test_very_long_texts_are_one_change() -> None:
    old, new = "a " * 3000, "b " * 3000
    assert [word.change for word in compare_words(old, new, cut)] == ["removed", "added"]


texts = st.lists(
    st.sampled_from(["发展", "数字经济", "。", "，", "plan", " ", "2025", "年", "R&D", "加快", "😀"]),
    max_size=12,
).map("".join)
sides = st.lists(texts.filter(lambda text: text.strip() != ""), max_size=8).map(lambda some: units(*some))


@settings(max_examples=150, deadline=None)
@given(texts, texts)
def test_the_marked_words_make_both_texts(old: str, new: str) -> None:
    words = list(compare_words(old, new, cut))
    assert "".join(word.text for word in words if word.change != "added") == old
    assert "".join(word.text for word in words if word.change != "removed") == new


@settings(max_examples=150, deadline=None)
@given(sides, sides)
def test_every_paragraph_is_in_one_row(first: list[Unit], second: list[Unit]) -> None:
    pairs = match_texts(first, second, cut)
    assert [pair.a for pair in pairs if pair.a] == first
    assert sorted(pair.b for pair in pairs if pair.b) == sorted(second)
    assert all(_is_consistent(pair) for pair in pairs)


@settings(max_examples=60, deadline=None)
@given(sides)
def test_a_text_beside_itself_is_unchanged(side: list[Unit]) -> None:
    assert all(pair.change == "unchanged" and not pair.is_moved for pair in match_texts(side, side, cut))


def _is_consistent(pair: ParagraphPair) -> bool:
    match pair.change:
        case "unchanged":
            return pair.similarity == 1 and bool(pair.a and pair.b) and not pair.words
        case "reworded":
            return pair.similarity >= REWORDED and bool(pair.a and pair.b and pair.words)
        case "only_a":
            return bool(pair.a) and pair.b is None
    return pair.a is None and bool(pair.b)
