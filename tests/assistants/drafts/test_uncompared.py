"""Numbers of a draft that are in no claim: amounts, but no dates, list numbers or names."""

from __future__ import annotations

import pytest

from flows.assistants.drafts import count_uncompared, describe_uncompared, read_text_draft
from tests.assistants.drafts.telling import Check


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我们走访了30家渔企，投入5,000万元，增长3.5%。", 3),
        ("占百分之五十，约三亿元、三千万吨。", 3),
        ("By 2025, 12 farms raised US$300 million on March 12, 2024, up 5 percent [3].", 3),
        ("2024年3月5日，G20和5G发展，见第12条。", 0),
        ("2024-03-05发布，2020—2025年实施，10:30开会。", 0),
        ("1. 总体要求\n（2）分工\n[3] 注", 0),
        ("《样例制造2025》和 Article 12(2), COVID-19, the 14th Plan", 0),
        ("", 0),
    ],
)
def test_numbers_are_counted(text: str, number: int) -> None:
    assert count_uncompared(read_text_draft(text), []) == number


def test_numbers_in_claims_are_compared(check: Check) -> None:
    text = "《样例省海洋经济发展规划》提出，到2020年，海水养殖良种覆盖率达到65%。\n\n我们走访了30家渔企。"
    claims = check(text)
    assert [claim.text for claim in claims if claim.kind == "figure"] == ["65%"]
    assert count_uncompared(read_text_draft(text), claims) == 1


def test_the_number_is_told_in_both_languages() -> None:
    assert describe_uncompared(0) == ""
    assert describe_uncompared(1) == "1 number of the draft was not compared"
    assert describe_uncompared(1200) == "1,200 numbers of the draft were not compared"
    assert describe_uncompared(1200, "zh") == "稿件中另有 1,200 个数字未作核对"
