"""Sentences: where they end, and where they do not."""

from __future__ import annotations

import pytest
from hypothesis import given

from flows.text import find_sentence, sentence_ends, split_sentences
from tests.support import policy_texts


def sentences(text: str, *, at_semicolons: bool = True) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, at_semicolons=at_semicolons)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动自主可控。健全新型举国体制！为什么？", ["推动自主可控。", "健全新型举国体制！", "为什么？"]),
        ("他说：“要自主可控。”会议还指出", ["他说：“要自主可控。”", "会议还指出"]),
        ("（完善制度。）各地要落实", ["（完善制度。）", "各地要落实"]),
        ("第一条\n为了规范管理", ["第一条", "为了规范管理"]),
        ("第一条\n\n为了规范管理", ["第一条", "为了规范管理"]),
        ("Output rose. Prices fell.", ["Output rose.", "Prices fell."]),
        ('He said "we will." Then he left.', ['He said "we will."', "Then he left."]),
        ("It grew. 2,000 plants opened.", ["It grew.", "2,000 plants opened."]),
        ("A&C (自主可控). The rule applies.", ["A&C (自主可控).", "The rule applies."]),
        ("It grew. § The total rose. • Prices fell.", ["It grew.", "§ The total rose.", "• Prices fell."]),
        ("to extend the railways. the length will grow", ["to extend the railways.", "the length will grow"]),
        (
            "It sued Qinghe Inc. (It lost.) Prices fell.",
            ["It sued Qinghe Inc.", "(It lost.)", "Prices fell."],
        ),
        ("Is it so? Yes!", ["Is it so?", "Yes!"]),
        ("It made the Big Fund.3 The first phase rose.", ["It made the Big Fund.3", "The first phase rose."]),
        ("by 2025.12 “We will.”[4] It", ["by 2025.12", "“We will.”[4]", "It"]),
        (
            "fell (by half).1,2 In AI.[3][4] It grew 5%.6 It",
            ["fell (by half).1,2", "In AI.[3][4]", "It grew 5%.6", "It"],
        ),
        ("没有句号", ["没有句号"]),
        ("  。  ", ["。"]),
    ],
)
def test_sentences_end_at_their_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Growth was 3.5 percent, or 1.2 points more.",
        "The U.S. Congress and the U.S. Department of Commerce.",
        "Dr. Li met Mr. Wang and Prof. Zhao.",
        "See Art. 5, No. 15 and Fig. 3.",
        "On Nov. 15 and on 29 Dec. 2021 notices came out.",
        "J. Smith and K. N. Lee wrote it.",
        "Large cities, e.g. Beijing, i.e. Municipalities.",
        "1. Improve the system",
        "2.3. Improve the system",
        "IV. Improve the system",
        "approx. 5,000 plants",
        "It added Qinghe Memory Corp. (QMC) and Haiwei Optics Co., Ltd. and others.",
        "Qinghe Inc. (formerly Haiwei Co., Ltd.) fell, as did Haiwei Ltd. (Hong Kong: 123).",
        "version 2.3 The",
        "see No.15 The, fig.3 A and Section A.3 The",
        "Annex IV.2 The",
        "the U.S.2 The",
        "grew by 0.3 The",
        "Baidu.com and file.txt",
        "and so on. the lower case goes on",
        "占比为$2 . 5 \\% . 4$，较上年提高",
    ],
)
def test_other_full_stops_end_none(text: str) -> None:
    assert sentences(text) == [text]


def test_no_is_an_abbreviation_only_before_a_number() -> None:
    assert sentences("The answer is no. The ministry declined. See No. 15.") == [
        "The answer is no.",
        "The ministry declined.",
        "See No. 15.",
    ]


def test_semicolons_end_sentences_unless_the_caller_keeps_them() -> None:
    text = "健全制度；完善标准；强化监管。加大投入。"
    assert sentences(text) == ["健全制度；", "完善标准；", "强化监管。", "加大投入。"]
    assert sentences(text, at_semicolons=False) == ["健全制度；完善标准；强化监管。", "加大投入。"]


def test_only_an_empty_line_is_certain_to_be_no_soft_line_break() -> None:
    text = "研发投入\n强度达到3%\n \n自给率达到70%"
    assert sentence_ends(text) == [5, 14, 22]
    assert sentence_ends(text, at_lines=False) == [14, 22]


def test_ends_are_positions_in_code_points() -> None:
    assert sentence_ends("𠮷利。好") == [3, 4]
    assert sentence_ends("") == [0]
    assert sentence_ends("好。") == [2]


def test_the_sentence_around_a_span() -> None:
    text = "推动自主可控。 健全新型举国体制，完善制度。加大投入。"
    start = text.index("举国")
    assert find_sentence(text, start, start + 2) == (8, 22)
    assert find_sentence(text, text.index("可控"), start + 2) == (0, 22)
    assert find_sentence(text, 0, 0) == (0, 7)
    assert find_sentence(text, len(text) - 1, len(text)) == (22, 27)


@given(policy_texts())
def test_sentences_cover_all_but_white_space(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert not text[position:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(policy_texts())
def test_the_sentence_around_each_sentence_is_itself(text: str) -> None:
    for start, end in split_sentences(text):
        assert find_sentence(text, start, end) == (start, end)
