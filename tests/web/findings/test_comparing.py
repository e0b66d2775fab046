"""The page Compare and its JSON: both languages, links from other pages, hostile text, errors in the page."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient

SIDES = "a=d027053a474d869b&b=37ea16e8ac0455aa"


def read(client: TestClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


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


@pytest.mark.parametrize(("show", "rows"), [("changed", 5), ("all", 37), ("only_a", 12), ("unchanged", 1)])
def test_rows_are_chosen(client: TestClient, show: str, rows: int) -> None:
    assert read(client, f"/compare?{SIDES}&show={show}").count('<li class="row ') == rows


def test_the_form_offers_periods_and_documents_beside_the_one_given(client: TestClient) -> None:
    page = read(client, "/compare?a=d027053a474d869b&lang=en")
    assert '<option value="2016..2020"' in page
    assert "/compare?a=d027053a474d869b&amp;b=" in page


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


def test_files_and_json_have_the_rows_of_the_page(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(read(client, f"/download/compare.csv?{SIDES}").lstrip("\ufeff"))))
    answer = client.get(f"/api/compare?{SIDES}").json()
    assert sum(row["section"] == "paragraphs" for row in rows) == len(answer["paragraphs"]["rows"]) == 37
    assert answer["figures"]["rows"][0]["indicator"] == "粮食总产量"
