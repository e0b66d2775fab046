"""The facts of an analysed passage as tables, in both languages."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.errors import choose_terminal_locale
from flows.output.analysed_facts import tabulate_facts
from flows.pipeline.analyze import analyze_passages, read_passages

TEXT = (
    "根据《样例省灯塔条例》（样政发〔2015〕28号），各市人民政府应当加快建设集成电路园区。"
    "2023年，中芯国际获得国家大基金投资30亿元，产能同比增长12%。"
)
EXPECTED = {
    "en": {
        "figures": [
            ["30亿元", "中芯国际获得国家大基金投资", "actual", "2023"],
            ["+12%", "产能", "actual", "2023"],
        ],
        "events": [["中芯国际", "funded: 国家大基金投资30亿元 (国家大基金)", "2023"]],
        "citations": [["according_to", "样例省灯塔条例 样政发〔2015〕28号"]],
        "directives": [["4 requires", "各市人民政府", "加快建设集成电路园区"]],
    },
    "zh": {
        "figures": [
            ["30亿元", "中芯国际获得国家大基金投资", "实际值", "2023"],
            ["+12%", "产能", "实际值", "2023"],
        ],
        "events": [["中芯国际", "获得资金：国家大基金投资30亿元（国家大基金）", "2023"]],
        "citations": [["依据", "样例省灯塔条例 样政发〔2015〕28号"]],
        "directives": [["4 要求", "各市人民政府", "加快建设集成电路园区"]],
    },
}


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_each_kind_of_fact_has_a_table(annotator: Annotator, locale: str) -> None:
    (passage,) = analyze_passages(annotator, read_passages(TEXT.encode(), "text"))
    choose_terminal_locale(locale)
    try:
        tables = list(tabulate_facts(passage))
    finally:
        choose_terminal_locale("en")
    shown = {table.kind: [[row[key] for key in table.columns] for row in table.rows] for table in tables}
    assert shown == EXPECTED[locale]


def test_a_passage_without_facts_has_no_table(annotator: Annotator) -> None:
    (passage,) = analyze_passages(annotator, read_passages("今天天气很好。".encode(), "text"))
    assert list(tabulate_facts(passage)) == []
