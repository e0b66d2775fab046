"""Bare Chinese names take the owner or thing that stands before them, and only where it is clear."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.annotation.figures import carry_names, find_targets, lower_unquotable
from flows.records import SURE_SCORE, Mention, Target

_TABLE = Path(__file__).parent / "names_zh.tsv"
_OPEN, _CLOSE = "[[", "]]"


def rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def mark(text: str, names: str) -> list[Mention]:
    """Return the mentions of names written as name:type, at each of their places."""
    found = []
    for name, kind in (one.split(":") for one in names.split(",") if one):
        place = text.find(name)
        while place >= 0:
            found.append(Mention(place, place + len(name), name, kind))
            place = text.find(name, place + 1)
    return sorted(found, key=lambda one: one.start)


def carry(text: str, names: str = "", title: str = "") -> tuple[Target, ...]:
    mentions, headings = mark(text, names), (title,) * bool(title)
    targets = lower_unquotable(find_targets(text, "zh", mentions), "", text, mentions, headings)
    return carry_names(targets, text, mentions, headings)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_names_of_the_table(row: dict[str, str]) -> None:
    start, end = row["text"].index(_OPEN), row["text"].index(_CLOSE) - len(_OPEN)
    text = row["text"].replace(_OPEN, "").replace(_CLOSE, "")
    found = [one for one in carry(text, row["names"], row["title"]) if one.start < end and start < one.end]
    assert [(one.subject, one.indicator) for one in found[:1]] == [(row["subject"], row["indicator"])]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_no_score_rises(row: dict[str, str]) -> None:
    text = row["text"].replace(_OPEN, "").replace(_CLOSE, "")
    mentions = mark(text, row["names"])
    before = lower_unquotable(find_targets(text, "zh", mentions), "", text, mentions)
    after = carry_names(before, text, mentions)
    assert all(new.score <= old.score for old, new in zip(before, after, strict=True))


def test_a_carried_name_is_shown_by_its_rule() -> None:
    first, second = carry("全县茶叶种植面积36万亩，产值18亿元。")
    assert not first.rule.startswith("carry_")
    assert (second.indicator, second.rule) == ("全县茶叶产值", "carry_name")


def test_a_change_has_what_its_level_was_given() -> None:
    *_, level, change = carry("全县茶叶种植面积36万亩，产值18亿元，增长7%。")
    assert level.indicator == change.indicator == "全县茶叶产值"


def test_the_base_of_a_change_is_read() -> None:
    *_, change = carry("8月末渔业贷款余额为3288亿元，较7月末增加31亿元。")
    assert change.baseline == "7月末"


def test_words_at_the_edges_are_no_part_of_a_name() -> None:
    (only,) = carry("样都市渔业产量目前超过90万吨。")
    assert only.indicator == "样都市渔业产量"


def test_a_sure_figure_stays_as_it_is() -> None:
    text = "青禾电子去年扭亏为盈，净利润2.1亿元。"
    (target,) = find_targets(text, "zh")
    sure = Target(
        target.start, target.end, target.text, "净利润", target.value, target.unit, score=SURE_SCORE
    )
    assert carry_names((sure,), text, mark(text, "")) == (sure,)


def test_english_figures_are_left_alone() -> None:
    targets = find_targets("Exports rose 5 percent. Imports fell 3 percent.", "en")
    assert carry_names(targets, "", ()) == targets
