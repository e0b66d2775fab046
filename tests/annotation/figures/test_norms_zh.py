"""Norms in Chinese prose: penalties, limits, rates and obligations, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.figures import Section, find_targets, settle_norms

# The class of the rule, the sentence, and the kinds of its figures.
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "norms_zh.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("rule", "text", "kinds"), CASES)
def test_chinese_sentences_lay_figures_down(rule: str, text: str, kinds: str) -> None:
    found = settle_norms(find_targets(text, "zh"), text, "")
    assert [one.kind for one in found] == kinds.split(), rule


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("这家奶粉厂因虚假标注被罚款300万元。", "罚款"),
        ("超载的，处2000元以下的罚款。", "罚款"),
        ("法院判处船东罚金10万元。", "罚金"),
        ("全市渔政部门共处罚金额1.8亿元。", "处罚金额"),
    ],
)
def test_penalties_are_named_by_their_noun(text: str, indicator: str) -> None:
    assert [one.indicator for one in find_targets(text, "zh")] == [indicator]


@pytest.mark.parametrize(("section", "kind"), [("", "norm"), ("news", "norm"), ("target", "target")])
def test_below_headings_of_tasks_obligations_are_goals(section: Section, kind: str) -> None:
    text = "电池生产者应当回收65%以上的废旧电池。"
    assert [one.kind for one in settle_norms(find_targets(text, "zh"), text, section)] == [kind]


def test_penalties_are_norms_below_headings_of_tasks() -> None:
    text = "销售变质肉制品的，处五千元以上五万元以下罚款。"
    found = settle_norms(find_targets(text, "zh"), text, "target")
    assert [one.kind for one in found] == ["norm", "norm"]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("掺假的，并处货值金额五倍以上十倍以下的罚款。", "按货值金额的罚款"),
        ("情节严重的，处上一年度营业额5%以下的罚款。", "按上一年度营业额的罚款"),
        ("没收违法所得，并处违法所得一倍以上五倍以下罚款。", "按违法所得的罚款"),
        ("并处或者单处虚假出资金额百分之二以上百分之十以下罚金。", "按虚假出资金额的罚金"),
        ("没有违法所得的，处十万元以上五十万元以下罚款。", "罚款"),
    ],
)
def test_a_percentage_or_multiple_is_of_something(text: str, indicator: str) -> None:
    found = find_targets(text, "zh")
    assert [one.indicator for one in found] == [indicator] * len(found)
    assert found
