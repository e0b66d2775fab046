"""Departments and branches after the body to which they belong."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names.wholes import find_departments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "财政部经济建设司、商务部对外投资和经济合作司参加。",
            ["财政部经济建设司", "商务部对外投资和经济合作司"],
        ),
        ("教育部高等教育司司长作报告。", ["教育部高等教育司"]),
        ("中国人民银行苏州市分行出台措施。", ["中国人民银行苏州市分行"]),
        (
            "国家金融监督管理总局苏州监管分局发布通知。",
            ["国家金融监督管理总局苏州监管分局"],
        ),
        ("工业和信息化部信息通信管理局局长出席。", ["工业和信息化部信息通信管理局"]),
        ("财政部有关司局、工业和信息化部各司参加。", []),
        ("财政部批准青禾公司发债。", []),
        ("教育部联合政法司法机关开展活动。", []),
        ("国务院国资委要求各分行整改。", []),
    ],
)
def test_departments(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert [one.text for one in find_departments(annotator.tagger.tag(text))] == expected


def test_a_department_acts_for_its_body(annotator: Annotator) -> None:
    found = annotator.annotate(["2023年5月，财政部经济建设司印发《工作要点》。"])[0]
    assert [(one.text, one.entity, one.nested) for one in found.mentions if one.type == "ORG"] == [
        ("财政部经济建设司", "mof", False),
        ("财政部", "mof", True),
    ]
    assert [(event.actor, event.actor_entity) for event in found.events] == [("财政部经济建设司", "mof")]
