"""Stored figures: filters, context, order, and the command's output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.figures.targets import find_targets
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.cli.commands.facts import targets
from flows.cli.options import TableOutput
from flows.errors import UsageError
from flows.records import SURE_SCORE, Annotation, Document, Mention, Passage
from flows.references.figures import cut_context, describe_figures, list_figures
from flows.references.wording import show_value, show_written
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import FigurePlace, TargetFilter, write_annotations

TEXTS = {
    "plan": ("2021-03", "zh", "到2025年，关键零部件国产化率达到70%以上；建设智能工厂200家左右。"),
    "report": ("2023-02-01", "zh", "去年，全市研发投入1200亿元，同比增长8.5%。科技部另有部署。"),
    "note": (
        "2022",
        "en",
        "The localization rate of machine tools should reach 50 and 80 percent by 2024 and 2030, respectively.",
    ),
    "undated": ("", "en", "R&D intensity stood at 2.4 percent in 2020."),
}


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with four documents of one passage each, their figures, and one mention of 科技部."""
    run = store.begin_run("test")
    for key, (date, language, text) in TEXTS.items():
        document = Document(
            "news" if key == "report" else "plans",
            key,
            text,
            title=f"The {key}",
            published=date,
            language=language,
        )
        source = SourceFile(document.corpus, key, "0" * 64, "r", len(text))
        write_batch(
            store,
            run,
            source,
            [(document, [Passage(0, 0, len(text), text, language=language)])],
            [],
            complete=True,
        )
    rows = store.rows("SELECT id, text, language FROM passage")
    found = [(row["id"], annotate(row["text"], row["language"])) for row in rows]
    write_annotations(store, run, found, annotation_key="l", model_version="m", kinds={})
    return store


RESEARCH = Concept("rd", "TERM", "研发", "R&D", en_variants=("research and development",))


@pytest.mark.parametrize(
    ("indicator", "keys"),
    [
        ("研发", ["report", "undated"]),
        ("R&D", ["report", "undated"]),
        ("research and development", ["report", "undated"]),
        ("研发投入", ["report"]),
        ('"R&D"', ["undated"]),
        ("研發", ["report", "undated"]),
    ],
)
def test_an_indicator_is_found_under_its_names_in_both_languages(
    filled: Store, indicator: str, keys: list[str]
) -> None:
    found, total = list_figures(filled, Lexicon((RESEARCH,)), TargetFilter(indicator))
    assert sorted({row.title.removeprefix("The ") for row in found}) == keys
    assert total == len(found)


def annotate(text: str, language: Any) -> Annotation:
    start = text.find("科技部")
    mentions = (Mention(start, start + 3, "科技部", "ORG", "most", entity="most"),) if start >= 0 else ()
    return Annotation(language, (), mentions, targets=find_targets(text, language, mentions))


def values(store: Store, lexicon: Lexicon, **filters: Any) -> list[float]:
    return [figure.value for figure in list_figures(store, lexicon, TargetFilter(**filters))[0]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [70, 200, 50, 80, 1.2e11, 8.5, 2.4]),
        ({"indicator": "国产化率"}, [70]),
        ({"indicator": "LOCALIZATION"}, [50, 80]),
        ({"indicator": "nothing like it"}, []),
        ({"units": ("CNY", "enterprises", "家")}, [200, 1.2e11]),
        ({"kinds": ("actual",)}, [1.2e11, 8.5, 2.4]),
        ({"deadline_first": "2025"}, [70, 200, 80]),
        ({"deadline_last": "2024"}, [50, 2.4]),
        ({"deadline_first": "2024", "deadline_last": "2025"}, [70, 200, 50]),
        ({"corpora": ("news",)}, [1.2e11, 8.5]),
        ({"languages": ("en",)}, [50, 80, 2.4]),
        ({"first": "2022"}, [50, 80, 1.2e11, 8.5]),
        ({"last": "2021"}, [70, 200]),
        ({"entities": ("Ministry of Science and Technology",)}, [1.2e11, 8.5]),
        ({"entities": ("科技部",)}, [1.2e11, 8.5]),
        ({"entities": ("most",), "kinds": ("target",)}, []),
    ],
)
def test_filters(
    filled: Store, small_lexicon: Lexicon, filters: dict[str, Any], expected: list[float]
) -> None:
    assert values(filled, small_lexicon, **filters) == expected


def test_only_sure_figures_of_this_version(filled: Store, small_lexicon: Lexicon) -> None:
    figures, _ = list_figures(filled, small_lexicon, TargetFilter())
    sure = [figure.value for figure in figures if figure.score is not None and figure.score >= SURE_SCORE]
    assert values(filled, small_lexicon, least_score=SURE_SCORE) == sure
    assert 0 < len(sure) < len(figures)
    filled.connection.execute("UPDATE target SET score = NULL")  # stored by an earlier version
    assert values(filled, small_lexicon, least_score=SURE_SCORE) == []
    assert len(values(filled, small_lexicon)) == len(figures)


