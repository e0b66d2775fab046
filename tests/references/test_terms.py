"""Terms of suspensions: from which day, until which day, by the words around the name."""

from __future__ import annotations

import pytest

from flows.references.statuses.terms import read_resumption, read_term

WRITTEN = "2025-11-01"


@pytest.mark.parametrize(
    ("sentence", "since", "until"),
    [
        ("自2025年11月10日起至2027年3月10日止暂停执行《》", "2025-11-10", "2027-03-11"),
        ("自2025年11月10日起，《》暂停执行，至2027年3月10日恢复执行", "2025-11-10", "2027-03-10"),
        ("《》自2025年11月10日起暂停执行两年", "2025-11-10", "2027-11-10"),
        ("暂停执行《》6个月", "", "2026-05-01"),
        ("暂停执行《》，期限自2025年11月10日至2027年3月10日", "2025-11-10", "2027-03-11"),
        ("2025年11月10日起暂停执行《》，2027年3月10日起恢复执行", "2025-11-10", "2027-03-10"),
        ("自2025年11月10日0时起至2027年3月10日24时，暂停执行《》", "2025-11-10", "2027-03-11"),
        ("从2025年11月10日开始暂停执行《》，为期十八个月", "2025-11-10", "2027-05-10"),
        ("为办好样例运动会（2025年11月9日至21日），暂停执行《》", "2025-11-09", "2025-11-22"),
        ("根据2025年9月1日印发的通知，自2025年11月10日起暂停执行《》", "2025-11-10", ""),
        ("经2025年10月20日省政府常务会议研究，决定暂停执行《》", "", ""),
        ("《》自本公告发布之日起暂停执行，有效期至2027年3月10日", "", "2027-03-11"),
        ("自2025年11月10日起，《》暂停实施至2026年底", "2025-11-10", "2027-01-01"),
        ("自2025年11月10日起，《》暂停实施，期限1年", "2025-11-10", "2026-11-10"),
        ("2025年11月10日至3月25日期间，《》暂停执行", "2025-11-10", "2026-03-26"),
        ("自2025年11月10日至2026年2月30日暂停执行《》", "2025-11-10", ""),
        ("自2025年11月10日起至2027年3月10日，暫停執行《》", "2025-11-10", "2027-03-11"),
        ("《》 is suspended from November 10, 2025 until March 10, 2027", "2025-11-10", "2027-03-11"),
        ("《》 is suspended for one year", "", "2026-11-01"),
    ],
)
def test_the_term_of_a_suspension(sentence: str, since: str, until: str) -> None:
    before, _, after = sentence.partition("《》")
    assert read_term(before, after, WRITTEN) == (since, until)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("自2026年1月1日起恢复执行《》", "2026-01-01"),
        ("《》于2026年1月1日恢复实施", "2026-01-01"),
        ("恢复执行《》", ""),
    ],
)
def test_the_day_of_a_resumption(sentence: str, day: str) -> None:
    before, _, after = sentence.partition("《》")
    assert read_resumption(before, after, WRITTEN) == day
