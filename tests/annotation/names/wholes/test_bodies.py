"""Bodies, places and events with long names: found whole."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names.wholes import find_wholes
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国（山东）自由贸易试验区印发方案。", [("GPE", "中国（山东）自由贸易试验区")]),
        ("中国(云南)自贸试验区昆明片区成立。", [("GPE", "中国(云南)自贸试验区昆明片区")]),
        ("中国（温州）国际园林博览会开幕。", [("EVENT", "中国（温州）国际园林博览会")]),
        ("中科院高能物理所所长来访。", [("ORG", "中科院高能物理所")]),
        ("中国科学院数学与系统科学研究院来访。", [("ORG", "中国科学院数学与系统科学研究院")]),
        ("中国物流与采购联合会发布数据。", [("ORG", "中国物流与采购联合会")]),
        ("中央和国家机关工委发出通知。", [("ORG", "中央和国家机关工委")]),
        ("在中国（广州）举行文化节。", []),
        ("中国（含香港）企业参加洽谈会。", []),
        ("中国文化和旅游部与海外旅游协会签约。", []),
        ("中国食品和包装协会来访。", [("ORG", "中国食品和包装协会")]),
        ("中国（海南）技能人才基地成立。", []),
        ("中国（深圳）和中国（上海）的经验。", []),
        ("中科院计算所来访。", []),  # the lexicon has it
        ("中国科学院与清华大学研究院签约。", []),
        ("中国科学院院士考察研究所。", []),
        ("中国科学院所属研究所。", []),
        ("中国贸促会与海外商会签约。", []),
        ("中国企业与友好协会签约。", []),
        ("中国科学院与盖茨基金会签约。", []),
        ("中央和国家机关各部门发出通知。", []),
        ("China and its institutes.", []),
    ],
)
def test_whole_names(annotator: Annotator, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.type, one.text) for one in find_wholes(annotator.tagger.tag(text))] == expected


def test_the_office_of_a_bracketed_zone_is_one_body(annotator: Annotator) -> None:
    mentions = annotator.annotate(["中国（广东）自由贸易试验区管委会印发通知。"])[0].mentions
    assert [(one.type, one.text) for one in mentions if not one.nested] == [
        ("ORG", "中国（广东）自由贸易试验区管委会")
    ]


def test_long_texts_are_read_in_linear_time(annotator: Annotator) -> None:
    def read(number: int) -> None:
        text = "中国" * 5 * number + "中国（" * 5 * (number // 2) + "中国物流与" * 2 * number
        assert list(find_wholes(annotator.tagger.tag(text))) == []

    assert_time_in_proportion(read, 2_000)
