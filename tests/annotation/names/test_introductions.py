"""Names that a document introduces as equivalent."""

from __future__ import annotations

import pytest

from flows.annotation.names.introductions import find_introductions, match_abbreviation

PAIRS: tuple[tuple[str, list[tuple[str, str, str]]], ...] = (
    ("工业和信息化部（以下简称工信部）负责落实。", [("工业和信息化部", "工信部", "abbreviation")]),
    (
        "由样例机器人股份有限公司（下称“样例机器人”）承担。",
        [("样例机器人股份有限公司", "样例机器人", "abbreviation")],
    ),
    ("依照《样例数据安全法》（以下简称《数安法》）执行。", [("样例数据安全法", "数安法", "abbreviation")]),
    (
        "Sample Harmonious Drive Systems (绿的谐波) makes reducers.",
        [("Sample Harmonious Drive Systems", "绿的谐波", "bilingual")],
    ),
    (
        "supply chains that are autonomous and controllable (A&C) (自主可控)",
        [
            ("autonomous and controllable", "A&C", "abbreviation"),
            ("autonomous and controllable", "自主可控", "bilingual"),
        ],
    ),
    (
        "operators of Critical Information Infrastructure (CII) must",
        [("Critical Information Infrastructure", "CII", "abbreviation")],
    ),
    (
        "“样例产业基金”（Sample Industry Fund, SIF）成立",
        [("样例产业基金", "Sample Industry Fund", "bilingual"), ("样例产业基金", "SIF", "abbreviation")],
    ),
    ("the plan (see page 3) was late (10)", []),
    ("没有括号的句子。", []),
)


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_introductions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(pair.long, pair.short, pair.kind) for pair in find_introductions(text)] == expected


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        (
            "MIIT",
            "issued by the Ministry of Industry and Information Technology",
            "Ministry of Industry and Information Technology",
        ),
        ("R&D", "spending on research and development", "research and development"),
        ("XYZ", "nothing of the kind", ""),
        ("AB", "ab", ""),
    ],
)
def test_schwartz_and_hearst(short: str, before: str, long: str) -> None:
    assert match_abbreviation(short, before) == long
