"""Local offices: one or several places, followed by a department."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台州市经济和信息化局印发通知。", ["台州市经济和信息化局"]),
        ("浙江省经济和信息化厅公示名单。", ["浙江省经济和信息化厅"]),
        ("湖州市投资促进局与南浔区科技局签约。", ["湖州市投资促进局", "南浔区科技局"]),
        ("江苏省泰州市发展和改革委员会备案。", ["江苏省泰州市发展和改革委员会"]),
        ("合肥高新区管委会设立基金。", ["合肥高新区管委会"]),
        ("台州市民航局负责。", ["台州市民航局"]),  # the lexicon has 台州市 and 民航局 only separately
        ("由省经信厅负责，市科技局配合。", ["省经信厅", "市科技局"]),
        ("全省科技局长会议召开。", []),
        ("台湾教育局面严峻。", []),
        ("北京市财政局长说。", []),
        ("上海市科技委员都到了。", []),
        ("深圳市的教育局在哪里？", []),
    ],
)
def test_offices_of_places(annotator: Annotator, text: str, expected: list[str]) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert [one.text for one in mentions if one.type == "ORG" and not one.nested] == expected


def test_a_place_within_an_office_is_nested(annotator: Annotator) -> None:
    mentions = annotator.annotate(["深圳市工业和信息化局发布公告。"])[0].mentions
    assert [(one.text, one.type, one.nested) for one in mentions] == [
        ("深圳市工业和信息化局", "ORG", False),
        ("深圳市", "GPE", True),
    ]


def test_a_row_of_fields_costs_no_more_than_its_length(annotator: Annotator) -> None:
    text = "深圳市" + "工业和信息化" * 60 + "。"
    assert [one.text for one in annotator.annotate([text])[0].mentions if one.type == "ORG"] == []
