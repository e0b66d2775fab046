"""The page Compare and its JSON: both languages, links from other pages, hostile text, errors in the page."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.stores import copy_whole
from tests.support import MODELS, without_breaks

SIDES = "a=d027053a474d869b&b=37ea16e8ac0455aa"


def read(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    is_page = answer.headers["content-type"].startswith("text/html")
    return without_breaks(answer.text) if is_page else answer.text


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["A says more often", "only in A (12)", "<ins>", "3 on both sides", "target 2014"]),
        ("zh", ["A 用得更多", "仅见于 A (12)", "<del>", "双方都有 3 项", "目标 2014"]),
    ],
)
def test_both_languages(client: TestClient, locale: str, words: list[str]) -> None:
    page = read(client, f"/compare?{SIDES}&lang={locale}")
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize(("locale", "unit"), [("en", "person-times"), ("zh", "人次")])
def test_units_are_in_the_language_of_the_page(client: TestClient, locale: str, unit: str) -> None:
    page = read(client, f"/compare?{SIDES}&lang={locale}")
    assert f'<td class="soft">{unit}</td>' in page


@pytest.mark.parametrize(("show", "rows"), [("changed", 5), ("all", 37), ("only_a", 12), ("unchanged", 1)])
def test_rows_are_chosen(client: TestClient, show: str, rows: int) -> None:
    assert read(client, f"/compare?{SIDES}&show={show}").count('<li class="row ') == rows


def test_the_form_offers_periods_and_documents_beside_the_one_given(client: TestClient) -> None:
    page = read(client, "/compare?a=d027053a474d869b&lang=en")
    assert '<option value="2016..2020"' in page
    assert "/compare?a=d027053a474d869b&amp;b=" in page


def test_the_examples_are_answered(client: TestClient) -> None:
    """Of the sample, which says nothing of 数字经济, another pair of terms is offered."""
    page = read(client, "/compare?lang=en")
    links = [unescape(one) for one in re.findall(r'<li><a href="(/compare[^"]+)"><code>', page)]
    assert len(links) == 3
    for link in links:
        read(client, link)


def test_no_example_is_offered_of_an_empty_store(tmp_path: Path) -> None:
    Store(tmp_path / "s.sqlite").connection.close()
    app = create_app(Settings(store=tmp_path / "s.sqlite", models=MODELS))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert '<ul class="cards">' not in read(client, "/compare")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("芯片", ["taken as a query: ", "passages"]),
        ("2021", ["period: 2021"]),
        ("d027053a474d869b", ["document: <span", "样例省人民政府工作报告（节选）</span>, 2014-01-21"]),
        (
            "2023 工作报告",
            ["1 document has these words", "b=37ea16e8ac0455aa", "2023年政府工作报告（节选，样例）</a>"],
        ),
    ],
)
def test_the_page_says_what_a_side_was_read_as(client: TestClient, typed: str, words: list[str]) -> None:
    for address in (f"a=2012..2015&b={typed}", f"b={typed}"):
        page = client.get(f"/compare?{address}&lang=en").text
        assert [word for word in words if word not in page] == []


def test_boxes_hold_titles_that_name_one_document(client: TestClient) -> None:
    page = read(client, f"/compare?{SIDES}&lang=zh")
    assert '<input name="a" value="样例省人民政府工作报告（节选）"' in page
    again = read(client, "/compare?a=样例省人民政府工作报告（节选）&b=37ea16e8ac0455aa&lang=zh")
    assert again.count("<ins>") == page.count("<ins>") > 0


def test_words_of_a_title_name_the_one_document_that_has_them(client: TestClient) -> None:
    page = read(client, "/compare?a=document:2014 工作报告&b=document:2023 工作报告&lang=en")
    assert "target 2014" in page


def test_other_pages_lead_here(client: TestClient) -> None:
    assert '"/compare?a=d027053a474d869b"' in read(client, "/document/d027053a474d869b")
    assert "/compare?a=query%3A" in read(client, "/search?q=稀土")
    assert '<a href="/compare"' in read(client, "/")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("a=2020&b=2020", "Both sides are the same"),
        ("a=0123456789abcdef&b=2020", "no such document"),
        ("a=qqqqzzzz&b=2020", "Check the spelling, or search for it first"),
        ("a=%E8%8A%AF%E7%89%87+AND&b=2020", "AND"),
    ],
)
def test_a_side_that_is_none_is_said_beside_the_form(client: TestClient, address: str, message: str) -> None:
    page = read(client, f"/compare?{address}&lang=en", 400)
    assert message in page
    assert '<input name="a"' in page
    assert client.get(f"/api/compare?{address}").status_code == 400


def test_documents_in_two_languages_lead_to_the_texts_beside_each_other(client: TestClient) -> None:
    page = read(client, "/compare?a=6234c81ee471ad1c&b=57858c4d78b31bb4&lang=en")
    assert "in two languages" in page
    assert "beside=57858c4d78b31bb4" in page


def test_hostile_text_is_text(client: TestClient) -> None:
    page = read(client, "/compare?a=corpus:hostile&b=2021&lang=en")
    assert "<script>alert" not in page
    assert "<img" not in read(client, "/compare?a=query:<img src=x>&b=2021")


@pytest.mark.parametrize(("locale", "unit"), [("en", "t"), ("zh", "吨")])
def test_a_spreadsheet_names_units(client: TestClient, locale: str, unit: str) -> None:
    answer = client.get(f"/download/compare.xlsx?{SIDES}&lang={locale}")
    rows = load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True)
    assert [row[3] for row in rows if row[2] == "粮食总产量"] == [unit]


def test_files_and_json_have_the_rows_of_the_page(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(read(client, f"/download/compare.csv?{SIDES}").lstrip("\ufeff"))))
    answer = client.get(f"/api/compare?{SIDES}").json()
    assert sum(row["section"] == "paragraphs" for row in rows) == len(answer["paragraphs"]["rows"]) == 37
    assert answer["figures"]["rows"][0]["indicator"] == "粮食总产量"


def test_an_exact_title_is_compared(client: TestClient) -> None:
    rows = client.get("/api/documents", params={"limit": 1000}).json()["documents"]
    (old,) = [row for row in rows if row["id"] == "d027053a474d869b"]
    sides = {"a": old["title"], "b": "37ea16e8ac0455aa"}
    page = client.get("/compare", params={**sides, "lang": "en"})
    assert page.status_code == 200 and 'href="/document/d027053a474d869b"' in page.text
    assert client.get("/api/compare", params=sides).json()["a"]["document_id"] == "d027053a474d869b"


def test_a_title_of_several_documents_is_chosen_from(web_store: Path, tmp_path: Path) -> None:
    path = copy_whole(web_store, tmp_path / "copy")
    with Store(path) as store, store.transaction() as connection:
        connection.execute("UPDATE document SET title = '同名' WHERE id LIKE 'd02%' OR id LIKE '37e%'")
    with TestClient(create_app(Settings(store=path, models=MODELS))) as own:
        page = read(own, "/compare?a=同名&b=2020&lang=en", 400)
        assert "2 documents have this title. Choose one" in page
        for identifier in ("d027053a474d869b", "37ea16e8ac0455aa"):
            assert f'href="/compare?a={identifier}&amp;b=2020"' in page


def test_the_boxes_complete_titles(client: TestClient) -> None:
    page = read(client, "/compare?lang=en")
    assert page.count(" data-titles ") == 2
    assert '<datalist id="sides-a">' in page and '<datalist id="sides-b">' in page
    found = client.get("/api/documents", params={"title": "政府工作报告", "limit": 8}).json()["documents"]
    assert {"id", "title", "date", "publisher", "corpus"} <= found[0].keys()


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "choose a document below, or put query:"), ("zh", "请在下面选择一份文件")]
)
def test_words_of_a_title_that_no_passage_has_are_no_mistake(
    client: TestClient, locale: str, words: str
) -> None:
    page = read(client, f"/compare?a=2014年工作报告&b=2020&lang={locale}", 400)
    assert words in page and 'role="alert"' not in page
    assert '<details class="card offered" open>' in page


def test_documents_with_the_words_in_their_title_are_offered_above_the_result(client: TestClient) -> None:
    page = read(client, "/compare?a=工作报告&b=2020&lang=en")
    assert page.index('<details class="card offered" open>') < page.index('id="terms"')
