"""Words of titles: words typed, and the titles that contain them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import (
    has_phrase,
    has_title_words,
    read_title,
    title_characters,
    title_in_chinese,
    title_years,
)

REPORT = "政府工作报告"


@pytest.mark.parametrize(
    ("typed", "words", "years"),
    [
        ("2025年政府工作报告", ("政府工作报告",), ("2025",)),
        ("政府工作报告 2025", ("政府工作报告",), ("2025",)),
        ("《政府工作報告》（2025年度）", ("政府工作报告",), ("2025",)),
        ("Report, 2025 on Work", ("report", "on", "work"), ("2025",)),
        ("规划和2035年远景目标纲要", ("规划和", "远景目标纲要"), ("2035",)),
        ("“中国制造2025” 通知", ("中国制造2025", "通知"), ()),
        ('"Made in China" 12025', ("made in china", "12025"), ()),
        ("whole-of-nation", ("whole of nation",), ()),
        ("《》 ！", (), ()),
        ("", (), ()),
    ],
)
def test_words_and_years(typed: str, words: tuple[str, ...], years: tuple[str, ...]) -> None:
    found = read_title(typed)
    assert (tuple(word.text for word in found.words), found.years) == (words, years)


@pytest.mark.parametrize(
    ("title", "date", "typed", "expected"),
    [
        (REPORT, "2025-03-12", "2025年政府工作报告", True),
        (REPORT, "2024-03-12", "2025年政府工作报告", False),
        (REPORT, "", "2025年政府工作报告", False),
        ("2025年政府工作报告", "", "政府工作报告 2025", True),
        ("在十四届全国人大三次会议上作政府工作报告", "2025", "报告 2025 人大", True),
        (REPORT, "2025", "工作报告 政府", True),
        (REPORT, "2025", "工作 规划", False),
        ("Plans for Science", "2019", "plan", True),
        ("An Airplane", "2019", "plan", False),
        ("Plans for Science", "2019", '"plan"', False),
        ("Science Plans", "2019", "plans SCIENCE", True),
        ("Class 100 rooms", "", "10", False),
        ("中国制造2026", "2025", '"中国制造2025"', False),
        ("中国制造2026", "2025", "中国制造2025", True),
        (REPORT, "2025-03-12", "2025", True),
        (REPORT, "2024-03-12", "2025", False),
        (f"２０２５年{REPORT}", "2026", "2025", True),
        (f"12025{REPORT}", "2026", "2025", False),
        (REPORT, "2025", "《》", False),
        (REPORT, "2025", "", False),
    ],
)
def test_titles(title: str, date: str, typed: str, expected: bool) -> None:
    assert has_title_words(title, date, typed) is expected


_LETTERS = "報报告計计划PＰp1１ ·-《》年"


@given(st.text(_LETTERS, max_size=9), st.text(_LETTERS, max_size=3))
def test_a_title_with_the_words_has_their_characters(title: str, typed: str) -> None:
    if has_title_words(title, "", typed):
        assert all(any(one in title for one in forms) for forms in title_characters(typed))


@given(st.text("2025０２５年 -a", max_size=9), st.sampled_from(["2025", "2025年 a", "2020 2025"]))
def test_a_title_with_the_year_has_it_or_other_digits(title: str, typed: str) -> None:
    if has_title_words(title, "", typed):
        assert all(year in title or set(digits) & set(title) for year, digits in title_years(typed))


@pytest.mark.parametrize(
    "title",
    [
        "关于促进国家高新技术产业开发区高质量发展的若干意见",
        "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
        "国务院关于印发“十四五”数字经济发展规划的通知（2021—2025年）",
        "China's R&D: a whole-of-nation approach, 2030",
    ],
)
def test_a_title_finds_itself(title: str) -> None:
    assert has_title_words(title, "", title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D intensity", True),
        ("糧食産量", True),
        ("people's research and Development", True),
        ("a bird and dog", False),
        ("roar&dd", False),
        ("", False),
    ],
)
def test_phrases_are_whole_words(text: str, expected: bool) -> None:
    assert has_phrase(text, '["r&d", "粮食", "research and development", ""]') is expected
    assert not has_phrase(text, "[]")


@pytest.mark.parametrize(
    ("title", "chinese"),
    [
        ("样例奖励办法 / Measures for Awarding Sample Work", "样例奖励办法"),
        ("樣例辦法（Measures for Samples of Industry）", "樣例辦法"),
        ("Notice on Issuing the Kelp Plan / 关于印发《海带规划》的通知", "关于印发《海带规划》的通知"),
        ("关于推进 AI 产业发展的意见", "关于推进 AI 产业发展的意见"),
        ("样例制造 Made in Sample 2025", "样例制造 Made in Sample 2025"),
        ("OpenSample 发布 Kelp-4", "OpenSample 发布 Kelp-4"),
        ("Measures for Kelp Farms", "Measures for Kelp Farms"),
    ],
)
def test_a_title_with_its_translation(title: str, chinese: str) -> None:
    assert title_in_chinese(title) == chinese
