"""What stands beside a document: its original, its versions, its outline, matches in all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.pipeline import ingest_paths
from flows.settings import Settings
from flows.store import Store
from flows.store.documents import read_document
from flows.web.app import create_app
from flows.web.reading.versions import split_change
from tests.stores import copy_whole
from tests.support import MODELS


def _first(client: TestClient, query: str) -> str:
    return str(client.get("/api/search", params={"q": query}).json()["hits"][0]["document_id"])


def test_the_original_is_downloaded_as_it_was_read(client: TestClient, web_store: Path) -> None:
    identifier = _first(client, "稀土")
    answer = client.get(f"/original/{identifier}")
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert answer.headers["content-type"] == "application/octet-stream"
    with Store(web_store, read_only=True) as store:
        document = read_document(store, identifier)
        assert document
        assert len(answer.content) > 100
    assert client.get("/original/0000000000000000").status_code == 404


def test_matches_are_found_on_every_page_of_a_document(client: TestClient) -> None:
    identifier = _first(client, "国家")
    page = client.get(f"/document/{identifier}", params={"q": "国家", "lang": "en"}).text
    assert "Matches: " in page and '<ol class="found-here">' in page
    plain = client.get(f"/document/{identifier}").text
    assert '<ol class="found-here">' not in plain


@pytest.fixture
def twice_read(web_store: Path, tmp_path: Path) -> Iterator[tuple[TestClient, str]]:
    """A document of which a second version was read."""
    path, folder = copy_whole(web_store, tmp_path / "copy"), tmp_path / "texts"
    folder.mkdir()
    file = folder / "notice.txt"
    with Store(path) as store:
        for text in (
            "关于试点的通知\n样例局负责办理本通知规定的事项。\n第一段不变。\n试点到2025年结束，各单位应当总结经验并报送样例局。",
            "关于试点的通知\n第一段不变。\n试点到2027年结束，各单位应当总结经验并报送样例局。\n<b>新</b>增一段。"
            "\n样例局负责办理本通知规定的事项。",
        ):
            file.write_text(text, encoding="utf-8")
            with store.run("test") as run:
                ingest_paths(store, run.id, "twice", [folder], root=folder)
        row = store.value("SELECT id FROM document WHERE corpus = 'twice' AND superseded_by IS NULL")
    with TestClient(create_app(Settings(store=path, models=MODELS))) as opened:
        yield opened, str(row)


def test_versions_show_what_changed_sign_by_sign(twice_read: tuple[TestClient, str]) -> None:
    client, identifier = twice_read
    page = client.get(f"/versions/{identifier}", params={"lang": "en"}).text
    assert "202<del>5</del><ins>7</ins>年" in page
    assert "<ins>&lt;b&gt;新&lt;/b&gt;增一段。</ins>" in page
    assert 'class="moved"' in page and ">moved</small> 样例局负责办理" in page
    assert f"/versions/{identifier}" in client.get(f"/document/{identifier}").text
    assert "One version only" in client.get(f"/versions/{_first(client, '稀土')}?lang=en").text


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("甲乙", "甲丙", [("甲", ""), ("乙", "del"), ("丙", "ins")]),
        ("", "新", [("新", "ins")]),
        ("旧", "", [("旧", "del")]),
        ("a" * 3000, "b" * 3000, [("a" * 3000, "del"), ("b" * 3000, "ins")]),
    ],
)
def test_changes_are_split(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    assert split_change(old, new) == parts


def test_results_are_listed_by_document(client: TestClient) -> None:
    page = client.get("/search/documents", params={"q": "稀土", "lang": "en"}).text
    found = client.get("/api/search/documents", params={"q": "稀土"}).json()
    assert f"{found['total']} documents" in page and f"{found['passages']} passages" in page
    assert client.get("/api/search", params={"q": "稀土"}).json()["total"] == found["passages"]
    assert found["documents"][0]["id"] in page
    assert "/search/documents?q=" in client.get("/search", params={"q": "稀土"}).text
    assert client.get("/search/documents", follow_redirects=False).headers["location"] == "/documents"
