"""Firms by their legal form: found from the start of their names."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names.wholes import find_firms
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("将公司全资子公司青禾精密光学有限公司列入清单。", ["青禾精密光学有限公司"]),
        ("当事人：青禾存储技术（中国）有限公司", ["青禾存储技术（中国）有限公司"]),
        ("由青禾会计师事务所（特殊普通合伙）审计。", ["青禾会计师事务所（特殊普通合伙）"]),
        (
            "成立了青禾鼎新（北京）股权投资基金合伙企业（有限合伙），出资额10亿元。",
            ["青禾鼎新（北京）股权投资基金合伙企业（有限合伙）"],
        ),
        ("北京市青禾律师事务所", ["北京市青禾律师事务所"]),
        ("上诉人深圳市青禾微电子有限公司不服判决。", ["深圳市青禾微电子有限公司"]),
        ("原告赤水青禾集团有限公司诉称", ["赤水青禾集团有限公司"]),
        ("向日本青禾化学工业株式会社和ABC株式会社采购。", ["日本青禾化学工业株式会社", "ABC株式会社"]),
        ("2024年12月31日青禾电子股份有限公司公告。", ["青禾电子股份有限公司"]),
        ("其为华为技术有限公司的供应商。", []),  # the lexicon has it
        ("设立一人有限责任公司，应当聘请会计师事务所。", []),
        ("由国有企业变更为有限责任公司。", []),
        ("依法设立的股份有限公司和有限责任公司。", []),
        ("具有资格的会计师事务所出具报告。", []),
        ("The Bureau added Qinghe Optics Co., Ltd., a subsidiary, to it.", ["Qinghe Optics Co., Ltd."]),
        ("Under this rule Qinghe Memory (Suzhou) Inc. may not.", ["Qinghe Memory (Suzhou) Inc."]),
        ("The note is by Qinghe Legal LLP. It sold Qinghe GmbH.", ["Qinghe Legal LLP", "Qinghe GmbH"]),
        ("It bought Qinghe Chemical Co., Ltd. Prices fell.", ["Qinghe Chemical Co., Ltd."]),
        ("公司在美子公司Qinghe Software Inc.可能受影响。", ["Qinghe Software Inc."]),
        ("A limited company in Shanghai.", []),
    ],
)
def test_firms(annotator: Annotator, text: str, expected: list[str]) -> None:
    found = list(find_firms(annotator.tagger.tag(text)))
    assert [one.text for one in found] == expected
    assert all(one.type == "ORG" and text[one.start : one.end] == one.text for one in found)


def test_long_texts_are_read_in_linear_time(annotator: Annotator) -> None:
    def read(number: int) -> None:
        text = "有限公司" * 5 * number + "（样例" * 2 * number + "Qinghe " * 2 * number
        assert list(find_firms(annotator.tagger.tag(text))) == []

    assert_time_in_proportion(read, 2_000)
