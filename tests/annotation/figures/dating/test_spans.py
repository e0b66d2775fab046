"""Paragraphs of a work report about one year or several, below a heading that names both."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.figures import find_spans, year_at
from flows.corpus.readers.dispatch import read_file
from flows.corpus.readers.shared import Options, Place
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import TargetFilter, stored_targets
from tests.support import MODELS
from tests.timing import assert_time_in_proportion

BOTH = "一、2025年主要工作和“十四五”发展成就"
HEAD = f"样例市政府工作报告\n{BOTH}\n"


def years_of(*paragraphs: str, date: str = "2026-01-15") -> list[str]:
    text = HEAD + "\n".join(paragraphs)
    spans = find_spans(text, date)
    return [year_at(spans, text.index(paragraph), BOTH) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("paragraphs", "years"),
    [
        (
            ["2025年是“十四五”收官之年。", "一是产业升级。", "五年来，创新增强。", "二是开放。"],
            ["2025", "2025", "", ""],
        ),
        (["过去一年，主要做了以下工作：", "“十四五”时期，我市实力增强。"], ["2025", ""]),
        (
            ["“十四五”时期，我市实力增强。", "各位代表！刚刚过去的2025年，任务完成。", "（一）产业"],
            ["", "2025", "2025"],
        ),
        (
            ["2025年极不平凡。", "各位代表！2025年任务完成，标志着“十四五”胜利收官。", "产业升级。"],
            ["2025", "", ""],
        ),
        (["一年来，产业升级。", "——这五年，实力增强。", "企业转型。"], ["2025", "", ""]),
        (["2025年是收官之年。回望“十四五”，实力增强。", "产业升级。"], ["", ""]),  # about both
        (["2025年是收官之年。过去五年，实力增强。", "产业升级。"], ["", ""]),
        (["2025年是不平凡的一年。", "我们也清醒认识到，差距仍然存在。", "比重偏低。"], ["2025", "", ""]),
        (["2025年是不平凡的一年。", "二、2026年重点工作", "新建学校15所。"], ["2025", "", ""]),
        (["2025年是不平凡的一年。", "连续五年居全省第一。"], ["2025", "2025"]),
        (["过去一年，产业升级。", "过去五年极不寻常、极不平凡。", "企业转型。"], ["2025", "", ""]),
        (["过去一年，产业升级。", "企业收入近3年年均增长5%。"], ["2025", "2025"]),
        (["过去一年，产业升级。", "——收入年均增长5%。", "——企业转型。"], ["2025", "", ""]),
        (["2024年是不平凡的一年。", "产业升级。"], ["", ""]),  # not the year before
    ],
)
def test_years_of_paragraphs(paragraphs: list[str], years: list[str]) -> None:
    assert years_of(*paragraphs) == years


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        (BOTH, "2025"),
        (f"{BOTH} / （一）产业升级", "2025"),
        ("一、“十四五”时期工作回顾", "2025"),
        ("一、过去五年工作回顾", "2025"),
        ("一、2025年工作回顾", ""),  # names the year itself
        ("三、2026年重点工作", ""),
        ("二、“十五五”时期主要目标", ""),
        ("", ""),
    ],
)
def test_headings_below_which_the_text_sets_the_year(heading: str, year: str) -> None:
    assert year_at(((10, "2025"), (90, "")), 20, heading) == year
    assert year_at(((10, "2025"), (90, "")), 90, heading) == ""
    assert year_at(((10, "2025"), (90, "")), 5, heading) == ""


@pytest.mark.parametrize(
    ("date", "text"), [("", HEAD), ("2026-01-15", "样例市政府工作报告\n一年来，产业升级。")]
)
def test_texts_without_such_a_section(date: str, text: str) -> None:
    assert find_spans(text, date) == ()


def test_blank_lines_are_read_in_linear_time() -> None:
    def read(number: int) -> None:
        assert find_spans("一、回顾\n" + "\n \u3000#" * number, "2026-01-15") == ()

    assert_time_in_proportion(read, 50_000)


def test_figures_of_a_report(tmp_path: Path, annotator: Annotator) -> None:
    text = (
        f"{HEAD}2025年是“十四五”收官之年，形势复杂。\n一是产业升级步伐加快。新建智能工厂45家。\n"
        "五年来，创新能力不断增强。累计新建道路1200公里。\n三、2026年主要目标\n新建智能工厂50家。"
    )
    found = next(iter(read_file(text.encode(), Place("c", "a.txt", "a.txt", "a.txt"), Options())))
    assert isinstance(found, Document)
    found = replace(found, published="2026-01-15")
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        source = SourceFile("c", "a.txt", "0", "", 1)
        write_batch(store, run.id, source, [(found, list(passages_of(found)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
        figures = [(one.value_text, one.deadline, one.kind) for one in stored_targets(store, TargetFilter())]
    assert figures == [("45家", "2025", "actual"), ("1200公里", "", "actual"), ("50家", "2026", "target")]
