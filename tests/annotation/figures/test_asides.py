"""Figures after brackets: what is said in brackets sets neither their kind, year nor indicator."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets

Row = tuple[str, str, str]


def read(text: str, language: str) -> list[Row]:
    """Return the indicator, kind and year of each figure of a text."""
    return [(one.indicator, one.kind, one.deadline) for one in find_targets(text, language)]


CHINESE: list[tuple[str, list[Row]]] = [
    (
        "2023年，牧业产值增长6.1%（预期目标为6%左右）；渔业收入201.3亿元，同口径增长4.8%。",
        [
            ("牧业产值", "actual", "2023"),
            ("牧业产值", "target", "2023"),
            ("渔业收入", "actual", "2023"),
            ("渔业收入", "actual", "2023"),
        ],
    ),
    (
        "2024年，牧业产值增长6.1%（2023年为5.2%）；渔业价格上涨0.2%。",
        [("牧业产值", "actual", "2024"), ("牧业产值", "actual", "2023"), ("渔业价格", "actual", "2024")],
    ),
    (
        "2024年，牧业产值增长6.1%（其中养蜂收入增长7%），高于全国1.1个百分点。",
        [
            ("牧业产值", "actual", "2024"),
            ("养蜂收入", "actual", "2024"),
            ("牧业产值高于全国", "actual", "2024"),
        ],
    ),
    (
        "到2027年，力争建成渔港50个（2024年为20个），培育企业100家。",
        [("渔港", "target", "2027"), ("渔港", "actual", "2024"), ("企业", "target", "2027")],
    ),
    # A goal without a value of its own.
    (
        "2023年，牧场投资12.5亿元（力争2026年投产），渔业收入8.13亿元。",
        [("牧场投资", "actual", "2023"), ("渔业收入", "actual", "2023")],
    ),
    # Brackets that belong to what follows them, or only date or classify what is before.
    ("2025年主要目标（预期性）：牧业产值增长5%左右。", [("牧业产值", "target", "2025")]),
    (
        "到2027年，渔业收入达到80亿元（约束性），牧业产值达到90亿元。",
        [("渔业收入", "target", "2027"), ("牧业产值", "target", "2027")],
    ),
    # What is said outside sets the kind of the brackets and goes on behind them.
    (
        "2027年目标：渔业收入达到80亿元（其中养蜂收入20亿元），牧业产值达到90亿元。",
        [("渔业收入", "target", "2027"), ("养蜂收入", "target", "2027"), ("牧业产值", "target", "2027")],
    ),
]
ENGLISH: list[tuple[str, list[Row]]] = [
    (
        "Output grew 5.2% in 2023 (5.0% in 2022); the jobless rate was 5.1%, and prices rose 0.2%.",
        [
            ("Output", "actual", "2023"),
            ("Output", "actual", "2022"),
            ("jobless rate", "actual", "2023"),
            ("prices", "actual", "2023"),
        ],
    ),
    (
        "Grain output grew 5.2% in 2023 (target: around 5%); the jobless rate was 5.1%.",
        [
            ("Grain output", "actual", "2023"),
            ("Grain output", "target", "2023"),
            ("jobless rate", "actual", "2023"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CHINESE)
def test_an_aside_in_chinese_brackets_stays_there(text: str, rows: list[Row]) -> None:
    assert read(text, "zh") == rows


@pytest.mark.parametrize(("text", "rows"), ENGLISH)
def test_an_aside_in_english_brackets_stays_there(text: str, rows: list[Row]) -> None:
    assert read(text, "en") == rows
