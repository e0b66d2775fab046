"""Points in time: plans, dates, and the role that the surrounding words give them."""

from __future__ import annotations

import pytest

from flows.annotation.figures.moments import PLAN_ENDS, find_moments, months_of
from flows.annotation.figures.numbers import fold_figures


@pytest.mark.parametrize(
    ("plan", "year"), [(1, 1957), (2, 1962), (3, 1970), (4, 1975), (12, 2015), (14, 2025), (15, 2030)]
)
def test_plans_end(plan: int, year: int) -> None:
    assert PLAN_ENDS[plan] == year


@pytest.mark.parametrize(
    ("text", "language", "moments"),
    [
        ("到2020年和2025年", "zh", [("2020", "by"), ("2025", "by")]),
        ("2021—2025年", "zh", [("2025", "in")]),
        ("In 2019 Yuanfan grew", "en", [("2019", "in")]),
        ("worth in 2019 yuan", "en", []),
        ("40 kilns a year from 2028 onward", "en", [("2028", "in")]),
        ("From 2028 on, 40 kilns a year", "en", [("2028", "in")]),
        ("rose from 2028 on exports", "en", [("2028", "base")]),
        ("“十四五”规划提出,能耗下降", "zh", [("2025", "in")]),
        ("“十三五”规划纲要要求能耗降低", "zh", [("2020", "in")]),
        ("“十四五”规划提出的能耗目标", "zh", []),
        ("Under the 13th Five-Year Plan, 300 kilns were built", "en", [("2020", "in")]),
        ("The 14th Five-Year Plan calls for 300 kilns", "en", [("2025", "in")]),
        ("The 13th Five-Year Plan for kilns set a target", "en", [("2020", "in")]),
        ("The 14th Five-Year Plan was published", "en", []),
        ("截至2022年底", "zh", [("2022", "in")]),
        ("2021年，二\ufffd\ufffd二\ufffd\ufffd年增长", "zh", [("2021", "in"), ("", "in")]),
        ("到20\ufffd\ufffd年，20\ufffd5年前", "zh", [("", "by"), ("", "by")]),
        ("比二〇\ufffd二年增长", "zh", [("", "base")]),
        ("青少\ufffd年，\ufffd年，三\ufffd年来", "zh", []),
        ("By 20\ufffd\ufffd, from 2\ufffd21, in 2025", "en", [("", "by"), ("", "base"), ("2025", "in")]),
        ("in 20\ufffd% of cases, in 2\ufffd0 million", "en", []),
        ("“八五”时期", "zh", [("1995", "in")]),
        ("《办法》（2021年版）", "zh", []),
        ("2024年前三季度", "zh", [("2024", "in")]),
        ("2022年前11个月", "zh", [("2022", "in")]),
        ("2025年前建成", "zh", [("2025", "by")]),
        ("2022、2023和2024年，", "zh", [("2022", "in"), ("2023", "in"), ("2024", "in")]),
        ("21年营收，22年增至，到25年公司", "zh", [("2021", "in"), ("2022", "in"), ("2025", "by")]),
        ("21年底，公司23年一季度", "zh", [("2021", "in"), ("2023", "in")]),
        ("预计24-26年公司净利润", "zh", [("2026", "in")]),
        ("历时15年实现，从业21年，10年收入增长", "zh", []),
        ("in the last quarter of 2024", "en", [("2024", "in")]),
        ("从1931年2月到1931年7月，", "zh", [("1931-02", "base"), ("1931-07", "in")]),
        ("从2020年的3%提高到2025年的5%", "zh", [("2020", "base"), ("2025", "in")]),
        ("2019年起步，到2025年达到", "zh", [("2019", "in"), ("2025", "by")]),
        ("between FY2016 and FY2021, aid", "en", [("2021", "in")]),
        ("from fiscal year 2016 to fiscal year 2021", "en", [("2021", "in")]),
        ("in FY2016 and FY2021, aid", "en", [("2016", "in"), ("2021", "in")]),
        ("from $2 billion in FY2016 to $3 billion in FY2021", "en", [("2016", "in"), ("2021", "in")]),
        ("by 2020 and 2025", "en", [("2020", "by"), ("2025", "by")]),
        ("between 2015 and 2020", "en", [("2020", "in")]),
        ("from the 2020 level", "en", [("2020", "base")]),
        ("Made in China 2025", "en", []),
        ("2025 units", "en", []),
        ("in the 1990s", "en", [("1999", "in")]),
        ("in the late 1990s", "en", [("", "in")]),
        ("compared with the 1990s", "en", [("", "base")]),
        ("by the 2030s", "en", [("", "by")]),
        ("people born in the 1990s", "en", []),
        ("上世纪90年代", "zh", [("1999", "in")]),
        ("二十世纪八十年代初", "zh", [("", "in")]),
        ("与20世纪90年代相比", "zh", [("1999", "base")]),
        ("90年代", "zh", [("", "in")]),
        ("到20世纪90年代，", "zh", [("", "in")]),  # long past: not a deadline
        ("到80年代末，", "zh", [("", "in")]),
        ("到本世纪30年代", "zh", [("", "by")]),
        ("出生于20世纪90年代的人", "zh", [("", "base")]),
        ("until the 1990s", "en", [("", "in")]),
        ("low, as in the late 1990s", "en", [("", "base")]),
    ],
)
def test_moments(text: str, language: str, moments: list[tuple[str, str]]) -> None:
    assert [
        (moment.iso, moment.role) for moment in find_moments(fold_figures(text).text, language)
    ] == moments


