"""Downloads hold every row, and say where they can't."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app


@pytest.mark.parametrize(
    ("path", "asked", "page"),
    [
        ("search", {"q": "技术"}, "/api/search"),
        ("search", {"q": "技术", "sort": "date"}, "/api/search"),
        ("concordance", {"q": "技术"}, "/api/concordance"),
        ("targets", {"fold": "1"}, "/api/targets"),
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
    total = client.get(page, params=asked).json()["total"]
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
    ):
        assert client.get(f"/download/{path}").status_code == 400, path


def test_documents_are_those_of_the_collection_of_the_page(client: TestClient) -> None:
    assert client.get("/download/documents.csv?collection=none").status_code == 400
