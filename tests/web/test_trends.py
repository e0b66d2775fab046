"""The trend page and the command line take the same options and give the same numbers."""

from __future__ import annotations

import csv
import io
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

from flows.cli.main import app
from flows.web.addresses import exact_value
from flows.web.charts import ChartRequest, draw_charts
from flows.web.library import Library
from flows.web.series import SeriesAddress, count_largest, point_address, read_series
from tests.support import without_breaks

Options = dict[str, str | list[str]]
ASKED: list[Options] = [
    {"reprints": "discounted"},
    {"reprints": "first", "by": "quarter"},
    {"reprints": "fold", "group": "language"},
    {"hold": "publisher"},
    {"hold": "language", "reprints": "fold", "by": "plan"},
    {"corpus": ["hostile"]},
    {"corpus": ["sample", "hostile"], "hold": "corpus"},
    {"kind": ["regulation", "plan"]},
    {"group": "kind"},
    {"group": "level", "by": "plan"},
    {"hold": "kind"},
    {"publisher": ["Sample Daily"], "by": "quarter"},
    {"publisher": ["样例省人民政府", "样例省人民政府办公厅"], "kind": "plan", "group": "publisher"},
]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_the_numbers_are_the_command_lines(
    client: TestClient, web_store: Path, asked: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["trends", "稀土", "自主可控", "--from", "2012", "--format", "csv", "--store", str(web_store)]
    for name, value in asked.items():
        words += [
            word for one in ([value] if isinstance(value, str) else value) for word in (f"--{name}", one)
        ]
    assert app(words, exit_on_error=False, print_error=False) == 0
    expected = rows_of(capsys.readouterr().out)
    parameters = {"term": "稀土,自主可控", "from": "2012", **asked}
    found = rows_of(client.get("/download/trends.csv", params=parameters).content.decode("utf-8-sig"))
    assert found == expected and len(found) >= 2
    answer = client.get("/api/trends", params={**parameters, "term": ["稀土", "自主可控"]}).json()
    assert [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in answer
    ] == expected


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ("Adjust for source mix", "count as one", "of which source mix")),
        ("zh", ("固定来源构成", "n 份合计一次", "其中来源构成所致")),
    ],
)
def test_the_form_shows_what_was_asked(client: TestClient, locale: str, words: tuple[str, ...]) -> None:
    asked = {
        "term": "稀土",
        "hold": "publisher",
        "reprints": "discounted",
        "corpus": "sample",
        "lang": locale,
    }
    page = client.get("/trends", params=asked).text
    for word in words:
        assert word in page
    for value in ("publisher", "discounted", "sample"):
        assert f'<option value="{value}" selected>' in page
    assert '<option value="hostile">' in page


@pytest.mark.parametrize(("locale", "kind"), [("en", "notice"), ("zh", "通知")])
def test_kind_level_and_publisher_are_chosen_in_the_form(client: TestClient, locale: str, kind: str) -> None:
    asked = {"term": "稀土", "kind": [kind, "plan"], "publisher": "Sample Daily", "lang": locale}
    page = without_breaks(client.get("/trends", params=asked).text)
    form = page.partition('action="/trends"')[2].partition("</form>")[0]
    assert '<option value="notice" selected>' in form and 'name="level"' in form
    assert 'name="publisher" value="Sample Daily"' in form and '<option value="Sample Daily">' in form
    assert '<input type="hidden" name="kind" value="plan">' in form  # the form has one field for a filter
    assert form.count('value="Sample Daily"') == 2 and 'type="hidden" name="publisher"' not in form


@pytest.mark.parametrize("page", ["/trends?term=稀土", "/batch?list=稀土"])
def test_a_choice_without_documents_is_told(client: TestClient, page: str) -> None:
    assert "No documents match." in client.get(f"{page}&from=1990&to=1991&lang=en").text
    none = client.get(f"{page}&kind=news&lang=zh").text
    assert "没有符合条件的文件。" in none and "文件类别：新闻" in none
    assert "No documents match." not in client.get(f"{page}&kind=notice&lang=en").text  # 0 in text


def test_a_group_takes_the_place_of_its_filter(web_library: Library) -> None:
    """Two publishers of a search are alternatives: a point of one of them leads to that one alone."""
    address = SeriesAddress(("稀土",), group="publisher", publisher=("a", "b"), kind=("law",))
    point = point_address(web_library.lexicon, {"series": "稀土 · a", "period": "2021"}, address)
    assert point.count("publisher=") == 1 and "publisher=%3Da" in point and "kind=law" in point


@pytest.mark.parametrize("group", ["publisher", "level", "province", "kind", "language"])
def test_a_point_of_a_group_leads_to_what_it_counts_or_nowhere(
    client: TestClient, web_library: Library, group: str
) -> None:
    address = SeriesAddress(("稀土",), group=group)
    rows = [row for row in count_largest(web_library.collection, address).rows if row["passages"]]
    links = {point_address(web_library.lexicon, row, address): row["passages"] for row in rows}
    for link, passages in links.items():
        if link:
            assert client.get(link.replace("/search?", "/api/search?")).json()["total"] == passages
    unstated = {str(row["series"]).endswith(" · (none)") for row in rows}
    assert ("" in links) is (True in unstated)


