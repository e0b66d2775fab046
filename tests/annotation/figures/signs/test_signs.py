"""The relation of values to indicators in both languages: levels with bounds, and changes with or without."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets

CHINESE = [
    ("研发经费投入年均增长7%以上。", "+", ">="),
    ("数字经济核心产业增加值增长超过10%。", "+", ">"),
    ("单位GDP能耗降低13.5%左右。", "-", "~"),
    ("工业机器人产量增长近30%。", "+", "~"),
    ("灌溉面积扩大了100多万亩。", "+", ">"),
    ("产能翻一番以上。", "x", ">="),
    ("技术合同成交额增长不低于20%。", "+", ">="),
    ("一般公共预算收入增长5%。", "+", ""),
    ("研发投入强度达到3%以上。", ">=", ""),
    ("物价涨幅不会超过3%。", "<=", ""),
    ("城镇调查失业率控制在5.5%左右。", "~", ""),
    ("工业增加值增长6.7%、高于全国0.8个百分点。", "+", ""),
    ("工业增加值增长4.7%、低于全国0.3个百分点。", "-", ""),
    ("工业增加值增长6.7%、高于全国0.8个百分点以上。", "+", ">="),
    ("高技术产业比重提高超过2个百分点。", "+", ">"),
    ("海带销量同比-12%。", "-", ""),
    ("海带销量同比+7%。", "+", ""),
    ("渔业公司毛利率同比-1.5pct。", "-", ""),
    ("海带加工业增速为-2.3%。", "-", ""),
    ("海带、紫菜、对虾产量分别增长5%、3%和-2%。", "-", ""),
    ("海带出口价格跌破0.4元/公斤。", "<", ""),
    # Bounds written as signs.
    ("渔港设备国产化率<1%。", "<", ""),
    ("到2027年，渔港设备国产化率＞70%。", ">", ""),
    ("海带加工成本≤5万元。", "<=", ""),
    ("海带加工企业≥30家。", ">=", ""),
    ("海带出口约占~40%。", "~", ""),
    ("海带产能为5~7万吨。", "range", ""),
]
ENGLISH = [
    ("R&D spending will grow by more than 7 percent a year.", "+", ">"),
    ("Spending will increase by at least 10 percent.", "+", ">="),
    ("Emissions fell by about 5 percent.", "-", "~"),
    ("Exports nearly tripled.", "x", "~"),
    ("Output more than doubled in 2022.", "x", ">"),
    ("Revenue is expected to grow by 9 percent or more.", "+", ">="),
    ("GDP rose over 5 percent.", "+", ">"),
    ("Sales grew 5 percent.", "+", ""),
    ("Prices shall not rise by more than 3 percent.", "+", "<="),
    ("Inflation fell below 3 percent.", "<", ""),
    ("The share will reach at least 70 percent.", ">=", ""),
    # Bounds written as signs.
    ("The domestic share is <10% for winches.", "<", ""),
    ("The plan aims for a domestic share of >70% by 2027.", ">", ""),
    ("The market is worth ≥ $5 billion.", ">=", ""),
    ("The market is worth ~$5 billion.", "~", ""),
    ("Exports grew >5%.", "+", ">"),
]


@pytest.mark.parametrize(
    ("text", "language", "comparator", "bound"),
    [(text, "zh", *rest) for text, *rest in CHINESE] + [(text, "en", *rest) for text, *rest in ENGLISH],
)
def test_comparator_and_bound(text: str, language: str, comparator: str, bound: str) -> None:
    found = find_targets(text, language)[-1]
    assert (found.comparator, found.bound) == (comparator, bound)


def test_an_indicator_that_multiplied_is_named_without_more() -> None:
    assert find_targets("Output more than doubled in 2022.", "en")[0].indicator == "Output"
