"""Figures as a list to read: order, equal ones in one row, the passages of a query, and printed output."""

from __future__ import annotations

import json

import pytest

from flows.annotation.figures.targets import find_targets
from flows.annotation.lexicon.model import Lexicon
from flows.cli.commands.facts import targets
from flows.cli.options import TableOutput
from flows.errors import QueryError, UsageError, choose_terminal_locale
from flows.records import Annotation, Document, Language, Passage
from flows.references.stated import FigureRequest, list_stated
from flows.search.collection import Collection
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import FigureOrder, TargetFilter, write_annotations

TEXTS: dict[str, tuple[str, Language, str]] = {
    "plan": ("2021-03", "zh", "到2025年，关键零部件国产化率达到70%以上。"),
    "copy": ("2022-06-01", "zh", "通知指出，到2025年，关键零部件国产化率达到70%以上。"),
    "more": ("2020", "zh", "到2025年，关键零部件国产化率达到75%以上。"),
    "late": ("2019", "zh", "到2035年，关键零部件国产化率达到70%以上。"),
    "note": ("2023", "en", "The localization rate of machine tools should reach 80 percent by 2030."),
    "past": ("2024-02-01", "en", "R&D intensity stood at 2.4 percent in 2020."),
    "open": ("2018", "zh", "建设智能工厂200家左右。"),
}


@pytest.fixture
def asked(store: Store, small_lexicon: Lexicon) -> Collection:
    """A store with one figure per document."""
    run = store.begin_run("test")
    for key, (date, language, text) in TEXTS.items():
        document = Document("plans", key, text, title=f"The {key}", published=date, language=language)
        source = SourceFile("plans", key, "0" * 64, "r", len(text))
        passages = [Passage(0, 0, len(text), text, language=language)]
        write_batch(store, run, source, [(document, passages)], [], complete=True)
    found = [
        (
            row["id"],
            Annotation(row["language"], (), (), targets=find_targets(row["text"], row["language"], ())),
        )
        for row in store.rows("SELECT id, text, language FROM passage")
    ]
    write_annotations(store, run, found, annotation_key="l", model_version="m", kinds={})
    return Collection(store, small_lexicon)


def listed(asked: Collection, request: FigureRequest) -> list[tuple[str, float, int]]:
    return [
        (row.figure.title.removeprefix("The "), row.figure.value, row.passages)
        for row in list_stated(asked, request).rows
    ]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (
            "latest",
            [
                ("late", 70, 1),
                ("note", 80, 1),
                ("copy", 70, 2),
                ("more", 75, 1),
                ("past", 2.4, 1),
                ("open", 200, 1),
            ],
        ),
        (
            "earliest",
            [
                ("past", 2.4, 1),
                ("more", 75, 1),
                ("copy", 70, 2),
                ("note", 80, 1),
                ("late", 70, 1),
                ("open", 200, 1),
            ],
        ),
    ],
)
def test_the_latest_year_is_first_and_equal_figures_are_one_row(
    asked: Collection, sort: FigureOrder, expected: list[tuple[str, float, int]]
) -> None:
    assert listed(asked, FigureRequest(sort=sort)) == expected
    found = list_stated(asked, FigureRequest(sort=sort))
    assert (found.total, found.figures) == (6, 7)


def test_every_figure_is_reached(asked: Collection) -> None:
    assert len(listed(asked, FigureRequest(every=True))) == 7
    (folded,) = [row for row in list_stated(asked, FigureRequest()).rows if row.passages == 2]
    assert folded.documents == 2
    assert listed(asked, FigureRequest(same=folded.mark)) == [("copy", 70, 1), ("plan", 70, 1)]


@pytest.mark.parametrize("offset", range(6))
def test_pages_are_parts_of_the_whole(asked: Collection, offset: int) -> None:
    whole = list_stated(asked, FigureRequest())
    part = list_stated(asked, FigureRequest(), limit=2, offset=offset)
    assert part == whole._replace(rows=whole.rows[offset : offset + 2])


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        ("国产化率", TargetFilter(), {"late", "copy", "more"}),
        ("通知", TargetFilter(), {"copy"}),
        ("localization OR 通知", TargetFilter(), {"copy", "note"}),
        ("localization OR 通知", TargetFilter(languages=("en",)), {"note"}),
        ("国产化率", TargetFilter("智能工厂"), set()),
        ("nothing", TargetFilter(), set()),
    ],
)
def test_a_query_keeps_the_figures_of_its_passages(
    asked: Collection, query: str, filters: TargetFilter, expected: set[str]
) -> None:
    found = list_stated(asked, FigureRequest(filters, query))
    assert {row.figure.title.removeprefix("The ") for row in found.rows} == expected
    assert found.total == len(expected)


@pytest.mark.parametrize("mark", ["x", "a-1", "a:1", "-1:2", "a-b:1", "a-1:x", "a-1:²"])
def test_a_wrong_place_is_refused(asked: Collection, mark: str) -> None:
    with pytest.raises(UsageError, match="PASSAGE_ID:START"):
        list_stated(asked, FigureRequest(same=mark))


def test_a_wrong_query_is_refused(asked: Collection) -> None:
    with pytest.raises(QueryError):
        list_stated(asked, FigureRequest(query="(国产化率"))


def test_command_prints_one_row_and_its_number(asked: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    path = asked.store.path
    assert targets(query="通知", output=TableOutput("json"), store=path) == 0
    (row,) = json.loads(capsys.readouterr().out)["targets"]
    assert (row["value"], row["passages"], row["documents"]) == (70, 1, 1)
    assert targets('"国产化率"', limit=2, store=path) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("1. 关键零部件国产化率: ≥ 70% · target for 2035")
    assert "in 2 passages (documents: 2)" in shown.out
    assert "3 figures" in shown.err


def test_command_speaks_chinese(asked: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    choose_terminal_locale("zh")
    try:
        assert targets("国产化率", store=asked.store.path) == 0
    finally:
        choose_terminal_locale("en")
    shown = capsys.readouterr().out
    assert "关键零部件国产化率：≥ 70% · 目标（2025）" in shown
    assert "2 份文件中的 2 段" in shown


def test_programs_get_every_figure_by_the_date_of_its_document(
    asked: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    found = list_stated(asked, FigureRequest(sort="document", every=True))
    dates = [row.figure.date or "9999" for row in found.rows]
    assert len(dates) == 7 and dates == sorted(dates)
    path = asked.store.path
    assert targets(output=TableOutput("json"), store=path) == 0
    assert [row["date"] or "9999" for row in json.loads(capsys.readouterr().out)["targets"]] == dates
    assert targets(output=TableOutput("json"), every=False, sort="latest", store=path) == 0
    rows = json.loads(capsys.readouterr().out)["targets"]
    assert [row["title"] for row in rows] == [
        row.figure.title for row in list_stated(asked, FigureRequest()).rows
    ]


def test_words_that_no_indicator_has_are_to_be_asked_by_query(
    asked: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert targets("智能 国产", store=asked.store.path) == 0
    assert "--query 智能 国产" in capsys.readouterr().err
    assert targets("国产化率", store=asked.store.path) == 0
    assert "--query" not in capsys.readouterr().err