@pytest.mark.parametrize("by", ["year", "plan"])
def test_a_point_of_a_period_that_a_date_cuts_leads_to_all_it_counts(
    client: TestClient, web_library: Library, by: str
) -> None:
    address = SeriesAddress(("稀土",), by, first="2019-08-15", last="2025-11-12")
    rows = [row for row in count_largest(web_library.collection, address).rows if row["passages"]]
    assert rows
    for row in rows:
        link = point_address(web_library.lexicon, row, address)
        found = client.get(link.replace("/search?", "/api/search?")).json()["total"]
        assert found == row["passages"], link


@pytest.mark.parametrize("group", ["publisher", "level", "province", "strategy"])
def test_what_is_not_stated_has_no_link(client: TestClient, web_library: Library, group: str) -> None:
    address = SeriesAddress(("稀土",), group=group)
    assert point_address(web_library.lexicon, {"series": "稀土 · (none)", "period": "2021"}, address) == ""
    page = client.get("/trends", params={"term": "稀土", "group": group, "lang": "en"}).text
    assert "<a>" in page or "not stated" not in page
    assert 'href=""' not in page


@pytest.mark.parametrize(("locale", "plan"), [("en", "14th FYP 2021–2025"), ("zh", "十四五 2021–2025")])
def test_plans_have_their_name_in_the_language_of_the_page(
    client: TestClient, locale: str, plan: str
) -> None:
    page = client.get(f"/trends?term=稀土&by=plan&hold=corpus&lang={locale}").text
    assert f'<th scope="row">{plan}</th>' in page and re.search(f"(?:: |：){plan}", page)
    assert f'data-period="{plan}"' in page
    assert ("FYP" in page) is (locale == "en")
    assert f">{plan}<" in client.get(f"/batch?list=稀土&by=plan&lang={locale}").text


def test_an_address_keeps_the_options(client: TestClient, web_library: Library) -> None:
    """A finer look at a period is of the same corpora and reprints.

    Its points lead to passages of these corpora.
    """
    asked = {"term": "稀土", "corpus": "sample", "reprints": "fold"}
    page = client.get("/trends", params=asked).text
    assert "by=month" in page and "reprints=fold&amp;corpus=sample" in page
    row = next(
        row
        for row in rows_of(
            client.get("/download/trends.csv", params={**asked, "reprints": "raw"}).content.decode(
                "utf-8-sig"
            )
        )
        if row["passages"] not in ("", "0")
    )
    address = point_address(web_library.lexicon, {**row}, SeriesAddress((), corpora=("sample",)))
    assert str(escape(address)) in page
    assert client.get(address.replace("/search?", "/api/search?")).json()["total"] == int(row["passages"])


@pytest.mark.parametrize(
    "path",
    ["reprints=x", "hold=x", "corpus=none", "hold=corpus&group=language", "publisher=none", "kind=none"],
)
def test_what_can_not_be_asked_is_said(client: TestClient, path: str) -> None:
    answer = client.get(f"/trends?term=稀土&{path}")
    assert answer.status_code == 400 and 'role="alert"' in answer.text


def test_many_passages_are_not_compared_for_a_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.web.limits.MAX_COUNTED", 60)
    assert client.get("/trends?term=稀土").status_code == 200
    answer = client.get("/trends?term=稀土&reprints=first&lang=en")
    assert answer.status_code == 400 and "among 3 passages at most" in answer.text


def test_the_chart_is_of_what_is_held_fixed(web_library: Library) -> None:
    class Values(dict[str, Any]):
        def getlist(self, name: str) -> list[str]:
            return [self[name]] if name in self else []

    address = read_series(Values(term="稀土", hold="publisher"))
    assert address.drawn == "adjusted_per_million"
    assert count_largest(web_library.collection, address).mix[0]["series"] == "稀土"
    assert read_series(Values(term="稀土", hold="publisher", measure="occurrences")).drawn == "occurrences"


def test_names_at_the_ends_of_lines_do_not_lie_on_each_other() -> None:
    rows: list[dict[str, str | float | None]] = [
        {"series": f"s{number}", "period": period, "x": value}
        for number in range(6)
        for period, value in (("2020", 1.0), ("2021", 2.0 if number < 4 else 0.0))
    ]
    (chart,) = draw_charts(rows, ChartRequest("x"))
    heights = [end.y for end in chart.ends]
    assert len(heights) == 6
    assert all(below - above >= 14.9 for above, below in itertools.pairwise(heights))
    assert heights[0] > 0 and heights[-1] <= chart.height
    assert {end.text for end in chart.ends} == {f"s{number}" for number in range(6)}


def test_a_point_on_a_low_base_is_hollow(client: TestClient) -> None:
    page = without_breaks(
        client.get("/trends", params={"term": "出口管制", "from": "2021", "lang": "en"}).text
    )
    chart = page[page.index("<svg") : page.index("</svg>")]
    assert chart.count('<circle class="low"') == 4  # of six years two have none
    assert "low base" in page


@pytest.mark.parametrize(
    ("charts", "words", "link"),
    [("terms", "one per term", "charts=series"), ("series", "one per series", "Show one chart per term")],
)
def test_many_series_say_how_many_charts_they_have(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, charts: str, words: str, link: str
) -> None:
    monkeypatch.setattr("flows.web.charts.lines.FEW", 2)
    page = client.get(f"/trends?term=稀土,自主可控,新质生产力&group=publisher&charts={charts}&lang=en").text
    assert words in page and link in page


def test_what_counts_by_publisher_leads_to_what_each_issued_alone() -> None:
    assert exact_value("publisher", "示范部") == "=示范部"
    assert exact_value("corpus", "sample") == "sample"
