"""Years in the names of government work reports, inside the name, before it and behind it."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references import find_report_year


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("2033年政府工作报告提出", "2033年政府工作报告", "2033"),
        ("2033年3月，《政府工作报告》提出", "政府工作报告", "2033"),
        ("The 2033 government work report says", "2033 government work report", "2033"),
        ("The government work report for 2033 says", "government work report", "2033"),
        ("The government work report said in 2033", "government work report", ""),
        ("2033年样例省网箱发展规划", "样例省网箱发展规划", ""),
    ],
)
def test_the_year_of_a_report(text: str, name: str, year: str) -> None:
    start = text.index(name)
    found = find_report_year(text, start, start + len(name))
    assert (found[0] if found else "") == year
    assert not found or text[slice(*found[1])].startswith(year)
