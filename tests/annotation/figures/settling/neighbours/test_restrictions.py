"""What the clauses before restrict a figure to is part of its name."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets


def names(text: str) -> list[str]:
    """Return the names of the figures of a text."""
    return [one.indicator for one in find_targets(text, "zh")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海带加工方面，当月出口320吨，均价为每吨3.1万元。", ["海带加工出口", "海带加工均价"]),
        ("以10英寸石英坩埚为例，量产成本从2万元降至9000元。", ["10英寸石英坩埚量产成本"] * 2),
        ("工业方面，增加值增长5%。", ["工业增加值"]),
        ("海洋经济方面，全年产值达1200亿元。", ["海洋经济产值"]),
        # The name has it, has a thing of its own, or follows one; a field of work, or a general word.
        ("就业方面，城镇新增就业1200万人，失业率为5.1%。", ["城镇新增就业", "失业率"]),
        ("碳纤维方面，国内产能已达12万吨，利用率不足五成。", ["国内产能", "利用率"]),
        ("渔港改革方面，投入达3亿元。", ["投入"]),
        ("总量方面，进口额为30亿元。", ["进口额"]),
    ],
)
def test_a_topic_restricts_general_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在海水淡化专利申请中，国内申请人占比为42%。", "海水淡化专利申请中的国内申请人占比"),
        ("在海水淡化专利申请中，国内申请人占42%，国外占58%。", "海水淡化专利申请中的国外占比"),
        ("被引次数靠前的渔业论文里，青年作者仅占12%。", "被引次数靠前的渔业论文中青年作者占比"),
        ("渔业从业人员1.6万人，其中女性占三成。", "渔业从业人员中女性占比"),
        ("渔业从业人员1.6万人，其中女性占三成，40岁以下者占54%。", "渔业从业人员中40岁以下者占比"),
        ("水产品销售额达10亿元，其中海带占比达32%。", "水产品销售额中海带占比"),
        # A share of another whole, in another item, or measured otherwise.
        ("参展渔业企业近1700家，其中外国展览面积占30%。", "外国展览面积"),
        ("在渔业产值中，养殖占60%；女性占三成。", "女性"),
        ("渔业产值10亿元，其中养殖占全国的三成。", "养殖占全国"),
        ("渔业产值增长5%，其中养殖占三成。", "养殖"),
    ],
)
def test_a_share_is_named_with_its_whole(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("上一批40个课题中有12个延期。", "延期的课题"),
        ("30家渔企中，有12家亏损。", "亏损的渔企"),
        ("45名教师中有12名博士。", "教师中博士"),
        ("60户村民中有24户是渔民。", "村民中渔民"),
        # The whole has its own measure, or only a part of a clause is read.
        ("500种渔具中有220种渔具产量居首。", "渔具产量居首"),
    ],
)
def test_a_part_of_what_is_counted_is_named_with_it(text: str, name: str) -> None:
    assert names(text)[-1] == name


def test_things_of_which_some_are_counted_end_before_them() -> None:
    assert names("上一批40个课题中有12个延期。")[0] == "课题"
