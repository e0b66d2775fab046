"""The year of a release that its first paragraph names, for the changes that later paragraphs report."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_announced, find_targets, read_years
from flows.annotation.parsing import Parser, load_parser
from tests.support import MODELS

ANNOUNCED = [
    ("2024年，全县外贸进出口36亿元，增长5%。\n纺织品出口12亿元，增长3%。", "2024"),
    ("海关发布消息。\n据统计，2024年，全县出口12亿元。\n通关时间较2017年压缩60%。", "2024"),
    ("HARBOR CITY, Jan. 9 -- Exports rose 5 percent in 2024, the bureau said.\nImports fell.", "2024"),
    ("2024年全年，全县出口12亿元，较2023年增长3%。\n力争到2027年达到20亿元。", "2024"),
    # another year is reported as well
    ("2024年，全县外贸进出口36亿元。\n2023年，出口12亿元。", ""),
    ("2024年，全县外贸进出口36亿元。\n该厂2021年投产。", ""),
    # the year before last, a part of a year, no year in the first paragraph with a figure
    ("2023年，全县外贸进出口36亿元。\n出口12亿元。", ""),
    ("2024年前三季度，全县外贸进出口36亿元。", ""),
    ("全县外贸进出口36亿元。\n2024年，出口12亿元。", ""),
    ("2024年，全县外贸进出口36亿元。\n" + "出口平稳。" * 2000, ""),
]


@pytest.mark.parametrize(("text", "year"), ANNOUNCED)
def test_a_release_announces_its_year(text: str, year: str) -> None:
    assert find_announced(text, "2025-01-14") == year
    assert find_announced(text, "") == ""


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("其中，纺织品出口12亿元，比上年增长3%。", "zh", "2024"),
        ("海关查获案件5800起。", "zh", ""),
        ("6月份出口12亿元，同比增长3%。", "zh", "2025"),
        ("Imports fell 3 percent.", "en", "2024"),
        ("The port has 24 berths.", "en", ""),
        ("On Monday, shares fell 3 percent.", "en", "2025"),
    ],
)
def test_changes_have_the_year_of_their_release(text: str, language: str, year: str) -> None:
    parser: Parser | None = load_parser(MODELS / "artefacts")
    years = read_years(("海关发布会",), "2025-07-14")._replace(announced="2024")
    found = find_targets(text, language, setting=Setting(year=2025, parser=parser, years=years))
    assert {target.deadline[:4] for target in found} == {year}


@pytest.mark.parametrize(
    "opening",
    [
        "样例统计局今天公布数据显示，",
        "样例商务厅今天（10月19日）公布的数据显示，",
        "样例渔业局今天（10月19日）举行发布会，",
    ],
)
def test_the_time_after_a_source_carries_over(opening: str) -> None:
    text = f"{opening}前三季度渔业增加值增长11.8%。其中，海带增加值增长12.5%。"
    setting = Setting(year=2021, years=read_years(("样例快讯",), "2021-10-19"))
    found = find_targets(text, "zh", (), setting)
    assert [(one.period_start, one.deadline) for one in found] == [("2021-01", "2021")] * 2
