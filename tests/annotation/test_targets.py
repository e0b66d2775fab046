"""Figures that passages state, scored on labelled sentences, with properties and what costs time."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.deadlines import PLAN_ENDS, find_moments
from flows.annotation.figures import fold_figures
from flows.annotation.targets import find_targets, settle_kinds
from flows.records import COMPARATORS, Mention, Target
from tests.support import policy_texts

HERE = Path(__file__).parent


def labelled(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def is_same(found: Target, expected: dict[str, Any]) -> bool:
    exact = ("start", "end", "value", "unit", "comparator", "deadline", "kind")
    return (
        all(getattr(found, name) == expected[name] for name in exact)
        and found.value_to == expected.get("value_to")
        and expected["indicator"].lower() in found.indicator.lower()
    )


def score(name: str, language: str) -> tuple[float, float]:
    """Return precision and recall of whole records over a file of labelled sentences."""
    counts: Counter[str] = Counter()
    for row in labelled(name):
        found = find_targets(row["text"], language)
        hits = sum(any(is_same(record, expected) for expected in row["targets"]) for record in found)
        counts += Counter(hits=hits, found=len(found), expected=len(row["targets"]))
    return counts["hits"] / counts["found"], counts["hits"] / counts["expected"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_are_many_and_labels_hold(language: str) -> None:
    rows = labelled(f"targets_{language}.jsonl")
    assert sum(bool(row["targets"]) for row in rows) >= 40
    assert sum(not row["targets"] for row in rows) >= 10
    later = [labelled(f"targets_{name}_{language}.jsonl") for name in ("more", "last")]
    assert min(map(len, later)) >= 20
    for row in [*rows, *later[0], *later[1]]:
        for target in row["targets"]:
            assert row["text"][target["start"] : target["end"]] == target["text"]
            assert target["comparator"] in COMPARATORS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_precision_and_recall(language: str) -> None:
    precision, recall = score(f"targets_{language}.jsonl", language)
    assert precision >= 0.9
    assert recall >= 0.9


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["more", "last"])
def test_sentences_written_afterwards(name: str, language: str) -> None:
    precision, recall = score(f"targets_{name}_{language}.jsonl", language)
    assert precision >= 0.85
    assert recall >= 0.85


@pytest.mark.parametrize("language", ["zh", "en"])
def test_language_is_seen_where_it_is_not_given(language: str) -> None:
    for row in labelled(f"targets_{language}.jsonl"):
        assert find_targets(row["text"], "mixed") == find_targets(row["text"], language)


@pytest.mark.parametrize(
    ("text", "language", "field", "value"),
    [
        ("每百户拥有量由2020年的6件提高到9件。", "zh", "baseline", "2020年的6件"),
        ("单位产值能耗比2020年下降20%。", "zh", "baseline", "2020年"),
        ("企业研发投入较上年增长12%。", "zh", "baseline", "上年"),
        ("The rate will be raised from 45 percent in 2020 to 70 percent by 2025.", "en", "baseline", "45 percent in 2020"),
        ("Emissions fell by 12 percent compared with 2015.", "en", "baseline", "compared with 2015"),
        ("China's R&D intensity reached 2.5 percent.", "en", "indicator", "China's R&D intensity"),
        ("到二〇三五年，自给率达到80%。", "zh", "deadline", "2035"),
        ("2026年3月31日前，完工率达到90%。", "zh", "deadline", "2026-03-31"),
        ("到“十五五”末，自给率达到80%。", "zh", "deadline", "2030"),
        ("Output will reach 80 percent by the end of the 14th Five-Year Plan period.", "en", "deadline", "2025"),
        ("Output will reach 80 percent by 31 March 2026.", "en", "deadline", "2026-03-31"),
        ("電子元件自給率已提高到７０％。", "zh", "indicator", "電子元件自給率"),
    ],
)
def test_fields(text: str, language: str, field: str, value: str) -> None:
    (found,) = find_targets(text, language)
    assert getattr(found, field) == value


def test_deadline_of_the_sentence_before_goes_on() -> None:
    found = find_targets("到2027年，主要目标是：自给率达到80%。关键设备国产化率达到60%以上。", "zh")
    assert [(target.deadline, target.kind) for target in found] == [("2027", "target")] * 2


def test_subject_is_the_name_before_the_figure() -> None:
    text = "工信部提出，示范区自给率要达到80%，央企另行安排。"
    mentions = (
        Mention(0, 3, "工信部", "ORG"),
        Mention(len(text) - 8, len(text) - 6, "央企", "ORG"),
        Mention(6, 9, "示范区", "TERM"),
    )
    assert [target.subject for target in find_targets(text, "zh", mentions)] == ["工信部"]


@pytest.mark.parametrize(("plan", "year"), [(1, 1957), (2, 1962), (3, 1970), (4, 1975), (12, 2015), (14, 2025), (15, 2030)])
def test_plans_end(plan: int, year: int) -> None:
    assert PLAN_ENDS[plan] == year


@pytest.mark.parametrize(
    ("text", "language", "moments"),
    [
        ("到2020年和2025年", "zh", [("2020", "by"), ("2025", "by")]),
        ("2021—2025年", "zh", [("2025", "in")]),
        ("截至2022年底", "zh", [("2022", "in")]),
        ("“八五”时期", "zh", [("1995", "in")]),
        ("《办法》（2021年版）", "zh", []),
        ("by 2020 and 2025", "en", [("2020", "by"), ("2025", "by")]),
        ("between 2015 and 2020", "en", [("2020", "in")]),
        ("from the 2020 level", "en", [("2020", "base")]),
        ("Made in China 2025", "en", []),
        ("2025 units", "en", []),
    ],
)
def test_moments(text: str, language: str, moments: list[tuple[str, str]]) -> None:
    assert [(moment.iso, moment.role) for moment in find_moments(fold_figures(text).text, language)] == moments


PIECES = st.sampled_from(
    ["到2025年", "“十四五”末", "达到", "提高到", "增长", "由", "比2020年", "分别", "研发强度", "企业", "3", "1.5万亿", "70%", "元", "家", "翻一番", "，", "。", "、", "—",
     "\u200b", " ", "\n", "７０％", "億", "𠮷", "by 2025", "will reach ", "from ", " to ", "the share ", "of ", "50 and 70 percent", "5–7 percent", "US$", "3 billion ",
     "doubled ", "respectively", ", ", ". ", "(", ")", "İ", "100 firms "]
)  # fmt: skip


@given(
    st.one_of(st.lists(st.one_of(PIECES, PIECES, st.text(max_size=3)), max_size=30).map("".join), policy_texts()),
    st.sampled_from(["zh", "en", "mixed", "und"]),
)
def test_offsets_hold_on_any_text(text: str, language: str) -> None:
    found = find_targets(text, language)
    for target in found:
        assert text[target.start : target.end] == target.text != ""
        assert target.comparator in COMPARATORS
        assert target.kind in ("target", "actual")
        assert target.indicator
        assert target.value_to is None or target.value < target.value_to
    assert [target.start for target in found] == sorted({target.start for target in found})


@given(st.integers(1, 99), st.integers(2025, 2049))
def test_generated_target_comes_back(percent: int, year: int) -> None:
    (chinese,) = find_targets(f"到{year}年，关键零部件国产化率达到{percent}%以上。", "zh")
    (english,) = find_targets(f"By {year}, the localization rate should reach at least {percent} percent.", "en")
    for found in (chinese, english):
        assert (found.value, found.unit, found.comparator, found.deadline, found.kind) == (
            percent,
            "%",
            ">=",
            str(year),
            "target",
        )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "piece",
    ["1", "万", "一", ",", "，", "1,", "1.", "10% ", "10%，", "到2025年", "by 2025 ", "a ", "由1%到", "5 and ", "100 as bs ", "-", "1-", "(", "达到", "from 1% "],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(language: str, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.perf_counter()
    find_targets(text, language)
    assert time.perf_counter() - began < 200_000 * 15e-6 * 3  # 15 µs a character, on a machine that is busy


def test_a_later_year_is_a_target() -> None:
    found = find_targets("2030年国产化率80%，2019年国产化率为35%。", "zh")
    settled = settle_kinds(found, "2021-03-01")
    assert [target.kind for target in settled if target.deadline == "2030"] == ["target"]
    assert [target.kind for target in settled if target.deadline == "2019"] == [
        target.kind for target in found if target.deadline == "2019"
    ]
    assert settle_kinds(found, "") == found


@pytest.mark.parametrize(
    ("text", "indicator", "value", "kind"),
    [
        ("这五年，高技术产业增加值占比达到18%。", "高技术产业增加值占比", 18.0, "actual"),
        ("过去十年，新建高速公路3000公里。", "高速公路", 3000.0, "actual"),
        ("“书香湖畔”惠及读者超40万人。", "书香湖畔惠及读者", 400000.0, "actual"),
        ("明年新增10项目标，培育企业50家。", "企业", 50.0, "target"),
    ],
)
def test_what_has_been_and_quotation_marks(text: str, indicator: str, value: float, kind: str) -> None:
    found = [(target.indicator, target.value, target.kind) for target in find_targets(text, "zh")]
    assert (indicator, value, kind) in found


@pytest.mark.parametrize("text", ["推动“117项目”核心区建设。", "教育局等13个部门联合评选认定。"])
def test_a_name_with_a_number_states_nothing(text: str) -> None:
    assert find_targets(text, "zh") == ()
