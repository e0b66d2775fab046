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
        ("面粉加工方面，全年进口46万吨，单价为每吨0.4万元。", ["面粉加工进口", "面粉加工单价"]),
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
        ("在桥梁工程投标中，本地企业占比为27%。", "桥梁工程投标中本地企业占比"),
        ("在桥梁工程投标中，本地企业占27%，外地占73%。", "桥梁工程投标中的外地占比"),
        ("评分靠前的建材标书里，民营企业仅占34%。", "评分靠前的建材标书中民营企业占比"),
        ("食堂员工860人，其中男性占两成。", "食堂员工中男性占比"),
        ("食堂员工860人，其中男性占两成，50岁以上者占31%。", "食堂员工中50岁以上者占比"),
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
        ("县里80个标段中有15个亏损。", "亏损的标段"),
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
    assert names("县里80个标段中有15个亏损。")[0] == "标段"