def test_limit_still_counts_all(filled: Store, small_lexicon: Lexicon) -> None:
    rows, total = list_figures(filled, small_lexicon, TargetFilter(), limit=2)
    assert (len(rows), total) == (2, 7)


def test_row_says_where_it_stands(filled: Store, small_lexicon: Lexicon) -> None:
    (row,) = list_figures(filled, small_lexicon, TargetFilter("国产化率"))[0]
    assert list(row._fields) == list(describe_figures())
    assert (row.title, row.date, row.deadline, row.comparator) == (
        "The plan",
        "2021-03",
        "2025",
        ">=",
    )
    assert TEXTS["plan"][2][row.start : row.end] == row.value_text == "70%"
    assert row.context == "到2025年，关键零部件国产化率达到70%以上；"
    assert row.passage_id.endswith("-0")


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"kinds": ("hope",)}, "target, actual"),
        ({"first": "2022", "last": "2020"}, "is after"),
        ({"deadline_first": "2030", "deadline_last": "2020"}, "--deadline-to"),
        ({"deadline_first": "soon"}, "--deadline-from"),
    ],
)
def test_wrong_filters_say_what_is_wrong(
    filled: Store, small_lexicon: Lexicon, filters: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        list_figures(filled, small_lexicon, TargetFilter(**filters))


def test_replaced_document_is_not_listed(filled: Store, small_lexicon: Lexicon) -> None:
    document = Document("plans", "plan", "另一份文件。", title="The plan", published="2021-03", language="zh")
    source = SourceFile("plans", "plan", "1" * 64, "r", 6)
    write_batch(
        filled,
        filled.begin_run("test"),
        source,
        [(document, [Passage(0, 0, 6, document.text)])],
        [],
        complete=True,
    )
    assert values(filled, small_lexicon, indicator="国产化率") == []


@pytest.mark.parametrize(
    ("text", "figure", "context"),
    [
        ("前句。自给率达到\n70%，余者不变。后句。", "70%", "自给率达到70%，余者不变。"),
        (
            "It grew. The share rose to 70 percent in 2020. It fell.",
            "70 percent",
            "The share rose to 70 percent in 2020.",
        ),
        ("长" * 300 + "70%" + "长" * 300, "70%", "…" + "长" * 120 + "70%" + "长" * 120 + "…"),
        ("70%", "70%", "70%"),
    ],
)
def test_context_is_the_sentence(text: str, figure: str, context: str) -> None:
    start = text.index(figure)
    assert cut_context(text, start, start + len(figure)) == context


@pytest.mark.parametrize(
    ("comparator", "value", "value_to", "unit", "english", "chinese"),
    [
        (">=", 70.0, None, "%", "≥ 70%", "≥ 70%"),
        ("range", 5.0, 7.0, "%", "5–7%", "5–7%"),
        ("x", 2.0, None, "times", "× 2", "2倍"),
        ("+", 5.25, None, "percentage points", "+5.25 percentage points", "+5.25个百分点"),
        ("+", 1.0, None, "times", "+100%", "+1倍"),
        ("=", 2.8e12, None, "CNY", "2.8 trillion CNY", "2.8万亿元"),
        ("=", 1.5e9, 2e9, "USD", "1.5–2 billion USD", "15–20亿美元"),
        ("~", 43760.5, None, "CNY/person", "≈ 43,760.5 CNY/person", "≈ 4.37605万元/人"),
        ("=", 1234567.0, None, "", "1.234567 million", "123.4567万"),
        (">=", 5.0, None, "widgets", "≥ 5 widgets", "≥ 5 widgets"),
        (">=", 5e3, None, "enterprises", "≥ 5,000 enterprises", "≥ 5,000家"),
        ("=", 9.7, None, "patents", "9.7 patents", "9.7件"),
        ("=", 11.0, None, "rank", "rank 11", "第11位"),
        ("=", 5.0, None, "GW", "5 GW", "5吉瓦"),
        ("=", 48.0, None, "颗", "48 items", "48颗"),
        (">=", 300.0, None, "种", "≥ 300 kinds", "≥ 300种"),
        ("=", 12.0, None, "CNY/件", "12 CNY/item", "12元/件"),
        ("=", 3.3e7, None, "担", "33 million dan", "3,300万担"),
        ("=", 4.6e6, None, "bales", "4.6 million bales", "460万件"),
    ],
)
def test_value_is_shown_as_people_write_it(
    filled: Store,
    small_lexicon: Lexicon,
    comparator: str,
    value: float,
    value_to: float | None,
    unit: str,
    english: str,
    chinese: str,
) -> None:
    figure = list_figures(filled, small_lexicon, TargetFilter())[0][0]
    figure = figure._replace(comparator=comparator, value=value, value_to=value_to, unit=unit)
    assert (show_value(figure), show_value(figure, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("indicator", "chinese"),
    [
        ("Average life expectancy", "80岁"),
        ("人均预期寿命", "80岁"),
        ("average years of schooling for the working-age population", "80年"),
        ("劳动年龄人口平均受教育年限", "80年"),
        ("term of a patent", "80年"),
    ],
)
def test_years_of_age_and_years_of_time_differ_in_chinese(
    filled: Store, small_lexicon: Lexicon, indicator: str, chinese: str
) -> None:
    figure = list_figures(filled, small_lexicon, TargetFilter())[0][0]
    figure = figure._replace(
        indicator=indicator, comparator="=", bound="", value=80.0, value_to=None, unit="years"
    )
    assert (show_value(figure), show_value(figure, "zh")) == ("80 years", chinese)


@pytest.mark.parametrize(
    ("comparator", "bound", "english", "chinese"),
    [
        ("+", "", "+9%", "+9%"),
        ("+", ">=", "up 9% or more", "增长9%以上"),
        ("+", ">", "up over 9%", "增长超过9%"),
        ("-", "~", "down about 9%", "下降约9%"),
        ("-", "<", "down less than 9%", "下降不到9%"),
        ("+", "<=", "up 9% or less", "增长9%以内"),
        ("x", ">", "over × 9%", "超过× 9%"),
    ],
)
def test_the_bound_of_a_change_is_shown(
    filled: Store, small_lexicon: Lexicon, comparator: str, bound: str, english: str, chinese: str
) -> None:
    figure = list_figures(filled, small_lexicon, TargetFilter())[0][0]
    figure = figure._replace(comparator=comparator, bound=bound, value=9.0, value_to=None, unit="%")
    assert (show_value(figure), show_value(figure, "zh")) == (english, chinese)
    if comparator == "+":
        named = figure._replace(indicator="产值年均增长")
        assert show_value(named, "zh") == chinese.removeprefix("增长")


@pytest.mark.parametrize(
    ("comparator", "bound", "surface", "english", "chinese"),
    [
        ("=", "", "48%", "48%", "48%"),
        ("+", "", "48%", "+48%", "+48%"),
        ("-", "", "18%", "−18%", "−18%"),
        (">=", "", "80%", "≥ 80%", "≥ 80%"),
        (">", "", "2万多家", "2万多家", "2万多家"),
        ("x", "", "翻了一番", "翻了一番", "翻了一番"),
        ("+", ">=", "9%", "up 9% or more", "增长9%以上"),
        ("-", "~", "3%", "down about 3%", "下降约3%"),
        ("+", ">", "300多万亩", "+300多万亩", "+300多万亩"),
        ("+", ">", "上万元", "+上万元", "+上万元"),
        ("-", "", "8%至10%", "down 8%至10%", "下降8%至10%"),
        ("range", "", "8%至10%", "8%至10%", "8%至10%"),
        ("+", "~", "1,200人", "up about 1,200人", "增长约1,200人"),
    ],
)
def test_a_figure_as_written_keeps_its_sign(
    comparator: str, bound: str, surface: str, english: str, chinese: str
) -> None:
    figure = FigurePlace(1, 0, 1, surface, "actual", "产值", "2024", comparator, bound)
    assert (show_written(figure), show_written(figure, "zh")) == (english, chinese)


def test_command_writes_json_and_csv(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert targets(kind="target", output=TableOutput("json"), store=filled.path) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["total"], [row["value"] for row in found["targets"]]) == (4, [70, 200, 50, 80])
    assert targets(unit=["CNY"], output=TableOutput("csv"), store=filled.path) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["unit"], float(row["value"])) == ("CNY", 1.2e11)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl"])
def test_command_writes_a_file_of_all(filled: Store, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"figures.{ending}"
    assert targets(output=TableOutput(out=path), store=filled.path) == 0
    assert path.stat().st_size > 200
    if ending == "jsonl":
        assert len(path.read_text(encoding="utf-8").splitlines()) == 7


def test_command_writes_as_many_as_are_asked_for(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "figures.jsonl"
    assert targets(limit=1, output=TableOutput(out=path), store=filled.path) == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "said"), [({"limit": 0}, "--limit"), ({"output": TableOutput(out=Path("x.doc"))}, ".xlsx")]
)
def test_command_refuses(filled: Store, options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        targets(store=filled.path, **options)


def test_command_shows_a_table(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert targets(deadline_from="2025", store=filled.path) == 0
    shown = capsys.readouterr()
    assert "≥ 70" in shown.out
    assert "3 figures" in shown.err
