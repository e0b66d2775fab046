"""Which days count if the requested dates are not whole periods; names of periods in Chinese."""

from __future__ import annotations

import re

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.records import DateRange, first_day, last_day
from flows.search import Collection
from flows.store import Store
from flows.trends.answer import answer_series
from flows.trends.captions import describe_counting
from flows.trends.periods import (
    counted_dates,
    name_period,
    read_division,
    read_period,
)
from flows.trends.request import SeriesRequest

BOUNDS = "2015,2018-03,2023"


@pytest.mark.parametrize(
    ("by", "asked", "counted"),
    [
        ("year", ("2021-06", "2022"), ("2021-01-01", "2022-12-31")),
        ("year", ("2021", "2022-02-10"), ("2021-01-01", "2022-12-31")),
        ("year", (None, "2022"), (None, "2022-12-31")),
        ("quarter", ("2021-06", "2022-02"), ("2021-04-01", "2022-03-31")),
        ("month", ("2021-06-12", "2024-02-03"), ("2021-06-01", "2024-02-29")),
        ("month", ("2021", "2022"), ("2021-01-01", "2022-12-31")),
        ("plan", ("2020", "2022"), ("2016-01-01", "2025-12-31")),
        (BOUNDS, ("2016-05", "2018-03-01"), ("2015-01-01", "2022-12-31")),
        (BOUNDS, ("2011", "2030"), (None, None)),
    ],
)
def test_periods_count_whole(
    by: str, asked: tuple[str | None, str | None], counted: tuple[str | None, str | None]
) -> None:
    assert counted_dates(by, DateRange(*asked)) == DateRange(*counted)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-10", "2024-02-10", "2024-02-10"),
    ],
)
def test_first_and_last_day(day: str, first: str, last: str) -> None:
    assert (first_day(day), last_day(day)) == (first, last)


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        (DateRange("2021-06", "2022"), "periods count whole: from 2021-01-01 (--from 2021-06)"),
        (
            DateRange("2021-06", "2022-02"),
            "periods count whole: from 2021-01-01 (--from 2021-06), to 2022-12-31 (--to 2022-02)",
        ),
        (DateRange("2021", "2022"), ""),
        (DateRange(), ""),
    ],
)
def test_the_caption_says_so(sample: Store, lexicon: Lexicon, dates: DateRange, line: str) -> None:
    request = SeriesRequest(terms=("自主可控",), dates=dates)
    lines = describe_counting(Collection(sample, lexicon), request, "occurrences")
    assert [one for one in lines if "whole" in one] == [line] * bool(line)


@pytest.mark.parametrize(
    ("period", "chinese"),
    [
        ("14th FYP 2021–2025", "十四五 2021–2025"),
        ("1st FYP 1953–1957", "一五 1953–1957"),
        ("11th FYP 2006–2010–12th FYP 2011–2015", "十一五 2006–2010–十二五 2011–2015"),
        ("adjustment 1963–1965", "调整时期 1963–1965"),
        ("20th CC 2022-10–", "二十届 2022-10–"),
        ("2021-Q3", "2021-Q3"),
        ("2015..2019", "2015..2019"),
        ("", ""),
    ],
)
def test_a_period_is_shown_by_its_chinese_name(period: str, chinese: str) -> None:
    assert name_period(period, "zh") == chinese
    assert name_period(period, "en") == period


@pytest.mark.parametrize("by", ["plan", "congress"])
def test_the_name_that_is_shown_is_read_again(by: str) -> None:
    names = read_division(by).names
    shown = [name_period(name, "zh") for name in names]
    assert not re.search("[A-Za-z]", "".join(shown)) and len(set(shown)) == len(names) > 5
    assert [read_period(name) for name in (*shown, *names)] == [*names, *names]


def test_a_chinese_caption_has_chinese_plans(sample: Store, lexicon: Lexicon) -> None:
    request = SeriesRequest(("新质生产力",), by="plan")
    told = {
        language: "\n".join(answer_series(Collection(sample, lexicon), request, language).caption)
        for language in ("en", "zh")
    }
    assert "新质生产力 15th FYP 2026–2030 (" in told["en"]
    assert "新质生产力 十五五 2026–2030（" in told["zh"] and "FYP" not in told["zh"]
