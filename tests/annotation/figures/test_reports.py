"""Figures of communiques, annual reports, evaluations and briefs: whole rows, in sentences of both languages."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.annotation.parsing import Parser, load_parser
from tests.support import MODELS

# A sentence, and each figure: its words, sign, unit, year, kind and indicator.
CHINESE = [
    # Brackets that explain a name are no part of it and do not end it.
    (
        "水产投资（不含散户）比上年增长2.7%，其中海带投资（含加工）下降1.9%。",
        ["2.7% + % - actual 水产投资", "1.9% - % - actual 海带投资"],
    ),
    ("海带零售总额（含网上）3012万元。", ["3012万元 = CNY - actual 海带零售总额"]),
    # What a change is compared with is not what changed.
    (
        "应收账款余额19.8亿元，较期初增长42%。",
        ["19.8亿元 = CNY - actual 应收账款余额", "42% + % - actual 应收账款余额"],
    ),
    (
        "海带均价40元，较2023年高点下跌逾七成。",
        ["40元 = CNY - actual 海带均价", "七成 - % - actual 海带均价"],
    ),
    (
        "渔业支出90亿元，比上年预算增加8亿元。",
        ["90亿元 = CNY - actual 渔业支出", "8亿元 + CNY - actual 渔业支出"],
    ),
    # Goals of a plan, and goals met.
    (
        "渔业占比12.6%，提前一年实现12%的规划目标。",
        ["12.6% = % - actual 渔业占比", "12% = % - actual 规划目标"],
    ),
    ("海带加工率，规划要求2025年达到73%。", ["73% = % 2025 target 海带加工率"]),
    ("预计到2025年末，各渔场可完成规划目标，达标率为90.6%。", ["90.6% = % 2025 target 达标率"]),
    ("海川公司2025年净利润预测为6亿元。", ["6亿元 = CNY 2025 target 海川公司净利润预测"]),
    # Names that begin like verbs and adverbs.
    ("已开工渔场154个，开工率91.7%。", ["154个 = 个 - actual 渔场", "91.7% = % - actual 开工率"]),
    ("累计拥有有效专利1042件。", ["1042件 = patents - actual 有效专利"]),
    (
        "渔光互补新增装机23万千瓦；累计装机超过100万千瓦。",
        ["23万千瓦 = kW - actual 渔光互补新增装机", "100万千瓦 > kW - actual 累计装机"],
    ),
    # What is granted, and what each recipient receives.
    ("对认定的渔企给予奖励，总额最高不超过500万元。", ["500万元 <= CNY - target 奖励总额"]),
    ("每艘船最高7500元的税收抵免不再适用。", ["7500元 <= CNY - actual 税收抵免"]),
    (
        "培育百家海带企业、千家渔业企业。",
        ["百家 = enterprises - target 海带企业", "千家 = enterprises - target 渔业企业"],
    ),
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    found = load_parser(MODELS / "artefacts")
    assert found
    return found


def rows(text: str, language: str, parser: Parser | None = None) -> list[str]:
    found = find_targets(text, language, (), Setting(year=2025, parser=parser))
    return [
        f"{one.text} {one.comparator} {one.unit} {one.deadline or '-'} {one.kind} {one.indicator}"
        for one in found
    ]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_figures(text: str, expected: list[str]) -> None:
    assert rows(text, "zh") == expected
