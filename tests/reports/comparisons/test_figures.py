"""Figures of two sides: the same indicator in the same unit, targets next to targets, each value once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from flows.reports.comparisons import FigureMatch, match_figures
from flows.store.facts import ChosenFigure


def figure(
    indicator: str,
    value: float,
    unit: str = "%",
    kind: str = "target",
    deadline: str = "",
    language: str = "zh",
) -> ChosenFigure:
    return ChosenFigure(
        passage_id="d-1",
        document_id="d",
        date="2021",
        language=language,
        surface=f"{value}{unit}",
        subject="",
        indicator=indicator,
        value=value,
        value_to=None,
        unit=unit,
        comparator="=",
        kind=kind,
        deadline=deadline,
        baseline="",
        score=0.9,
    )


def no_concepts(_: str) -> Iterable[str]:
    return ()


def values(found: FigureMatch) -> list[tuple[str, float, float, str]]:
    return [(pair.indicator, pair.a.value, pair.b.value, pair.basis) for pair in found.pairs]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (figure("森林覆盖率", 23.04), figure("森林覆盖率", 24.1), "words"),
        (figure("森林覆蓋率", 23.04), figure("森林覆盖率", 24.1), "words"),
        (figure("“森林覆盖率”", 23.04), figure("森林覆盖率", 24.1), "words"),
        (
            figure("value-added of strategic industries", 15),
            figure("added value of strategic industries", 17),
            "similar words",
        ),
        (
            figure("城乡居民养老金最低标准", 20, "CNY"),
            figure("城乡居民养老金月最低标准", 20, "CNY"),
            "similar words",
        ),
        (figure("森林覆盖率", 24.1), figure("草原植被盖度", 57), None),
        (figure("森林覆盖率", 24.1), figure("森林覆盖率", 24.1, "ha"), None),  # a different unit
        (
            figure("财政补助标准", 610, "CNY"),
            figure("财政补助标准", 30, "CNY")._replace(comparator="+"),
            None,
        ),  # a level and a change
        (
            figure("财政补助标准", 20, "CNY")._replace(comparator="+"),
            figure("财政补助标准", 30, "CNY")._replace(comparator="+"),
            "words",
        ),
        (figure("cities", 100, "cities"), figure("cities", 150, "cities"), None),  # no named indicator
    ],
)
def test_indicators(one: ChosenFigure, other: ChosenFigure, expected: str | None) -> None:
    found = match_figures([one], [other], no_concepts)
    assert [pair.basis for pair in found.pairs] == [expected] * (expected is not None)


def test_targets_stand_beside_targets_and_what_was_reached_beside_what_was_reached() -> None:
    first = [figure("赤字率", 3, kind="actual", deadline="2023"), figure("赤字率", 3.2, deadline="2024")]
    second = [figure("赤字率", 4, deadline="2025"), figure("赤字率", 3.1, kind="actual", deadline="2024")]
    assert values(match_figures(first, second, no_concepts)) == [
        ("赤字率", 3, 3.1, "words"),
        ("赤字率", 3.2, 4, "words"),
    ]


def test_a_target_stands_beside_what_was_reached_where_there_is_nothing_else() -> None:
    first, second = [figure("城镇化率", 65, deadline="2025")], [figure("城镇化率", 67, kind="actual")]
    assert values(match_figures(first, second, no_concepts)) == [("城镇化率", 65, 67, "words")]


def test_values_without_a_partner_are_counted_and_a_value_stated_twice_is_one() -> None:
    first = [figure("赤字率", 3), figure("赤字率", 3), figure("失业率", 5.5)]
    second = [figure("赤字率", 4), figure("能耗", 3), figure("粮食产量", 1, "jin")]
    found = match_figures(first, second, no_concepts)
    assert (values(found), found.only_a, found.only_b) == ([("赤字率", 3, 4, "words")], 1, 2)


def test_two_languages_meet_in_the_concepts_of_the_lexicon() -> None:
    def concepts(text: str) -> Iterable[str]:
        return ["rd"] if "研发" in text or "r&d" in text else ()

    first = [figure("研发经费投入强度", 2.8)]
    second = [figure("R&D intensity", 3.0, language="en"), figure("tax rate", 15, language="en")]
    assert values(match_figures(first, second, concepts)) == [("研发经费投入强度", 2.8, 3.0, "concepts")]
    assert match_figures(first, second, concepts, only_newest=True).pairs == ()


def test_of_sets_the_newest_value_is_shown_and_short_words_name_no_indicator() -> None:
    first = [
        figure("城镇新增就业", 1300, "people", "actual", "2016"),
        figure("城镇新增就业", 1361, "people", "actual", "2018"),
        figure("死亡", 10, "people", "actual", "2017"),
    ]
    second = [figure("城镇新增就业", 1269, "people", "actual", "2021"), figure("死亡", 3, "people", "actual")]
    found = match_figures(first, second, no_concepts, only_newest=True)
    assert values(found) == [("城镇新增就业", 1361, 1269, "words")]
    assert (found.pairs[0].stated_a, found.pairs[0].stated_b) == (2, 1)


def test_two_languages_meet_in_values_that_no_other_indicator_has() -> None:
    first = [
        figure("科技进步贡献率", 60, deadline="2020"),
        figure("研究经费", 18.3),
        figure("用地面积", 12.5)._replace(comparator="+"),
        figure("对外依存度", 30, deadline="2020"),
        figure("某项比重", 30, deadline="2020"),
        figure("培育企业", 50, "firms"),
    ]
    second = [
        figure("technology's contribution", 60, deadline="2020", language="en"),
        figure("research spending", 18.3, language="en"),
        figure("pasture", 12.5, language="en")._replace(comparator="-"),
        figure("dependence on others", 30, deadline="2020", language="en"),
        figure("firms", 50, "firms", language="en")._replace(indicator="young businesses"),
    ]
    assert values(match_figures(first, second, no_concepts)) == [
        ("科技进步贡献率", 60, 60, "values"),
        ("研究经费", 18.3, 18.3, "values"),
    ]
    same_language = [one._replace(language="zh") for one in second]
    assert values(match_figures(first, same_language, no_concepts)) == []
