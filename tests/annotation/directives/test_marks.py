"""Brackets and quotation marks of directives: both of a pair, or neither."""

from __future__ import annotations

import pytest

from flows.annotation.directives import find_directives


def asked(text: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.addressee, one.object) for one in find_directives(text, "zh")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An object goes on until its marks are closed.
        (
            "渔业局要坚持“建一港，成一市”的方针，加强管理。",
            [("要", "渔业局", "坚持“建一港，成一市”的方针"), ("加强", "", "管理")],
        ),
        ("要坚持“一要安全，二要增产”的原则。", [("要", "", "坚持“一要安全，二要增产”的原则")]),
        (
            "建成渔港泊位700个（牵头单位：渔业局，县级配合）。",
            [("建成", "", "渔港泊位700个（牵头单位：渔业局，县级配合）")],
        ),
        (
            "重点搞好“三河两湾”（即：东河、西河，南湾）的治理，推广新网具。",
            [
                ("重点搞好", "", "“三河两湾”（即：东河、西河，南湾）的治理"),
                ("推广", "", "新网具"),
            ],
        ),
        # It ends before marks that were opened before it.
        ("条例规定：“渔业局应当公开费率。”", [("应当", "渔业局", "公开费率")]),
        ("渔业局（由县级部门负责审核）发布名单。", [("由", "县级部门", "县级部门负责审核")]),
        # A mark that is never closed is left out at the end only.
        ("要认真贯彻《", [("要", "", "认真贯彻")]),
        # A quotation that only names something asks for nothing.
        ("渔企“走出去”综合服务平台上线。", []),
        ("弘扬“不怕困难，改造渔港”的精神。", [("弘扬", "", "“不怕困难，改造渔港”的精神")]),
        ("他要求“渔业局应当公开费率”并报告结果。", [("应当", "渔业局", "公开费率")]),
        ("他强调：“渔业局必须公开费率。”渔民表示欢迎。", [("必须", "渔业局", "公开费率")]),
    ],
)
def test_an_object_has_both_marks_of_a_pair(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        (
            "第五条 渔港（包括避风港，下同）及其经营单位不得收取押金。",
            "渔港（包括避风港，下同）及其经营单位",
        ),
        ("（a）渔业企业应当公开费率。", "渔业企业"),
        ("《渔港办法》第三条明确渔业企业应当公开费率。", "渔业企业"),
        ("引导、促使渔业企业更新网具。", "渔业企业"),
        ("引导、保护渔业企业增产的积极性。", "渔业企业"),
        ("鼓励政府采购国产网具。", ""),
        ("鼓励政府投资基金支持渔港。", "政府投资基金"),
        ("鼓励政府部门公开费率。", "政府部门"),
        ("鼓励政府采购人购买国产网具。", "政府采购人"),
    ],
)
def test_an_addressee_begins_with_its_first_word(text: str, addressee: str) -> None:
    assert [one[1] for one in asked(text)] == [addressee]
