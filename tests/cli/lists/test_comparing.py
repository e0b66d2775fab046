"""`zhengce compare` in every format, on real ids of the sample corpus."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.cli.main import _run
from flows.reports.comparisons import COMPARISON_COLUMNS

SIDES = ("d027053a474d869b", "37ea16e8ac0455aa")


def call(store: Path, *words: str) -> int:
    return _run(["compare", *words, "--store", str(store)])


def test_a_table_names_every_section(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(sample_store, *SIDES) == 0
    shown = capsys.readouterr().out
    for part in (
        "A: 样例省人民政府工作报告",
        "Terms that A has more often: 2",
        "5 reworded",
        "Figures: 3 on both",
    ):
        assert part in shown
    assert "{+2023年政府+}" in shown


def test_sets_of_documents_have_documents_per_term(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(sample_store, "2012..2015", "2021..", "--limit", "2") == 0
    out, err = capsys.readouterr()
    assert "documents A" in out
    assert re.search(r"Terms that A has more often: (?!2,)\d+, 2 shown", out)
    assert "Paragraphs" not in out
    assert "latest year" in err


def test_json_and_csv_are_nothing_but_the_result(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(sample_store, *SIDES, "--format", "json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["a"]["document_id"], answer["b"]["document_id"]) == SIDES
    assert len(answer["paragraphs"]["rows"]) == 37
    assert call(sample_store, *SIDES, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == COMPARISON_COLUMNS
    assert sum(row["section"] == "paragraphs" for row in rows) == 37


def test_a_page_and_a_table_as_files(
    sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("c.html", "c.xlsx", "c.csv"):
        assert call(sample_store, *SIDES, "--out", str(tmp_path / name)) == 0
        assert capsys.readouterr().out.strip() == str(tmp_path / name)
    assert "<ins>" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert call(sample_store, *SIDES, "--format", "html") == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(("locale", "unit"), [("en", "t"), ("zh", "吨")])
def test_a_spreadsheet_and_a_table_name_units(
    sample_store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    locale: str,
    unit: str,
) -> None:
    monkeypatch.setenv("ZHENGCE_LANG", locale)
    assert call(sample_store, *SIDES, "--out", str(tmp_path / "c.xlsx")) == 0
    rows = load_workbook(tmp_path / "c.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [row[3] for row in rows if row[2] == "粮食总产量"] == [unit]
    assert call(sample_store, *SIDES, "--out", str(tmp_path / "c.csv")) == 0
    assert "粮食总产量,t," in (tmp_path / "c.csv").read_text(encoding="utf-8")
    capsys.readouterr()
    assert call(sample_store, *SIDES) == 0
    assert re.search(rf"粮食总产量\s+{unit}\s", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("2020", "2020"), "Both sides are the same"),
        (("0123456789abcdef", "2020"), "no such document"),
        (("qqqqzzzz", "2020"), "no passage to compare"),
        (("2020", "2021", "--limit", "0"), "--limit"),
        (("2020", "2021", "--out", "c.exe"), "the ending must be one of"),
        (("2020", "2021", "--out", "nowhere/c.html"), "nowhere"),
    ],
)
def test_wrong_usage_is_one_line(
    sample_store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert call(sample_store, *words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err
