"""`analyze` with reasons: each label is explained, spans are inside the text, the page is escaped."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

import pytest

from flows.annotation.annotator import Annotator
from flows.output.analysis import write_analysis_page
from flows.pipeline.analyze import Given, analyze_passages, read_passages
from tests.support import without_breaks

TEXT = "省财政组织院所和企业联合攻关，揭榜挂帅；省属企业优先采购国产首台（套）装备。<b>抓好春耕。</b>"


def test_each_label_is_explained(annotator: Annotator) -> None:
    (found,) = analyze_passages(annotator, [Given("one", "one", TEXT)], with_reasons=True)
    assert [item["label"] for item in found["explanation"]] == [*found["labels"], *found["instruments"]]
    for item in found["explanation"]:
        assert item["probability"] >= item["threshold"]
        assert item["for"]
        for reason in (*item["for"], *item["against"]):
            assert all(0 <= start < end <= len(TEXT) for start, end in reason["spans"])
        assert all(reason["weight"] > 0 for reason in item["for"])
        assert all(reason["weight"] < 0 for reason in item["against"])


def test_without_a_label_the_likeliest_strategy_is_explained(annotator: Annotator) -> None:
    (found,) = analyze_passages(annotator, [Given("one", "one", "抓好春耕生产。")], with_reasons=True)
    assert found["labels"] == []
    (item,) = found["explanation"]
    assert item["probability"] < item["threshold"]


def test_not_asked_for_not_there(annotator: Annotator) -> None:
    (found,) = analyze_passages(annotator, [Given("one", "one", TEXT)])
    assert "explanation" not in found


def test_page_shows_reasons_and_escapes(annotator: Annotator) -> None:
    page = io.StringIO()
    with redirect_stdout(page):
        write_analysis_page(analyze_passages(annotator, [Given("one", "one", TEXT)], with_reasons=True))
    assert '<mark class="for"' in without_breaks(page.getvalue())
    assert "<b>抓好" not in page.getvalue()


TABLES = (
    (
        "a.md",
        "| Indicator | 2020 | 2025 | Nature |\n|---|---|---|---|\n| R&D intensity (%) | 2.4 | 2.8 | Expected |\n",
    ),
    ("a.csv", "Indicator,2020,2025,Nature\nR&D intensity (%),2.4,2.8,Expected\n"),
    ("b.csv", "指标,2020年,2025年,属性\n研发经费投入强度（%）,2.4,2.8,预期性\n"),
)


@pytest.mark.parametrize(("name", "text"), TABLES, ids=[name for name, _ in TABLES])
def test_a_table_of_a_file_is_read_by_its_heads(annotator: Annotator, name: str, text: str) -> None:
    found = analyze_passages(annotator, read_passages(text.encode(), name))
    figures = [figure for passage in found for figure in passage["targets"]]
    assert [(figure["value"], figure["unit"], figure["kind"], figure["deadline"]) for figure in figures] == [
        (2.4, "%", "actual", "2020"),
        (2.8, "%", "target", "2025"),
    ]
