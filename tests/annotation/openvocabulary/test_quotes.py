"""Coined words in quotation marks, and quoted words that are not terms."""

from __future__ import annotations

import pytest

from flows.annotation.openvocabulary.quotes import (
    find_quoted,
    is_change,
    is_list_of_verbs,
    is_manner,
    is_never_named,
    is_result,
    is_saying,
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.type, mention.text) for mention in find_quoted(text, (), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动人才与产业“四链”对接。", [("TERM", "四链")]),
        ("各镇“一村一景”初具规模。", [("TERM", "一村一景")]),
        ("完善“一老一小”服务。", [("TERM", "一老一小")]),
        ("防止林地“非林化”。", [("TERM", "非林化")]),
        ("推广“订单+保险”做法。", [("TERM", "订单+保险")]),
        ("用好“一图通”。", [("TERM", "一图通")]),
        ("牢记“四个服从”。", [("TERM", "四个服从")]),
        ("实施“青松学者”计划。", [("PROGRAMME", "青松学者")]),
        ("实施“八五”计划。", [("PROGRAMME", "八五")]),
        ("实施“青松伙伴”企业培育工程。", [("PROGRAMME", "青松伙伴")]),
        ("争创“瞪羚”企业。", [("TERM", "瞪羚")]),
    ],
)
def test_coined_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“五一”假期客流大增。",
        "组织“六一”活动。",
        "建成“十月六日”大桥。",
        "形成“1+N”方案。",
        "构建“3+2”模式。",
        "投入“2亿”资金。",
        "提供“上门式”服务。",
        "培养“实干型”干部。",
        "克服“队列化”倾向。",
        "实现“五连冠”。",
        "落实“六个坚持”。",
        "办好“一件事”。",
    ],
)
def test_no_terms(text: str) -> None:
    assert found(text) == []


def test_saying_of_the_dictionary_is_no_term() -> None:
    text = "不搞“一刀切”。"
    assert list(find_quoted(text, [(0, 2), (2, 3), (3, 6), (6, 7), (7, 8)], ())) == []


def test_word_that_touches_a_known_one_is_left() -> None:
    assert list(find_quoted("深化“四链”对接。", (), {(3, 5)})) == []


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        (
            is_never_named,
            ["五一", "九一八", "十月六日", "1+N", "3+2", "1亿", "9连优"],
            ["四链", "七双", "4+4科创工程"],
        ),
        (is_manner, ["一站式", "组团式", "出彩型"], ["红豆模式", "阅舰式", "双师型"]),
        (is_change, ["队列化", "激化", "感情化"], ["非粮化", "水肥一体化", "四化"]),
        (is_result, ["五连冠", "三连击"], ["四链"]),
        (is_list_of_verbs, ["五个必须", "六个坚持"], ["五个中心", "四个服从", "四个一批"]),
    ],
)
def test_rules(rule: object, right: list[str], wrong: list[str]) -> None:
    assert callable(rule)
    assert [word for word in right if not rule(word)] == []
    assert [word for word in wrong if rule(word)] == []


@pytest.mark.parametrize(
    ("word", "is_word", "expected"),
    [
        ("一刀切", True, True),
        ("一盘棋", True, True),
        ("一件事", False, True),
        ("一肩挑", False, True),
        ("一网通办", True, False),
        ("一张图", False, False),
        ("一老一小", False, False),
        ("一岗双责", True, False),
    ],
)
def test_sayings(word: str, is_word: bool, expected: bool) -> None:
    assert is_saying(word, is_word=is_word) is expected
