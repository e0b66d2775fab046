"""Downloads hold every row, and say where they can't."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import openpyxl
import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app
from tests.support import without_breaks
from tests.web.test_structure import PAGES


@pytest.mark.parametrize(
    ("path", "asked", "page"),
    [
        ("search", {"q": "技术"}, "/api/search"),
        ("search", {"q": "技术", "sort": "date"}, "/api/search"),
        ("concordance", {"q": "技术"}, "/api/concordance"),
        ("targets", {}, "/api/targets?fold=1"),
        ("directives", {}, "/api/directives"),
        ("citations", {}, "/api/citations"),
        ("documents", {}, "/api/documents"),
    ],
)
def test_a_download_has_every_row(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict[str, str], page: str
) -> None:
    monkeypatch.setattr("flows.web.limits.BLOCK", 3)
    monkeypatch.setattr("flows.web.downloads._HITS_AT_ONCE", 3)
    total = client.get(page, params=asked or None).json()["total"]
    lines = client.get(f"/download/{path}.jsonl", params=asked).text.splitlines()
    assert len(lines) == len(set(lines)) == total > 3
    answer = client.get(f"/download/{path}.csv", params=asked)
    assert len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))) == total + 1
    assert answer.headers["content-disposition"] == f'attachment; filename="zhengce-{path}.csv"'


def test_a_sheet_says_what_it_could_not_hold(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.sending.XLSX_ROWS", 2)
    total = client.get("/api/search", params={"q": "稀土"}).json()["total"]
    answer = client.get("/download/search.xlsx", params={"q": "稀土"})
    assert openpyxl.load_workbook(io.BytesIO(answer.content))["data"].max_row == 3
    assert int(answer.headers["x-rows-left-out"]) == total - 2 > 0


def test_the_page_says_what_a_sheet_can_not_hold(
    web_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.web.rendering.XLSX_ROWS", 2)
    with TestClient(create_app(web_settings)) as client:
        pages = [client.get("/search", params={"q": "稀土"}), client.get("/documents")]
    assert all("XLSX ends after row 2; CSV and JSONL have all." in page.text for page in pages)


def test_a_wrong_question_is_refused_before_anything_is_sent(client: TestClient) -> None:
    for path in (
        "search.csv?q=(",
        "documents.csv?from=20x",
        "targets.jsonl?kind=x",
        "directives.csv?grade=x",
        "directives.csv?corpus=nope",
        "directives.csv?language=fr",
    ):
        assert client.get(f"/download/{path}").status_code == 400, path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("search.csv?q=技术&strategys=rd", "strategys: no such parameter here. Did you mean strategy?"),
        ("documents.csv?nosuch=1", "nosuch: no such parameter here; parameters: "),
        ("citations.csv?cited=x", "cited: no such parameter here; parameters: as_of, "),
        ("concordance.csv?q=技术&form=2020", "Did you mean from?"),
        ("trends.csv?term=技术&language=zh", "language: no such parameter here"),
        ("trends.svg?term=技术&groups=kind", "Did you mean group?"),
        ("corrections.csv?kinds=title", "Did you mean kind?"),
        ("collocates.csv?concept=rare-earth&limit=3", "limit: no such parameter here; parameters: concept."),
        ("dossier.md?name=稀土&from=2020", "from: no such parameter here; parameters: as_of, "),
        ("network/citations.graphml?corpora=sample", "Did you mean corpus?"),
    ],
)
def test_an_unknown_parameter_is_refused(client: TestClient, path: str, said: str) -> None:
    answer = client.get(f"/download/{path}&lang=en")
    assert answer.status_code == 400
    assert said in without_breaks(answer.text)


def test_what_a_page_adds_to_its_address_is_no_unknown_parameter(client: TestClient) -> None:
    for path in (
        "documents.csv?page=2&lang=zh&token=x",
        "citations.csv?document=&view=dangling",
        "events.csv?",
    ):
        assert client.get(f"/download/{path}").status_code == 200, path


ASKED = ("kind=target&from=2020", "q=技术&strategy=", "term=稀土&by=month&group=kind", "nosuch=1")


@pytest.mark.parametrize("asked", ["", *ASKED, "undone=x&at=y", "list=稀土&by=quarter", "a=2019&b=2021"])
def test_every_download_that_a_page_offers_is_sent(client: TestClient, asked: str) -> None:
    links: set[str] = set()
    client.cookies.set("lang", "en")
    for page in dict.fromkeys(page.partition("?")[0] if asked else page for page in PAGES):
        answer = client.get(f"{page}?{asked}" if asked else page)
        links |= set(re.findall(r'href="(/download/[^"]+)"', answer.text))
    # One format of each table stands for all: the same rows in another form. So does one of each chart; the
    # pages without parameters offer PNG, too.
    others = (".xlsx", ".jsonl", ".png") if asked else (".xlsx", ".jsonl")
    asked_for = [unescape(link) for link in sorted(links) if not any(ending in link for ending in others)]
    assert asked_for
    answers = {link: client.get(link) for link in asked_for}
    assert {link for link, answer in answers.items() if answer.status_code not in (200, 400)} == set()
    # A page without rows also offers its picture, which says that there is nothing to draw.
    assert [link for link, answer in answers.items() if "no such parameter" in answer.text] == []


def test_documents_are_those_of_the_collection_of_the_page(client: TestClient) -> None:
    assert client.get("/download/documents.csv?collection=none").status_code == 400
