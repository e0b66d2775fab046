"""Norms and goals in Chinese prose, and results that only look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.figures import Section, find_targets, settle_norms

# The class of the sentence, the sentence, and the kinds of its figures.
CASES = [
    line.split("\t")
    for name in ("norms_zh.tsv", "plans_zh.tsv")
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("group", "text", "kinds"), CASES)
def test_chinese_sentences_have_kinds(group: str, text: str, kinds: str) -> None:
    found = settle_norms(find_targets(text, "zh"), text, "")
    assert [one.kind for one in found] == kinds.split(), group


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


@pytest.mark.parametrize(
    ("text", "indicator", "offence"),
    [
        ("恶意侵犯养殖权的，可以判处一倍以上五倍以下的惩罚性赔偿。", "惩罚性赔偿", "恶意侵犯养殖权"),
        ("故意侵权的，判处赔偿数额一倍以上五倍以下的惩罚性赔偿。", "按赔偿数额的惩罚性赔偿", "故意侵权"),
        ("第五条 渔船擅自进入禁渔区的，处五千元以上五万元以下罚款。", "罚款", "渔船擅自进入禁渔区"),
        ("（三）阻碍渔政检查的，处二千元以上二万元以下罚款。", "罚款", "阻碍渔政检查"),
        ("违反前条规定，未登记渔具的，处二万元以上十万元以下的罚款。", "罚款", "未登记渔具"),
        (
            "无证捕捞的，责令停业；情节严重的，处十万元以上五十万元以下的罚款。",
            "罚款",
            "无证捕捞",
        ),
        ("有违法所得的，没收违法所得，处十万元以上五十万元以下的罚款。", "罚款", ""),
        ("散布虚假渔情，扰乱渔市的，处二万元以上十万元以下的罚款。", "罚款", "散布虚假渔情，扰乱渔市"),
        (
            "渔船违反本法第八条的规定，散布虚假渔情，扰乱渔市的，处二万元以上十万元以下的罚款。",
            "罚款",
            "散布虚假渔情，扰乱渔市",
        ),
        (
            "未经渔政部门核准变更作业的区域和方式，变更渔船的所有人、经营人或者实际控制人，拆解渔船的，"
            "处二万元以上十万元以下的罚款。",
            "罚款",
            "",
        ),
        ("有下列行为之一的，处一万元以上三万元以下的罚款。", "罚款", ""),
        ("渔场违反本条例规定的，处3万元以上10万元以下的罚款。", "罚款", ""),
        ("伪造捕捞许可证，或者出借许可证的，处一万元以下罚款。", "罚款", ""),
        ("拒不改正的，处2万元以上10万元以下罚款。", "罚款", ""),
    ],
)
def test_a_penalty_has_its_offence_as_subject(text: str, indicator: str, offence: str) -> None:
    found = find_targets(text, "zh")
    assert [(one.indicator, one.subject) for one in found] == [(indicator, offence)] * len(found)
    assert found


def test_a_bound_of_hundred_thousand_begins_behind_the_bound_before_it() -> None:
    first, second = find_targets("无证捕捞的，处二万元以上十万元以下的罚款。", "zh")
    assert (first.text, second.text, second.value) == ("二万元", "十万元", 100_000)
