"""Figures of dated documents: year, kind, unit and indicator, on sentences written for this test.

Each line of the tables contains the document's date, its headings (title first, separated by ' // '), a
text, and its figures: surface, unit (* for a measure word), year (- for none), kind, and part of the indicator.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.annotation.figures import (
    Setting,
    find_targets,
    read_years,
    section_kind,
    section_year,
    settle_kinds,
)
from flows.annotation.parsing import Parser, load_parser
from flows.records import SURE_SCORE, Target
from tests.support import MODELS

HERE = Path(__file__).parents[1]


class Expected(NamedTuple):
    surface: str
    unit: str
    year: str
    kind: str
    indicator: str


class Row(NamedTuple):
    date: str
    headings: tuple[str, ...]
    text: str
    figures: list[Expected]


def read_expected(written: str) -> Expected:
    words = written.split(" ")
    place = next(index for index, word in enumerate(words) if word in ("target", "actual"))
    surface, indicator = " ".join(words[: place - 2]), " ".join(words[place + 1 :])
    return Expected(surface, words[place - 2], words[place - 1].replace("-", ""), words[place], indicator)


def read_rows(language: str) -> list[Row]:
    lines = (HERE / f"dated_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = []
    for line in lines:
        date, headings, text, figures = line.split("\t")
        levels = tuple(reversed(headings.split(" // "))) if headings else ()
        rows.append(Row(date, levels, text, [read_expected(item) for item in figures.split("; ") if item]))
    return rows


@pytest.fixture(scope="module")
def parser() -> Parser:
    found = load_parser(MODELS / "artefacts")
    assert found
    return found


def read(row: Row, language: str, parser: Parser) -> tuple[Target, ...]:
    heading = row.headings[0] if len(row.headings) > 1 else ""
    setting = Setting(
        section_kind(heading),
        due=section_year(heading, row.date),
        year=int(row.date[:4]),
        parser=parser if language == "en" else None,
        years=read_years(row.headings, row.date),
    )
    return settle_kinds(find_targets(row.text, language, setting=setting), row.date)


def is_right(found: Target, expected: Expected) -> bool:
    named = f"{found.subject} {found.indicator}".lower()
    return (
        expected.unit in ("*", found.unit)
        and found.deadline[:4] == expected.year
        and found.kind == expected.kind
        and expected.indicator.lower() in named
    )


def count(language: str, parser: Parser) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in read_rows(language):
        left = list(read(row, language, parser))
        counts["found"] += len(left)
        for expected in row.figures:
            counts["expected"] += 1
            found = next(
                (
                    item
                    for item in left
                    if item.text.startswith(expected.surface) or expected.surface.startswith(item.text)
                ),
                None,
            )
            if found is None:
                continue
            left.remove(found)
            right = is_right(found, expected)
            counts["right"] += right
            if found.score >= SURE_SCORE:
                counts["sure"] += 1
                counts["sure_right"] += right
    return counts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_contain_many_texts(language: str) -> None:
    rows = read_rows(language)
    assert len(rows) >= 80
    assert sum(not row.figures for row in rows) >= 18


@pytest.mark.parametrize(("language", "least_sure"), [("zh", 0.3), ("en", 0.4)])
def test_figures_of_dated_documents(language: str, least_sure: float, parser: Parser) -> None:
    counts = count(language, parser)
    assert counts["right"] >= 0.93 * counts["found"]
    assert counts["right"] >= 0.93 * counts["expected"]
    assert counts["sure"] >= least_sure * counts["expected"]
    assert counts["sure_right"] >= 0.97 * counts["sure"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_without_figures_yield_none(language: str, parser: Parser) -> None:
    empty = [row for row in read_rows(language) if not row.figures]
    found = [(row.text, item.text) for row in empty for item in read(row, language, parser)]
    assert found == []


@pytest.mark.parametrize(
    ("headings", "date", "actual", "target"),
    [
        (("2023年青川市国民经济和社会发展统计公报",), "2024-03-20", "2023", ""),
        (("青川市“十四五”科技创新规划",), "2021-12-01", "", "2025"),
        (("半导体产业发展行动计划（2022—2025年）",), "2022-06-30", "", "2025"),
        (("2024年数字经济工作要点",), "2024-04-02", "", "2024"),
        (("2024年国民经济和社会发展计划执行情况与2025年计划草案的报告",), "2025-01-16", "2024", "2025"),
        (("2026年青川市政府工作报告",), "2026-01-20", "", "2026"),
        (("一、过去一年工作回顾", "政府工作报告"), "2025-01-16", "2024", "2025"),
        (("一、过去五年工作回顾", "2023年工作总结"), "2024-01-16", "", ""),
        (("一九五八年国民经济各部门发展计划的安排",), "1958", "", ""),
        (("关于公布2009年审查结果的通知",), "2024-01-16", "", ""),
        (("Action Plan for Robotics (2022-2025)",), "2022-06-30", "", "2025"),
        (("Outline of the 14th Five-Year Plan",), "", "", "2025"),
        (("Farsail Electronics FY2023 annual results",), "2024-03-01", "2023", ""),
        (("国办发〔2021〕46号文件",), "2021-05-01", "", ""),
    ],
)
def test_years_of_headings(headings: tuple[str, ...], date: str, actual: str, target: str) -> None:
    years = read_years(headings, date)
    assert (years.actual, years.target) == (actual, target)


@pytest.mark.parametrize(
    ("text", "date", "year"),
    [
        ("7月份，全市用电量增长5%。", "2024-09-01", "2024-07"),
        ("11月份，全市用电量增长5%。", "2024-02-01", "2023-11"),
        ("7月份，全市用电量增长5%。", "2024-05-01", ""),
        ("五年来，全市用电量增长50%。", "2024-05-01", ""),
        ("全年用电量增长5%。", "2024-07-01", ""),
        ("全年用电量增长5%。", "2024-02-01", "2023"),
        ("目前，全市充电桩超过2万个。", "2024-05-01", "2024"),
        ("全市充电桩超过2万个。", "2024-05-01", ""),
        ("2019年，用电量增长5%。此后，产值增长8%。", "2024-05-01", ""),
        ("2019年，用电量增长5%。产值增长8%。", "2024-05-01", "2019"),
    ],
)
def test_year_of_words(text: str, date: str, year: str) -> None:
    setting = Setting(year=int(date[:4]), years=read_years((), date))
    assert find_targets(text, "zh", setting=setting)[-1].deadline == year
