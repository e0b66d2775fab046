"""Headings and the kind of the figures below them."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, section_kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、上年工作回顾 / （三）落实国家重大任务", "actual"),
        ("三、明年重点工作 / （一）巩固发展成就", "target"),
        ("发展成就和主要目标", ""),
        ("一、2025年主要工作和“十四五”发展成就", "actual"),
        ("一、2025年重点工作", "target"),
        ("第三章 制造业", ""),
        ("Review of the past year", "actual"),
        ("Chapter 2 Main goals", "target"),
        ("", ""),
    ],
)
def test_headings_tell_the_kind_where_the_clause_does_not(heading: str, kind: str) -> None:
    assert section_kind(heading) == kind
    if kind:
        assert find_targets("建成实验室12家。", "zh", setting=Setting(section_kind(heading)))[0].kind == kind
    assert find_targets("力争建成实验室12家。", "zh", setting=Setting("actual"))[0].kind == "target"