@pytest.mark.parametrize(
    ("text", "today", "moments"),
    [
        ("到本世纪末，", 1984, [("2000", "by")]),
        ("小平同志提出，到下世纪中叶", 2018, [("", "by")]),
        ("在本世纪末实现", 1984, [("2000", "by")]),
        ("到本世纪末，", 2008, [("2100", "by")]),
        ("小平同志提出到本世纪末，", 2008, [("", "by")]),  # that of the 20th century, as he said it
        ("到本世纪末，", 0, [("", "by")]),
        ("到本世纪末，", 2000, [("", "by")]),
        ("提前实现了本世纪末的目标", 1996, [("", "in")]),
        ("到上世纪末，", 2008, [("", "in")]),
        ("到20世纪末，", 2008, [("", "in")]),
        ("到二十世纪末，", 1984, [("2000", "by")]),
        ("到本世纪中叶，", 2008, [("2050", "by")]),
        ("到21世纪中叶，", 0, [("2050", "by")]),
        ("到下世纪中叶，", 1996, [("2050", "by")]),
        ("到下个世纪初，", 1996, [("", "by")]),
        ("本世纪初", 2008, [("", "in")]),
        ("从本世纪初", 2008, [("", "base")]),
        ("到90年代末", 1984, [("", "by")]),
        ("到八十年代初", 1984, [("", "in")]),
        ("本世纪80年代", 1984, [("1989", "in")]),
        ("1980年同1952年比较", 1984, [("1980", "in"), ("1952", "base")]),
        ("与1952年相比，", 1984, [("1952", "base")]),
        ("跟1978年同期的水平相比，", 1984, [("1978", "base")]),
        ("1981年比较困难", 1984, [("1981", "in")]),
        ("同1981年比较困难的企业", 1984, [("1981", "base")]),
        ("在2024-25年度拨款", 2024, [("2025", "in")]),
        ("二○二四至二五财政年度", 2024, [("2025", "in")]),
        ("1999-00年度開支", 2000, [("2000", "in")]),
        ("2024-12年度會議", 2024, []),
        ("二○二四至二八年度", 2024, []),
        ("去(2023)年", 2024, [("2023", "in")]),
        ("于118年前成立", 2024, []),
        ("产值目前年增速超过30%", 2025, []),
        ("春节前年货销售额达到3亿元", 2025, []),
        ("产量比前年增长8%", 2025, [("2023", "base")]),
        ("前年的产量是300万吨", 2025, [("2023", "in")]),
        # A month after a word for a year.
        ("今年5月，产值", 2025, [("2025-05", "in")]),
        ("去年11月份，产值", 2025, [("2024-11", "in")]),
        ("今年6月末，余额", 2025, [("2025-06", "in")]),
        ("今年5月底前，去年5月1日，今年1月至5月，", 2025, [("2025", "in"), ("2024", "in"), ("2025", "in")]),
    ],
)
def test_moments_by_the_year_of_the_text(text: str, today: int, moments: list[tuple[str, str]]) -> None:
    found = find_moments(fold_figures(text).text, "zh", today=today)
    assert [(moment.iso, moment.role) for moment in found] == moments


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        ("113年至121年投入", [("2032", "in")]),
        ("113至116年將投入", [("2027", "in")]),
        ("於118年前達成35%", [("2029", "by")]),
        ("125年底前完成", [("2036", "by")]),
        ("120年底前達到500萬噸", [("2031", "by")]),
        ("於120年前達到500萬噸", [("2031", "by")]),
        ("118年前達到500萬噸", [("2029", "by")]),
        ("距今118年前達到500萬噸", []),
        ("118年前達到高峰", []),
        ("120年前達到500萬噸", []),
        ("該校於118年前成立", []),
        ("成立120年，", []),
        ("使用年限為100至120年，", []),
        ("明（114）年編列，去（112）年為", [("2025", "in"), ("2023", "in")]),
        ("民國一百一十三年", [("2024", "in")]),
        ("中華民國一一二年", [("2023", "in")]),
        ("民國三十年代", [("", "in")]),
    ],
)
def test_moments_of_taiwan(text: str, moments: list[tuple[str, str]]) -> None:
    found = find_moments(fold_figures(text).text, "zh", today=2024, is_republic=True)
    assert [(moment.iso, moment.role) for moment in found] == moments


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("“十五”期间，支出增长18%。", "zh", "2001", "2005"),
        ("“九五”期间，支出增长18%。", "zh", "1996", "2000"),
        ("“十一五”年均增长7.5%。", "zh", "2006", "2010"),
        ("“十一五”末，支出增长18%。", "zh", "", "2010"),
        ("during the Ninth Five-Year Plan, exports rose", "en", "1996", "2000"),
        ("during the Tenth Five-Year Plan, exports rose", "en", "2001", "2005"),
        ("by the end of the Sixth Five-Year Plan, exports rose", "en", "", "1985"),
        ("in the Eighth Five-Year Plan, exports rose", "en", "", "1995"),
    ],
)
def test_years_of_five_year_plans(text: str, language: str, first: str, last: str) -> None:
    (moment,) = find_moments(fold_figures(text).text, language)
    assert (moment.first, moment.iso) == (first, last)


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("2024年三季度，利润增长", "zh", ("2024-07", "2024-09")),
        ("2024年第一季度增长", "zh", ("2024-01", "2024-03")),
        ("2024年前三季度，出口增长", "zh", ("2024-01", "2024-09")),
        ("2024年上半年，进出口", "zh", ("2024-01", "2024-06")),
        ("2024前三季度，出口增长", "zh", ("2024-01", "2024-09")),
        ("2024年第4季度", "zh", ("2024-10", "2024-12")),
        ("2024年下半年", "zh", ("2024-07", "2024-12")),
        ("2024年前11个月", "zh", ("2024-01", "2024-11")),
        ("2024年1—8月份，出口增长", "zh", ("2024-01", "2024-08")),
        ("2024年一季度末，贷款余额", "zh", None),  # a day, not a quarter
        ("2024年9月，出口增长", "zh", None),
        ("2024年增长", "zh", None),
        ("In the third quarter of 2024 profits rose", "en", ("2024-07", "2024-09")),
        ("in Q3 2024", "en", ("2024-07", "2024-09")),
        ("in the first half of 2024", "en", ("2024-01", "2024-06")),
        ("in the first nine months of 2024", "en", ("2024-01", "2024-09")),
        ("in January-September 2024", "en", ("2024-01", "2024-09")),
        ("from January to September 2024", "en", ("2024-01", "2024-09")),
        ("in the January-September period of 2024", "en", ("2024-01", "2024-09")),
        ("in the three months to June 2024", "en", ("2024-04", "2024-06")),
        ("in the year through March 2024", "en", ("2023-04", "2024-03")),
        ("in September 2024", "en", None),
        ("in 2024", "en", None),
        ("from 2019 to 2022", "en", None),
    ],
)
def test_parts_of_years(text: str, language: str, months: tuple[str, str] | None) -> None:
    shadow = fold_figures(text)
    (moment,) = find_moments(shadow.text, language)
    assert months_of(shadow.text, moment) == months


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("the lowest since February 2020", "en", ""),
        ("the fastest pace since January 2024", "en", ""),
        ("its biggest drop since 2020", "en", ""),
        ("the first decline since 2020", "en", ""),
        ("a new high since 2020", "en", ""),
        ("investment since 2020", "en", "2020"),
        ("high speed rail lines since 2020", "en", "2020"),
        ("the largest plants completed since 2020", "en", "2020"),
        ("the largest fund has since 2020 spent", "en", "2020"),
        ("创2020年2月以来新低", "zh", ""),
        ("2020年2月以来的最低水平", "zh", ""),
        ("2020年2月以来累计", "zh", "2020-02"),
    ],
)
def test_a_record_since_a_date_is_of_no_period(text: str, language: str, first: str) -> None:
    found = find_moments(fold_figures(text).text, language)
    assert [moment.first for moment in found] == [first]


def test_years_in_brackets_make_a_five_year_plan_a_period() -> None:
    moment, *_ = find_moments(fold_figures("in the Eighth Five-Year Plan (1991-95), exports rose").text, "en")
    assert (moment.first, moment.iso) == ("1991", "1995")
