"""Chinese ranges beside 自有, gigawatt hours, and what prices and tax rates lay down."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets, settle_norms


def test_own_funds_begin_no_change() -> None:
    figure = find_targets("样海公司拟以自有资金1.5亿元至3亿元回购股份。", "zh")[0]
    assert (figure.comparator, figure.text) == ("range", "1.5亿元至3亿元")


def test_gigawatt_hours_are_no_gigawatts() -> None:
    assert find_targets("2023年储能装机规模达到20吉瓦时。", "zh")[0].unit == "GWh"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("渔业所得最高税率为45%。", ["norm"]),
        ("24小时内最高收费60元。", ["norm"]),
        ("对首次通过认定的，一次性奖励20万元；重新认定的，奖励5万元。", ["norm", "norm"]),
        ("每艘船补助2万元，全村发放资金40万元。", ["norm", "actual"]),
    ],
)
def test_prices_and_rates_are_norms(text: str, kinds: list[str]) -> None:
    figures = settle_norms(find_targets(text, "zh"), text, "")
    assert [figure.kind for figure in figures] == kinds
