"""Dates as written in documents, read as ISO text."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.metadata.dates import find_date_in_address, find_date_in_name, parse_date

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2021-03-12", "2021-03-12"),
        ("2021-3-2", "2021-03-02"),
        ("2021/3/12", "2021-03-12"),
        ("2021.03.12", "2021-03-12"),
        ("2021年3月12日", "2021-03-12"),
        ("2021 年 3 月 12 日", "2021-03-12"),
        ("２０２１年３月１２日", "2021-03-12"),
        ("2021\u200b年3月12日", "2021-03-12"),
        ("2021-03-12 16:40", "2021-03-12"),
        ("2021-03-12T16:40:00+08:00", "2021-03-12"),
        ("20210312", "2021-03-12"),
        ("20210312164000", "2021-03-12"),
        ("发布时间：2021-03-12", "2021-03-12"),
        ("（2021年3月12日印发）", "2021-03-12"),
        ("中華民國110年3月12日", "2021-03-12"),
        ("民国十年三月", "1921-03"),
        ("民國一百零八年三月五日", "2019-03-05"),
        ("中華民國一一二年九月二十日", "2023-09-20"),
        ("中華民國 110 年 3 月 12 日", "2021-03-12"),
        ("民國111年", "2022"),
        ("民國元年一月一日", "1912-01-01"),
        ("民國一百零八年十三月五日", ""),
        ("自民國38年起", ""),
        ("發布日期：2021年3月12日", "2021-03-12"),
        ("2021年3月", "2021-03"),
        ("2021-03", "2021-03"),
        ("2021/3", "2021-03"),
        ("2021年", "2021"),
        ("2021", "2021"),
        (" 2021 ", "2021"),
        ("二〇二一年三月十二日", "2021-03-12"),
        ("二○二一年三月十二日", "2021-03-12"),
        ("二零二一年十月十日", "2021-10-10"),
        ("二〇二一年十二月三十一日", "2021-12-31"),
        ("二〇二一年十一月二十日", "2021-11-20"),
        ("一九九八年六月", "1998-06"),
        ("二〇二三年", "2023"),
        ("二○二三", "2023"),
        ("2023年三月", "2023-03"),
        ("2023年十一月二十日", "2023-11-20"),
        ("二〇二三年3月5日", "2023-03-05"),
        ("1998年元月", "1998-01"),
        ("一九九八年元月一日", "1998-01-01"),
        ("2023—03—05", "2023-03-05"),
        ("2023–3–5", "2023-03-05"),
        ("2023－03－05", "2023-03-05"),
        ("2023—03—05 16:40", "2023-03-05"),
        ("2023――03――05", "2023-03-05"),
        ("发布日期：2023—03—05", "2023-03-05"),
        ("成文日期 2023 — 3 — 5", "2023-03-05"),
        ("Published: 2023–03–05T16:40:00+08:00", "2023-03-05"),
        ("（2023—3—5）", "2023-03-05"),
        ("March 12, 2021", "2021-03-12"),
        ("Mar. 12, 2021", "2021-03-12"),
        ("March 12th 2021", "2021-03-12"),
        ("12 March 2021", "2021-03-12"),
        ("12th of March 2021", "2021-03-12"),
        ("Sept 3, 2021", "2021-09-03"),
        ("March 2021", "2021-03"),
        ("May 2021", "2021-05"),
        (20210312, "2021-03-12"),
        (2021, "2021"),
        (2021.0, "2021"),
        (date(2021, 3, 12), "2021-03-12"),
        (datetime(2021, 3, 12, 23, 59), "2021-03-12"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_date(given: object, iso: str) -> None:
    assert parse_date(given) == iso


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "2021-02-30",
        "2021—02—30",
        "No. 2010—1—12",
        "编号：2010—1—12",
        "ISBN 2010—12—1",
        "Version 2010—12—1",
        "1998—12—3人",
        "0755—2010—11—12",
        "2010—1—1—5",
        "2010—5—10年",
        "2010—11—12年度",
        "2011—12",  # two years, but also a month
        "2021—2025",
        "2021–2025年",
        "二〇二三年十四五规划",
        "二〇二三年第12号",
        "2023年元旦",
        "2021-02-29",
        "2021-13-01",
        "2021-00-10",
        "0000-00-00",
        "1899年1月1日",
        "二〇二一年十十月",
        "二〇二一年三月一二十日",
        "2101-01-01",
        "去年",
        "March",
        "Marching 12, 2021 ahead of",
        "12345678",
        "99999999",
        "二〇二一年十三月一日",
        "None",
        "nan",
        None,
        True,
        False,
        0,
        -1,
        3.5,
        float("inf"),
        float("nan"),
        1e300,
        [],
        {},
        b"2021-03-12",
        "第2021号",
        "1612345678",
    ],
)
def test_no_date(given: object) -> None:
    assert parse_date(given) == ""


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2022-05-01-a.txt", "2022-05-01"),
        ("notice_20220501.docx", "2022-05-01"),
        ("关于试点的通知（2022年5月1日）.pdf", "2022-05-01"),
        ("a 2022.05.01.md", "2022-05-01"),
        ("2022_05_01.html", "2022-05-01"),
        ("t20220501_123.htm", "2022-05-01"),
        ("20220501103000.txt", "2022-05-01"),
        ("2022年5月要点.txt", "2022-05"),
        ("二〇二二年五月一日.txt", "2022-05-01"),
        ("规划（2021-2025年）.txt", ""),
        ("plan 2021-25.txt", ""),
        ("2022.txt", ""),
        ("2022-13-01.txt", ""),
        ("20221301.txt", ""),
        ("1202205011.txt", ""),
        ("v1.2022.5.1000.txt", ""),
        ("2022-05-0112.txt", ""),
        ("a.txt", ""),
        ("", ""),
    ],
)
def test_date_in_a_name(name: str, iso: str) -> None:
    assert find_date_in_name(name) == iso


DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


@given(DATES)
def test_every_day_in_every_style(day: date) -> None:
    styles = [
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        (
            f"{''.join(DIGITS[int(digit)] for digit in str(day.year))}年{in_chinese(day.month)}月"
            f"{in_chinese(day.day)}日"
        ),
    ]
    assert [parse_date(style) for style in styles] == [day.isoformat()] * len(styles)


@given(
    st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?"))
)
def test_anything_is_an_iso_date_or_nothing(value: object) -> None:
    found = parse_date(value)
    if found:
        year, *rest = (int(part) for part in found.split("-"))
        assert 1900 <= year <= 2100
        date(year, *[*rest, 1, 1][:2])


@given(st.one_of(DATES.map(str), st.text(max_size=12)))
def test_parsing_is_stable(text: str) -> None:
    once = parse_date(text)
    assert parse_date(once) == once


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://example.org/zhengce/content/2019-03/05/content_53.htm", "2019-03-05"),
        ("https://example.org/2019/03/05/a.html", "2019-03-05"),
        ("https://example.org/art/t20190305_123.html", "2019-03-05"),
        ("https://example.org/201903/a.html", "2019-03"),
        ("https://example.org/2019-03/05/", "2019-03-05"),
        ("https://example.org/content_20193105.htm", ""),
        ("https://example.org/a?d=2019-03-05", ""),
    ],
)
def test_date_in_an_address(address: str, date: str) -> None:
    assert find_date_in_address(address) == date
