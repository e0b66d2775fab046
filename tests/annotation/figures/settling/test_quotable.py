"""Scores of figures that cannot be quoted without the text around them."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, lower_unquotable
from flows.records import SURE_SCORE, Mention, Target


def read(text: str, section: str, language: str = "zh") -> tuple[Target, ...]:
    return lower_unquotable(find_targets(text, language, (), Setting(year=2025)), section)


@pytest.mark.parametrize(
    ("text", "section", "is_sure"),
    [
        # Whose measure it is must be said, except in a report on one place.
        ("2024年，营业收入为5亿元。", "news", False),
        ("2024年，营业收入为5亿元。", "actual", True),
        ("2024年，海带营业收入为5亿元。", "news", True),
        # A goal needs its time.
        ("渔船最高航速将由30公里提高到40公里。", "news", False),
        ("海带产量将由30万吨提高到40万吨。", "news", False),
        ("到2027年，海带产量达到40万吨。", "news", True),
        # A figure that is a goal only because those before it are.
        ("到2030年，海带产量达到50万吨。渔区海域面积12万平方公里。", "", False),
    ],
)
def test_what_cannot_be_quoted_alone_is_not_sure(text: str, section: str, is_sure: bool) -> None:
    assert (read(text, section)[-1].score >= SURE_SCORE) == is_sure


@pytest.mark.parametrize(
    ("text", "kind", "is_sure"),
    [
        ("2024年，甲集团加大投入，海带出口增长50%。", "ORG", False),
        ("2024年，甲集团海带出口增长50%。", "ORG", True),
        ("2024年，甲州的这家渔业企业加大投入，海带出口增长50%。", "GPE", False),
        ("2024年，甲州海带出口增长50%。", "GPE", True),
    ],
)
def test_a_name_in_an_earlier_clause_is_hardly_whose_figure_it_is(
    text: str, kind: str, is_sure: bool
) -> None:
    name = "甲集团" if kind == "ORG" else "甲州"
    start = text.index(name)
    mention = Mention(start, start + len(name), name, kind)
    (found,) = find_targets(text, "zh", (mention,), Setting(year=2025))
    assert (found.score >= SURE_SCORE) == is_sure


def test_what_a_body_publishes_is_hardly_its_own() -> None:
    found = Target(0, 3, "5亿元", "渔业产值", 5e8, "CNY", subject="样例渔业协会", kind="actual", score=0.96)
    firm = Target(0, 3, "5亿元", "渔业产值", 5e8, "CNY", subject="样例渔业公司", kind="actual", score=0.96)
    lowered, kept = lower_unquotable((found,), "news"), lower_unquotable((firm,), "news")
    assert (lowered[0].score, kept[0].score) == (0.93, 0.96)


def test_a_name_is_not_measured_in_two_units() -> None:
    power = Target(0, 5, "2亿千瓦时", "发电量", 2e8, "kWh", kind="actual", score=0.96)
    waste = Target(9, 12, "60吨", "发电量", 60, "t", kind="actual", score=0.96)
    share = Target(9, 12, "60%", "发电量", 60, "%", kind="actual", score=0.96)
    assert [one.score for one in lower_unquotable((power, waste), "actual")] == [0.96, 0.91]
    assert [one.score for one in lower_unquotable((power, share), "actual")] == [0.96, 0.96]
