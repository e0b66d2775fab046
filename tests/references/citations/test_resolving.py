"""The stored document that a citation means."""

from __future__ import annotations

import pytest

from flows.references.citations import Resolver
from flows.store.documents import NamedDocument
from flows.store.facts import StoredCitation


def _cited(number: str = "", title: str = "") -> StoredCitation:
    place = ("c-0", "c", "样例通知", "2021-05-01", "made", 0, 4, title or number)
    return StoredCitation(*place, "mentioning", title, number, "")


def test_a_name_means_the_rule_and_not_news_about_it() -> None:
    rule = NamedDocument(
        "title", "样例办法", "r", "关于印发《样例办法》的通知", "", "2021-03-01", "made", "notice"
    )
    news = rule._replace(
        document_id="n", title="示范部发布《样例办法》", date="2021-03-02", document_kind="news"
    )
    assert Resolver([rule, news]).find(_cited(title="样例办法")) == rule
    assert Resolver([news]).find(_cited(title="样例办法")) == news


@pytest.mark.parametrize(
    ("relation", "dates", "expected"),
    [
        ("repealing", ["2020-01-01", "2022-01-01"], "2020-01-01"),
        ("repealing", ["2022-01-01"], ""),  # the law of that name before it is not stored
        ("repealing", ["2021-05-01"], ""),  # a copy of the document that repeals the rules before
        ("mentioning", ["2022-01-01"], "2022-01-01"),
        ("amending", ["2021-05-01"], "2021-05-01"),
    ],
)
def test_what_a_document_repeals_is_older(relation: str, dates: list[str], expected: str) -> None:
    named = [
        NamedDocument("title", "样例办法", day, "样例办法", "", day, "made", "regulation") for day in dates
    ]
    found = Resolver(named).find(_cited(title="样例办法")._replace(relation=relation))
    assert (found.date if found else "") == expected


@pytest.mark.parametrize(
    ("number", "is_own"),
    [
        ("样科发〔2021〕5号", True),
        ("yangkefa〔2021〕5号", True),
        ("〔2021〕5号", True),
        ("〔2021〕6号", False),
        ("示政发〔2021〕5号", False),
    ],
)
def test_a_document_names_itself_by_its_number(number: str, is_own: bool) -> None:
    own = NamedDocument("number", "样科发〔2021〕5号", "c", "样例通知", "", "2021-05-01", "made", "notice")
    assert Resolver([own]).is_own(_cited(number)) is is_own


@pytest.mark.parametrize(
    ("kind", "dates", "expected"),
    [
        # The last one that is no later than the citing document of 2021-05-01.
        ("title", ["2019-01-01", "2020-01-01", "2022-01-01"], "2020-01-01"),
        # All later: the first of a few editions, none of a series, and of a number any.
        ("title", ["2022-01-01", "2023-01-01"], "2022-01-01"),
        ("title", [f"202{year}-01-01" for year in range(2, 7)], ""),
        ("number", [f"202{year}-01-01" for year in range(2, 7)], "2022-01-01"),
    ],
)
def test_the_document_of_a_name_is_chosen_by_date(kind: str, dates: list[str], expected: str) -> None:
    name = "样发〔2021〕1号"
    named = [NamedDocument(kind, name, day, "样例办法", "", day, "made", "notice") for day in dates]
    found = Resolver(named).find(_cited(**{kind: name}))
    assert (found.date if found else "") == expected


def test_the_number_takes_precedence_over_the_title() -> None:
    by_title = NamedDocument("title", "样例办法", "t", "样例办法", "", "2020-01-01", "made", "notice")
    by_number = by_title._replace(kind="number", name="样发〔2020〕1号", document_id="n")
    resolver = Resolver([by_title, by_number])
    assert resolver.find(_cited("样发〔2020〕1号", "样例办法")) == by_number
    assert resolver.find(_cited("〔2020〕1号", "样例办法")) == by_title  # without its issuer


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        ("样发〔2020〕1号", "", True),
        ("样发〔2020〕1号", "样例办法", True),
        ("样发〔2020〕1号", "样例条例", False),
        ("〔2020〕1号", "样例办法", False),
        ("", "样例办法", False),
    ],
)
def test_a_document_has_the_number_and_title_of_a_citation(
    number: str, title: str, *, expected: bool
) -> None:
    by_title = NamedDocument("title", "样例办法", "d", "样例办法", "", "2020-01-01", "made", "notice")
    by_number = by_title._replace(kind="number", name="样发〔2020〕1号")
    assert Resolver([by_title, by_number]).has_number(_cited(number, title), "d") is expected


@pytest.mark.parametrize(
    ("report", "citing", "expected"),
    [
        ("2023-03-05", "2024-02-01", True),  # the session of 2024 is still to come
        ("2024-03-05", "2024-02-01", False),
        ("2024-03-05", "2024-03-01", True),
        ("2023", "2024", True),
        ("2024", "2024", False),
        ("2022-03-05", "2024-03-01", False),
        ("2024-01-20", "2024-05-01", False),  # a province's report
        ("", "2024-05-01", False),
        ("2024-03-05", "", False),
    ],
)
def test_the_report_of_a_year(report: str, citing: str, *, expected: bool) -> None:
    named = NamedDocument("event", "work-report", "w", "政府工作报告", "", report, "made", "report")
    citation = _cited()._replace(text="政府工作报告", date=citing)
    assert (Resolver([named]).find(citation) is not None) is expected
