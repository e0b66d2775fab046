"""Small counts are read in a list with others, and nowhere else."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets

LISTED = [
    (
        "其中，机械行业标准15项、稀土行业标准3项、包装行业标准1项。",
        [("机械行业标准", 15.0), ("稀土行业标准", 3.0), ("包装行业标准", 1.0)],
    ),
    (
        "建设现代农业产业园1个、优势特色产业集群2个、农业产业强镇4个。",
        [("现代农业产业园", 1.0), ("优势特色产业集群", 2.0), ("农业产业强镇", 4.0)],
    ),
    ("引进院士团队8个、技术平台12个。", [("院士团队", 8.0), ("技术平台", 12.0)]),
    # Three small counts are a list by themselves.
    (
        "其中，化工行业3项、轻工行业1项、纺织行业2项。",
        [("化工行业", 3.0), ("轻工行业", 1.0), ("纺织行业", 2.0)],
    ),
    # A class of a prize takes the name of the prize before it; a comma may separate classes.
    (
        "国家渔业奖49项，其中一等奖1项、二等奖48项；国家海带奖62项，其中一等奖8项、二等奖54项。",
        [
            ("国家渔业奖", 49.0),
            ("国家渔业奖一等奖", 1.0),
            ("国家渔业奖二等奖", 48.0),
            ("国家海带奖", 62.0),
            ("国家海带奖一等奖", 8.0),
            ("国家海带奖二等奖", 54.0),
        ],
    ),
    (
        "评选出渔业科技奖36项，其中特等奖1项，一等奖5项，二等奖30项。",
        [
            ("渔业科技奖", 36.0),
            *(
                (f"渔业科技奖{name}", value)
                for name, value in (("特等奖", 1.0), ("一等奖", 5.0), ("二等奖", 30.0))
            ),
        ],
    ),
    ("大赛设一等奖3名、二等奖5名、三等奖10名。", [("一等奖", 3.0), ("二等奖", 5.0), ("三等奖", 10.0)]),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_small_counts_of_a_list_are_read(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(one.indicator, one.value) for one in find_targets(text, "zh")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "本市有3家企业。",
        "本市有3家企业，产值稳定。",
        "化工行业3项、轻工行业1项。",
        "有2座桥、3家店。",
        "围绕3个方面、5个重点、2个目标。",
    ],
)
def test_other_small_counts_are_not(text: str) -> None:
    assert not find_targets(text, "zh")


def test_prizes_that_were_given_are_actual() -> None:
    text = "荣获省级渔业科技奖励36项。评选出渔业科技奖30项。"
    assert [one.kind for one in find_targets(text, "zh")] == ["actual", "actual"]
