"""Items between semicolons, and goals beside results."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An item with a result and a goal for later does not lend its goal to the next item.
        (
            "机械化率2024年为69%，规划要求2025年达到73%；每千人渔船数3.1艘。",
            [("69%", "actual", "2024"), ("73%", "target", "2025"), ("3.1艘", "actual", "")],
        ),
        (
            "机械化率2024年为69%，规划要求2025年达到73%；渔业增加值占全市生产总值的比重由2020年的34%降至31.5%。",
            [
                ("69%", "actual", "2024"),
                ("73%", "target", "2025"),
                ("34%", "actual", "2020"),
                ("31.5%", "actual", ""),
            ],
        ),
        # Plans go on over a semicolon.
        (
            "1980年海带产量预计250万吨，明年计划增加10万吨；紫菜产量计划达到55万吨。",
            [("250万吨", "target", "1980"), ("10万吨", "target", "2026"), ("55万吨", "target", "2026")],
        ),
        # The year of a result is not that of the goal that it is compared with.
        (
            "渔民人均产值由2020年的14万元提高到2024年的18万元，规划目标为20万元。",
            [("14万元", "actual", "2020"), ("18万元", "actual", "2024"), ("20万元", "target", "")],
        ),
    ],
)
def test_items_and_goals(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_targets(text, "zh", (), Setting(year=2025))
    assert [(one.text, one.kind, one.deadline) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "kind", "deadline"),
    [
        ("到2030年海带产值达到500亿元，现规模仅120亿元。", "actual", ""),
        ("按规划，2030年海带加工率要达到80%，现仅为30%。", "actual", ""),
        ("到2030年要建成100家智能渔场，而现有智能渔场仅有12家。", "actual", ""),
        ("到2030年培育渔业企业500家，现有企业300家。", "actual", ""),
        ("到2030年海带产值达到500亿元。现规模仅120亿元。", "actual", ""),
        # Only in the future, or without a goal before it.
        ("到2030年能耗降低20%，成本将仅为5万元。", "target", "2030"),
        ("2024年产量达100万吨，出口仅20万吨。", "actual", "2024"),
    ],
)
def test_what_is_only_so_is_no_goal(text: str, kind: str, deadline: str) -> None:
    found = find_targets(text, "zh", (), Setting(year=2025))[-1]
    assert (found.kind, found.deadline) == (kind, deadline)
