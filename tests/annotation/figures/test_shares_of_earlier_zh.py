"""Chinese shares of an earlier value, ranges beside 自有, and what prices and tax rates lay down."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets, settle_norms


@pytest.mark.parametrize(
    ("text", "indicator", "kind", "deadline"),
    [
        ("样海港旅客人数恢复到2019年的92%。", "样海港旅客人数相当于2019年", "actual", ""),
        ("2023年，样海航班量恢复至2019年的63%左右。", "样海航班量相当于2019年", "actual", "2023"),
        ("到2030年，渔船能耗降到2020年的80%。", "渔船能耗相当于2020年", "target", "2030"),
        ("渔业入会率由2019年的70%提高到2023年的92%。", "渔业入会率", "actual", "2023"),
    ],
)
def test_a_share_of_an_earlier_value_has_no_earlier_year(
    text: str, indicator: str, kind: str, deadline: str
) -> None:
    figure = find_targets(text, "zh")[-1]
    assert (figure.indicator, figure.kind, figure.deadline) == (indicator, kind, deadline)


def test_own_funds_begin_no_change() -> None:
    figure = find_targets("样海公司拟以自有资金1.5亿元至3亿元回购股份。", "zh")[0]
    assert (figure.comparator, figure.text) == ("range", "1.5亿元至3亿元")


def test_gigawatt_hours_are_no_gigawatts() -> None:
    assert find_targets("2023年储能装机规模达到20吉瓦时。", "zh")[0].unit == "GWh"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("渔业所得最高税率为45%。", ["norm"]),
        ("小渔船每次收费15元，大渔船25元，24小时内最高收费60元。", ["norm", "norm", "norm"]),
        ("新办法将单船贷款额度由30万元提高到50万元。", ["norm", "norm"]),
        ("对首次通过认定的，一次性奖励20万元；重新认定的，奖励5万元。", ["norm", "norm"]),
        ("每艘船补助2万元，全村发放资金40万元。", ["norm", "actual"]),
    ],
)
def test_prices_and_rates_are_norms(text: str, kinds: list[str]) -> None:
    figures = settle_norms(find_targets(text, "zh"), text, "")
    assert [figure.kind for figure in figures] == kinds
