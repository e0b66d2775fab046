"""Who plans, decides or causes something is no part of a Chinese indicator, and what is refused is no goal."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets


def read(text: str) -> list[tuple[str, float]]:
    found = find_targets(text, "zh", (), Setting(year=2025))
    return [(target.indicator, target.value) for target in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("该联盟计划到2030年将可再生能源占比提高到45%。", [("可再生能源占比", 45)]),
        ("两国决定在2035年前将年度国防开支提高至国内生产总值的5%。", [("年度国防开支占国内生产总值", 5)]),
        ("丙国国防开支将升至GDP的3%。", [("丙国国防开支占GDP", 3)]),
        ("该法案将在未来十年使联邦财政赤字增加约3.4万亿美元。", [("联邦财政赤字", 3.4e12)]),
        ("该法案计划在未来10年内减税4万亿美元。", [("减税", 4e12)]),
        ("该法案将在未来十年新增约3.3万亿美元财政赤字。", [("新增财政赤字", 3.3e12)]),
        ("新规将使出口成本上升12%。", [("出口成本", 12)]),
        ("公司决定将研发投入提高到10亿元。", [("研发投入", 1e9)]),
        (
            "某委员会将今年的玉米产量预期从一个月前的6580万吨下调至5930万吨。",
            [("玉米产量预期", 6.58e7), ("玉米产量预期", 5.93e7)],
        ),
        # Names and verbs that only look like it.
        ("大使馆人员增加了12%。", [("大使馆人员", 12)]),
        ("城镇化率预计到2030年达到70%。", [("城镇化率", 70)]),
        ("全省将新增20万个就业岗位。", [("就业岗位", 2e5)]),
        ("产量将提高到5亿吨。", [("产量", 5e8)]),
        # What stands after the value.
        ("新增3000亿元贷款。", [("新增贷款", 3e11)]),
        ("守牢18.65亿亩耕地。", [("耕地", 1.865e9)]),
        ("政策变动导致约1000万居民失去保险。", [("居民", 1e7)]),
        # No figures, or figures of another kind of sentence.
        ("乙国方面称，乙国无须遵守5%的目标。", []),
        ("到2035年基本实现现代化，实现“两步走”战略安排的第一步。", []),
    ],
)
def test_indicators_are_what_changes(text: str, figures: list[tuple[str, float]]) -> None:
    assert read(text) == figures


def test_what_a_subject_has_is_no_goal() -> None:
    owned, goal = find_targets("拥有7座运输机场的机场群，预计到2035年，年旅客吞吐量将达到4.2亿人次。", "zh")
    assert (owned.indicator, owned.kind, owned.deadline) == ("运输机场", "actual", "")
    assert (goal.kind, goal.deadline) == ("target", "2035")


@pytest.mark.parametrize(
    ("text", "indicator", "kind"),
    [
        ("方案明确研发投入强度达到3%。", "研发投入强度", "target"),
        ("国务院要求各省单位GDP能耗降低15%。", "各省单位GDP能耗", "target"),
        ("“十三五”规划纲要要求单位GDP能耗降低15%。", "单位GDP能耗", "target"),
        ("省政府要求2025年工业企业研发覆盖率达到60%。", "工业企业研发覆盖率", "target"),
        ("会议提出海带产量年均增长7%。", "海带产量年均增长", "target"),
        # no demands
        ("大会提出提案5000件。", "提案", "actual"),
        ("财政部规定的标准是每人3000元。", "财政部规定的标准", "actual"),
        ("全市能耗下降4.2%，超过省政府要求。", "全市能耗", "actual"),
    ],
)
def test_who_demands_is_no_part_of_what_is_demanded(text: str, indicator: str, kind: str) -> None:
    (figure,) = find_targets(text, "zh", (), Setting(year=2025))
    assert (figure.indicator, figure.kind) == (indicator, kind)
